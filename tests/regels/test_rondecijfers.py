"""The holes in the figures of a round: which there are, and that each depends on its own term alone."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from taakstelling.regels.grootboek import Bron, Officieel, Stand
from taakstelling.regels.halfjaar import Halfjaar
from toezicht.regels.rondecijfers import GATEN, Gat, gaten, vingerafdruk
from toezicht.regels.termijnen import foute_leesdag

H = Halfjaar(2024, 1)
GETALLEN = st.none() | st.integers(-50, 200)
DAGEN = st.dates(date(2024, 1, 1), date(2024, 12, 31))


@st.composite
def standen(draw):
    officieel = draw(st.none() | st.builds(Officieel, DAGEN, st.integers(0, 200)))
    return Stand(
        gemeente="GM0001",
        halfjaar=H,
        stand_begin=draw(GETALLEN),
        gepubliceerd=draw(GETALLEN),
        realisatie=draw(GETALLEN),
        bron=Bron.GEEN,
        cijfers_per=None,
        officieel=officieel,
        eigen=draw(GETALLEN),
        nagekomen=draw(GETALLEN),
    )


@given(standen(), st.none() | DAGEN, st.booleans(), st.booleans(), st.booleans())
def test_een_gat_is_er_precies_als_zijn_reden_er_is(stand, dag, later, sinds, anders):
    gevonden = gaten(stand, dag, later_gelezen=later, sinds_bevriezen=sinds, anders_beoordeeld=anders)
    assert list(gevonden) == [gat for gat in GATEN if gat in gevonden]
    assert (Gat.TAAKSTELLING in gevonden) == (stand.taakstelling is None)
    assert (Gat.BEGIN in gevonden) == (stand.stand_begin is None)
    telt = stand.officieel is not None and stand.officieel.cijfers_per >= H.peildatum
    assert (Gat.COA in gevonden) != telt
    na_de_dag = telt and dag is not None and stand.officieel.cijfers_per > dag
    assert (Gat.NA_DE_DAG in gevonden) == na_de_dag
    assert (Gat.VERSCHIL in gevonden) == (stand.verschil_met_officieel not in (None, 0))
    assert (Gat.LATER in gevonden, Gat.SINDS in gevonden, Gat.BEOORDEELD in gevonden) == (later, sinds, anders)


def test_niets_mist():
    stand = Stand("GM0001", H, -10, 26, 23, Bron.OFFICIEEL, H.peildatum, Officieel(H.peildatum, 23), 23)
    assert gaten(stand, H.peildatum) == gaten(stand, None) == ()
    assert gaten(replace(stand, later=2), None) == (Gat.NAGEKOMEN,)


def test_gelezen_tussen_de_peildatum_en_de_dag_van_de_ronde_is_goed():
    dag = H.peildatum + timedelta(days=20)
    for na, gat in ((-1, (Gat.COA,)), (0, ()), (2, ()), (20, ()), (21, (Gat.NA_DE_DAG,))):
        gelezen = H.peildatum + timedelta(days=na)
        stand = Stand("GM0001", H, -10, 26, 23, Bron.OFFICIEEL, gelezen, Officieel(gelezen, 23), 23)
        assert gaten(stand, dag) == gat


@given(st.dictionaries(st.text(), st.none() | st.integers() | st.text()))
def test_vingerafdruk_hangt_niet_van_de_volgorde_af(cijfers):
    assert vingerafdruk(cijfers) == vingerafdruk(dict(reversed(cijfers.items())))
    assert vingerafdruk(cijfers) != vingerafdruk({**cijfers, "erbij\0": 1})


@given(st.integers(-400, 800))
def test_leesdag_ligt_in_het_jaar_na_de_peildatum(dagen):
    assert (foute_leesdag(H.peildatum + timedelta(days=dagen), H) is None) == (0 <= dagen <= 366)
