"""The lists of the supervision."""

from collections.abc import Mapping
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django_tables2.utils import A

from organisaties.templatetags.weergave import datum, getal, saldo
from toezicht.models import Brief, Mandaat, Tekstblok, Toezichtronde
from toezicht.overzicht import Ronderij
from toezicht.regels.kader import Oordeelwoord

GETAL = {"th": {"class": "getal"}, "td": {"class": "getal"}}

BETWIST = "betwist de cijfers"


def _achter(record: Any) -> str:
    """Every figure is a door to what is behind it."""
    return str(record.achter)


class RondesTabel(tables.Table):
    halfjaar = tables.Column(linkify=("ronde", {"pk": A("pk")}), verbose_name="Halfjaar")
    beoordeeld = tables.Column(verbose_name="Beoordeeld", attrs=GETAL)
    verzonden = tables.Column(verbose_name="Brieven verzonden", attrs=GETAL)

    caption = "Toezichtrondes"
    caption_verborgen = True
    eenheid = "rondes"
    eenheid_enkel = "ronde"

    class Meta:
        model = Toezichtronde
        fields = ("halfjaar",)
        sequence = ("halfjaar", "beoordeeld", "verzonden")
        order_by = "-halfjaar"
        empty_text = "Hier komen de rondes: een ronde is het toezicht op al uw gemeenten over één halfjaar."

    def render_halfjaar(self, value: Any) -> str:
        return str(value.kort)


def oordeelmerk(woord: Oordeelwoord, *erbij: str) -> SafeString:
    """An oordeel in the word of the kader, with its colour beside it and never instead of it; then the rest."""
    merk = f" oordeelmerk--{woord.merk}" if woord.merk else ""
    rest = format_html_join("", ", {}", ((tekst,) for tekst in erbij if tekst))
    return format_html('<span class="oordeelmerk{}">{}{}</span>', merk, woord.naam, rest)


class RondeTabel(tables.Table):
    """One row a gemeente: its figures (frozen once judged), proposal, oordeel, and how far its letter is."""

    kies = tables.Column(
        accessor="code",
        orderable=False,
        verbose_name=format_html('<span class="verborgen">{}</span>', "Kiezen"),
        exclude_from_export=True,
    )
    gemeente = tables.Column(
        linkify=lambda record: record.adres, accessor="naam", order_by="naam", verbose_name="Gemeente"
    )
    taakstelling = tables.Column(linkify=_achter, verbose_name="Taakstelling", attrs=GETAL)
    opgave = tables.Column(linkify=_achter, verbose_name="Opgave", attrs=GETAL)
    realisatie = tables.Column(linkify=_achter, verbose_name="Realisatie", attrs=GETAL)
    stand_eind = tables.Column(linkify=_achter, verbose_name="Stand eind", attrs=GETAL)
    verandering = tables.Column(verbose_name="Verandering", default="onbekend")
    vorige = tables.Column(orderable=False, verbose_name="Vorige ronde", default="geen")
    voorstel = tables.Column(order_by=("stapgrootte", "voorstel__naam"), verbose_name="Voorstel", empty_values=())
    oordeel = tables.Column(order_by=("oordeel__naam", "trede"), verbose_name="Oordeel", default="nog niet")
    brief = tables.Column(
        accessor="briefstatus", linkify=lambda record: record.briefadres, verbose_name="Brief", default="nog niet"
    )

    caption = "Gemeenten in deze ronde, in personen"
    eenheid = "gemeenten"
    eenheid_enkel = "gemeente"
    rijkop = "gemeente"
    breed = True

    class Meta:
        order_by = "gemeente"
        empty_text = "Deze provincie had in dit halfjaar geen gemeenten."

    def render_kies(self, record: Ronderij) -> str | SafeString:
        if record.oordeel is not None:
            return ""
        # The form stands below the table; a table with links and files in it cannot stand in a form.
        return format_html(
            '<input class="utrecht-checkbox utrecht-checkbox--html-input" type="checkbox" form="kies" name="gemeente"'
            ' value="{}" aria-label="{} kiezen">',
            record.code,
            record.naam,
        )

    def render_stand_eind(self, value: Any) -> str:
        return saldo(value)

    def render_verandering(self, value: int) -> SafeString:
        woord = "gelijk" if not value else "gestegen" if value > 0 else "gedaald"
        return format_html('<span>{} <span class="stil">{}</span></span>', saldo(value), woord)

    def value_verandering(self, value: int) -> int:
        return value

    def render_voorstel(self, value: Oordeelwoord | None, record: Ronderij) -> str | SafeString:
        betwist = BETWIST if record.betwist else ""
        if value is not None:
            return oordeelmerk(value, record.stap, betwist)
        zonder = "cijfers onbekend" if record.oordeel is None else "niet bewaard"
        return ", ".join(filter(None, (zonder, betwist)))

    def render_oordeel(self, value: Oordeelwoord, record: Ronderij) -> SafeString:
        trede = f"trede {record.trede}" if record.trede else ""
        return oordeelmerk(value, trede, record.akkoord or "")

    def render_taakstelling(self, value: Any) -> str:
        return getal(value)

    render_opgave = render_realisatie = render_taakstelling


class BrievenTabel(tables.Table):
    onderwerp = tables.Column(linkify=("brief", {"pk": A("pk")}), verbose_name="Onderwerp")
    gemeente = tables.Column(accessor="beoordeling__gemeente__naam", verbose_name="Gemeente")
    halfjaar = tables.Column(accessor="beoordeling__ronde__halfjaar", verbose_name="Halfjaar")
    kenmerk = tables.Column(verbose_name="Kenmerk", default="nog geen")
    datum = tables.Column(verbose_name="Datum")
    status = tables.Column(verbose_name="Status")

    caption = "Brieven"
    caption_verborgen = True
    eenheid = "brieven"
    eenheid_enkel = "brief"

    class Meta:
        model = Brief
        fields = ("onderwerp", "gemeente", "halfjaar", "kenmerk", "datum", "status")
        order_by = ("-datum", "-pk")

    def render_halfjaar(self, value: Any) -> str:
        return str(value.kort)

    def render_datum(self, value: Any) -> str:
        return datum(value)


class TekstblokkenTabel(tables.Table):
    naam = tables.Column(
        accessor="pk", linkify=("tekstblok", {"pk": A("pk")}), orderable=False, verbose_name="Tekstblok"
    )
    plek = tables.Column(verbose_name="Plek in de brief", orderable=False)
    alleen = tables.Column(accessor="trede", orderable=False, verbose_name="Brieven", empty_values=())
    geldig = tables.Column(accessor="vanaf", orderable=False, verbose_name="Halfjaren", empty_values=())

    caption = "Tekstblokken, in de volgorde van de brief"
    eenheid = "tekstblokken"
    eenheid_enkel = "tekstblok"

    class Meta:
        model = Tekstblok
        fields = ("naam", "plek", "alleen", "geldig")
        empty_text = "Hier komen de teksten van uw brieven. Nodig zijn minstens taak, gevolg en conclusie."

    def __init__(self, *args: Any, treden: Mapping[int, str], **kwargs: Any) -> None:
        """`treden` are those of the kader in force, by number."""
        self._treden = treden
        super().__init__(*args, **kwargs)

    def render_naam(self, record: Tekstblok) -> str:
        return str(record)

    def render_alleen(self, record: Tekstblok) -> str:
        if record.trede is None:
            return f"oordeel “{record.oordeel}”" if record.oordeel else "elke brief"
        naam = self._treden.get(record.trede)
        trede = f"trede {record.trede} van het kader: {naam}" if naam else f"trede {record.trede}, niet in uw kader"
        return f"{trede}, bij oordeel “{record.oordeel}”" if record.oordeel else trede

    def render_geldig(self, record: Tekstblok) -> str | SafeString:
        if record.vanaf is None and record.tot_en_met is None:
            return "alle halfjaren"
        if record.vanaf == record.tot_en_met and record.vanaf is not None:
            return str(record.vanaf.kort)
        delen = [f"vanaf {record.vanaf.kort}"] if record.vanaf else []
        delen += [f"tot en met {record.tot_en_met.kort}"] if record.tot_en_met else []
        return " ".join(delen)


class MandatenTabel(tables.Table):
    functie = tables.Column(linkify=("mandaat", {"pk": A("pk")}), verbose_name="Functie")
    geldig_van = tables.Column(verbose_name="Geldt vanaf")
    geldig_tot = tables.Column(verbose_name="Geldt tot", default="geen einde")
    grondslag = tables.Column(verbose_name="Grondslag")

    caption = "Mandaten om te ondertekenen"
    caption_verborgen = True
    eenheid = "mandaten"
    eenheid_enkel = "mandaat"

    class Meta:
        model = Mandaat
        fields = ("functie", "geldig_van", "geldig_tot", "grondslag")
        order_by = ("functie", "-geldig_van")
        empty_text = "Hier komen de mandaten. De voorzitter en de secretaris hebben er geen nodig."

    def render_geldig_van(self, value: Any) -> str:
        return datum(value)

    render_geldig_tot = render_geldig_van


class KadersTabel(tables.Table):
    naam = tables.Column(linkify=lambda record: reverse("kader", args=[record.kader.pk]), verbose_name="Toezichtkader")
    provincie = tables.Column(accessor="kader__provincie__naam", verbose_name="Provincie")
    status = tables.Column(verbose_name="Status")
    geldig_van = tables.Column(verbose_name="Geldt vanaf", default="nog niet")
    einde = tables.Column(verbose_name="Tot")
    voorbeelden = tables.Column(verbose_name="Onderdelen uit een voorbeeld", attrs=GETAL)

    caption = "Toezichtkaders"
    caption_verborgen = True
    eenheid = "kaders"
    eenheid_enkel = "kader"

    class Meta:
        orderable = False
        empty_text = "Hier komt het toezichtkader: hoe een provincie toezicht houdt. Begin met een voorbeeld."

    def render_geldig_van(self, value: Any) -> str:
        return datum(value)


class OnderdelenTabel(tables.Table):
    """Parts of a kader; a bron that begins with “voorbeeld” is no official text."""

    naam = tables.Column(linkify=lambda record: record.adres, verbose_name="Onderdeel")
    wat = tables.Column(verbose_name="Wat geldt")
    bron = tables.Column(verbose_name="Bron")

    caption_verborgen = True
    eenheid = "onderdelen"
    eenheid_enkel = "onderdeel"
    breed = True

    class Meta:
        orderable = False

    def __init__(self, rijen: Any, caption: str) -> None:
        super().__init__(rijen)
        self.caption = caption

    def render_wat(self, value: str) -> str:
        return value[:1].upper() + value[1:]


class TredenTabel(OnderdelenTabel):
    naam = tables.Column(linkify=lambda record: record.adres, verbose_name="Trede")
    wat = tables.Column(verbose_name="Wat er gebeurt")
    wie = tables.Column(verbose_name="Wie handelt")
    fase = tables.Column(verbose_name="Fase")
    termijn = tables.Column(verbose_name="Termijn")

    eenheid = "treden"
    eenheid_enkel = "trede"

    class Meta(OnderdelenTabel.Meta):
        sequence = ("naam", "wat", "wie", "fase", "termijn", "bron")


class ProefTabel(tables.Table):
    """What a kader would have proposed per gemeente, beside what the kader in force does."""

    gemeente = tables.Column(linkify=_achter, accessor="naam", order_by="naam", verbose_name="Gemeente")
    stand_eind = tables.Column(verbose_name="Stand eind", attrs=GETAL)
    voorgesteld = tables.Column(order_by="trede", verbose_name="Met dit kader")
    geldend = tables.Column(order_by="geldende_trede", verbose_name="Met het geldende kader", default="geen kader")
    waarom = tables.Column(orderable=False, verbose_name="Waarom")

    caption = "Voorgestelde treden; de stand is in personen"
    eenheid = "gemeenten"
    eenheid_enkel = "gemeente"
    breed = True

    class Meta:
        order_by = "gemeente"
        empty_text = "Over dit halfjaar zijn er geen cijfers van uw gemeenten."

    def render_stand_eind(self, value: Any) -> str:
        return saldo(value)
