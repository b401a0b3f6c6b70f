"""Terms are half-open; a mail about the end goes out once per threshold."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from afspraken.regels.looptijd import DREMPELS, NASLEEP, Looptijd, Termijn, is_nieuws, te_melden

VAN = date(2024, 1, 1)
DAGEN = st.dates(date(2020, 1, 1), date(2030, 1, 1))
TERMIJNEN = st.builds(lambda van, lang: Termijn(van, van + timedelta(days=lang)), DAGEN, st.integers(1, 900))


@given(TERMIJNEN, DAGEN)
def test_geval_27_elke_dag_ligt_er_in_of_er_buiten_en_tot_is_erbuiten(termijn: Termijn, dag: date) -> None:
    assert termijn.tot is not None
    loopt = termijn.op(dag) in (Looptijd.LOOPT, Looptijd.LOOPT_AF)
    assert loopt == (termijn.van <= dag < termijn.tot)
    assert termijn.op(termijn.tot) is Looptijd.VERLOPEN
    assert termijn.laatste_dag == termijn.tot - timedelta(days=1)


@given(TERMIJNEN, TERMIJNEN)
def test_overlap_is_een_gedeelde_dag_en_wederzijds(een: Termijn, ander: Termijn) -> None:
    assert een.tot is not None
    assert ander.tot is not None
    gedeeld = max(een.van, ander.van) < min(een.tot, ander.tot)
    assert een.overlapt(ander) == ander.overlapt(een) == gedeeld
    if een.ligt_in(ander):
        assert een.overlapt(ander)


def test_aansluitende_termijnen_overlappen_niet() -> None:
    half = date(2024, 7, 12)
    assert not Termijn(VAN, half).overlapt(Termijn(half, None))


@given(st.integers(1, 1000))
def test_elke_nacht_gedraaid_gaat_elke_drempel_precies_eenmaal_uit(lang: int) -> None:
    termijn = Termijn(VAN, VAN + timedelta(days=lang))
    gestuurd: list[int] = []
    for dag in range(lang + NASLEEP + 30):
        moment = te_melden(termijn, VAN + timedelta(days=dag), gestuurd)
        if moment is not None:
            gestuurd.append(moment)
    # A term that is shorter than a threshold begins at the first one that it is within.
    eerste = min((d for d in DREMPELS if d >= lang), default=DREMPELS[0])
    assert gestuurd == [d for d in DREMPELS if d <= eerste]


def test_na_een_gemiste_week_gaat_alleen_de_laatste_drempel_uit() -> None:
    tot = date(2025, 1, 1)
    assert te_melden(Termijn(VAN, tot), tot - timedelta(days=20), []) == 30
    assert te_melden(Termijn(VAN, tot), tot - timedelta(days=20), [30]) is None
    assert te_melden(Termijn(VAN, tot), tot + timedelta(days=NASLEEP + 1), []) is None
    assert not is_nieuws(Termijn(VAN, None), tot)
