from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taakstelling.regels.koppeling import Fase
from taakstelling.regels.koppelklok import (
    Klok,
    Signaal,
    Termijnen,
    maanden_eerder,
    te_laat_tot_en_met,
    uiterlijk,
    wordt_binnenkort_achttien,
)
from taakstelling.regels.werkdagen import eerste_werkdag, feestdagen, is_werkdag, werkdagen

dagen = st.dates(date(2005, 1, 1), date(2060, 12, 31))
weken = st.integers(0, 52)


def test_feestdagen_van_2026_zijn_die_van_de_termijnenwet() -> None:
    doordeweeks = sorted(dag for dag in feestdagen(2026) if dag.weekday() < 5)
    assert doordeweeks == [
        date(2026, 1, 1),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 4, 27),
        date(2026, 5, 5),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 12, 25),
    ]


def test_koningsdag_op_zondag_wordt_zaterdag_gevierd() -> None:
    assert date(2025, 4, 26) in feestdagen(2025)
    assert date(2025, 4, 27) not in feestdagen(2025)


@pytest.mark.parametrize(
    ("gekoppeld", "aantal", "eind"),
    [
        (date(2024, 1, 15), 10, date(2024, 3, 25)),
        (date(2024, 1, 22), 10, date(2024, 4, 2)),  # 1 April 2024 is tweede paasdag
        (date(2024, 10, 16), 10, date(2024, 12, 27)),  # 25 and 26 December
        (date(2026, 2, 20), 10, date(2026, 5, 1)),
    ],
)
def test_geval_34_termijn_eindigt_op_een_werkdag(gekoppeld: date, aantal: int, eind: date) -> None:
    assert uiterlijk(gekoppeld, aantal) == eind


def test_tien_en_twee_weken_is_veertien_vanaf_de_vergunning() -> None:
    assert (Termijnen().weken_samen, Termijnen().weken_vanaf_vergunning) == (12, 14)


def test_na_acceptatie_telt_alleen_de_verhuizing() -> None:
    klok = Klok.van(date(2024, 1, 15), Termijnen())
    assert (klok.woning_op, klok.verhuisd_op) == (date(2024, 3, 25), date(2024, 4, 8))
    na_tien_weken = date(2024, 3, 26)
    assert klok.signaal(Fase.ZOEKEN, na_tien_weken) is Signaal.TE_LAAT
    assert klok.signaal(Fase.VERHUIZEN, na_tien_weken) is Signaal.NADERT
    assert klok.signaal(Fase.ZOEKEN, date(2024, 3, 25)) is Signaal.NADERT
    assert klok.signaal(Fase.ZOEKEN, date(2024, 3, 11)) is Signaal.OP_TIJD
    assert klok.signaal(Fase.ZOEKEN, date(2024, 3, 12)) is Signaal.NADERT


@given(dagen)
def test_eerste_werkdag_is_de_eerste(dag: date) -> None:
    werkdag = eerste_werkdag(dag)
    assert is_werkdag(werkdag)
    assert werkdagen(dag, werkdag) == 0
    assert (werkdag - dag).days <= 5


@given(dagen, st.integers(0, 60), st.integers(0, 60))
def test_werkdagen_tellen_op(dag: date, een: int, twee: int) -> None:
    midden = dag + timedelta(days=een)
    eind = midden + timedelta(days=twee)
    assert werkdagen(dag, midden) + werkdagen(midden, eind) == werkdagen(dag, eind)
    assert werkdagen(eind, dag) == 0


@given(dagen, dagen, weken)
def test_later_gekoppeld_is_nooit_eerder_te_laat(een: date, ander: date, aantal: int) -> None:
    eerste, laatste = sorted((een, ander))
    assert uiterlijk(eerste, aantal) <= uiterlijk(laatste, aantal)


@given(dagen, weken)
def test_grens_van_te_laat_scheidt_de_dagen_van_koppeling(vandaag: date, aantal: int) -> None:
    grens = te_laat_tot_en_met(vandaag, aantal)
    assert uiterlijk(grens, aantal) < vandaag
    assert uiterlijk(grens + timedelta(days=1), aantal) >= vandaag


@given(dagen, st.integers(0, 120), st.integers(0, 120))
def test_meer_maanden_is_niet_later(dag: date, een: int, ander: int) -> None:
    minste, meeste = sorted((een, ander))
    assert maanden_eerder(dag, meeste) <= maanden_eerder(dag, minste) <= dag


def test_maanden_eerder_over_een_jaar() -> None:
    assert maanden_eerder(date(2026, 3, 31), 24) == date(2024, 3, 28)
    assert maanden_eerder(date(2026, 1, 5), 1) == date(2025, 12, 5)


def test_amv_wordt_achttien_is_een_signaal_rond_de_verjaardag() -> None:
    dag = date(2026, 6, 1)
    gezien = [wordt_binnenkort_achttien(dag, d) for d in (date(2026, 3, 2), date(2026, 3, 3), dag, date(2026, 7, 2))]
    assert gezien == [False, True, True, False]
    assert not wordt_binnenkort_achttien(None, dag)
