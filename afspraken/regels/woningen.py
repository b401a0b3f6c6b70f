"""What a vacated home may look like."""

from datetime import date

HUURKLASSEN = {
    "tot-kwaliteitskorting": "tot de kwaliteitskortingsgrens",
    "tot-1e-aftopping": "tot de eerste aftoppingsgrens",
    "tot-2e-aftopping": "tot de tweede aftoppingsgrens",
    "tot-liberalisatie": "tot de liberalisatiegrens",
    "daarboven": "boven de liberalisatiegrens",
}
"""Rent classes of the huurtoeslag, lowest first."""


def fouten(*, vrij_op: date, verhuurd_op: date | None, onttrokken_op: date | None, doelgroep: str) -> dict[str, str]:
    """What is wrong with the dates and the doelgroep of a home, by field."""
    uit: dict[str, str] = {}
    if verhuurd_op is not None and onttrokken_op is not None:
        uit["onttrokken_op"] = "Een woning is verhuurd of uit de verhuur gehaald, niet allebei."
    if verhuurd_op is not None and not doelgroep:
        uit["doelgroep"] = "Vul in voor welke doelgroep deze woning is verhuurd."
    if onttrokken_op is not None and onttrokken_op < vrij_op:
        uit["onttrokken_op"] = "Deze datum ligt voor de dag waarop de woning vrijkwam."
    return uit
