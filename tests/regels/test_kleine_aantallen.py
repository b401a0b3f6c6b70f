"""Hiding small parts of a breakdown: nothing small is shown, and what is hidden cannot be worked out by subtraction."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from taakstelling.regels.kleine_aantallen import GRENS, verberg

delen = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 60), min_size=2, max_size=6)


def test_verberg_zonder_kleine_aantallen_toont_alles() -> None:
    assert verberg({"volwassenen": 12, "kinderen": 5}) == {"volwassenen": 12, "kinderen": 5}


def test_verberg_een_klein_aantal_verbergt_ook_het_kleinste_andere() -> None:
    assert verberg({"volwassenen": 12, "kinderen": 7, "amv": 2}) == {"volwassenen": 12, "kinderen": None, "amv": None}


def test_verberg_alles_nul_verbergt_niets() -> None:
    assert verberg({"volwassenen": 0, "kinderen": 0}) == {"volwassenen": 0, "kinderen": 0}


def test_verberg_alle_kleine_op_hun_hoogst_verbergt_er_een_bij() -> None:
    assert verberg({"a": 4, "b": 4, "c": 9}) == {"a": None, "b": None, "c": None}


@given(delen)
def test_verberg_toont_geen_klein_aantal(aantallen: dict[str, int]) -> None:
    getoond = verberg(aantallen)
    if any(aantallen.values()):
        assert all(aantal is None or aantal >= GRENS for aantal in getoond.values())
    assert all(aantal is None or aantal == aantallen[naam] for naam, aantal in getoond.items())


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 12), min_size=2, max_size=4))
def test_verberg_is_niet_terug_te_rekenen(aantallen: dict[str, int]) -> None:
    """There is more than one breakdown that gives exactly this view and this total."""
    getoond = verberg(aantallen)
    weg = [naam for naam, aantal in getoond.items() if aantal is None]
    if not weg:
        return
    som = sum(aantallen[naam] for naam in weg)
    anders = [
        keuze
        for keuze in product(range(som + 1), repeat=len(weg))
        if sum(keuze) == som and verberg(aantallen | dict(zip(weg, keuze, strict=True))) == getoond
    ]
    assert len(anders) > 1
