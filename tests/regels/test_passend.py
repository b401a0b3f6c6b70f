"""Passend toewijzen: by rent class and household, and what is not known is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afspraken.regels.passend import Passend, is_passend, tel_passend
from afspraken.regels.woningen import HUURKLASSEN


@pytest.mark.parametrize(
    ("huurklasse", "bij"),
    [
        ("tot-kwaliteitskorting", (True, True, True, True)),
        ("tot-1e-aftopping", (True, True, True, True)),
        ("tot-2e-aftopping", (None, False, False, True)),
        ("tot-liberalisatie", (False, False, False, False)),
        ("daarboven", (False, False, False, False)),
    ],
)
def test_huurklasse_bij_huishouden(huurklasse: str, bij: tuple[bool | None, ...]) -> None:
    assert tuple(is_passend(huurklasse, personen) for personen in (None, 1, 2, 3)) == bij


rijen = st.lists(
    st.tuples(st.sampled_from(sorted(HUURKLASSEN)), st.none() | st.integers(1, 9), st.integers(1, 40)), max_size=8
)


@given(rijen)
def test_alles_is_passend_niet_passend_of_onbekend(verhuurd: list[tuple[str, int | None, int]]) -> None:
    telling = tel_passend(verhuurd)
    assert 0 <= telling.passend <= telling.bekend
    assert telling.bekend + telling.onbekend == sum(aantal for _, _, aantal in verhuurd)


def test_geen_oordeel_bij_minder_dan_vijf_bekende_woningen() -> None:
    assert tel_passend([("tot-1e-aftopping", 2, 4)]).gehaald is None
    assert tel_passend([("daarboven", 2, 4), ("tot-2e-aftopping", None, 100)]).gehaald is None
    assert tel_passend([("tot-1e-aftopping", 2, 5)]).gehaald is True


@given(rijen, st.integers(1, 9))
def test_een_oordeel_verandert_niet_als_het_huishouden_bekend_wordt(
    verhuurd: list[tuple[str, int | None, int]], personen: int
) -> None:
    eerst = tel_passend(verhuurd).gehaald
    straks = tel_passend([(klasse, p or personen, aantal) for klasse, p, aantal in verhuurd])
    assert straks.onbekend == 0
    assert eerst is None or eerst == straks.gehaald


@pytest.mark.parametrize(
    ("telling", "gehaald"),
    [
        (Passend(19, 20, 0), True),
        (Passend(18, 20, 0), False),
        (Passend(19, 19, 1), True),
        (Passend(18, 19, 1), None),
        (Passend(0, 0, 0), None),
    ],
)
def test_95_procent(telling: Passend, gehaald: bool | None) -> None:
    assert telling.gehaald is gehaald
