"""Whom to house where in a regio: coupled households and the homes that are expected. Unit: personen and woningen.

For the realisatie it does not matter in which of the gemeenten a home is: it counts for the koppelgemeente. So the
plan houses as many personen as the homes allow, and chooses the own gemeente where that costs nobody a home. A home
must also have room for the nareizigers who are expected: they then come without another home.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MATEN = {2: "1 of 2", 4: "3 of 4", 6: "5 of 6", 99: "7 of meer"}
"""Kinds of homes: how many personen they have room for at most, and for how many they are meant."""


@dataclass(frozen=True, slots=True)
class TePlaatsen:
    """A coupled household: personen now, and the nareizigers who will join them in the same home."""

    sleutel: str
    gemeente: str
    personen: int
    nareizigers: int = 0

    @property
    def maat(self) -> int:
        return self.personen + self.nareizigers


@dataclass(frozen=True, slots=True)
class Plek:
    """A home for a household: in which gemeente, and for how many personen it has room."""

    huishouden: TePlaatsen
    gemeente: str
    ruimte: int

    @property
    def elders(self) -> bool:
        """Whether the home is in another gemeente than the one they count for."""
        return self.gemeente != self.huishouden.gemeente


@dataclass(frozen=True, slots=True)
class Plan:
    """The homes given out, who is left without, and which homes are left (gemeente, ruimte): woningen."""

    plekken: tuple[Plek, ...]
    zonder: tuple[TePlaatsen, ...]
    over: Mapping[tuple[str, int], int]


def maak_plan(
    huishoudens: Iterable[TePlaatsen], woningen: Mapping[tuple[str, int], int], nog: Mapping[str, int] | None = None
) -> Plan:
    """`woningen`: how many per (gemeente, ruimte). `nog`: personen still to house per gemeente; of two households of
    the same size that of the gemeente with most to do goes first.
    """
    druk = nog or {}
    volgorde = sorted(huishoudens, key=lambda h: (-h.personen, -druk.get(h.gemeente, 0), h.sleutel))
    gekozen: list[TePlaatsen] = []
    zonder: list[TePlaatsen] = []
    for huishouden in volgorde:
        (gekozen if _past([*gekozen, huishouden], woningen) else zonder).append(huishouden)
    over = {plek: aantal for plek, aantal in sorted(woningen.items()) if aantal > 0}
    plekken = []
    # The largest first: every home it leaves also fits whoever comes after it.
    for huishouden in sorted(gekozen, key=lambda h: (-h.maat, volgorde.index(h))):
        plek = _kies(huishouden, over)
        over[plek] -= 1
        if not over[plek]:
            del over[plek]
        plekken.append(Plek(huishouden, *plek))
    return Plan(tuple(plekken), tuple(zonder), over)


def ruimte_voor(maat: int) -> int:
    """The smallest kind of home that has room for so many personen."""
    return next(ruimte for ruimte in MATEN if ruimte >= min(maat, max(MATEN)))


def _past(huishoudens: list[TePlaatsen], woningen: Mapping[tuple[str, int], int]) -> bool:
    """Whether all of these can have a home at once: of each size and larger there are homes enough."""
    return all(
        sum(h.maat >= maat for h in huishoudens)
        <= sum(aantal for (_, ruimte), aantal in woningen.items() if ruimte >= maat)
        for maat in {h.maat for h in huishoudens}
    )


def _kies(huishouden: TePlaatsen, over: Mapping[tuple[str, int], int]) -> tuple[str, int]:
    """The smallest home that fits in the own gemeente; else the smallest anywhere, where most of them are."""
    passend = [plek for plek in over if plek[1] >= huishouden.maat]
    eigen = [plek for plek in passend if plek[0] == huishouden.gemeente]
    return min(eigen or passend, key=lambda plek: (plek[1], -over[plek], plek[0]))
