"""The round: its figures, what the gemeenten say about them, and what the provincie decides."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from organisaties.models import Gebruiker, Gemeente, Provincie
from taakstelling.velden import HalfjaarField
from toezicht.models.kaders import Toezichtkader
from toezicht.querysets import (
    AkkoordQuerySet,
    BeoordelingQuerySet,
    BevriezingQuerySet,
    RondecijferQuerySet,
    RondeQuerySet,
    WederhoorQuerySet,
    WederhoorreactieQuerySet,
)


class Toezichtronde(models.Model):
    """The provincie judges all its gemeenten over one half-year, on figures read on `cijfers_per`."""

    # Everything in a round is about its half-year.
    vaste_velden: ClassVar[tuple[str, ...]] = ("provincie", "halfjaar")

    provincie = models.ForeignKey(Provincie, on_delete=models.PROTECT, related_name="rondes")
    halfjaar = HalfjaarField()
    cijfers_per = models.DateField("cijfers per", null=True, blank=True)
    wederhoor_tot = models.DateField(
        "wederhoor tot en met", null=True, blank=True, help_text="Tot en met die dag antwoorden de gemeenten."
    )
    gs_besluit_nummer = models.CharField("nummer GS-besluit", max_length=60, blank=True)
    gs_besluit_op = models.DateField("datum GS-besluit", null=True, blank=True)

    objects: ClassVar = RondeQuerySet.as_manager()

    class Meta:
        ordering = ["-halfjaar"]
        constraints = [models.UniqueConstraint(fields=["provincie", "halfjaar"], name="ronde_eenmaal")]

    def __str__(self) -> str:
        return f"{self.provincie} {self.halfjaar}"


class Bevriezing(models.Model):
    """The moment at which the figures of a round were fixed; the last one counts, the older ones stay."""

    onveranderlijk: ClassVar[bool] = True

    ronde = models.ForeignKey(Toezichtronde, on_delete=models.PROTECT, related_name="bevriezingen")
    reden = models.CharField(max_length=200, blank=True, help_text="Waarom opnieuw.")
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar = BevriezingQuerySet.as_manager()

    class Meta:
        ordering = ["-vastgelegd_op", "-pk"]
        verbose_name_plural = "bevriezingen"

    def __str__(self) -> str:
        return f"{self.ronde} op {self.vastgelegd_op:%d-%m-%Y}"


class Rondecijfer(models.Model):
    """The figures of one gemeente in a round as they were fixed, with the ids of the rows they rest on."""

    onveranderlijk: ClassVar[bool] = True

    bevriezing = models.ForeignKey(Bevriezing, on_delete=models.PROTECT, related_name="rondecijfers")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    cijfers = models.JSONField()
    rijen = models.JSONField()

    objects: ClassVar = RondecijferQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "rondecijfers"
        constraints = [
            models.UniqueConstraint(fields=["bevriezing", "gemeente"], name="rondecijfer_eenmaal"),
        ]

    def __str__(self) -> str:
        return f"{self.gemeente} {self.bevriezing_id}"


class Wederhoor(models.Model):
    """What a gemeente says about its figures in a round before the provincie decides; a later answer replaces it."""

    onveranderlijk: ClassVar[bool] = True

    class Antwoord(models.TextChoices):
        KLOPT = "klopt", "de cijfers kloppen"
        BETWIST = "betwist", "de cijfers kloppen niet"

    ronde = models.ForeignKey(Toezichtronde, on_delete=models.PROTECT, related_name="wederhoor")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    antwoord = models.CharField(max_length=7, choices=Antwoord.choices)
    toelichting = models.TextField(blank=True)
    cijfers = models.JSONField(help_text="De cijfers die de gemeente zag.")
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="+")
    vervangt = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="vervangen_door")

    objects: ClassVar = WederhoorQuerySet.as_manager()

    class Meta:
        ordering = ["-vastgelegd_op", "-pk"]
        verbose_name_plural = "wederhoor"
        constraints = [
            models.UniqueConstraint(
                fields=["ronde", "gemeente"], condition=Q(vervangt=None), name="wederhoor_een_begin"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gemeente} {self.ronde.halfjaar}: {self.get_antwoord_display()}"


class Wederhoorreactie(models.Model):
    """What the provincie answers a gemeente that says its figures are wrong; a later answer replaces it.

    It changes no figure: that is done where the figure itself is kept.
    """

    onveranderlijk: ClassVar[bool] = True

    class Uitkomst(models.TextChoices):
        OVERGENOMEN = "overgenomen", "overgenomen"
        NIET_OVERGENOMEN = "niet overgenomen", "niet overgenomen"

    wederhoor = models.ForeignKey(Wederhoor, on_delete=models.PROTECT, related_name="reacties")
    uitkomst = models.CharField(max_length=16, choices=Uitkomst.choices)
    reden = models.TextField()
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="+")
    vervangt = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="vervangen_door")

    objects: ClassVar = WederhoorreactieQuerySet.as_manager()

    class Meta:
        ordering = ["-vastgelegd_op", "-pk"]
        verbose_name_plural = "wederhoorreacties"
        constraints = [
            models.UniqueConstraint(
                fields=["wederhoor"], condition=Q(vervangt=None), name="wederhoorreactie_een_begin"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wederhoor}: {self.uitkomst}"


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
    trede = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Op de ladder, na dit besluit.")
    halfjaartreden = models.JSONField(
        default=dict, blank=True, help_text="Trede per open halfjaar, als het kader per halfjaar toezicht houdt."
    )
    coulance = models.BooleanField(default=False, help_text="Deze peildatum leidt niet tot een stap.")
    verlengd_tot = models.DateField("termijn verlengd tot", null=True, blank=True)
    kader = models.ForeignKey(
        Toezichtkader,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Gold op de peildatum.",
    )
    voorstel = models.JSONField(null=True, blank=True, help_text="Wat het kader voorstelde, met elke reden.")
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


class Akkoord(models.Model):
    """A second person of the provincie agrees with a beoordeling, where the provincie asks for four eyes.

    It does not count any more after a change of the formal elements in the letter; then a new one comes beside it.
    """

    onveranderlijk: ClassVar[bool] = True

    beoordeling = models.ForeignKey(Beoordeling, on_delete=models.PROTECT, related_name="akkoorden")
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar = AkkoordQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "akkoorden"

    def __str__(self) -> str:
        return f"akkoord met {self.beoordeling}"
