"""The rounds of monitoring: per half-year each party reports how its own afspraken go."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from afspraken.models.normen import keuzes
from afspraken.models.overeenkomsten import Afspraak, Partij, Prestatieafspraak
from afspraken.querysets import BijOvereenkomstQuerySet, FeitBijOvereenkomstQuerySet
from afspraken.regels.monitoring import Verloop
from organisaties.models import Gebruiker
from organisaties.registratie import Registratie, RegistratieQuerySet
from taakstelling.velden import HalfjaarField


class Monitoringronde(models.Model):
    """The round over one half-year. It is open until there is a `Rondeverslag`."""

    onveranderlijk = True

    prestatieafspraak = models.ForeignKey(Prestatieafspraak, on_delete=models.PROTECT, related_name="rondes")
    halfjaar = HalfjaarField()
    uiterlijk = models.DateField("invullen tot en met")
    geopend_op = models.DateTimeField()
    geopend_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="+")

    langs: ClassVar = "prestatieafspraak"
    objects: ClassVar = BijOvereenkomstQuerySet.as_manager()

    class Meta:
        ordering = ["-halfjaar", "-pk"]
        verbose_name_plural = "monitoringrondes"
        constraints = [
            models.UniqueConstraint(fields=["prestatieafspraak", "halfjaar"], name="monitoringronde_eenmaal")
        ]

    def __str__(self) -> str:
        return f"Monitoring {self.halfjaar.kort}"


class Voortgang(Registratie):
    """What one party reports in a round on one afspraak. Filling it in again replaces it."""

    ronde = models.ForeignKey(Monitoringronde, on_delete=models.PROTECT, related_name="voortgang")
    afspraak = models.ForeignKey(Afspraak, on_delete=models.PROTECT, related_name="voortgang")
    # The party to the main agreement, also where the afspraak is one of an addendum.
    partij = models.ForeignKey(Partij, on_delete=models.PROTECT, related_name="voortgang")
    verloop = models.CharField(max_length=17, choices=keuzes(Verloop))
    toelichting = models.TextField(max_length=2000, blank=True)

    langs: ClassVar = "ronde__prestatieafspraak"
    objects: ClassVar = FeitBijOvereenkomstQuerySet.as_manager()

    class Meta(Registratie.Meta):
        ordering = ["pk"]
        verbose_name_plural = "voortgang"
        constraints = [
            *Registratie.Meta.constraints,
            models.UniqueConstraint(
                fields=["ronde", "afspraak", "partij"], condition=Q(ingetrokken_op=None), name="voortgang_eenmaal"
            ),
        ]

    def __str__(self) -> str:
        return self.verloop


class Akkoord(Registratie):
    """Another party agrees with what was reported. It is about exactly that row, so a new report has none."""

    voortgang = models.OneToOneField(Voortgang, on_delete=models.PROTECT, related_name="akkoord")
    partij = models.ForeignKey(Partij, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar = RegistratieQuerySet.as_manager()

    class Meta(Registratie.Meta):
        verbose_name_plural = "akkoorden"

    def __str__(self) -> str:
        return f"Akkoord van {self.partij}"


class Rondeverslag(models.Model):
    """The report with which a round was closed: contents, bytes and sha256 never change."""

    onveranderlijk = True

    ronde = models.OneToOneField(Monitoringronde, on_delete=models.PROTECT, related_name="verslag")
    inhoud = models.JSONField()
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    gemaakt_op = models.DateTimeField()
    gemaakt_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-gemaakt_op"]
        verbose_name_plural = "rondeverslagen"

    def __str__(self) -> str:
        return f"Verslag van {self.ronde}"
