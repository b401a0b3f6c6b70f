"""Stretches cut to the calendar: quarters and years, so that no period mixes two norms. Half-open."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from afspraken.regels.normen import Stuk


def kwartaalgrenzen(van: date, tot: date) -> list[date]:
    """The first days of quarters within (van, tot)."""
    dagen = (date(jaar, maand, 1) for jaar in range(van.year, tot.year + 1) for maand in (1, 4, 7, 10))
    return [dag for dag in dagen if van < dag < tot]


def knip(stukken: Iterable[Stuk], grenzen: Sequence[date]) -> list[Stuk]:
    """Cut each stretch at these days: the parts of a stretch follow on each other and cover it exactly."""
    uit = []
    for stuk in stukken:
        randen = [stuk.van, *sorted({dag for dag in grenzen if stuk.van < dag < stuk.tot}), stuk.tot]
        uit += [Stuk(van, tot, stuk.norm) for van, tot in pairwise(randen)]
    return uit
