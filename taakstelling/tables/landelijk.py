"""What a new national number does, a row a gemeente."""

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html

from organisaties.templatetags.weergave import getal, saldo
from organisaties.uitvoer import Kolom
from taakstelling.overzicht.nieuwaantal import NIEUWSORTERING, Nieuwregel
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.tables.cijfers import GETAL, Gesorteerd, LichteTabel


class NieuwAantalTable(LichteTabel):
    """Published number, the formula before and after, and the opgave before and after."""

    gemeente = tables.Column(verbose_name="Gemeente")
    provincie = tables.Column(verbose_name="Provincie")
    inwoners = tables.Column(verbose_name="Inwoners", attrs=GETAL)
    gepubliceerd = tables.Column(verbose_name="Geldt nu", attrs=GETAL)
    was = tables.Column(verbose_name="Formule was", attrs=GETAL)
    wordt = tables.Column(verbose_name="Formule wordt", attrs=GETAL)
    verschil = tables.Column(verbose_name="Verschil", attrs=GETAL)
    opgave_was = tables.Column(verbose_name="Opgave was", attrs=GETAL)
    opgave_wordt = tables.Column(verbose_name="Opgave wordt", attrs=GETAL)

    eenheid, eenheid_enkel = "gemeenten", "gemeente"
    breed = True

    class Meta:
        template_name = "taakstelling/lichte_tabel.html"
        order_by = ("gemeente",)
        empty_text = "Er zijn geen gemeenten op de eerste dag van dit halfjaar."

    def __init__(self, regels: list[Nieuwregel], *, halfjaar: Halfjaar, **rest: Any) -> None:
        self.halfjaar = halfjaar
        self.caption = f"Wat dit doet per gemeente in de {halfjaar.in_zin}, als u de taakstellingen overneemt"
        super().__init__(Gesorteerd(list(regels), NIEUWSORTERING), **rest)

    def cellen(self, record: Nieuwregel) -> dict[str, Any]:
        gemeente = record.gemeente
        naar = reverse("stand", kwargs={"code": gemeente.code, "halfjaar": self.halfjaar})
        wordt = getal(record.opgave_wordt)
        return {
            "gemeente": format_html('<a href="{}">{}</a>', naar, gemeente.naam),
            "provincie": gemeente.provincie.naam if gemeente.provincie else "onbekend",
            "inwoners": getal(record.inwoners),
            "gepubliceerd": format_html(
                '<a class="deur" href="{}#taakstelling">{}</a>', naar, getal(record.gepubliceerd)
            ),
            "was": getal(record.was),
            "wordt": getal(record.wordt),
            "verschil": saldo(record.verschil),
            "opgave_was": format_html('<a class="deur" href="{}#opgave">{}</a>', naar, getal(record.opgave_was)),
            "opgave_wordt": wordt
            if record.neemt_over
            else format_html('<span>{} <span class="stil">blijft</span></span>', wordt),
        }


NIEUWKOLOMMEN = [
    Kolom("Code", lambda r: r.gemeente.code),
    Kolom("Gemeente", lambda r: r.gemeente.naam),
    Kolom("Provincie", lambda r: r.gemeente.provincie.naam if r.gemeente.provincie else None),
    Kolom("Inwoners", lambda r: r.inwoners),
    Kolom("Geldt nu", lambda r: r.gepubliceerd),
    Kolom("Formule was", lambda r: r.was),
    Kolom("Formule wordt", lambda r: r.wordt),
    Kolom("Verschil", lambda r: r.verschil),
    Kolom("Opgave was", lambda r: r.opgave_was),
    Kolom("Opgave wordt", lambda r: r.opgave_wordt),
]
