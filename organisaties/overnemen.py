"""Recording a whole list of facts: what is there already is skipped, what differs replaces, the rest is new.

Set-based: the rows that are there are looked up in chunks, never one by one. Called by the `acties` of the apps.
"""

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction

from organisaties.models import Invoerbestand, Lidmaatschap
from organisaties.registratie import Registratie
from organisaties.vastleggen import leg_reeks_vast

R = TypeVar("R", bound=Registratie)

TE_VROEG = "Deze regel vervangt een regel die later is vastgelegd. Kies een latere datum van vastleggen."


@dataclass(frozen=True, slots=True)
class Telling:
    """What became of the rows of a list."""

    nieuw: int = 0
    vervangen: int = 0
    overgeslagen: int = 0

    def __add__(self, ander: "Telling") -> "Telling":
        return Telling(
            self.nieuw + ander.nieuw, self.vervangen + ander.vervangen, self.overgeslagen + ander.overgeslagen
        )

    @property
    def gewijzigd(self) -> int:
        return self.nieuw + self.vervangen


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """How the rows of a list relate to what is recorded: `oud[i]` is the valid row under the key of row i."""

    oud: list[Any]
    gelijk: list[bool]

    def te_vroeg(self, op: datetime | None) -> list[int]:
        """The rows that would be recorded before the row they replace."""
        if op is None:
            return []
        return [
            i
            for i, (oud, gelijk) in enumerate(zip(self.oud, self.gelijk, strict=True))
            if oud is not None and not gelijk and op < oud.vastgelegd_op
        ]


def vergelijk(
    rijen: Sequence[R],
    *,
    bestaand: Callable[[Sequence[R]], Collection[R]],
    sleutel: Callable[[Any], Hashable],
    waarden: Callable[[Any], Any],
) -> Vergelijking:
    """Lay the rows beside the valid ones: `bestaand` finds those that may have the same key."""
    oud = {sleutel(rij): rij for rij in bestaand(rijen)}
    gevonden = [oud.get(sleutel(rij)) for rij in rijen]
    return Vergelijking(
        gevonden,
        [o is not None and waarden(o) == waarden(rij) for o, rij in zip(gevonden, rijen, strict=True)],
    )


@transaction.atomic
def neem_over(
    rijen: Sequence[R],
    vergelijking: Vergelijking,
    *,
    door: Lidmaatschap | None,
    invoerbestand: Invoerbestand | None = None,
    op: datetime | None = None,
    reden: str = "",
) -> Telling:
    """Record the rows that are new or different. Raises ValidationError (recorded too early) and AlGewijzigd."""
    if vergelijking.te_vroeg(op):
        raise ValidationError(TE_VROEG)
    te_doen = []
    vervangen = 0
    for rij, oud, gelijk in zip(rijen, vergelijking.oud, vergelijking.gelijk, strict=True):
        if gelijk:
            continue
        rij.vervangt = oud
        vervangen += oud is not None
        te_doen.append(rij)
    if not reden:
        reden = (
            f"Vervangen door bestand {invoerbestand.pk}" if invoerbestand else "Vervangen door een nieuwe registratie"
        )
    leg_reeks_vast(te_doen, door=door, invoerbestand=invoerbestand, op=op, reden=reden)
    return Telling(len(te_doen) - vervangen, vervangen, len(rijen) - len(te_doen))
