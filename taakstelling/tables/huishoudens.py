"""The list of huishoudens."""

from datetime import date
from typing import Any

import django_tables2 as tables
from django.db.models import F
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django_tables2.utils import A

from organisaties.templatetags.weergave import datum, personen
from organisaties.uitvoer import Kolom
from taakstelling.models import Huishouden
from taakstelling.overzicht.huishoudens import Stand
from taakstelling.regels.koppelklok import Termijnen
from taakstelling.tables.plaatsingen import GETAL


def _met_merk(dag: date, soort: str, tekst: str) -> SafeString:
    """A day with a mark behind it; together one thing, also on a card."""
    return format_html('<span>{} <span class="standmerk standmerk--{}">{}</span></span>', datum(dag), soort, tekst)


class HuishoudenTable(tables.Table):
    """One row a household, the one that waits longest first; rows come from `met_stand`."""

    caption, eenheid, eenheid_enkel = "Huishoudens", "huishoudens", "huishouden"
    breed = True

    kenmerk = tables.Column(verbose_name="Kenmerk", linkify=("huishouden", {"pk": A("pk")}))
    gekoppeld_op = tables.Column(verbose_name="Gekoppeld op", default="geen koppeling")
    gekoppelde_personen = tables.Column(verbose_name="Personen", attrs=GETAL)
    nog_personen = tables.Column(verbose_name="Nog te huisvesten", attrs=GETAL)
    nog_nareizigers = tables.Column(verbose_name="Nareizigers verwacht", attrs=GETAL)
    fase = tables.Column(verbose_name="Stap", empty_values=(), orderable=False)
    aan_zet = tables.Column(verbose_name="Aan zet", empty_values=(), orderable=False)
    uiterlijk = tables.Column(verbose_name="Uiterlijk", empty_values=(), order_by=("gekoppeld_op",))
    koppelgemeente = tables.Column(verbose_name="Gekoppeld aan", order_by="koppelgemeente__naam")

    class Meta:
        model = Huishouden
        fields = ()
        sequence = (
            "kenmerk",
            "gekoppeld_op",
            "gekoppelde_personen",
            "nog_personen",
            "nog_nareizigers",
            "fase",
            "aan_zet",
            "uiterlijk",
            "koppelgemeente",
        )
        order_by = ("gekoppeld_op",)
        empty_text = "Er zijn geen huishoudens die bij deze keuze passen."

    def __init__(self, *args: Any, termijnen: dict[int, Termijnen], vandaag: date, **kwargs: Any) -> None:
        self.termijnen, self.vandaag = termijnen, vandaag
        een_gemeente = len(termijnen) <= 1
        super().__init__(*args, exclude=("koppelgemeente",) if een_gemeente else (), **kwargs)

    def _stand(self, record: Any) -> Stand:
        return Stand(record, self.termijnen[record.koppelgemeente_id], self.vandaag)

    def render_gekoppeld_op(self, value: date) -> str:
        return datum(value)

    def render_fase(self, record: Any) -> str:
        return self._stand(record).fase_naam

    def render_aan_zet(self, record: Any) -> str:
        return str(self._stand(record).partij)

    def render_uiterlijk(self, record: Any) -> str:
        stand = self._stand(record)
        if stand.termijn is None:
            return "–"
        if stand.te_laat:
            return _met_merk(stand.termijn, "achterstand", "te laat")
        if stand.nadert:
            return _met_merk(stand.termijn, "nadert", "bijna")
        return datum(stand.termijn)

    def order_kenmerk(self, rijen: Any, aflopend: bool) -> tuple[Any, bool]:  # noqa: FBT001
        return rijen.order_by("-kenmerk" if aflopend else "kenmerk", "pk"), True

    def order_gekoppeld_op(self, rijen: Any, aflopend: bool) -> tuple[Any, bool]:  # noqa: FBT001
        # pk as well: two of one day keep their order over the pages.
        return rijen.order_by("-gekoppeld_op" if aflopend else "gekoppeld_op", "pk"), True

    order_uiterlijk = order_gekoppeld_op


class NareizigersTable(tables.Table):
    """Which family is expected; rows come from `met_stand`."""

    caption, eenheid, eenheid_enkel = "Wie er nog komt", "huishoudens", "huishouden"
    caption_verborgen = True

    kenmerk = tables.Column(verbose_name="Kenmerk", linkify=("huishouden", {"pk": A("pk")}))
    nog_nareizigers = tables.Column(verbose_name="Nareizigers", attrs=GETAL)
    verwacht_op = tables.Column(verbose_name="Verwacht op", empty_values=())
    nog_personen = tables.Column(verbose_name="Woning", order_by=("nog_personen",))
    koppelgemeente = tables.Column(verbose_name="Gekoppeld aan", order_by="koppelgemeente__naam")

    class Meta:
        model = Huishouden
        fields = ()
        sequence = ("kenmerk", "nog_nareizigers", "verwacht_op", "nog_personen", "koppelgemeente")
        order_by = ("verwacht_op",)
        empty_text = "U verwacht geen nareizigers. Vul bij een huishouden in hoeveel familie er nog komt en wanneer."

    def __init__(self, *args: Any, vandaag: date, een_gemeente: bool, **kwargs: Any) -> None:
        self.vandaag = vandaag
        super().__init__(*args, exclude=("koppelgemeente",) if een_gemeente else (), **kwargs)

    def render_verwacht_op(self, value: date | None) -> str:
        if value is None:
            return "nog niet bekend"
        if value <= self.vandaag:
            return _met_merk(value, "nadert", "zijn zij er al?")
        return datum(value)

    def render_nog_personen(self, record: Any) -> str:
        if not record.nog_personen:
            return "woont er al; geen extra woning nodig"
        plek = record.nog_personen + record.nog_nareizigers
        return f"nog te zoeken, met plek voor {personen(plek)}"

    def order_verwacht_op(self, rijen: Any, aflopend: bool) -> tuple[Any, bool]:  # noqa: FBT001
        dag = F("verwacht_op")
        return rijen.order_by(dag.desc(nulls_last=True) if aflopend else dag.asc(nulls_last=True), "pk"), True


PLANNINGKOLOMMEN = [
    Kolom("Gemeente", lambda paar: paar[0].naam),
    Kolom("Halfjaar", lambda paar: paar[1].halfjaar.code),
    Kolom("Nareizigers", lambda paar: paar[1].personen),
    Kolom("Huishoudens", lambda paar: paar[1].huishoudens),
    Kolom("Samen tot dan", lambda paar: paar[1].samen),
    Kolom("Stand zonder nareizigers", lambda paar: paar[1].stand_zonder),
    Kolom("Stand met nareizigers", lambda paar: paar[1].stand_met),
]
"""The planning of nareizigers, for a file: a row is a gemeente and a line of its planning."""
