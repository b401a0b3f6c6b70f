"""The achterstand by the half-year it comes from. Unit: personen.

A provincie may decide about the taakstelling of one half-year by itself, beside the stand as a whole: Groningen decided
on 42 persons of 2023-1 and then on 38 of 2023-2 (Westerkwartier, 2025), and on 2016-1 alone (Delfzijl; ABRvS
8 August 2018, ECLI:NL:RVS:2018:2647). The open parts add up to the achterstand, whatever the way of counting.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from taakstelling.regels.halfjaar import Halfjaar
from toezicht.regels.feiten import Meting
from toezicht.regels.kader import Toerekening


@dataclass(frozen=True, slots=True)
class Cohort:
    """What is still open of one half-year; `halfjaar` None: from before the first half-year that is known."""

    halfjaar: Halfjaar | None
    open: int


def cohorten(metingen: Sequence[Meting], toerekening: Toerekening) -> tuple[Cohort, ...] | None:
    """The open part of each half-year on the last peildatum, the oldest first; None when the figures are not complete.

    What is realised fills the oldest half-year first, or (`EIGEN`) the half-year itself before the older ones: then a
    gemeente that catches up while it falls short of its new taakstelling has caught up nothing. Mutaties work in their
    own half-year.
    """
    if not metingen or metingen[0].stand_begin is None:
        return None
    voorraad = max(0, metingen[0].stand_begin)
    open_: dict[Halfjaar | None, int] = {None: max(0, -metingen[0].stand_begin)}
    for meting in metingen:
        if meting.opgave is None or meting.stand_begin is None or meting.realisatie is None:
            return None
        # The opgave without what was carried over: the taakstelling less the mutaties.
        last = meting.opgave + meting.stand_begin
        voorraad += meting.realisatie + max(0, -last)
        open_[meting.halfjaar] = max(0, last)
        volgorde = list(open_)
        if toerekening == Toerekening.EIGEN:
            volgorde = [meting.halfjaar, *volgorde[:-1]]
        for halfjaar in volgorde:
            gevuld = min(voorraad, open_[halfjaar])
            open_[halfjaar] -= gevuld
            voorraad -= gevuld
    return tuple(Cohort(halfjaar, aantal) for halfjaar, aantal in open_.items() if aantal)
