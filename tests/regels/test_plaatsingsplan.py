"""Whom to house where: nobody twice, nothing too small, and never fewer personen than could be."""

from collections import Counter
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from taakstelling.regels.plaatsingsplan import MATEN, Plek, TePlaatsen, maak_plan, ruimte_voor

gemeenten = st.sampled_from("ABC")
huishoudens = st.lists(st.tuples(gemeenten, st.integers(1, 7), st.integers(0, 4)), max_size=6).map(
    lambda rij: [TePlaatsen(f"H{i}", *wie) for i, wie in enumerate(rij)]
)
woningen = st.dictionaries(st.tuples(gemeenten, st.sampled_from(sorted(MATEN))), st.integers(0, 2), max_size=4)


@given(huishoudens, woningen)
def test_ieder_ten_hoogste_een_woning_die_past(wie: list[TePlaatsen], waar: dict[tuple[str, int], int]) -> None:
    plan = maak_plan(wie, waar)
    assert sorted(h.sleutel for h in (*[p.huishouden for p in plan.plekken], *plan.zonder)) == [h.sleutel for h in wie]
    assert all(plek.ruimte >= plek.huishouden.maat for plek in plan.plekken)
    uitgegeven = Counter((p.gemeente, p.ruimte) for p in plan.plekken)
    assert uitgegeven + Counter(plan.over) == Counter({plek: aantal for plek, aantal in waar.items() if aantal})


@given(
    st.lists(st.tuples(gemeenten, st.integers(1, 7), st.integers(0, 4)), max_size=4),
    st.lists(st.tuples(gemeenten, st.sampled_from(sorted(MATEN))), max_size=4),
)
def test_meer_personen_kunnen_er_niet_in(rij: list[tuple[str, int, int]], huizen: list[tuple[str, int]]) -> None:
    """Against every way of handing out the homes."""
    wie = [TePlaatsen(f"H{i}", *een) for i, een in enumerate(rij)]
    plan = maak_plan(wie, Counter(huizen))
    kan = [*huizen, *[("", 0)] * len(wie)]
    meeste = max(
        sum(h.personen for h, (_, ruimte) in zip(wie, verdeling, strict=True) if ruimte >= h.maat)
        for verdeling in permutations(kan, len(wie))
    )
    assert sum(plek.huishouden.personen for plek in plan.plekken) == meeste


def test_eigen_gemeente_gaat_voor_en_anders_de_kleinste_die_past() -> None:
    alleen, gezin = TePlaatsen("1", "A", 1), TePlaatsen("2", "A", 3)
    plan = maak_plan([alleen, gezin], {("A", 6): 1, ("B", 2): 1, ("B", 4): 1})
    assert plan.plekken == (Plek(gezin, "A", 6), Plek(alleen, "B", 2))
    assert [plek.elders for plek in plan.plekken] == [False, True]
    assert plan.over == {("B", 4): 1}


def test_alleenstaande_met_nareizigers_krijgt_een_gezinswoning() -> None:
    plan = maak_plan([TePlaatsen("1", "A", 1, 4)], {("A", 2): 1, ("B", 6): 1})
    assert [(plek.gemeente, plek.ruimte) for plek in plan.plekken] == [("B", 6)]


def test_bij_gelijke_grootte_gaat_de_gemeente_met_de_grootste_opgave_voor() -> None:
    wie = [TePlaatsen("1", "A", 2), TePlaatsen("2", "B", 2)]
    plan = maak_plan(wie, {("A", 2): 1}, {"A": 3, "B": 9})
    assert [plek.huishouden.gemeente for plek in plan.plekken] == ["B"]


def test_elke_grootte_heeft_een_soort_woning() -> None:
    assert [ruimte_voor(n) for n in (1, 2, 3, 4, 5, 6, 7, 30, 200)] == [2, 2, 4, 4, 6, 6, 99, 99, 99]
