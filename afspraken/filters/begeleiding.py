"""Filters of the list of begeleidingen."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone

from afspraken.models import Begeleiding
from afspraken.overzicht.begeleidingen import in_toestand, wacht_op_mij
from afspraken.regels.begeleiding import FASEN, Toestand
from organisaties.models import Corporatie

_WACHT, _GESTOPT, _ALLE = "wacht", "gestopt", "alle"


class BegeleidingFilter(django_filters.FilterSet):
    """By phase, what needs an answer, and corporatie. Without a phase: those that run."""

    fase = django_filters.ChoiceFilter(
        label="Fase",
        choices=[
            *((fase.value, naam) for fase, naam in FASEN.items()),
            (_WACHT, "Wacht op een volgende fase"),
            (Toestand.AFGEROND.value, "Afgerond"),
            (_GESTOPT, "Gestopt"),
            (_ALLE, "Alle begeleidingen"),
        ],
        empty_label="Lopend",
        method="op_fase",
    )
    let_op = django_filters.ChoiceFilter(
        label="Signalen",
        choices=[("open", "Wacht op antwoord"), ("mij", "Wacht op ons antwoord"), ("te-laat", "Antwoord te laat")],
        empty_label="Alles",
        method="op_signaal",
    )
    corporatie = django_filters.ModelChoiceFilter(
        queryset=lambda request: Corporatie.objects.filter(
            pk__in=Begeleiding.objects.zichtbaar_voor(request.lid).order_by().values("corporatie")
        ),
        label="Verhuurder",
        empty_label="Alle verhuurders",
    )

    class Meta:
        model = Begeleiding
        fields: tuple[str, ...] = ()

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        gefilterd: QuerySet[Any] = super().filter_queryset(queryset)
        gekozen = self.form.cleaned_data
        if gekozen.get("fase") or gekozen.get("let_op"):
            return gefilterd
        return gefilterd.filter(gestopt_op=None).exclude(in_toestand(Toestand.AFGEROND))

    def op_fase(self, rijen: QuerySet[Any], _naam: str, waarde: str) -> QuerySet[Any]:
        if waarde == _ALLE:
            return rijen
        if waarde == _GESTOPT:
            return rijen.filter(gestopt_op__isnull=False)
        rijen = rijen.filter(gestopt_op=None)
        if waarde == _WACHT:
            return rijen.filter(in_toestand(Toestand.NA_PRE_VESTIGING) | in_toestand(Toestand.NA_VESTIGING))
        return rijen.filter(in_toestand(Toestand(waarde)))

    def op_signaal(self, rijen: QuerySet[Any], _naam: str, waarde: str) -> QuerySet[Any]:
        if waarde == "mij":
            return rijen.filter(pk__in=wacht_op_mij(self.request.lid).order_by().values("begeleiding"))
        laat = Q(signaal_voor__lt=timezone.localdate())
        return rijen.filter(laat if waarde == "te-laat" else Q(open_signalen__gt=0))
