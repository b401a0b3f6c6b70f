"""The lists of people, organisations and acts."""

from datetime import datetime
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from organisaties import handelingen
from organisaties.invoer.soorten import alle_soorten, titel_van
from organisaties.models import Gebruiker, Lidmaatschap, Logregel
from organisaties.templatetags.weergave import tijdstip

GETAL = {"th": {"class": "getal"}, "td": {"class": "getal"}}


class GebruikersTabel(tables.Table):
    caption, eenheid, eenheid_enkel = "Gebruikers en hun rollen", "gebruikers", "gebruiker"
    breed = True

    naam = tables.Column(linkify=("gebruiker", {"pk": tables.A("pk")}), verbose_name="Naam")
    email = tables.Column(verbose_name="E-mailadres")
    rollen = tables.Column(accessor="actieve_rollen", verbose_name="Rollen", orderable=False, empty_values=())
    status = tables.Column(verbose_name="Status", empty_values=(), order_by=("is_active", "naam"))
    last_login = tables.Column(verbose_name="Laatst ingelogd", default="nooit")

    class Meta:
        order_by = "naam"
        empty_text = "Geen gebruikers gevonden. Maak de filters leeg of nodig iemand uit."

    def render_rollen(self, record: Any) -> str:
        if not record.actieve_rollen:
            return "geen rol"
        return format_html_join("; ", "{}", ((rol.omschrijving,) for rol in record.actieve_rollen))

    def render_status(self, record: Gebruiker) -> str:
        return status_van(record)

    def render_last_login(self, value: datetime) -> str:
        return tijdstip(value)


def status_van(gebruiker: Gebruiker) -> str:
    if not gebruiker.is_active:
        return "uit"
    return "actief" if gebruiker.has_usable_password() else "uitgenodigd"


class LogboekTabel(tables.Table):
    caption, eenheid, eenheid_enkel = "Handelingen", "handelingen", "handeling"
    breed = True

    op = tables.Column(verbose_name="Wanneer")
    gebruiker = tables.Column(verbose_name="Wie", accessor="gebruiker__naam", empty_values=())
    rol = tables.Column(verbose_name="Rol", accessor="lidmaatschap", orderable=False, empty_values=())
    handeling = tables.Column(verbose_name="Handeling", orderable=False)
    gemeente = tables.Column(verbose_name="Gemeente", accessor="gemeente__naam", default="–")

    class Meta:
        order_by = "-op"
        empty_text = "Nog geen handelingen. Wat u en anderen vastleggen, verschijnt hier."

    def __init__(self, *args: Any, lid: Lidmaatschap | None, onder_kop: bool = False, **kwargs: Any) -> None:
        self.lid = lid
        self.caption_verborgen = onder_kop
        super().__init__(*args, **kwargs)

    def order_op(self, rijen: Any, aflopend: bool) -> tuple[Any, bool]:  # noqa: FBT001
        # pk as well: two acts of one moment keep their order over the pages.
        return rijen.order_by(*(("-op", "-pk") if aflopend else ("op", "pk"))), True

    def order_gebruiker(self, rijen: Any, aflopend: bool) -> tuple[Any, bool]:  # noqa: FBT001
        return rijen.order_by("-gebruiker__naam" if aflopend else "gebruiker__naam", "-op", "-pk"), True

    def order_gemeente(self, rijen: Any, aflopend: bool) -> tuple[Any, bool]:  # noqa: FBT001
        return rijen.order_by("-gemeente__naam" if aflopend else "gemeente__naam", "-op", "-pk"), True

    def render_op(self, value: datetime) -> str:
        return tijdstip(value)

    def render_gebruiker(self, record: Logregel) -> str:
        return record.gebruiker.naam if record.gebruiker else "Functioneel beheer (opdracht)"

    def render_rol(self, record: Logregel) -> str:
        return record.lidmaatschap.omschrijving if record.lidmaatschap else "–"

    def render_handeling(self, record: Logregel) -> str | SafeString:
        adres = handelingen.pagina(record, self.lid)
        zin = handelingen.zin(record)
        return (
            format_html('<a class="utrecht-link utrecht-link--html-a" href="{}">{}</a>', adres, zin) if adres else zin
        )


def _adres_van_bestand(record: Any) -> str | None:
    """A kind that another page reads in has no page here."""
    return reverse("invoerbestand", args=[record.pk]) if record.soort in alle_soorten() else None


class InvoerbestandenTabel(tables.Table):
    """What was offered to be read in: what it was, who did it, and what came of it."""

    caption, eenheid, eenheid_enkel = "Eerder aangeboden", "bestanden", "bestand"
    breed = True

    naam = tables.Column(linkify=_adres_van_bestand, verbose_name="Bestand")
    soort = tables.Column(verbose_name="Soort")
    ingelezen_op = tables.Column(verbose_name="Wanneer")
    ingelezen_door = tables.Column(verbose_name="Wie", order_by="ingelezen_door__naam", empty_values=())
    fase = tables.Column(verbose_name="Stand")
    rijen = tables.Column(verbose_name="Rijen", attrs=GETAL)
    nieuw = tables.Column(verbose_name="Nieuw", attrs=GETAL)
    vervangen = tables.Column(verbose_name="Vervangen", attrs=GETAL)
    overgeslagen = tables.Column(verbose_name="Overgeslagen", attrs=GETAL)
    foute_rijen = tables.Column(verbose_name="Fout", attrs=GETAL)

    class Meta:
        order_by = ("-ingelezen_op", "-pk")
        empty_text = "Er is nog geen bestand ingelezen."

    def render_soort(self, value: str) -> str:
        return titel_van(value)

    def render_ingelezen_op(self, value: datetime) -> str:
        return tijdstip(value)

    def render_ingelezen_door(self, record: Any) -> str:
        return record.ingelezen_door.naam if record.ingelezen_door else "Functioneel beheer (opdracht)"


class GemeentenTabel(tables.Table):
    caption, eenheid, eenheid_enkel = "Gemeenten, ook de opgeheven", "gemeenten", "gemeente"
    rijkop = "naam"

    code = tables.Column(verbose_name="Code")
    naam = tables.Column(verbose_name="Naam")
    provincie = tables.Column(verbose_name="Provincie", accessor="provincie__naam", default="onbekend")
    geldig_van = tables.DateColumn(verbose_name="Bestaat vanaf", format="j F Y", default="–")
    geldig_tot = tables.DateColumn(verbose_name="Bestaat tot", format="j F Y", default="–")

    class Meta:
        order_by = "naam"
        empty_text = "Geen gemeenten gevonden. Maak het filter leeg of lees de gemeenten in bij Bestanden."


class ProvinciesTabel(tables.Table):
    caption, eenheid, eenheid_enkel = "Provincies", "provincies", "provincie"
    rijkop = "naam"

    code = tables.Column(verbose_name="Code")
    naam = tables.Column(verbose_name="Naam")
    aantal = tables.Column(verbose_name="Gemeenten nu", attrs={"td": {"class": "getal"}, "th": {"class": "getal"}})

    class Meta:
        order_by = "naam"
        empty_text = "Geen provincies gevonden. Maak het filter leeg of lees de gemeenten in bij Bestanden."


class OrganisatiesTabel(tables.Table):
    """Corporaties, huurdersorganisaties and regio's; the KvK number only where the kind has one."""

    caption, eenheid, eenheid_enkel = "Organisaties", "organisaties", "organisatie"

    naam = tables.Column(verbose_name="Naam")
    kvk = tables.Column(verbose_name="KvK-nummer", default="–")
    aantal = tables.Column(verbose_name="Gemeenten", attrs={"td": {"class": "getal"}, "th": {"class": "getal"}})

    class Meta:
        order_by = "naam"
        empty_text = "Geen organisaties gevonden. Maak het filter leeg of voeg er een toe."

    def __init__(self, *args: Any, soort: str, met_kvk: bool, **kwargs: Any) -> None:
        self.soort = soort
        super().__init__(*args, exclude=() if met_kvk else ("kvk",), **kwargs)

    def render_naam(self, record: Any) -> SafeString:
        adres = reverse("organisatie-wijzigen", kwargs={"soort": self.soort, "pk": record.pk})
        return format_html('<a class="utrecht-link utrecht-link--html-a" href="{}">{}</a>', adres, record.naam)
