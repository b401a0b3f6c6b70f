"""The numbers everybody shares: inhabitants, national numbers, taakstellingen, official figures, mutaties."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from organisaties.models import Gemeente
from organisaties.registratie import Registratie
from taakstelling.querysets import CijferQuerySet, LandelijkQuerySet
from taakstelling.regels.versies import Status
from taakstelling.velden import HalfjaarField

GELDIG = Q(ingetrokken_op=None)
STATUSSEN = [(status.value, status.value) for status in Status]


class Inwonertal(Registratie):
    """Inhabitants of a gemeente, or of the Netherlands (gemeente empty), on 1 January (CBS; art. 29 Hw)."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    peildatum = models.DateField()
    inwoners = models.PositiveIntegerField(help_text="Personen.")

    objects: ClassVar = LandelijkQuerySet.as_manager()

    class Meta(Registratie.Meta):
        verbose_name_plural = "inwonertallen"
        constraints = [
            *Registratie.Meta.constraints,
            models.UniqueConstraint(
                fields=["gemeente", "peildatum"],
                condition=GELDIG & Q(gemeente__isnull=False),
                name="inwonertal_eenmaal",
            ),
            models.UniqueConstraint(
                fields=["peildatum"], condition=GELDIG & Q(gemeente=None), name="inwonertal_land_eenmaal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gemeente or 'Nederland'} {self.peildatum}: {self.inwoners}"


class Deelinwoners(Registratie):
    """Inhabitants of the part of a split gemeente that went to one successor: the verdeelsleutel of its stand."""

    van = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    naar = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    peildatum = models.DateField()
    inwoners = models.PositiveIntegerField(help_text="Personen.")

    objects: ClassVar = LandelijkQuerySet.as_manager()

    class Meta(Registratie.Meta):
        verbose_name_plural = "deelinwoners"
        constraints = [
            *Registratie.Meta.constraints,
            models.UniqueConstraint(fields=["van", "naar", "peildatum"], condition=GELDIG, name="deelinwoners_eenmaal"),
        ]

    def __str__(self) -> str:
        return f"{self.van} → {self.naar} {self.peildatum}: {self.inwoners}"


class Prognose(Registratie):
    """The national number of vergunninghouders to house in a half-year, in one of its versions (Staatscourant)."""

    halfjaar = HalfjaarField()
    aantal = models.PositiveIntegerField(help_text="Personen.")
    status = models.CharField(max_length=11, choices=STATUSSEN)
    gepubliceerd_op = models.DateField("gepubliceerd op", null=True, blank=True)
    bron = models.CharField(max_length=300)

    objects: ClassVar = LandelijkQuerySet.as_manager()

    class Meta(Registratie.Meta):
        constraints = [
            *Registratie.Meta.constraints,
            models.UniqueConstraint(fields=["halfjaar", "status", "aantal"], condition=GELDIG, name="prognose_eenmaal"),
        ]

    def __str__(self) -> str:
        return f"{self.halfjaar} {self.aantal} ({self.status})"

    @property
    def datum(self) -> date | None:
        return self.gepubliceerd_op

    @property
    def volgorde(self) -> tuple[datetime, int]:
        return self.vastgelegd_op, self.pk


class Taakstelling(Registratie):
    """The published number of persons a gemeente must house in a half-year, in one of its versions (art. 28, 29)."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="taakstellingen")
    halfjaar = HalfjaarField()
    aantal = models.PositiveIntegerField(help_text="Personen.")
    status = models.CharField(max_length=11, choices=STATUSSEN)
    vastgesteld_op = models.DateField("vastgesteld op")
    bron = models.CharField(max_length=300)

    objects: ClassVar = CijferQuerySet.as_manager()

    class Meta(Registratie.Meta):
        verbose_name_plural = "taakstellingen"
        constraints = [
            *Registratie.Meta.constraints,
            models.UniqueConstraint(
                fields=["gemeente", "halfjaar", "status", "vastgesteld_op"],
                condition=GELDIG,
                name="taakstelling_eenmaal",
            ),
        ]
        indexes = [models.Index(fields=["gemeente", "halfjaar"], name="taakstelling_gem_halfjaar")]

    def __str__(self) -> str:
        return f"{self.gemeente} {self.halfjaar}: {self.aantal} ({self.status})"

    @property
    def datum(self) -> date:
        return self.vastgesteld_op

    @property
    def volgorde(self) -> tuple[datetime, int]:
        return self.vastgelegd_op, self.pk


class Realisatie(Registratie):
    """The official COA figure: persons housed for a gemeente in the half-year so far, read on `cijfers_per`."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="realisaties")
    halfjaar = HalfjaarField()
    cijfers_per = models.DateField("cijfers per")
    aantal = models.IntegerField(help_text="Personen, cumulatief in het halfjaar.")
    bron = models.CharField(max_length=300)

    objects: ClassVar = CijferQuerySet.as_manager()

    class Meta(Registratie.Meta):
        constraints = [
            *Registratie.Meta.constraints,
            models.UniqueConstraint(
                fields=["gemeente", "halfjaar", "cijfers_per"], condition=GELDIG, name="realisatie_eenmaal"
            ),
            models.CheckConstraint(condition=Q(aantal__gte=0), name="realisatie_niet_negatief"),
        ]

    def __str__(self) -> str:
        return f"{self.gemeente} {self.halfjaar}: {self.aantal} per {self.cijfers_per}"


class Mutatie(Registratie):
    """A signed change of a stand, on a day in the half-year it works in. `aantal` is what is added to the stand."""

    class Soort(models.TextChoices):
        BEGINSTAND = "beginstand", "beginstand"
        CORRECTIE = "correctie", "correctie"
        HERVERDELING = "herverdeling", "herverdeling"
        HERINDELING = "herindeling", "herindeling"
        VRIJSTELLING = "vrijstelling", "vrijstelling"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="mutaties")
    datum = models.DateField()
    soort = models.CharField(max_length=12, choices=Soort.choices)
    aantal = models.IntegerField(help_text="Personen, met teken: wat bij de stand wordt opgeteld.")
    grondslag = models.CharField(max_length=200, help_text="Besluit, brief of wetsartikel.")
    reden = models.CharField(max_length=300)

    objects: ClassVar = CijferQuerySet.as_manager()

    class Meta(Registratie.Meta):
        constraints = [
            *Registratie.Meta.constraints,
            models.UniqueConstraint(
                fields=["gemeente", "datum", "soort", "grondslag"], condition=GELDIG, name="mutatie_eenmaal"
            ),
            models.UniqueConstraint(
                fields=["gemeente", "datum"], condition=GELDIG & Q(soort="beginstand"), name="beginstand_eenmaal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gemeente} {self.datum} {self.soort}: {self.aantal:+d}"
