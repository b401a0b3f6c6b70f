"""The figures as pages show them: the lines of a list, the history of a gemeente, the sum behind a figure.

Only reading. Everything here takes the membership (`lid`) that looks, and gives no more than it may see.
"""

from taakstelling.overzicht.geschiedenis import geschiedenis, inwonertallen, opvolgers, voorgangers, zin
from taakstelling.overzicht.herindeling import overgegaan, overgekomen
from taakstelling.overzicht.landelijk import (
    FORMULESORTERING,
    Formuleregel,
    formuleregels,
    landelijk_in,
    landelijk_per_halfjaar,
)
from taakstelling.overzicht.lijst import (
    MIST,
    SORTERING,
    Regel,
    Totalen,
    bestaand_in,
    halfjaarkeuze,
    regels_van,
    sorteer,
    totalen,
    vouw_naam,
)
from taakstelling.overzicht.opbouw import HERKOMST, Opbouw, buur, opbouw
from taakstelling.overzicht.rekenblad import Rekenblad, rekenblad

__all__ = [
    "FORMULESORTERING",
    "HERKOMST",
    "MIST",
    "SORTERING",
    "Formuleregel",
    "Opbouw",
    "Regel",
    "Rekenblad",
    "Totalen",
    "bestaand_in",
    "buur",
    "formuleregels",
    "geschiedenis",
    "halfjaarkeuze",
    "inwonertallen",
    "landelijk_in",
    "landelijk_per_halfjaar",
    "opbouw",
    "opvolgers",
    "overgegaan",
    "overgekomen",
    "regels_van",
    "rekenblad",
    "sorteer",
    "totalen",
    "voorgangers",
    "vouw_naam",
    "zin",
]
