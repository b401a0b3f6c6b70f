"""Gemeentewet art. 124 as a table: what each fase asks, what is missing, which days go together."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toezicht.regels.formeel import (
    DAGEN,
    ELEMENTEN,
    TITELS,
    Veld,
    fouten,
    is_compleet,
    regels,
    velden_van,
    vereist_resultaat,
)
from toezicht.regels.kader import Omvang
from toezicht.regels.ladder import Fase

BRIEF = date(2024, 11, 19)
COMPLEET: dict[str, Any] = {
    "grondslag": "De taak.",
    "voornemen_op": "2024-09-02",
    "voornemen_vindplaats": "Provinciaal blad 2024, 123",
    "besluit_op": "2024-11-12",
    "zienswijze_tot": "2024-12-17",
    "hersteltermijn_tot": "2025-03-03",
    "personen": 13,
    "kosten": "De kosten zijn voor de gemeente.",
    "bekendmaking_op": "2024-11-21",
    "bekendmaking_waar": "Provinciaal blad.",
    "afschrift_raad_op": "2024-11-19",
    "rechtsmiddelen": "Bezwaar binnen zes weken.",
}


@pytest.mark.parametrize(
    ("fase", "aantal", "wel", "niet"),
    [
        (Fase.VOORNEMEN, 6, {Veld.ZIENSWIJZE_TOT, Veld.AFSCHRIFT_RAAD_OP}, {Veld.BESLUIT_OP, Veld.RECHTSMIDDELEN}),
        (Fase.BESLUIT, 9, {Veld.HERSTELTERMIJN_TOT, Veld.VOORNEMEN_OP, Veld.RECHTSMIDDELEN}, {Veld.ZIENSWIJZE_TOT}),
        (Fase.UITVOERING, 5, {Veld.BESLUIT_OP, Veld.HERSTELTERMIJN_TOT}, {Veld.VOORNEMEN_OP, Veld.BEKENDMAKING_OP}),
        (Fase.INFORMEEL, 0, set(), set(Veld)),
        (Fase.GEEN, 0, set(), set(Veld)),
    ],
)
def test_wat_elke_fase_vraagt(fase: Fase, aantal: int, wel: set[Veld], niet: set[Veld]) -> None:
    assert len(ELEMENTEN.get(fase, ())) == aantal
    velden = set(velden_van(fase))
    assert wel <= velden and not niet & velden
    assert (fase in TITELS) == (fase in ELEMENTEN)


@given(st.sampled_from(list(ELEMENTEN)), st.sets(st.sampled_from(list(Veld))))
def test_een_element_is_er_alleen_met_al_zijn_velden(fase: Fase, leeg: set[Veld]) -> None:
    waarden = {veld: waarde for veld, waarde in COMPLEET.items() if veld not in leeg}
    for element, (_, tekst) in zip(ELEMENTEN[fase], regels(fase, waarden), strict=True):
        assert is_compleet(element, waarden) == (not leeg & set(element.velden))
        assert (tekst is not None) == is_compleet(element, waarden)


def test_een_compleet_besluit_in_woorden() -> None:
    assert fouten(Fase.BESLUIT, COMPLEET, BRIEF) == {}
    assert regels(Fase.BESLUIT, COMPLEET) == [
        ("De taak en de grondslag", "De taak."),
        (
            "Het eerdere voornemen",
            "Het voornemen is bekendgemaakt op 2 september 2024: Provinciaal blad 2024, 123.",
        ),
        ("De dag van het besluit", "Gedeputeerde Staten besloten op 12 november 2024."),
        ("Het vereiste resultaat", "De gemeente huisvest 13 personen."),
        ("De hersteltermijn", "De gemeente kan dit tot en met 3 maart 2025 alsnog zelf doen."),
        ("De kosten", "De kosten zijn voor de gemeente."),
        ("De bekendmaking", "Op 21 november 2024: Provinciaal blad."),
        ("Het afschrift aan de raad", "De gemeenteraad krijgt op 19 november 2024 een afschrift."),
        ("De rechtsmiddelen", "Bezwaar binnen zes weken."),
    ]


@pytest.mark.parametrize(
    ("fase", "anders", "veld"),
    [
        (Fase.BESLUIT, {"hersteltermijn_tot": "2024-11-19"}, "hersteltermijn_tot"),
        (Fase.BESLUIT, {"hersteltermijn_tot": "2024-12-25"}, "hersteltermijn_tot"),
        (Fase.BESLUIT, {"besluit_op": "2024-11-20"}, "besluit_op"),
        (Fase.BESLUIT, {"voornemen_op": "2024-11-12"}, "voornemen_op"),
        (Fase.BESLUIT, {"personen": 0}, "personen"),
        (Fase.VOORNEMEN, {"zienswijze_tot": "2024-12-01"}, "zienswijze_tot"),
        (Fase.UITVOERING, {}, "hersteltermijn_tot"),
    ],
)
def test_dagen_die_niet_samengaan(fase: Fase, anders: dict[str, Any], veld: str) -> None:
    assert set(fouten(fase, COMPLEET | anders, BRIEF)) == {veld}


def test_uitvoeren_kan_pas_na_de_termijn_van_het_besluit() -> None:
    """Gemeentewet art. 124 lid 2."""
    assert "Uitvoeren kan pas daarna" in fouten(Fase.UITVOERING, COMPLEET, date(2025, 3, 3))["hersteltermijn_tot"]
    assert fouten(Fase.UITVOERING, COMPLEET, date(2025, 3, 4)) == {}


@given(st.integers(-200, 200), st.one_of(st.none(), st.integers(-50, 300)), st.sampled_from(list(Omvang)))
def test_het_resultaat_is_de_achterstand_of_de_totale_opgave(eind: int, opgave: int | None, omvang: Omvang) -> None:
    aantal = vereist_resultaat({"stand_eind": eind, "volgende_opgave": opgave}, omvang)
    gevraagd = opgave if omvang is Omvang.TOTAALOPGAVE and opgave is not None else max(0, -eind)
    assert aantal == (gevraagd if gevraagd > 0 else None)
    assert vereist_resultaat({"stand_eind": None, "volgende_opgave": None}, omvang) is None


def test_elke_dag_is_een_dag_van_een_veld() -> None:
    assert set(DAGEN) < set(Veld)
    assert all(isinstance(COMPLEET[veld], str) for veld in DAGEN)
