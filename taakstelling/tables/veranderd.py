"""Per gemeente what its stand was on a day, what it is now, and which terms made the difference."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html

from organisaties.templatetags.weergave import datum, saldo
from organisaties.uitvoer import Kolom
from taakstelling.overzicht import Verandering, vouw_naam
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.veranderd import Term
from taakstelling.tables.cijfers import GETAL, Gesorteerd, LichteTabel

_WAARDEN: dict[str, Callable[[Verandering], int | None]] = {
    "toen": lambda v: v.toen.stand_eind,
    "nu": lambda v: v.nu.stand_eind,
    "verschil": lambda v: v.verschil,
    "realisatie": lambda v: v.door(Term.REALISATIE),
    "taakstelling": lambda v: v.door(Term.TAAKSTELLING, Term.HERVERDELING, Term.VRIJSTELLING),
    "mutaties": lambda v: v.door(Term.BEGIN, Term.CORRECTIE, Term.HERINDELING, Term.NAGEKOMEN),
    "eerder": lambda v: v.door(eerder=True),
}
_SORTERING: dict[str, Callable[[Verandering], Any]] = {
    "gemeente": lambda v: vouw_naam(v.gemeente.naam),
    **_WAARDEN,
}


class VeranderdTable(LichteTabel):
    gemeente = tables.Column(verbose_name="Gemeente")
    toen = tables.Column(verbose_name="Stand toen", attrs=GETAL)
    nu = tables.Column(verbose_name="Stand nu", attrs=GETAL)
    verschil = tables.Column(verbose_name="Verschil", attrs=GETAL)
    realisatie = tables.Column(verbose_name="Realisatie", attrs=GETAL)
    taakstelling = tables.Column(verbose_name="Taakstelling", attrs=GETAL)
    mutaties = tables.Column(verbose_name="Mutaties", attrs=GETAL)
    eerder = tables.Column(verbose_name="Eerdere halfjaren", attrs=GETAL)

    eenheid, eenheid_enkel = "gemeenten", "gemeente"
    breed = True

    class Meta:
        template_name = "taakstelling/lichte_tabel.html"
        order_by = ("gemeente",)
        empty_text = "Er is sinds die dag geen stand veranderd."

    def __init__(
        self, rijen: Iterable[Verandering], *, halfjaar: Halfjaar, sinds: date, tot: date | None, **rest: Any
    ) -> None:
        self.halfjaar, self._sinds = halfjaar, sinds.isoformat()
        self.caption = f"Wat er sinds {datum(sinds)} veranderde aan de stand van de {halfjaar.in_zin}"
        super().__init__(Gesorteerd(list(rijen), _SORTERING), **rest)
        self.columns["toen"].column.verbose_name = f"Bekend op {datum(sinds)}"
        self.columns["nu"].column.verbose_name = f"Bekend op {datum(tot)}" if tot else "Stand nu"

    def cellen(self, record: Verandering) -> dict[str, Any]:
        welke = {"code": record.gemeente.code, "halfjaar": self.halfjaar}
        stand, naar = reverse("stand", kwargs=welke), f"{reverse('veranderd', kwargs=welke)}?sinds={self._sinds}"
        cellen: dict[str, Any] = {naam: saldo(waarde(record)) for naam, waarde in _WAARDEN.items()}
        deuren = {"toen": f"{stand}?bekend_op={self._sinds}", "nu": stand, "verschil": naar}
        cellen |= {
            naam: format_html('<a class="deur" href="{}">{}</a>', url, cellen[naam]) for naam, url in deuren.items()
        }
        return cellen | {"gemeente": format_html('<a href="{}">{}</a>', naar, record.gemeente.naam)}


def veranderdkolommen(tabel: VeranderdTable) -> list[Kolom]:
    """The columns of the table, for a file."""
    koppen = {naam: str(tabel.columns[naam].header) for naam in _WAARDEN}
    return [
        Kolom("Code", lambda v: v.gemeente.code),
        Kolom("Gemeente", lambda v: v.gemeente.naam),
        *(Kolom(koppen[naam], waarde) for naam, waarde in _WAARDEN.items()),
    ]
