"""The lists of the afstemming: half-years with a difference, and COA's lists."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django_tables2.utils import A

from organisaties.templatetags.weergave import datum, getal, saldo
from taakstelling.models import Coalijst, Coalijstregel, Huishouden, Plaatsing
from taakstelling.overzicht.afstemming import Lijstregel
from taakstelling.tables.plaatsingen import GETAL

STATUSSEN = {
    "open": "open",
    "voorgelegd": "voorgelegd",
    "afgehandeld": "afgehandeld",
    "gelijk": "gelijk",
}


class AfstemmingTable(tables.Table):
    """A row a gemeente and half-year of which both counts are known."""

    caption, eenheid, eenheid_enkel = "Eigen telling naast COA", "halfjaren", "halfjaar"

    halfjaar = tables.Column(accessor="stand__halfjaar", verbose_name="Halfjaar")
    gemeente = tables.Column(accessor="gemeente__naam", verbose_name="Gemeente")
    eigen = tables.Column(accessor="stand__eigen", verbose_name="Eigen telling", attrs=GETAL)
    coa = tables.Column(accessor="stand__officieel__aantal", verbose_name="COA", attrs=GETAL)
    per = tables.Column(accessor="stand__officieel__cijfers_per", verbose_name="Cijfers per")
    verschil = tables.Column(verbose_name="Eigen min COA", attrs=GETAL)
    telt = tables.Column(accessor="stand__bron", verbose_name="Telt nu", orderable=False)
    status = tables.Column(verbose_name="Afstemming")

    class Meta:
        order_by = ("-halfjaar", "gemeente")
        empty_text = "Er zijn geen verschillen met COA die bij deze keuze passen."

    def __init__(self, *args: Any, met_gemeente: bool, **kwargs: Any) -> None:
        super().__init__(*args, exclude=() if met_gemeente else ("gemeente",), **kwargs)

    def render_halfjaar(self, record: Lijstregel) -> SafeString:
        adres = reverse("afstemming-halfjaar", args=[record.gemeente.code, record.stand.halfjaar])
        return format_html(
            '<a class="utrecht-link utrecht-link--html-a" href="{}">{}</a>', adres, record.stand.halfjaar.kort
        )

    def render_eigen(self, value: int) -> str:
        return getal(value)

    def render_coa(self, value: int) -> str:
        return getal(value)

    def render_per(self, value: date) -> str:
        return datum(value)

    def render_verschil(self, value: int) -> str:
        return saldo(value)

    def render_telt(self, record: Lijstregel) -> str:
        return {"officieel": "COA", "eigen": "eigen telling"}.get(record.stand.bron.value, "–")

    def render_status(self, value: str) -> str:
        return STATUSSEN[value]


class CoalijstTable(tables.Table):
    """The lists that were read in, the newest first."""

    caption, eenheid, eenheid_enkel = "Lijsten van COA", "lijsten", "lijst"

    cijfers_per = tables.Column(verbose_name="Cijfers per", linkify=("coa-lijst", {"pk": A("pk")}))
    bron = tables.Column(verbose_name="Bron")
    gemeente = tables.Column(verbose_name="Gemeente", order_by="gemeente__naam")
    halfjaar = tables.Column(verbose_name="Halfjaar")
    personen = tables.Column(verbose_name="Personen", attrs=GETAL)
    aantal_regels = tables.Column(verbose_name="Regels", attrs=GETAL)
    toestand = tables.Column(verbose_name="Telt", accessor="ingetrokken_op", orderable=False, empty_values=())

    class Meta:
        model = Coalijst
        fields = ()
        sequence = ("cijfers_per", "bron", "gemeente", "halfjaar", "personen", "aantal_regels", "toestand")
        order_by = ("-cijfers_per", "-pk")
        empty_text = "Er is nog geen lijst van COA ingelezen."
        lege_actie = None

    def render_cijfers_per(self, value: date) -> str:
        return datum(value)

    def render_halfjaar(self, record: Coalijst) -> str:
        return str(record.halfjaar.kort)

    def render_toestand(self, record: Coalijst) -> str:
        return "ingetrokken" if record.ingetrokken_op else "ja"


class CoalijstregelTable(tables.Table):
    """The rows of one list; not paged, because a difference points at its row."""

    caption, eenheid, eenheid_enkel = "Regels van de lijst", "regels", "regel"

    nummer = tables.Column(accessor="0__nummer", verbose_name="Rij in het bestand")
    datum = tables.Column(accessor="0__datum", verbose_name="Datum")
    personen = tables.Column(accessor="0__personen", verbose_name="Personen", attrs=GETAL)
    herkend = tables.Column(accessor="1", verbose_name="Herkend als", orderable=False, empty_values=())

    class Meta:
        row_attrs = {"id": lambda record: f"rij-{record[0].nummer}"}
        empty_text = "Deze lijst heeft geen regels."

    def render_datum(self, value: date) -> str:
        return datum(value)

    def render_personen(self, value: int) -> str:
        return getal(value)

    def render_herkend(self, record: tuple[Coalijstregel, Huishouden | None, Plaatsing | None]) -> str:
        huishouden = record[1]
        if huishouden is not None:
            adres = f"{reverse('plaatsingen')}?{urlencode({'kenmerk': huishouden.kenmerk})}"
            return format_html(
                '<a class="utrecht-link utrecht-link--html-a" href="{}">{}</a>', adres, huishouden.kenmerk
            )
        return self.value_herkend(record)

    def value_herkend(self, record: tuple[Coalijstregel, Huishouden | None, Plaatsing | None]) -> str:
        _, huishouden, vermoed = record
        if huishouden is not None:
            return str(huishouden.kenmerk)
        if vermoed is not None:
            return f"waarschijnlijk de plaatsing van {datum(vermoed.teldatum)} (datum en aantal)"
        return "niet herkend"
