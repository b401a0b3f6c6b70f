"""The yearly cycle and the overleg around the bod."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from afspraken.regels.cyclus import (
    Jaardatums,
    Overlegsoort,
    eerstvolgende,
    ontbrekend_overleg,
    plus_maanden,
    standaard,
    stappen,
)

DAGEN = st.dates(date(2000, 1, 1), date(2090, 12, 31))
SOORTEN = st.sampled_from(Overlegsoort)


def test_cyclus_van_2024_volgens_de_wet() -> None:
    assert [(stap.dag, stap.bij_geschil) for stap in stappen(standaard(2024))] == [
        (date(2024, 4, 1), False),
        (date(2024, 7, 1), False),
        (date(2024, 12, 15), False),
        (date(2025, 1, 1), True),
        (date(2025, 1, 29), True),
        (date(2025, 4, 23), True),
    ]


def test_geval_34_zes_maanden_na_31_augustus_is_de_laatste_dag_van_februari() -> None:
    assert plus_maanden(date(2023, 8, 31), 6) == date(2024, 2, 29)


@given(DAGEN, st.integers(0, 60))
def test_maanden_erbij_houdt_de_maand_en_gaat_nooit_terug(dag: date, maanden: int) -> None:
    later = plus_maanden(dag, maanden)
    assert (later.year * 12 + later.month) - (dag.year * 12 + dag.month) == maanden
    assert later.day <= dag.day
    assert later >= dag or maanden == 0


@given(DAGEN, DAGEN, DAGEN, DAGEN, st.booleans())
def test_eerstvolgende_ligt_nooit_in_het_verleden(a: date, b: date, c: date, dag: date, geschil: bool) -> None:
    reeks = stappen(Jaardatums(a, b, c))
    gevonden = eerstvolgende(reeks, dag, met_geschil=geschil)
    mogelijk = [stap.dag for stap in reeks if stap.dag >= dag and (geschil or not stap.bij_geschil)]
    assert (gevonden.dag if gevonden else None) == min(mogelijk, default=None)


@given(DAGEN, st.lists(st.tuples(SOORTEN, DAGEN), max_size=6))
def test_wat_ontbreekt_erbij_maakt_het_compleet(bod: date, overleggen: list[tuple[Overlegsoort, date]]) -> None:
    compleet = [
        *overleggen,
        *((Overlegsoort.BESTUURLIJK, dag) for dag in (bod - timedelta(days=1), bod)),
    ]
    compleet += [(Overlegsoort.AMBTELIJK, dag) for soort, dag in compleet if soort is Overlegsoort.BESTUURLIJK]
    assert ontbrekend_overleg(bod, compleet) == []


def test_overleg_op_de_dag_van_het_bod_is_erna_en_ambtelijk_gaat_vooraf() -> None:
    bod = date(2024, 7, 1)
    b, a = Overlegsoort.BESTUURLIJK, Overlegsoort.AMBTELIJK
    assert ontbrekend_overleg(bod, []) == [
        "een bestuurlijk overleg vóór het bod",
        "een bestuurlijk overleg na het bod",
    ]
    assert ontbrekend_overleg(bod, [(b, bod), (a, bod)]) == ["een bestuurlijk overleg vóór het bod"]
    rij = [(a, date(2024, 3, 1)), (b, date(2024, 3, 8)), (b, date(2024, 9, 1))]
    assert ontbrekend_overleg(bod, rij) == ["een ambtelijk overleg voor het bestuurlijk overleg van 01-09-2024"]
