"""Dutch postcodes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisaties.regels.postcode import normaliseer


@pytest.mark.parametrize(
    ("tekst", "postcode"),
    [
        ("1234AB", "1234 AB"),
        ("1234 ab", "1234 AB"),
        ("  7921  ap ", "7921 AP"),
        ("1000 AA", "1000 AA"),
        ("0123 AB", None),
        ("1234 SS", None),
        ("1234 SA", None),
        ("1234 SD", None),
        ("123 AB", None),
        ("12345 AB", None),
        ("1234 A", None),
        ("1234 ÀB", None),
        ("١٢٣٤ AB", None),
        ("", None),
        ("1234 AB Zuidwolde", None),
    ],
)
def test_normaliseer(tekst: str, postcode: str | None) -> None:
    assert normaliseer(tekst) == postcode


@given(st.text())
def test_normaliseer_verandert_een_genormaliseerde_niet(tekst: str) -> None:
    postcode = normaliseer(tekst)
    assert postcode is None or normaliseer(postcode) == postcode
