"""Filters of the list of mutaties; they live in the address, so that a list can be kept and shared."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone

from organisaties.models import Gemeente, Provincie
from taakstelling.models import Mutatie
from taakstelling.overzicht import halfjaarkeuze
from taakstelling.regels.halfjaar import Halfjaar


class MutatieFilter(django_filters.FilterSet):
    """By half-year, kind, gemeente, words of the besluit, and whether it still counts."""

    halfjaar = django_filters.ChoiceFilter(label="Halfjaar", empty_label="Alle halfjaren", method="filter_halfjaar")
    soort = django_filters.ChoiceFilter(choices=Mutatie.Soort.choices, label="Soort", empty_label="Alle soorten")
    gemeente = django_filters.ModelChoiceFilter(
        queryset=lambda request: Gemeente.objects.filter(
            pk__in=Mutatie.objects.zichtbaar_voor(request.lid).order_by().values("gemeente").distinct()
        ).order_by("naam"),
        to_field_name="code",
        label="Gemeente",
        empty_label="Alle gemeenten",
    )
    provincie = django_filters.ModelChoiceFilter(
        field_name="gemeente__provincie",
        queryset=lambda request: Provincie.objects.filter(
            pk__in=Gemeente.objects.zichtbaar_voor(request.lid).order_by().values("provincie").distinct()
        ).order_by("naam"),
        to_field_name="code",
        label="Provincie",
        empty_label="Alle provincies",
    )
    grondslag = django_filters.CharFilter(field_name="grondslag", lookup_expr="icontains", label="Grondslag bevat")
    toon = django_filters.ChoiceFilter(
        choices=[("alles", "Ook ingetrokken"), ("ingetrokken", "Alleen ingetrokken")],
        label="Toon",
        empty_label="Geldige mutaties",
        method="filter_toon",
    )

    class Meta:
        model = Mutatie
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        halfjaren = {h.code: h.kort for h in halfjaarkeuze(timezone.localdate())}
        gevraagd = self.data.get("halfjaar", "")
        if gevraagd not in halfjaren and (h := _halfjaar(gevraagd)):
            halfjaren[gevraagd] = h.kort
        self.form.fields["halfjaar"].choices = list(halfjaren.items())

    @property
    def omschrijving(self) -> list[tuple[str, str]]:
        """What was asked, in words, for a file that leaves the page."""
        delen = []
        for naam, veld in self.form.fields.items():
            if waarde := self.form.cleaned_data.get(naam):
                keuzes: dict[Any, Any] = {} if naam in ("gemeente", "provincie") else dict(getattr(veld, "choices", ()))
                delen.append((str(veld.label), str(keuzes.get(waarde, waarde))))
        return delen

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        gefilterd: Any = super().filter_queryset(queryset)
        geldig: QuerySet[Any] = gefilterd.bekend(self.request.tijd.bekend_op)
        return gefilterd if self.form.cleaned_data.get("toon") else geldig

    def filter_toon(self, queryset: Any, name: str, value: str) -> QuerySet[Any]:
        """Withdrawn by the day that the page is about."""
        geldig = queryset.bekend(self.request.tijd.bekend_op).values("pk")
        zonder: QuerySet[Any] = queryset.exclude(pk__in=geldig) if value == "ingetrokken" else queryset
        return zonder

    def filter_halfjaar(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        halfjaar = Halfjaar.van_code(value)
        return queryset.filter(datum__gte=halfjaar.begin, datum__lt=halfjaar.eind)


def _halfjaar(code: str) -> Halfjaar | None:
    try:
        return Halfjaar.van_code(code)
    except ValueError:
        return None
