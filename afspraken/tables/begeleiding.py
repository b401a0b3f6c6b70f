"""The lists of begeleidingen: for the gemeente by household, for the corporatie by home."""

from datetime import date
from typing import Any

import django_tables2 as tables
from django.db.models import F
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django_tables2.utils import A

from afspraken.models import Begeleiding
from afspraken.overzicht.begeleidingen import Stand
from organisaties.tables import GETAL
from organisaties.templatetags.weergave import datum


class _Tabel(tables.Table):
    eenheid, eenheid_enkel = "begeleidingen", "begeleiding"
    breed = True
    telling = "Eigen registratie van de gemeente"

    fase = tables.Column(verbose_name="Fase", empty_values=())
    aanspreekpunt = tables.Column(verbose_name="Aanspreekpunt", order_by=("organisatie", "functie"), empty_values=())
    open_signalen = tables.Column(verbose_name="Open signalen", attrs=GETAL)
    signaal_voor = tables.Column(verbose_name="Antwoord uiterlijk", default="–")

    def __init__(self, *args: Any, vandaag: date, **kwargs: Any) -> None:
        self.vandaag = vandaag
        super().__init__(*args, **kwargs)

    def stand(self, record: Any) -> Stand:
        return Stand(record, self.vandaag)

    def render_fase(self, record: Any) -> str:
        return self.stand(record).fase

    def render_aanspreekpunt(self, record: Any) -> str:
        return f"{record.functie}, {record.organisatie}"

    def render_signaal_voor(self, value: date) -> str | SafeString:
        if value >= self.vandaag:
            return datum(value)
        return format_html(
            '<span>{} <span class="standmerk standmerk--achterstand">te laat</span></span>', datum(value)
        )

    def order_signaal_voor(self, rijen: Any, aflopend: bool) -> tuple[Any, bool]:  # noqa: FBT001
        dag = F("signaal_voor")
        return rijen.order_by(dag.desc(nulls_last=True) if aflopend else dag.asc(nulls_last=True), "pk"), True

    def order_fase(self, rijen: Any, aflopend: bool) -> tuple[Any, bool]:  # noqa: FBT001
        # What waits for the next phase comes before that phase: of the same number closed, no open one is earlier.
        plaats = (F("gestopt_op").asc(nulls_first=True), "afgesloten", "open_fase", "pk")
        geordend = rijen.order_by(*plaats)
        return geordend.reverse() if aflopend else geordend, True


class BegeleidingTable(_Tabel):
    """One row a household, for who sees the household."""

    caption = "Begeleidingen"
    kenmerk = tables.Column(
        verbose_name="Huishouden", accessor="huishouden__kenmerk", linkify=("begeleiding", {"pk": A("pk")})
    )
    volgende = tables.Column(verbose_name="Volgende stap", empty_values=(), orderable=False)
    minstens_tot = tables.Column(verbose_name="Minstens tot", empty_values=())
    gemeente = tables.Column(verbose_name="Gemeente", order_by="gemeente__naam")

    class Meta:
        model = Begeleiding
        fields = ()
        sequence = (
            "kenmerk",
            "fase",
            "volgende",
            "minstens_tot",
            "aanspreekpunt",
            "open_signalen",
            "signaal_voor",
            "gemeente",
        )
        order_by = ("kenmerk",)
        empty_text = "Er zijn geen begeleidingen die bij deze keuze passen."

    def order_kenmerk(self, rijen: Any, aflopend: bool) -> tuple[Any, bool]:  # noqa: FBT001
        return rijen.order_by("-huishouden__kenmerk" if aflopend else "huishouden__kenmerk", "pk"), True

    def render_volgende(self, record: Any) -> str:
        return self.stand(record).volgende

    def render_minstens_tot(self, record: Any) -> str:
        dag = self.stand(record).minstens_tot
        return datum(dag) if dag else "–"

    def order_minstens_tot(self, rijen: Any, aflopend: bool) -> tuple[Any, bool]:  # noqa: FBT001
        dag = F("contract_op")
        return rijen.order_by(dag.desc(nulls_last=True) if aflopend else dag.asc(nulls_last=True), "pk"), True


class WoningbegeleidingTable(_Tabel):
    """One row a home of the corporatie: phase, aanspreekpunt and its own signals, and nothing of the household."""

    caption = "Begeleiding bij uw woningen"
    woning = tables.Column(
        verbose_name="Woning", linkify=("begeleiding", {"pk": A("pk")}), empty_values=(), order_by=("woning", "pk")
    )
    gemeente = tables.Column(verbose_name="Gemeente", order_by=("gemeente__naam", "pk"))

    class Meta:
        model = Begeleiding
        fields = ()
        sequence = ("woning", "gemeente", "fase", "aanspreekpunt", "open_signalen", "signaal_voor")
        order_by = ("woning",)
        empty_text = "Er is geen begeleiding bij een woning van u die bij deze keuze past."

    def render_woning(self, record: Any) -> str:
        return record.woning or "zonder kenmerk"
