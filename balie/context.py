"""What the page shell needs on every page: who one acts for, the main navigation, the banners."""

from typing import NamedTuple

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from organisaties.models import Invoerbestand, Lidmaatschap
from organisaties.rollen import Rol
from organisaties.tijdmachine import nu_adres
from organisaties.toegang import mag_werken

_ALLEN = frozenset(Rol)


class _Rubriek(NamedTuple):
    """An item of the main navigation: the first URL name that exists is its entrance; who has it."""

    label: str
    namen: tuple[str, ...]
    rollen: frozenset[str]


RUBRIEKEN = (
    _Rubriek("Vandaag", ("vandaag",), _ALLEN),
    _Rubriek("Opgave", ("opgave", "huishoudens", "plaatsingen"), frozenset({Rol.GEMEENTE, Rol.REGIO})),
    _Rubriek("Afspraken", ("afspraken", "duurzame-start"), _ALLEN - {Rol.CIJFERLEZER, Rol.BEHEER}),
    _Rubriek("Toezicht", ("toezicht",), frozenset({Rol.PROVINCIE, Rol.GEMEENTE})),
    _Rubriek("Toezicht", ("verzonden-cijfers",), frozenset({Rol.CIJFERLEZER})),
    _Rubriek("Cijfers", ("cijfers",), _ALLEN),
    _Rubriek("Bestanden", ("invoer",), _ALLEN - {Rol.HUURDERS, Rol.CIJFERLEZER}),
    _Rubriek("Beheer", ("beheer",), frozenset({Rol.BEHEER})),
)


class Navigatieregel(NamedTuple):
    """Unpacks as (label, url, actief) in the template."""

    label: str
    url: str
    actief: bool


def _adres(*namen: str) -> str | None:
    """The address of the first name that exists: a room that is not built yet has no door."""
    for naam in namen:
        try:
            return reverse(naam)
        except NoReverseMatch:
            continue
    return None


def _navigatie(lid: Lidmaatschap | None, pad: str) -> list[Navigatieregel]:
    if lid is None:
        return []
    # Who cannot work any more keeps what everybody has.
    rubrieken = [r for r in RUBRIEKEN if lid.rol in r.rollen and (mag_werken(lid) or r.rollen == _ALLEN)]
    regels = [(rubriek.label, url) for rubriek in rubrieken if (url := _adres(*rubriek.namen))]
    rubriek_van = pad.split("/")[1]  # every section has the first part of the address to itself
    return [Navigatieregel(label, url, url.split("/")[1] == rubriek_van) for label, url in regels]


def schil(request: HttpRequest) -> dict[str, object]:
    lid = getattr(request, "lid", None)
    return {
        "lid": lid,
        "lidmaatschappen": getattr(request, "lidmaatschappen", []),
        "navigatie": _navigatie(lid, request.path),
        "nu_url": nu_adres(request),
        "wissel_url": _adres("kies-lidmaatschap"),
        "zoek_url": _adres("zoek"),
        "controle_url": _adres("brief-controleren"),
        # Asked of the database only where the shell is shown: a table inside a page also runs this.
        "oefengegevens": SimpleLazyObject(Invoerbestand.objects.filter(oefengegevens=True).exists),
    }
