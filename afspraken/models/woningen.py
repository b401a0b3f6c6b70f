"""The homes that fell free, as the corporatie records them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from afspraken.models.normen import keuzes
from afspraken.querysets import WoningQuerySet
from afspraken.regels.normen import Doelgroep
from afspraken.regels.woningen import HUURKLASSEN
from organisaties.models import Corporatie, Gemeente
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
