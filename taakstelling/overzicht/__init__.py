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
from taakstelling.overzicht.regel import SOORTEN, Regelblad, regelblad, zichtbare_rijen
from taakstelling.overzicht.regio import (
    Herverdeling,
    Regiobeeld,
    Spreiding,
    herverdelingen,
    leden_in,
    overgangen,
    regiobeeld,
    regiogeschiedenis,
    spreiding,
)
from taakstelling.overzicht.regioplan import Regioplan, regioplan
from taakstelling.overzicht.rekenblad import Rekenblad, rekenblad
from taakstelling.overzicht.veranderd import Oorzaak, Verandering, oorzaken, veranderingen

__all__ = [
    "FORMULESORTERING",
    "HERKOMST",
    "MIST",
    "SOORTEN",
    "SORTERING",
    "Formuleregel",
    "Herverdeling",
    "Oorzaak",
    "Opbouw",
    "Regel",
    "Regelblad",
    "Regiobeeld",
    "Regioplan",
    "Rekenblad",
    "Spreiding",
    "Totalen",
    "Verandering",
    "bestaand_in",
    "buur",
    "formuleregels",
    "geschiedenis",
    "halfjaarkeuze",
    "herverdelingen",
    "inwonertallen",
    "landelijk_in",
    "landelijk_per_halfjaar",
    "leden_in",
    "oorzaken",
    "opbouw",
    "opvolgers",
    "overgangen",
    "overgegaan",
    "overgekomen",
    "regelblad",
    "regels_van",
    "regiobeeld",
    "regiogeschiedenis",
    "regioplan",
    "rekenblad",
    "sorteer",
    "spreiding",
    "totalen",
    "veranderingen",
    "voorgangers",
    "vouw_naam",
    "zichtbare_rijen",
    "zin",
]
