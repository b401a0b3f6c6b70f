"""What a gemeente sends along when it asks the provincie to excuse an achterstand, frozen."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from organisaties.models import Gebruiker, Gemeente, Provincie
from taakstelling.querysets import DossierQuerySet
from taakstelling.velden import HalfjaarField


class Verschoonbaarheidsdossier(models.Model):
    """Figures, koppelpeildatum, lead times, grounds and explanation, as they were when it was made.

    `inhoud` holds all that stands in it and the ids of the rows it rests on; the bytes never change. A new dossier
    over the same half-year replaces an older one; the older one stays, because it may have been sent.
    """

    # It is never a concept, so this is all the database lets through.
    vrij_na_concept: ClassVar[tuple[str, ...]] = ("status", "verzonden_op", "verzonden_door")

    class Status(models.TextChoices):
        GEMAAKT = "gemaakt", "gemaakt"
        VERZONDEN = "verzonden", "verzonden"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="verschoonbaarheidsdossiers")
    provincie = models.ForeignKey(
        Provincie, on_delete=models.PROTECT, related_name="+", help_text="Die toezicht hield toen het werd gemaakt."
    )
    halfjaar = HalfjaarField()
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.GEMAAKT)
    inhoud = models.JSONField(help_text="Alles wat in het dossier staat, met de nummers van de regels erachter.")
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    gemaakt_op = models.DateTimeField("gemaakt op")
    gemaakt_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="+")
    verzonden_op = models.DateTimeField("verzonden op", null=True)
    verzonden_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="+")
    vervangt = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="vervangen_door")

    objects: ClassVar = DossierQuerySet.as_manager()

    class Meta:
        ordering = ["-gemaakt_op", "-pk"]
        verbose_name_plural = "verschoonbaarheidsdossiers"
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "halfjaar"], condition=Q(vervangt=None), name="dossier_een_begin"
            ),
            models.CheckConstraint(
                condition=Q(status="verzonden", verzonden_op__isnull=False)
                | (~Q(status="verzonden") & Q(verzonden_op=None)),
                name="dossier_verzonden_heeft_tijd",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gemeente} {self.halfjaar}"
