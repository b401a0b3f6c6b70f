"""The yearly legal cycle towards prestatieafspraken: Woningwet art. 44, and 15 December as the working term.

The dates of a year may be agreed otherwise; only what is agreed differs from these.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

GESCHIL_MAANDEN = 6
"""No agreement so long after the bod: a party may lay it before the Minister (art. 44 lid 3)."""
GESCHIL_WEKEN = 4
"""Within so long after that (art. 44 lid 3)."""
UITSPRAAK_WEKEN = 12
"""The Minister decides within so long (art. 44 lid 5), to be extended once by four weeks."""


@dataclass(frozen=True, slots=True)
class Jaardatums:
    """The three dates of a year that may be agreed otherwise."""

    overleg: date
    bod: date
    bericht: date


@dataclass(frozen=True, slots=True)
class Stap:
    """One date of the cycle; `bij_geschil`: only when no agreement came about."""

    naam: str
    dag: date
    bron: str
    bij_geschil: bool = False


def standaard(jaar: int) -> Jaardatums:
    """The dates as the law has them."""
    return Jaardatums(date(jaar, 4, 1), date(jaar, 7, 1), date(jaar, 12, 15))


def plus_maanden(dag: date, maanden: int) -> date:
    """So many months later; the last day of the month where that day does not exist."""
    telling = dag.year * 12 + dag.month - 1 + maanden
    jaar, maand = divmod(telling, 12)
    return date(jaar, maand + 1, min(dag.day, monthrange(jaar, maand + 1)[1]))


def stappen(datums: Jaardatums) -> tuple[Stap, ...]:
    """The dates of one year in order of time."""
    geschil_van = plus_maanden(datums.bod, GESCHIL_MAANDEN)
    geschil_tot = geschil_van + timedelta(weeks=GESCHIL_WEKEN)
    uit = (
        Stap("De corporatie vraagt uiterlijk om overleg", datums.overleg, "Woningwet art. 44 lid 1"),
        Stap("De corporatie brengt haar bod uit", datums.bod, "Woningwet art. 44 lid 2"),
        Stap("Bericht over de afspraken aan de minister", datums.bericht, "werktermijn, aan te passen"),
        Stap("Geen afspraken? Dan kan een geschil worden voorgelegd", geschil_van, "Woningwet art. 44 lid 3", True),
        Stap("Laatste dag om een geschil voor te leggen", geschil_tot, "Woningwet art. 44 lid 3", bij_geschil=True),
        Stap(
            "Uiterste uitspraak over een geschil",
            geschil_tot + timedelta(weeks=UITSPRAAK_WEKEN),
            "Woningwet art. 44 lid 5; eenmaal te verlengen met vier weken",
            bij_geschil=True,
        ),
    )
    return tuple(sorted(uit, key=lambda stap: stap.dag))


def eerstvolgende(reeks: Iterable[Stap], dag: date, *, met_geschil: bool) -> Stap | None:
    """The first date on or after this day; the dispute terms only when there may be a dispute."""
    open_ = [stap for stap in reeks if stap.dag >= dag and (met_geschil or not stap.bij_geschil)]
    return min(open_, key=lambda stap: stap.dag, default=None)


class Overlegsoort(Enum):
    AMBTELIJK = "ambtelijk"
    BESTUURLIJK = "bestuurlijk"


def ontbrekend_overleg(bod: date, overleggen: Sequence[tuple[Overlegsoort, date]]) -> list[str]:
    """What is missing of: a bestuurlijk overleg before the bod and one after it, each led in by an ambtelijk one.

    `overleggen` are those of the year of the bod. An ambtelijk overleg leads in the next bestuurlijk one.
    """
    bestuurlijk = sorted({dag for soort, dag in overleggen if soort is Overlegsoort.BESTUURLIJK})
    ambtelijk = sorted(dag for soort, dag in overleggen if soort is Overlegsoort.AMBTELIJK)
    uit = []
    if not any(dag < bod for dag in bestuurlijk):
        uit.append("een bestuurlijk overleg vóór het bod")
    if not any(dag >= bod for dag in bestuurlijk):
        uit.append("een bestuurlijk overleg na het bod")
    vorige = date.min
    for dag in bestuurlijk:
        if not any(vorige < a <= dag for a in ambtelijk):
            uit.append(f"een ambtelijk overleg voor het bestuurlijk overleg van {dag:%d-%m-%Y}")
        vorige = dag
    return uit
