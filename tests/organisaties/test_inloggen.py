"""Signing in and out, passwords, and for which role one acts."""

from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver, reverse

from balie.oefenwereld import WACHTWOORD
from organisaties.acties import beeindig_lidmaatschap, zet_gebruiker_uit
from organisaties.models import Gebruiker, Lidmaatschap
from organisaties.rollen import Rol
from tests.organisaties.test_uitnodigen import kies_wachtwoord

BEHEER = "beheer@thuisstand.example"
GEMEENTE = "huisvesting@dewolden.example"
ZONDER_INLOGGEN = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}


@pytest.fixture(autouse=True)
def _schone_tellers() -> None:
    cache.clear()


def log_in(client: Client, wachtwoord: str = WACHTWOORD, email: str = GEMEENTE, naar: str = "") -> Any:
    adres = reverse("account_login") + (f"?next={naar}" if naar else "")
    return client.post(adres, {"login": email, "password": wachtwoord, **({"next": naar} if naar else {})})


def test_inloggen_met_hoofdletters_en_weer_uit(wereld: Any) -> None:
    client = Client()
    assert log_in(client, email="Huisvesting@DeWolden.Example").url == reverse("vandaag")
    assert client.get(reverse("account")).context["lid"] == wereld.lid(GEMEENTE)
    client.post(reverse("account_logout"))
    assert client.get(reverse("account")).url.startswith(reverse("account_login"))


def test_fout_wachtwoord_en_onbekend_adres_geven_dezelfde_melding(wereld: Any) -> None:
    bekend = log_in(Client(), "fout-wachtwoord").context["form"].errors
    onbekend = log_in(Client(), "fout-wachtwoord", email="niemand@x.example").context["form"].errors
    melding = "Dit e-mailadres en wachtwoord horen niet bij elkaar. Probeer het opnieuw of kies 'Wachtwoord vergeten'."
    assert bekend == onbekend == {"__all__": [melding]}


def test_na_vijf_pogingen_is_het_wachten(wereld: Any) -> None:
    client = Client()
    for _ in range(5):
        log_in(client, "fout-wachtwoord")
    antwoord = log_in(client)
    assert "_auth_user_id" not in client.session
    assert antwoord.context["form"].errors


@pytest.mark.parametrize(
    "elders",
    ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example", "http:evil.example"],
)
def test_na_inloggen_nooit_naar_een_ander_adres(wereld: Any, elders: str) -> None:
    assert log_in(Client(), naar=elders).url == reverse("vandaag")


def test_na_inloggen_naar_de_gevraagde_pagina(wereld: Any) -> None:
    client = Client()
    gevraagd = client.get(reverse("logboek")).url
    assert gevraagd == f"{reverse('account_login')}?next={reverse('logboek')}"
    assert log_in(client, naar=reverse("logboek")).url == reverse("logboek")


def test_uitgezette_gebruiker_komt_er_niet_in(wereld: Any) -> None:
    zet_gebruiker_uit(door=None, gebruiker=wereld.gebruikers[GEMEENTE])
    client = Client()
    log_in(client)
    assert "_auth_user_id" not in client.session


def test_niemand_meldt_zich_zelf_aan(db: None) -> None:
    client = Client()
    nieuw = {"email": "x@x.example", "password1": "een-heel-lang-wachtwoord"}
    assert client.get(reverse("account_signup")).status_code == 200
    client.post(reverse("account_signup"), nieuw)
    assert not Gebruiker.objects.exists()


def test_wachtwoord_vergeten(nieuwe_regels: Any) -> None:
    client = Client()
    klaar = [client.post(reverse("account_reset_password"), {"email": e}) for e in (GEMEENTE, "niemand@x.example")]
    assert [antwoord.url for antwoord in klaar] == [reverse("account_reset_password_done")] * 2
    bekend, onbekend = mail.outbox
    assert (bekend.to, onbekend.to) == ([GEMEENTE], ["niemand@x.example"])
    assert "geen account" in onbekend.body
    link = next(woord for woord in bekend.body.split() if "/wachtwoord/nieuw/" in woord)
    kies_wachtwoord(client, link.removeprefix("http://testserver"), "een-nieuw-lang-wachtwoord")
    assert Gebruiker.objects.get(email=GEMEENTE).check_password("een-nieuw-lang-wachtwoord")
    (regel,) = nieuwe_regels().filter(handeling="eigen wachtwoord gekozen")
    assert (regel.gebruiker.email, regel.gegevens) == (GEMEENTE, {})
    assert mail.outbox[2].subject == "Uw wachtwoord voor Thuisstand is gewijzigd"
    assert mail.outbox[2].body.startswith("Beste Medewerker De Wolden,\n")


def test_wachtwoord_wijzigen_logt_elders_uit(als: Any, wereld: Any) -> None:
    hier, elders = als(GEMEENTE), als(GEMEENTE)
    nieuw = "een-nieuw-lang-wachtwoord"
    pagina = reverse("account_change_password")
    fout = hier.post(pagina, {"oldpassword": "onjuist", "password1": nieuw, "password2": nieuw})
    assert set(fout.context["form"].errors) == {"oldpassword"}
    assert hier.post(pagina, {"oldpassword": WACHTWOORD, "password1": nieuw, "password2": nieuw}).status_code == 302
    assert elders.get(reverse("logboek")).status_code == 302
    assert log_in(Client(), nieuw).url == reverse("vandaag")


@pytest.mark.parametrize("zwak", ["kort", "123456789012", "wachtwoord", GEMEENTE])
def test_zwak_wachtwoord_wordt_geweigerd(als: Any, zwak: str) -> None:
    inhoud = {"oldpassword": WACHTWOORD, "password1": zwak, "password2": zwak}
    antwoord = als(GEMEENTE).post(reverse("account_change_password"), inhoud)
    assert set(antwoord.context["form"].errors) == {"password1"}


def test_gebruiker_zonder_wachtwoord_wordt_naar_de_link_gestuurd(als: Any, wereld: Any) -> None:
    wie = wereld.gebruikers[GEMEENTE]
    wie.set_unusable_password()
    wie.save()
    antwoord = als(GEMEENTE).get(reverse("account_change_password"), follow=True)
    assert antwoord.request["PATH_INFO"] == reverse("account_reset_password")


def test_alles_behalve_het_inloggen_vraagt_om_inloggen(db: None) -> None:
    """Every address of this app and of signing in; those of other apps are in the matrix of the project."""
    kwargs = {"pk": 1, "code": "GM1690", "soort": "regios", "vorm": "csv", "uidb36": "1", "key": "x"}
    namen = {naam for naam in get_resolver().reverse_dict if isinstance(naam, str)}
    eigen = {naam for naam in namen if naam.startswith("account_")} | {
        patroon.name for patroon in __import__("organisaties.urls", fromlist=["urlpatterns"]).urlpatterns
    }
    open_voor_iedereen = set()
    for naam in eigen:
        nodig = get_resolver().reverse_dict.getlist(naam)[0][0][0][1]
        antwoord = Client().get(reverse(naam, kwargs={sleutel: kwargs[sleutel] for sleutel in nodig}))
        naar_inloggen = antwoord.status_code == 302 and antwoord.url.startswith(f"{reverse('account_login')}?next=")
        if not naar_inloggen:
            open_voor_iedereen.add(naam)
    assert open_voor_iedereen == ZONDER_INLOGGEN


def test_wisselen_van_rol_wordt_onthouden(als: Any, wereld: Any) -> None:
    client = als(BEHEER)
    cijferlezer = Lidmaatschap.objects.get(gebruiker__email=BEHEER, rol=Rol.CIJFERLEZER)
    assert client.get(reverse("gebruikers")).status_code == 200
    assert client.post(reverse("kies-lidmaatschap"), {"lidmaatschap": cijferlezer.pk}).url == reverse("vandaag")
    assert client.get(reverse("account")).context["lid"] == cijferlezer
    assert client.get(reverse("gebruikers")).status_code == 403


def test_wisselen_alleen_naar_een_eigen_rol_die_er_nog_is(als: Any, wereld: Any) -> None:
    client = als(GEMEENTE)
    eigen = wereld.lid(GEMEENTE)
    keuzes = [wereld.lid(BEHEER).pk, 0, 10**30, "x", "", "-1", "²"]
    assert [client.post(reverse("kies-lidmaatschap"), {"lidmaatschap": k}).status_code for k in keuzes] == [404] * 7
    assert client.get(reverse("kies-lidmaatschap")).status_code == 405
    assert client.get(reverse("account")).context["lid"] == eigen
    beheerder = als(BEHEER)
    cijferlezer = Lidmaatschap.objects.get(gebruiker__email=BEHEER, rol=Rol.CIJFERLEZER)
    beeindig_lidmaatschap(door=None, lidmaatschap=cijferlezer)
    assert beheerder.post(reverse("kies-lidmaatschap"), {"lidmaatschap": cijferlezer.pk}).status_code == 404


def test_beeindigde_gekozen_rol_valt_terug_op_een_andere_eigen_rol(als: Any, wereld: Any) -> None:
    client = als(BEHEER)
    cijferlezer = Lidmaatschap.objects.get(gebruiker__email=BEHEER, rol=Rol.CIJFERLEZER)
    client.post(reverse("kies-lidmaatschap"), {"lidmaatschap": cijferlezer.pk})
    beeindig_lidmaatschap(door=None, lidmaatschap=cijferlezer)
    assert client.get(reverse("account")).context["lid"] == wereld.lid(BEHEER)


def test_formulier_van_een_ander_adres_wordt_geweigerd(als: Any, wereld: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(wereld.gebruikers[GEMEENTE])
    assert client.post(reverse("account"), {"inzending": uuid4(), "naam": "Anders"}).status_code == 403
    assert Gebruiker.objects.get(email=GEMEENTE).naam == "Medewerker De Wolden"


def test_inlogpagina_zegt_wat_te_doen_en_belooft_niets(wereld: Any) -> None:
    html = log_in(Client(), "fout-wachtwoord").content.decode()
    assert "Inloggen is niet gelukt." in html
    assert "staat er nog" not in html
    assert html.count(reverse("account_reset_password")) == 1
    assert html.index('type="submit"') < html.index(reverse("account_reset_password"))
    assert ">E-mailadres</label>" in html


@pytest.mark.parametrize("naam", ["account_login", "account_signup", "account_inactive", "account_reset_password_done"])
def test_wie_er_niet_in_kan_leest_wie_helpt(settings: Any, db: None, naam: str) -> None:
    settings.BEHEERDER = ""
    html = Client().get(reverse(naam)).content.decode()
    assert ("functioneel beheerder" in html, "mailto:" in html) == (True, False)
    settings.BEHEERDER = "beheer@x.example"
    assert 'href="mailto:beheer@x.example"' in Client().get(reverse(naam)).content.decode()


def test_ook_de_mail_aan_een_onbekend_adres_noemt_de_beheerder(settings: Any, db: None) -> None:
    settings.BEHEERDER = "beheer@x.example"
    Client().post(reverse("account_reset_password"), {"email": "niemand@x.example"})
    assert "De functioneel beheerder kan u uitnodigen: beheer@x.example." in mail.outbox[0].body
