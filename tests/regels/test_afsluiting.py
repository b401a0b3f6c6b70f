"""The rule of closed half-years: the frozen lines stay, and the stand at the end is the live one again."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taakstelling.regels.afsluiting import bevries, leg_over, nagekomen_over, ontdooi
from taakstelling.regels.grootboek import Bron, Officieel, Stand, leeg
from taakstelling.regels.halfjaar import Halfjaar

G = "GM1690"
H = [Halfjaar.van_volgnummer(Halfjaar(2022, 1).volgnummer + i) for i in range(5)]
gemeenten = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=5, max_size=5)


def lijnen(cijfers: list[tuple[int, int]], begin: int = 0) -> dict[tuple[str, Halfjaar], Stand]:
    """A live ledger: taakstelling and realisatie per half-year, the stand carried over."""
    uit, stand = {}, begin
    for halfjaar, (taak, realisatie) in zip(H, cijfers, strict=True):
        uit[G, halfjaar] = Stand(G, halfjaar, stand, taak, realisatie, Bron.OFFICIEEL, None, None, None)
        stand += realisatie - taak
    return uit


def sluit(standen: dict[tuple[str, Halfjaar], Stand], aantal: int) -> dict[tuple[str, Halfjaar], Stand]:
    return {(G, h): standen[G, h] for h in H[:aantal]}


@given(gemeenten, gemeenten, st.integers(1, 4))
def test_na_het_gesloten_deel_is_de_stand_weer_die_van_de_feiten(
    toen: list[tuple[int, int]], nu: list[tuple[int, int]], aantal: int
) -> None:
    bevroren, live = sluit(lijnen(toen), aantal), lijnen(nu)
    uit = leg_over(live, bevroren)
    for h in H[:aantal]:
        assert replace(uit[G, h], gesloten=False, later=0) == bevroren[G, h]
    open_ = uit[G, H[aantal]]
    assert open_.stand_begin == bevroren[G, H[aantal - 1]].stand_eind
    assert open_.stand_eind == live[G, H[aantal]].stand_eind
    assert open_.nagekomen == sum(n for _, n in open_.nagekomen_over) == sum(uit[G, h].later or 0 for h in H[:aantal])
    assert {s: r for s, r in uit.items() if s[1] > H[aantal]} == {s: r for s, r in live.items() if s[1] > H[aantal]}


@given(gemeenten, st.integers(1, 5))
def test_zonder_wijziging_komt_er_niets_na(cijfers: list[tuple[int, int]], aantal: int) -> None:
    live = lijnen(cijfers)
    uit = leg_over(live, sluit(live, aantal))
    assert {s: replace(r, gesloten=False) for s, r in uit.items()} == live


@given(gemeenten, st.lists(st.tuples(st.integers(0, 3), st.integers(0, 40)), max_size=6))
def test_stap_voor_stap_sluiten_boekt_elk_verschil_een_keer(
    cijfers: list[tuple[int, int]], wijzigingen: list[tuple[int, int]]
) -> None:
    """Close one after the other while the past keeps changing: every line closes on the one before it."""
    bevroren: dict[tuple[str, Halfjaar], Stand] = {}
    nu = list(cijfers)
    for i, h in enumerate(H):
        for plek, realisatie in wijzigingen[i : i + 2]:
            nu[plek] = (nu[plek][0], realisatie)
        uit = leg_over(lijnen(nu), bevroren)
        bevroren[G, h] = replace(uit[G, h], gesloten=False, later=0)
        assert bevroren[G, h].stand_eind == lijnen(nu)[G, h].stand_eind
        if i:
            assert bevroren[G, h].stand_begin == bevroren[G, H[i - 1]].stand_eind
    nog = nagekomen_over(G, H, lijnen(nu), bevroren)
    assert nog == {}
    # What came later about a half-year in all, booked or not, is what it lacks against the facts as they are now.
    uit = leg_over(lijnen(nu), bevroren)
    for (taak, realisatie), h in zip(nu, H, strict=True):
        vast = bevroren[G, h]
        assert uit[G, h].later == (realisatie - taak) - ((vast.realisatie or 0) - (vast.taakstelling or 0))


@given(gemeenten, gemeenten, st.integers(-30, 30))
def test_beginstand_in_het_eerste_open_halfjaar_vervangt_het_nagekomene(
    toen: list[tuple[int, int]], nu: list[tuple[int, int]], begin: int
) -> None:
    live = lijnen(nu)
    live[G, H[2]] = replace(live[G, H[2]], stand_begin=begin, met_beginstand=True)
    open_ = leg_over(live, sluit(lijnen(toen), 2))[G, H[2]]
    assert (open_.stand_begin, open_.nagekomen) == (begin, 0)


def test_onbekende_stand_wordt_niet_bevroren() -> None:
    live = lijnen([(10, 10)] * 5)
    onbekend = {(G, H[0]): leeg(G, H[0])}
    assert leg_over(live, onbekend) == live


def test_voor_een_gat_tellen_de_feiten() -> None:
    """The half-year in between was opened again: only what lies after it is closed."""
    live = lijnen([(10, 12)] * 5)
    toen = lijnen([(10, 10)] * 5)
    uit = leg_over(live, {(G, H[0]): toen[G, H[0]], (G, H[2]): toen[G, H[2]]})
    assert [uit[G, h].gesloten for h in H] == [False, False, True, False, False]
    assert uit[G, H[0]] == live[G, H[0]]
    assert uit[G, H[3]].nagekomen_over == ((H[2], 6),)


def test_onbekend_geworden_verschil_is_geen_nul() -> None:
    live = lijnen([(10, 12)] * 5)
    bevroren = sluit(live, 1)
    live[G, H[0]] = replace(live[G, H[0]], gepubliceerd=None)
    uit = leg_over(live, bevroren)
    assert (uit[G, H[0]].later, uit[G, H[1]].nagekomen, uit[G, H[1]].opgave) == (None, None, None)


@given(st.integers(-50, 50), st.one_of(st.none(), st.integers(0, 50)), st.dates())
def test_bewaren_en_lezen_geeft_dezelfde_regel(begin: int, eigen: int | None, per: object) -> None:
    stand = Stand(
        G,
        H[0],
        begin,
        20,
        eigen,
        Bron.EIGEN if eigen is not None else Bron.GEEN,
        None,
        Officieel(per, 7),  # type: ignore[arg-type]
        eigen,
        herverdeling=3,
        nagekomen=-2,
        nagekomen_over=((H[0].vorige, -2),),
        met_beginstand=True,
    )
    assert ontdooi(G, H[0], bevries(stand)) == stand


@pytest.mark.parametrize("veld", ["opgave", "stand_eind"])
def test_som_van_de_mutaties_sluit(veld: str) -> None:
    stand = Stand(G, H[0], -10, 26, 23, Bron.OFFICIEEL, None, None, None, correctie=1, herindeling=2, nagekomen=-4)
    assert stand.mutaties == stand.overige_mutaties + stand.nagekomen == -1  # type: ignore[operator]
    assert {"opgave": 37, "stand_eind": -14}[veld] == getattr(stand, veld)
