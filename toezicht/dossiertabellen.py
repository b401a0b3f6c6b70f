"""The list of dossiers: its table and its filter."""

from datetime import date

import django_tables2 as tables
from django import forms
from django.urls import reverse

from organisaties.templatetags.weergave import datum
from organisaties.velden import NetFormulier
from toezicht.dossiers import Dossier

TE_LAAT, BINNENKORT = "te-laat", "binnenkort"


class DossierFilter(NetFormulier):
    """Which dossiers; it lives in the address."""

    toon = forms.ChoiceField(
        label="Toon",
        required=False,
        choices=[("", "Alle gemeenten"), (TE_LAAT, "Iets is te laat"), (BINNENKORT, "Iets loopt binnen 14 dagen af")],
    )

    def uit(self, rijen: list[Dossier]) -> list[Dossier]:
        """The rows that were asked for; what is odd in the address asks nothing."""
        toon = self.cleaned_data.get("toon") if self.is_valid() else ""
        if toon == TE_LAAT:
            return [rij for rij in rijen if rij.te_laat]
        return [rij for rij in rijen if rij.binnenkort] if toon == BINNENKORT else rijen


class DossiersTabel(tables.Table):
    """A row a gemeente: where it stands, its last letter, what comes next and what is overdue."""

    gemeente = tables.Column(
        linkify=lambda record: record.adres, accessor="naam", order_by="naam", verbose_name="Gemeente"
    )
    trede = tables.Column(accessor="tredenaam", order_by="tredeorde", verbose_name="Trede", empty_values=())
    brief = tables.Column(
        accessor="briefdatum",
        order_by="brieforde",
        linkify=lambda record: reverse("brief", args=[record.brief.pk]) if record.brief else None,
        verbose_name="Laatste brief",
        default="nog geen",
    )
    eerstvolgende = tables.Column(accessor="eerstvolgende_dag", verbose_name="Eerstvolgende dag")
    waarvoor = tables.Column(accessor="eerstvolgende__aanleiding__naam", orderable=False, verbose_name="Waarvoor")
    te_laat = tables.Column(accessor="aantal_te_laat", verbose_name="Te laat")

    caption = "Dossiers per gemeente"
    caption_verborgen = True
    eenheid = "dossiers"
    eenheid_enkel = "dossier"
    breed = True

    class Meta:
        order_by = "gemeente"
        empty_text = "Geen dossiers gevonden. Kies “Alle gemeenten”."

    def render_trede(self, record: Dossier) -> str:
        return record.tredenaam or "niet vastgelegd"

    def render_brief(self, value: date) -> str:
        return datum(value)

    render_eerstvolgende = render_brief

    def render_te_laat(self, record: Dossier) -> str:
        return ", ".join(f"{termijn.aanleiding.naam} ({datum(termijn.dag)})" for termijn in record.te_laat) or "niets"
