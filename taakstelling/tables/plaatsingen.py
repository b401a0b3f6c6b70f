"""The list of plaatsingen."""

from datetime import date

import django_tables2 as tables
from django_tables2.utils import A

from organisaties.templatetags.weergave import datum
from taakstelling.models import Plaatsing

GETAL = {"th": {"class": "getal"}, "td": {"class": "getal"}}


class PlaatsingTable(tables.Table):
    """One row a plaatsing; the main link is on the date it counts."""

    caption, eenheid, eenheid_enkel = "Plaatsingen", "plaatsingen", "plaatsing"
    telling = "eigen telling van de gemeente"

    teldatum = tables.Column(verbose_name="Teldatum", linkify=("plaatsing", {"pk": A("pk")}))
    kenmerk = tables.Column(accessor="huishouden__kenmerk", verbose_name="Kenmerk", default="gewist")
    personen = tables.Column(verbose_name="Personen", order_by=("meegeteld",), attrs=GETAL)
    meegeteld = tables.Column(verbose_name="Telt mee", attrs=GETAL)
    huisvestingsvorm = tables.Column(verbose_name="Soort huisvesting")
    koppelgemeente = tables.Column(verbose_name="Telt voor", order_by="koppelgemeente__naam")
    huisvestingsgemeente = tables.Column(verbose_name="Woning in", order_by="huisvestingsgemeente__naam")
    acties = tables.TemplateColumn(
        template_name="taakstelling/plaatsing_acties.html",
        orderable=False,
        verbose_name="Wijzigen",
        exclude_from_export=True,
    )

    def render_teldatum(self, value: date) -> str:
        return datum(value)

    class Meta:
        model = Plaatsing
        fields = ()
        sequence = (
            "teldatum",
            "kenmerk",
            "personen",
            "meegeteld",
            "huisvestingsvorm",
            "koppelgemeente",
            "huisvestingsgemeente",
            "acties",
        )
        order_by = ("-teldatum", "-pk")
        empty_text = "Er zijn geen plaatsingen die bij deze keuze passen."
