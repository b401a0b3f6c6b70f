"""Norms that run: which one is in force on a day, which homes count, and what the verdict is. Unit: woningen.

A norm is a clause of an agreement (docs/begrippen.md): a percentage or a number, of a kind, for a doelgroep, within a
scope, from a day (inclusive) to a day (exclusive). An addendum interrupts it for its own period; after that the older
norm is in force again (Steenwijkerland: at most 10 %; 25 % from 12 July 2024 until 1 January 2025; then 10 % again).

A number of homes is per calendar year (Amsterdam: at most 1.800 a year): its stretches end with the year. In a year in
which it holds for a part only, the number stands as it is; it is not made smaller.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

KLEINSTE_NOEMER = 5
"""With fewer homes than this one home moves the share by more than 20 points: the counts, and no verdict."""


class Normsoort(StrEnum):
    MAXIMUM = "maximum"
    MINIMUM = "minimum"
    STREEFWAARDE = "streefwaarde"
    SIGNAALWAARDE = "signaalwaarde"


class Doelgroep(StrEnum):
    """For whom a home was let, as the corporatie records it."""

    STATUSHOUDERS = "statushouders"
    URGENT = "urgent"
    CONTINGENT = "contingent"
    MAATWERK = "maatwerk"
    REGULIER = "regulier"


class Normdoelgroep(StrEnum):
    """Whose homes are counted: those of statushouders, or of all bijzondere doelgroepen (all but regulier)."""

    STATUSHOUDERS = "statushouders"
    BIJZONDER = "bijzondere-doelgroepen"

    @property
    def doelgroepen(self) -> frozenset[Doelgroep]:
        if self is Normdoelgroep.STATUSHOUDERS:
            return frozenset({Doelgroep.STATUSHOUDERS})
        return frozenset(Doelgroep) - {Doelgroep.REGULIER}


class TeltOp(StrEnum):
    """Which day of a home decides the norm it is judged by."""

    VERHUURD = "verhuurd"
    VRIJ = "vrij"


class Oordeel(StrEnum):
    BINNEN = "binnen"
    BOVEN = "boven"
    GEHAALD = "gehaald"
    NIET_GEHAALD = "niet gehaald"
    SIGNAAL = "signaal"
    GEEN = "geen oordeel"


@dataclass(frozen=True, slots=True)
class Normregel:
    """A norm as the rules see it. `bereik` says whose homes: equal means the same scope."""

    bereik: Hashable
    soort: Normsoort
    doelgroep: Normdoelgroep
    van: date
    tot: date | None = None
    """The first day on which it is no longer in force; None is without end."""
    percentage: Fraction | None = None
    aantal: int | None = None
    """Homes in a calendar year, or in the part of it in which the norm is in force."""
    telt_op: TeltOp = TeltOp.VERHUURD
    telt_nieuwbouw: bool = True
    telt_flex: bool = True
    telt_onzelfstandig: bool = False
    in_plaats_van: date | None = None
    """The first day of the norm that this one replaces during its own period."""

    @property
    def groep(self) -> tuple[Hashable, Normsoort, Normdoelgroep]:
        """Norms of one group may not be in force together."""
        return self.bereik, self.soort, self.doelgroep

    @property
    def per_jaar(self) -> bool:
        """Whether the number comes back each calendar year; a norm within one year has it once."""
        return self.aantal is not None and (self.tot is None or self.tot > date(self.van.year + 1, 1, 1))

    @property
    def is_telling(self) -> bool:
        """Nothing was agreed: it says how to count, and there is no verdict."""
        return self.percentage is None and self.aantal is None

    def geldt_op(self, dag: date) -> bool:
        return self.van <= dag and (self.tot is None or dag < self.tot)

    def overlapt(self, ander: "Normregel") -> bool:
        return (self.tot is None or ander.van < self.tot) and (ander.tot is None or self.van < ander.tot)

    def ligt_in(self, ander: "Normregel") -> bool:
        """Whether its whole period lies inside that of the other, and is shorter."""
        begint, eindigt = ander.van <= self.van, ander.tot is None or (self.tot is not None and self.tot <= ander.tot)
        return begint and eindigt and (self.van, self.tot) != (ander.van, ander.tot)


@dataclass(frozen=True, slots=True)
class Woning:
    """A vacated home, as far as a norm looks at it."""

    vrij_op: date
    verhuurd_op: date | None = None
    onttrokken_op: date | None = None
    """Withdrawn for sale or demolition: it was never there to be let."""
    doelgroep: Doelgroep | None = None
    nieuwbouw: bool = False
    flex: bool = False
    onzelfstandig: bool = False


@dataclass(frozen=True, slots=True)
class Stuk:
    """A stretch of time, half-open, in which one norm is in force."""

    van: date
    tot: date
    norm: Normregel


@dataclass(frozen=True, slots=True)
class Meting:
    """The homes of a stretch: `teller` of the `noemer` went to the doelgroep."""

    teller: int
    noemer: int

    @property
    def aandeel(self) -> Fraction | None:
        """Per cent, exact; None when there are no homes."""
        return Fraction(100 * self.teller, self.noemer) if self.noemer else None


def gaat_voor(ene: Normregel, ander: Normregel) -> bool:
    """Whether `ene` replaces `ander` during its own period: it says so, or it lies inside it and names nothing."""
    if ene.groep != ander.groep or ene.van == ander.van:
        return False
    if ene.in_plaats_van is not None:
        return ene.in_plaats_van == ander.van
    return ene.ligt_in(ander)


def fouten(normen: Sequence[Normregel]) -> dict[int, str]:
    """Which norms of this list cannot stand beside the others, and why."""
    uit: dict[int, str] = {}
    per_groep: dict[Hashable, list[int]] = {}
    for i, norm in enumerate(normen):
        per_groep.setdefault(norm.groep, []).append(i)
        if norm.tot is not None and norm.tot <= norm.van:
            uit[i] = "Deze datum ligt niet na `van`. De norm geldt tot aan deze dag."
    for plaatsen in per_groep.values():
        for i in plaatsen:
            naam = normen[i].in_plaats_van
            if i not in uit and naam is not None and not any(_noemt(normen[i], normen[j]) for j in plaatsen if j != i):
                uit[i] = f"Er is geen norm van {naam:%d-%m-%Y} die deze vervangt."
        for i in plaatsen:
            for j in plaatsen:
                if j < i and i not in uit and j not in uit and _botst(normen, plaatsen, i, j):
                    uit[i] = (
                        f"Deze norm overlapt die van {normen[j].van:%d-%m-%Y}. Vul bij `vervangt` in welke norm zij"
                        " vervangt, of pas de datums aan."
                    )
    return uit


def _noemt(ene: Normregel, ander: Normregel) -> bool:
    return ene.in_plaats_van == ander.van and ene.overlapt(ander) and ene.van != ander.van


def _botst(normen: Sequence[Normregel], plaatsen: Iterable[int], i: int, j: int) -> bool:
    """Two norms in force together of which neither comes first, or each: directly or by way of others."""
    if not normen[i].overlapt(normen[j]):
        return False
    groep = [normen[plek] for plek in plaatsen]
    voor, achter = (_gaat_uiteindelijk_voor(normen[a], normen[b], groep) for a, b in ((i, j), (j, i)))
    return voor == achter


def _gaat_uiteindelijk_voor(ene: Normregel, ander: Normregel, groep: Sequence[Normregel]) -> bool:
    gezien: list[Normregel] = []
    open_ = [ene]
    while open_:
        norm = open_.pop()
        for lager in groep:
            if gaat_voor(norm, lager) and lager not in gezien:
                if lager == ander:
                    return True
                gezien.append(lager)
                open_.append(lager)
    return False


def jaargrenzen(van: date, tot: date) -> list[date]:
    """The first days of calendar years within (van, tot)."""
    return [dag for jaar in range(van.year, tot.year + 1) if van < (dag := date(jaar, 1, 1)) < tot]


def stukken(normen: Sequence[Normregel], van: date, tot: date) -> list[Stuk]:
    """The stretches within [van, tot) in which one norm is in force, in order of time.

    A norm that is interrupted gives two, a norm in numbers one for each calendar year. Of norms of different groups (a
    maximum and a minimum) the stretches overlap.
    """
    uit: list[Stuk] = []
    per_groep: dict[Hashable, list[Normregel]] = {}
    for norm in normen:
        per_groep.setdefault(norm.groep, []).append(norm)
    for groep in per_groep.values():
        grenzen = {van, tot}
        for norm in groep:
            grenzen |= {dag for dag in (norm.van, norm.tot) if dag is not None and van < dag < tot}
            if norm.aantal is not None:
                grenzen |= set(jaargrenzen(van, tot))
        dagen = sorted(grenzen)
        for begin, eind in pairwise(dagen):
            geldt = geldende(groep, begin)
            if geldt is None:
                continue
            nieuw_jaar = geldt.aantal is not None and (begin.month, begin.day) == (1, 1)
            if uit and uit[-1].norm is geldt and uit[-1].tot == begin and not nieuw_jaar:
                uit[-1] = Stuk(uit[-1].van, eind, geldt)
            else:
                uit.append(Stuk(begin, eind, geldt))
    return sorted(uit, key=lambda stuk: (stuk.van, stuk.tot, stuk.norm.soort, stuk.norm.doelgroep))


def geldende(groep: Sequence[Normregel], dag: date) -> Normregel | None:
    """The norm of one group in force on a day: the one that no other of that day comes before."""
    op_dag = [norm for norm in groep if norm.geldt_op(dag)]
    vooraan = [n for n in op_dag if not any(_gaat_uiteindelijk_voor(ander, n, groep) for ander in op_dag if ander != n)]
    return vooraan[0] if vooraan else None


def teldag(norm: Normregel, woning: Woning) -> date | None:
    """The day on which this home counts for this norm; None when it does not (not let, or withdrawn)."""
    if woning.onttrokken_op is not None:
        return None
    return woning.verhuurd_op if norm.telt_op is TeltOp.VERHUURD else woning.vrij_op


def telt_mee(stuk: Stuk, woning: Woning) -> bool:
    """Whether this home is in the noemer of this stretch. Whose home it is, was looked at before."""
    dag, norm = teldag(stuk.norm, woning), stuk.norm
    return (
        dag is not None
        and stuk.van <= dag < stuk.tot
        and (norm.telt_nieuwbouw or not woning.nieuwbouw)
        and (norm.telt_flex or not woning.flex)
        and (norm.telt_onzelfstandig or not woning.onzelfstandig)
    )


def meet(stuk: Stuk, woningen: Iterable[Woning]) -> Meting:
    """Count the homes of a stretch, each judged on its own day."""
    mee = [woning for woning in woningen if telt_mee(stuk, woning)]
    return Meting(sum(w.doelgroep in stuk.norm.doelgroep.doelgroepen for w in mee), len(mee))


def oordeel(norm: Normregel, meting: Meting) -> Oordeel:
    """What the norm says of these counts. Equal to the limit is within it; too few homes give no verdict."""
    if norm.is_telling or meting.noemer < KLEINSTE_NOEMER:
        return Oordeel.GEEN
    erboven, gehaald = _erboven(norm, meting), _gehaald(norm, meting)
    match norm.soort:
        case Normsoort.MAXIMUM:
            return Oordeel.BOVEN if erboven else Oordeel.BINNEN
        case Normsoort.SIGNAALWAARDE:
            return Oordeel.SIGNAAL if erboven else Oordeel.BINNEN
        case _:
            return Oordeel.GEHAALD if gehaald else Oordeel.NIET_GEHAALD


def _erboven(norm: Normregel, meting: Meting) -> bool:
    if norm.aantal is not None:
        return meting.teller > norm.aantal
    return norm.percentage is not None and 100 * meting.teller > norm.percentage * meting.noemer


def _gehaald(norm: Normregel, meting: Meting) -> bool:
    if norm.aantal is not None:
        return meting.teller >= norm.aantal
    return norm.percentage is not None and 100 * meting.teller >= norm.percentage * meting.noemer


def tiende(aandeel: Fraction) -> Fraction:
    """A share rounded to one decimal, half up, as it is printed."""
    return Fraction((aandeel * 10 + Fraction(1, 2)).__floor__(), 10)
