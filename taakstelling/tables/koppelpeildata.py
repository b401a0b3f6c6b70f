"""The koppelpeildata in lists: one line a gemeente and half-year, and the households behind one number."""

from datetime import date
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from organisaties.templatetags.weergave import datum, getal
from taakstelling.koppelpeildata import Koppelregel
from taakstelling.models import Koppeling
from taakstelling.regels.koppelpeildatum import Uitkomst
from taakstelling.tables.cijfers import GETAL, LichteTabel


class KoppelpeildataTable(LichteTabel):
    """A row a gemeente, or of one gemeente a row a half-year: what was needed on that day, and what was coupled."""

    naam = tables.Column(verbose_name="Gemeente")
    dag = tables.Column(accessor="halfjaar__koppelpeildatum", verbose_name="Koppelpeildatum")
    opgave = tables.Column(accessor="koppelstand__opgave", verbose_name="Opgave", attrs=GETAL)
    gehuisvest = tables.Column(accessor="koppelstand__gehuisvest", verbose_name="Gehuisvest", attrs=GETAL)
    nodig = tables.Column(accessor="koppelstand__nodig", verbose_name="Nog nodig", attrs=GETAL)
    gekoppeld = tables.Column(accessor="koppelstand__gekoppeld", verbose_name="Gekoppeld", attrs=GETAL)
    tekort = tables.Column(accessor="koppelstand__tekort", verbose_name="Tekort", attrs=GETAL)
    uitkomst = tables.Column(verbose_name="Uitkomst")

    breed = True
    telling = "eigen telling van de gemeente; een tekort is in personen"
    lege_actie: tuple[str, str] | None = None

    class Meta:
        template_name = "taakstelling/lichte_tabel.html"
        orderable = False
        empty_text = "Er zijn geen gemeenten om te laten zien."

    def __init__(self, regels: list[Koppelregel], *, per_halfjaar: bool, caption: str, **rest: Any) -> None:
        self.caption = caption
        self.per_halfjaar = per_halfjaar
        self.eenheid, self.eenheid_enkel = ("halfjaren", "halfjaar") if per_halfjaar else ("gemeenten", "gemeente")
        super().__init__(regels, **rest)
        if per_halfjaar:
            self.columns["naam"].column.verbose_name = "Halfjaar"

    def cellen(self, record: Koppelregel) -> dict[str, Any]:
        een = record.koppelstand
        naar = reverse("koppelpeildatum", args=[record.gemeente.code, record.halfjaar])
        return {
            "naam": format_html(
                '<a href="{}">{}</a>', naar, record.halfjaar.kort if self.per_halfjaar else record.gemeente.naam
            ),
            "dag": datum(record.halfjaar.koppelpeildatum),
            "opgave": _deur(naar, "som", een.opgave),
            "gehuisvest": _deur(naar, "som", een.gehuisvest),
            "nodig": _deur(naar, "som", een.nodig),
            "gekoppeld": _deur(naar, "gekoppeld", een.gekoppeld),
            "tekort": _deur(naar, "som", een.tekort),
            "uitkomst": _uitkomst(een.uitkomst),
        }


def _deur(naar: str, deel: str, aantal: int | None) -> SafeString:
    return format_html('<a class="deur" href="{}#{}">{}</a>', naar, deel, getal(aantal))


def _uitkomst(uitkomst: Uitkomst) -> SafeString | str:
    return format_html("<strong>{}</strong>", uitkomst) if uitkomst is Uitkomst.TEKORT else str(uitkomst)


class WachtendenTable(tables.Table):
    """The households that were coupled and not housed at the end of a day."""

    caption, eenheid, eenheid_enkel = "Gekoppeld en nog niet gehuisvest", "huishoudens", "huishouden"

    kenmerk = tables.Column(
        accessor="huishouden__kenmerk",
        verbose_name="Kenmerk",
        default="gewist",
        linkify=lambda record: record.huishouden and reverse("huishouden", args=[record.huishouden.pk]),
    )
    gekoppeld_op = tables.Column(verbose_name="Gekoppeld op")
    nog_personen = tables.Column(verbose_name="Personen", attrs=GETAL)

    class Meta:
        model = Koppeling
        fields = ()
        sequence = ("kenmerk", "gekoppeld_op", "nog_personen")
        order_by = ("gekoppeld_op",)
        empty_text = "Er was niemand gekoppeld die nog geen woning had."

    def render_gekoppeld_op(self, value: date) -> str:
        return datum(value)
