"""Recording and withdrawing facts: the only place that writes a `Registratie`. Called by the `acties` of the apps."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from organisaties.models import Invoerbestand, Lidmaatschap
from organisaties.registratie import Registratie

R = TypeVar("R", bound=Registratie)


class AlGewijzigd(Exception):
    """Somebody else withdrew or replaced the row in the meantime; nothing was written."""

    def __str__(self) -> str:
        return "Iemand anders heeft deze regel intussen gewijzigd. Bekijk de nieuwe regel en probeer het opnieuw."


@transaction.atomic
def leg_vast(
    rij: R,
    *,
    door: Lidmaatschap | None,
    vervangt: R | None = None,
    reden: str = "",
    invoerbestand: Invoerbestand | None = None,
    op: datetime | None = None,
) -> R:
    """Record one fact; with `vervangt` the old row is withdrawn at the same moment, for `reden`.

    Raises AlGewijzigd when the old row is no longer valid.
    """
    op = op or timezone.now()
    if vervangt is not None:
        trek_in(vervangt, door=door, reden=reden or "Vervangen door een nieuwe registratie", op=op)
    _teken(rij, door, invoerbestand, op)
    rij.vervangt = vervangt
    rij.save(force_insert=True)
    return rij


@transaction.atomic
def leg_reeks_vast(
    rijen: Sequence[R],
    *,
    door: Lidmaatschap | None,
    invoerbestand: Invoerbestand | None = None,
    op: datetime | None = None,
    reden: str = "Vervangen bij het inlezen van een bestand",
) -> list[R]:
    """Record many facts of one model in a few statements. A row whose `vervangt` is set withdraws that older one."""
    if not rijen:
        return []
    op = op or timezone.now()
    model: Any = type(rijen[0])
    oud = [pk for rij in rijen if (pk := getattr(rij, "vervangt_id", None))]
    for i in range(0, len(oud), 500):
        deel = oud[i : i + 500]
        door_id = door.gebruiker_id if door else None
        if model.objects.trek_in(ids=deel, op=op, door_id=door_id, reden=reden) != len(deel):
            raise AlGewijzigd
    for rij in rijen:
        _teken(rij, door, invoerbestand, op)
    gemaakt: list[R] = model.objects.bulk_create(rijen, batch_size=500)
    return gemaakt


def trek_in(rij: Registratie, *, door: Lidmaatschap | None, reden: str, op: datetime | None = None) -> None:
    """Withdraw one fact, once. Raises AlGewijzigd when it was withdrawn already."""
    model: Any = type(rij)
    op = op or timezone.now()
    if not model.objects.trek_in(ids=[rij.pk], op=op, door_id=door.gebruiker_id if door else None, reden=reden):
        raise AlGewijzigd


def _teken(rij: Registratie, door: Lidmaatschap | None, invoerbestand: Invoerbestand | None, op: datetime) -> None:
    rij.vastgelegd_op = op
    rij.vastgelegd_door_id = door.gebruiker_id if door else None
    rij.invoerbestand = invoerbestand
