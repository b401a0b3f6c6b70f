"""Which text blocks of a provincie go into a letter.

A block can be for one trede, for one oordeel, for both, or for every letter. Per plek only the most precise blocks that
fit stand in the letter: those for trede and oordeel, else those for the trede, else those for the oordeel, else the
general ones. So a block for trede 3 replaces the general text of its plek, and does not come on top of it.
"""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from taakstelling.regels.halfjaar import Halfjaar


class Blok(Protocol):
    """What is asked of a block; None or empty is every one."""

    plek: str
    trede: int | None
    oordeel: str
    vanaf: Halfjaar | None
    tot_en_met: Halfjaar | None


B = TypeVar("B", bound=Blok)


def past_niet(blok: Blok, halfjaar: Halfjaar, trede: int | None, oordeel: str) -> str | None:
    """Say why a block is not for this letter; None when it is. `trede` None: the beoordeling names none."""
    if (blok.vanaf and blok.vanaf > halfjaar) or (blok.tot_en_met and blok.tot_en_met < halfjaar):
        return f"het geldt niet voor de {halfjaar.in_zin}"
    if blok.trede is not None and blok.trede != trede:
        return f"het is voor trede {blok.trede}, en deze beoordeling noemt {_trede(trede)}"
    if blok.oordeel and blok.oordeel != oordeel:
        return f"het is voor het oordeel “{blok.oordeel}”, en dit oordeel is “{oordeel or 'nog onbekend'}”"
    return None


def kies(blokken: Iterable[B], halfjaar: Halfjaar, trede: int | None, oordeel: str) -> list[B]:
    """The blocks that stand in the letter, in the order in which they were given."""
    passend = [blok for blok in blokken if past_niet(blok, halfjaar, trede, oordeel) is None]
    hoogste: dict[str, int] = {}
    for blok in passend:
        hoogste[blok.plek] = max(precies(blok), hoogste.get(blok.plek, 0))
    return [blok for blok in passend if precies(blok) == hoogste[blok.plek]]


def precies(blok: Blok) -> int:
    """How precise a block is: 3 for trede and oordeel, 2 for the trede, 1 for the oordeel, 0 for every letter."""
    return 2 * (blok.trede is not None) + bool(blok.oordeel)


def _trede(trede: int | None) -> str:
    return "geen trede" if trede is None else f"trede {trede}"
