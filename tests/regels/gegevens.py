"""The project's own seed files, read the way the pure rules want them. No database, no Django."""

import csv
import datetime as dt
from functools import cache
from pathlib import Path

from taakstelling.regels.grootboek import Gemeentetijd
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.inwoners import Inwoners, inwoners_per_gemeente

MAP = Path(__file__).parents[2] / "taakstelling" / "gegevens"


def lees(naam: str) -> list[dict[str, str]]:
    """Read one seed file as rows."""
    with (MAP / f"{naam}.csv").open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand, delimiter=";"))


def datum(tekst: str) -> dt.date | None:
    """Read a date, empty is None."""
    return dt.date.fromisoformat(tekst) if tekst else None


@cache
def gemeenten() -> tuple[Gemeentetijd, ...]:
    """Give every gemeente since 2015."""
    return tuple(
        Gemeentetijd(rij["code"], datum(rij["geldig_van"]), datum(rij["geldig_tot"]), tuple(rij["opvolgers"].split()))
        for rij in lees("gemeenten")
    )


@cache
def cijfers(peildatum: dt.date) -> dict[str, int]:
    """Give the inwonertallen of one day by code."""
    return {rij["code"]: int(rij["inwoners"]) for rij in lees("inwonertallen") if datum(rij["peildatum"]) == peildatum}


@cache
def inwoners(halfjaar: Halfjaar) -> Inwoners:
    """Give the inhabitants the formula works with for a half-year."""
    delen = {
        (rij["van"], rij["naar"]): int(rij["inwoners"])
        for rij in lees("deelinwoners")
        if datum(rij["peildatum"]) == halfjaar.inwonerpeildatum
    }
    return inwoners_per_gemeente(halfjaar, gemeenten(), cijfers(halfjaar.inwonerpeildatum), delen)
