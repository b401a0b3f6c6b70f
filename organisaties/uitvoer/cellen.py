"""What goes in a cell. Numbers and dates stay what they are; a text that a spreadsheet would run is made harmless."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from django.utils import timezone

from organisaties.regels.tekens import onschadelijk

ONBEKEND = "onbekend"
Cel = str | int | Decimal | date


def cel(waarde: Any) -> Cel:
    """A value as a file has it: None is unknown, yes and no are words, a moment is in Dutch time."""
    if waarde is None or isinstance(waarde, bool):
        return {None: ONBEKEND, True: "ja", False: "nee"}[waarde]
    if isinstance(waarde, Fraction):
        tienden = Decimal(waarde.numerator) / Decimal(waarde.denominator)
        return tienden.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    if isinstance(waarde, datetime):
        plaatselijk = timezone.localtime(waarde) if timezone.is_aware(waarde) else waarde
        return plaatselijk.replace(tzinfo=None, microsecond=0)
    if isinstance(waarde, float):
        return Decimal(str(waarde))
    if isinstance(waarde, int | Decimal | date):
        return waarde
    return onschadelijk(str(waarde))


def in_csv(waarde: Cel) -> str:
    if isinstance(waarde, Decimal):
        return str(waarde).replace(".", ",")
    if isinstance(waarde, datetime):
        return waarde.isoformat(sep=" ", timespec="minutes")
    return waarde.isoformat() if isinstance(waarde, date) else str(waarde)
