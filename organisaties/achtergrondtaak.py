"""The model of long work: what is to be done, how far it is, and what became of it. `achtergrond.py` does it."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

STIL = timedelta(minutes=5)
"""A task that runs and gave no sign of life for so long has stopped: its process was killed, or the machine."""


class AchtergrondtaakQuerySet(models.QuerySet[Any]):
    def voor(self, soort: str, voorwerp: models.Model) -> Self:
        return self.filter(soort=soort, voorwerp_id=voorwerp.pk)

    def te_doen(self) -> Self:
        """What waits, and what was begun by somebody who is no longer there."""
        return self.filter(
            Q(stand=Achtergrondtaak.Stand.WACHT)
            | Q(stand=Achtergrondtaak.Stand.LOOPT, gezien_op__lt=timezone.now() - STIL)
        )

    def lopend(self) -> Self:
        return self.filter(stand=Achtergrondtaak.Stand.LOOPT, gezien_op__gte=timezone.now() - STIL)


class Achtergrondtaak(models.Model):
    """Long work on one thing (`voorwerp_id`, of the model that this kind is about), asked for by a membership."""

    class Stand(models.TextChoices):
        WACHT = "wacht", "wacht op zijn beurt"
        LOOPT = "loopt", "loopt"
        KLAAR = "klaar", "klaar"
        MISLUKT = "mislukt", "mislukt"

    soort = models.CharField(max_length=40)
    voorwerp_id = models.BigIntegerField()
    lidmaatschap = models.ForeignKey("organisaties.Lidmaatschap", on_delete=models.PROTECT, null=True, related_name="+")
    stand = models.CharField(max_length=8, choices=Stand.choices, default=Stand.WACHT)
    stap = models.CharField(max_length=60, blank=True)
    gedaan = models.PositiveIntegerField(default=0)
    totaal = models.PositiveIntegerField(default=0, help_text="0: niet bekend.")
    pogingen = models.PositiveSmallIntegerField(default=0)
    gevraagd_op = models.DateTimeField(default=timezone.now)
    stap_begonnen_op = models.DateTimeField(null=True)
    gezien_op = models.DateTimeField(null=True, help_text="Het laatste teken van leven.")
    klaar_op = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Any]] = AchtergrondtaakQuerySet.as_manager()

    class Meta:
        app_label = "organisaties"
        ordering = ["-pk"]
        verbose_name_plural = "achtergrondtaken"
        indexes = [models.Index(fields=["soort", "voorwerp_id"]), models.Index(fields=["stand", "gezien_op"])]

    def __str__(self) -> str:
        return f"{self.soort} {self.voorwerp_id}"

    @property
    def bezig(self) -> bool:
        return self.stand in (self.Stand.WACHT, self.Stand.LOOPT)

    def seconden_te_gaan(self, nu: datetime) -> int | None:
        """What this step still needs at the pace so far; None as long as that is a guess."""
        if not (self.stap_begonnen_op and self.totaal and self.gedaan and self.stand == self.Stand.LOOPT):
            return None
        duur = (nu - self.stap_begonnen_op).total_seconds()
        return round(duur * max(0, self.totaal - self.gedaan) / self.gedaan) if duur > 1 else None
