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
    """The open part of each half-year on the last peildatum, the oldest first; None when its figures are not complete.

    What is realised fills the oldest half-year first, or (`EIGEN`) the half-year itself before the older ones: then a
    gemeente that catches up while it falls short of its new taakstelling has caught up nothing. Mutaties work in their
    own half-year. Of what lies before a half-year that is not known, or before a beginstand, only the stand counts.
    """
    reeks = _samenhangend(metingen)
    if not reeks:
        return None
    begin = reeks[0].stand_begin or 0
    voorraad = max(0, begin)
    open_: dict[Halfjaar | None, int] = {None: max(0, -begin)}
    for meting in reeks:
        # The opgave without what was carried over: the taakstelling less the mutaties.
        last = (meting.opgave or 0) + (meting.stand_begin or 0)
        voorraad += (meting.realisatie or 0) + max(0, -last)
        open_[meting.halfjaar] = max(0, last)
        volgorde = list(open_)
        if toerekening == Toerekening.EIGEN:
            volgorde = [meting.halfjaar, *volgorde[:-1]]
        for halfjaar in volgorde:
            gevuld = min(voorraad, open_[halfjaar])
            open_[halfjaar] -= gevuld
            voorraad -= gevuld
    return tuple(Cohort(halfjaar, aantal) for halfjaar, aantal in open_.items() if aantal)


def _samenhangend(metingen: Sequence[Meting]) -> list[Meting]:
    """The last metingen that are complete and each begin where the one before ended."""
    uit: list[Meting] = []
    for meting in reversed(metingen):
        volledig = None not in (meting.stand_begin, meting.opgave, meting.realisatie)
        volgt = not uit or (meting.halfjaar.volgende == uit[-1].halfjaar and meting.stand_eind == uit[-1].stand_begin)
        if not volledig or not volgt:
            break
        uit.append(meting)
    return uit[::-1]
