"""Filters of the list of huishoudens."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone

from organisaties.models import Gemeente
from taakstelling.models import Huishouden
from taakstelling.overzicht.huishoudens import in_fase, lopend, te_laat, van_mij
from taakstelling.regels.koppeling import FASEN, Fase

ALLE = "alle"
_FASEN = [(fase.value, regel.naam) for fase, regel in FASEN.items()]


class HuishoudenFilter(django_filters.FilterSet):
    """By phase, late or not, with nareizigers, gemeente, kenmerk, and whose it is."""

    fase = django_filters.ChoiceFilter(
        label="Stap", choices=[*_FASEN, (ALLE, "Alle huishoudens")], empty_label="Nog te huisvesten", method="op_fase"
    )
    let_op = django_filters.ChoiceFilter(
        label="Let op",
        choices=[("te-laat", "Te laat"), ("nareizigers", "Met nareizigers")],
        empty_label="Alles",
        method="op_signaal",
    )
    koppelgemeente = django_filters.ModelChoiceFilter(
        queryset=lambda request: Gemeente.objects.filter(
            pk__in=Huishouden.objects.zichtbaar_voor(request.lid).order_by().values("koppelgemeente").distinct()
        ),
        label="Gekoppeld aan",
        empty_label="Alle gemeenten",
    )
    kenmerk = django_filters.CharFilter(lookup_expr="icontains", label="Kenmerk bevat")
    van = django_filters.ChoiceFilter(
        label="Behandelaar", choices=[("mij", "Mijn huishoudens")], empty_label="Iedereen", method="van_wie"
    )

    class Meta:
        model = Huishouden
        fields: tuple[str, ...] = ()

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Without a phase or a signal: those of which somebody still has to be housed."""
        gefilterd: QuerySet[Any] = super().filter_queryset(queryset)
        gekozen = self.form.cleaned_data
        return gefilterd if gekozen.get("fase") or gekozen.get("let_op") else gefilterd.filter(lopend())

    def op_fase(self, rijen: QuerySet[Any], _naam: str, waarde: str) -> QuerySet[Any]:
        return rijen if waarde == ALLE else rijen.filter(in_fase(Fase(waarde)))

    def op_signaal(self, rijen: QuerySet[Any], _naam: str, waarde: str) -> QuerySet[Any]:
        if waarde == "nareizigers":
            return rijen.filter(Q(einde="", nog_nareizigers__gt=0))
        gemeenten = Huishouden.objects.zichtbaar_voor(self.request.lid).order_by().values_list("koppelgemeente")
        return rijen.filter(te_laat({pk for (pk,) in gemeenten.distinct()}, timezone.localdate()))

    def van_wie(self, rijen: QuerySet[Any], _naam: str, waarde: str) -> QuerySet[Any]:
        return rijen.filter(van_mij(self.request.lid, timezone.localdate()))
