"""The homes that fell free, as the corporatie records them, and who the gemeente says lives there."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from afspraken.models.normen import keuzes
from afspraken.querysets import ToewijzingQuerySet, WoningQuerySet
from afspraken.regels.normen import Doelgroep
from afspraken.regels.woningen import HUURKLASSEN, Stap, stap_van
from organisaties.models import Corporatie, Gemeente, Lidmaatschap
from organisaties.registratie import Registratie


class VrijgekomenWoning(Registratie):
    """A social rented home that fell free: free, reserved, let, or withdrawn for sale or demolition.

    The corporatie's own reference is the key; the month's list sent again corrects the row. No address and no tenant:
    a percentage needs neither.
    """

    corporatie = models.ForeignKey(Corporatie, on_delete=models.PROTECT, related_name="woningen")
    kenmerk = models.CharField("eigen kenmerk", max_length=40)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="woningen")
    wijk = models.CharField("wijk of kern", max_length=80, blank=True)
    vrij_op = models.DateField("vrij op")
    gereserveerd_op = models.DateField("gereserveerd op", null=True, blank=True)
    verhuurd_op = models.DateField("verhuurd op", null=True, blank=True)
    onttrokken_op = models.DateField("uit de verhuur op", null=True, blank=True, help_text="Bij verkoop of sloop.")
    kamers = models.PositiveSmallIntegerField()
    huurklasse = models.CharField(max_length=22, choices=[(klasse, naam) for klasse, naam in HUURKLASSEN.items()])
    doelgroep = models.CharField(max_length=13, choices=keuzes(Doelgroep), blank=True)
    nieuwbouw = models.BooleanField(default=False)
    flex = models.BooleanField("flexwoning", default=False)
    onzelfstandig = models.BooleanField("onzelfstandige woning", default=False)

    objects: ClassVar = WoningQuerySet.as_manager()

    class Meta(Registratie.Meta):
        ordering = ["-vrij_op", "-pk"]
        verbose_name = "vrijgekomen woning"
        verbose_name_plural = "vrijgekomen woningen"
        constraints = [
            *Registratie.Meta.constraints,
            models.UniqueConstraint(
                fields=["corporatie", "kenmerk"], condition=Q(ingetrokken_op=None), name="woning_kenmerk_eenmaal"
            ),
            models.CheckConstraint(condition=Q(verhuurd_op=None) | ~Q(doelgroep=""), name="woning_verhuurd_aan_wie"),
            models.CheckConstraint(
                condition=Q(verhuurd_op=None) | Q(onttrokken_op=None), name="woning_verhuurd_of_onttrokken"
            ),
        ]
        indexes = [
            models.Index(fields=["gemeente", "verhuurd_op"], name="woning_gem_verhuurd"),
            models.Index(fields=["gemeente", "vrij_op"], name="woning_gem_vrij"),
        ]

    def __str__(self) -> str:
        return self.kenmerk

    @property
    def stap(self) -> Stap:
        return stap_van(
            gereserveerd_op=self.gereserveerd_op, verhuurd_op=self.verhuurd_op, onttrokken_op=self.onttrokken_op
        )

    @property
    def sinds(self) -> date:
        """Since when it is where it stands."""
        return self.onttrokken_op or self.verhuurd_op or self.gereserveerd_op or self.vrij_op


class Toewijzing(Registratie):
    """The gemeente says which placement lives in a let home. The percentage never needs it.

    Both ends are known by what stays when a row is corrected: the corporatie's kenmerk of the home, and the number and
    deel of the placement. More of them for one home is kamerbewoning, dubbele bewoning, or nareizigers who joined.
    """

    corporatie = models.ForeignKey(Corporatie, on_delete=models.PROTECT, related_name="+")
    kenmerk = models.CharField("kenmerk van de woning", max_length=40)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    dossier = models.BigIntegerField(help_text="Nummer van het huishouden; blijft staan als dat is gewist.")
    deel = models.PositiveSmallIntegerField(default=1)

    objects: ClassVar = ToewijzingQuerySet.as_manager()

    class Meta(Registratie.Meta):
        ordering = ["pk"]
        verbose_name_plural = "toewijzingen"
        constraints = [
            *Registratie.Meta.constraints,
            models.UniqueConstraint(
                fields=["dossier", "deel"], condition=Q(ingetrokken_op=None), name="toewijzing_plaatsing_eenmaal"
            ),
        ]
        indexes = [models.Index(fields=["corporatie", "kenmerk"], name="toewijzing_woning")]

    def __str__(self) -> str:
        return f"{self.kenmerk}: huishouden {self.dossier}, deel {self.deel}"


class Lijstvraag(models.Model):
    """A mail that asked somebody of a corporatie for the list of a month, with a link that can be used once."""

    lidmaatschap = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="lijstvragen")
    maand = models.DateField(help_text="De eerste dag van de maand.")
    gevraagd_op = models.DateTimeField("gevraagd op", default=timezone.now)
    gebruikt_op = models.DateTimeField("gebruikt op", null=True, blank=True)

    class Meta:
        ordering = ["-maand", "pk"]
        verbose_name_plural = "lijstvragen"
        constraints = [models.UniqueConstraint(fields=["lidmaatschap", "maand"], name="lijstvraag_per_maand")]

    def __str__(self) -> str:
        return f"lijst van {self.maand:%Y-%m}"
