"""What a proposal rests on: the figures of one gemeente on each peildatum, and what was decided. Unit: personen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise

from taakstelling.regels.grootboek import Stand
from taakstelling.regels.halfjaar import Halfjaar


class Plan(StrEnum):
    """How far a plan van aanpak is that the provincie asked for."""

    GEVRAAGD = "gevraagd"
    ONTVANGEN = "ontvangen"
    AKKOORD = "akkoord"
    AFGEKEURD = "afgekeurd"
    VERLOPEN = "verlopen"


@dataclass(frozen=True, slots=True)
class Meting:
    """One half-year of a gemeente as it stood on the peildatum, with what the provincie decided about that peildatum.

    None is unknown, never 0. `verschoond_tot` and `verlengd_tot` are the first day that is not excused or extended any
    more; `coulance` means that only this one peildatum led to no step.
    """

    halfjaar: Halfjaar
    stand_eind: int | None
    stand_begin: int | None = None
    taakstelling: int | None = None
    opgave: int | None = None
    realisatie: int | None = None
    verschoond_tot: date | None = None
    verlengd_tot: date | None = None
    coulance: bool = False

    @property
    def achterstand(self) -> int:
        """Persons behind; 0 when there is none or when it is unknown."""
        return max(0, -(self.stand_eind or 0))


def meting(stand: Stand) -> Meting:
    """The line of the ledger as a proposal wants it; what was decided about its peildatum is not in it."""
    return Meting(
        halfjaar=stand.halfjaar,
        stand_eind=stand.stand_eind,
        stand_begin=stand.stand_begin,
        taakstelling=stand.taakstelling,
        opgave=stand.opgave,
        realisatie=stand.realisatie,
    )


@dataclass(frozen=True, slots=True)
class Herkomst:
    """Where a gemeente comes from that was merged or moved: trede and count on the last peildatum before that.

    Of several predecessors the one that was highest on its ladder.
    """

    naam: str
    trede: int
    keer: int
    andere_provincie: bool = False


@dataclass(frozen=True, slots=True)
class Feiten:
    """One gemeente on the last peildatum of `metingen` (the oldest first, each half-year once).

    `trede`: where it stands before this peildatum; None when nothing was decided in this provincie yet.
    `halfjaartreden`: the same for a half-year that is supervised by itself. `gronden`: the codes of the grounds for
    verschoning (`taakstelling/regels/verschoonbaarheid.py`) that hold on this peildatum.
    """

    metingen: tuple[Meting, ...]
    trede: int | None = None
    halfjaartreden: Mapping[Halfjaar | None, int] = field(default_factory=dict)
    gronden: frozenset[str] = frozenset()
    plan: Plan | None = None
    toezegging_gebroken: bool = False
    herkomst: Herkomst | None = None

    def __post_init__(self) -> None:
        """Refuse what has no order: a count over it would mean nothing."""
        halfjaren = [meting.halfjaar for meting in self.metingen]
        if not halfjaren or any(a >= b for a, b in pairwise(halfjaren)):
            raise ValueError("Geef minstens één meting, en elk halfjaar één keer, het oudste eerst.")

    @property
    def nu(self) -> Meting:
        return self.metingen[-1]

    def verschoond_tot(self, op: date) -> date | None:
        """Until when a decision about this or an earlier peildatum excuses the achterstand on that day; None: none."""
        dagen = [m.verschoond_tot for m in self.metingen if m.verschoond_tot and m.halfjaar.peildatum <= op]
        return max((dag for dag in dagen if dag > op), default=None)

    def verschoond(self, op: date) -> bool:
        """Whether a decision about this or an earlier peildatum excuses the achterstand on that day."""
        return self.verschoond_tot(op) is not None

    def verlengd(self, op: date) -> date | None:
        """Until when the trede of then was extended; None when it is not, or not any more."""
        dagen = [m.verlengd_tot for m in self.metingen if m.halfjaar.peildatum <= op and m.verlengd_tot is not None]
        return max((dag for dag in dagen if dag > op), default=None)
