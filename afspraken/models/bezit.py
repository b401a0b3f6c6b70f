"""How many homes a corporatie owns in a gemeente: what a number is shared out by. Unit: woningen."""

from typing import ClassVar

from django.db import models

from afspraken.querysets import BezitQuerySet
from organisaties.models import Corporatie, Gemeente
from organisaties.registratie import Registratie


class Bezit(Registratie):
    """The homes of one corporatie in one gemeente on a day, as the parties use them to share out the taakstelling."""

    corporatie = models.ForeignKey(Corporatie, on_delete=models.PROTECT, related_name="bezit")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="bezit")
    peildatum = models.DateField("peildatum")
    woningen = models.PositiveIntegerField("woningen")
    bron = models.CharField("bron", max_length=200, blank=True)

    objects: ClassVar = BezitQuerySet.as_manager()

    class Meta(Registratie.Meta):
        ordering = ["-peildatum", "corporatie__naam"]
        verbose_name = "bezit"
        verbose_name_plural = "bezit"
        constraints = [
            *Registratie.Meta.constraints,
            models.UniqueConstraint(
                fields=["corporatie", "gemeente", "peildatum"],
                condition=models.Q(ingetrokken_op=None),
                name="afspraken_bezit_een_geldige_per_dag",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.corporatie} in {self.gemeente} op {self.peildatum}"
