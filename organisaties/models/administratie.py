"""What the application keeps of its own work: files, forms, and who did what."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from organisaties.models.gebied import Gemeente, Provincie
from organisaties.models.mensen import Gebruiker, Lidmaatschap
from organisaties.querysets import (
    BestandsinhoudQuerySet,
    InvoerbestandQuerySet,
    LogregelQuerySet,
)


class Invoerbestand(models.Model):
    """A file that somebody offered to be read in; once it is read in, the origin of the rows that point at it.

    Its content, and whatever it says about single rows, is a `Bestandsinhoud`: that goes after its term, this stays.
    """

    class Fase(models.TextChoices):
        AANGEBODEN = "aangeboden", "wordt gecontroleerd"
        GEWEIGERD = "geweigerd", "niet te lezen"
        GECONTROLEERD = "gecontroleerd", "gecontroleerd, nog niet ingelezen"
        BEVESTIGD = "bevestigd", "wordt ingelezen"
        INGELEZEN = "ingelezen", "ingelezen"
        TERUG = "terug", "wordt teruggedraaid"
        TERUGGEDRAAID = "teruggedraaid", "teruggedraaid"

    soort = models.CharField(max_length=30)
    naam = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    ingelezen_op = models.DateTimeField("ingelezen op", default=timezone.now)
    ingelezen_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    oefengegevens = models.BooleanField(default=False, help_text="De regels uit dit bestand zijn verzonnen.")
    lidmaatschap = models.ForeignKey(
        Lidmaatschap,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="In welke rol het is aangeboden. Leeg: een opdracht van functioneel beheer.",
    )
    fase = models.CharField(max_length=14, choices=Fase.choices, default=Fase.INGELEZEN)
    alleen_goede = models.BooleanField("alleen de goede rijen", default=False)
    rijen = models.PositiveIntegerField(default=0)
    foute_rijen = models.PositiveIntegerField("foute rijen", default=0)
    nieuw = models.PositiveIntegerField(default=0)
    vervangen = models.PositiveIntegerField(default=0)
    overgeslagen = models.PositiveIntegerField(default=0)
    terugdraaiing = models.JSONField(default=dict, help_text="Wat er van het terugdraaien kwam: nummers van regels.")

    objects = InvoerbestandQuerySet.as_manager()

    class Meta:
        ordering = ["-ingelezen_op", "-pk"]
        verbose_name_plural = "invoerbestanden"
        indexes = [models.Index(fields=["lidmaatschap", "-ingelezen_op"])]

    def __str__(self) -> str:
        return self.naam


class Bestandsinhoud(models.Model):
    """What is in an offered file: its bytes, what was found in it, the file that goes back. Removed after a term."""

    bestand = models.OneToOneField(Invoerbestand, on_delete=models.CASCADE, primary_key=True, related_name="inhoud")
    ruw = models.BinaryField()
    bevindingen = models.JSONField(default=dict)
    foutbestand = models.BinaryField(null=True)

    objects = BestandsinhoudQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "bestandsinhouden"

    def __str__(self) -> str:
        return f"inhoud van bestand {self.bestand_id}"


class Inzending(models.Model):
    """A form that was sent in once. The key is in the form; a double click finds it taken and makes no second row."""

    sleutel = models.UUIDField(primary_key=True)
    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.sleutel)


class Logregel(models.Model):
    """One act: who, in which role, when, on what. Ids and acts only: never a kenmerk, a name or free text."""

    onveranderlijk: ClassVar[bool] = True

    op = models.DateTimeField(default=timezone.now, editable=False)
    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="+")
    lidmaatschap = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, null=True, related_name="+")
    handeling = models.CharField(max_length=60)
    soort = models.CharField(max_length=60, help_text="app.model van het object")
    object_id = models.BigIntegerField(null=True)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, null=True, related_name="+")
    provincie = models.ForeignKey(Provincie, on_delete=models.PROTECT, null=True, related_name="+")
    gegevens = models.JSONField(default=dict, help_text="Nummers van regels en aantallen, geen persoonsgegevens.")

    objects = LogregelQuerySet.as_manager()

    class Meta:
        ordering = ["-op", "-pk"]
        indexes = [models.Index(fields=["soort", "object_id"]), models.Index(fields=["gemeente", "-op"])]

    def __str__(self) -> str:
        return f"{self.op:%Y-%m-%d %H:%M} {self.handeling}"
