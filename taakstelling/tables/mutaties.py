"""The list of mutaties."""

from datetime import date
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django_tables2.utils import A

from organisaties.templatetags.weergave import datum, saldo
from organisaties.uitvoer import Kolom
from taakstelling.models import Mutatie
from taakstelling.regels.halfjaar import Halfjaar

GETAL = {"th": {"class": "getal"}, "td": {"class": "getal"}}


class MutatieTable(tables.Table):
    """One row a gemeente in a besluit; the date opens the besluit, the number the sum it is in."""

    caption, eenheid, eenheid_enkel = "Mutaties", "mutaties", "mutatie"
    breed = True
    lege_actie: tuple[str, str] | None = None

    datum = tables.Column(verbose_name="Datum", linkify=("besluit", {"pk": A("pk")}))
    gemeente = tables.Column(verbose_name="Gemeente", order_by="gemeente__naam")
    soort = tables.Column(verbose_name="Soort")
    aantal = tables.Column(verbose_name="Personen", attrs=GETAL)
    grondslag = tables.Column(verbose_name="Grondslag en reden", orderable=False)

    class Meta:
        model = Mutatie
        fields = ()
        sequence = ("datum", "gemeente", "soort", "aantal", "grondslag")
        order_by = ("-datum", "-pk")
        empty_text = "Er zijn geen mutaties die bij deze keuze passen."
        row_attrs = {"class": lambda record, table: "" if record.gold(table.bekend_op) else "ingetrokken"}

    def __init__(self, *args: Any, bekend_op: date | None, **rest: Any) -> None:
        self.bekend_op = bekend_op
        super().__init__(*args, **rest)

    def render_datum(self, value: date) -> str:
        return datum(value)

    def render_aantal(self, record: Any) -> str:
        anker = "begin" if record.soort == Mutatie.Soort.BEGINSTAND else "mutaties"
        return format_html(
            '<a class="deur" href="{}#{}">{}</a>',
            reverse("stand", args=[record.gemeente.code, Halfjaar.van_datum(record.datum)]),
            anker,
            saldo(record.aantal),
        )

    def render_grondslag(self, record: Any) -> str:
        return format_html('<span>{}<br><span class="stil">{}</span></span>', record.grondslag, record.reden)


def uitvoerkolommen(bekend_op: date | None) -> list[Kolom]:
    """For a file; what counts is what was valid at the end of that day (None: now)."""
    return [
        Kolom("Datum", lambda m: m.datum),
        Kolom("Halfjaar", lambda m: str(Halfjaar.van_datum(m.datum))),
        Kolom("Code", lambda m: m.gemeente.code),
        Kolom("Gemeente", lambda m: m.gemeente.naam),
        Kolom("Soort", lambda m: m.soort),
        Kolom("Personen", lambda m: m.aantal),
        Kolom("Grondslag", lambda m: m.grondslag),
        Kolom("Reden", lambda m: m.reden),
        Kolom("Telt mee", lambda m: "ja" if m.gold(bekend_op) else "nee, ingetrokken"),
    ]
