"""Filters of the list of homes; they live in the address, so that a list can be kept and shared."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import QuerySet

from afspraken.models import VrijgekomenWoning
from afspraken.models.normen import keuzes
from afspraken.regels.normen import Doelgroep
from afspraken.regels.woningen import Stap
from organisaties.forms import Datumveld
from organisaties.models import Corporatie, Gemeente

ZONDER_WIJK = "-"
OPEN = "open"
_STAPPEN = [(OPEN, "vrij of gereserveerd"), *[(stap.value, stap.naam) for stap in Stap]]


def _zichtbaar(request: Any) -> Any:
    return VrijgekomenWoning.objects.zichtbaar_voor(request.lid).bekend().order_by()


class _DatumFilter(django_filters.Filter):
    field_class = Datumveld


class WoningFilter(django_filters.FilterSet):
    """By stap, gemeente, wijk, doelgroep, corporatie (where there are several), a period, and kenmerk."""

    stap = django_filters.ChoiceFilter(label="Stap", choices=_STAPPEN, empty_label="Alle stappen", method="op_stap")
    gemeente = django_filters.ModelChoiceFilter(
        queryset=lambda request: Gemeente.objects.filter(pk__in=_zichtbaar(request).values("gemeente")),
        label="Gemeente",
        empty_label="Alle gemeenten",
        to_field_name="code",
    )
    corporatie = django_filters.ModelChoiceFilter(
        queryset=lambda request: Corporatie.objects.filter(pk__in=_zichtbaar(request).values("corporatie")),
        label="Corporatie",
        empty_label="Alle corporaties",
    )
    wijk = django_filters.ChoiceFilter(label="Wijk of kern", choices=(), empty_label="Alle wijken", method="op_wijk")
    doelgroep = django_filters.ChoiceFilter(
        label="Doelgroep", choices=keuzes(Doelgroep), empty_label="Alle doelgroepen"
    )
    dag = django_filters.ChoiceFilter(
        label="Periode gaat over",
        choices=[("verhuurd", "de dag van verhuren")],
        empty_label="de dag van vrijkomen",
        method="niets",
    )
    vanaf = _DatumFilter(label="Vanaf", method="vanaf_dag")
    tot_en_met = _DatumFilter(label="Tot en met", method="tot_en_met_dag")
    onzelfstandig = django_filters.ChoiceFilter(
        label="Onzelfstandige woningen",
        choices=[("nee", "zonder onzelfstandige"), ("ja", "alleen onzelfstandige")],
        empty_label="Alle woningen",
        method="op_onzelfstandig",
    )
    kenmerk = django_filters.CharFilter(lookup_expr="icontains", label="Kenmerk bevat")
    toon = django_filters.ChoiceFilter(
        choices=[("alles", "Ook ingetrokken en oude regels"), ("ingetrokken", "Alleen ingetrokken en oude regels")],
        label="Toon",
        empty_label="Geldige regels",
        method="op_toon",
    )

    class Meta:
        model = VrijgekomenWoning
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        velden = self.form.fields
        wijken = {*_zichtbaar(self.request).values_list("wijk", flat=True).distinct(), self.data.get("wijk", "")}
        velden["wijk"].choices = [(ZONDER_WIJK, "zonder wijk"), *[(w, w) for w in sorted(wijken - {"", ZONDER_WIJK})]]
        self.meer = {naam for naam in ("gemeente", "corporatie") if velden[naam].queryset.count() > 1}
        for naam in {"gemeente", "corporatie"} - self.meer:
            if not self.data.get(naam):
                del velden[naam]

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        gefilterd: Any = super().filter_queryset(queryset)
        geldig: QuerySet[Any] = gefilterd.bekend()
        return gefilterd if self.form.cleaned_data.get("toon") else geldig

    def op_stap(self, rijen: Any, _naam: str, waarde: str) -> Any:
        return rijen.open() if waarde == OPEN else rijen.filter(stap_nu=waarde)

    def op_wijk(self, rijen: Any, _naam: str, waarde: str) -> Any:
        return rijen.filter(wijk="" if waarde == ZONDER_WIJK else waarde)

    def op_onzelfstandig(self, rijen: Any, _naam: str, waarde: str) -> Any:
        return rijen.filter(onzelfstandig=waarde == "ja")

    def op_toon(self, rijen: Any, _naam: str, waarde: str) -> Any:
        return rijen.filter(ingetrokken_op__isnull=False) if waarde == "ingetrokken" else rijen

    def niets(self, rijen: Any, _naam: str, _waarde: str) -> Any:
        """Says only which day `vanaf` and `tot_en_met` are about."""
        return rijen

    @property
    def _veld(self) -> str:
        return "verhuurd_op" if self.form.cleaned_data.get("dag") == "verhuurd" else "vrij_op"

    def vanaf_dag(self, rijen: Any, _naam: str, waarde: date) -> Any:
        return rijen.filter(**{f"{self._veld}__gte": waarde})

    def tot_en_met_dag(self, rijen: Any, _naam: str, waarde: date) -> Any:
        return rijen.filter(**{f"{self._veld}__lte": waarde})


class WijkFilter(django_filters.FilterSet):
    """Of which gemeente, and in which year the homes were let: this year, unless the address says otherwise."""

    jaar = django_filters.ChoiceFilter(label="Verhuurd in", choices=(), empty_label="Alle jaren", method="in_jaar")
    gemeente = django_filters.ModelChoiceFilter(
        queryset=lambda request: Gemeente.objects.filter(pk__in=_zichtbaar(request).values("gemeente")),
        label="Gemeente",
        empty_label="Alle gemeenten",
        to_field_name="code",
    )

    class Meta:
        model = VrijgekomenWoning
        fields: tuple[str, ...] = ()

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        gekozen = data.copy()
        jaar = kwargs["request"].tijd.vandaag.year
        gekozen.setdefault("jaar", str(jaar))
        super().__init__(gekozen, *args, **kwargs)
        jaren = {dag.year for dag in _zichtbaar(self.request).exclude(verhuurd_op=None).dates("verhuurd_op", "year")}
        jaren.add(jaar)
        self.form.fields["jaar"].choices = [(str(jaar), str(jaar)) for jaar in sorted(jaren, reverse=True)]
        self.meer_gemeenten = self.form.fields["gemeente"].queryset.count() > 1

    @property
    def gekozen_jaar(self) -> int | None:
        gekozen = self.form.cleaned_data.get("jaar") if self.form.is_valid() else None
        return int(gekozen) if gekozen else None

    def in_jaar(self, rijen: Any, _naam: str, waarde: str) -> Any:
        return rijen.filter(verhuurd_op__year=int(waarde))
