"""Signals that gemeente and corporatie share about a home: kinds, answers, the term, and what a text may not hold."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from organisaties.regels.persoonsgegevens import lijkt_persoonsgegeven
from taakstelling.regels.werkdagen import eerste_werkdag


class Partij(StrEnum):
    """Who raises a signal; the other one answers."""

    GEMEENTE = "gemeente"
    CORPORATIE = "corporatie"

    @property
    def ander(self) -> "Partij":
        return Partij.CORPORATIE if self is Partij.GEMEENTE else Partij.GEMEENTE


SOORTEN: Mapping[str, str] = {
    "huurachterstand": "Huurachterstand",
    "overlast": "Overlast",
    "gebruik": "Gebruik of onderhoud van de woning",
    "schade": "Schade aan de woning",
    "administratie": "Hulp nodig bij administratie of huurbetaling",
    "tolk": "Tolk nodig voor een gesprek over het wonen",
    "contact": "Geen contact te krijgen",
    "goed": "Gaat goed: begeleiding over het wonen kan minder",
}
"""What a signal can be about: living in the home, and nothing else."""

ANTWOORDEN: Mapping[str, str] = {
    "opgepakt": "Wij hebben het opgepakt",
    "afspraak": "Er is een afspraak met het huishouden",
    "samen": "Wij willen samen overleggen",
    "bekend": "Wij wisten dit al en zijn ermee bezig",
    "niets": "Wij hoeven niets te doen",
}

_TERMIJN = timedelta(days=14)
LANGSTE_TERMIJN = timedelta(days=60)
LANGSTE_TEKST = 300

# Stems: a word that begins with one of these is about health, belief, descent or crime (AVG art. 9 and 10).
_STAMMEN = (
    "ziek|gezondhe|diagnos|medic|medisch|psych|trauma|depress|verslaa|verslav|zwanger|handicap|suicid|su[ïi]cid|therap"
    "|islam|moslim|christen|joods|kerk|moskee|geloof|godsdienst|religi|nationalit|etnisch|syri|eritre|afghaan|afghan"
    "|somal|jemen|turk|irak|iran|politie|strafb|gevangen|verdacht|homosek|lesbisch|seksue"
)
_BIJZONDER = re.compile(rf"\b(?:{_STAMMEN})\w*", re.IGNORECASE)
_AANSPREKING = re.compile(r"\b(?:[Dd]e heer|[Dd]hr\.?|[Mm]evrouw|[Mm]w\.?|[Mm]evr\.?|[Mm]eneer)\s+\w+")


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


def fout_in_tekst(tekst: str) -> str:
    """Why this text may not be shared, in a sentence that says what to do; nothing when it may."""
    if soort := lijkt_persoonsgegeven(tekst):
        return f"Dit lijkt op een {soort}. Schrijf zonder persoonsgegevens."
    if gevonden := _AANSPREKING.search(tekst):
        return f"‘{gevonden[0]}’ lijkt een naam. Schrijf ‘het huishouden’ of ‘de huurder’."
    if gevonden := _BIJZONDER.search(tekst):
        return (
            f"Haal ‘{gevonden[0]}’ weg. Gezondheid, geloof, afkomst en strafbare feiten horen niet in een signaal."
            " Schrijf alleen wat de ander over het wonen moet weten."
        )
    return ""
