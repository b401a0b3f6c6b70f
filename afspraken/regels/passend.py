"""Passend toewijzen: a household with huurtoeslag gets a home whose rent is at or below its aftoppingsgrens.

Woningwet art. 46 lid 2 with BTIV art. 54-56: at least 95 % of those households in a year. Vergunninghouders are counted
among them by definition (BTIV art. 54 lid 2 onder b), so no income is needed; a household of one or two persons belongs
to the first aftoppingsgrens, a larger one to the second. Unit: woningen.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from afspraken.regels.normen import KLEINSTE_NOEMER

PASSEND_PERCENTAGE = 95
GROOTSTE_OP_EERSTE_GRENS = 2
"""Persons in a household up to which the first aftoppingsgrens holds."""

_ALTIJD = frozenset({"tot-kwaliteitskorting", "tot-1e-aftopping"})
_HANGT_AF = "tot-2e-aftopping"


def is_passend(huurklasse: str, personen: int | None) -> bool | None:
    """Whether a home of this rent class suits a household of so many persons; None when that hangs on a number that is
    not known."""
    if huurklasse in _ALTIJD:
        return True
    if huurklasse != _HANGT_AF:
        return False
    return None if personen is None else personen > GROOTSTE_OP_EERSTE_GRENS


@dataclass(frozen=True, slots=True)
class Passend:
    """Of the homes of which it is known, how many were passend; `onbekend` are left out."""

    passend: int
    bekend: int
    onbekend: int

    @property
    def aandeel(self) -> Fraction | None:
        """Per cent, exact; None when nothing is known."""
        return Fraction(100 * self.passend, self.bekend) if self.bekend else None

    @property
    def te_weinig(self) -> bool:
        """Of too few homes it is known to say anything."""
        return self.bekend < KLEINSTE_NOEMER

    @property
    def gehaald(self) -> bool | None:
        """None: too few homes, or what is left out can still turn the outcome; so there is no verdict."""
        if self.te_weinig:
            return None
        alles = self.bekend + self.onbekend
        slechtst = 100 * self.passend >= PASSEND_PERCENTAGE * alles
        best = 100 * (self.passend + self.onbekend) >= PASSEND_PERCENTAGE * alles
        return slechtst if slechtst == best else None


def tel_passend(verhuurd: Iterable[tuple[str, int | None, int]]) -> Passend:
    """From (rent class, persons or None, how many homes) to the figure."""
    passend = bekend = onbekend = 0
    for huurklasse, personen, aantal in verhuurd:
        uitkomst = is_passend(huurklasse, personen)
        if uitkomst is None:
            onbekend += aantal
        else:
            bekend += aantal
            passend += aantal if uitkomst else 0
    return Passend(passend, bekend, onbekend)
