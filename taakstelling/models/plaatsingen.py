"""The people who were placed."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from organisaties.models import Gemeente
from organisaties.registratie import Registratie
from taakstelling.models.cijfers import GELDIG
from taakstelling.models.huishoudens import Huishouden
from taakstelling.querysets import PlaatsingQuerySet
from taakstelling.regels.telling import VORMEN, Huisvestingsvorm, samenstelling
from taakstelling.velden import HalfjaarField

HUISVESTINGSVORMEN = [(sleutel.value, vorm.naam) for sleutel, vorm in VORMEN.items()]


class Plaatsing(Registratie):
    """People who moved from the opvang into a home: what the realisatie is made of.

    The four categories are disjoint; `personen` is their sum. It counts for the koppelgemeente, wherever the home is
    (`meegeteld` persons, on `teldatum`, in `halfjaar`): these three are fixed when the row is recorded.
    """

    persoonlijke_velden: ClassVar[tuple[str, ...]] = ("huishouden",)

    huishouden = models.ForeignKey(
        Huishouden, on_delete=models.SET_NULL, null=True, blank=True, related_name="plaatsingen"
    )
    dossier = models.BigIntegerField(
        null=True, editable=False, help_text="Nummer van het huishouden; blijft staan als dat is gewist."
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

    objects: ClassVar = PlaatsingQuerySet.as_manager()

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
            # What was recorded or withdrawn since a half-year was closed.
            models.Index(fields=["koppelgemeente", "id", "halfjaar"], name="plaatsing_later"),
            models.Index(
                fields=["ingetrokken_op"], condition=Q(ingetrokken_op__isnull=False), name="plaatsing_ingetrokken"
            ),
            models.Index(fields=["koppelgemeente", "-teldatum"], name="plaatsing_lijst"),
            models.Index(fields=["huisvestingsgemeente"], name="plaatsing_waar"),
            models.Index(fields=["dossier"], name="plaatsing_dossier"),
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
