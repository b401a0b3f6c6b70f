"""The filter in the address of the list of agreements."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone

from afspraken.models import Prestatieafspraak, Status

STANDEN = (("lopend", "Lopend"), ("komt", "Gaat nog in"), ("verlopen", "Verlopen"), ("concept", "Concept"))


class OvereenkomstFilter(django_filters.FilterSet):
    zoek = django_filters.CharFilter(label="Naam of kenmerk", method="op_naam")
    stand = django_filters.ChoiceFilter(label="Stand", choices=STANDEN, method="op_stand", empty_label="Alle")

    class Meta:
        model = Prestatieafspraak
        fields: tuple[str, ...] = ()

    def op_naam(self, rijen: QuerySet[Any], _naam: str, waarde: str) -> QuerySet[Any]:
        return rijen.filter(Q(naam__icontains=waarde) | Q(kenmerk__icontains=waarde))

    def op_stand(self, rijen: QuerySet[Any], _naam: str, waarde: str) -> QuerySet[Any]:
        if waarde == "concept":
            return rijen.filter(status=Status.CONCEPT)
        vandaag, getekend = timezone.localdate(), rijen.filter(status=Status.GETEKEND)
        if waarde == "lopend":
            return getekend.filter(van__lte=vandaag, tot__gt=vandaag)
        return getekend.filter(van__gt=vandaag) if waarde == "komt" else getekend.filter(tot__lte=vandaag)
