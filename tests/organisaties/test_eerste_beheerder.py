"""From an empty database to the first person who can sign in."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from organisaties.models import Gebruiker, Lidmaatschap, Logregel
from organisaties.rollen import Rol
from tests.opdracht import draai

# Mail goes out on commit, so the transaction is a real one here.
pytestmark = pytest.mark.django_db(transaction=True)

EMAIL = "beheer@provincie.example"
WACHTWOORD = "zeven-fietsen-in-de-regen"


def kies_wachtwoord(tekst: str) -> Client:
    gevonden = re.search(r"http://localhost:8000(/account/wachtwoord/nieuw/\S+)", tekst)
    assert gevonden, tekst
    client = Client()
    pagina = client.get(gevonden[1], follow=True)
    client.post(pagina.request["PATH_INFO"], {"password1": WACHTWOORD, "password2": WACHTWOORD})
    client.post(reverse("account_login"), {"login": EMAIL, "password": WACHTWOORD})
    return client


def test_eerste_beheerder_kiest_een_wachtwoord_en_kan_anderen_uitnodigen() -> None:
    uitkomst = draai("eerste-beheerder", EMAIL, "--naam", "Beheerder Provincie")
    assert (uitkomst.status, uitkomst.uit) == (0, f"{EMAIL} is functioneel beheerder en heeft een mail gekregen.\n")
    assert [bericht.to for bericht in mail.outbox] == [[EMAIL]]
    assert kies_wachtwoord(str(mail.outbox[0].body)).get(reverse("gebruiker-uitnodigen")).status_code == 200
    gebruiker = Gebruiker.objects.get()
    assert (gebruiker.naam, [lid.rol for lid in gebruiker.lidmaatschappen.all()]) == (
        "Beheerder Provincie",
        [Rol.BEHEER],
    )
    assert [regel.gebruiker_id for regel in Logregel.objects.filter(handeling="gebruiker uitgenodigd")] == [None]


def test_zonder_mailserver_staat_de_link_in_de_uitvoer(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    uitkomst = draai("eerste-beheerder", EMAIL)
    assert uitkomst.status == 0
    assert "de mail is niet verstuurd" in uitkomst.uit
    assert kies_wachtwoord(uitkomst.uit).get(reverse("gebruikers")).status_code == 200


def test_een_tweede_alleen_als_erom_wordt_gevraagd() -> None:
    draai("eerste-beheerder", EMAIL)
    uitkomst = draai("eerste-beheerder", "ander@provincie.example")
    assert (uitkomst.status, Lidmaatschap.objects.count()) == (1, 1)
    assert "kies --nog-een" in uitkomst.fout
    assert draai("eerste-beheerder", "ander@provincie.example", "--nog-een").status == 0
    assert Lidmaatschap.objects.count() == 2


def test_verkeerd_adres_maakt_niemand() -> None:
    uitkomst = draai("eerste-beheerder", "geen-adres")
    assert (uitkomst.status, Gebruiker.objects.count()) == (2, 0)
    assert "Vul een e-mailadres in" in uitkomst.fout


def test_wie_de_rol_al_heeft_krijgt_haar_niet_nog_eens() -> None:
    draai("eerste-beheerder", EMAIL)
    uitkomst = draai("eerste-beheerder", EMAIL, "--nog-een")
    assert (uitkomst.status, Lidmaatschap.objects.count()) == (1, 1)
    assert "heeft deze rol al" in uitkomst.fout
