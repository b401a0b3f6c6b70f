"""The key figures as sums: each one closes, whatever the numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taakstelling.beelden import Som, opgavesommen
from taakstelling.regels.grootboek import Stand
from tests.gezicht.galerij import GEVALLEN, stand

TIJDENS, NA = date(2024, 5, 31), date(2024, 7, 1)
GETALLEN = st.integers(-200, 200)


@pytest.mark.parametrize(
    ("regel", "op", "zinnen"),
    [
        (
            GEVALLEN["De Wolden"],
            TIJDENS,
            ["10 achterstand + 26 taakstelling = 36 opgave", "36 opgave − 23 realisatie = 13 nog te huisvesten"],
        ),
        (
            GEVALLEN["De Wolden"],
            NA,
            ["10 achterstand + 26 taakstelling = 36 opgave", "36 opgave − 23 realisatie = 13 achterstand"],
        ),
        (
            GEVALLEN["voorsprong"],
            NA,
            ["10 achterstand + 26 taakstelling = 36 opgave", "40 realisatie − 36 opgave = 4 voorsprong"],
        ),
        (
            GEVALLEN["uit voorsprong"],
            TIJDENS,
            ["26 taakstelling − 4 voorsprong = 22 opgave", "22 opgave − 15 realisatie = 7 nog te huisvesten"],
        ),
        (
            GEVALLEN["gedekt"],
            TIJDENS,
            ["26 taakstelling − 30 voorsprong = −4 opgave", "3 realisatie + 4 voorsprong = 7 voorsprong"],
        ),
        (
            GEVALLEN["onbekende beginstand"],
            TIJDENS,
            [
                "onbekend beginstand + 26 taakstelling = onbekend opgave",
                "onbekend opgave − 12 realisatie = onbekend nog te huisvesten",
            ],
        ),
    ],
)
def test_som_leest_van_links_naar_rechts(regel: Stand, op: date, zinnen: list[str]) -> None:
    assert [som.zin for som in opgavesommen(regel, op, {})] == zinnen


def uitgerekend(som: Som) -> int:
    totaal = 0
    for term in som.termen[:-1]:
        assert term.aantal is not None
        totaal += -term.aantal if term.teken == "−" else term.aantal
    return totaal


@given(GETALLEN, st.integers(0, 200), st.integers(0, 400), GETALLEN, st.sampled_from([TIJDENS, NA]))
def test_elke_som_klopt(begin: int, taakstelling: int, realisatie: int, correctie: int, op: date) -> None:
    regel = stand(begin, taakstelling, realisatie, correctie=correctie)
    opgave, rest = opgavesommen(regel, op, {})
    assert uitgerekend(opgave) == opgave.termen[-1].aantal == regel.opgave
    assert uitgerekend(rest) == rest.termen[-1].aantal == abs(regel.stand_eind or 0)


def test_elk_cijfer_met_een_adres_is_een_deur() -> None:
    opgave, rest = opgavesommen(GEVALLEN["De Wolden"], TIJDENS, {"begin": "/b", "realisatie": "/r"})
    assert [term.url for som in (opgave, rest) for term in som.termen] == ["/b", "", "", "", "/r", ""]
