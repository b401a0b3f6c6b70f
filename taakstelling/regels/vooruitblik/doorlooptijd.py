"""How long it takes from koppeling to huisvesting, also learning from the households that still wait. In days.

Kaplan and Meier's estimate: who still waits counts among those that had not left yet at each age they have reached.
Without them a gemeente that houses the easy ones first would look fast. A koppeling can also end another way (given
back, handed over); of those who leave at a certain age a share is housed.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Afloop:
    """A koppeling that ended: after how many days, and whether the household was housed."""

    dagen: int
    gehuisvest: bool = True


class Doorlooptijden:
    """The lead times of one gemeente."""

    def __init__(self, afgerond: Iterable[Afloop], lopend: Iterable[int] = ()) -> None:
        """`lopend`: how many days each household has waited that still waits."""
        afgerond, lopend = list(afgerond), list(lopend)
        self.aantal = sum(afloop.gehuisvest for afloop in afgerond)
        vertrokken = Counter(afloop.dagen for afloop in afgerond)
        gehuisvest = Counter(afloop.dagen for afloop in afgerond if afloop.gehuisvest)
        # Who has waited so many days was still there on that day.
        gestopt = Counter(dagen + 1 for dagen in lopend)
        self._dagen: list[int] = []
        self._blijft: list[float] = []
        self._aandeel: list[float] = []
        nog_daar, blijft = len(afgerond) + len(lopend), 1.0
        for dag in sorted({*vertrokken, *gestopt}):
            nog_daar -= gestopt[dag]
            if vertrokken[dag]:
                blijft *= 1 - vertrokken[dag] / nog_daar
                self._dagen.append(dag)
                self._blijft.append(blijft)
                self._aandeel.append(gehuisvest[dag] / vertrokken[dag])
                nog_daar -= vertrokken[dag]

    def trek(self, hoe_lang: float, hoe: float, *, na: int = -1) -> int | None:
        """The days until a household is housed that has waited `na` days, by two numbers from [0, 1).

        None: it is not housed, or later than ever happened here.
        """
        begin = bisect_right(self._dagen, na)
        was = self._blijft[begin - 1] if begin else 1.0
        grens = (1 - hoe_lang) * was
        # The first day on which no larger share still waits than this household's number says.
        for plek in range(begin, len(self._dagen)):
            if self._blijft[plek] < grens:
                return self._dagen[plek] if hoe < self._aandeel[plek] else None
        return None
