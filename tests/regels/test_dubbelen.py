"""When two plaatsingen may be one and the same."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from taakstelling.regels.dubbelen import DAG, KENMERK, Kort, dubbelen, lijkt_op

DAGEN = st.dates(date(2024, 6, 1), date(2024, 6, 4))
KORT = st.builds(
    Kort,
    kenmerk=st.sampled_from(["", "H-1", "h-1", "H-2"]),
    deel=st.integers(1, 2),
    dag=DAGEN,
    personen=st.integers(1, 3),
    hoort_erbij=st.booleans(),
)
JUNI = date(2024, 6, 12)


def test_zelfde_dag_en_evenveel_personen() -> None:
    al = Kort("H-1", 1, JUNI, 3)
    assert lijkt_op(Kort("", 1, JUNI, 3), al) == DAG
    assert lijkt_op(Kort("", 1, JUNI, 4), al) == ""
    assert lijkt_op(Kort("", 1, date(2024, 6, 13), 3), al) == ""


def test_zelfde_kenmerk_ook_in_kleine_letters_maar_niet_voor_nareizigers() -> None:
    al = Kort("H-1", 1, JUNI, 3)
    assert lijkt_op(Kort("h-1", 1, date(2024, 7, 1), 2), al) == KENMERK
    assert lijkt_op(Kort("H-1", 2, date(2024, 7, 1), 2), al) == KENMERK
    assert lijkt_op(Kort("H-1", 2, date(2024, 7, 1), 2, hoort_erbij=True), al) == ""
    # the same kenmerk and deel is refused by the act, and so no question
    assert lijkt_op(Kort("H-1", 1, date(2024, 7, 1), 2), al) == ""


@given(nieuw=KORT, al=KORT)
def test_wat_in_dag_en_aantal_en_kenmerk_verschilt_lijkt_nergens_op(nieuw: Kort, al: Kort) -> None:
    zelfde = (nieuw.dag, nieuw.personen) == (al.dag, al.personen)
    naam = nieuw.kenmerk.casefold() == al.kenmerk.casefold() != ""
    if not zelfde and not naam:
        assert lijkt_op(nieuw, al) == ""
    if zelfde and not naam:
        assert lijkt_op(nieuw, al) == DAG


@given(nieuw=KORT, bekend=st.lists(KORT, max_size=5))
def test_dubbelen_noemt_precies_wat_lijkt(nieuw: Kort, bekend: list[Kort]) -> None:
    gevonden = dict(dubbelen(nieuw, enumerate(bekend)))
    assert gevonden == {i: reden for i, al in enumerate(bekend) if (reden := lijkt_op(nieuw, al))}
