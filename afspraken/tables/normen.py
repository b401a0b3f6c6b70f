"""The list of norms with what became of them in a year."""

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from afspraken.beelden.normbalk import aandeel_in_woorden, hoeveel, norm_in_woorden, oordeel_in_woorden
from afspraken.models import Norm
from afspraken.overzicht.bereiken import adres_van, bereik_van, naam_van
from afspraken.overzicht.normlijst import Lijstregel
from afspraken.templatetags.normbeelden import normbalk
from organisaties.templatetags.weergave import datum, getal
from organisaties.uitvoer import Kolom

GETAL = {"th": {"class": "getal"}, "td": {"class": "getal"}}


class AandeelTable(tables.Table):
    """One row a norm; a norm that was interrupted in this year has a line for each stretch. `regels`: set per page."""

    caption, eenheid, eenheid_enkel = "Aandelen", "normen", "norm"
    breed = True
    rijkop = "waar"
    lege_actie: tuple[str, str] | None = None

    waar = tables.Column(
        verbose_name="Waar", accessor="pk", order_by=("gemeente__naam", "regio__naam", "corporatie__naam")
    )
    norm = tables.Column(verbose_name="Norm", accessor="pk", order_by=("soort", "percentage", "aantal"))
    tijdvak = tables.Column(verbose_name="Tijdvak", accessor="pk", order_by="van")
    geteld = tables.Column(verbose_name="Geteld", accessor="pk", orderable=False, attrs=GETAL)
    balk = tables.Column(verbose_name="Aandeel tegen de norm", accessor="pk", orderable=False)
    oordeel = tables.Column(verbose_name="Oordeel", accessor="pk", orderable=False)

    class Meta:
        model = Norm
        fields = ()
        sequence = ("waar", "norm", "tijdvak", "geteld", "balk", "oordeel")
        order_by = ("waar", "van", "pk")
        empty_text = "Er zijn geen normen die in dit jaar gelden en bij deze keuze passen."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.regels: dict[int, Lijstregel] = {}

    def _per_regel(self, norm: Norm, tekst: Any) -> SafeString:
        return format_html_join(
            "", '<div class="tijdvakregel">{}</div>', ((tekst(r),) for r in self.regels[norm.pk].regels)
        )

    def render_waar(self, record: Norm) -> SafeString:
        regel = self.regels[record.pk]
        return format_html('<a class="utrecht-link utrecht-link--html-a" href="{}">{}</a>', regel.url, regel.naam)

    def render_norm(self, record: Norm) -> str:
        return f"{record.soort} {hoeveel(record.regel)}, {record.get_doelgroep_display()}"

    def render_tijdvak(self, record: Norm) -> SafeString:
        return self._per_regel(record, lambda r: r.tijdvak)

    def render_geteld(self, record: Norm) -> SafeString:
        return self._per_regel(
            record, lambda r: f"{getal(r.meting.teller)} van {getal(r.meting.noemer)} ({aandeel_in_woorden(r.meting)})"
        )

    def render_balk(self, record: Norm) -> SafeString:
        return self._per_regel(record, lambda r: normbalk(r.meting, r.norm, f"{record.pk}-{r.stuk.van:%m%d}"))

    def render_oordeel(self, record: Norm) -> SafeString:
        return self._per_regel(record, lambda r: oordeel_in_woorden(r.norm, r.meting))


class NormTable(tables.Table):
    """The norms themselves, as they were agreed."""

    caption, eenheid, eenheid_enkel = "Normen", "normen", "norm"
    breed = True
    lege_actie: tuple[str, str] | None = None

    waar = tables.Column(
        verbose_name="Waar", accessor="pk", order_by=("gemeente__naam", "regio__naam", "corporatie__naam")
    )
    hoeveel = tables.Column(verbose_name="Norm", accessor="pk", order_by=("soort", "percentage", "aantal"))
    van = tables.Column(verbose_name="Geldt")
    bron = tables.Column(verbose_name="Bron", orderable=False)
    doen = tables.Column(verbose_name="Wijzigen", accessor="pk", orderable=False)

    class Meta:
        model = Norm
        fields = ()
        sequence = ("waar", "hoeveel", "van", "bron", "doen")
        order_by = ("waar", "van", "pk")
        empty_text = "Er zijn nog geen normen. Een norm is een percentage of aantal woningen uit een afspraak."

    def __init__(self, *args: Any, eigen: tuple[set[int], set[int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gemeenten, self.regios = eigen

    def render_waar(self, record: Norm) -> SafeString:
        bereik = bereik_van(record)
        adres = reverse("aandeel", args=[adres_van(bereik)])
        return format_html('<a class="utrecht-link utrecht-link--html-a" href="{}">{}</a>', adres, naam_van(bereik))

    def render_hoeveel(self, record: Norm) -> str:
        return f"{record.soort} {hoeveel(record.regel)}, {record.get_doelgroep_display()}"

    def render_van(self, record: Norm) -> str:
        return periode(record)

    def render_doen(self, record: Norm) -> SafeString | str:
        if record.gemeente_id not in self.gemeenten and record.regio_id not in self.regios:
            return ""
        return format_html(
            '<a class="utrecht-link utrecht-link--html-a" href="{}">Vervangen</a> ·'
            ' <a class="utrecht-link utrecht-link--html-a" href="{}">Intrekken</a>',
            reverse("norm-vervangen", args=[record.pk]),
            reverse("norm-intrekken", args=[record.pk]),
        )


def periode(norm: Norm) -> str:
    """From the first day, and until when: the first day on which it is no longer in force."""
    return f"vanaf {datum(norm.van)}, tot {datum(norm.tot)}" if norm.tot else f"vanaf {datum(norm.van)}"


AANDEELKOLOMMEN = [
    Kolom("Waar", lambda paar: paar[0].naam),
    Kolom("Norm", lambda paar: norm_in_woorden(paar[1].norm)),
    Kolom("Doelgroep", lambda paar: paar[0].norm.doelgroep),
    Kolom("Van", lambda paar: paar[1].stuk.van),
    Kolom("Tot", lambda paar: paar[1].stuk.tot),
    Kolom("Naar de doelgroep", lambda paar: paar[1].meting.teller),
    Kolom("Van alle woningen", lambda paar: paar[1].meting.noemer),
    Kolom("Aandeel", lambda paar: aandeel_in_woorden(paar[1].meting)),
    Kolom("Oordeel", lambda paar: oordeel_in_woorden(paar[1].norm, paar[1].meting)),
]
"""Of pairs (norm, stretch of it)."""
UITVOERKOLOMMEN = [
    Kolom("Corporatie", lambda n: str(n.corporatie or "")),
    Kolom("Gemeente", lambda n: str(n.gemeente or "")),
    Kolom("Regio", lambda n: str(n.regio or "")),
    Kolom("Soort", lambda n: n.soort),
    Kolom("Norm", lambda n: hoeveel(n.regel)),
    Kolom("Doelgroep", lambda n: n.doelgroep),
    Kolom("Van", lambda n: n.van),
    Kolom("Tot", lambda n: n.tot),
    Kolom("Bron", lambda n: n.bron),
]
