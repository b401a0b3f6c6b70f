"""Inviting: from the form of the beheerder to the first time that somebody signs in."""

import re
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from organisaties.acties import nodig_uit, verstuur_uitnodiging_opnieuw
from organisaties.acties.mail import Verzending
from organisaties.models import Gebruiker, Lidmaatschap, Logregel
from organisaties.rollen import Rol
from organisaties.toegang import GeenToegang

BEHEER = "beheer@thuisstand.example"
GEMEENTE = "huisvesting@dewolden.example"
NIEUW_WACHTWOORD = "zeven-fietsen-in-de-regen"


@pytest.fixture(autouse=True)
def _schone_tellers() -> None:
    cache.clear()


def gegevens(wereld: Any, **anders: Any) -> dict[str, Any]:
    return {
        "inzending": uuid4(),
        "email": "nieuw@meppel.example",
        "naam": "Nieuwe Medewerker",
        "rol": "gemeente",
        "organisatie": f"gemeente:{wereld.gemeenten['GM0119'].pk}",
        **anders,
    }


def link_in(bericht: Any) -> str:
    gevonden = re.search(r"http://localhost:8000(/account/wachtwoord/nieuw/\S+)", bericht.body)
    assert gevonden, bericht.body
    return gevonden[1]


def kies_wachtwoord(client: Client, link: str, wachtwoord: str = NIEUW_WACHTWOORD) -> Any:
    pagina = client.get(link, follow=True)
    return client.post(pagina.request["PATH_INFO"], {"password1": wachtwoord, "password2": wachtwoord}, follow=True)


def nodig_iemand_uit(als: Any, wereld: Any, vang: Any, **anders: Any) -> Any:
    with vang(execute=True):
        return als(BEHEER).post(reverse("gebruiker-uitnodigen"), gegevens(wereld, **anders))


def test_uitnodiging_tot_en_met_inloggen(als: Any, wereld: Any, django_capture_on_commit_callbacks: Any) -> None:
    antwoord = nodig_iemand_uit(als, wereld, django_capture_on_commit_callbacks)
    nieuw = Gebruiker.objects.get(email="nieuw@meppel.example")
    assert antwoord.url == reverse("gebruiker", kwargs={"pk": nieuw.pk})
    assert not nieuw.has_usable_password()
    rollen = [(lid.rol, lid.gemeente) for lid in nieuw.lidmaatschappen.all()]
    assert rollen == [(Rol.GEMEENTE, wereld.gemeenten["GM0119"])]
    (bericht,) = mail.outbox
    assert bericht.to == ["nieuw@meppel.example"]
    assert "Meppel · Medewerker huisvesting (gemeente)" in bericht.body

    bezoeker = Client()
    link = link_in(bericht)
    klaar = kies_wachtwoord(bezoeker, link)
    assert klaar.request["PATH_INFO"] == reverse("account_reset_password_from_key_done")
    assert bezoeker.login(email="nieuw@meppel.example", password=NIEUW_WACHTWOORD)
    assert bezoeker.get(reverse("account")).context["lid"].gemeente == wereld.gemeenten["GM0119"]
    assert NIEUW_WACHTWOORD not in "".join(b.body for b in mail.outbox)


def test_link_werkt_maar_een_keer(als: Any, wereld: Any, django_capture_on_commit_callbacks: Any) -> None:
    nodig_iemand_uit(als, wereld, django_capture_on_commit_callbacks)
    link = link_in(mail.outbox[0])
    kies_wachtwoord(Client(), link)
    ander = Client()
    pagina = ander.get(link, follow=True)
    assert pagina.context["token_fail"] is True
    ander.post(pagina.request["PATH_INFO"], {"password1": "iets-heel-anders-99", "password2": "iets-heel-anders-99"})
    assert Gebruiker.objects.get(email="nieuw@meppel.example").check_password(NIEUW_WACHTWOORD)


def test_link_verloopt_na_drie_dagen(
    als: Any, wereld: Any, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    nodig_iemand_uit(als, wereld, django_capture_on_commit_callbacks)
    link = link_in(mail.outbox[0])
    nu = datetime.now()
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: nu + timedelta(days=2, hours=23))
    assert Client().get(link).status_code == 302
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: nu + timedelta(days=3, minutes=1))
    assert Client().get(link).context["token_fail"] is True


def test_bekende_gebruiker_krijgt_mail_over_nieuwe_rol(
    als: Any, wereld: Any, django_capture_on_commit_callbacks: Any
) -> None:
    nodig_iemand_uit(als, wereld, django_capture_on_commit_callbacks, email="Huisvesting@DeWolden.example", naam="X")
    bekend = Gebruiker.objects.get(email=GEMEENTE)
    assert bekend.naam == "Medewerker De Wolden"
    assert [lid.gemeente.code for lid in bekend.lidmaatschappen.order_by("pk")] == ["GM1690", "GM0119"]
    (bericht,) = mail.outbox
    assert bericht.subject == "U hebt een nieuwe rol in Thuisstand"
    assert "wachtwoord/nieuw" not in bericht.body


def test_dubbel_inzenden_geeft_een_gebruiker_en_een_mail(
    als: Any, wereld: Any, django_capture_on_commit_callbacks: Any
) -> None:
    client, inhoud = als(BEHEER), gegevens(wereld)
    aantal = Logregel.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        antwoorden = [client.post(reverse("gebruiker-uitnodigen"), inhoud) for _ in range(2)]
    assert [antwoord.status_code for antwoord in antwoorden] == [302, 302]
    assert Lidmaatschap.objects.filter(gebruiker__email="nieuw@meppel.example").count() == 1
    assert len(mail.outbox) == 1
    assert Logregel.objects.count() == aantal + 1


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"email": "geen adres"}, "email"),
        ({"naam": "  "}, "naam"),
        ({"rol": "directeur"}, "rol"),
        ({"organisatie": ""}, "organisatie"),
        ({"organisatie": "gemeente:0"}, "organisatie"),
        ({"organisatie": "gebruiker:1"}, "organisatie"),
        ({"rol": "provincie"}, "organisatie"),
        ({"rol": "beheer"}, "organisatie"),
        ({"inzending": "x"}, "__all__"),
        ({"inzending": ""}, "__all__"),
    ],
)
def test_fout_bij_het_veld_en_ingevulde_blijft(als: Any, wereld: Any, anders: dict[str, Any], veld: str) -> None:
    antwoord = als(BEHEER).post(reverse("gebruiker-uitnodigen"), gegevens(wereld, **anders))
    assert set(antwoord.context["form"].errors) == {veld}
    if "naam" not in anders:
        assert "Nieuwe Medewerker" in antwoord.content.decode()
    assert not Gebruiker.objects.filter(email="nieuw@meppel.example").exists()


def test_verbeterd_formulier_met_dezelfde_sleutel_wordt_verwerkt(als: Any, wereld: Any) -> None:
    client = als(BEHEER)
    al_lid = gegevens(wereld, email=GEMEENTE, organisatie=f"gemeente:{wereld.gemeenten['GM1690'].pk}")
    antwoord = client.post(reverse("gebruiker-uitnodigen"), al_lid)
    assert antwoord.context["form"].errors == {"rol": ["Medewerker De Wolden heeft deze rol al."]}
    goed = {**al_lid, "organisatie": f"gemeente:{wereld.gemeenten['GM0119'].pk}"}
    assert client.post(reverse("gebruiker-uitnodigen"), goed).status_code == 302
    assert Lidmaatschap.objects.filter(gebruiker__email=GEMEENTE).count() == 2


@pytest.mark.parametrize("email", [GEMEENTE, "toezicht@drenthe.example", "griffie@raad.example"])
def test_niemand_anders_nodigt_uit(als: Any, wereld: Any, email: str) -> None:
    client = als(email)
    pagina = client.get(reverse("gebruiker-uitnodigen"))
    assert pagina.status_code == 403
    assert "Alleen de functioneel beheerder beheert gebruikers en hun rollen." in pagina.content.decode()
    assert client.post(reverse("gebruiker-uitnodigen"), gegevens(wereld, rol="beheer")).status_code == 403
    with pytest.raises(GeenToegang):
        nodig_uit(door=wereld.lid(email), email="a@b.example", naam="A", rol=Rol.BEHEER)
    assert not Gebruiker.objects.filter(email__in=["nieuw@meppel.example", "a@b.example"]).exists()


def test_beheerder_met_andere_gekozen_rol_nodigt_niet_uit(als: Any, wereld: Any) -> None:
    client = als(BEHEER)
    cijferlezer = Lidmaatschap.objects.get(gebruiker__email=BEHEER, rol=Rol.CIJFERLEZER)
    client.post(reverse("kies-lidmaatschap"), {"lidmaatschap": cijferlezer.pk})
    assert client.post(reverse("gebruiker-uitnodigen"), gegevens(wereld)).status_code == 403


def test_opnieuw_versturen_alleen_zonder_wachtwoord(wereld: Any, django_capture_on_commit_callbacks: Any) -> None:
    door = wereld.lid(BEHEER)
    with django_capture_on_commit_callbacks(execute=True):
        nieuw = nodig_uit(door=door, email="n@x.example", naam="N", rol=Rol.CIJFERLEZER)
        verstuur_uitnodiging_opnieuw(door=door, gebruiker=nieuw.gebruiker)
    assert [bericht.to for bericht in mail.outbox] == [["n@x.example"]] * 2
    with pytest.raises(ValidationError, match="heeft al een wachtwoord"):
        verstuur_uitnodiging_opnieuw(door=door, gebruiker=wereld.gebruikers[GEMEENTE])
    with pytest.raises(GeenToegang):
        verstuur_uitnodiging_opnieuw(door=wereld.lid(GEMEENTE), gebruiker=nieuw.gebruiker)


def test_kapotte_mailserver_laat_de_rol_staan_en_zegt_het(
    als: Any, wereld: Any, django_capture_on_commit_callbacks: Any, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    with django_capture_on_commit_callbacks(execute=True):
        gedaan = nodig_uit(door=wereld.lid(BEHEER), email="n@x.example", naam="N", rol=Rol.CIJFERLEZER)
    assert gedaan.verzending == Verzending(gelukt=False)
    assert Gebruiker.objects.get(email="n@x.example").lidmaatschappen.count() == 1
