"""Did COA couple enough people to the gemeente in time? Unit: personen.

COA looks on 1 April and 1 October: who is coupled later can hardly be housed before the peildatum. Were too few coupled
by then, that is a ground to excuse a shortfall (COA, Huisvesting vergunninghouders). The balance carries all the same,
and whether it is excused is for the provincie to decide.
"""

from dataclasses import dataclass
from enum import StrEnum

from taakstelling.regels.halfjaar import Halfjaar


class Uitkomst(StrEnum):
    """What there is to say; the value is what a user reads."""

    ONBEKEND = "onbekend"
    GEEN_OPGAVE = "niets meer te huisvesten"
    GENOEG = "genoeg gekoppeld"
    TEKORT = "te weinig gekoppeld"


@dataclass(frozen=True, slots=True)
class Koppelstand:
    """A gemeente at the end of the koppelpeildatum of a half-year. None is unknown, never nil.

    `gehuisvest`: personen housed in the half-year by then. `gekoppeld`: coupled by then and not housed by then.
    """

    halfjaar: Halfjaar
    opgave: int | None
    gehuisvest: int | None
    gekoppeld: int | None

    @property
    def nodig(self) -> int | None:
        """Personen who had to be coupled for the opgave to be within reach; nil when it was met, or there is none."""
        if self.opgave is None or self.gehuisvest is None:
            return None
        return max(0, self.opgave - self.gehuisvest)

    @property
    def tekort(self) -> int | None:
        """Personen too few coupled; nil when there were enough."""
        if self.nodig == 0:
            return 0
        if self.nodig is None or self.gekoppeld is None:
            return None
        return max(0, self.nodig - self.gekoppeld)

    @property
    def uitkomst(self) -> Uitkomst:
        """The answer in words."""
        if self.tekort is None:
            return Uitkomst.ONBEKEND
        if self.nodig == 0:
            return Uitkomst.GEEN_OPGAVE
        return Uitkomst.TEKORT if self.tekort else Uitkomst.GENOEG

    def buiten_de_gemeente(self, stand_eind: int | None) -> int | None:
        """Of an achterstand on the peildatum so many personen at most were never coupled in time; None: unknown."""
        if stand_eind is None or self.tekort is None:
            return None
        return min(max(0, -stand_eind), self.tekort)
