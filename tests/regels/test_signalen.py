"""What a signal may say, and until when an answer is asked."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afspraken.regels.signalen import ANTWOORDEN, SOORTEN, Partij, antwoord_voor, fout_in_tekst, fout_in_termijn
from taakstelling.regels.werkdagen import is_werkdag

DAGEN = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("tekst", "woord"),
    [
        ("Bel 06-12345678", "telefoonnummer"),
        ("Mail naam@voorbeeld.nl", "e-mailadres"),
        ("BSN 111222333", "BSN"),
        ("Mevrouw Jansen betaalt niet", "naam"),
        ("dhr. Bakker was er niet", "naam"),
        ("De huurder is ziek", "ziek"),
        ("Er speelt een trauma", "trauma"),
        ("Psychische klachten", "Psychische"),
        ("Gaat naar de moskee", "moskee"),
        ("Syrische buren", "Syrische"),
        ("De politie was er", "politie"),
    ],
)
def test_tekst_over_personen_wordt_geweigerd_en_zegt_wat_er_mis_is(tekst: str, woord: str) -> None:
    assert woord in fout_in_tekst(tekst)


@pytest.mark.parametrize(
    "tekst",
    ["", "Twee maanden huur niet betaald, sinds 12-06-2024.", "Grofvuil in de gang; graag uitleg over afval."],
)
def test_tekst_over_het_wonen_mag(tekst: str) -> None:
    assert fout_in_tekst(tekst) == ""


def test_de_eigen_woorden_mogen() -> None:
    assert [naam for naam in (*SOORTEN.values(), *ANTWOORDEN.values()) if fout_in_tekst(naam)] == []


@given(DAGEN)
def test_voorgestelde_termijn_is_een_werkdag_na_twee_weken_en_wordt_aanvaard(dag: date) -> None:
    uiterlijk = antwoord_voor(dag)
    assert uiterlijk >= dag + timedelta(days=14)
    assert is_werkdag(uiterlijk)
    assert fout_in_termijn(dag, uiterlijk) == ""


@given(DAGEN, st.integers(-100, 200))
def test_termijn_ligt_tussen_morgen_en_zestig_dagen(dag: date, verder: int) -> None:
    assert (fout_in_termijn(dag, dag + timedelta(days=verder)) == "") == (1 <= verder <= 60)


def test_de_ander_is_wederzijds() -> None:
    assert [partij.ander.ander for partij in Partij] == list(Partij)
    assert Partij.GEMEENTE.ander is Partij.CORPORATIE
