"""Is the gemeente on pace, and how fast must it go on? All in personen.

The field's own measure (Platform Opnieuw Thuis, "Land in Beeld"): on schedule is a sixth of the opgave per elapsed
month, where cijfers are the stand on the first day of a month. A moment is here the start of a day: on 1 January
nothing of the half-year has passed, on the peildatum all of it.
"""

import datetime as dt
from fractions import Fraction

from taakstelling.regels.halfjaar import Halfjaar

MAANDEN = 6
"""Months in a half-year; each is due an equal part of the opgave, however many days it has."""
DAGEN_PER_WEEK = 7


def schema(opgave: int, halfjaar: Halfjaar, op: dt.date) -> Fraction:
    """Give exactly how many personen of the opgave are due at the start of the day `op`.

    A sixth per whole month; within a month in proportion to its days, so that the mark on the bar moves every day and
    stands on exactly n sixths on the first of each month, where the field's figures are. Nil before the half-year and
    for an opgave of nil or less (nothing is due: the voorsprong covers it); the whole opgave from the peildatum on.
    """
    if opgave <= 0 or op <= halfjaar.begin:
        return Fraction(0)
    if op >= halfjaar.eind:
        return Fraction(opgave)
    eerste = op.replace(day=1)
    volgende_eerste = (eerste + dt.timedelta(days=31)).replace(day=1)
    maanden = op.month - halfjaar.begin.month + Fraction((op - eerste).days, (volgende_eerste - eerste).days)
    return opgave * maanden / MAANDEN


def op_schema(opgave: int, halfjaar: Halfjaar, op: dt.date) -> int:
    """Give `schema` as the whole number of personen that is shown: rounded, a half up."""
    return rond_half_op(schema(opgave, halfjaar, op))


def nog_te_huisvesten(opgave: int, realisatie: int) -> int:
    """Give how many personen are still to be housed; never less than nil, what is over becomes voorsprong."""
    return max(0, opgave - realisatie)


def weken_tot(op: dt.date, peildatum: dt.date) -> Fraction:
    """Give the weeks from the start of the day `op` to the peildatum; the day itself still counts. Nil afterwards."""
    return Fraction(max(0, (peildatum - op).days), DAGEN_PER_WEEK)


def tempo_nodig(opgave: int, realisatie: int, op: dt.date, peildatum: dt.date) -> Fraction | None:
    """Give the personen per week that would still meet the opgave on the peildatum.

    Nil when nobody is left to be housed. None when somebody is and no time is left: no pace can help any more, what is
    left becomes achterstand.
    """
    nog = nog_te_huisvesten(opgave, realisatie)
    if nog == 0:
        return Fraction(0)
    weken = weken_tot(op, peildatum)
    return nog / weken if weken else None


def rond_half_op(getal: Fraction) -> int:
    """Round to a whole number, a half up. Python's own `round` takes a half to the even side."""
    return (2 * getal.numerator + getal.denominator) // (2 * getal.denominator)
