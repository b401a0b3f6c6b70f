"""Settling between gemeenten that carry their taakstelling together: who gives how many to whom.

Colleges may change their taakstellingen together as long as the sum stays the same (Huisvestingswet art. 29 lid 2). The
law says nothing about how. The proposal here: nobody who stands above nil comes below it; as much achterstand as
possible disappears; what is left of it is spread as evenly as it can be; and that in the fewest transfers.
Unit: personen.

A taakstelling cannot become less than nil, so a gemeente can hand over no more than its taakstelling of the half-year.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

PRECIES_TOT = 11
"""With at most so many gemeenten that give or receive, all divisions are tried; with more, one less than gemeenten."""


@dataclass(frozen=True, slots=True)
class Positie:
    """A member before the settlement: its stand, and how much taakstelling it has to hand over."""

    gemeente: str
    stand: int
    taakstelling: int


@dataclass(frozen=True, slots=True)
class Overdracht:
    """`van` takes over this many personen of the taakstelling of `naar`: its stand falls, that of `naar` rises."""

    van: str
    naar: str
    aantal: int


@dataclass(frozen=True, slots=True)
class Verrekening:
    """A settlement: the transfers, and what each gemeente's stand changes by; together nil."""

    overdrachten: tuple[Overdracht, ...]

    @property
    def wijzigingen(self) -> dict[str, int]:
        """What is added to each stand: the herverdeling that is to be recorded. Who does not change is not in it."""
        uit: dict[str, int] = {}
        for o in self.overdrachten:
            uit[o.van] = uit.get(o.van, 0) - o.aantal
            uit[o.naar] = uit.get(o.naar, 0) + o.aantal
        return uit


def stel_voor(posities: Iterable[Positie]) -> Verrekening:
    """Propose a settlement. The same posities give the same proposal, in whatever order they come."""
    rij = sorted(posities, key=lambda p: p.gemeente)
    gevers = {p.gemeente: p.stand for p in rij if p.stand > 0}
    nemers = {p.gemeente: min(-p.stand, p.taakstelling) for p in rij if p.stand < 0 and p.taakstelling > 0}
    te_geven = sum(gevers.values())
    if te_geven < sum(nemers.values()):
        nemers = _gelijkmatig(te_geven, nemers, {p.gemeente: p.stand for p in rij})
    return Verrekening(_overdrachten(gevers, nemers))


def uit_wijzigingen(wijzigingen: Mapping[str, int]) -> Verrekening:
    """The transfers, as few as there can be, that change the stands by exactly this much; ValueError unless nil."""
    if sum(wijzigingen.values()):
        raise ValueError("De wijzigingen zijn samen niet nul.")
    gevers = {code: -aantal for code, aantal in sorted(wijzigingen.items()) if aantal < 0}
    nemers = {code: aantal for code, aantal in sorted(wijzigingen.items()) if aantal > 0}
    return Verrekening(_overdrachten(gevers, nemers))


def _gelijkmatig(beschikbaar: int, ruimte: Mapping[str, int], standen: Mapping[str, int]) -> dict[str, int]:
    """Divide what there is so that the achterstanden that remain are as even as they can be; the deepest goes first."""
    uit = dict.fromkeys(ruimte, 0)
    for _ in range(beschikbaar):
        diepste = min(
            (code for code in uit if uit[code] < ruimte[code]), key=lambda code: (standen[code] + uit[code], code)
        )
        uit[diepste] += 1
    return {code: aantal for code, aantal in uit.items() if aantal}


def _overdrachten(gevers: Mapping[str, int], nemers: Mapping[str, int]) -> tuple[Overdracht, ...]:
    """Fill every nemer exactly, from gevers that give at most what they have, in as few transfers as there can be.

    Transfers form groups in which everybody hangs together; a group of k gevers and m nemers needs k + m − 1. So the
    fewest come from as many groups as possible with as few gevers as possible.
    """
    van = sorted(gevers.items(), key=lambda paar: (-paar[1], paar[0]))
    naar = sorted(nemers.items(), key=lambda paar: (-paar[1], paar[0]))
    if not naar:
        return ()
    groepen = _groepen(van, naar) if len(van) + len(naar) <= PRECIES_TOT else [(van, naar)]
    uit = [o for g, n in groepen for o in _vul(g, n)]
    return tuple(sorted(uit, key=lambda o: (-o.aantal, o.van, o.naar)))


_Rij = Sequence[tuple[str, int]]


def _vul(gevers: _Rij, nemers: _Rij) -> list[Overdracht]:
    """Go down both lists: each transfer finishes a gever or a nemer, so there are at most k + m − 1."""
    uit: list[Overdracht] = []
    over = [aantal for _, aantal in gevers]
    g = 0
    for naar, nodig in nemers:
        rest = nodig
        while rest:
            aantal = min(rest, over[g])
            uit.append(Overdracht(gevers[g][0], naar, aantal))
            over[g] -= aantal
            rest -= aantal
            if not over[g]:
                g += 1
    return uit


def _groepen(gevers: _Rij, nemers: _Rij) -> list[tuple[_Rij, _Rij]]:
    """The best division into groups that can each fill their nemers, by trying all. A number is a set, bit by bit."""

    def sommen(rij: _Rij) -> list[int]:
        return [sum(aantal for i, (_, aantal) in enumerate(rij) if deel >> i & 1) for deel in range(1 << len(rij))]

    heeft, wil = sommen(gevers), sommen(nemers)

    @cache
    def beste(n: int, g: int) -> tuple[int, tuple[tuple[int, int], ...]]:
        """The fewest transfers that fill the nemers in `n` from the gevers in `g`, and by which groups."""
        if not n:
            return 0, ()
        keuzes = (
            (rest[0] + deel_n.bit_count() + deel_g.bit_count() - 1, ((deel_g, deel_n), *rest[1]))
            for deel_n in _delen(n)
            if deel_n & n & -n  # the group of the first nemer that is left
            for deel_g in _delen(g)
            if heeft[deel_g] >= wil[deel_n] and heeft[g ^ deel_g] >= wil[n ^ deel_n]
            for rest in (beste(n ^ deel_n, g ^ deel_g),)
        )
        return min(keuzes, key=lambda keuze: keuze[0])

    def uit(rij: _Rij, deel: int) -> _Rij:
        return [paar for i, paar in enumerate(rij) if deel >> i & 1]

    _, gekozen = beste(len(wil) - 1, len(heeft) - 1)
    return [(uit(gevers, g), uit(nemers, n)) for g, n in gekozen]


def _delen(masker: int) -> Iterable[int]:
    """Every non-empty part of a set of bits, the smallest numbers first, so that the biggest members come first."""
    deel = 0
    while deel := (deel - masker) & masker:
        yield deel
