"""Ending roles, switching accounts off and on, the lists and pages about people."""

from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from organisaties.acties import (
    beeindig_lidmaatschap,
    nodig_uit,
    wijzig_eigen_naam,
    zet_gebruiker_aan,
    zet_gebruiker_uit,
)
from organisaties.acties.gebruikers import LAATSTE_BEHEERDER
from organisaties.models import Gebruiker, Lidmaatschap, Logregel
from organisaties.rollen import Rol
from organisaties.toegang import GeenToegang
from tests.organisaties.test_uitnodigen import link_in

BEHEER = "beheer@thuisstand.example"
GEMEENTE = "huisvesting@dewolden.example"
MEPPEL = "huisvesting@meppel.example"


def stuur(client: Client, naam: str, **kwargs: Any) -> Any:
    return client.post(reverse(naam, kwargs=kwargs), {"inzending": uuid4()})


def tweede_beheerder() -> Lidmaatschap:
    return nodig_uit(door=None, email="beheer2@thuisstand.example", naam="Tweede", rol=Rol.BEHEER).lidmaatschap


def test_beeindigde_rol_is_bij_het_volgende_verzoek_weg(als: Any, wereld: Any) -> None:
    client = als(GEMEENTE)
    assert client.get(reverse("logboek")).status_code == 200
    antwoord = stuur(als(BEHEER), "lidmaatschap-beeindigen", pk=wereld.lid(GEMEENTE).pk)
    assert antwoord.status_code == 302
    pagina = client.get(reverse("logboek"))
    assert pagina.status_code == 403
    assert "U hebt nog geen rol" in pagina.content.decode()


def test_zonder_rol_kan_alleen_het_eigen_account(als: Any, wereld: Any) -> None:
    client = als(GEMEENTE)
    beeindig_lidmaatschap(door=None, lidmaatschap=wereld.lid(GEMEENTE))
    assert client.get(reverse("account")).status_code == 200
    assert client.get(reverse("account_change_password")).status_code == 200
    namen = {"inzending": uuid4(), "naam": "Anders"}
    client.post(reverse("account"), namen)
    assert Gebruiker.objects.get(email=GEMEENTE).naam == "Medewerker De Wolden"
    # Without a membership nobody passes for a command of functioneel beheer, whose `door` is None as well.
    uitnodiging = {"inzending": uuid4(), "email": "x@x.example", "naam": "X", "rol": "beheer", "organisatie": ""}
    assert client.post(reverse("gebruiker-uitnodigen"), uitnodiging).status_code == 403
    assert not Gebruiker.objects.filter(email="x@x.example").exists()
    client.post(reverse("account_logout"))
    assert client.get(reverse("account")).status_code == 302


def test_uitgezette_gebruiker_is_direct_uitgelogd_en_blijft_dat(als: Any, wereld: Any) -> None:
    client = als(GEMEENTE)
    antwoord = stuur(als(BEHEER), "gebruiker-uitzetten", pk=wereld.gebruikers[GEMEENTE].pk)
    assert antwoord.status_code == 302
    assert client.get(reverse("logboek")).url.startswith(reverse("account_login"))
    zet_gebruiker_aan(door=wereld.lid(BEHEER), gebruiker=wereld.gebruikers[GEMEENTE])
    assert client.get(reverse("logboek")).url.startswith(reverse("account_login")), "de oude sessie leeft weer"


def test_uitzetten_maakt_de_link_in_de_mail_waardeloos(wereld: Any, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        nieuw = nodig_uit(door=None, email="n@x.example", naam="N", rol=Rol.CIJFERLEZER).gebruiker
    zet_gebruiker_uit(door=wereld.lid(BEHEER), gebruiker=nieuw)
    assert Client().get(link_in(mail.outbox[0])).context["token_fail"] is True


def test_aanzetten_stuurt_een_link(als: Any, wereld: Any, django_capture_on_commit_callbacks: Any) -> None:
    wie = wereld.gebruikers[GEMEENTE]
    zet_gebruiker_uit(door=None, gebruiker=wie)
    with django_capture_on_commit_callbacks(execute=True):
        stuur(als(BEHEER), "gebruiker-aanzetten", pk=wie.pk)
    assert [bericht.to for bericht in mail.outbox] == [[GEMEENTE]]
    zet_gebruiker_uit(door=None, gebruiker=wie)
    with pytest.raises(ValidationError, match="staat uit"):
        nodig_uit(door=None, email=GEMEENTE, naam="", rol=Rol.CIJFERLEZER)


def test_laatste_beheerder_blijft(als: Any, wereld: Any) -> None:
    lid = wereld.lid(BEHEER)
    client = als(BEHEER)
    pagina = stuur(client, "lidmaatschap-beeindigen", pk=lid.pk)
    assert LAATSTE_BEHEERDER in pagina.content.decode()
    with pytest.raises(ValidationError, match="laatste functioneel beheerder"):
        zet_gebruiker_uit(door=None, gebruiker=lid.gebruiker)
    lid.refresh_from_db()
    assert lid.beeindigd_op is None


def test_uitgezette_tweede_beheerder_telt_niet(wereld: Any) -> None:
    tweede = tweede_beheerder()
    zet_gebruiker_uit(door=wereld.lid(BEHEER), gebruiker=tweede.gebruiker)
    with pytest.raises(ValidationError, match="laatste functioneel beheerder"):
        beeindig_lidmaatschap(door=wereld.lid(BEHEER), lidmaatschap=wereld.lid(BEHEER))


def test_met_een_tweede_beheerder_mag_de_eerste_weg(wereld: Any) -> None:
    tweede = tweede_beheerder()
    beeindig_lidmaatschap(door=tweede, lidmaatschap=wereld.lid(BEHEER))
    assert Lidmaatschap.objects.get(pk=wereld.lid(BEHEER).pk).beeindigd_op is not None


def test_eigen_account_niet_uitzetten(wereld: Any) -> None:
    tweede = tweede_beheerder()
    with pytest.raises(ValidationError, match="eigen account"):
        zet_gebruiker_uit(door=tweede, gebruiker=tweede.gebruiker)


def test_beeindigen_twee_keer_laat_een_regel_na(wereld: Any) -> None:
    for _ in range(2):
        beeindig_lidmaatschap(door=wereld.lid(BEHEER), lidmaatschap=wereld.lid(GEMEENTE))
    assert Logregel.objects.filter(handeling="rol beëindigd").count() == 1


@pytest.mark.parametrize("email", [GEMEENTE, "toezicht@drenthe.example", "verhuur@leystromen.example"])
def test_niemand_anders_beheert_gebruikers(als: Any, wereld: Any, email: str) -> None:
    client = als(email)
    eigen, ander = wereld.gebruikers[email], wereld.gebruikers[MEPPEL]
    assert client.get(reverse("gebruikers")).status_code == 403
    assert client.get(reverse("beheer")).status_code == 403
    assert client.get(reverse("gebruiker", kwargs={"pk": ander.pk})).status_code == 404
    assert client.get(reverse("gebruiker", kwargs={"pk": eigen.pk})).url == reverse("account")
    for naam in ("gebruiker-uitzetten", "gebruiker-aanzetten", "gebruiker-opnieuw-uitnodigen"):
        assert stuur(client, naam, pk=ander.pk).status_code == 404
        assert stuur(client, naam, pk=eigen.pk).status_code == 403
    assert stuur(client, "lidmaatschap-beeindigen", pk=wereld.lid(MEPPEL).pk).status_code == 404
    assert stuur(client, "lidmaatschap-beeindigen", pk=wereld.lid(email).pk).status_code == 403
    for actie in (zet_gebruiker_uit, zet_gebruiker_aan):
        with pytest.raises(GeenToegang):
            actie(door=wereld.lid(email), gebruiker=ander)
    with pytest.raises(GeenToegang):
        beeindig_lidmaatschap(door=wereld.lid(email), lidmaatschap=wereld.lid(MEPPEL))


def test_eigen_naam_wijzigen(als: Any, wereld: Any) -> None:
    client = als(GEMEENTE)
    assert client.post(reverse("account"), {"inzending": uuid4(), "naam": " Jo de Vries "}).status_code == 302
    assert Gebruiker.objects.get(email=GEMEENTE).naam == "Jo de Vries"
    (regel,) = Logregel.objects.filter(handeling="eigen naam gewijzigd")
    assert (regel.gebruiker.email, regel.lidmaatschap, regel.gegevens) == (GEMEENTE, wereld.lid(GEMEENTE), {})
    with pytest.raises(ValidationError):
        wijzig_eigen_naam(door=wereld.lid(GEMEENTE), naam="  ")


@pytest.mark.parametrize(
    ("vraag", "wie"),
    [
        ({"zoek": "de wolden"}, {GEMEENTE}),
        ({"zoek": "MEPPEL.example"}, {MEPPEL}),
        ({"organisatie": "drenthe"}, {"toezicht@drenthe.example"}),
        ({"rol": "beheer"}, {BEHEER}),
        ({"rol": "huurders", "organisatie": "veste"}, {"bestuur@deveste.example"}),
        ({"status": "uit"}, {MEPPEL}),
        ({"status": "uitgenodigd"}, {"n@x.example"}),
        ({"zoek": "%"}, set()),
    ],
)
def test_filter_van_gebruikers(als: Any, wereld: Any, vraag: dict[str, str], wie: set[str]) -> None:
    zet_gebruiker_uit(door=None, gebruiker=wereld.gebruikers[MEPPEL])
    nodig_uit(door=None, email="n@x.example", naam="N", rol=Rol.CIJFERLEZER)
    tabel = als(BEHEER).get(reverse("gebruikers"), vraag).context["tabel"]
    assert {rij.record.email for rij in tabel.rows} == wie


def test_rijen_met_een_rare_sortering_of_pagina_geven_geen_fout(als: Any) -> None:
    client = als(BEHEER)
    for vraag in ("sort=onzin", "page=999", "page=x", "sort=-status", "sort=rollen", "rol=x", "zoek=%00"):
        assert client.get(f"{reverse('gebruikers')}?{vraag}").status_code == 200
