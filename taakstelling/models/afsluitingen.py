"""Closing a half-year: its figures frozen per gemeente, and reopening it by exception."""

from typing import ClassVar

from django.db import models

from organisaties.models import Gemeente, Provincie
from organisaties.registratie import Registratie
from taakstelling.models.cijfers import GELDIG
from taakstelling.querysets import AfsluitingQuerySet
from taakstelling.velden import HalfjaarField


class Afsluiting(Registratie):
    """A provincie closed a half-year. Withdrawing it reopens the half-year."""

    provincie = models.ForeignKey(Provincie, on_delete=models.PROTECT, related_name="afsluitingen")
    halfjaar = HalfjaarField()
    vorige = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    # Row ids per model: what the figures rest on that the previous one does not (`erbij`) or no longer (`eraf`).
    rijen = models.JSONField()
    # Per model the highest id there was: a row with a higher one came later.
    grenzen = models.JSONField()

    objects: ClassVar = AfsluitingQuerySet.as_manager()

    class Meta(Registratie.Meta):
        ordering = ["provincie", "-halfjaar", "-pk"]
        verbose_name_plural = "afsluitingen"
        constraints = [
            *Registratie.Meta.constraints,
            models.UniqueConstraint(fields=["provincie", "halfjaar"], condition=GELDIG, name="afsluiting_eenmaal"),
        ]

    def __str__(self) -> str:
        return f"{self.provincie} {self.halfjaar}"


class Afsluitregel(models.Model):
    """The frozen line of one gemeente. Not frozen is a stand that was unknown."""

    onveranderlijk: ClassVar[bool] = True

    afsluiting = models.ForeignKey(Afsluiting, on_delete=models.PROTECT, related_name="regels")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    stand_eind = models.IntegerField(null=True)
    # The same by official figures alone, for whoever may not see the own count.
    stand_eind_officieel = models.IntegerField(null=True)
    eigen_vanaf = HalfjaarField(null=True)
    # When this gemeente and those that went over into it existed, as known then.
    familie = models.TextField()
    # `eigen` and `officieel`: every term of the line (`regels/afsluiting.bevries`).
    cijfers = models.JSONField()

    class Meta:
        verbose_name_plural = "afsluitregels"
        constraints = [models.UniqueConstraint(fields=["afsluiting", "gemeente"], name="afsluitregel_eenmaal")]

    def __str__(self) -> str:
        return f"{self.gemeente}: {self.stand_eind}"


class Heropening(models.Model):
    """Why and until when a closed half-year was opened again; by then it must be closed."""

    onveranderlijk: ClassVar[bool] = True

    afsluiting = models.OneToOneField(Afsluiting, on_delete=models.PROTECT, related_name="heropening")
    tot = models.DateField(help_text="De laatste dag waarop het halfjaar open is.")

    class Meta:
        verbose_name_plural = "heropeningen"

    def __str__(self) -> str:
        return f"{self.afsluiting} tot {self.tot}"
