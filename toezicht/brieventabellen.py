"""The lists of the letters of a round."""

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from organisaties.templatetags.weergave import hoeveel
from toezicht.brievenlijst import Brievenrij
from toezicht.models import Opdrachtregel


class BrievenkamerTabel(tables.Table):
    """One row a gemeente of the round, with its letter."""

    gemeente = tables.Column(linkify=lambda record: record.adres, accessor="naam", verbose_name="Gemeente")
    status = tables.Column(verbose_name="Brief")
    kenmerk = tables.Column(verbose_name="Kenmerk", default="nog geen")
    heeft_postadres = tables.Column(verbose_name="Postadres")
    afschrift = tables.Column(verbose_name="Afschrift raad")
    problemen = tables.Column(
        orderable=False, empty_values=(), linkify=lambda record: record.adres if record.problemen else None
    )
    pdf = tables.Column(
        accessor="brief", orderable=False, empty_values=(), verbose_name="PDF", exclude_from_export=True
    )

    caption = "Brieven van deze ronde"
    caption_verborgen = True
    eenheid = "gemeenten"
    eenheid_enkel = "gemeente"
    breed = True

    class Meta:
        order_by = "gemeente"
        empty_text = "Deze provincie had in dit halfjaar geen gemeenten."

    def render_heeft_postadres(self, record: Brievenrij) -> str | SafeString:
        if record.heeft_postadres:
            return "ja"
        adres = reverse("adres", args=[record.gemeente.code])
        return format_html('<a class="utrecht-link utrecht-link--html-a" href="{}">ontbreekt</a>', adres)

    def render_problemen(self, record: Brievenrij) -> str:
        return hoeveel(len(record.problemen), "probleem", "problemen") if record.problemen else "–"

    def render_pdf(self, record: Brievenrij) -> str | SafeString:
        if record.brief is None:
            return "–"
        adres = reverse("brief-pdf", args=[record.brief.pk])
        return format_html(
            '<a class="utrecht-link utrecht-link--html-a" href="{}">PDF<span class="verborgen"> van {}</span></a>',
            adres,
            record.naam,
        )


class MisluktTabel(tables.Table):
    """The letters of a run that did not go, and why."""

    gemeente = tables.Column(
        accessor="brief__beoordeling__gemeente__naam",
        linkify=lambda record: reverse("brief", args=[record.brief_id]),
        verbose_name="Gemeente",
    )
    reden = tables.Column(orderable=False, verbose_name="Waarom niet")

    caption = "Niet gelukt"
    caption_verborgen = True
    eenheid = "brieven"
    eenheid_enkel = "brief"

    class Meta:
        model = Opdrachtregel
        fields = ("gemeente", "reden")
        order_by = "gemeente"

    def __init__(self, rijen: Any) -> None:
        super().__init__(rijen, prefix="mislukt-")
