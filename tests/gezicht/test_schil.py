"""The shell, and the pages of allauth in it."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django.urls import reverse

from organisaties.models import Invoerbestand, Lidmaatschap
from organisaties.rollen import Rol

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.gezicht.urls")]


@pytest.fixture
def persoon(client: Client) -> Client:
    gebruiker = get_user_model()(email="lezer@example.nl", naam="Lies Lezer")
    gebruiker.set_password("oefenen-met-thuisstand")
    gebruiker.save()
    Lidmaatschap.objects.create(gebruiker=gebruiker, rol=Rol.CIJFERLEZER)
    return client


def ingelogd(client: Client) -> Client:
    client.login(email="lezer@example.nl", password="oefenen-met-thuisstand")
    return client


def tekst(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_inlogpagina_is_nederlands_en_van_ons(client: Client) -> None:
    html = client.get(reverse("account_login")).content.decode()
    assert "<title>Inloggen · Thuisstand</title>" in html
    assert '<html lang="nl"' in html
    assert html.count("<h1") == html.count("<main") == 1
    assert "Hoofdnavigatie" not in html
    assert "style=" not in html
    assert re.findall(r"<script(?![^>]*src=)", html) == []


def test_wie_niet_is_ingelogd_gaat_naar_inloggen(client: Client) -> None:
    assert client.get(reverse("account_change_password")).headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(
    "naam",
    [
        "account_login",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
        "account_inactive",
        "account_signup",
    ],
)
def test_paginas_zonder_inloggen(client: Client, naam: str) -> None:
    antwoord = client.get(reverse(naam))
    assert antwoord.status_code == 200
    html = antwoord.content.decode()
    assert html.count("<h1") == 1
    assert "Sign" not in tekst(html)


def test_verkeerd_wachtwoord_noemt_de_fout_en_houdt_het_adres(persoon: Client) -> None:
    html = persoon.post(reverse("account_login"), {"login": "lezer@example.nl", "password": "mis"}).content.decode()
    assert "<title>Fout: Inloggen · Thuisstand</title>" in html
    assert 'role="alert"' in html
    assert 'value="lezer@example.nl"' in html


def test_nieuw_wachtwoord_via_de_mail(persoon: Client) -> None:
    assert persoon.post(reverse("account_reset_password"), {"email": "lezer@example.nl"}).status_code == 302
    bericht = mail.outbox[0]
    assert bericht.subject.endswith("Nieuw wachtwoord voor Thuisstand")
    link = re.search(r"http://testserver(\S+)", str(bericht.body))
    assert link is not None
    html = persoon.get(link[1], follow=True)
    assert "Nieuw wachtwoord kiezen" in html.content.decode()
    nieuw = {"password1": "nog-beter-oefenen-1", "password2": "nog-beter-oefenen-1"}
    gedaan = persoon.post(html.request["PATH_INFO"], nieuw, follow=True)
    assert "Wachtwoord opgeslagen" in gedaan.content.decode()
    assert "Deze link werkt niet meer" in Client().get(link[1], follow=True).content.decode()


def test_onbekend_adres_krijgt_een_nederlandse_mail(client: Client) -> None:
    client.post(reverse("account_reset_password"), {"email": "niemand@example.nl"})
    assert mail.outbox[0].subject.endswith("Geen account bij Thuisstand")


def test_wachtwoord_wijzigen(persoon: Client) -> None:
    client = ingelogd(persoon)
    html = client.get(reverse("account_change_password")).content.decode()
    assert html.count('type="password"') == 3
    velden = {
        "oldpassword": "oefenen-met-thuisstand",
        "password1": "nog-beter-oefenen-1",
        "password2": "nog-beter-oefenen-1",
    }
    assert client.post(reverse("account_change_password"), velden).status_code == 302


def test_uitloggen_gaat_per_post(persoon: Client) -> None:
    client = ingelogd(persoon)
    assert "U bent ingelogd als lezer@example.nl" in client.get(reverse("account_logout")).content.decode()
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_navigatie_toont_alleen_wat_er_is_en_wat_de_rol_heeft(persoon: Client) -> None:
    html = ingelogd(persoon).get(reverse("account_change_password")).content.decode()
    balk = html[html.index("Hoofdnavigatie") : html.index("</nav>", html.index("Hoofdnavigatie"))]
    # There is a page for Toezicht, but not for this role; Afspraken has no page yet.
    assert re.findall(r"<a [^>]*>(.*?)</a>", balk) == ["Vandaag", "Cijfers"]


def test_banner_alleen_bij_oefengegevens(client: Client) -> None:
    assert "Oefengegevens." not in client.get(reverse("account_login")).content.decode()
    Invoerbestand.objects.create(soort="plaatsingen", naam="oefenwereld", sha256="0" * 64, oefengegevens=True)
    assert "Oefengegevens." in client.get(reverse("account_login")).content.decode()


@pytest.mark.parametrize("code", [400, 403, 404, 500])
def test_foutpagina_zegt_wat_te_doen(code: int) -> None:
    from django.template.loader import render_to_string

    html = render_to_string(f"{code}.html")
    assert html.count("<h1") == 1
    assert 'href="/"' in html
