"""Where and who: provincies, gemeenten, and the organisations that work there."""

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from organisaties.querysets import (
    ConvenantQuerySet,
    GemeenteQuerySet,
    OrganisatieQuerySet,
    RegioQuerySet,
)


class Provincie(models.Model):
    """The supervisor (interbestuurlijk toezicht) of its gemeenten."""

    code = models.CharField(max_length=4, unique=True, help_text="CBS-code, bijvoorbeeld PV22.")
    naam = models.CharField(max_length=60, unique=True)
    teldatum_volgorde = models.CharField(
        "volgorde teldatum",
        max_length=40,
        default="afmelding huurcontract brp",
        help_text="Welke datum bepaalt wanneer een plaatsing telt: de eerste die bekend is. Geldt voor nieuwe invoer.",
    )

    objects = OrganisatieQuerySet.as_manager()

    class Meta:
        ordering = ["naam"]
        verbose_name_plural = "provincies"

    def __str__(self) -> str:
        return self.naam


class Gemeente(models.Model):
    """A gemeente under one CBS code, valid from (inclusive) to (exclusive).

    After a herindeling the old code stays, with its name, provincie and history, and points at its `opvolgers`.
    """

    code = models.CharField(max_length=6, unique=True, help_text="CBS-code, bijvoorbeeld GM1690.")
    naam = models.CharField(max_length=80)
    provincie = models.ForeignKey(Provincie, on_delete=models.PROTECT, null=True, related_name="gemeenten")
    geldig_van = models.DateField("bestaat vanaf", null=True, blank=True)
    geldig_tot = models.DateField(
        "bestaat tot", null=True, blank=True, help_text="De eerste dag waarop zij niet bestaat."
    )
    opvolgers = models.ManyToManyField(
        "self", through="Opvolging", symmetrical=False, related_name="voorgangers", blank=True
    )

    objects = GemeenteQuerySet.as_manager()

    class Meta:
        ordering = ["naam", "code"]
        verbose_name_plural = "gemeenten"
        constraints = [
            models.CheckConstraint(
                condition=Q(geldig_van=None) | Q(geldig_tot=None) | Q(geldig_van__lt=F("geldig_tot")),
                name="gemeente_bestaat_een_tijd",
            )
        ]

    def __str__(self) -> str:
        return self.naam

    def bestaat_op(self, dag: Any) -> bool:
        return (self.geldig_van is None or self.geldig_van <= dag) and (
            self.geldig_tot is None or dag < self.geldig_tot
        )


class Opvolging(models.Model):
    """`van` went over into `naar` when `van` ended. The first successor (volgorde 0) takes what cannot be divided."""

    van = models.ForeignKey(Gemeente, on_delete=models.CASCADE, related_name="opvolgingen")
    naar = models.ForeignKey(Gemeente, on_delete=models.CASCADE, related_name="+")
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["van", "volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["van", "naar"], name="opvolging_eenmaal"),
            models.CheckConstraint(condition=~Q(van=F("naar")), name="opvolging_door_een_ander"),
        ]

    def __str__(self) -> str:
        return f"{self.van} → {self.naar}"


class Postadres(models.Model):
    """Where the provincie sends its letters to a gemeente; entered or imported by the provincie."""

    gemeente = models.OneToOneField(Gemeente, on_delete=models.CASCADE, related_name="postadres")
    aan = models.CharField(max_length=120, help_text="Bijvoorbeeld: het college van burgemeester en wethouders van …")
    straat_of_postbus = models.CharField("straat of postbus", max_length=80)
    postcode = models.CharField(max_length=7)
    plaats = models.CharField(max_length=60)

    class Meta:
        verbose_name_plural = "postadressen"

    def __str__(self) -> str:
        return f"{self.straat_of_postbus}, {self.postcode} {self.plaats}"


class Corporatie(models.Model):
    """A woningcorporatie (toegelaten instelling) under its statutory name."""

    naam = models.CharField("statutaire naam", max_length=120, unique=True)
    kvk = models.CharField("KvK-nummer", max_length=8, blank=True)
    gemeenten = models.ManyToManyField(Gemeente, related_name="corporaties", blank=True)

    objects = OrganisatieQuerySet.as_manager()

    class Meta:
        ordering = ["naam"]
        constraints = [models.UniqueConstraint(fields=["kvk"], condition=~Q(kvk=""), name="corporatie_kvk_eenmaal")]

    def __str__(self) -> str:
        return self.naam


class Huurdersorganisatie(models.Model):
    """The tenants' organisation, a party to the prestatieafspraken."""

    naam = models.CharField(max_length=120, unique=True)
    gemeenten = models.ManyToManyField(Gemeente, related_name="huurdersorganisaties", blank=True)

    objects = OrganisatieQuerySet.as_manager()

    class Meta:
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class Regio(models.Model):
    """Gemeenten that carry their taakstelling together, from (inclusive) to (exclusive).

    `gemeenten` are all that ever were a member, so that old half-years keep their old names; who took part in a
    half-year follows from the convenant of that time.
    """

    naam = models.CharField(max_length=80, unique=True)
    gemeenten = models.ManyToManyField(Gemeente, related_name="regios", blank=True)
    geldig_van = models.DateField("werkt samen vanaf", null=True, blank=True)
    geldig_tot = models.DateField(
        "werkt samen tot", null=True, blank=True, help_text="De eerste dag waarop zij niet meer samenwerken."
    )

    objects = RegioQuerySet.as_manager()

    class Meta:
        ordering = ["naam"]
        verbose_name_plural = "regio's"
        constraints = [
            models.CheckConstraint(
                condition=Q(geldig_van=None) | Q(geldig_tot=None) | Q(geldig_van__lt=F("geldig_tot")),
                name="regio_bestaat_een_tijd",
            )
        ]

    def __str__(self) -> str:
        return self.naam

    def bestaat_op(self, dag: Any) -> bool:
        return (self.geldig_van is None or self.geldig_van <= dag) and (
            self.geldig_tot is None or dag < self.geldig_tot
        )

    @property
    def laatste_dag(self) -> date | None:
        """The last day of the term, as people write it."""
        return None if self.geldig_tot is None else self.geldig_tot - timedelta(days=1)

    @property
    def loopt(self) -> bool:
        """Whether the gemeenten work together today."""
        return self.bestaat_op(timezone.localdate())

    @property
    def werkgebied(self) -> QuerySet[Gemeente]:
        """The gemeenten that its coordinator works for today: all members, none outside its term (decision 0025)."""
        return self.gemeenten.all() if self.loopt else self.gemeenten.none()


class Convenant(models.Model):
    """What the gemeenten of a regio agreed, for a term from (inclusive) to (exclusive); one at a time.

    When it ends, another may follow, or the gemeenten go on without one.
    """

    regio = models.ForeignKey(Regio, on_delete=models.CASCADE, related_name="convenanten")
    kenmerk = models.CharField(max_length=80, help_text="Het eigen kenmerk of de naam van het convenant.")
    van = models.DateField()
    tot = models.DateField(null=True, blank=True, help_text="De eerste dag waarop het niet meer geldt.")
    gemeenten = models.ManyToManyField(Gemeente, related_name="convenanten")
    andere_partijen = models.CharField("andere partijen", max_length=300, blank=True)
    afspraken = models.TextField(help_text="Wat is afgesproken.")
    vindplaats = models.CharField(max_length=300, blank=True, help_text="Waar het getekende stuk te vinden is.")

    objects = ConvenantQuerySet.as_manager()

    class Meta:
        ordering = ["regio", "-van"]
        verbose_name_plural = "convenanten"
        constraints = [
            models.UniqueConstraint(fields=["regio", "kenmerk"], name="convenant_kenmerk_eenmaal"),
            models.CheckConstraint(condition=Q(tot=None) | Q(van__lt=F("tot")), name="convenant_geldt_een_tijd"),
        ]

    def __str__(self) -> str:
        return self.kenmerk

    def geldt_op(self, dag: Any) -> bool:
        return self.van <= dag and (self.tot is None or dag < self.tot)

    @property
    def laatste_dag(self) -> date | None:
        """The last day of the term, as people write it: a convenant until 1 January runs to the end of December."""
        return None if self.tot is None else self.tot - timedelta(days=1)
