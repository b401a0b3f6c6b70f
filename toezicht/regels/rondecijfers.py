"""Whether the figures of a round are complete: what is missing, provisional or not as everybody counts it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from taakstelling.regels.grootboek import Stand
from toezicht.regels.resultaat import Cijfers


class Gat(StrEnum):
    """A reason to look at the figures of a gemeente before they are fixed."""

    TAAKSTELLING = "taakstelling"
    BEGIN = "begin"
    COA = "coa"
    NA_DE_DAG = "na-de-dag"
    VERSCHIL = "verschil"
    LATER = "later"
    SINDS = "sinds"
    BEOORDEELD = "beoordeeld"
    NAGEKOMEN = "nagekomen"


GATEN: Mapping[Gat, str] = {
    Gat.TAAKSTELLING: "geen taakstelling",
    Gat.BEGIN: "stand aan het begin onbekend",
    Gat.COA: "geen COA-cijfer van op of na de peildatum",
    Gat.NA_DE_DAG: "COA gelezen na de dag van de ronde",
    Gat.VERSCHIL: "eigen telling verschilt van COA",
    Gat.LATER: "later COA-cijfer dat niet meetelt",
    Gat.SINDS: "veranderd sinds het bevriezen",
    Gat.BEOORDEELD: "beoordeeld op andere cijfers",
    Gat.NAGEKOMEN: "nagekomen over een gesloten halfjaar",
}
"""What a hole is called, in the order in which they are to be mended."""


def gaten(
    stand: Stand,
    cijfers_per: date | None,
    *,
    later_gelezen: bool = False,
    sinds_bevriezen: bool = False,
    anders_beoordeeld: bool = False,
) -> tuple[Gat, ...]:
    """The holes in the line of one gemeente.

    `cijfers_per`: the last day on which COA may be read; None: no day applies, because none was chosen or because the
    half-year was closed. What was read before the peildatum is no figure about the whole half-year: that is `COA`.
    """
    peildatum = stand.halfjaar.peildatum
    officieel = stand.officieel
    telt = officieel is not None and officieel.cijfers_per >= peildatum
    gevonden = {
        Gat.TAAKSTELLING: stand.taakstelling is None,
        Gat.BEGIN: stand.stand_begin is None,
        Gat.COA: not telt,
        Gat.NA_DE_DAG: telt
        and cijfers_per is not None
        and officieel is not None
        and officieel.cijfers_per > cijfers_per,
        Gat.VERSCHIL: bool(stand.verschil_met_officieel),
        Gat.LATER: later_gelezen,
        Gat.SINDS: sinds_bevriezen,
        Gat.BEOORDEELD: anders_beoordeeld,
        Gat.NAGEKOMEN: stand.nagekomen != 0 or stand.later != 0,
    }
    return tuple(gat for gat in GATEN if gevonden[gat])


def vingerafdruk(cijfers: Cijfers) -> str:
    """A mark of these figures, to tell whether somebody answers about the ones that hold now."""
    return hashlib.sha256(json.dumps(cijfers, sort_keys=True).encode()).hexdigest()[:16]
