"""The figures as pages show them: the lines of a list, the history of a gemeente, the sum behind a figure.

Only reading. Everything here takes the membership (`lid`) that looks, and gives no more than it may see.
"""

from taakstelling.overzicht.geschiedenis import geschiedenis, inwonertallen, opvolgers, voorgangers, zin
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
from taakstelling.overzicht.opbouw import Opbouw, buur, opbouw
from taakstelling.overzicht.regel import SOORTEN, Regelblad, regelblad, zichtbare_rijen
from taakstelling.overzicht.rekenblad import Rekenblad, rekenblad
from taakstelling.overzicht.veranderd import Oorzaak, Verandering, oorzaken, veranderingen

__all__ = [
    "FORMULESORTERING",
    "MIST",
    "SOORTEN",
    "SORTERING",
    "Formuleregel",
    "Oorzaak",
    "Opbouw",
    "Regel",
    "Regelblad",
    "Rekenblad",
    "Totalen",
    "Verandering",
    "bestaand_in",
    "buur",
    "formuleregels",
    "geschiedenis",
    "halfjaarkeuze",
    "inwonertallen",
    "landelijk_in",
    "landelijk_per_halfjaar",
    "oorzaken",
    "opbouw",
    "opvolgers",
    "regelblad",
    "regels_van",
    "rekenblad",
    "sorteer",
    "totalen",
    "veranderingen",
    "voorgangers",
    "vouw_naam",
    "zichtbare_rijen",
    "zin",
]
