"""Fixtures that every test may use. The world is `balie/oefenwereld.py`, the same one the demo shows."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as instellingen
from django.core.cache import caches
from django.db import connections
from django.test import Client, TransactionTestCase

from tests.hypothesis_profielen import laad_profiel

GEGEVENS = Path(__file__).parent.parent / "taakstelling" / "gegevens"
CODES = ("GM1690", "GM0119", "GM1708", "GM1723", "GM1969", "GM0015", "GM0022", "GM0025", "GM0056", "GM0363", "GM0457")


def pytest_configure() -> None:
    laad_profiel()
    instellingen.ACHTERGROND = "direct"
    instellingen.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def _zonder_bewaking_opruimen(oorspronkelijk: Callable[[Any], None]) -> Callable[[Any], None]:
    """Flushing the tables between tests is the one time the guard of the facts is lifted, from the same list."""

    def opruimen(self: Any) -> None:
        from organisaties.bewaking import zonder_bewaking

        with zonder_bewaking(connections["default"]):
            oorspronkelijk(self)

    return opruimen


TransactionTestCase._fixture_teardown = _zonder_bewaking_opruimen(  # type: ignore[method-assign]
    TransactionTestCase._fixture_teardown
)


@pytest.fixture(autouse=True)
def _lege_cache() -> None:
    """Rate limits and permissions of one test do not leak into the next."""
    for geheugen in caches.all(initialized_only=True):
        geheugen.clear()


@pytest.fixture
def land(db: None) -> None:
    """The gemeenten of the small world with provincie, validity and successors, as in the project's own seed file."""
    from organisaties.models import Gemeente, Opvolging, Provincie

    with (GEGEVENS / "gemeenten.csv").open(encoding="utf-8-sig", newline="") as bestand:
        rijen = [rij for rij in csv.DictReader(bestand, delimiter=";") if rij["code"] in CODES]
    provincies = {
        code: Provincie.objects.create(code=code, naam=naam)
        for code, naam in sorted({(r["provincie_code"], r["provincie"]) for r in rijen if r["provincie_code"]})
    }
    gemeenten = {
        rij["code"]: Gemeente.objects.create(
            code=rij["code"],
            naam=rij["naam"],
            provincie=provincies.get(rij["provincie_code"]),
            geldig_van=date.fromisoformat(rij["geldig_van"]) if rij["geldig_van"] else None,
            geldig_tot=date.fromisoformat(rij["geldig_tot"]) if rij["geldig_tot"] else None,
        )
        for rij in rijen
    }
    for rij in rijen:
        for volgorde, naar in enumerate(rij["opvolgers"].replace(";", " ").split()):
            if naar in gemeenten:
                Opvolging.objects.create(van=gemeenten[rij["code"]], naar=gemeenten[naar], volgorde=volgorde)


@pytest.fixture
def wereld(land: None) -> Any:
    """The small world: gemeenten, corporaties, people in every role."""
    from balie.oefenwereld import maak_organisaties_en_mensen

    return maak_organisaties_en_mensen()


@pytest.fixture
def nieuwe_regels(wereld: Any) -> Callable[[], Any]:
    """The lines of the logboek since the world was made, which wrote lines of its own."""
    from organisaties.models import Logregel

    voor = list(Logregel.objects.values_list("pk", flat=True))
    return lambda: Logregel.objects.exclude(pk__in=voor)


@pytest.fixture
def als(wereld: Any) -> Callable[[str], Client]:
    """A browser of the person with this e-mail address: `als("huisvesting@dewolden.example")`."""

    def inloggen(email: str) -> Client:
        client = Client()
        client.force_login(wereld.gebruikers[email])
        return client

    return inloggen
