"""Who may sign the letters of a provincie, and in which Word template they can be finished."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from organisaties.models import Gebruiker, Provincie
from organisaties.registratie import Registratie
from toezicht.querysets import MandaatQuerySet, ProvincieQuerySet


class Mandaat(Registratie):
    """A function that may sign in the name of Gedeputeerde Staten, from a day until a day (Awb art. 10:11).

    Half-open: on `geldig_tot` it no longer holds. Who belongs to the orgaan needs none (`regels/ondertekening.py`).
    """

    provincie = models.ForeignKey(Provincie, on_delete=models.PROTECT, related_name="mandaten")
    functie = models.CharField(max_length=60)
    geldig_van = models.DateField("geldig van")
    geldig_tot = models.DateField("geldig tot", null=True, blank=True, help_text="De eerste dag waarop het niet geldt.")
    grondslag = models.CharField(max_length=200, help_text="Het besluit waarin het staat.")

    objects: ClassVar = MandaatQuerySet.as_manager()

    class Meta(Registratie.Meta):
        ordering = ["functie", "-geldig_van", "-pk"]
        verbose_name_plural = "mandaten"
        constraints = [
            *Registratie.Meta.constraints,
            models.CheckConstraint(
                condition=Q(geldig_tot=None) | Q(geldig_tot__gt=F("geldig_van")), name="mandaat_eindigt_na_begin"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.functie} vanaf {self.geldig_van:%d-%m-%Y}"


class Woordsjabloon(models.Model):
    """The Word template of a provincie, from a moment on; the newest one counts, the older ones stay."""

    onveranderlijk: ClassVar[bool] = True

    provincie = models.ForeignKey(Provincie, on_delete=models.PROTECT, related_name="woordsjablonen")
    versie = models.PositiveSmallIntegerField(help_text="Telt per provincie, vanaf 1.")
    naam = models.CharField(max_length=120, help_text="De naam van het bestand.")
    inhoud = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar = ProvincieQuerySet.as_manager()

    class Meta:
        ordering = ["-versie"]
        verbose_name_plural = "woordsjablonen"
        constraints = [
            models.UniqueConstraint(fields=["provincie", "versie"], name="woordsjabloon_versie_eenmaal"),
        ]

    def __str__(self) -> str:
        return f"versie {self.versie}: {self.naam}"
