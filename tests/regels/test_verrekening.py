"""Settling between gemeenten: what must hold of every proposal, and that no shorter one exists."""

from itertools import combinations, permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taakstelling.regels.verrekening import PRECIES_TOT, Overdracht, Positie, Verrekening, stel_voor, uit_wijzigingen

posities = st.lists(st.tuples(st.integers(-40, 40), st.integers(0, 60)), max_size=7).map(
    lambda rij: [Positie(f"GM{i:04d}", stand, taak) for i, (stand, taak) in enumerate(rij)]
)


def na(voor: list[Positie], uit: Verrekening) -> dict[str, int]:
    return {p.gemeente: p.stand + uit.wijzigingen.get(p.gemeente, 0) for p in voor}


def fewest(gevers: dict[str, int], nemers: dict[str, int]) -> int:
    """The fewest transfers by another road: try ever more pairs, and ask Hall's condition whether they suffice."""
    paren = list(product(gevers, nemers))
    for aantal in range(len(paren) + 1):
        for gekozen in combinations(paren, aantal):
            if all(
                sum(nemers[n] for n in groep) <= sum(gevers[g] for g in {g for g, n in gekozen if n in groep})
                for k in range(1, len(nemers) + 1)
                for groep in combinations(nemers, k)
            ):
                return aantal
    raise AssertionError("niet te vullen")


@given(posities)
def test_voorstel_is_samen_nul_en_niemand_zakt_onder_nul(voor: list[Positie]) -> None:
    uit = stel_voor(voor)
    stand = na(voor, uit)
    assert sum(uit.wijzigingen.values()) == 0
    assert all(o.aantal > 0 for o in uit.overdrachten)
    for p in voor:
        assert min(p.stand, 0) <= stand[p.gemeente] <= max(p.stand, 0)
        assert uit.wijzigingen.get(p.gemeente, 0) <= p.taakstelling or p.stand > 0


@given(posities)
def test_voorstel_haalt_zoveel_achterstand_weg_als_kan(voor: list[Positie]) -> None:
    te_geven = sum(max(0, p.stand) for p in voor)
    te_nemen = sum(min(max(0, -p.stand), p.taakstelling) for p in voor)
    assert sum(o.aantal for o in stel_voor(voor).overdrachten) == min(te_geven, te_nemen)


@given(posities)
def test_wat_overblijft_is_gelijk_verdeeld(voor: list[Positie]) -> None:
    """Nobody who received is left better than somebody who is deeper and could still have received."""
    uit = stel_voor(voor)
    stand = na(voor, uit)
    for p in voor:
        if uit.wijzigingen.get(p.gemeente, 0) <= 0:
            continue
        for ander in voor:
            if stand[ander.gemeente] < 0 and uit.wijzigingen.get(ander.gemeente, 0) < ander.taakstelling:
                assert stand[p.gemeente] <= stand[ander.gemeente] + 1


@given(posities, st.randoms())
def test_voorstel_hangt_niet_af_van_de_volgorde(voor: list[Positie], toeval: object) -> None:
    anders = list(voor)
    toeval.shuffle(anders)  # type: ignore[attr-defined]
    assert stel_voor(anders) == stel_voor(voor)


@given(posities)
def test_ten_hoogste_een_overdracht_minder_dan_gemeenten(voor: list[Positie]) -> None:
    overdrachten = stel_voor(voor).overdrachten
    betrokken = {code for o in overdrachten for code in (o.van, o.naar)}
    assert len(overdrachten) <= max(0, len(betrokken) - 1)
    assert len({(o.van, o.naar) for o in overdrachten}) == len(overdrachten)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=3), st.lists(st.integers(1, 9), min_size=1, max_size=3))
def test_geen_korter_voorstel_bestaat(geeft: list[int], neemt: list[int]) -> None:
    voor = [Positie(f"G{i}", n, 99) for i, n in enumerate(geeft)] + [
        Positie(f"N{i}", -n, 99) for i, n in enumerate(neemt)
    ]
    uit = stel_voor(voor)
    gevers = {f"G{i}": n for i, n in enumerate(geeft)}
    assert len(uit.overdrachten) == fewest(gevers, {c: n for c, n in uit.wijzigingen.items() if n > 0})


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=5))
def test_overdrachten_bij_eigen_wijzigingen_zijn_precies_die_en_zo_weinig_mogelijk(aantallen: list[int]) -> None:
    rij = {f"A{i}": n for i, n in enumerate([*aantallen, -sum(aantallen)])}
    uit = uit_wijzigingen(rij)
    assert uit.wijzigingen == {code: n for code, n in rij.items() if n}
    gevers, nemers = {c: -n for c, n in rij.items() if n < 0}, {c: n for c, n in rij.items() if n > 0}
    if len(gevers) * len(nemers) <= 9:
        assert len(uit.overdrachten) == fewest(gevers, nemers)


@given(
    st.dictionaries(st.text("ABC", min_size=1, max_size=2), st.integers(-5, 5), min_size=1).filter(
        lambda d: sum(d.values())
    )
)
def test_wijzigingen_die_samen_niet_nul_zijn_worden_geweigerd(rij: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="samen niet nul"):
        uit_wijzigingen(rij)


def test_twee_paren_die_precies_passen_kosten_twee_overdrachten() -> None:
    """Largest to largest would take three."""
    rij = [Positie("A", 5, 30), Positie("B", 3, 30), Positie("C", -5, 30), Positie("D", -3, 30)]
    for volgorde in permutations(rij):
        assert stel_voor(volgorde).overdrachten == (Overdracht("A", "C", 5), Overdracht("B", "D", 3))


def test_tekort_wordt_gelijk_verdeeld() -> None:
    rij = [Positie("A", 6, 30), Positie("B", -10, 30), Positie("C", -4, 30)]
    assert na(rij, stel_voor(rij)) == {"A": 0, "B": -4, "C": -4}


def test_meer_dan_de_taakstelling_kan_niet_weg() -> None:
    rij = [Positie("A", 20, 30), Positie("B", -15, 9)]
    assert na(rij, stel_voor(rij)) == {"A": 11, "B": -6}


def test_veel_gemeenten_gaan_ook() -> None:
    rij = [Positie(f"G{i:02d}", (i - 15) * (-1) ** i, 99) for i in range(3 * PRECIES_TOT)]
    uit = stel_voor(rij)
    assert sum(min(0, n) for n in na(rij, uit).values()) == min(0, sum(p.stand for p in rij))
