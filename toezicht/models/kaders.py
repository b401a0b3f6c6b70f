"""How a provincie supervises."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from organisaties.models import Gebruiker, Provincie
from toezicht.querysets import KaderQuerySet
from toezicht.regels.kader import Kader
from toezicht.regels.kaderbestand import lees


class Toezichtkader(models.Model):
    """How a provincie supervises, from a day on. From `van kracht` on nothing in it changes; a next one follows it up.

    `inhoud` is the kader as `regels/kaderbestand` reads it. It holds for the peildata from `geldig_van` until the
    `geldig_van` of the next one; of two that begin on one day the later version (docs/toezichtkader.md).
    """

    # Nothing: the database refuses every change once it is in force.
    vrij_na_concept: ClassVar[tuple[str, ...]] = ()

    class Status(models.TextChoices):
        CONCEPT = "concept", "concept"
        VAN_KRACHT = "van kracht", "van kracht"

    provincie = models.ForeignKey(Provincie, on_delete=models.PROTECT, related_name="toezichtkaders")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.CONCEPT)
    inhoud = models.JSONField()
    uitgangspunt = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", help_text="Het kader waarvan dit een kopie was."
    )
    gemaakt_op = models.DateTimeField("gemaakt op")
    gemaakt_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="+")
    versie = models.PositiveSmallIntegerField(null=True, help_text="Telt per provincie, vanaf 1.")
    geldig_van = models.DateField("geldig van", null=True)
    in_werking_op = models.DateTimeField("in werking gesteld op", null=True)
    in_werking_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar = KaderQuerySet.as_manager()

    class Meta:
        ordering = [models.F("geldig_van").desc(nulls_first=True), "-versie", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["provincie", "versie"], name="kader_versie_eenmaal"),
            models.CheckConstraint(
                condition=Q(status="concept", versie=None, geldig_van=None, in_werking_op=None, in_werking_door=None)
                | Q(status="van kracht", versie__isnull=False, geldig_van__isnull=False, in_werking_op__isnull=False),
                name="kader_van_kracht_heeft_dag",
            ),
        ]

    def __str__(self) -> str:
        return str(self.inhoud["naam"])

    @property
    def kader(self) -> Kader:
        return lees(self.inhoud)
