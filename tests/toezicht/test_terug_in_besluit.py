"""What goes with a decision, on an earlier day: the kader, the second pair of eyes, a besluit that was withdrawn."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.klok import Zet, klok
from tests.toezicht.conftest import Dossier
from tests.toezicht.dossierstukken import brief_op_trede, kader_van
from tests.toezicht.test_formeel import BESLUIT, VOORNEMEN, vul
from tests.toezicht.test_paginas import GEMEENTE, TOEZICHT
from tests.toezicht.verloop import collega_toezicht
from toezicht import acties
from toezicht.regels.komt_nu import Aanleiding

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]


@pytest.fixture
def zet(monkeypatch: pytest.MonkeyPatch) -> Zet:
    zet = klok(monkeypatch)
    zet(date(2024, 11, 19))
    return zet


@pytest.fixture
def toen(zet: Zet, request: pytest.FixtureRequest) -> Dossier:
    dossier: Dossier = request.getfixturevalue("dossier")
    return dossier


def oordelen(dossier: Dossier, als: Als, dag: str) -> Any:
    return als(TOEZICHT).get(reverse("ronde", args=[dossier.ronde.pk]) + f"?bekend_op={dag}").context


def test_het_voorstel_volgt_uit_het_kader_van_toen(toen: Dossier, als: Als, zet: Zet) -> None:
    zet(date(2024, 11, 25))
    kader = kader_van(toen)
    zet(date(2024, 12, 1))

    def rij(dag: str) -> tuple[Any, str]:
        context = oordelen(toen, als, dag)
        return context["kader"], next(rij.stap for rij in context["tabel"].data if rij.code == "GM1690")

    assert rij("2024-11-24") == (None, "")
    assert rij("2024-11-25")[0] == kader
    assert "trede" in rij("2024-11-25")[1]


def test_akkoord_van_toen(toen: Dossier, als: Als, zet: Zet) -> None:
    """Given on the 21st, and undone by a change of the formal elements on the 23rd."""
    door, collega = toen.toezichthouder, collega_toezicht(toen.wereld)
    acties.wijzig_afzender(door=door, provincie=toen.ronde.provincie, vier_ogen=True)
    brief = brief_op_trede(toen, 4, vastgelegd_door=door.gebruiker)
    vul(toen, brief, VOORNEMEN)
    zet(date(2024, 11, 21))
    acties.geef_akkoord(door=collega, beoordeling=brief.beoordeling)
    zet(date(2024, 11, 23))
    vul(toen, brief, VOORNEMEN | {"personen": 14})
    zet(date(2024, 12, 1))

    def akkoord(dag: str) -> str | None:
        return next(rij.akkoord for rij in oordelen(toen, als, dag)["tabel"].data if rij.code == "GM1690")

    zonder = "nog zonder akkoord"
    assert [akkoord(f"2024-11-{dag}") for dag in (20, 22, 23)] == [zonder, "met akkoord", zonder]
    adres = reverse("beoordeling-maken", args=[toen.ronde.pk, "GM1690"])
    pagina = als(TOEZICHT).get(f"{adres}?bekend_op=2024-11-20").content.decode()
    assert "Een collega had nog geen akkoord gegeven." in pagina
    assert "Akkoord geven" not in pagina
    assert "gaf akkoord op 21 november 2024" in als(TOEZICHT).get(f"{adres}?bekend_op=2024-11-22").content.decode()


@pytest.mark.parametrize("email", [TOEZICHT, GEMEENTE])
def test_een_ingetrokken_besluit_gold_nog_voor_het_was_vastgelegd(
    toen: Dossier, als: Als, zet: Zet, email: str
) -> None:
    """Withdrawn on 20 January, which was recorded on the 27th."""
    brief = brief_op_trede(toen, 5)
    vul(toen, brief, BESLUIT)
    brief = acties.verzend_brief(door=None, brief=acties.stel_brief_vast(door=None, brief=brief))
    zet(date(2025, 1, 27))
    acties.trek_besluit_in(door=None, brief=brief, op=date(2025, 1, 20), reden="De gemeente doet het zelf.")
    zet(date(2025, 2, 1))

    def gezien(vraag: str) -> tuple[bool, bool]:
        pagina = als(email).get(f"/toezicht/dossiers/GM1690/?{vraag}")
        loopt = Aanleiding.HERSTEL in {termijn.aanleiding for termijn in pagina.context["dossier"].termijnen}
        return loopt, "indeplaatsstelling ingetrokken" in pagina.content.decode()

    assert gezien("bekend_op=2025-01-26") == (True, False)
    assert gezien("peildatum=2025-01-19") == (True, False)
    assert gezien("peildatum=2025-01-21") == (False, True)
    assert gezien("bekend_op=2025-01-27") == gezien("") == (False, True)
