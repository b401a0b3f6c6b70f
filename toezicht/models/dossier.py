"""What happened between the provincie and a gemeente, apart from the letters and the decisions."""

from typing import ClassVar

from django.db import models

from organisaties.models import Gemeente, Provincie
from organisaties.registratie import Registratie
from toezicht.models.brieven import Brief
from toezicht.querysets import DossierstukQuerySet
from toezicht.regels.dossier import Stuksoort


class Dossierstuk(Registratie):
    """A gesprek, a step of a plan van aanpak, a toezegging or an answer, on a day; a mistake is withdrawn and replaced.

    `hoort_bij` is the stuk it goes on from: the request of a plan that was received, the toezegging that was kept.
    """

    provincie = models.ForeignKey(Provincie, on_delete=models.PROTECT, related_name="+")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="dossierstukken")
    soort = models.CharField(max_length=24, choices=[(soort.value, soort.naam) for soort in Stuksoort])
    datum = models.DateField()
    uiterlijk = models.DateField(null=True, blank=True, help_text="De laatste dag: voor een plan of een toezegging.")
    omschrijving = models.TextField(blank=True)
    hoort_bij = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="vervolg")
    brief = models.ForeignKey(Brief, on_delete=models.PROTECT, null=True, blank=True, related_name="antwoorden")

    objects: ClassVar = DossierstukQuerySet.as_manager()

    class Meta:
        ordering = ["-datum", "-pk"]
        verbose_name_plural = "dossierstukken"

    def __str__(self) -> str:
        return f"{self.gemeente}: {self.get_soort_display()}"
