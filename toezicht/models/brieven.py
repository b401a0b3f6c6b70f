"""The letter on a beoordeling."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from organisaties.models import Gebruiker
from toezicht.models.rondes import Beoordeling
from toezicht.querysets import BriefQuerySet


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
    afschrift_raad = models.BooleanField("afschrift aan de raad", default=False)
    herziet = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="herzien_door", help_text="De brief die dit vervangt."
    )
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
