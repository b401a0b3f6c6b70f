"""What goes on around an agreement: its papers, overleg, the dates of the cycle, who does what by when."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from afspraken.models.normen import keuzes
from afspraken.models.overeenkomsten import Afspraak, Partij, Prestatieafspraak
from afspraken.querysets import FeitBijOvereenkomstQuerySet
from afspraken.regels.cyclus import Jaardatums, Overlegsoort
from organisaties.registratie import Registratie


class Afspraakdocument(Registratie):
    """A PDF with an agreement. Replacing makes a new version; withdrawing may empty the bytes, the line stays."""

    persoonlijke_velden: ClassVar[tuple[str, ...]] = ("inhoud",)

    prestatieafspraak = models.ForeignKey(Prestatieafspraak, on_delete=models.PROTECT, related_name="documenten")
    titel = models.CharField(max_length=120)
    versie = models.PositiveSmallIntegerField(default=1)
    bladzijden = models.PositiveIntegerField()
    grootte = models.PositiveIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    inhoud = models.BinaryField(null=True)

    langs: ClassVar = "prestatieafspraak"
    objects: ClassVar = FeitBijOvereenkomstQuerySet.as_manager()

    class Meta(Registratie.Meta):
        ordering = ["titel", "-versie", "pk"]
        verbose_name_plural = "afspraakdocumenten"

    def __str__(self) -> str:
        return f"{self.titel}, versie {self.versie}"


class Overleg(Registratie):
    """A meeting about the agreement, planned or held, on a day."""

    prestatieafspraak = models.ForeignKey(Prestatieafspraak, on_delete=models.PROTECT, related_name="overleggen")
    soort = models.CharField(max_length=11, choices=keuzes(Overlegsoort))
    datum = models.DateField()
    onderwerp = models.CharField(max_length=160, blank=True)

    langs: ClassVar = "prestatieafspraak"
    objects: ClassVar = FeitBijOvereenkomstQuerySet.as_manager()

    class Meta(Registratie.Meta):
        ordering = ["datum", "pk"]
        verbose_name_plural = "overleggen"

    def __str__(self) -> str:
        return f"{self.soort} overleg van {self.datum}"


class Jaarcyclus(Registratie):
    """The dates of one year of the legal cycle, where they were agreed otherwise than the law has them."""

    prestatieafspraak = models.ForeignKey(Prestatieafspraak, on_delete=models.PROTECT, related_name="cycli")
    jaar = models.PositiveSmallIntegerField()
    overleg = models.DateField("overleg gevraagd op")
    bod = models.DateField("bod uitgebracht op")
    bericht = models.DateField("bericht aan de minister op")

    langs: ClassVar = "prestatieafspraak"
    objects: ClassVar = FeitBijOvereenkomstQuerySet.as_manager()

    class Meta(Registratie.Meta):
        ordering = ["jaar", "pk"]
        verbose_name_plural = "jaarcycli"
        constraints = [
            *Registratie.Meta.constraints,
            models.UniqueConstraint(
                fields=["prestatieafspraak", "jaar"], condition=Q(ingetrokken_op=None), name="jaarcyclus_eenmaal"
            ),
        ]

    def __str__(self) -> str:
        return f"Cyclus {self.jaar}"

    @property
    def datums(self) -> Jaardatums:
        return Jaardatums(self.overleg, self.bod, self.bericht)


class Uitvoering(Registratie):
    """A line of the uitvoeringsagenda, made after signing: who leads an afspraak, how, and by when."""

    afspraak = models.ForeignKey(Afspraak, on_delete=models.PROTECT, related_name="uitvoeringen")
    regie = models.ForeignKey(
        Partij, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Leeg: zoals in de tekst."
    )
    aanpak = models.CharField("hoe", max_length=300)
    klaar_op = models.DateField("klaar op", null=True, blank=True)

    langs: ClassVar = "afspraak__thema__prestatieafspraak"
    objects: ClassVar = FeitBijOvereenkomstQuerySet.as_manager()

    class Meta(Registratie.Meta):
        ordering = ["pk"]
        verbose_name_plural = "uitvoeringsregels"
        constraints = [
            *Registratie.Meta.constraints,
            models.UniqueConstraint(
                fields=["afspraak"], condition=Q(ingetrokken_op=None), name="uitvoering_afspraak_eenmaal"
            ),
        ]

    def __str__(self) -> str:
        return self.aanpak


class Herinnering(models.Model):
    """That a mail about something went out once, by its key; the same one never goes twice."""

    sleutel = models.CharField(max_length=80, unique=True)
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-op", "-pk"]
        verbose_name_plural = "herinneringen"

    def __str__(self) -> str:
        return self.sleutel
