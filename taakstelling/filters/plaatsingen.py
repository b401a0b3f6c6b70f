"""Filters of the list of plaatsingen; they live in the address, so that a list can be kept and shared."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone

from organisaties.forms import Datumveld
from organisaties.models import Gemeente
from taakstelling.models import HUISVESTINGSVORMEN, Plaatsing
from taakstelling.regels.halfjaar import Halfjaar


class DatumFilter(django_filters.Filter):
    field_class = Datumveld


class PlaatsingFilter(django_filters.FilterSet):
    """By half-year, period, form of housing, gemeente (where there are several), kenmerk, and whether it counts."""

    halfjaar = django_filters.ChoiceFilter(label="Halfjaar", empty_label="Alle halfjaren", method="filter_halfjaar")
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
    huisvestingsgemeente = django_filters.ModelChoiceFilter(
        queryset=lambda request: Gemeente.objects.filter(
            pk__in=Plaatsing.objects.zichtbaar_voor(request.lid).order_by().values("huisvestingsgemeente").distinct()
        ),
        label="Woning in",
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        velden = self.form.fields
        halfjaren = {*self.queryset.order_by().values_list("halfjaar", flat=True).distinct()}
        halfjaren |= {Halfjaar.van_datum(timezone.localdate()), *_gevraagd(self.data.get("halfjaar", ""))}
        velden["halfjaar"].choices = [(h.code, h.kort) for h in sorted(halfjaren, reverse=True)]
        self.meer_gemeenten = velden["koppelgemeente"].queryset.count() > 1
        if not self.meer_gemeenten:
            del velden["koppelgemeente"]

    def filter_halfjaar(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(halfjaar=value)

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


def _gevraagd(code: str) -> list[Halfjaar]:
    """The half-year of the address, when it is one: a link to an empty half-year still says which one that is."""
    try:
        return [Halfjaar.van_code(code)]
    except ValueError:
        return []
