"""What a letter on a formal trede must say besides the figures."""

from typing import ClassVar

from django.db import models

from toezicht.models.brieven import Brief
from toezicht.querysets import FormeelbesluitQuerySet


class Formeelbesluit(models.Model):
    """The elements of Gemeentewet art. 124 of a voornemen, a besluit or its uitvoering (`regels/formeel`).

    It goes with the letter, so that it goes along when a concept moves to a new beoordeling. It is changed while the
    letter is a concept and never after: the letter keeps its own copy. What can still come then is that the besluit is
    withdrawn (art. 124d).
    """

    brief = models.OneToOneField(Brief, on_delete=models.CASCADE, related_name="formeel")
    grondslag = models.TextField("taak en grondslag", blank=True)
    voornemen_op = models.DateField("voornemen bekendgemaakt op", null=True, blank=True)
    voornemen_vindplaats = models.CharField("vindplaats van het voornemen", max_length=300, blank=True)
    besluit_op = models.DateField("besluit van", null=True, blank=True)
    zienswijze_tot = models.DateField("zienswijze tot en met", null=True, blank=True)
    hersteltermijn_tot = models.DateField("hersteltermijn tot en met", null=True, blank=True)
    personen = models.PositiveIntegerField("te huisvesten personen", null=True, blank=True)
    kosten = models.TextField(blank=True)
    bekendmaking_op = models.DateField("bekendmaking op", null=True, blank=True)
    bekendmaking_waar = models.CharField("bekendgemaakt in", max_length=300, blank=True)
    afschrift_raad_op = models.DateField("afschrift aan de raad op", null=True, blank=True)
    rechtsmiddelen = models.TextField(blank=True)
    ingetrokken_op = models.DateField("besluit ingetrokken op", null=True, blank=True)
    reden_intrekking = models.CharField("reden van intrekking", max_length=300, blank=True)
    gewijzigd_op = models.DateTimeField(
        "gewijzigd op", null=True, editable=False, help_text="Een akkoord van voor dit moment telt niet meer."
    )

    objects: ClassVar = FormeelbesluitQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "formele besluiten"

    def __str__(self) -> str:
        return f"formeel besluit bij {self.brief}"
