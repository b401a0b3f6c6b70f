"""What to look at before a letter goes out: its date may be of earlier, while a term runs from the day of sending.

A letter never names a day that is counted from its own date: the field {termijn} counts from the sending. What it can
name are the days that a supervisor chose (the zienswijze, the hersteltermijn) and a next peildatum.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from taakstelling.regels.halfjaar import Halfjaar
from toezicht.regels.formeel import TERMIJN, korte_termijn
from toezicht.regels.ladder import Fase
from toezicht.regels.lint import noemt_voorbij_meetpunt
from toezicht.regels.resultaat import datum

VANAF_VERZENDEN = (
    "Een termijn in weken loopt vanaf de dag van verzending. Noemt de tekst zelf een uiterste dag? Kijk of die nog"
    " klopt."
)


def let_op(inhoud: Mapping[str, Any], vandaag: date) -> list[str]:
    """What somebody should know who makes a letter (`toezicht.pdf.inhoud`) final or sends it today."""
    briefdatum = date.fromisoformat(inhoud["datum"])
    uit = []
    if briefdatum < vandaag:
        uit.append(f"De brief is van {datum(briefdatum)}, en vandaag is het {datum(vandaag)}. {VANAF_VERZENDEN}")
    if noemt_voorbij_meetpunt(inhoud, vandaag):
        meetpunt = Halfjaar.van_code(inhoud["halfjaar"]).volgende.peildatum
        uit.append(f"De brief noemt {datum(meetpunt)} als volgende peildatum. Die is voorbij.")
    if zin := let_op_termijn(inhoud.get("formeel"), briefdatum, vandaag):
        uit.append(zin)
    return uit


def let_op_termijn(formeel: Mapping[str, Any] | None, briefdatum: date, vandaag: date) -> str | None:
    """Say that the last day that a formal letter sets is over, or leaves a short term, when it is sent today."""
    veld = TERMIJN.get(Fase(formeel["fase"])) if formeel else None
    tot = formeel["waarden"].get(veld) if formeel else None
    return korte_termijn(veld, date.fromisoformat(tot), max(vandaag, briefdatum)) if veld and tot else None
