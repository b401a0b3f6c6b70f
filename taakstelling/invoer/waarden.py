"""Cells that only the taakstelling has."""

from datetime import date, datetime
from typing import Any

from organisaties.invoer.waarden import OngeldigeWaarde, als_tekst, datum
from taakstelling.regels.halfjaar import EERSTE_JAAR, LAATSTE_JAAR, Halfjaar

MEESTE_PERSONEN = 1_000_000
MEESTE_INWONERS = 100_000_000


def halfjaar(cel: Any) -> Halfjaar:
    """2024-1 or 2024-2. A spreadsheet makes a date of what is typed so; which half-year was meant is then a guess."""
    if isinstance(cel, datetime | date):
        raise OngeldigeWaarde(
            "Hier staat een datum, waarschijnlijk gemaakt door het rekenprogramma. Maak de kolom op als tekst en vul in"
            " zoals 2024-1."
        )
    try:
        return Halfjaar.van_code(als_tekst(cel))
    except ValueError as fout:
        raise OngeldigeWaarde(str(fout)) from fout


def peildatum(cel: Any) -> date:
    """A day in the years a half-year may have."""
    dag = datum(cel)
    if not EERSTE_JAAR <= dag.year < LAATSTE_JAAR:
        raise OngeldigeWaarde(f"Het jaar ligt tussen {EERSTE_JAAR} en {LAATSTE_JAAR}. Controleer het jaar.")
    return dag
