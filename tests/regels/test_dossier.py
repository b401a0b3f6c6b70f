"""The pieces of a dossier: what each must hold, what follows on what, and what comes next."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.werkdagen import is_werkdag
from toezicht.regels.dossier import (
    GAAT_VERDER_OP,
    MET_TEKST,
    MET_UITERLIJK,
    Stuk,
    Stuksoort,
    fout_in_verband,
    fouten_in_stuk,
    plan_op,
    toezegging_gebroken,
)
from toezicht.regels.feiten import Plan
from toezicht.regels.komt_nu import TERMIJNEN, Aanleiding, Termijn, Verzonden, komt_nu

DAGEN = st.dates(date(2016, 1, 1), date(2035, 12, 31))
S = Stuksoort
D = date(2024, 11, 19)


def namen(termijnen: list[Termijn]) -> list[Aanleiding]:
    return [termijn.aanleiding for termijn in termijnen]


def plan(uiterlijk: date, *vervolg: Stuk) -> list[Stuk]:
    return [Stuk(1, S.PLAN_GEVRAAGD, date(2024, 1, 8), uiterlijk), *vervolg]


@given(DAGEN, st.integers(1, 400), st.integers(0, 60), DAGEN)
def test_een_termijn_eindigt_nooit_in_een_weekend_of_op_een_feestdag(
    dag: date, verder: int, weken: int, vandaag: date
) -> None:
    uiterlijk = dag + timedelta(days=verder)
    stukken = [Stuk(1, S.PLAN_GEVRAAGD, dag, uiterlijk), Stuk(2, S.TOEZEGGING, dag, uiterlijk)]
    brief = Verzonden(dag, trede=2, weken=weken, zienswijze_tot=uiterlijk)
    anders = Verzonden(dag, trede=5, hersteltermijn_tot=uiterlijk)
    gezien = [t for b in (brief, anders) for t in komt_nu(stukken, b, vandaag) if t.aanleiding in TERMIJNEN]
    assert set(namen(gezien)) == set(TERMIJNEN)
    assert all(is_werkdag(termijn.dag) for termijn in gezien)
    assert all(uiterlijk <= t.dag <= uiterlijk + timedelta(days=5) for t in gezien if t.aanleiding != Aanleiding.TREDE)
    assert all(termijn.te_laat(vandaag) == (termijn.dag < vandaag) for termijn in gezien)


@pytest.mark.parametrize(
    ("uiterlijk", "laatste"),
    [
        (date(2024, 12, 25), date(2024, 12, 27)),  # Kerst, both days
        (date(2026, 4, 3), date(2026, 4, 7)),  # Goede Vrijdag, up to and with tweede paasdag
        (date(2026, 4, 27), date(2026, 4, 28)),  # Koningsdag
        (date(2025, 4, 27), date(2025, 4, 28)),  # a Sunday; Koningsdag was on Saturday that year
        (date(2024, 12, 1), date(2024, 12, 2)),  # Sunday to Monday
        (date(2025, 5, 5), date(2025, 5, 6)),  # Bevrijdingsdag, every year
        (date(2024, 11, 29), date(2024, 11, 29)),  # an ordinary Friday stays
    ],
)
def test_geval_34_laatste_dag_schuift_naar_een_werkdag(uiterlijk: date, laatste: date) -> None:
    (termijn, *_) = komt_nu(plan(uiterlijk), None, date(2024, 1, 9))
    later = [t for t in komt_nu(plan(uiterlijk), None, date(2024, 1, 9)) if t.aanleiding == Aanleiding.PLAN]
    assert [t.dag for t in later] == [laatste]
    assert not later[0].te_laat(laatste)
    assert later[0].te_laat(laatste + timedelta(days=1))
    assert termijn.dag <= laatste


@given(DAGEN)
def test_de_peildatum_schuift_nooit(vandaag: date) -> None:
    (termijn,) = komt_nu([], None, vandaag)
    assert termijn == Termijn(Aanleiding.PEILDATUM, Halfjaar.van_datum(vandaag).peildatum)
    assert (termijn.dag.day, termijn.dag.month) in ((1, 1), (1, 7))
    assert vandaag < termijn.dag
    assert not termijn.te_laat(termijn.dag + timedelta(days=900))


def test_geval_38_na_een_late_brief_is_het_meetpunt_weken_weg() -> None:
    """De Wolden: the letter of 19 November 2024 about the first half; the next meetpunt is 1 January 2025."""
    brief = Verzonden(D, trede=1, weken=None, verschoond_tot=date(2025, 1, 1))
    assert komt_nu([], brief, D) == [
        Termijn(Aanleiding.PEILDATUM, date(2025, 1, 1)),
        Termijn(Aanleiding.VERSCHONING, date(2025, 1, 1)),
    ]


def test_een_plan_wacht_op_ontvangst_dan_op_een_oordeel_en_dan_op_niets() -> None:
    vandaag = date(2024, 3, 1)
    gevraagd = plan(date(2024, 2, 12))
    ontvangen = [*gevraagd, Stuk(2, S.PLAN_ONTVANGEN, date(2024, 2, 9), None, 1)]
    akkoord = [*ontvangen, Stuk(3, S.PLAN_AKKOORD, date(2024, 2, 20), None, 2)]
    peil = Aanleiding.PEILDATUM
    assert namen(komt_nu(gevraagd, None, vandaag)) == [Aanleiding.PLAN, peil]
    assert komt_nu(gevraagd, None, vandaag)[0].te_laat(vandaag)
    assert plan_op(gevraagd, vandaag) is Plan.VERLOPEN
    assert komt_nu(ontvangen, None, vandaag)[0] == Termijn(Aanleiding.BEOORDELEN, date(2024, 2, 9), 2)
    assert not komt_nu(ontvangen, None, vandaag)[0].te_laat(vandaag)
    assert namen(komt_nu(akkoord, None, vandaag)) == [peil]
    assert plan_op(akkoord, vandaag) is Plan.AKKOORD


@given(DAGEN, st.sampled_from([S.TOEZEGGING_NAGEKOMEN, S.TOEZEGGING_GEBROKEN]), DAGEN)
def test_een_beoordeelde_toezegging_is_niet_meer_aan_de_beurt(dag: date, hoe: Stuksoort, vandaag: date) -> None:
    stukken = [Stuk(1, S.TOEZEGGING, dag, dag + timedelta(days=30)), Stuk(2, hoe, dag + timedelta(days=20), None, 1)]
    assert namen(komt_nu(stukken, None, vandaag)) == [Aanleiding.PEILDATUM]
    assert toezegging_gebroken(stukken, dag + timedelta(days=20)) == (hoe is S.TOEZEGGING_GEBROKEN)


@given(st.lists(st.tuples(st.sampled_from(list(S)), DAGEN, st.integers(1, 90)), max_size=12), DAGEN)
def test_wat_komt_staat_op_volgorde_en_wordt_door_een_vervolg_alleen_minder(
    rijen: list[tuple[Stuksoort, date, int]], vandaag: date
) -> None:
    stukken = [
        Stuk(n, soort, dag, dag + timedelta(days=d) if soort in MET_UITERLIJK else None)
        for n, (soort, dag, d) in enumerate(rijen, start=1)
    ]
    komt = komt_nu(stukken, None, vandaag)
    assert [t.dag for t in komt] == sorted(t.dag for t in komt)
    assert {t.stuk for t in komt} <= {None, *(s.nummer for s in stukken)}
    for stuk in stukken:
        vervolg = next((v for v, op in GAAT_VERDER_OP.items() if op is stuk.soort), None)
        if vervolg is not None:
            erbij = [*stukken, Stuk(99, vervolg, stuk.datum, None, stuk.nummer)]
            assert stuk.nummer not in {t.stuk for t in komt_nu(erbij, None, vandaag)}


@pytest.mark.parametrize(
    ("brief", "stukken", "verwacht"),
    [
        (Verzonden(D, trede=2, weken=4), [], [(Aanleiding.TREDE, date(2024, 12, 17))]),
        (Verzonden(D, trede=2, weken=4, beantwoord=True), [], []),
        (Verzonden(D, trede=2, weken=4), [Stuk(1, S.PLAN_ONTVANGEN, D)], [(Aanleiding.BEOORDELEN, D)]),
        (
            Verzonden(D, trede=2, weken=4, verlengd_tot=date(2025, 1, 15)),
            [],
            [(Aanleiding.VERLENGING, date(2025, 1, 15))],
        ),
        (Verzonden(D, trede=0, weken=4), [], []),
        (Verzonden(D, trede=3, plan_vereist=True), [], [(Aanleiding.VRAGEN, D)]),
        (
            Verzonden(D, trede=3, plan_vereist=True),
            [Stuk(1, S.PLAN_GEVRAAGD, D, date(2024, 12, 2))],
            [(Aanleiding.PLAN, date(2024, 12, 2))],
        ),
        (Verzonden(D, trede=None), [], []),
        (
            Verzonden(D, trede=5, weken=6, hersteltermijn_tot=date(2024, 12, 25)),
            [],
            [(Aanleiding.HERSTEL, date(2024, 12, 27))],
        ),
    ],
)
def test_wat_een_brief_vraagt(brief: Verzonden, stukken: list[Stuk], verwacht: list[tuple[Aanleiding, date]]) -> None:
    komt = [(t.aanleiding, t.dag) for t in komt_nu(stukken, brief, D) if t.aanleiding != Aanleiding.PEILDATUM]
    assert komt == verwacht


def test_gepland_gesprek_komt_en_een_gesprek_van_gisteren_niet() -> None:
    stukken = [
        Stuk(1, S.GESPREK_BESTUURLIJK, D + timedelta(days=1)),
        Stuk(2, S.GESPREK_AMBTELIJK, D - timedelta(days=1)),
    ]
    assert komt_nu(stukken, None, D)[0] == Termijn(Aanleiding.GESPREK, D + timedelta(days=1), 1)
    assert len(komt_nu(stukken, None, D)) == 2


@pytest.mark.parametrize("soort", list(S))
def test_wat_bij_elke_soort_nodig_is(soort: Stuksoort) -> None:
    kaal = fouten_in_stuk(Stuk(1, soort, D), D, "")
    assert set(kaal) == {
        *(["uiterlijk"] if soort in MET_UITERLIJK else []),
        *(["omschrijving"] if soort in MET_TEKST else []),
    }
    morgen = fouten_in_stuk(Stuk(1, soort, D + timedelta(days=1)), D, "x")
    assert ("datum" in morgen) == (soort not in (S.GESPREK_AMBTELIJK, S.GESPREK_BESTUURLIJK))
    met = Stuk(1, soort, D, D + timedelta(days=9))
    assert ("uiterlijk" in fouten_in_stuk(met, D, "x")) == (soort not in MET_UITERLIJK)


@pytest.mark.parametrize(("soort", "op"), GAAT_VERDER_OP.items())
def test_een_vervolg_hoort_bij_de_goede_soort_en_komt_niet_eerder(soort: Stuksoort, op: Stuksoort) -> None:
    eerder = Stuk(1, op, D, D + timedelta(days=30))
    assert fout_in_verband(Stuk(2, soort, D, None, 1), eerder, al_gevolgd=False) is None
    assert fout_in_verband(Stuk(2, soort, D), None, al_gevolgd=False)
    assert fout_in_verband(Stuk(2, soort, D, None, 1), Stuk(1, S.NOTITIE, D), al_gevolgd=False)
    te_vroeg = fout_in_verband(Stuk(2, soort, D - timedelta(days=1), None, 1), eerder, al_gevolgd=False)
    assert te_vroeg and te_vroeg.startswith("Kies een datum")
    nog_eens = fout_in_verband(Stuk(2, soort, D, None, 1), eerder, al_gevolgd=True)
    assert bool(nog_eens) == (soort is not S.PLAN_ONTVANGEN)
    assert fout_in_verband(Stuk(2, S.NOTITIE, D, None, 1), eerder, al_gevolgd=False)
