"""What an outlook is made from, and whether that is enough."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.vooruitblik.doorlooptijd import Doorlooptijden

VENSTER = 52
"""Weeks of history that are looked at: a year, so that every season is in it once."""
MINSTE_WEKEN = 26
MINSTE_PLAATSINGEN = 10
MINSTE_DOORLOOPTIJDEN = 10
MINSTE_DEKKING = Fraction(4, 5)
"""Of the personen housed in the window so many must have a known koppeling; else many come who are not in it."""


class Basis(StrEnum):
    """What an outlook rests on."""

    PLAATSINGEN = "plaatsingen"
    KOPPELINGEN = "koppelingen"


@dataclass(frozen=True, slots=True)
class Groep:
    """So many personen on one day."""

    dag: dt.date
    personen: int


@dataclass(frozen=True, slots=True)
class Wachtend:
    """People who are known and not housed: since when they are coupled, or when nareizigers are expected.

    `sleutel` tells one from another, so that each keeps its own chance when others come and go.
    """

    sleutel: int
    dag: dt.date
    personen: int


@dataclass(frozen=True, slots=True)
class Koppelfeiten:
    """The log of koppelingen."""

    begin: dt.date
    """The day of the first koppeling in the log."""
    gekoppeld: tuple[Groep, ...]
    """Every koppeling of the window, however it ended."""
    wachtend: tuple[Wachtend, ...]
    doorlooptijden: Doorlooptijden
    gedekt: int
    """Personen housed in the window, nareizigers left out, whose koppeling is known."""
    nareizigers: tuple[Groep, ...] = ()
    """Nareizigers who joined somebody housed before, in the window."""
    verwacht: tuple[Wachtend, ...] = ()
    """Nareizigers who are expected, with the day."""


@dataclass(frozen=True, slots=True)
class Feiten:
    """What is known of one gemeente at the end of the day `op`, in the half-year that is going on."""

    halfjaar: Halfjaar
    op: dt.date
    realisatie: int
    """Personen housed in the half-year so far, by the own count."""
    begin: dt.date | None
    """The day of the first plaatsing in the own log."""
    plaatsingen: tuple[Groep, ...]
    """Every plaatsing that counts, of the window."""
    koppelingen: Koppelfeiten | None = None

    def weken(self, begin: dt.date) -> int:
        """Whole weeks of history up to and including `op`, at most the window."""
        return max(0, min(VENSTER, ((self.op - begin).days + 1) // 7))

    def venster_van(self, begin: dt.date) -> dt.date:
        """The first day of those weeks."""
        return self.op - dt.timedelta(days=7 * self.weken(begin) - 1)


def waarom_niet(feiten: Feiten) -> str:
    """Why there is no outlook, in a sentence with the threshold; empty when there is one."""
    if not feiten.halfjaar.bevat(feiten.op):
        return "Een verwachting is er alleen in het halfjaar dat loopt."
    if feiten.begin is None or feiten.weken(feiten.begin) < MINSTE_WEKEN:
        return f"Voor een verwachting is een eigen telling van minstens {MINSTE_WEKEN} weken nodig. Die is er nog niet."
    jaar = feiten.op - dt.timedelta(weeks=VENSTER)
    aantal = sum(jaar < groep.dag <= feiten.op for groep in feiten.plaatsingen)
    if aantal < MINSTE_PLAATSINGEN:
        return (
            f"Voor een verwachting zijn minstens {MINSTE_PLAATSINGEN} plaatsingen in het afgelopen jaar nodig."
            f" Het {'is' if aantal == 1 else 'zijn'} er {aantal}."
        )
    return ""


def basis_van(feiten: Feiten) -> Basis | None:
    """What an outlook would rest on; None when there is too little for one."""
    if waarom_niet(feiten):
        return None
    log = feiten.koppelingen
    if log is None or feiten.weken(log.begin) < MINSTE_WEKEN or log.doorlooptijden.aantal < MINSTE_DOORLOOPTIJDEN:
        return Basis.PLAATSINGEN
    gehuisvest = sum(g.personen for g in feiten.plaatsingen) - sum(g.personen for g in log.nareizigers)
    return Basis.KOPPELINGEN if log.gedekt >= MINSTE_DEKKING * gehuisvest else Basis.PLAATSINGEN


def _in_venster(feiten: Feiten, groepen: tuple[Groep, ...], begin: dt.date) -> list[Groep]:
    eerste = feiten.venster_van(begin)
    return [groep for groep in groepen if eerste <= groep.dag <= feiten.op]


def weken_van(feiten: Feiten, groepen: tuple[Groep, ...], begin: dt.date) -> list[list[tuple[int, int]]]:
    """The weeks of the window, oldest first, the last ending on `op`: of each group day in the week and personen."""
    eerste = feiten.venster_van(begin)
    weken: list[list[tuple[int, int]]] = [[] for _ in range(feiten.weken(begin))]
    for groep in _in_venster(feiten, groepen, begin):
        week, dag = divmod((groep.dag - eerste).days, 7)
        weken[week].append((dag, groep.personen))
    return [sorted(week) for week in weken]
