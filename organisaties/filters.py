"""Filters in the address of the lists."""

from datetime import date, timedelta
from typing import Any

import django_filters
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Exists, OuterRef, Q, QuerySet

from organisaties import handelingen
from organisaties.models import Gebruiker, Lidmaatschap, Logregel
from organisaties.registratie import einde_van
from organisaties.rollen import Rol

STATUSSEN = (("actief", "Actief"), ("uitgenodigd", "Uitgenodigd, nog geen wachtwoord"), ("uit", "Uit"))


class GebruikerFilter(django_filters.FilterSet):
    zoek = django_filters.CharFilter(label="Naam of e-mailadres", method="op_naam")
    organisatie = django_filters.CharFilter(label="Organisatie", method="op_organisatie")
    rol = django_filters.ChoiceFilter(label="Rol", choices=Rol.choices, method="op_rol", empty_label="Alle rollen")
    status = django_filters.ChoiceFilter(label="Status", choices=STATUSSEN, method="op_status", empty_label="Alle")

    class Meta:
        model = Gebruiker
        fields: tuple[str, ...] = ()

    def op_naam(self, rijen: QuerySet[Any], _naam: str, waarde: str) -> QuerySet[Any]:
        return rijen.filter(Q(naam__icontains=waarde) | Q(email__icontains=waarde))

    def op_organisatie(self, rijen: QuerySet[Any], _naam: str, waarde: str) -> QuerySet[Any]:
        velden = ("gemeente", "regio", "corporatie", "huurdersorganisatie", "provincie")
        past = Q(pk__in=[])
        for veld in velden:
            past |= Q(**{f"{veld}__naam__icontains": waarde})
        return rijen.filter(Exists(_actieve_rollen().filter(past)))

    def op_rol(self, rijen: QuerySet[Any], _naam: str, waarde: str) -> QuerySet[Any]:
        return rijen.filter(Exists(_actieve_rollen().filter(rol=waarde)))

    def op_status(self, rijen: QuerySet[Any], _naam: str, waarde: str) -> QuerySet[Any]:
        if waarde == "uit":
            return rijen.filter(is_active=False)
        # An unusable password starts with "!": the invitation has not been taken up yet.
        zonder_wachtwoord = Q(password__startswith="!")  # noqa: S106
        return rijen.filter(zonder_wachtwoord if waarde == "uitgenodigd" else ~zonder_wachtwoord, is_active=True)


def _actieve_rollen() -> QuerySet[Lidmaatschap]:
    return Lidmaatschap.objects.filter(gebruiker=OuterRef("pk"), beeindigd_op=None)


class OrganisatieFilter(django_filters.FilterSet):
    naam = django_filters.CharFilter(label="Naam", lookup_expr="icontains")


def _dag(label: str, method: str) -> django_filters.DateFilter:
    """A day with a year that a calendar of ours can have; beyond it the database cannot compare moments."""
    return django_filters.DateFilter(
        label=label,
        method=method,
        widget=forms.DateInput(attrs={"type": "date"}),
        validators=[
            MinValueValidator(date(2000, 1, 1), "Kies een datum vanaf 2000."),
            MaxValueValidator(date(2100, 1, 1), "Kies een datum voor 2100."),
        ],
    )


class LogboekFilter(django_filters.FilterSet):
    van = _dag("Vanaf", "vanaf")
    tot = _dag("Tot en met", "tot_en_met")
    handeling = django_filters.ChoiceFilter(label="Handeling", choices=(), empty_label="Alle handelingen")

    class Meta:
        model = Logregel
        fields: tuple[str, ...] = ()

    def __init__(self, data: Any = None, queryset: Any = None, **kwargs: Any) -> None:
        """Only the acts that are there to find; and the one asked for, as an old address may name it."""
        super().__init__(data, queryset, **kwargs)
        aanwezig = set(self.queryset.order_by().values_list("handeling", flat=True).distinct())
        gevraagd = (data or {}).get("handeling", "")
        if handelingen.is_handeling(gevraagd):
            aanwezig.add(gevraagd)
        self.filters["handeling"].extra["choices"] = handelingen.keuzes(aanwezig)

    def vanaf(self, rijen: QuerySet[Any], _naam: str, waarde: date) -> QuerySet[Any]:
        return rijen.filter(op__gte=einde_van(waarde - timedelta(days=1)))

    def tot_en_met(self, rijen: QuerySet[Any], _naam: str, waarde: date) -> QuerySet[Any]:
        return rijen.filter(op__lt=einde_van(waarde))
