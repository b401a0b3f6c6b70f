"""Filters of the list of plaatsingen; they live in the address, so that a list can be kept and shared."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import QuerySet

from organisaties.models import Gemeente
from taakstelling.forms.plaatsingen import Datumveld
from taakstelling.models import HUISVESTINGSVORMEN, Plaatsing
from taakstelling.velden import HalfjaarFormField


class HalfjaarFilter(django_filters.Filter):
    field_class = HalfjaarFormField


class DatumFilter(django_filters.Filter):
    field_class = Datumveld


class PlaatsingFilter(django_filters.FilterSet):
    """By half-year, period, form of housing, gemeente, kenmerk, and whether it is still valid."""

    halfjaar = HalfjaarFilter(label="Halfjaar", help_text="Bijvoorbeeld 2024-1.")
    vanaf = DatumFilter(field_name="teldatum", lookup_expr="gte", label="Teldatum vanaf")
    tot_en_met = DatumFilter(field_name="teldatum", lookup_expr="lte", label="Teldatum tot en met")
    huisvestingsvorm = django_filters.ChoiceFilter(
        choices=HUISVESTINGSVORMEN, label="Soort huisvesting", empty_label="Alle soorten"
    )
    koppelgemeente = django_filters.ModelChoiceFilter(
        queryset=lambda request: Gemeente.objects.filter(
            pk__in=Plaatsing.objects.zichtbaar_voor(request.lid).order_by().values("koppelgemeente").distinct()
        ),
        label="Telt voor",
        empty_label="Alle gemeenten",
    )
    kenmerk = django_filters.CharFilter(
        field_name="huishouden__kenmerk", lookup_expr="icontains", label="Kenmerk bevat"
    )
    toon = django_filters.ChoiceFilter(
        choices=[("alles", "Ook ingetrokken"), ("ingetrokken", "Alleen ingetrokken")],
        label="Toon",
        empty_label="Geldige plaatsingen",
        method="filter_toon",
    )

    class Meta:
        model = Plaatsing
        fields: tuple[str, ...] = ()

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        gefilterd: Any = super().filter_queryset(queryset)
        geldig: QuerySet[Any] = gefilterd.bekend(self._bekend_op)
        return gefilterd if self.form.cleaned_data.get("toon") else geldig

    def filter_toon(self, queryset: Any, name: str, value: str) -> QuerySet[Any]:
        """Withdrawn by the day that the page is about."""
        if value != "ingetrokken":
            return queryset  # type: ignore[no-any-return]
        zonder: QuerySet[Any] = queryset.exclude(pk__in=queryset.bekend(self._bekend_op).values("pk"))
        return zonder

    @property
    def _bekend_op(self) -> date | None:
        dag: date | None = self.request.tijd.bekend_op
        return dag
