"""The tegelkaart: every gemeente one hexagon, near its place on the map, so that a small one is as easy to read.

Whole numbers throughout and one fixed order, so the same gemeenten always give the same picture. Places are in units
of 1/100 of a thousandth of a degree of latitude (about 1,1 metre), north up.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from toezicht.regels.toedeling import goedkoopst

LENGTE, BREEDTE = 61, 100
"""Units in a thousandth of a degree of longitude and of latitude: at 52° north the first is 0,61 of the second."""
RIJ, KOLOM = 13, 15
"""Rows of hexagons lie 13/15 (√3/2) of their width apart."""
RAND = 3
"""Cells around the outermost places that may be used too."""
GROTER = Fraction(11, 10)
"""How much wider the cells become with every try, until the tiles hang together."""
POGINGEN = 16
NAAMLENGTE = 12
"""Characters that fit on a line in a hexagon."""


@dataclass(frozen=True, slots=True)
class Plaats:
    """The middle of a gemeente, in thousandths of a degree."""

    code: str
    lengte: Fraction
    breedte: Fraction


@dataclass(frozen=True, slots=True)
class Tegel:
    """A gemeente on the grid: `x` counts half hexagons from the left, `rij` rows from the north."""

    code: str
    x: int
    rij: int

    @property
    def buren(self) -> tuple[tuple[int, int], ...]:
        return _buren(self.x, self.rij)


def middelpunt(
    code: str,
    bekend: Mapping[str, tuple[int, int]],
    voorgangers: Mapping[str, Collection[str]],
    opvolgers: Mapping[str, Collection[str]],
) -> Plaats | None:
    """The place of a gemeente; of a newer one the mean of its parts, of an ended one that of what it went into.

    `bekend` is (longitude, latitude) in thousandths of a degree. None where nothing is known.
    """
    for richting in (voorgangers, opvolgers):
        if punt := _gemiddeld(code, bekend, richting, frozenset()):
            return Plaats(code, *punt)
    return None


def _gemiddeld(
    code: str, bekend: Mapping[str, tuple[int, int]], richting: Mapping[str, Collection[str]], gezien: frozenset[str]
) -> tuple[Fraction, Fraction] | None:
    if code in bekend:
        lengte, breedte = bekend[code]
        return Fraction(lengte), Fraction(breedte)
    if code in gezien:
        return None
    delen = sorted(richting.get(code, ()))
    punten = [punt for deel in delen if (punt := _gemiddeld(deel, bekend, richting, gezien | {code}))]
    if not punten:
        return None
    return sum((x for x, _ in punten), Fraction()) / len(punten), sum((y for _, y in punten), Fraction()) / len(punten)


def leg_tegels(plaatsen: Iterable[Plaats]) -> tuple[Tegel, ...]:
    """Give every gemeente a cell of its own; in the order of their codes, whatever order they come in.

    On one grid the sum of the squared displacements is the smallest possible. The grid is the finest on which the tiles
    hang together; where none does (islands), the one with the fewest loose parts.
    """
    return _leg(tuple(sorted(set(plaatsen), key=lambda plaats: (plaats.code, plaats.lengte, plaats.breedte))))


@lru_cache(maxsize=128)
def _leg(plaatsen: tuple[Plaats, ...]) -> tuple[Tegel, ...]:
    if not plaatsen:
        return ()
    punten = [(round(p.lengte * LENGTE), round(-p.breedte * BREEDTE)) for p in plaatsen]
    beste: list[tuple[int, int]] = []
    minste = len(punten) + 1
    breedte = _eerste_breedte(punten)
    for _ in range(POGINGEN):
        cellen = _verdeel(punten, breedte)
        if (delen := _losse_delen(cellen)) < minste:
            beste, minste = cellen, delen
        if minste == 1:
            break
        breedte = int(breedte * GROTER) + 1
    links, boven = min(x for x, _ in beste), min(rij for _, rij in beste)
    return tuple(Tegel(plaats.code, x - links, rij - boven) for plaats, (x, rij) in zip(plaatsen, beste, strict=True))


def naamregels(naam: str) -> tuple[str, ...]:
    """A name on at most two lines that fit in a hexagon, cut off with a point where it must."""
    if len(naam) <= NAAMLENGTE:
        return (naam,)
    breuken = [plek + 1 for plek, teken in enumerate(naam) if teken in " -"]
    if not breuken:
        return (_kort(naam),)
    # The break that leaves the least to be cut off, and of those the one nearest to the middle.
    breuk = min(
        breuken, key=lambda b: (max(0, b - NAAMLENGTE) + max(0, len(naam) - b - NAAMLENGTE), abs(2 * b - len(naam)))
    )
    return _kort(naam[:breuk].strip()), _kort(naam[breuk:])


def _kort(tekst: str) -> str:
    return tekst if len(tekst) <= NAAMLENGTE else tekst[: NAAMLENGTE - 1].rstrip(" -") + "."


def _eerste_breedte(punten: list[tuple[int, int]]) -> int:
    """Cells so small that all of them together just fill the square around the places."""
    zijde = max(_spreiding(punten, 0), _spreiding(punten, 1))
    n = 1
    while (n + 1) ** 2 <= len(punten):
        n += 1
    return max(30, zijde // n * 3 // 4)


def _spreiding(punten: list[tuple[int, int]], as_: int) -> int:
    waarden = [punt[as_] for punt in punten]
    return max(waarden) - min(waarden)


def _verdeel(punten: list[tuple[int, int]], breedte: int) -> list[tuple[int, int]]:
    """The cell of each place on a grid with hexagons of this width: least squares over all places together."""
    links, boven = min(x for x, _ in punten), min(y for _, y in punten)
    hoogte = breedte * RIJ // KOLOM
    kolommen = _spreiding(punten, 0) // breedte + 1
    rijen = _spreiding(punten, 1) // hoogte + 1
    # Where places lie on top of each other, the rim must have room for all of them.
    rand = RAND
    while (kolommen + 2 * rand) * (rijen + 2 * rand) < 2 * len(punten):
        rand += 1
    cellen = [
        (2 * kolom + rij % 2, rij) for rij in range(-rand, rijen + rand) for kolom in range(-rand, kolommen + rand)
    ]
    middens = [(links + x * breedte // 2, boven + rij * hoogte) for x, rij in cellen]
    kosten = [[(x - mx) ** 2 + (y - my) ** 2 for mx, my in middens] for x, y in punten]
    return [cellen[cel] for cel in goedkoopst(kosten)]


def _buren(x: int, rij: int) -> tuple[tuple[int, int], ...]:
    return ((x - 2, rij), (x + 2, rij), (x - 1, rij - 1), (x + 1, rij - 1), (x - 1, rij + 1), (x + 1, rij + 1))


def _losse_delen(cellen: list[tuple[int, int]]) -> int:
    """How many groups of tiles touch nothing of each other."""
    over, delen = set(cellen), 0
    while over:
        delen += 1
        stapel = [over.pop()]
        while stapel:
            for buur in _buren(*stapel.pop()):
                if buur in over:
                    over.remove(buur)
                    stapel.append(buur)
    return delen
