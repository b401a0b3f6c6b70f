"""How long an agreement runs, and when somebody must be told that it ends. The caller gives the day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

DREMPELS = (183, 91, 30, 0)
"""So many days before the end a mail goes out: half a year, because a next agreement takes that long, then sooner."""
NASLEEP = 91
"""So many days after the end it is still news that nothing follows."""


class Looptijd(Enum):
    """Where a day lies in a half-open term."""

    KOMT = "gaat nog in"
    LOOPT = "loopt"
    LOOPT_AF = "loopt af"
    VERLOPEN = "verlopen"


@dataclass(frozen=True, slots=True)
class Termijn:
    """From `van` (inclusive) to `tot` (exclusive); without `tot` for an indefinite time."""

    van: date
    tot: date | None

    @property
    def laatste_dag(self) -> date | None:
        """As people write it: a term until 1 January runs to the end of December."""
        return None if self.tot is None else self.tot - timedelta(days=1)

    def op(self, dag: date) -> Looptijd:
        """Say where the day lies; the last half year is running out."""
        if dag < self.van:
            return Looptijd.KOMT
        if self.tot is None:
            return Looptijd.LOOPT
        if dag >= self.tot:
            return Looptijd.VERLOPEN
        return Looptijd.LOOPT_AF if (self.tot - dag).days <= DREMPELS[0] else Looptijd.LOOPT

    def overlapt(self, andere: "Termijn") -> bool:
        """Whether some day lies in both."""
        return (self.tot is None or andere.van < self.tot) and (andere.tot is None or self.van < andere.tot)

    def ligt_in(self, andere: "Termijn") -> bool:
        """Whether every day of this one is a day of the other."""
        return andere.van <= self.van and (andere.tot is None or (self.tot is not None and self.tot <= andere.tot))


def is_nieuws(termijn: Termijn, dag: date) -> bool:
    """Whether the end is near, or so short ago that somebody should still hear of it."""
    return termijn.tot is not None and -NASLEEP <= (termijn.tot - dag).days <= DREMPELS[0] and dag >= termijn.van


def te_melden(termijn: Termijn, dag: date, al_gemeld: Collection[int]) -> int | None:
    """The threshold to send a mail about today: the last one passed, unless that one was sent already.

    A night without cron loses nothing: the threshold that was missed goes out the next time, and of two that were
    missed only the last.
    """
    if termijn.tot is None or not is_nieuws(termijn, dag):
        return None
    gepasseerd = [drempel for drempel in DREMPELS if (termijn.tot - dag).days <= drempel]
    laatste = min(gepasseerd)
    return None if laatste in al_gemeld else laatste
