"""The households coupled to a gemeente: what is known of them, and what happened from koppeling to housing."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from organisaties.models import Gemeente, Lidmaatschap
from organisaties.registratie import Registratie
from taakstelling.models.cijfers import GELDIG
from taakstelling.querysets import (
    HuishoudenQuerySet,
    KoppelfeitQuerySet,
    KoppelingQuerySet,
    VervangingQuerySet,
    WerkafspraakQuerySet,
)
from taakstelling.regels.koppeling import EINDES, GEVOLGEN, REDENEN, SOORTEN, Soort
from taakstelling.regels.telling import samenstelling

STAPSOORTEN = [(soort.value, naam) for soort, naam in SOORTEN.items()]
EINDSOORTEN = sorted(soort.value for soort in EINDES)


class Huishouden(models.Model):
    """The least that must be known of a household, apart from the counts so that it can be erased after its term.

    No names, BSN, V-nummer, nationality or health. What is counted of it is in `Koppeling`, `Koppelstap` and
    `Plaatsing`; those keep its number as `dossier` when it is erased, so that they can still be counted together.
    """

    koppelgemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="huishoudens")
    kenmerk = models.CharField("eigen kenmerk", max_length=40)
    kamers = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Minstens zoveel kamers zijn nodig; leeg: geen wens."
    )
    gelijkvloers = models.BooleanField(default=False, help_text="De woning moet gelijkvloers zijn.")
    amv_achttien_op = models.DateField(
        "amv wordt 18 op", null=True, blank=True, help_text="Van de amv die het eerst 18 wordt."
    )
    notitie = models.CharField(max_length=500, blank=True, help_text="Zonder persoonsgegevens.")
    behandelaar = models.ForeignKey(
        Lidmaatschap, on_delete=models.SET_NULL, null=True, blank=True, related_name="huishoudens"
    )
    vastgelegd_op = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar = HuishoudenQuerySet.as_manager()

    class Meta:
        ordering = ["koppelgemeente", "kenmerk"]
        verbose_name_plural = "huishoudens"
        constraints = [models.UniqueConstraint(fields=["koppelgemeente", "kenmerk"], name="huishouden_kenmerk_eenmaal")]

    def __str__(self) -> str:
        return self.kenmerk


class Koppeling(Registratie):
    """COA linked these people to a gemeente on a day. They are not housed yet, and do not count yet.

    `volwassenen`, `kinderen` and `amv` are the persons coupled; expected nareizigers come on top of them.
    """

    persoonlijke_velden: ClassVar[tuple[str, ...]] = ("huishouden",)

    huishouden = models.ForeignKey(
        Huishouden, on_delete=models.SET_NULL, null=True, blank=True, related_name="koppelingen"
    )
    dossier = models.BigIntegerField(help_text="Nummer van het huishouden; blijft staan als dat is gewist.")
    koppelgemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="koppelingen")
    gekoppeld_op = models.DateField("gekoppeld op")
    volwassenen = models.PositiveSmallIntegerField(default=0)
    kinderen = models.PositiveSmallIntegerField(default=0)
    amv = models.PositiveSmallIntegerField("amv", default=0)
    verwachte_nareizigers = models.PositiveSmallIntegerField("verwachte nareizigers", default=0)
    verwacht_op = models.DateField("verwacht op", null=True, blank=True)

    objects: ClassVar = KoppelingQuerySet.as_manager()

    class Meta(Registratie.Meta):
        ordering = ["gekoppeld_op", "pk"]
        verbose_name_plural = "koppelingen"
        constraints = [
            *Registratie.Meta.constraints,
            models.UniqueConstraint(fields=["dossier"], condition=GELDIG, name="koppeling_eenmaal"),
            models.CheckConstraint(
                condition=Q(volwassenen__gt=0) | Q(kinderen__gt=0) | Q(amv__gt=0), name="koppeling_heeft_personen"
            ),
            models.CheckConstraint(
                condition=Q(verwacht_op=None) | Q(verwachte_nareizigers__gt=0), name="koppeling_verwacht_iemand"
            ),
        ]
        indexes = [models.Index(fields=["koppelgemeente", "gekoppeld_op"], name="koppeling_lijst")]

    def __str__(self) -> str:
        return f"{self.koppelgemeente} {self.gekoppeld_op}: {self.personen}"

    @property
    def personen(self) -> int:
        """Everybody who was coupled, without the nareizigers who are still expected."""
        return self.volwassenen + self.kinderen + self.amv

    @property
    def samenstelling(self) -> str:
        """The same people in words."""
        return samenstelling(self.volwassenen, self.kinderen, self.amv, 0)


class Koppelstap(Registratie):
    """What happened on the way from koppeling to housing, or how the koppeling ended without it."""

    persoonlijke_velden: ClassVar[tuple[str, ...]] = ("huishouden",)

    huishouden = models.ForeignKey(Huishouden, on_delete=models.SET_NULL, null=True, blank=True, related_name="stappen")
    dossier = models.BigIntegerField(help_text="Nummer van het huishouden; blijft staan als dat is gewist.")
    koppelgemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    soort = models.CharField(max_length=13, choices=STAPSOORTEN)
    datum = models.DateField(help_text="Van een einde: de eerste dag zonder koppeling.")
    reden = models.CharField(max_length=20, blank=True)
    gevolg = models.CharField(max_length=20, blank=True, help_text="Wat er na een weigering gebeurt.")
    opnieuw_op = models.DateField("opnieuw bekijken op", null=True, blank=True)
    naar = models.ForeignKey(
        Gemeente, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="naar gemeente"
    )
    kamers = models.PositiveSmallIntegerField(null=True, blank=True)
    verhuurder = models.CharField(max_length=120, blank=True, help_text="Naam van de organisatie, geen persoon.")

    objects: ClassVar = KoppelfeitQuerySet.as_manager()

    class Meta(Registratie.Meta):
        ordering = ["datum", "pk"]
        verbose_name_plural = "koppelstappen"
        constraints = [
            *Registratie.Meta.constraints,
            models.UniqueConstraint(
                fields=["dossier"], condition=GELDIG & Q(soort__in=EINDSOORTEN), name="koppelstap_een_einde"
            ),
            models.CheckConstraint(
                condition=Q(opnieuw_op=None) | Q(soort=Soort.STILSTAND.value), name="koppelstap_opnieuw_na_stilstand"
            ),
        ]
        indexes = [models.Index(fields=["dossier", "datum"], name="koppelstap_dossier")]

    def __str__(self) -> str:
        return f"{self.koppelgemeente} {self.datum}: {self.soort}"

    @property
    def is_einde(self) -> bool:
        return self.soort in EINDES

    @property
    def reden_tekst(self) -> str:
        """The reason in words; empty when there is none."""
        return REDENEN[Soort(self.soort)][self.reden].naam if self.reden else ""

    @property
    def gevolg_tekst(self) -> str:
        return GEVOLGEN[self.gevolg].naam if self.gevolg else ""


class Koppeltermijn(models.Model):
    """The terms a gemeente works with; without a row those of COA. A signal, not a legal status."""

    gemeente = models.OneToOneField(Gemeente, on_delete=models.CASCADE, related_name="koppeltermijn")
    weken_woning = models.PositiveSmallIntegerField(
        "weken tot een woning", default=10, validators=[MinValueValidator(1), MaxValueValidator(52)]
    )
    weken_verhuizing = models.PositiveSmallIntegerField(
        "weken om te verhuizen", default=2, validators=[MinValueValidator(0), MaxValueValidator(26)]
    )
    bewaarmaanden = models.PositiveSmallIntegerField(
        "maanden bewaren na afloop", default=24, validators=[MinValueValidator(6), MaxValueValidator(120)]
    )

    objects: ClassVar = WerkafspraakQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "koppeltermijnen"

    def __str__(self) -> str:
        return f"{self.gemeente}: {self.weken_woning} + {self.weken_verhuizing} weken"


class Vervanging(models.Model):
    """A colleague of the same gemeente gets the tasks of somebody who is away, from `van` up to `tot` (exclusive)."""

    afwezig = models.ForeignKey(Lidmaatschap, on_delete=models.CASCADE, related_name="vervangingen")
    vervanger = models.ForeignKey(Lidmaatschap, on_delete=models.CASCADE, related_name="vervangt_anderen")
    van = models.DateField()
    tot = models.DateField(help_text="De eerste dag waarop de vervanging voorbij is.")

    objects: ClassVar = VervangingQuerySet.as_manager()

    class Meta:
        ordering = ["van", "pk"]
        verbose_name_plural = "vervangingen"
        constraints = [
            models.CheckConstraint(condition=Q(van__lt=F("tot")), name="vervanging_duurt"),
            models.CheckConstraint(condition=~Q(afwezig=F("vervanger")), name="vervanging_door_een_ander"),
        ]

    def __str__(self) -> str:
        return f"{self.afwezig} → {self.vervanger}"
