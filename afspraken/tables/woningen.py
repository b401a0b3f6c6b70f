"""The lists of homes, of wijken, and of what is not linked yet."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django_tables2.utils import A

from afspraken.filters.woningen import ZONDER_WIJK
from afspraken.models import VrijgekomenWoning
from afspraken.regels.normen import KLEINSTE_NOEMER, Meting, tiende
from organisaties.templatetags.weergave import datum, percentage
from taakstelling.models import Plaatsing

GETAL = {"th": {"class": "getal"}, "td": {"class": "getal"}, "tf": {"class": "getal"}}
TE_WEINIG = "te weinig"
_VAST = ("gemeente_id", "wijk")
"""What tells two wijken apart, so that a page never shows one twice."""


def aandeel_in_tekst(meting: Meting) -> str:
    """12,5%; of few homes no share, only the counts beside it."""
    if meting.aandeel is None or meting.noemer < KLEINSTE_NOEMER:
        return TE_WEINIG
    return percentage(tiende(meting.aandeel))


class WoningTable(tables.Table):
    """One row a home; the main link is its kenmerk."""

    caption, eenheid, eenheid_enkel = "Vrijgekomen woningen", "woningen", "woning"
    telling = "eigen opgave van de corporatie"

    kenmerk = tables.Column(verbose_name="Kenmerk", linkify=("woning", {"pk": A("pk")}), order_by=("kenmerk", "pk"))
    corporatie = tables.Column(verbose_name="Corporatie", order_by=("corporatie__naam", "pk"))
    gemeente = tables.Column(verbose_name="Gemeente", order_by=("gemeente__naam", "pk"))
    wijk = tables.Column(verbose_name="Wijk of kern", default="–", order_by=("wijk", "pk"))
    vrij_op = tables.Column(verbose_name="Vrij op", order_by=("vrij_op", "pk"))
    stap_nu = tables.Column(verbose_name="Stap", order_by=("stap_nu", "pk"))
    stap_sinds = tables.Column(verbose_name="Sinds", order_by=("stap_sinds", "pk"))
    doelgroep = tables.Column(verbose_name="Doelgroep", default="–", order_by=("doelgroep", "pk"))
    kamers = tables.Column(verbose_name="Kamers", attrs=GETAL, order_by=("kamers", "pk"))
    acties = tables.TemplateColumn(
        template_name="afspraken/woning_acties.html",
        orderable=False,
        verbose_name="Volgende stap",
        exclude_from_export=True,
    )

    class Meta:
        model = VrijgekomenWoning
        fields = ()
        order_by = ("-vrij_op",)
        empty_text = "Er zijn geen woningen die bij deze keuze passen."
        row_attrs = {"class": lambda record: "ingetrokken" if record.ingetrokken_op else None}

    def render_vrij_op(self, value: date) -> str:
        return datum(value)

    def render_stap_nu(self, record: VrijgekomenWoning) -> str:
        return record.stap.naam

    def render_stap_sinds(self, value: date) -> str:
        return datum(value)


class WijkTable(tables.Table):
    """One row a wijk or kern: how evenly the homes for statushouders are spread. Counts beside every share."""

    caption, eenheid, eenheid_enkel = "Verhuurde woningen per wijk of kern", "wijken", "wijk"
    telling = "eigen opgave van de corporatie"

    wijk = tables.Column(verbose_name="Wijk of kern", empty_values=(), order_by=("wijk", "gemeente_id"))
    gemeente = tables.Column(verbose_name="Gemeente", accessor="gemeente__naam", order_by=("gemeente__naam", *_VAST))
    verhuurd = tables.Column(verbose_name="Verhuurd", attrs=GETAL, order_by=("verhuurd", *_VAST))
    statushouders = tables.Column(verbose_name="Aan statushouders", attrs=GETAL, order_by=("statushouders", *_VAST))
    aandeel = tables.Column(verbose_name="Aandeel", attrs=GETAL, order_by=("aandeel", *_VAST))
    bijzonder = tables.Column(verbose_name="Alle bijzondere doelgroepen", attrs=GETAL, order_by=("bijzonder", *_VAST))

    class Meta:
        order_by = ("-verhuurd",)
        empty_text = "Er zijn in deze periode nog geen woningen verhuurd."

    def __init__(self, *args: Any, jaar: int | None, **kwargs: Any) -> None:
        self.jaar = jaar
        super().__init__(*args, **kwargs)

    def _adres(self, record: dict[str, Any], **vraag: str) -> str:
        vraag |= {"gemeente": record["gemeente__code"], "wijk": record["wijk"] or ZONDER_WIJK}
        vraag |= {"stap": "verhuurd", "onzelfstandig": "nee"}
        if self.jaar:
            vraag |= {"dag": "verhuurd", "vanaf": f"{self.jaar}-01-01", "tot_en_met": f"{self.jaar}-12-31"}
        return f"{reverse('woningen')}?{urlencode(vraag)}"

    def _deur(self, adres: str, tekst: Any) -> SafeString:
        return format_html('<a class="utrecht-link utrecht-link--html-a" href="{}">{}</a>', adres, tekst)

    def render_wijk(self, record: dict[str, Any]) -> SafeString:
        return self._deur(self._adres(record), record["wijk"] or "zonder wijk")

    def render_statushouders(self, record: dict[str, Any], value: int) -> str | SafeString:
        return self._deur(self._adres(record, doelgroep="statushouders"), value) if value else "0"

    def render_aandeel(self, record: dict[str, Any]) -> str:
        return aandeel_in_tekst(Meting(record["statushouders"], record["verhuurd"]))


class OngekoppeldeWoningTable(tables.Table):
    """Homes let to statushouders of which the gemeente still has to say who lives there."""

    caption, eenheid, eenheid_enkel = "Woningen zonder plaatsing", "woningen", "woning"
    telling = "eigen opgave van de corporatie"

    kenmerk = tables.Column(
        verbose_name="Woning", linkify=("woning-toewijzen", {"pk": A("pk")}), order_by=("kenmerk", "pk")
    )
    corporatie = tables.Column(verbose_name="Corporatie", order_by=("corporatie__naam", "pk"))
    gemeente = tables.Column(verbose_name="Gemeente", order_by=("gemeente__naam", "pk"))
    wijk = tables.Column(verbose_name="Wijk of kern", default="–", order_by=("wijk", "pk"))
    verhuurd_op = tables.Column(verbose_name="Verhuurd op", order_by=("verhuurd_op", "pk"))
    kamers = tables.Column(verbose_name="Kamers", attrs=GETAL, order_by=("kamers", "pk"))

    class Meta:
        model = VrijgekomenWoning
        fields = ()
        prefix = "woning-"
        order_by = ("-verhuurd_op",)
        empty_text = "Bij elke woning voor statushouders is bekend welke plaatsing erbij hoort."

    def render_verhuurd_op(self, value: date) -> str:
        return datum(value)


class OngekoppeldePlaatsingTable(tables.Table):
    """Placements of which the gemeente still has to say in which home."""

    caption, eenheid, eenheid_enkel = "Plaatsingen zonder woning", "plaatsingen", "plaatsing"
    telling = "eigen telling van de gemeente"

    teldatum = tables.Column(
        verbose_name="Teldatum", linkify=("plaatsing", {"pk": A("pk")}), order_by=("teldatum", "pk")
    )
    kenmerk = tables.Column(
        accessor="huishouden__kenmerk", verbose_name="Kenmerk", default="gewist", order_by=("huishouden__kenmerk", "pk")
    )
    personen = tables.Column(verbose_name="Personen", attrs=GETAL, orderable=False)
    huisvestingsvorm = tables.Column(verbose_name="Soort huisvesting", order_by=("huisvestingsvorm", "pk"))
    huisvestingsgemeente = tables.Column(verbose_name="Woning in", order_by=("huisvestingsgemeente__naam", "pk"))
    verhuurder = tables.Column(verbose_name="Verhuurder", default="–", order_by=("verhuurder", "pk"))

    class Meta:
        model = Plaatsing
        fields = ()
        prefix = "plaatsing-"
        order_by = ("-teldatum",)
        empty_text = "Van elke plaatsing is bekend in welke woning."

    def render_teldatum(self, value: date) -> str:
        return datum(value)
