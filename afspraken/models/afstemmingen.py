"""What gemeente and corporatie agreed when a signaalwaarde was passed."""

from typing import ClassVar

from django.db import models

from afspraken.models.normen import Norm
from afspraken.querysets import AfstemmingQuerySet
from organisaties.registratie import Registratie


class Normafstemming(Registratie):
    """In this calendar year the share was above the signaalwaarde; this is what the parties agreed about it."""

    norm = models.ForeignKey(Norm, on_delete=models.PROTECT, related_name="afstemmingen")
    jaar = models.PositiveSmallIntegerField()
    besproken_op = models.DateField("besproken op")
    afspraak = models.CharField("wat is afgesproken", max_length=1000)

    objects: ClassVar = AfstemmingQuerySet.as_manager()

    class Meta(Registratie.Meta):
        ordering = ["-besproken_op", "-pk"]
        verbose_name = "afstemming over een signaalwaarde"
        verbose_name_plural = "afstemmingen over signaalwaarden"

    def __str__(self) -> str:
        return f"{self.norm.bereik_naam} {self.jaar}"
