"""Until when an answer to a signal is asked, and who gives it."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from afspraken.regels.signalen import Partij, antwoord_voor, fout_in_termijn
from taakstelling.regels.werkdagen import is_werkdag

DAGEN = st.dates(date(2020, 1, 1), date(2040, 1, 1))


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
