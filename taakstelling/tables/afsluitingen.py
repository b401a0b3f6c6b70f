"""The lists around closing half-years; every one is short enough to be computed whole and shown by the page."""

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from organisaties.templatetags.weergave import getal, saldo, tijdstip
from taakstelling.overzicht.afsluitingen import Halfjaarstaat, Later, Voorbeeldregel
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.tables.cijfers import GETAL, TELLING, LichteTabel
from taakstelling.templatetags.beelden import slot_teken


def _deur(code: str, halfjaar: Halfjaar, anker: str, tekst: str) -> SafeString:
    naar = reverse("stand", args=[code, halfjaar])
    return format_html('<a class="deur" href="{}#{}">{}</a>', naar, anker, tekst)


class HalfjarenTabel(LichteTabel):
    """A row a half-year, newest first."""

    halfjaar = tables.Column(verbose_name="Halfjaar", orderable=False)
    staat = tables.Column(verbose_name="Staat", orderable=False)
    actie = tables.Column(verbose_name="Wijzigen", orderable=False, exclude_from_export=True)

    caption, caption_verborgen = "Halfjaren", True
    eenheid, eenheid_enkel = "halfjaren", "halfjaar"

    class Meta:
        template_name = "taakstelling/lichte_tabel.html"
        empty_text = "Hier komen de halfjaren zodra er een taakstelling is."

    def cellen(self, record: Halfjaarstaat) -> dict[str, Any]:
        kort = record.halfjaar.kort
        if record.afsluiting is not None:
            naam = format_html('<a href="{}">{}</a>', reverse("afsluiting", args=[record.halfjaar]), kort)
            actie = format_html(
                '<a href="{}">Heropenen<span class="verborgen"> van de {}</span></a>',
                reverse("halfjaar-heropenen", args=[record.halfjaar]),
                record.halfjaar.in_zin,
            )
            return {
                "halfjaar": naam,
                "staat": format_html("<span>{}{}</span>", slot_teken(), record.staat),
                "actie": actie,
            }
        sluiten: str | SafeString = "–"
        if record.te_sluiten:
            sluiten = format_html(
                '<a href="{}">Bekijken en sluiten<span class="verborgen">: {}</span></a>',
                reverse("halfjaar-sluiten", args=[record.halfjaar]),
                kort,
            )
        return {"halfjaar": kort, "staat": record.staat, "actie": sluiten}


class VoorbeeldTabel(LichteTabel):
    """What closing freezes: a row a gemeente."""

    gemeente = tables.Column(verbose_name="Gemeente", orderable=False)
    stand_begin = tables.Column(accessor="stand__stand_begin", verbose_name="Stand begin", attrs=GETAL, orderable=False)
    opgave = tables.Column(accessor="stand__opgave", verbose_name="Opgave", attrs=GETAL, orderable=False)
    realisatie = tables.Column(accessor="stand__realisatie", verbose_name="Realisatie", attrs=GETAL, orderable=False)
    stand = tables.Column(accessor="stand__stand_eind", verbose_name="Stand eind", attrs=GETAL, orderable=False)
    telling = tables.Column(verbose_name="Telling van", orderable=False)
    let_op = tables.Column(verbose_name="Let op", orderable=False)

    eenheid, eenheid_enkel, breed = "gemeenten", "gemeente", True

    class Meta:
        template_name = "taakstelling/lichte_tabel.html"
        empty_text = "De provincie had in dit halfjaar geen gemeenten."

    def __init__(self, regels: list[Voorbeeldregel], *, halfjaar: Halfjaar, **rest: Any) -> None:
        self.halfjaar = halfjaar
        self.caption = f"Gemeenten in de {halfjaar.in_zin}, in personen"
        super().__init__(regels, **rest)

    def cellen(self, record: Voorbeeldregel) -> dict[str, Any]:
        code, stand = record.gemeente.code, record.stand
        return {
            "gemeente": format_html(
                '<a href="{}">{}</a>', reverse("stand", args=[code, self.halfjaar]), record.gemeente
            ),
            "stand_begin": _deur(code, self.halfjaar, "begin", saldo(stand.stand_begin)),
            "opgave": _deur(code, self.halfjaar, "opgave", getal(stand.opgave)),
            "realisatie": _deur(code, self.halfjaar, "realisatie", getal(stand.realisatie)),
            "stand": _deur(code, self.halfjaar, "stand", saldo(stand.stand_eind)),
            "telling": TELLING[stand.bron] or "–",
            "let_op": record.opmerking or "–",
        }


class GeslotenTabel(VoorbeeldTabel):
    """The frozen lines, with what came later about each."""

    later = tables.Column(accessor="stand__later", verbose_name="Later gekomen", attrs=GETAL, orderable=False)

    class Meta(VoorbeeldTabel.Meta):
        exclude = ("let_op",)

    def cellen(self, record: Voorbeeldregel) -> dict[str, Any]:
        stand = record.stand
        if not stand.gesloten:
            later: str | SafeString = "ligt niet vast"
        elif stand.later == 0:
            later = "niets"
        else:
            later = _deur(record.gemeente.code, self.halfjaar, "later", saldo(stand.later))
        return {**super().cellen(record), "later": later}


class LaterTabel(LichteTabel):
    """The facts behind what came later."""

    op = tables.Column(verbose_name="Wanneer", orderable=False)
    gemeente = tables.Column(verbose_name="Gemeente", orderable=False)
    halfjaar = tables.Column(verbose_name="Over", orderable=False)
    wat = tables.Column(verbose_name="Wat", orderable=False)
    gebeurd = tables.Column(verbose_name="Wat er gebeurde", orderable=False)
    door = tables.Column(verbose_name="Door", orderable=False)

    caption, eenheid, eenheid_enkel = "Later vastgelegd of ingetrokken", "feiten", "feit"
    breed = True

    class Meta:
        template_name = "taakstelling/lichte_tabel.html"
        empty_text = "Er is later niets vastgelegd of ingetrokken."

    def cellen(self, record: Later) -> dict[str, Any]:
        return {
            "op": tijdstip(record.op),
            "gemeente": record.gemeente.naam,
            "halfjaar": record.halfjaar.kort,
            "wat": format_html('<a href="{}">{}</a>', record.url, record.wat),
            "gebeurd": record.gebeurd,
            "door": record.door,
        }
