"""Where a figure comes from: one recorded row with its versions, and what changed a stand since a day."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.models import Gemeente
from organisaties.templatetags.weergave import datum
from organisaties.tijdmachine import reist_mee
from organisaties.uitvoer import als_bestand, uitvoerlinks
from taakstelling import overzicht
from taakstelling.filters.veranderd import Sindsfilter
from taakstelling.overzicht.regel import BIJ_RIJ
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.tables.veranderd import VeranderdTable, veranderdkolommen


@require_safe
@reist_mee
def regel(request: Verzoek, soort: str, pk: int) -> HttpResponse:
    """One row: what it says, who recorded it, from which file, and every version before and after it."""
    if soort not in overzicht.SOORTEN:
        raise Http404
    model, _ = overzicht.SOORTEN[soort]
    rijen = overzicht.zichtbare_rijen(request.lid, model).select_related(*BIJ_RIJ)
    feit = get_object_or_404(rijen, pk=pk)
    blad = overzicht.regelblad(request.lid, feit, request.tijd.bekend_op)
    return render(request, "taakstelling/regel.html", {"blad": blad, "feit": feit})


@require_safe
@reist_mee
def veranderd(request: Verzoek, code: str, halfjaar: Halfjaar) -> HttpResponse:
    """The stand of one gemeente then and now, with causes that add up to the difference."""
    een = get_object_or_404(Gemeente.objects.zichtbaar_voor(request.lid).select_related("provincie"), code=code)
    tijd = request.tijd
    filter_ = Sindsfilter(request.GET, tot=tijd.bekend_op or tijd.vandaag)
    begonnen = halfjaar.begin <= tijd.vandaag
    verandering = overzicht.veranderingen(request.lid, [een], halfjaar, filter_.sinds, volledig=True, **tijd.zicht)[0]
    oorzaken = overzicht.oorzaken(request.lid, verandering, filter_.sinds, **tijd.zicht) if begonnen else []
    return render(
        request,
        "taakstelling/veranderd.html",
        {
            "gemeente": een,
            "halfjaar": halfjaar,
            "filter": filter_,
            "sinds": filter_.sinds,
            "begonnen": begonnen,
            "verandering": verandering,
            "oorzaken": oorzaken,
            "werkt_door": any(oorzaak.halfjaar != halfjaar for oorzaak in oorzaken),
            "vorig": overzicht.buur(halfjaar, -1),
            "volgend": overzicht.buur(halfjaar, 1),
        },
    )


@require_safe
@reist_mee
def veranderd_lijst(request: Verzoek) -> HttpResponse:
    """The same of every gemeente somebody works for or supervises; of the country for whoever reads figures only."""
    tijd = request.tijd
    filter_ = Sindsfilter(
        request.GET,
        tot=tijd.bekend_op or tijd.vandaag,
        halfjaren=[h for h in overzicht.halfjaarkeuze(tijd.vandaag, tijd.bekend_op) if h.begin <= tijd.vandaag],
    )
    eigen = Gemeente.objects.van(request.lid)
    gemeenten = eigen if eigen.exists() else Gemeente.objects.zichtbaar_voor(request.lid)
    alle = overzicht.veranderingen(
        request.lid,
        overzicht.bestaand_in(gemeenten, filter_.halfjaar),
        filter_.halfjaar,
        filter_.sinds,
        **tijd.zicht,
    )
    rijen = alle if filter_.alles else [een for een in alle if een.anders]
    tabel = VeranderdTable(rijen, halfjaar=filter_.halfjaar, sinds=filter_.sinds, tot=tijd.bekend_op)
    blader(request, tabel)
    bestand = als_bestand(
        request,
        f"Veranderd sinds {filter_.sinds.isoformat()}, {filter_.halfjaar}",
        veranderdkolommen(tabel),
        tabel.data,
        [("Halfjaar", filter_.halfjaar.kort), ("Veranderd sinds", datum(filter_.sinds))],
    )
    return bestand or render(
        request,
        "taakstelling/veranderd_lijst.html",
        {
            "filter": filter_,
            "halfjaar": filter_.halfjaar,
            "sinds": filter_.sinds,
            "table": tabel,
            "aantal": len(alle),
            "uitvoer": uitvoerlinks(request),
        },
    )
