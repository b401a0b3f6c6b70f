"""COA's own list of whom it counts, and what became of each difference with the own count."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from organisaties.models import Gemeente, Regio
from organisaties.registratie import Registratie
from taakstelling.models.cijfers import GELDIG
from taakstelling.models.huishoudens import Huishouden
from taakstelling.querysets import AfstemmingQuerySet, HerkenningQuerySet, LijstregelQuerySet
from taakstelling.regels.oorzaken import OORZAKEN, Oorzaak
from taakstelling.velden import HalfjaarField


class Kolomindeling(models.Model):
    """In which columns of a source an organisation finds what, so that it says so once. Names of columns only."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    regio = models.ForeignKey(Regio, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    bron = models.CharField(max_length=80)
    kolommen = models.JSONField(help_text="Veld → naam van de kolom.")

    class Meta:
        verbose_name_plural = "kolomindelingen"
        constraints = [
            models.CheckConstraint(
                condition=Q(gemeente__isnull=False, regio=None) | Q(gemeente=None, regio__isnull=False),
                name="kolomindeling_van_een_organisatie",
            ),
            models.UniqueConstraint(
                fields=["gemeente", "bron"], condition=Q(regio=None), name="kolomindeling_gemeente_eenmaal"
            ),
            models.UniqueConstraint(
                fields=["regio", "bron"], condition=Q(gemeente=None), name="kolomindeling_regio_eenmaal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gemeente or self.regio}: {self.bron}"


class Coalijst(Registratie):
    """A list of COA or TVS of whom it counts for a gemeente in a half-year, as it was on `cijfers_per`.

    Of the lists over one half-year the newest `cijfers_per` counts; the older ones stay readable.
    """

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="coalijsten")
    halfjaar = HalfjaarField()
    bron = models.CharField(max_length=80)
    cijfers_per = models.DateField("cijfers per")
    aantal_regels = models.PositiveIntegerField()
    personen = models.PositiveIntegerField(help_text="Personen op de lijst.")

    objects: ClassVar = AfstemmingQuerySet.as_manager()

    class Meta(Registratie.Meta):
        verbose_name_plural = "coa-lijsten"
        constraints = [
            *Registratie.Meta.constraints,
            models.UniqueConstraint(
                fields=["gemeente", "halfjaar", "bron", "cijfers_per"], condition=GELDIG, name="coalijst_eenmaal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bron}, {self.gemeente} {self.halfjaar} per {self.cijfers_per}"


class Coalijstregel(Registratie):
    """A row of such a list: a person or a household. Of the V-nummer only a keyed hash, made while reading.

    `eerste` is the first row that was recognised as the same, in an earlier list; so a difference keeps its history.
    """

    persoonlijke_velden: ClassVar[tuple[str, ...]] = ("kenmerk", "herkenning")

    lijst = models.ForeignKey(Coalijst, on_delete=models.PROTECT, related_name="regels")
    nummer = models.PositiveIntegerField(help_text="Rij in het bestand.")
    kenmerk = models.CharField(max_length=40, null=True)  # NULL is: none, or erased
    herkenning = models.CharField(max_length=64, null=True)
    sleutel = models.CharField(max_length=8, blank=True, help_text="Met welke geheime sleutel.")
    datum = models.DateField(null=True, blank=True)
    personen = models.PositiveSmallIntegerField()
    eerste = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar = LijstregelQuerySet.as_manager()

    class Meta(Registratie.Meta):
        ordering = ["lijst", "nummer"]
        verbose_name_plural = "regels van coa-lijsten"
        indexes = [models.Index(fields=["herkenning"], name="coalijstregel_herkenning")]

    def __str__(self) -> str:
        return f"rij {self.nummer}"


class Herkenning(models.Model):
    """The keyed hash of a V-nummer of somebody in a household; the number itself is nowhere. Goes when it is erased."""

    huishouden = models.ForeignKey(Huishouden, on_delete=models.CASCADE, related_name="herkenningen")
    herkenning = models.CharField(max_length=64)
    sleutel = models.CharField(max_length=8)
    vastgelegd_op = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar = HerkenningQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "herkenningen"
        constraints = [models.UniqueConstraint(fields=["huishouden", "herkenning"], name="herkenning_eenmaal")]
        indexes = [models.Index(fields=["herkenning"], name="herkenning_zoek")]

    def __str__(self) -> str:
        return f"herkenning {self.pk}"


class Verschilstatus(Registratie):
    """What somebody did about one difference between the own count and COA's figure, and what they noted."""

    class Status(models.TextChoices):
        OPEN = "open", "open"
        VOORGELEGD = "voorgelegd", "voorgelegd"
        OPGELOST = "opgelost", "opgelost"
        AANVAARD = "aanvaard", "aanvaard"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="verschilstatussen")
    halfjaar = HalfjaarField()
    sleutel = models.CharField(max_length=40, help_text="Waar het verschil over gaat: een nummer, geen kenmerk.")
    oorzaak = models.CharField(max_length=20, help_text="Zoals voorgesteld toen dit werd vastgelegd.")
    verschil = models.IntegerField(help_text="Personen, met teken: COA min eigen telling, toen dit werd vastgelegd.")
    status = models.CharField(max_length=10, choices=Status.choices)
    notitie = models.CharField(max_length=300, blank=True)

    objects: ClassVar = AfstemmingQuerySet.as_manager()

    class Meta(Registratie.Meta):
        verbose_name_plural = "statussen van verschillen"
        constraints = [
            *Registratie.Meta.constraints,
            models.UniqueConstraint(
                fields=["gemeente", "halfjaar", "sleutel"], condition=GELDIG, name="verschilstatus_eenmaal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gemeente} {self.halfjaar} {self.sleutel}: {self.status}"

    @property
    def oorzaaknaam(self) -> str:
        return OORZAKEN[Oorzaak(self.oorzaak)].naam
