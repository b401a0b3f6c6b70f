"""What a provincie writes its letters with."""

from typing import ClassVar

from django.db import models

from organisaties.models import Gebruiker, Provincie
from taakstelling.velden import HalfjaarField
from toezicht.models.rondes import Beoordeling
from toezicht.querysets import ProvincieQuerySet


class Afzender(models.Model):
    """How a provincie writes its letters: letterhead, place, terms and signatories' functions. Its own data."""

    class Woord(models.TextChoices):
        """What the provincie calls the people it is about."""

        STATUSHOUDER = "statushouder", "statushouder"
        VERGUNNINGHOUDER = "vergunninghouder", "vergunninghouder"
        VERBLIJFSGERECHTIGDE = "verblijfsgerechtigde", "verblijfsgerechtigde"

    provincie = models.OneToOneField(Provincie, on_delete=models.CASCADE, related_name="afzender")
    orgaan = models.CharField(max_length=120, help_text="Bijvoorbeeld: Gedeputeerde Staten van Drenthe.")
    plaats = models.CharField(max_length=60)
    adres = models.CharField(max_length=200, blank=True, help_text="Voor het briefhoofd.")
    behandeld_door = models.CharField("behandeld door", max_length=120, help_text="Een functie of afdeling.")
    telefoon = models.CharField(max_length=30, blank=True)
    eerste_ondertekenaar = models.CharField("eerste ondertekenaar", max_length=60, help_text="Functie.")
    tweede_ondertekenaar = models.CharField("tweede ondertekenaar", max_length=60, help_text="Functie.")
    woord = models.CharField(max_length=20, choices=Woord.choices, default=Woord.STATUSHOUDER)
    vier_ogen = models.BooleanField(
        "vier ogen", default=False, help_text="Een tweede persoon gaat akkoord voordat een brief vast kan."
    )
    vier_ogen_tot = models.DateTimeField(
        "vier ogen tot",
        null=True,
        blank=True,
        editable=False,
        help_text="Wanneer vier ogen het laatst werd uitgezet; wat daarvoor is beoordeeld, vraagt nog een akkoord.",
    )

    objects: ClassVar = ProvincieQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "afzenders"

    def __str__(self) -> str:
        return self.orgaan


class Blokinhoud(models.Model):
    """What a text block says, where it stands in the letter, and which letters it is for."""

    class Plek(models.TextChoices):
        """Where it stands in the letter, in this order."""

        TAAK = "taak", "Wettelijke taak"
        CONTEXT = "context", "Waardering en context"
        GEVOLG = "gevolg", "IBT-gevolg"
        CONCLUSIE = "conclusie", "Conclusie"

    plek = models.CharField(max_length=9, choices=Plek.choices)
    volgorde = models.PositiveSmallIntegerField(default=0)
    kop = models.CharField(max_length=120, blank=True)
    tekst = models.TextField()
    trede = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Alleen voor deze trede; leeg: elke.")
    oordeel = models.CharField(
        max_length=40, choices=Beoordeling.Oordeel.choices, blank=True, help_text="Alleen voor dit oordeel; leeg: elk."
    )
    vanaf = HalfjaarField("vanaf halfjaar", null=True, blank=True)
    tot_en_met = HalfjaarField("tot en met halfjaar", null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.kop or self.get_plek_display()


BLOKVELDEN = ("plek", "volgorde", "kop", "tekst", "trede", "oordeel", "vanaf", "tot_en_met")
"""What a text block and each of its versions hold alike."""


class Tekstblok(Blokinhoud):
    """A piece of running text of the provincie, in Markdown, with fields from a closed list."""

    provincie = models.ForeignKey(Provincie, on_delete=models.CASCADE, related_name="tekstblokken")

    objects: ClassVar = ProvincieQuerySet.as_manager()

    class Meta:
        ordering = ["plek", "volgorde", "pk"]
        verbose_name_plural = "tekstblokken"


class Tekstblokversie(Blokinhoud):
    """A text block as it was from a moment on; the newest one is how it is now, or that it was removed.

    `bloknummer` is the key of the block and no link to it: the block can be removed, and its versions stay.
    """

    onveranderlijk: ClassVar[bool] = True

    provincie = models.ForeignKey(Provincie, on_delete=models.PROTECT, related_name="tekstblokversies")
    bloknummer = models.PositiveBigIntegerField()
    nummer = models.PositiveSmallIntegerField(help_text="Telt per blok, vanaf 1.")
    verwijderd = models.BooleanField(default=False, help_text="Met deze versie verdween het blok.")
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar = ProvincieQuerySet.as_manager()

    class Meta:
        ordering = ["bloknummer", "-nummer"]
        verbose_name_plural = "tekstblokversies"
        constraints = [
            models.UniqueConstraint(fields=["bloknummer", "nummer"], name="tekstblokversie_eenmaal"),
        ]

    def __str__(self) -> str:
        return f"{super().__str__()}, versie {self.nummer}"
