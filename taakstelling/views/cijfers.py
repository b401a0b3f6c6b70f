"""Reading figures: the country, one gemeente, the sum behind a figure, the national numbers."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.models import Gemeente
from organisaties.rollen import Rol
from organisaties.templatetags.weergave import datum, tijdstip
from organisaties.toegang import mag_adres_vastleggen
from taakstelling import overzicht
from taakstelling.beelden import opgavesommen
from taakstelling.filters.cijfers import Cijferfilter, Formulefilter
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.tables.cijfers import (
    FORMULEKOLOMMEN,
    FormuleTable,
    StandenTable,
    historiekolommen,
    uitvoerkolommen,
)
from taakstelling.uitvoer import SOORTEN, Kolom, Uitvoer

ANKERS = ("begin", "taakstelling", "mutaties", "nagekomen", "opgave", "realisatie")


def als_bestand(
    request: Verzoek, naam: str, kolommen: Sequence[Kolom], rijen: Any, over: Sequence[tuple[str, str]]
) -> HttpResponse | None:
    """The same list as a file, when the address asks for it with `uitvoer=csv` or `uitvoer=xlsx`."""
    soort = request.GET.get("uitvoer", "")
    if soort not in SOORTEN:
        return None
    toelichting = [
        ("Thuisstand", naam),
        *over,
        ("Gemaakt op", tijdstip(timezone.now())),
        ("Voor", request.lid.omschrijving if request.lid else ""),
        ("Eenheid", "personen; een negatieve stand is een achterstand, een positieve een voorsprong"),
        ("Adres", request.build_absolute_uri()),
    ]
    return Uitvoer(naam, kolommen, list(rijen), toelichting).antwoord(soort)


def uitvoerlinks(request: Verzoek) -> list[tuple[str, str]]:
    """Where this list, as filtered and sorted, is to be had as a file: (label, address)."""
    links = []
    for soort, label in SOORTEN.items():
        vraag = request.GET.copy()
        vraag.pop("page", None)
        vraag["uitvoer"] = soort
        links.append((label, f"?{vraag.urlencode()}"))
    return links


@require_safe
def lijst(request: Verzoek) -> HttpResponse:
    """Every gemeente this membership may see, in one half-year."""
    filter_ = Cijferfilter(
        request.GET,
        lid=request.lid,
        gemeenten=Gemeente.objects.zichtbaar_voor(request.lid),
        vandaag=timezone.localdate(),
        met_provincie=True,
    )
    tabel = StandenTable(filter_.regels(), halfjaar=filter_.halfjaar, vandaag=filter_.vandaag, beperkt=filter_.beperkt)
    blader(request, tabel)
    bestand = als_bestand(
        request,
        f"Cijfers per gemeente {filter_.halfjaar}",
        uitvoerkolommen(tabel),
        tabel.data,
        filter_.omschrijving,
    )
    return bestand or render(
        request,
        "taakstelling/cijfers.html",
        {"table": tabel, "filter": filter_, "halfjaar": filter_.halfjaar, "uitvoer": uitvoerlinks(request)},
    )


@require_safe
def gemeente(request: Verzoek, code: str) -> HttpResponse:
    """The history of one gemeente over all half-years."""
    een = get_object_or_404(Gemeente.objects.zichtbaar_voor(request.lid).select_related("provincie"), code=code)
    vandaag = timezone.localdate()
    loopt = Halfjaar.van_datum(vandaag)
    lijnen = overzicht.geschiedenis(request.lid, een, vandaag)
    nu = next((lijn for lijn in lijnen if lijn.halfjaar == loopt), None)
    naam = f"Cijfers van {een.naam}"
    bestand = als_bestand(request, naam, historiekolommen(vandaag), lijnen, [("Gemeente", f"{een.naam} ({een.code})")])
    return bestand or render(
        request,
        "taakstelling/gemeente.html",
        {
            "gemeente": een,
            "lijnen": lijnen,
            "op_tijd": [lijn for lijn in lijnen[::-1] if lijn.halfjaar <= loopt],
            "nu": nu,
            "laatste": nu or (lijnen[0] if lijnen else None),
            "voorgangers": overzicht.voorgangers(request.lid, een),
            "opvolgers": overzicht.opvolgers(request.lid, een),
            "inwonertallen": overzicht.inwonertallen(request.lid, een),
            "loopt": loopt,
            "mag_adres": mag_adres_vastleggen(request.lid, een),
            "vandaag": vandaag,
            "uitvoer": uitvoerlinks(request),
        },
    )


@require_safe
def stand(request: Verzoek, code: str, halfjaar: Halfjaar) -> HttpResponse:
    """The sum behind each figure of one gemeente in one half-year."""
    een = get_object_or_404(Gemeente.objects.zichtbaar_voor(request.lid).select_related("provincie"), code=code)
    vandaag = timezone.localdate()
    opbouw = overzicht.opbouw(request.lid, een, halfjaar, vandaag)
    bestond = (een.geldig_van is None or een.geldig_van < halfjaar.eind) and (
        een.geldig_tot is None or een.geldig_tot >= halfjaar.begin
    )
    urls = {naam: f"#{naam}" for naam in ANKERS} | {"uitkomst": "#stand"}
    blad = overzicht.rekenblad(halfjaar) if bestond else None
    return render(
        request,
        "taakstelling/stand.html",
        {
            "gemeente": een,
            "halfjaar": halfjaar,
            "opbouw": opbouw,
            "regel": opbouw.stand,
            "bestond": bestond,
            "loopt": halfjaar.bevat(vandaag),
            "begonnen": halfjaar.begin <= vandaag,
            "sommen": opgavesommen(opbouw.stand, vandaag, urls),
            "zin": overzicht.zin(opbouw.stand) if halfjaar.eind <= vandaag else None,
            "blad": blad,
            "inwoners": blad.inwoners.per_gemeente.get(code) if blad else None,
            "formule": blad.van(code) if blad else [],
            "voorgangers": [] if bestond else overzicht.voorgangers(request.lid, een),
            "opvolgers": None if bestond else overzicht.opvolgers(request.lid, een),
            "vorig": overzicht.buur(halfjaar, -1),
            "volgend": overzicht.buur(halfjaar, 1),
            "vandaag": vandaag,
        },
    )


@require_safe
def landelijk(request: Verzoek) -> HttpResponse:
    """The national number per half-year, in all its versions."""
    halfjaren = overzicht.landelijk_per_halfjaar(request.lid, timezone.localdate())
    return render(
        request, "taakstelling/landelijk.html", {"halfjaren": halfjaren, "bekend": any(h.versies for h in halfjaren)}
    )


@require_safe
def halfjaar(request: Verzoek, halfjaar: Halfjaar) -> HttpResponse:
    """One half-year: the versions, the three rekenregels, and per gemeente formula against publication."""
    blad = overzicht.rekenblad(halfjaar)
    filter_ = Formulefilter(request.GET, overzicht.formuleregels(request.lid, blad))
    tabel = FormuleTable(filter_.regels(), halfjaar=halfjaar)
    blader(request, tabel)
    bestand = als_bestand(
        request,
        f"Formule en taakstelling {halfjaar}",
        FORMULEKOLOMMEN,
        tabel.data,
        [("Halfjaar", halfjaar.kort), ("Inwoners per", datum(halfjaar.inwonerpeildatum)), *filter_.omschrijving],
    )
    return bestand or render(
        request,
        "taakstelling/halfjaar.html",
        {
            "halfjaar": halfjaar,
            "landelijk": overzicht.landelijk_in(request.lid, halfjaar),
            "blad": blad,
            "uitkomsten": blad.regels(),
            "toont_namen": request.lid is not None and request.lid.rol == Rol.BEHEER,
            "onvolledig": _namen(request, blad.inwoners.onvolledig),
            "zonder_cijfer": _namen(request, blad.inwoners.zonder_cijfer),
            "table": tabel,
            "filter": filter_,
            "uitvoer": uitvoerlinks(request),
            "vorig": overzicht.buur(halfjaar, -1),
            "volgend": overzicht.buur(halfjaar, 1),
        },
    )


def _namen(request: Verzoek, codes: Sequence[str]) -> list[tuple[str, str]]:
    """Names with addresses, of the gemeenten among these that this membership may open."""
    zichtbaar = Gemeente.objects.zichtbaar_voor(request.lid).filter(code__in=codes).order_by("naam") if codes else []
    return [(een.naam, reverse("gemeente", kwargs={"code": een.code})) for een in zichtbaar]
