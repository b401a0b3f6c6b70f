"""When a half-year can be judged, the days of its round, and which day a letter about it may bear."""

from datetime import date, timedelta

from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.werkdagen import eerste_werkdag, is_werkdag
from toezicht.regels.resultaat import datum

EERSTE_RONDE = Halfjaar(2016, 1)
"""The first half-year with a round: what lies before it is no longer supervised."""

DAGEN_VOORUIT = 30
"""A letter may be dated as many days from today: for the day on which it will be signed."""

DAGEN_TERMIJN = 366
"""Beyond as many days, reading figures or waiting for an answer is a slip of the keyboard."""

JAREN_UITSTEL = 2
"""Beyond as many years after the peildatum nobody verschoont an achterstand or makes a term longer."""

WEDERHOOR_DAGEN = 14
"""How long a gemeente gets when nobody chooses another day."""


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


def foute_leesdag(dag: date, halfjaar: Halfjaar) -> str | None:
    """Say what is wrong with the day on which the figures of a round are read; None when nothing is."""
    if dag < halfjaar.peildatum:
        return f"Kies een dag op of na de peildatum {datum(halfjaar.peildatum)}."
    laatste = halfjaar.peildatum + timedelta(days=DAGEN_TERMIJN)
    return f"Kies een dag tot en met {datum(laatste)}." if dag > laatste else None


def foute_uitsteldag(tot: date, peildatum: date) -> str | None:
    """Say what is wrong with the day until which is verschoond or a term is made longer; None when nothing is."""
    if tot <= peildatum:
        return f"Kies een datum na de peildatum {datum(peildatum)}."
    laatste = peildatum.replace(year=peildatum.year + JAREN_UITSTEL)
    if tot > laatste:
        return f"Kies een datum tot en met {datum(laatste)}: hoogstens {JAREN_UITSTEL} jaar na de peildatum."
    return None


def wederhoor_voorstel(vandaag: date) -> date:
    """The last day to answer that is proposed: a working day (Algemene termijnenwet art. 1)."""
    return eerste_werkdag(vandaag + timedelta(days=WEDERHOOR_DAGEN))


def foute_wederhoordag(tot: date, vandaag: date, eerder: date | None) -> str | None:
    """Say what is wrong with the last day to answer, and which day will do; `eerder` is what was promised before."""
    if eerder is not None and tot <= eerder:
        return f"U kunt de termijn alleen verlengen. Kies een dag na {datum(eerder)}."
    if tot <= vandaag:
        return f"Kies een dag vanaf {datum(eerste_werkdag(vandaag + timedelta(days=1)))}."
    laatste = vandaag + timedelta(days=DAGEN_TERMIJN)
    if tot > laatste:
        return f"Kies een dag tot en met {datum(laatste)}."
    if not is_werkdag(tot):
        return f"{datum(tot)} valt in een weekend of op een feestdag. Kies {datum(eerste_werkdag(tot))}."
    return None
