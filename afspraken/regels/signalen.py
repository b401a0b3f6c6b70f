"""Signals that gemeente and corporatie share about a home: kinds, answers and the term.

A kind and an answer are chosen, never typed: in a text about a household, health, belief or descent slips in.
Kinds: note "Duurzame start statushouders" (8 September 2017), coaching vestiging.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from taakstelling.regels.werkdagen import eerste_werkdag


class Partij(StrEnum):
    """Who raises a signal; the other one answers."""

    GEMEENTE = "gemeente"
    CORPORATIE = "corporatie"

    @property
    def ander(self) -> "Partij":
        return Partij.CORPORATIE if self is Partij.GEMEENTE else Partij.GEMEENTE


SOORTEN: Mapping[str, str] = {
    "eerste-huur": "De eerste huur kan niet op tijd worden betaald",
    "huurachterstand": "Huurachterstand",
    "overlast": "Overlast",
    "gebruik": "Gebruik of onderhoud van de woning",
    "schade": "Schade aan de woning",
    "administratie": "Hulp nodig bij administratie of huurbetaling",
    "tolk": "Tolk nodig voor een gesprek over het wonen",
    "uitleg": "Uitleg nodig over wonen in een begrijpelijke taal",
    "buren": "Kennismaken met de buren",
    "passend": "De woning past niet meer bij het huishouden",
    "zorgen": "Zorgen over het wonen: graag samen bespreken",
    "contact": "Geen contact te krijgen",
    "goed": "Gaat goed: begeleiding over het wonen kan minder",
}
"""What a signal can be about: living in the home, and nothing else."""

ANTWOORDEN: Mapping[str, str] = {
    "opgepakt": "Wij hebben het opgepakt",
    "contact": "Wij nemen contact met u op",
    "bellen": "Graag bellen",
    "afspraak": "Er is een afspraak met het huishouden",
    "samen": "Wij willen samen overleggen",
    "bekend": "Wij wisten dit al en zijn ermee bezig",
    "opgelost": "Het is opgelost",
    "niets": "Wij hoeven niets te doen",
}

_TERMIJN = timedelta(days=14)
LANGSTE_TERMIJN = timedelta(days=60)


def antwoord_voor(gemeld_op: date) -> date:
    """The last day for an answer unless another is chosen: two weeks, and then the first working day."""
    return eerste_werkdag(gemeld_op + _TERMIJN)


def fout_in_termijn(gemeld_op: date, uiterlijk: date) -> str:
    """What is wrong with the day before which an answer is asked, or nothing."""
    if uiterlijk <= gemeld_op:
        return "Geef de ander minstens een dag. Kies een datum na vandaag."
    if uiterlijk > gemeld_op + LANGSTE_TERMIJN:
        return "Kies een datum binnen zestig dagen. Kan het langer wachten, meld het dan later."
    return ""
