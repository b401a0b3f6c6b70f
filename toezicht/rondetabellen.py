"""The small lists around a decision: earlier rounds, and the gemeenten that take the proposal."""

from collections.abc import Iterable, Mapping
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.safestring import SafeString

from organisaties.models import Gemeente
from organisaties.templatetags.weergave import saldo
from toezicht.kandidaten import Kandidaat
from toezicht.models import Toezichtronde
from toezicht.regels.kader import Kader
from toezicht.regels.kadertekst import oordeel_in_woorden
from toezicht.tables import GETAL, oordeelmerk
from toezicht.voorstellen import Eerder


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
