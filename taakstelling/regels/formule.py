"""The formula of the taakstelling: a check on the published number, and a proposal where there is none yet.

Huisvestingswet 2014 art. 29 lid 1: taakstelling = vg x iG / iN, rounded up to a whole number of personen, where vg is
the national number of vergunninghouders and iG and iN are the CBS inhabitants of gemeente and country on the
inwonerpeildatum. The published taakstelling is the truth; this module never corrects it. Everything is exact: whole
numbers and fractions, no floats. The inhabitants themselves are in `inwoners.py`.
"""

import heapq
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Rekenregel(StrEnum):
    """How vg x iG / iN becomes whole personen."""

    NAAR_BOVEN = "naar_boven"
    """The law to the letter: every gemeente rounded up. All gemeenten together come out above the national number."""
    REKENKUNDIG = "rekenkundig"
    """Rounded to the nearest whole number, a half up."""
    SLUITEND = "sluitend"
    """Rounded up from a lowered total, so that all gemeenten together do not pass the national number."""


STANDAARD_REGEL = Rekenregel.SLUITEND
"""Published figures since 2018 fit `sluitend` in 31 of 32 cases tried, rounding up to the letter in 13."""


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What the formula gives for one half-year, in personen."""

    regel: Rekenregel
    landelijk: int
    rekentotaal: Fraction | None
    """Only for `sluitend`: the lowered total T', exact. None for the other rules."""
    som: int
    aantallen: dict[str, int]
    """Per code of the gemeente, in the order of the inhabitants that were given."""

    @property
    def rekentotaal_tekst(self) -> str | None:
        """The rekentotaal rounded down to one decimal, "18582.8" for 18582.88: rounded up it would no longer close."""
        if self.rekentotaal is None:
            return None
        tienden = self.rekentotaal.numerator * 10 // self.rekentotaal.denominator
        return f"{tienden // 10}.{tienden % 10}"


def bereken(regel: Rekenregel, landelijk: int, inwoners: Mapping[str, int], inwoners_nederland: int) -> Uitkomst:
    """Divide the national number over the gemeenten by one of the three rules.

    `inwoners` are those of every gemeente in the municipal division of the first day of the half-year,
    `inwoners_nederland` those of the country on the same peildatum. A gemeente without inhabitants gets nil.
    """
    if landelijk < 0:
        raise ValueError("Het landelijke aantal kan niet negatief zijn.")
    if inwoners_nederland <= 0:
        raise ValueError("Het aantal inwoners van Nederland moet groter zijn dan nul.")
    if any(aantal < 0 for aantal in inwoners.values()):
        raise ValueError("Een aantal inwoners kan niet negatief zijn.")
    rekentotaal: Fraction | None = None
    if regel is Rekenregel.SLUITEND:
        rekentotaal = sluitend_rekentotaal(landelijk, inwoners.values(), inwoners_nederland)
        teller, noemer = rekentotaal.numerator, rekentotaal.denominator * inwoners_nederland
        aantallen = {code: naar_boven(teller * aantal, noemer) for code, aantal in inwoners.items()}
    else:
        rond = _AFRONDING[regel]
        aantallen = {code: rond(landelijk * aantal, inwoners_nederland) for code, aantal in inwoners.items()}
    return Uitkomst(regel, landelijk, rekentotaal, sum(aantallen.values()), aantallen)


def naar_boven(teller: int, noemer: int) -> int:
    """Give the smallest whole number that is not below teller / noemer (noemer above nil)."""
    return -(-teller // noemer)


def rekenkundig(teller: int, noemer: int) -> int:
    """Give the whole number nearest to teller / noemer, a half up (noemer above nil)."""
    return (2 * teller + noemer) // (2 * noemer)


_AFRONDING: dict[Rekenregel, Callable[[int, int], int]] = {
    Rekenregel.NAAR_BOVEN: naar_boven,
    Rekenregel.REKENKUNDIG: rekenkundig,
}


def sluitend_rekentotaal(landelijk: int, inwoners: Iterable[int], inwoners_nederland: int) -> Fraction:
    """Give T': the largest total, never above T, for which the sum of ceil(T' x iG / iN) does not pass T.

    A gemeente that stands at k personen steps to k + 1 as soon as T' passes k x iN / iG, so T' is always such a
    point, or T itself. From a total that surely fits, the lowest next point is taken again and again until the next
    step would pass T. Gemeenten that share a point step together or not at all; so a T below the number of gemeenten
    gives nil to each, because every T' above nil gives each of them at least one person.

    Where figures of gemeenten are missing the sum may stay below T without end; T' then stops at T, so that the ones
    that are known do not get the share of the missing ones.
    """
    aantallen = [aantal for aantal in inwoners if aantal > 0]
    if sum(naar_boven(landelijk * aantal, inwoners_nederland) for aantal in aantallen) <= landelijk:
        return Fraction(landelijk)
    # At x the sum is below x * sum(iG) / iN + their number, so this start fits; fewer steps than gemeenten remain.
    begin = Fraction(max(0, landelijk - len(aantallen)) * inwoners_nederland, sum(aantallen))
    standen = [naar_boven(begin.numerator * i, begin.denominator * inwoners_nederland) for i in aantallen]
    over = landelijk - sum(standen)
    stappen = [(Fraction(stand, i), i) for stand, i in zip(standen, aantallen, strict=True)]
    heapq.heapify(stappen)
    while True:
        laagste = stappen[0][0]
        samen: list[int] = []
        while stappen and stappen[0][0] == laagste:
            samen.append(heapq.heappop(stappen)[1])
        if len(samen) > over:
            return laagste * inwoners_nederland
        over -= len(samen)
        for i in samen:
            heapq.heappush(stappen, (laagste + Fraction(1, i), i))
