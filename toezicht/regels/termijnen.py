"""When a half-year can be judged, and which day a letter about it may bear."""

from datetime import date, timedelta

from taakstelling.regels.halfjaar import Halfjaar
from toezicht.regels.resultaat import datum

EERSTE_RONDE = Halfjaar(2016, 1)
"""The first half-year with a round: what lies before it is no longer supervised."""

DAGEN_VOORUIT = 30
"""A letter may be dated as many days from today: for the day on which it will be signed."""


def nog_niet_voorbij(halfjaar: Halfjaar, vandaag: date) -> str | None:
    """Say that the peildatum is still to come; None from the peildatum on."""
    if halfjaar.peildatum <= vandaag:
        return None
    return f"De {halfjaar.in_zin} {'loopt nog' if halfjaar.begin <= vandaag else 'is nog niet begonnen'}."


def geen_ronde(halfjaar: Halfjaar, vandaag: date) -> str | None:
    """Say why there can be no round over this half-year, and which or when there can; None when there can."""
    if halfjaar < EERSTE_RONDE:
        return f"Kies een halfjaar vanaf {EERSTE_RONDE}: een ronde kan over de {EERSTE_RONDE.in_zin} of later."
    if zin := nog_niet_voorbij(halfjaar, vandaag):
        return f"{zin} U kunt deze ronde openen vanaf {datum(halfjaar.peildatum)}."
    return None


def foute_briefdatum(dag: date, halfjaar: Halfjaar, vandaag: date, wat: str = "briefdatum") -> str | None:
    """Say what is wrong with the day on a letter, and which day can be chosen; None when nothing is.

    The day of the besluit of GS on a round (`wat`) lies within the same bounds.
    """
    if dag < halfjaar.peildatum:
        return f"Kies een {wat} op of na de peildatum {datum(halfjaar.peildatum)}."
    laatste = vandaag + timedelta(days=DAGEN_VOORUIT)
    if dag > laatste:
        return f"Kies een {wat} tot en met {datum(laatste)}: hoogstens {DAGEN_VOORUIT} dagen vooruit."
    return None
