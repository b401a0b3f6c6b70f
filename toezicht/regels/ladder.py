"""The state machine of the interventieladder, as two tables: what may follow what, and what a peildatum leads to.

Each trede of a provincie lies in one fase. What a fase may lead to follows from the law (Gemeentewet art. 124): no
besluit without a voornemen that was made public (lid 4), no uitvoering before the term of the besluit is over (lid 2).
Which trede comes when is the kader's (`toezicht/regels/kader.py`). The system proposes along these tables; whoever
decides may do otherwise where the first table allows it.
"""

from collections.abc import Mapping
from enum import StrEnum

LETTER_VAN_DE_WET = {
    "besluit": "Een besluit kan alleen na een voornemen (Gemeentewet art. 124 lid 4).",
    "uitvoering": "Uitvoeren kan alleen na een besluit met een termijn (Gemeentewet art. 124 lid 2).",
}


class Fase(StrEnum):
    """How far the supervision of a gemeente has come; a kader says in which fase each of its treden lies."""

    GEEN = "geen"
    INFORMEEL = "informeel"
    VOORNEMEN = "voornemen"
    BESLUIT = "besluit"
    UITVOERING = "uitvoering"


class Gebeurtenis(StrEnum):
    """What a peildatum shows of a gemeente. The first that holds counts, in this order."""

    ONBEKEND = "onbekend"
    VOLDOET = "voldoet"
    VERSCHOOND = "verschoond"
    VERLENGD = "verlengd"
    COULANCE = "coulance"
    REGEL = "regel"
    GEEN_REGEL = "geen-regel"


class Zet(StrEnum):
    """What is proposed."""

    BLIJVEN = "blijven"
    BEVRIEZEN = "bevriezen"
    OPSCHALEN = "opschalen"
    AFSCHALEN = "afschalen"


class Richting(StrEnum):
    """What the step from one fase to another is."""

    ZELFDE = "="
    OMHOOG = "+"
    OMLAAG = "-"
    NIET = "x"


# From the fase in the row to the one in the column; within a fase there may be more treden.
_RICHTINGEN = """
              geen  informeel  voornemen  besluit  uitvoering
geen           =        +          +         x         x
informeel      -        =          +         x         x
voornemen      -        -          =         +         x
besluit        -        -          -         =         +
uitvoering     -        -          -         -         =
"""

# In this fase (row), when a peildatum shows this (column).
_ZETTEN = """
              onbekend  voldoet    verschoond  verlengd  coulance  regel      geen-regel
geen          blijven   blijven    blijven     blijven   blijven   opschalen  blijven
informeel     blijven   afschalen  bevriezen   blijven   blijven   opschalen  blijven
voornemen     blijven   afschalen  bevriezen   blijven   blijven   opschalen  blijven
besluit       blijven   afschalen  bevriezen   blijven   blijven   opschalen  blijven
uitvoering    blijven   afschalen  bevriezen   blijven   blijven   blijven    blijven
"""


def _lees(tabel: str) -> dict[tuple[str, str], str]:
    kop, *rijen = [regel.split() for regel in tabel.strip().splitlines()]
    return {(rij[0], kolom): cel for rij in rijen for kolom, cel in zip(kop, rij[1:], strict=True)}


RICHTINGEN: Mapping[tuple[Fase, Fase], Richting] = {
    (Fase(van), Fase(naar)): Richting(cel) for (van, naar), cel in _lees(_RICHTINGEN).items()
}
ZETTEN: Mapping[tuple[Fase, Gebeurtenis], Zet] = {
    (Fase(fase), Gebeurtenis(wat)): Zet(cel) for (fase, wat), cel in _lees(_ZETTEN).items()
}


def geen_stap(van: Fase, naar: Fase) -> str | None:
    """Say why no gemeente may go from this fase to that one; None when it may."""
    return LETTER_VAN_DE_WET[naar] if RICHTINGEN[van, naar] == Richting.NIET else None


def diagram() -> str:
    """The tables as a Mermaid state diagram, for the documentation."""
    regels = ["stateDiagram-v2", f"    [*] --> {Fase.GEEN}"]
    for (van, naar), richting in RICHTINGEN.items():
        if richting == Richting.OMHOOG:
            oorzaken = _oorzaken(van, Zet.OPSCHALEN)
            regels.append(f"    {van} --> {naar}: {Zet.OPSCHALEN} ({oorzaken})")
        elif richting == Richting.OMLAAG:
            regels.append(f"    {van} --> {naar}: {Zet.AFSCHALEN} ({_oorzaken(van, Zet.AFSCHALEN)})")
        elif richting == Richting.ZELFDE:
            regels += [
                f"    {van} --> {van}: {zet} ({oorzaken})"
                for zet in (Zet.BLIJVEN, Zet.BEVRIEZEN)
                if (oorzaken := _oorzaken(van, zet))
            ]
    return "\n".join(regels)


def _oorzaken(fase: Fase, zet: Zet) -> str:
    return ", ".join(wat for wat in Gebeurtenis if ZETTEN[fase, wat] == zet)
