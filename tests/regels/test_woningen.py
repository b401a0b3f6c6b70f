"""Where a vacated home stands, what may happen next, and how people live in it."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afspraken.regels.woningen import EERSTE_DAG, VOLGENDE, Stap, bewoning, foute_dagen, mag_naar, stap_van

DAG = st.dates(date(2020, 1, 1), date(2030, 1, 1))
MISSCHIEN = st.none() | DAG
TOEGESTAAN = {
    ("vrij", "gereserveerd"),
    ("vrij", "verhuurd"),
    ("vrij", "onttrokken"),
    ("gereserveerd", "vrij"),
    ("gereserveerd", "verhuurd"),
    ("gereserveerd", "onttrokken"),
}


@pytest.mark.parametrize(("van", "naar"), list(product(Stap, Stap)))
def test_stappen_over_alle_paren(van: Stap, naar: Stap) -> None:
    assert mag_naar(van, naar) == ((van.value, naar.value) in TOEGESTAAN)


def test_wie_nog_moet_worden_verhuurd_heeft_een_volgende_stap() -> None:
    assert {stap for stap in Stap if VOLGENDE[stap]} == {stap for stap in Stap if stap.open}


@given(MISSCHIEN, MISSCHIEN, MISSCHIEN)
def test_de_verste_datum_in_de_keten_bepaalt_de_stap(
    gereserveerd: date | None, verhuurd: date | None, onttrokken: date | None
) -> None:
    stap = stap_van(gereserveerd_op=gereserveerd, verhuurd_op=verhuurd, onttrokken_op=onttrokken)
    assert (stap is Stap.ONTTROKKEN) == (onttrokken is not None)
    assert stap.open == (verhuurd is None and onttrokken is None)
    assert (stap is Stap.VRIJ) == (gereserveerd is verhuurd is onttrokken is None)


@given(DAG, st.integers(-9000, 9000))
def test_een_dag_is_fout_als_zij_te_oud_is_of_ver_vooruit(vandaag: date, verschil: int) -> None:
    dag = vandaag + timedelta(days=verschil)
    assert set(foute_dagen(vandaag, {"a": dag, "b": None})) == ({"a"} if dag < EERSTE_DAG or verschil > 366 else set())


@pytest.mark.parametrize(
    ("plaatsingen", "woorden"),
    [
        ([], "nog niet gekoppeld"),
        ([(1, 1, "zelfstandig")], "één huishouden"),
        ([(1, 1, "zelfstandig"), (1, 2, "zelfstandig")], "één huishouden, met nareizigers die later kwamen"),
        ([(1, 1, "zelfstandig"), (2, 1, "zelfstandig")], "dubbele bewoning door 2 huishoudens"),
        ([(1, 1, "kamerbewoning"), (2, 1, "kamerbewoning")], "kamerbewoning door 2 huishoudens"),
        (
            [(1, 1, "kamerbewoning"), (2, 1, "zelfstandig"), (2, 2, "zelfstandig")],
            "kamerbewoning door 2 huishoudens, met nareizigers die later kwamen",
        ),
    ],
)
def test_bewoning_in_woorden(plaatsingen: list[tuple[int, int, str]], woorden: str) -> None:
    assert bewoning(plaatsingen) == woorden


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 3), st.sampled_from(["zelfstandig", "kamerbewoning"]))))
def test_bewoning_hangt_niet_van_de_volgorde_af(plaatsingen: list[tuple[int, int, str]]) -> None:
    assert bewoning(plaatsingen) == bewoning(plaatsingen[::-1])
