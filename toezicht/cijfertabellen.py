"""The list of figures of a round, and its filter; it lives in the address."""

from collections.abc import Sequence
from typing import Any

import django_tables2 as tables
from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from organisaties.templatetags.weergave import datum, getal, saldo
from toezicht.models import Wederhoor
from toezicht.regels.rondecijfers import GATEN
from toezicht.rondecijfers import GEEN_ANTWOORD, ONBEHANDELD, Cijferrij
from toezicht.tables import GETAL


def _antwoorden(*, bevroren: bool) -> dict[str, str]:
    """What a gemeente said, in words; once the figures of the round were fixed no answer comes any more."""
    return {
        Wederhoor.Antwoord.KLOPT.value: "bevestigd",
        Wederhoor.Antwoord.BETWIST.value: "betwist",
        GEEN_ANTWOORD: "niet geantwoord" if bevroren else "nog geen antwoord",
    }


def _achter(record: Cijferrij) -> str:
    """Every figure is a door to what is behind it."""
    return record.achter


class Cijferfilter:
    """By kind of hole and by answer. What is odd in the address is ignored."""

    class Vraag(forms.Form):
        gat = forms.ChoiceField(
            label="Wat mist of afwijkt",
            required=False,
            choices=[("", "Alle gemeenten"), ("iets", "Alles wat mist of afwijkt"), *GATEN.items()],
        )
        wederhoor = forms.ChoiceField(label="Wederhoor", required=False)

        def __init__(self, *args: Any, bevroren: bool, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.fields["wederhoor"].choices = [  # type: ignore[attr-defined]
                ("", "Alle antwoorden"),
                *_antwoorden(bevroren=bevroren).items(),
                (ONBEHANDELD, "betwist, nog niet behandeld"),
            ]

    def __init__(self, vraag: Any, rijen: Sequence[Cijferrij], *, met_wederhoor: bool, bevroren: bool) -> None:
        self.form = self.Vraag(vraag or None, bevroren=bevroren)
        if not met_wederhoor:
            del self.form.fields["wederhoor"]
        self.form.is_valid()
        self.keuze: dict[str, str] = getattr(self.form, "cleaned_data", {})
        self.alle = rijen

    def rijen(self) -> list[Cijferrij]:
        return [rij for rij in self.alle if self._past(rij)]

    def _past(self, rij: Cijferrij) -> bool:
        gat, antwoord = self.keuze.get("gat"), self.keuze.get("wederhoor")
        if gat and gat not in rij.gaten and not (gat == "iets" and rij.gaten):
            return False
        if antwoord == ONBEHANDELD:
            return rij.onbehandeld
        return not antwoord or rij.antwoord == antwoord


class CijfersTabel(tables.Table):
    """One row a gemeente: the figures that hold in this round, and what is to be looked at."""

    gemeente = tables.Column(
        linkify=lambda record: record.adres, accessor="naam", order_by="naam", verbose_name="Gemeente"
    )
    realisatie = tables.Column(linkify=_achter, verbose_name="Realisatie", attrs=GETAL)
    coa_per = tables.Column(verbose_name="COA gelezen op", default="nog niet")
    verschil = tables.Column(linkify=_achter, verbose_name="Eigen min COA", attrs=GETAL, default="–")
    stand_eind = tables.Column(linkify=_achter, verbose_name="Stand eind", attrs=GETAL)
    wat = tables.Column(verbose_name="Wat mist of afwijkt", empty_values=(None,))
    wederhoor = tables.Column(accessor="antwoord", verbose_name="Wederhoor")

    caption = "Cijfers van de gemeenten, in personen"
    eenheid = "gemeenten"
    eenheid_enkel = "gemeente"
    breed = True

    class Meta:
        order_by = "gemeente"

    def render_realisatie(self, value: Any) -> str:
        return getal(value)

    def render_coa_per(self, value: Any) -> str:
        return datum(value)

    def render_verschil(self, value: Any) -> str:
        return saldo(value)

    def render_stand_eind(self, value: Any) -> str:
        return saldo(value)

    def render_wat(self, value: str) -> str:
        return value[:1].upper() + value[1:] if value else "compleet"

    def render_wederhoor(self, record: Cijferrij) -> str | SafeString:
        tekst = _antwoord(record)
        if record.wederhoor is None or record.antwoord != Wederhoor.Antwoord.BETWIST:
            return tekst
        adres = reverse("wederhoor-behandelen", args=[record.wederhoor.ronde_id, record.gemeente.code])
        wat = f"U antwoordde: {record.reactie.uitkomst}" if record.reactie else "Geef antwoord"
        return format_html('{} <a class="utrecht-link utrecht-link--html-a" href="{}">{}</a>', tekst, adres, wat)

    def value_wederhoor(self, record: Cijferrij) -> str:
        tekst = _antwoord(record)
        if record.onbehandeld:
            return f"{tekst} (nog niet behandeld)"
        return f"{tekst} ({record.reactie.uitkomst}: {record.reactie.reden})" if record.reactie else tekst


def _antwoord(rij: Cijferrij) -> str:
    """What the gemeente says, in words."""
    woord = _antwoorden(bevroren=rij.bevroren)[rij.antwoord]
    if rij.antwoord_op_andere:
        woord += " (over andere cijfers dan nu)"
    return f"{woord}: {rij.wederhoor.toelichting}" if rij.wederhoor and rij.wederhoor.toelichting else woord
