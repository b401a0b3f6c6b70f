"""The small lists around a decision: earlier rounds, and the gemeenten that take the proposal."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from organisaties.models import Gemeente
from organisaties.templatetags.weergave import getal, saldo
from toezicht.akkoordrijen import Akkoordrij
from toezicht.kandidaten import Kandidaat
from toezicht.models import Toezichtronde
from toezicht.regels.kader import Kader
from toezicht.regels.kadertekst import oordeel_in_woorden
from toezicht.tables import GETAL, oordeelmerk
from toezicht.voorstellen import Eerder


def _achter(record: Akkoordrij) -> str:
    """Every figure is a door to what is behind it."""
    return record.achter


class VorigeRondesTabel(tables.Table):
    """What was decided about one gemeente in earlier rounds."""

    halfjaar = tables.Column(
        linkify=lambda record: reverse("beoordeling-maken", args=[record.ronde_id, record.code]),
        verbose_name="Halfjaar",
    )
    stand_eind = tables.Column(
        linkify=lambda record: reverse("stand", args=[record.code, record.halfjaar]),
        verbose_name="Stand eind",
        attrs=GETAL,
        default="onbekend",
    )
    oordeel = tables.Column(verbose_name="Oordeel")
    trede = tables.Column(verbose_name="Trede", default="niet bepaald")

    caption = "Vorige ronden, in personen"
    eenheid = "ronden"
    eenheid_enkel = "ronde"

    class Meta:
        orderable = False

    def __init__(self, rijen: Any, kaders: Mapping[int, Kader]) -> None:
        super().__init__(rijen)
        self.kaders = kaders

    def render_halfjaar(self, value: Any) -> str:
        return str(value.kort)

    def render_stand_eind(self, value: int) -> str:
        return saldo(value)

    def render_oordeel(self, value: str, record: Eerder) -> SafeString:
        return oordeelmerk(oordeel_in_woorden(self.kaders.get(record.kader_id or 0), value))

    def render_trede(self, value: int) -> str:
        return str(value) if value else "niet op de ladder"


class KandidatenTabel(tables.Table):
    """What is going to be decided, a row a gemeente."""

    gemeente = tables.Column(
        linkify=lambda record: reverse("stand", args=[record.gemeente.code, record.voorstel.feiten.nu.halfjaar]),
        accessor="gemeente__naam",
        verbose_name="Gemeente",
    )
    stand = tables.Column(accessor="voorstel__feiten__nu__stand_eind", verbose_name="Stand eind", attrs=GETAL)
    oordeel = tables.Column(accessor="woord", verbose_name="Oordeel")
    trede = tables.Column(verbose_name="Trede", default="geen toezichtkader")
    waarom = tables.Column(accessor="voorstel__redenen", verbose_name="Waarom", default="–")

    eenheid = "gemeenten"
    eenheid_enkel = "gemeente"
    caption_verborgen = True
    breed = True

    class Meta:
        orderable = False

    def __init__(self, rijen: list[Kandidaat], caption: str) -> None:
        super().__init__(rijen)
        self.caption = caption

    def render_stand(self, value: int) -> str:
        return saldo(value)

    def render_oordeel(self, record: Kandidaat) -> SafeString:
        return oordeelmerk(record.woord)

    def render_waarom(self, value: list[Any]) -> str:
        return " ".join(reden.tekst for reden in value)


class AkkoordTabel(tables.Table):
    """What was decided, a row a gemeente, for the colleague who agrees."""

    kies = tables.Column(
        accessor="pk",
        verbose_name=format_html('<span class="verborgen">{}</span>', "Kiezen"),
        exclude_from_export=True,
    )
    gemeente = tables.Column(linkify=lambda record: record.adres, accessor="gemeente__naam", verbose_name="Gemeente")
    taakstelling = tables.Column(
        linkify=_achter, accessor="stand__taakstelling", verbose_name="Taakstelling", attrs=GETAL
    )
    opgave = tables.Column(linkify=_achter, accessor="stand__opgave", verbose_name="Opgave", attrs=GETAL)
    realisatie = tables.Column(linkify=_achter, accessor="stand__realisatie", verbose_name="Realisatie", attrs=GETAL)
    stand_eind = tables.Column(linkify=_achter, accessor="stand__stand_eind", verbose_name="Stand eind", attrs=GETAL)
    voorstel = tables.Column(verbose_name="Voorstel van het kader")
    oordeel = tables.Column(verbose_name="Oordeel")
    motivering = tables.Column(empty_values=(None,), verbose_name="Afwijking en motivering")
    wederhoor = tables.Column(verbose_name="Wederhoor")

    eenheid = "oordelen"
    eenheid_enkel = "oordeel"
    rijkop = "gemeente"
    breed = True

    class Meta:
        orderable = False

    def __init__(
        self, rijen: list[Akkoordrij], caption: str, *, gekozen: Collection[str] = (), kiezen: bool = True
    ) -> None:
        super().__init__(rijen, exclude=() if kiezen else ("kies",))
        self.caption, self.gekozen = caption, gekozen

    def render_kies(self, record: Akkoordrij) -> SafeString:
        # The form stands below the table, as in the room of the oordelen.
        return format_html(
            '<input class="utrecht-checkbox utrecht-checkbox--html-input" type="checkbox" form="akkoorden" name="kies"'
            ' value="{}" aria-label="{} kiezen"{}>',
            record.pk,
            record.gemeente.naam,
            " checked" if str(record.pk) in self.gekozen else "",
        )

    def render_taakstelling(self, value: int) -> str:
        return getal(value)

    render_opgave = render_realisatie = render_taakstelling

    def render_stand_eind(self, value: int) -> str:
        return saldo(value)

    def render_oordeel(self, record: Akkoordrij) -> SafeString:
        return oordeelmerk(record.oordeel, record.trede, *record.bijzonder)

    def render_motivering(self, record: Akkoordrij) -> str:
        afwijking = f"Wijkt af van het voorstel: {record.afwijking}." if record.afwijking else ""
        return " ".join(filter(None, (afwijking, record.motivering))) or "–"


class WegTabel(tables.Table):
    """The gemeenten that are left out, and why."""

    gemeente = tables.Column(linkify=lambda record: record["adres"], verbose_name="Gemeente")
    reden = tables.Column(verbose_name="Waarom niet")

    eenheid = "gemeenten"
    eenheid_enkel = "gemeente"
    caption = "Gemeenten die niet meedoen"
    caption_verborgen = True

    class Meta:
        orderable = False

    def __init__(self, ronde: Toezichtronde, rijen: Iterable[tuple[Gemeente, str]]) -> None:
        super().__init__(
            [
                {
                    "gemeente": gemeente.naam,
                    "reden": reden,
                    "adres": reverse("beoordeling-maken", args=[ronde.pk, gemeente.code]),
                }
                for gemeente, reden in rijen
            ]
        )
