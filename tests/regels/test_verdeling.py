"""Sharing out by stock: whole homes that add up."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afspraken.regels.verdeling import verdeel

bezit = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(0, 60_000), max_size=8)


@given(st.integers(0, 5_000), bezit)
def test_delen_tellen_precies_op_en_wijken_minder_dan_een_woning_af(aantal: int, per: dict[str, int]) -> None:
    delen = verdeel(aantal, per)
    if not sum(per.values()):
        assert delen == []
        return
    assert sum(deel.aantal for deel in delen) == aantal
    assert [deel.naam for deel in delen] == list(per)
    assert all(abs(deel.aantal - deel.precies) < 1 for deel in delen)
    assert all(deel.aantal == 0 for deel in delen if not deel.bezit)


@given(st.integers(0, 5_000), bezit)
def test_meer_bezit_krijgt_nooit_minder(aantal: int, per: dict[str, int]) -> None:
    delen = sorted(verdeel(aantal, per), key=lambda deel: deel.bezit)
    assert all(a.aantal <= b.aantal for a, b in pairwise(delen) if a.bezit < b.bezit)


def test_amsterdam_1800_woningen_naar_rato() -> None:
    """The cap of 1.800 homes a year, over three corporaties with invented stock."""
    delen = verdeel(1800, {"Alfa": 56_000, "Beta": 38_000, "Gamma": 7_000})
    assert [(d.aantal, d.precies) for d in delen] == [
        (998, Fraction(100_800, 101)),
        (677, Fraction(68_400, 101)),
        (125, Fraction(12_600, 101)),
    ]


@pytest.mark.parametrize(("aantal", "per"), [(-1, {"a": 1}), (1, {"a": -1})])
def test_negatief_wordt_geweigerd(aantal: int, per: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="0 of meer"):
        verdeel(aantal, per)
