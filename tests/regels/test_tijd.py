"""What an address may ask of the tijdmachine, and what the reader is told."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisaties.regels.tijd import EERSTE_DAG, Tijd, lees_tijd, voluit

VANDAAG = date(2026, 11, 22)
DAG = date(2024, 7, 25)


def test_zonder_vraag_is_het_vandaag() -> None:
    assert lees_tijd("", " ", VANDAAG) == Tijd(VANDAAG)
    assert not Tijd(VANDAAG).terug
    assert Tijd(VANDAAG).zin == ""


@pytest.mark.parametrize("tekst", ["2024-07-25", "2024-7-25", "25-07-2024", "25/7/2024", " 2024-07-25 "])
def test_datum_mag_op_twee_manieren(tekst: str) -> None:
    assert lees_tijd(tekst, "", VANDAAG).peildatum == DAG


def test_alleen_bekend_op_is_ook_de_dag_van_de_stand() -> None:
    tijd = lees_tijd("", "2024-07-25", VANDAAG)
    assert (tijd.vandaag, tijd.peildatum, tijd.bekend_op) == (DAG, None, DAG)
    assert tijd.zin == "U ziet de stand van 25 juli 2024, zoals die toen bekend was."


def test_peildatum_en_bekend_op_staan_los_van_elkaar() -> None:
    tijd = lees_tijd("2024-07-01", "2024-07-25", VANDAAG)
    assert tijd.zin == "U ziet de stand van 1 juli 2024, met wat op 25 juli 2024 bekend was."
    assert tijd.vraag == {"peildatum": "2024-07-01", "bekend_op": "2024-07-25"}
    assert tijd.zicht == {"peildatum": date(2024, 7, 1), "bekend_op": DAG}


def test_vandaag_is_gewoon_nu() -> None:
    assert lees_tijd("2026-11-22", "2026-11-22", VANDAAG) == Tijd(VANDAAG)


@pytest.mark.parametrize(
    ("peildatum", "bekend_op", "zin"),
    [
        ("2027-01-01", "", "De dag 1 januari 2027 moet nog komen. U ziet de stand van vandaag, 22 november 2026."),
        ("", "2027-01-01", "Wat op 1 januari 2027 bekend zal zijn, weet nog niemand. U ziet wat nu bekend is."),
        ("1812-01-01", "", "1 januari 1812 is te lang geleden. Kies een dag vanaf 1 januari 1996."),
        ("2024-13-01", "", "“2024-13-01” is geen datum. Kies een dag, bijvoorbeeld 22 november 2026."),
        ("2023-02-29", "", "“2023-02-29” is geen datum. Kies een dag, bijvoorbeeld 22 november 2026."),
        ("٢٠٢٤-07-01", "", "“٢٠٢٤-07-01” is geen datum. Kies een dag, bijvoorbeeld 22 november 2026."),
    ],
)
def test_wat_niet_kan_blijft_weg_en_wordt_gezegd(peildatum: str, bekend_op: str, zin: str) -> None:
    assert lees_tijd(peildatum, bekend_op, VANDAAG) == Tijd(VANDAAG, problemen=(zin,))


def test_een_goede_datum_blijft_staan_naast_een_foute() -> None:
    tijd = lees_tijd("morgen", "2024-07-25", VANDAAG)
    assert (tijd.bekend_op, len(tijd.problemen)) == (DAG, 1)


@given(st.text(max_size=60), st.text(max_size=60))
def test_elke_tekst_geeft_een_dag_die_kan(peildatum: str, bekend_op: str) -> None:
    tijd = lees_tijd(peildatum, bekend_op, VANDAAG)
    assert EERSTE_DAG <= tijd.vandaag <= VANDAAG


@given(st.dates(EERSTE_DAG, VANDAAG - timedelta(days=1)), st.none() | st.dates(EERSTE_DAG, VANDAAG - timedelta(days=1)))
def test_wat_het_adres_zegt_leest_zich_terug(peildatum: date, bekend_op: date | None) -> None:
    tijd = Tijd(peildatum, peildatum, bekend_op)
    vraag = tijd.vraag
    assert lees_tijd(vraag.get("peildatum", ""), vraag.get("bekend_op", ""), VANDAAG) == tijd
    assert voluit(peildatum) in tijd.zin
