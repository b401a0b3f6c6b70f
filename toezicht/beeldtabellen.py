"""The lists about a round as a whole: beside the picture, in the summary, and what is public, also of all rounds."""

from typing import Any

import django_filters
import django_tables2 as tables
from django.urls import reverse

from organisaties.templatetags.weergave import datum, getal, saldo
from toezicht.models import Brief, Toezichtronde

GETAL = {"th": {"class": "getal"}, "td": {"class": "getal"}}


def _achter(record: Any) -> str:
    return str(record.achter)


class KaartTabel(tables.Table):
    """All that the tegelkaart says, with the way to what is behind it."""

    gemeente = tables.Column(linkify=lambda record: record.adres, accessor="naam", verbose_name="Gemeente")
    stand_eind = tables.Column(linkify=_achter, verbose_name="Stand eind", attrs=GETAL)
    oordeel = tables.Column(accessor="woord", verbose_name="Oordeel", default="nog niet")
    trede = tables.Column(verbose_name="Trede", attrs=GETAL, default="–")
    vorige_stand = tables.Column(verbose_name="Stand vorige ronde", attrs=GETAL, default="–")
    trend = tables.Column(verbose_name="Verschil", attrs=GETAL, default="–")

    eenheid = "gemeenten"
    eenheid_enkel = "gemeente"
    breed = True

    class Meta:
        order_by = "gemeente"
        empty_text = "Deze provincie had in dit halfjaar geen gemeenten."

    def __init__(self, rijen: Any, caption: str) -> None:
        super().__init__(rijen)
        self.caption = caption

    def render_stand_eind(self, value: Any) -> str:
        return saldo(value)

    render_vorige_stand = render_trend = render_stand_eind


class SamenvattingTabel(KaartTabel):
    stand_begin = tables.Column(verbose_name="Stand begin", attrs=GETAL)
    taakstelling = tables.Column(verbose_name="Taakstelling", attrs=GETAL)
    opgave = tables.Column(verbose_name="Opgave", attrs=GETAL)
    realisatie = tables.Column(verbose_name="Realisatie", attrs=GETAL)
    verschoond_tot = tables.Column(verbose_name="Verschoond tot", default="–")
    brief = tables.Column(
        accessor="briefstatus", linkify=lambda record: record.briefadres, verbose_name="Brief", default="nog niet"
    )

    class Meta(KaartTabel.Meta):
        exclude = ("vorige_stand",)
        sequence = (
            "gemeente",
            "stand_begin",
            "taakstelling",
            "opgave",
            "realisatie",
            "stand_eind",
            "trend",
            "oordeel",
            "trede",
            "verschoond_tot",
            "brief",
        )

    def render_stand_begin(self, value: Any) -> str:
        return saldo(value)

    def render_taakstelling(self, value: Any) -> str:
        return getal(value)

    render_opgave = render_realisatie = render_taakstelling

    def render_verschoond_tot(self, value: Any) -> str:
        return datum(value)


class OpenbaarTabel(tables.Table):
    """What may be made public of the letters that were sent; code and controlegetal are in the file only."""

    gemeente = tables.Column(verbose_name="Gemeente")
    code = tables.Column(verbose_name="Code", visible=False)
    halfjaar = tables.Column(verbose_name="Halfjaar")
    stand_begin = tables.Column(verbose_name="Stand begin", attrs=GETAL)
    taakstelling = tables.Column(verbose_name="Taakstelling", attrs=GETAL)
    opgave = tables.Column(verbose_name="Opgave", attrs=GETAL)
    realisatie = tables.Column(verbose_name="Realisatie", attrs=GETAL)
    stand_eind = tables.Column(verbose_name="Stand eind", attrs=GETAL)
    oordeel = tables.Column(verbose_name="Oordeel")
    trede = tables.Column(verbose_name="Trede", attrs=GETAL, default="–")
    kenmerk = tables.Column(verbose_name="Kenmerk")
    datum = tables.Column(verbose_name="Datum brief")
    sha256 = tables.Column(verbose_name="Controlegetal (sha256)", visible=False)

    caption = "Verzonden brieven; aantallen in personen"
    eenheid = "brieven"
    eenheid_enkel = "verzonden brief"
    breed = True

    class Meta:
        order_by = "gemeente"
        empty_text = "Hier komen de brieven van deze ronde, zodra zij zijn verzonden."

    def render_stand_begin(self, value: Any) -> str:
        return saldo(value)

    render_stand_eind = render_stand_begin

    def render_taakstelling(self, value: Any) -> str:
        return getal(value)

    render_opgave = render_realisatie = render_taakstelling

    def render_datum(self, value: Any) -> str:
        return datum(value)


class VerzondenTabel(OpenbaarTabel):
    """The same of every round, a page at a time from the database."""

    provincie = tables.Column(verbose_name="Provincie")
    kenmerk = tables.Column(verbose_name="Kenmerk", visible=False)
    stand_eind = tables.Column(
        linkify=lambda record: reverse("stand", args=[record["code"], record["halfjaar"]]),
        verbose_name="Stand eind",
        attrs=GETAL,
    )

    caption_verborgen = True
    rijkop = "gemeente"

    class Meta:
        sequence = ("gemeente", "code", "provincie", "halfjaar", "...")
        order_by = ("-halfjaar", "gemeente")
        empty_text = "Geen verzonden brieven gevonden."


class VerzondenFilter(django_filters.FilterSet):
    """By provincie and half-year, of those with a letter that was sent; it lives in the address."""

    provincie = django_filters.ChoiceFilter(
        field_name="beoordeling__ronde__provincie__code", label="Provincie", empty_label="Alle provincies"
    )
    halfjaar = django_filters.ChoiceFilter(
        field_name="beoordeling__ronde__halfjaar", label="Halfjaar", empty_label="Alle halfjaren"
    )

    class Meta:
        model = Brief
        fields: tuple[str, ...] = ()

    def __init__(self, data: Any, queryset: Any) -> None:
        super().__init__(data, queryset)
        rondes = Toezichtronde.objects.filter(pk__in=queryset.order_by().values("beoordeling__ronde"))
        plaatsen = rondes.order_by("provincie__naam").values_list("provincie__code", "provincie__naam", "halfjaar")
        provincies = {code: naam for code, naam, _ in plaatsen}
        self.form.fields["provincie"].choices = list(provincies.items())
        halfjaren = sorted({halfjaar for _, _, halfjaar in plaatsen}, reverse=True)
        self.form.fields["halfjaar"].choices = [(halfjaar.code, halfjaar.kort) for halfjaar in halfjaren]
        if len(provincies) <= 1:
            del self.form.fields["provincie"]
