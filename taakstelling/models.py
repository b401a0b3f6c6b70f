"""The facts of the taakstelling. Unit: personen. Every model but `Huishouden` is a `Registratie`: never changed."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from organisaties.models import Gemeente
from organisaties.registratie import Registratie
from taakstelling.querysets import CijferQuerySet, HuishoudenQuerySet, LandelijkQuerySet, PlaatsingQuerySet
from taakstelling.regels.telling import VORMEN, Huisvestingsvorm, samenstelling
from taakstelling.regels.versies import Status
from taakstelling.velden import HalfjaarField

GELDIG = Q(ingetrokken_op=None)


STATUSSEN = [(status.value, status.value) for status in Status]
HUISVESTINGSVORMEN = [(sleutel.value, vorm.naam) for sleutel, vorm in VORMEN.items()]


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


class Huishouden(models.Model):
    """The least that must be known of a household, apart from the counts so that it can be erased after its term."""

    koppelgemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="huishoudens")
    kenmerk = models.CharField("eigen kenmerk", max_length=40)
    vastgelegd_op = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar = HuishoudenQuerySet.as_manager()

    class Meta:
        ordering = ["koppelgemeente", "kenmerk"]
        verbose_name_plural = "huishoudens"
        constraints = [models.UniqueConstraint(fields=["koppelgemeente", "kenmerk"], name="huishouden_kenmerk_eenmaal")]

    def __str__(self) -> str:
        return self.kenmerk


class Plaatsing(Registratie):
    """People who moved from the opvang into a home: what the realisatie is made of.

    The four categories are disjoint; `personen` is their sum. It counts for the koppelgemeente, wherever the home is
    (`meegeteld` persons, on `teldatum`, in `halfjaar`): these three are fixed when the row is recorded.
    """

    persoonlijke_velden: ClassVar[tuple[str, ...]] = ("huishouden",)

    huishouden = models.ForeignKey(
        Huishouden, on_delete=models.SET_NULL, null=True, blank=True, related_name="plaatsingen"
    )
    deel = models.PositiveSmallIntegerField(default=1, help_text="Nareizigers die later volgen zijn deel 2.")
    koppelgemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="plaatsingen")
    huisvestingsgemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="gehuisvest")
    huurcontract_op = models.DateField("huurcontract op", null=True, blank=True)
    brp_op = models.DateField("BRP-inschrijving op", null=True, blank=True)
    afgemeld_op = models.DateField("afgemeld bij COA op", null=True, blank=True)
    teldatum = models.DateField()
    teldatum_gegeven = models.BooleanField(default=False, help_text="De teldatum is opgegeven, niet afgeleid.")
    volwassenen = models.PositiveSmallIntegerField(default=0)
    kinderen = models.PositiveSmallIntegerField(default=0)
    amv = models.PositiveSmallIntegerField("amv", default=0)
    nareizigers = models.PositiveSmallIntegerField(default=0)
    huisvestingsvorm = models.CharField(
        max_length=17, choices=HUISVESTINGSVORMEN, default=Huisvestingsvorm.ZELFSTANDIG.value
    )
    eerder_geteld = models.BooleanField("eerder geteld", default=False)
    verhuurder = models.CharField(max_length=120, blank=True, help_text="Naam van de organisatie, geen persoon.")
    halfjaar = HalfjaarField(editable=False)
    meegeteld = models.PositiveSmallIntegerField(editable=False, help_text="Personen die meetellen.")

    objects: ClassVar = PlaatsingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Registratie.Meta):
        ordering = ["-teldatum", "-pk"]
        verbose_name_plural = "plaatsingen"
        constraints = [
            *Registratie.Meta.constraints,
            models.UniqueConstraint(fields=["huishouden", "deel"], condition=GELDIG, name="plaatsing_deel_eenmaal"),
            models.CheckConstraint(
                condition=Q(volwassenen__gt=0) | Q(kinderen__gt=0) | Q(amv__gt=0) | Q(nareizigers__gt=0),
                name="plaatsing_heeft_personen",
            ),
            models.CheckConstraint(
                condition=Q(meegeteld__lte=F("volwassenen") + F("kinderen") + F("amv") + F("nareizigers")),
                name="plaatsing_telt_geen_anderen",
            ),
        ]
        indexes = [
            # Covers the one query for the own count of every gemeente and half-year.
            models.Index(
                fields=["koppelgemeente", "halfjaar", "meegeteld"], condition=GELDIG, name="plaatsing_telling"
            ),
            models.Index(fields=["koppelgemeente", "-teldatum"], name="plaatsing_lijst"),
            models.Index(fields=["huisvestingsgemeente"], name="plaatsing_waar"),
        ]

    def __str__(self) -> str:
        return f"{self.koppelgemeente} {self.teldatum}: {self.personen}"

    @property
    def personen(self) -> int:
        """Everybody in this placement, whether or not they count."""
        return self.volwassenen + self.kinderen + self.amv + self.nareizigers

    @property
    def samenstelling(self) -> str:
        """The same people in words."""
        return samenstelling(self.volwassenen, self.kinderen, self.amv, self.nareizigers)
