"""A number of homes shared out over corporaties by the homes they own (naar rato van bezit). Unit: woningen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor


@dataclass(frozen=True, slots=True)
class Deel:
    """One corporatie's part: `precies` before and `aantal` after rounding."""

    naam: str
    bezit: int
    precies: Fraction
    aantal: int


def verdeel(aantal: int, bezit: Mapping[str, int]) -> list[Deel]:
    """Share `aantal` homes out by `bezit`, in whole homes that add up to it exactly (largest remainder).

    Each gets its share rounded down; what is left goes one by one to the largest remainder, of equal ones to the
    largest bezit, then in the order given. Without any bezit there is nothing to share by: an
    empty list. Raises ValueError for a negative number.
    """
    if aantal < 0 or any(eigen < 0 for eigen in bezit.values()):
        raise ValueError("Een aantal woningen is 0 of meer.")
    samen = sum(bezit.values())
    if not samen:
        return []
    precies = {naam: Fraction(aantal * eigen, samen) for naam, eigen in bezit.items()}
    heel = {naam: floor(deel) for naam, deel in precies.items()}
    rest: Sequence[str] = sorted(bezit, key=lambda naam: (heel[naam] - precies[naam], -bezit[naam]))
    for naam in rest[: aantal - sum(heel.values())]:
        heel[naam] += 1
    return [Deel(naam, bezit[naam], precies[naam], heel[naam]) for naam in bezit]
