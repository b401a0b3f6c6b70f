"""The tegelkaart: every gemeente once, no two in one cell, the same whatever the order; and all twelve provincies."""

import csv
from collections import defaultdict
from fractions import Fraction
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toezicht.regels.tegelkaart import Plaats, Tegel, leg_tegels, middelpunt, naamregels
from toezicht.regels.toedeling import goedkoopst

WORTEL = Path(__file__).parents[2]
PUNTEN = st.tuples(st.integers(3300, 7300), st.integers(50700, 53600))


def plaatsen(punten: Any) -> list[Plaats]:
    return [Plaats(f"GM{n:04}", Fraction(x), Fraction(y)) for n, (x, y) in enumerate(punten)]


@given(st.lists(PUNTEN, max_size=15), st.randoms())
def test_elke_gemeente_eenmaal_zonder_botsing_in_elke_volgorde(punten: Any, toeval: Any) -> None:
    rijen = plaatsen(punten)
    tegels = leg_tegels(rijen)
    assert [tegel.code for tegel in tegels] == sorted(rij.code for rij in rijen)
    assert len({(tegel.x, tegel.rij) for tegel in tegels}) == len(rijen)
    assert len({(tegel.x + tegel.rij) % 2 for tegel in tegels}) <= 1, "every tile lies on the same grid"
    toeval.shuffle(rijen)
    assert leg_tegels(rijen) == tegels


@given(
    st.integers(1, 4).flatmap(
        lambda n: st.lists(st.lists(st.integers(0, 20), min_size=5, max_size=5), min_size=n, max_size=n)
    )
)
def test_toedeling_is_de_goedkoopste(kosten: list[list[int]]) -> None:
    gekozen = goedkoopst(kosten)
    assert len(set(gekozen)) == len(kosten)
    alle = (sum(kosten[r][k] for r, k in enumerate(keuze)) for keuze in permutations(range(5), len(kosten)))
    assert sum(kosten[r][k] for r, k in enumerate(gekozen)) == min(alle)


def test_op_een_plek_passen_er_veel() -> None:
    assert len({(t.x, t.rij) for t in leg_tegels(plaatsen([(5000, 52000)] * 40))}) == 40


def test_noord_is_boven_en_oost_is_rechts() -> None:
    zuid, noord, oost = leg_tegels(plaatsen([(5000, 52000), (5000, 52400), (5700, 52000)]))
    assert noord.rij < zuid.rij == oost.rij
    assert oost.x > zuid.x
    assert leg_tegels([]) == ()
    assert leg_tegels(plaatsen([(5000, 52000)])) == (Tegel("GM0000", 0, 0),)


def lees(pad: str, scheiding: str) -> list[dict[str, str]]:
    with (WORTEL / pad).open(encoding="utf-8-sig", newline="") as bestand:
        return list(csv.DictReader(bestand, delimiter=scheiding))


def land() -> tuple[dict[str, list[dict[str, str]]], dict[str, Plaats | None]]:
    """The gemeenten of today per provincie, and where they lie."""
    gemeenten = lees("taakstelling/gegevens/gemeenten.csv", ";")
    bekend = {
        r["code"]: (round(Fraction(r["lengtegraad"]) * 1000), round(Fraction(r["breedtegraad"]) * 1000))
        for r in lees("toezicht/gegevens/middelpunten.csv", ",")
    }
    opvolgers = {r["code"]: r["opvolgers"].split() for r in gemeenten}
    voorgangers: dict[str, list[str]] = defaultdict(list)
    for van, naar in opvolgers.items():
        for code in naar:
            voorgangers[code].append(van)
    provincies: dict[str, list[dict[str, str]]] = defaultdict(list)
    for rij in gemeenten:
        if not rij["geldig_tot"]:
            provincies[rij["provincie"]].append(rij)
    return provincies, {r["code"]: middelpunt(r["code"], bekend, voorgangers, opvolgers) for r in gemeenten}


def test_alle_provincies_van_het_echte_bestand() -> None:
    provincies, plekken = land()
    assert len(provincies) == 12
    for naam, rijen in provincies.items():
        eigen = [plek for rij in rijen if (plek := plekken[rij["code"]])]
        assert len(eigen) == len(rijen), f"{naam}: every gemeente has a place"
        tegels = leg_tegels(eigen)
        assert len({(t.x, t.rij) for t in tegels}) == len(rijen)
        alle = {(t.x, t.rij) for t in tegels}
        assert all(set(t.buren) & alle for t in tegels), f"{naam}: no tile on its own"
        # Roughly round: no picture of one long row.
        assert max(t.rij for t in tegels) + 1 <= len(rijen) // 2 + 2


def test_drenthe_ligt_zoals_op_de_kaart() -> None:
    provincies, plekken = land()
    naam = {rij["code"]: rij["naam"] for rij in provincies["Drenthe"]}
    eigen = [plek for code in naam if (plek := plekken[code])]
    tegels = {naam[t.code]: t for t in leg_tegels(eigen)}
    assert tegels["Noordenveld"].rij < tegels["Assen"].rij < tegels["Hoogeveen"].rij
    assert tegels["Meppel"].x < tegels["De Wolden"].x < tegels["Hoogeveen"].x < tegels["Emmen"].x
    assert (tegels["Meppel"].x, tegels["Meppel"].rij) in tegels["De Wolden"].buren


def test_middelpunt_van_delen_en_opvolgers() -> None:
    bekend = {"A": (5000, 52000), "B": (6000, 53000)}
    assert middelpunt("A", bekend, {}, {}) == Plaats("A", Fraction(5000), Fraction(52000))
    assert middelpunt("N", bekend, {"N": ["A", "B"]}, {}) == Plaats("N", Fraction(5500), Fraction(52500))
    assert middelpunt("NN", bekend, {"NN": ["N"], "N": ["A"]}, {}) == Plaats("NN", Fraction(5000), Fraction(52000))
    assert middelpunt("O", bekend, {}, {"O": ["B", "X"]}) == Plaats("O", Fraction(6000), Fraction(53000))
    assert middelpunt("X", bekend, {"X": ["Y"], "Y": ["X"]}, {}) is None


@pytest.mark.parametrize(
    ("naam", "regels"),
    [
        ("Assen", ("Assen",)),
        ("Aa en Hunze", ("Aa en Hunze",)),
        ("Borger-Odoorn", ("Borger-", "Odoorn")),
        ("Krimpen aan den IJssel", ("Krimpen aan", "den IJssel")),
        ("Hardinxveld-Giessendam", ("Hardinxveld-", "Giessendam")),
        ("Steenwijkerland", ("Steenwijker.",)),
        ("Nuenen, Gerwen en Nederwetten", ("Nuenen, Ger.", "en Nederwet.")),
    ],
)
def test_een_naam_past_in_een_zeshoek(naam: str, regels: tuple[str, ...]) -> None:
    assert naamregels(naam) == regels
    assert max(map(len, regels)) <= 12
