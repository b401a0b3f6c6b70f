"""Supervision by the provincie (interbestuurlijk toezicht): the round, the frozen beoordeling, the letter."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from organisaties.models import Gebruiker, Gemeente, Provincie
from taakstelling.velden import HalfjaarField
from toezicht.querysets import BeoordelingQuerySet, BriefQuerySet, KaderQuerySet, ProvincieQuerySet
from toezicht.regels.kader import Kader
from toezicht.regels.kaderbestand import lees


class Afzender(models.Model):
    """How a provincie writes its letters: letterhead, place, terms and signatories' functions. Its own data."""

    provincie = models.OneToOneField(Provincie, on_delete=models.CASCADE, related_name="afzender")
    orgaan = models.CharField(max_length=120, help_text="Bijvoorbeeld: Gedeputeerde Staten van Drenthe.")
    plaats = models.CharField(max_length=60)
    adres = models.CharField(max_length=200, blank=True, help_text="Voor het briefhoofd.")
    behandeld_door = models.CharField("behandeld door", max_length=120, help_text="Een functie of afdeling.")
    telefoon = models.CharField(max_length=30, blank=True)
    eerste_ondertekenaar = models.CharField("eerste ondertekenaar", max_length=60, help_text="Functie.")
    tweede_ondertekenaar = models.CharField("tweede ondertekenaar", max_length=60, help_text="Functie.")

    objects: ClassVar = ProvincieQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "afzenders"

    def __str__(self) -> str:
        return self.orgaan


class Tekstblok(models.Model):
    """A piece of running text of the provincie, in Markdown, with fields from a closed list."""

    class Plek(models.TextChoices):
        """Where it stands in the letter, in this order."""

        TAAK = "taak", "Wettelijke taak"
        CONTEXT = "context", "Waardering en context"
        GEVOLG = "gevolg", "IBT-gevolg"
        CONCLUSIE = "conclusie", "Conclusie"

    provincie = models.ForeignKey(Provincie, on_delete=models.CASCADE, related_name="tekstblokken")
    plek = models.CharField(max_length=9, choices=Plek.choices)
    volgorde = models.PositiveSmallIntegerField(default=0)
    kop = models.CharField(max_length=120, blank=True)
    tekst = models.TextField()
    vanaf = HalfjaarField("vanaf halfjaar", null=True, blank=True)
    tot_en_met = HalfjaarField("tot en met halfjaar", null=True, blank=True)

    objects: ClassVar = ProvincieQuerySet.as_manager()

    class Meta:
        ordering = ["plek", "volgorde", "pk"]
        verbose_name_plural = "tekstblokken"

    def __str__(self) -> str:
        return self.kop or self.get_plek_display()


class Toezichtkader(models.Model):
    """How a provincie supervises, from a day on. From `van kracht` on nothing in it changes; a next one follows it up.

    `inhoud` is the kader as `regels/kaderbestand` reads it. It holds for the peildata from `geldig_van` until the
    `geldig_van` of the next one; of two that begin on one day the later version (docs/toezichtkader.md).
    """

    # Nothing: the database refuses every change once it is in force.
    vrij_na_concept: ClassVar[tuple[str, ...]] = ()

    class Status(models.TextChoices):
        CONCEPT = "concept", "concept"
        VAN_KRACHT = "van kracht", "van kracht"

    provincie = models.ForeignKey(Provincie, on_delete=models.PROTECT, related_name="toezichtkaders")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.CONCEPT)
    inhoud = models.JSONField()
    uitgangspunt = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", help_text="Het kader waarvan dit een kopie was."
    )
    gemaakt_op = models.DateTimeField("gemaakt op")
    gemaakt_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="+")
    versie = models.PositiveSmallIntegerField(null=True, help_text="Telt per provincie, vanaf 1.")
    geldig_van = models.DateField("geldig van", null=True)
    in_werking_op = models.DateTimeField("in werking gesteld op", null=True)
    in_werking_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar = KaderQuerySet.as_manager()

    class Meta:
        ordering = [models.F("geldig_van").desc(nulls_first=True), "-versie", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["provincie", "versie"], name="kader_versie_eenmaal"),
            models.CheckConstraint(
                condition=Q(status="concept", versie=None, geldig_van=None, in_werking_op=None, in_werking_door=None)
                | Q(status="van kracht", versie__isnull=False, geldig_van__isnull=False, in_werking_op__isnull=False),
                name="kader_van_kracht_heeft_dag",
            ),
        ]

    def __str__(self) -> str:
        return str(self.inhoud["naam"])

    @property
    def kader(self) -> Kader:
        return lees(self.inhoud)


class Toezichtronde(models.Model):
    """The provincie judges all its gemeenten over one half-year, on figures read on `cijfers_per`."""

    provincie = models.ForeignKey(Provincie, on_delete=models.PROTECT, related_name="rondes")
    halfjaar = HalfjaarField()
    cijfers_per = models.DateField("cijfers per", null=True, blank=True)

    objects: ClassVar = ProvincieQuerySet.as_manager()

    class Meta:
        ordering = ["-halfjaar"]
        constraints = [models.UniqueConstraint(fields=["provincie", "halfjaar"], name="ronde_eenmaal")]

    def __str__(self) -> str:
        return f"{self.provincie} {self.halfjaar}"


class Beoordeling(models.Model):
    """What the provincie decides about one gemeente in a round, with the figures frozen as they were then.

    `cijfers` holds the terms of the ledger, `rijen` the ids of every row they rest on. A new beoordeling replaces an
    older one; the older one stays, because a letter may rest on it.
    """

    onveranderlijk: ClassVar[bool] = True

    class Oordeel(models.TextChoices):
        VOLDOET = "voldoet", "voldoet"
        VOLDOET_NIET = "voldoet niet", "voldoet niet"
        VERSCHOONBAAR = "voldoet niet, doch verschoonbaar", "voldoet niet, doch verschoonbaar"

    ronde = models.ForeignKey(Toezichtronde, on_delete=models.PROTECT, related_name="beoordelingen")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="beoordelingen")
    oordeel = models.CharField(max_length=40, choices=Oordeel.choices)
    gevolg = models.TextField(blank=True, help_text="IBT-gevolg voor deze gemeente; leeg: de tekst van de provincie.")
    verschoond_tot = models.DateField("verschoond tot", null=True, blank=True)
    motivering = models.TextField(blank=True)
    cijfers = models.JSONField()
    rijen = models.JSONField()
    bekend_op = models.DateTimeField("cijfers zoals bekend op")
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="+")
    vervangt = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="vervangen_door")

    objects: ClassVar = BeoordelingQuerySet.as_manager()

    class Meta:
        ordering = ["-vastgelegd_op"]
        verbose_name_plural = "beoordelingen"
        constraints = [
            models.UniqueConstraint(
                fields=["ronde", "gemeente"], condition=Q(vervangt=None), name="beoordeling_een_begin"
            ),
            models.CheckConstraint(
                condition=Q(verschoond_tot=None) | Q(oordeel="voldoet niet, doch verschoonbaar"),
                name="verschoning_hoort_bij_verschoonbaar",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gemeente} {self.ronde.halfjaar}: {self.oordeel}"


class Brief(models.Model):
    """The IBT letter on a beoordeling. From `vastgesteld` on its bytes never change."""

    # What may still be filled in once the letter is no longer a concept; the database refuses the rest.
    vrij_na_concept: ClassVar[tuple[str, ...]] = ("status", "verzonden_op", "verzonden_door")

    class Status(models.TextChoices):
        CONCEPT = "concept", "concept"
        VASTGESTELD = "vastgesteld", "vastgesteld"
        VERZONDEN = "verzonden", "verzonden"

    beoordeling = models.ForeignKey(Beoordeling, on_delete=models.PROTECT, related_name="brieven")
    status = models.CharField(max_length=11, choices=Status.choices, default=Status.CONCEPT)
    kenmerk = models.CharField("ons kenmerk", max_length=60)
    datum = models.DateField()
    onderwerp = models.CharField(max_length=160)
    inhoud = models.JSONField(help_text="Alles wat in de brief staat, zoals het bij vaststellen was.", null=True)
    pdf = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    vastgesteld_op = models.DateTimeField(null=True)
    vastgesteld_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="+")
    verzonden_op = models.DateTimeField(null=True)
    verzonden_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar = BriefQuerySet.as_manager()

    class Meta:
        ordering = ["-datum", "-pk"]
        verbose_name_plural = "brieven"
        constraints = [
            models.UniqueConstraint(fields=["beoordeling"], name="brief_per_beoordeling"),
            models.CheckConstraint(
                condition=Q(status="concept", pdf=None, sha256="", vastgesteld_op=None)
                | (~Q(status="concept") & Q(pdf__isnull=False, vastgesteld_op__isnull=False) & ~Q(sha256="")),
                name="brief_vast_heeft_bytes",
            ),
            models.CheckConstraint(
                condition=Q(status="verzonden", verzonden_op__isnull=False)
                | (~Q(status="verzonden") & Q(verzonden_op=None)),
                name="brief_verzonden_heeft_tijd",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kenmerk}: {self.onderwerp}"
