"""Filters of the list of shares."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from afspraken.models import Norm
from afspraken.models.normen import keuzes
from afspraken.regels.normen import Normdoelgroep, Normsoort

EERSTE_JAAR = 2015


class AandeelFilter(django_filters.FilterSet):
    """The norms in force in a calendar year (this one, unless asked otherwise), by kind, doelgroep and name."""

    jaar = django_filters.ChoiceFilter(label="Jaar", empty_label=None, method="niets")
    soort = django_filters.ChoiceFilter(choices=keuzes(Normsoort), label="Soort norm", empty_label="Alle soorten")
    doelgroep = django_filters.ChoiceFilter(
        choices=keuzes(Normdoelgroep), label="Doelgroep", empty_label="Alle doelgroepen"
    )
    naam = django_filters.CharFilter(label="Gemeente, regio of corporatie", method="op_naam")

    class Meta:
        model = Norm
        fields: tuple[str, ...] = ()

    def __init__(self, data: Any = None, *args: Any, vandaag: date, **kwargs: Any) -> None:
        self.vandaag = vandaag
        gekozen = data.copy()
        jaren = [str(jaar) for jaar in range(vandaag.year + 1, EERSTE_JAAR - 1, -1)]
        if gekozen.get("jaar") not in jaren:
            gekozen["jaar"] = str(vandaag.year)
        super().__init__(gekozen, *args, **kwargs)
        self.form.fields["jaar"].choices = [(jaar, jaar) for jaar in jaren]

    @property
    def gekozen_jaar(self) -> int:
        return int(self.data["jaar"])

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        begin, eind = date(self.gekozen_jaar, 1, 1), date(self.gekozen_jaar + 1, 1, 1)
        rijen: QuerySet[Any] = super().filter_queryset(queryset)
        return rijen.filter(Q(tot=None) | Q(tot__gt=begin), van__lt=eind)

    def niets(self, rijen: QuerySet[Any], _naam: str, _waarde: str) -> QuerySet[Any]:
        """The year is applied to all, see `filter_queryset`."""
        return rijen

    def op_naam(self, rijen: QuerySet[Any], _naam: str, waarde: str) -> QuerySet[Any]:
        waar = Q(gemeente__naam__icontains=waarde) | Q(regio__naam__icontains=waarde)
        return rijen.filter(waar | Q(corporatie__naam__icontains=waarde))
