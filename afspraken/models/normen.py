"""A norm: the clause of an agreement that runs."""

from fractions import Fraction
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from afspraken.querysets import NormQuerySet
from afspraken.regels.normen import Normdoelgroep, Normregel, Normsoort, TeltOp
from organisaties.models import Corporatie, Gemeente, Regio
from organisaties.registratie import Registratie


def keuzes(soorten: Any) -> list[tuple[str, str]]:
    return [(soort.value, soort.value.replace("-", " ")) for soort in soorten]


# Null is not equal to null in a unique index, so each form of the scope has its own.
_EENMAAL = [
    models.UniqueConstraint(
        fields=[*(["corporatie"] if met_corporatie else []), waar, "soort", "doelgroep", "van"],
        condition=Q(ingetrokken_op=None, corporatie__isnull=not met_corporatie, **{f"{waar}__isnull": False}),
        name=f"norm_{waar}_{'een' if met_corporatie else 'alle'}_eenmaal",
    )
    for waar in ("gemeente", "regio")
    for met_corporatie in (True, False)
]


class Norm(Registratie):
    """A share, or a number a calendar year, of homes for a doelgroep, from a day (inclusive) to a day (exclusive).

    Scope: one corporatie in a gemeente or regio, or without corporatie all corporaties there jointly.
    """

    corporatie = models.ForeignKey(Corporatie, on_delete=models.PROTECT, null=True, blank=True, related_name="normen")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, null=True, blank=True, related_name="normen")
    regio = models.ForeignKey(Regio, on_delete=models.PROTECT, null=True, blank=True, related_name="normen")
    soort = models.CharField(max_length=13, choices=keuzes(Normsoort))
    doelgroep = models.CharField(max_length=22, choices=keuzes(Normdoelgroep))
    percentage = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    aantal = models.PositiveIntegerField(null=True, blank=True, help_text="Woningen.")
    van = models.DateField()
    tot = models.DateField(null=True, blank=True, help_text="De eerste dag waarop de norm niet meer geldt.")
    telt_op = models.CharField("telt op", max_length=8, choices=keuzes(TeltOp), default=TeltOp.VERHUURD.value)
    telt_nieuwbouw = models.BooleanField("nieuwbouw telt mee", default=True)
    telt_flex = models.BooleanField("flexwoningen tellen mee", default=True)
    telt_onzelfstandig = models.BooleanField("onzelfstandige woningen tellen mee", default=False)
    in_plaats_van = models.DateField(
        "in plaats van de norm van", null=True, blank=True, help_text="De eerste dag van de norm die deze vervangt."
    )
    bron = models.CharField(max_length=300, blank=True)

    objects: ClassVar = NormQuerySet.as_manager()

    class Meta(Registratie.Meta):
        ordering = ["van", "pk"]
        verbose_name_plural = "normen"
        constraints = [
            *Registratie.Meta.constraints,
            models.CheckConstraint(
                condition=Q(gemeente__isnull=False, regio=None) | Q(gemeente=None, regio__isnull=False),
                name="norm_gemeente_of_regio",
            ),
            models.CheckConstraint(
                condition=Q(percentage__isnull=False, aantal=None) | Q(percentage=None, aantal__isnull=False),
                name="norm_percentage_of_aantal",
            ),
            models.CheckConstraint(condition=Q(tot=None) | Q(tot__gt=F("van")), name="norm_van_voor_tot"),
            *_EENMAAL,
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.bereik_naam} vanaf {self.van}"

    @property
    def bereik_naam(self) -> str:
        waar = str(self.gemeente or self.regio)
        return f"{self.corporatie} in {waar}" if self.corporatie else waar

    @property
    def bereik(self) -> tuple[int | None, int | None, int | None]:
        return self.corporatie_id, self.gemeente_id, self.regio_id

    @property
    def regel(self) -> Normregel:
        """The same norm as the rules see it."""
        return Normregel(
            bereik=self.bereik,
            soort=Normsoort(self.soort),
            doelgroep=Normdoelgroep(self.doelgroep),
            van=self.van,
            tot=self.tot,
            percentage=None if self.percentage is None else Fraction(self.percentage),
            aantal=self.aantal,
            telt_op=TeltOp(self.telt_op),
            telt_nieuwbouw=self.telt_nieuwbouw,
            telt_flex=self.telt_flex,
            telt_onzelfstandig=self.telt_onzelfstandig,
            in_plaats_van=self.in_plaats_van,
        )
