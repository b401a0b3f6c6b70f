"""What a production server sends along, and what Django itself says about the settings."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from balie.oefenwereld import WACHTWOORD

WORTEL = Path(__file__).parent.parent.parent
PRODUCTIE = {
    "THUISSTAND_MODUS": "productie",
    "SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ALLOWED_HOSTS": "thuisstand.example",
    "THUISSTAND_HERKENNING": "een-geheime-sleutel,een-oude",
    "DATABASE_URL": "sqlite://:memory:",
}


def django(code: str, **omgeving: str) -> subprocess.CompletedProcess[str]:
    schoon = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("THUISSTAND_")}
    return subprocess.run(
        [sys.executable, "-W", "error", *code.split(" ", 2)]
        if code.startswith("manage")
        else [sys.executable, "-c", code],
        cwd=WORTEL,
        env={**schoon, **PRODUCTIE, **omgeving},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_check_deploy_is_schoon() -> None:
    """The two that are silenced are about other names of the domain, see the next test."""
    uitkomst = django("manage.py check --deploy")
    assert (uitkomst.returncode, uitkomst.stdout) == (0, "System check identified no issues (2 silenced).\n"), uitkomst


@pytest.mark.parametrize(
    ("waarde", "verwacht"),
    [("", "False False"), ("subdomeinen", "True False"), ("preload", "True True")],
)
def test_hsts_belooft_niet_meer_dan_gevraagd(waarde: str, verwacht: str) -> None:
    code = "from config import settings as s; print(s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.SECURE_HSTS_PRELOAD)"
    assert django(code, THUISSTAND_HSTS=waarde).stdout.strip() == verwacht


def test_hsts_die_niet_bestaat_wordt_geweigerd() -> None:
    uitkomst = django("manage.py check", THUISSTAND_HSTS="alles")
    assert uitkomst.returncode != 0
    assert "THUISSTAND_HSTS is 'alles'; choose subdomeinen or preload, or leave it empty." in uitkomst.stderr


@pytest.mark.parametrize("naam", ["SECRET_KEY", "ALLOWED_HOSTS", "THUISSTAND_HERKENNING"])
def test_productie_start_niet_zonder(naam: str) -> None:
    uitkomst = django("manage.py check", **{naam: ""})
    assert uitkomst.returncode != 0
    assert f"Set the environment variable {naam}" in uitkomst.stderr


def test_instellingen_in_productie() -> None:
    namen = (
        "DEBUG SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SESSION_COOKIE_HTTPONLY SECURE_SSL_REDIRECT "
        "SECURE_HSTS_SECONDS SESSION_ENGINE BASISADRES ALLAUTH_TRUSTED_PROXY_COUNT"
    )
    code = f"from config import settings as s; print(*(getattr(s, n, None) for n in '{namen}'.split()))"
    uitkomst = django(code)
    assert uitkomst.stdout.split() == [
        "False",
        "True",
        "True",
        "None",  # Django's own default, which is True
        "True",
        "31536000",
        "django.contrib.sessions.backends.db",
        "https://thuisstand.example",
        "1",
    ]


def test_inhoudsbeleid_is_streng_op_elke_pagina(als: Any) -> None:
    bezoeker, beheerder = Client(), als("beheer@thuisstand.example")
    paginas = [
        bezoeker.get(reverse("account_login")),
        beheerder.get(reverse("gebruikers")),
        beheerder.get(reverse("account")),
        beheerder.get("/bestaat-niet/"),
    ]
    for pagina in paginas:
        beleid = dict(deel.strip().partition(" ")[::2] for deel in pagina["Content-Security-Policy"].split(";"))
        assert beleid == {
            "default-src": "'self'",
            "object-src": "'none'",
            "base-uri": "'none'",
            "form-action": "'self'",
            "frame-ancestors": "'none'",
        }
        assert pagina["X-Frame-Options"] == "DENY"
        assert pagina["X-Content-Type-Options"] == "nosniff"
        html = pagina.content.decode()
        assert " style=" not in html
        assert "<style" not in html
        assert "<script>" not in html


def test_veilige_koekjes_en_hsts(wereld: Any, settings: Any) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client = Client()
    pagina = client.get(reverse("account_login"))
    inloggen = {"login": "huisvesting@dewolden.example", "password": WACHTWOORD}
    antwoord = client.post(reverse("account_login"), inloggen, secure=True)
    for koek in (pagina.cookies["csrftoken"], antwoord.cookies["sessionid"]):
        assert (koek["secure"], koek["httponly"], koek["samesite"]) == (True, True, "Lax")
