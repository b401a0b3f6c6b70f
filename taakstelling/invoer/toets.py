"""What every kind of fact checks at the end, in the rows of a file instead of in an exception of the act."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from organisaties.invoer.soorten import Lezing, Rij
from organisaties.models import Invoerbestand, Lidmaatschap
from organisaties.overnemen import TE_VROEG, Telling, Vergelijking
from taakstelling import bevroren
from taakstelling.acties.feiten import AL_BESLOTEN, Feit, leg_feiten_vast, vergelijk_feiten

BESLOTEN = "Over deze tijd is al een oordeel of brief gemaakt, of zij is afgesloten. Wat er al is, verandert niet."


def toets_opnamedatum(
    gelezen: Sequence[tuple[Rij, Any]],
    lezing: Lezing,
    kolom: str,
    vergelijk: Callable[[Sequence[Any]], Vergelijking] = vergelijk_feiten,
) -> None:
    """With an earlier recording date: nothing under what is decided already, nothing before the row it replaces."""
    goed = [(rij, item) for rij, item in gelezen if not rij.fouten]
    if not goed:
        return
    items = [item for _, item in goed]
    if lezing.op is None:
        waarschuw_besloten(goed, vergelijk, kolom)
        return
    vergelijking = vergelijk(items)
    for i in bevroren.geraakt(items):
        if not vergelijking.gelijk[i]:
            goed[i][0].fout(kolom, AL_BESLOTEN)
    for i in vergelijking.te_vroeg(lezing.op):
        goed[i][0].fout(kolom, TE_VROEG)


def waarschuw_besloten(
    goed: Sequence[tuple[Rij, Any]], vergelijk: Callable[[Sequence[Any]], Vergelijking] | None, kolom: str
) -> None:
    """A row that changes figures about which something was decided already: it may, and somebody should know.

    Without `vergelijk` these are only rows that differ from what is recorded.
    """
    geraakt = [goed[i] for i in bevroren.geraakt(item for _, item in goed)]
    if geraakt:
        gelijk = vergelijk([item for _, item in geraakt]).gelijk if vergelijk else [False] * len(geraakt)
        for (rij, _), zelfde in zip(geraakt, gelijk, strict=True):
            if not zelfde:
                rij.waarschuw(kolom, BESLOTEN)


def schrijf_feiten(
    items: Sequence[Feit], *, door: Lidmaatschap | None, invoerbestand: Invoerbestand, op: datetime | None
) -> Telling:
    return leg_feiten_vast(door=door, rijen=items, invoerbestand=invoerbestand, op=op)
