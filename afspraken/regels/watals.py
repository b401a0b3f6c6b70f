"""Wat als: how many persons a percentage can house in a period, what task that is, and what it costs others.

Everything is a multiplication that a reader can do again:

    woningen die vrijkomen = voorraad × mutatiegraad × weken / 52, or verhuringen per jaar × weken / 52
    ruimte                 = percentage van die woningen, naar beneden op hele woningen
    personen               = gedeelde woningen × bewoners + andere woningen × huishoudgrootte + flexwoningen × bewoners

Flexwoningen come on top: they are not homes that fell free. How many homes fall free is never sure; the answer is
worked out for fewer, for as many and for more (`marge`). Units: woningen, personen, weken.
"""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import ceil, floor

WEKEN_PER_JAAR = 52


@dataclass(frozen=True, slots=True)
class Vraag:
    """What is filled in. `percentage` is the one that is tried, `nu` the one to compare it with."""

    te_huisvesten: int
    """Personen that must be housed before `tot`, achterstand and all."""
    voorraad: int
    """Sociale huurwoningen in the gemeente."""
    mutatiegraad: Fraction
    """Per cent of them that falls free in a year."""
    huishoudgrootte: Fraction
    """Mean number of personen in a home."""
    percentage: int
    nu: int
    van: date
    tot: date
    gedeeld: int = 0
    """How many of the homes are shared by single persons."""
    bewoners_gedeeld: int = 3
    flex: int = 0
    bewoners_flex: int = 1
    marge: int = 10
    """Per cent fewer or more homes than expected."""
    verhuringen: int | None = None
    """Homes let in a year, where they were counted; then voorraad and mutatiegraad are not asked for it."""

    @property
    def weken(self) -> Fraction:
        return Fraction((self.tot - self.van).days, 7)


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What comes of it for one number of homes that fall free."""

    vrij: int
    ruimte: int
    """Homes that the percentage allows."""
    personen: int
    """Personen that can be housed in them and in the flexwoningen."""
    nodig: int | None
    """Homes that it takes to house everybody; None when more are needed than fall free."""
    tekort: int
    """Personen without a home at the end; 0 is enough room."""
    gebruikt: int
    """Homes that go to statushouders: what is needed, but no more than there is room for."""

    @property
    def haalt(self) -> bool:
        return self.tekort == 0

    @property
    def voor_anderen(self) -> int:
        return self.vrij - self.gebruikt


@dataclass(frozen=True, slots=True)
class Antwoord:
    """The three outcomes, the same with the present percentage, and the lowest percentage that is enough."""

    vraag: Vraag
    laag: Uitkomst
    midden: Uitkomst
    hoog: Uitkomst
    nu: Uitkomst
    genoeg: int | None
    """The lowest whole percentage that is enough at the expected number of homes; None: not even all of them are."""

    @property
    def zekerheid(self) -> str:
        """zeker: also with fewer homes; waarschijnlijk: with as many as expected; misschien: only with more; niet."""
        for naam, uitkomst in (("zeker", self.laag), ("waarschijnlijk", self.midden), ("misschien", self.hoog)):
            if uitkomst.haalt:
                return naam
        return "niet"

    @property
    def per_week(self) -> int:
        """Whole homes a week, rounded up: the task."""
        weken = self.vraag.weken
        return ceil(self.midden.gebruikt / weken) if weken > 0 else self.midden.gebruikt

    @property
    def kost(self) -> int:
        """Homes that others do not get, compared with the present percentage; negative is homes more."""
        return self.nu.voor_anderen - self.midden.voor_anderen

    @property
    def kost_aandeel(self) -> Fraction | None:
        """The same per cent of what others would get now."""
        return Fraction(100 * self.kost, self.nu.voor_anderen) if self.nu.voor_anderen else None


def personen_in(vraag: Vraag, woningen: int) -> int:
    """Personen in so many homes and in the flexwoningen, rounded down to whole personen."""
    gedeeld = min(vraag.gedeeld, woningen)
    gewoon = (woningen - gedeeld) * vraag.huishoudgrootte
    return floor(gedeeld * vraag.bewoners_gedeeld + gewoon) + vraag.flex * vraag.bewoners_flex


def vrijgekomen(vraag: Vraag, afwijking: int = 0) -> int:
    """Homes that fall free in the period; `afwijking` is per cent more (or, negative, fewer). Whole homes, down."""
    geteld = vraag.verhuringen
    per_jaar = Fraction(geteld) if geteld is not None else vraag.voorraad * vraag.mutatiegraad / 100
    return floor(per_jaar * vraag.weken / WEKEN_PER_JAAR * (100 + afwijking) / 100)


def nodig_voor(vraag: Vraag, vrij: int) -> int | None:
    """The fewest of these homes in which all the personen can be housed; None when all of them are too few."""
    if personen_in(vraag, vrij) < vraag.te_huisvesten:
        return None
    laag, hoog = 0, vrij
    while laag < hoog:
        midden = (laag + hoog) // 2
        if personen_in(vraag, midden) >= vraag.te_huisvesten:
            hoog = midden
        else:
            laag = midden + 1
    return laag


def reken(vraag: Vraag, vrij: int) -> Uitkomst:
    ruimte = vrij * vraag.percentage // 100
    personen = personen_in(vraag, ruimte)
    nodig = nodig_voor(vraag, vrij)
    tekort = max(0, vraag.te_huisvesten - personen)
    return Uitkomst(vrij, ruimte, personen, nodig, tekort, ruimte if nodig is None else min(ruimte, nodig))


def antwoord(vraag: Vraag) -> Antwoord:
    vrij = vrijgekomen(vraag)
    return Antwoord(
        vraag,
        laag=reken(vraag, vrijgekomen(vraag, -vraag.marge)),
        midden=reken(vraag, vrij),
        hoog=reken(vraag, vrijgekomen(vraag, vraag.marge)),
        nu=reken(replace(vraag, percentage=vraag.nu), vrij),
        genoeg=next((p for p in range(101) if reken(replace(vraag, percentage=p), vrij).haalt), None),
    )
