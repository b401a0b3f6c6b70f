"""Many letters at once: their kenmerken, and the run that makes them final or sends them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from organisaties.models import Gemeente, Lidmaatschap, Provincie
from taakstelling.velden import HalfjaarField
from toezicht.models.brieven import Brief
from toezicht.models.rondes import Toezichtronde
from toezicht.querysets import OpdrachtregelQuerySet, ProvincieQuerySet, VanRondeQuerySet


class Kenmerk(models.Model):
    """The kenmerk that the provincie's own zaaksysteem gave for the letter to a gemeente about a half-year."""

    provincie = models.ForeignKey(Provincie, on_delete=models.CASCADE, related_name="kenmerken")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    halfjaar = HalfjaarField()
    kenmerk = models.CharField(max_length=60)

    objects: ClassVar = ProvincieQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "kenmerken"
        constraints = [
            models.UniqueConstraint(fields=["provincie", "gemeente", "halfjaar"], name="kenmerk_eenmaal"),
        ]

    def __str__(self) -> str:
        return self.kenmerk


class Kenmerkreeks(models.Model):
    """Kenmerken in a series: a letter without one takes the next number in the transaction that makes it final."""

    provincie = models.OneToOneField(Provincie, on_delete=models.CASCADE, related_name="kenmerkreeks")
    patroon = models.CharField(max_length=50, help_text="Zoals 47/4.1/{jaar}{nummer:06}.")
    volgende = models.PositiveIntegerField("volgende nummer", default=1)

    objects: ClassVar = ProvincieQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "kenmerkreeksen"

    def __str__(self) -> str:
        return self.patroon


class Brievenopdracht(models.Model):
    """One run over the letters of a round. One at a time: who asks for a second gets the one that runs."""

    class Wat(models.TextChoices):
        VASTSTELLEN = "vaststellen", "vaststellen"
        VERZENDEN = "verzenden", "verzenden"

    ronde = models.ForeignKey(Toezichtronde, on_delete=models.CASCADE, related_name="brievenopdrachten")
    wat = models.CharField(max_length=11, choices=Wat.choices)
    door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, null=True, related_name="+")
    begonnen_op = models.DateTimeField()
    geannuleerd_op = models.DateTimeField(null=True, help_text="Wat toen klaar was, blijft; de rest kan later verder.")
    klaar_op = models.DateTimeField(null=True)

    objects: ClassVar = VanRondeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "brievenopdrachten"
        constraints = [
            models.UniqueConstraint(
                fields=["ronde"],
                condition=Q(geannuleerd_op=None, klaar_op=None),
                name="brievenopdracht_een_tegelijk",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ronde}: {self.wat}"

    @property
    def loopt(self) -> bool:
        return self.geannuleerd_op is None and self.klaar_op is None


class Opdrachtregel(models.Model):
    """One letter in a run, as it was when the run was asked for, and what became of it."""

    class Uitkomst(models.TextChoices):
        WACHT = "wacht", "wacht"
        GEDAAN = "gedaan", "gedaan"
        MISLUKT = "mislukt", "niet gelukt"

    opdracht = models.ForeignKey(Brievenopdracht, on_delete=models.CASCADE, related_name="regels")
    brief = models.ForeignKey(Brief, on_delete=models.PROTECT, related_name="+")
    vingerafdruk = models.CharField(max_length=64, blank=True, help_text="Van de brief zoals die toen was.")
    uitkomst = models.CharField(max_length=7, choices=Uitkomst.choices, default=Uitkomst.WACHT)
    reden = models.TextField(blank=True, help_text="Waarom het niet lukte.")

    objects: ClassVar = OpdrachtregelQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "opdrachtregels"
        constraints = [models.UniqueConstraint(fields=["opdracht", "brief"], name="opdrachtregel_eenmaal")]

    def __str__(self) -> str:
        return f"{self.brief}: {self.uitkomst}"
