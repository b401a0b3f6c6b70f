"""Reading figures: the country, one gemeente, the sum behind a figure, the national numbers."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.models import Gemeente, Regio
from organisaties.rollen import Rol
from organisaties.templatetags.weergave import datum
from organisaties.tijdmachine import reist_mee
from organisaties.toegang import mag_adres_vastleggen
from organisaties.uitvoer import als_bestand, uitvoerlinks
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
from taakstelling.toegang import (
    mag_cijfers_vastleggen,
    mag_koppelpeildata_zien,
    mag_landelijke_cijfers_vastleggen,
    mag_mutaties_vastleggen,
)
from taakstelling.verloop import verloop_van
from taakstelling.vooruitzicht import vooruitzicht_van

ANKERS = ("begin", "taakstelling", "mutaties", "nagekomen", "opgave", "realisatie")


@require_safe
@reist_mee
def lijst(request: Verzoek) -> HttpResponse:
    """Every gemeente this membership may see, in one half-year."""
    filter_ = Cijferfilter(
        request.GET,
        lid=request.lid,
        gemeenten=Gemeente.objects.zichtbaar_voor(request.lid),
        vandaag=request.tijd.vandaag,
        met_provincie=True,
        **request.tijd.zicht,
    )
    tabel = StandenTable(filter_.regels(), halfjaar=filter_.halfjaar, vandaag=filter_.vandaag, beperkt=filter_.beperkt)
    blader(request, tabel)
    bestand = als_bestand(
        request,
        f"Cijfers per gemeente {filter_.halfjaar}",
        uitvoerkolommen(tabel),
        tabel.data,
        [*filter_.omschrijving, ("Stand van alle gemeenten samen", tabel.totalen.zin)],
        gefilterd=filter_.beperkt,
    )
    return bestand or render(
        request,
        "taakstelling/cijfers.html",
        {"table": tabel, "filter": filter_, "halfjaar": filter_.halfjaar, "uitvoer": uitvoerlinks(request)},
    )


@require_safe
@reist_mee
def gemeente(request: Verzoek, code: str) -> HttpResponse:
    """The history of one gemeente over all half-years."""
    een = get_object_or_404(Gemeente.objects.zichtbaar_voor(request.lid).select_related("provincie"), code=code)
    vandaag = request.tijd.vandaag
    loopt = Halfjaar.van_datum(vandaag)
    lijnen = overzicht.geschiedenis(request.lid, een, vandaag, **request.tijd.zicht)
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
            "overgekomen": overzicht.overgekomen(request.lid, een),
            "overgegaan": overzicht.overgegaan(request.lid, een) if een.geldig_tot else [],
            "inwonertallen": overzicht.inwonertallen(request.lid, een, request.tijd.bekend_op),
            "regios": Regio.objects.zichtbaar_voor(request.lid).bestaand(vandaag).filter(gemeenten=een),
            "loopt": loopt,
            "mag_adres": mag_adres_vastleggen(request.lid, een),
            "mag_mutatie": not request.tijd.terug and mag_mutaties_vastleggen(request.lid, [een]),
            "vandaag": vandaag,
            "uitvoer": uitvoerlinks(request),
        },
    )


@require_safe
@reist_mee
def stand(request: Verzoek, code: str, halfjaar: Halfjaar) -> HttpResponse:
    """The sum behind each figure of one gemeente in one half-year."""
    een = get_object_or_404(Gemeente.objects.zichtbaar_voor(request.lid).select_related("provincie"), code=code)
    vandaag = request.tijd.vandaag
    opbouw = overzicht.opbouw(request.lid, een, halfjaar, vandaag, **request.tijd.zicht)
    bestond = (een.geldig_van is None or een.geldig_van < halfjaar.eind) and (
        een.geldig_tot is None or een.geldig_tot >= halfjaar.begin
    )
    urls = {naam: f"#{naam}" for naam in ANKERS} | {"uitkomst": "#stand"}
    vooruit = None
    if opbouw.ziet_rijen and halfjaar.bevat(vandaag) and bestond and not request.tijd.terug:
        vooruit = vooruitzicht_van(request.lid, een, opbouw.stand, vandaag)
    blad = overzicht.rekenblad(halfjaar, request.tijd.bekend_op) if bestond else None
    return render(
        request,
        "taakstelling/stand.html",
        {
            "gemeente": een,
            "halfjaar": halfjaar,
            "opbouw": opbouw,
            "mag_mutatie": not (request.tijd.terug or opbouw.stand.gesloten)
            and mag_mutaties_vastleggen(request.lid, [een]),
            "regel": opbouw.stand,
            "bestond": bestond,
            "loopt": halfjaar.bevat(vandaag),
            "vooruit": vooruit,
            "ziet_koppelpeildatum": halfjaar.begin <= vandaag
            and Gemeente.objects.van(request.lid).filter(pk=een.pk).exists()
            and bool(mag_koppelpeildata_zien(request.lid)),
            "verloop": verloop_van(request.lid, een, halfjaar) if vooruit else [],
            "begonnen": halfjaar.begin <= vandaag,
            "overgekomen": [o for o in overzicht.overgekomen(request.lid, een) if o.halfjaar == halfjaar],
            "overgegaan": overzicht.overgegaan(request.lid, een) if opbouw.opvolgers else [],
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
            "mag_cijfer": mag_cijfers_vastleggen(request.lid, een),
        },
    )


@require_safe
@reist_mee
def landelijk(request: Verzoek) -> HttpResponse:
    """The national number per half-year, in all its versions."""
    halfjaren = overzicht.landelijk_per_halfjaar(request.lid, request.tijd.vandaag, request.tijd.bekend_op)
    return render(
        request, "taakstelling/landelijk.html", {"halfjaren": halfjaren, "bekend": any(h.versies for h in halfjaren)}
    )


@require_safe
@reist_mee
def halfjaar(request: Verzoek, halfjaar: Halfjaar) -> HttpResponse:
    """One half-year: the versions, the three rekenregels, and per gemeente formula against publication."""
    bekend_op = request.tijd.bekend_op
    blad = overzicht.rekenblad(halfjaar, bekend_op)
    filter_ = Formulefilter(request.GET, overzicht.formuleregels(request.lid, blad, bekend_op))
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
            "landelijk": overzicht.landelijk_in(request.lid, halfjaar, bekend_op),
            "mag_wijzigen": mag_landelijke_cijfers_vastleggen(request.lid),
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
