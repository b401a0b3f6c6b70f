"""The pace: a sixth of the opgave a month, and what it still takes."""

import datetime as dt
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.tempo import (
    nog_te_huisvesten,
    op_schema,
    rond_half_op,
    schema,
    tempo_nodig,
    weken_tot,
)

H = Halfjaar(2024, 1)
halfjaren = st.builds(Halfjaar, st.integers(2013, 2040), st.integers(1, 2))
datums = st.dates(dt.date(2012, 1, 1), dt.date(2041, 12, 31))
opgaven = st.integers(-50, 3000)


@given(opgaven, halfjaren, datums)
def test_schema_ligt_tussen_nul_en_de_opgave(opgave: int, halfjaar: Halfjaar, op: dt.date) -> None:
    assert 0 <= schema(opgave, halfjaar, op) <= max(0, opgave)
    assert 0 <= op_schema(opgave, halfjaar, op) <= max(0, opgave)


@given(opgaven, halfjaren, datums, st.integers(0, 400))
def test_schema_daalt_nooit(opgave: int, halfjaar: Halfjaar, op: dt.date, dagen: int) -> None:
    assert schema(opgave, halfjaar, op) <= schema(opgave, halfjaar, op + dt.timedelta(days=dagen))


@given(st.integers(1, 3000), halfjaren)
def test_schema_is_een_zesde_per_maand(opgave: int, halfjaar: Halfjaar) -> None:
    eersten = [halfjaar.begin.replace(month=halfjaar.begin.month + maand) for maand in range(6)]
    assert [schema(opgave, halfjaar, eerste) for eerste in eersten] == [Fraction(opgave * n, 6) for n in range(6)]
    assert schema(opgave, halfjaar, halfjaar.peildatum) == opgave


@given(st.integers(1, 3000), halfjaren)
def test_schema_groeit_elke_dag_van_een_maand_evenveel(opgave: int, halfjaar: Halfjaar) -> None:
    februari_of_augustus = halfjaar.begin.replace(month=halfjaar.begin.month + 1)
    dagen = [februari_of_augustus + dt.timedelta(days=n) for n in range(28)]
    standen = [schema(opgave, halfjaar, dag) for dag in dagen]
    assert len({later - eerder for eerder, later in pairwise(standen)}) == 1


@pytest.mark.parametrize(
    ("op", "verwacht"),
    [
        (dt.date(2023, 12, 31), 0),
        (dt.date(2024, 1, 1), 0),
        (dt.date(2024, 2, 1), 6),
        (dt.date(2024, 2, 15), 9),  # 6 + 6 * 14/29 = 8.9
        (dt.date(2024, 6, 1), 30),
        (dt.date(2024, 6, 30), 36),  # 35.8
        (dt.date(2024, 7, 1), 36),
        (dt.date(2025, 7, 1), 36),
    ],
)
def test_op_schema_van_de_wolden_2024(op: dt.date, verwacht: int) -> None:
    assert op_schema(36, H, op) == verwacht


@pytest.mark.parametrize("opgave", [0, -4])
def test_op_schema_is_nul_zonder_opgave(opgave: int) -> None:
    assert op_schema(opgave, H, dt.date(2024, 5, 1)) == 0


def test_op_schema_rondt_een_half_omhoog() -> None:
    # A sixth of 3 is exactly a half, as is three sixths of 5.
    assert op_schema(3, H, dt.date(2024, 2, 1)) == 1
    assert op_schema(5, H, dt.date(2024, 4, 1)) == 3


@given(st.fractions(-1000, 1000))
def test_rond_half_op_wijkt_hooguit_een_half_af(getal: Fraction) -> None:
    assert Fraction(-1, 2) < rond_half_op(getal) - getal <= Fraction(1, 2)


@given(opgaven, st.integers(0, 3000), halfjaren, datums)
def test_tempo_nodig_haalt_precies_de_opgave(opgave: int, realisatie: int, halfjaar: Halfjaar, op: dt.date) -> None:
    nog = nog_te_huisvesten(opgave, realisatie)
    tempo = tempo_nodig(opgave, realisatie, op, halfjaar.peildatum)
    assert nog == max(0, opgave - realisatie)
    if tempo is None:
        assert nog > 0
        assert op >= halfjaar.peildatum
    else:
        assert tempo * weken_tot(op, halfjaar.peildatum) == nog


@pytest.mark.parametrize(
    ("opgave", "realisatie", "op", "verwacht"),
    [
        (36, 23, dt.date(2024, 4, 1), Fraction(1)),  # 13 personen in 13 weken
        (36, 23, dt.date(2024, 6, 30), Fraction(91)),  # one day left
        (36, 23, dt.date(2024, 7, 1), None),
        (36, 23, dt.date(2024, 9, 1), None),
        (36, 36, dt.date(2024, 7, 1), Fraction(0)),
        (36, 40, dt.date(2024, 4, 1), Fraction(0)),
        (-4, 0, dt.date(2024, 4, 1), Fraction(0)),
        (0, 0, dt.date(2024, 7, 1), Fraction(0)),
    ],
)
def test_tempo_nodig_per_geval(opgave: int, realisatie: int, op: dt.date, verwacht: Fraction | None) -> None:
    assert tempo_nodig(opgave, realisatie, op, H.peildatum) == verwacht


def test_weken_tot_telt_de_dag_zelf_mee_en_is_daarna_nul() -> None:
    assert weken_tot(dt.date(2024, 6, 30), H.peildatum) == Fraction(1, 7)
    assert weken_tot(dt.date(2024, 6, 17), H.peildatum) == 2
    assert weken_tot(H.peildatum, H.peildatum) == 0
    assert weken_tot(dt.date(2025, 1, 1), H.peildatum) == 0
