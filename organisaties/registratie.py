"""`Registratie`: the base of every fact that can move a stand or a percentage.

A fact is never changed. A correction withdraws the row and records a new one that points at it. So "as known on" is
the rows recorded by then and not yet withdrawn then. The database itself refuses anything else: see `bewaking.py`.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.utils import timezone

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def einde_van(dag: date) -> datetime:
    """The first moment after `dag` in Amsterdam: "as known on a day" includes the whole of that day."""
    return datetime.combine(dag + timedelta(days=1), time.min, tzinfo=AMSTERDAM)


def bekend_in(pad: str, op: date | None = None) -> Q:
    """The rows behind `pad` ("koppelingen__", or nothing) that were known at the end of that day; None: valid now."""
    geldig = Q(**{f"{pad}ingetrokken_op": None})
    if op is None:
        return geldig
    grens = einde_van(op)
    return (geldig | Q(**{f"{pad}ingetrokken_op__gte": grens})) & Q(**{f"{pad}vastgelegd_op__lt": grens})


class RegistratieQuerySet(models.QuerySet[Any]):
    def bekend(self, op: date | None = None) -> Self:
        """The rows that were known at the end of the day `op`; without a day: the rows that are valid now."""
        return self.filter(bekend_in("", op))

    def vastgelegd(self, op: date | None = None) -> Self:
        """The rows recorded by the end of that day, whether or not they were withdrawn; without a day: all."""
        return self.all() if op is None else self.filter(vastgelegd_op__lt=einde_van(op))

    def update(self, **velden: Any) -> int:
        raise TypeError("Een registratie wordt niet gewijzigd: trek haar in en leg een nieuwe vast.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("Een registratie wordt niet verwijderd: trek haar in.")

    def trek_in(self, *, ids: Iterable[int], op: datetime, door_id: int | None, reden: str) -> int:
        """Withdraw the still valid rows among `ids`; the number withdrawn. Only `acties` call this."""
        rijen = self.filter(pk__in=ids, ingetrokken_op=None)
        return models.QuerySet.update(rijen, ingetrokken_op=op, ingetrokken_door_id=door_id, reden_intrekking=reden)


class Registratie(models.Model):
    """A recorded fact: who recorded it, when, from which file, and what it replaces."""

    # Links to personal data that erasure may set to NULL; every other column is fixed once written.
    persoonlijke_velden: ClassVar[tuple[str, ...]] = ()

    vastgelegd_op = models.DateTimeField("vastgelegd op", default=timezone.now, editable=False)
    vastgelegd_door = models.ForeignKey(
        "organisaties.Gebruiker",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="vastgelegd door",
        help_text="Leeg: een opdracht van functioneel beheer.",
    )
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True, blank=True, editable=False)
    ingetrokken_door = models.ForeignKey(
        "organisaties.Gebruiker",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="ingetrokken door",
    )
    reden_intrekking = models.CharField("reden van intrekking", max_length=200, blank=True, editable=False)
    vervangt = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="vervangen_door",
        verbose_name="vervangt",
    )
    invoerbestand = models.ForeignKey(
        "organisaties.Invoerbestand",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="invoerbestand",
    )

    objects: ClassVar[models.Manager[Any]] = RegistratieQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ingetrokken_op=None, ingetrokken_door=None, reden_intrekking="")
                | (Q(ingetrokken_op__isnull=False) & ~Q(reden_intrekking="")),
                name="%(app_label)s_%(class)s_intrekking_met_reden",
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("Een registratie wordt niet gewijzigd: trek haar in en leg een nieuwe vast.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("Een registratie wordt niet verwijderd: trek haar in.")

    def gold(self, op: date | None = None) -> bool:
        """Whether the row was valid at the end of the day `op`; without a day: whether it is now (see `bekend`)."""
        if op is None:
            return self.ingetrokken_op is None
        grens = einde_van(op)
        return self.vastgelegd_op < grens and (self.ingetrokken_op is None or self.ingetrokken_op >= grens)
