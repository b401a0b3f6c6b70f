"""What goes out about a round: to the public (Woo), and to the archive."""

from typing import Any

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from organisaties.lijsten import MEESTE_PER_PAGINA, blader
from organisaties.middleware import Verzoek
from organisaties.tijdmachine import reist_mee
from organisaties.toegang import eis
from organisaties.uitvoer import tabel_als_bestand
from organisaties.views.formulier import handel_af
from toezicht import acties
from toezicht.beeldformulieren import OverdrachtFormulier
from toezicht.beeldtabellen import OpenbaarTabel, VerzondenFilter, VerzondenTabel
from toezicht.models import Toezichtronde
from toezicht.rondestukken.archief import wat_ontbreekt
from toezicht.rondestukken.openbaar import cijfers_voor_lezer, openbaar_pakket, openbare_rijen
from toezicht.toegang import mag_verzonden_cijfers_lezen
from toezicht.views.beeld import ronde_van
from toezicht.views.kamers import kamer


@kamer
def openbaar(request: Verzoek, ronde: Toezichtronde) -> HttpResponse:
    rijen = openbare_rijen(ronde, request.lid, request.tijd.gedaan_op)
    tabel = OpenbaarTabel(rijen)
    blader(request, tabel, per_pagina=MEESTE_PER_PAGINA)
    if bestand := tabel_als_bestand(request, tabel, naam=f"Openbaar {ronde.provincie} {ronde.halfjaar.kort}"):
        return bestand
    inhoud = {"ronde": ronde, "tabel": tabel, "rijen": rijen, "titel": f"Openbaar maken {ronde.halfjaar.kort}"}
    return render(request, "toezicht/openbaar.html", inhoud)


@require_safe
@reist_mee
def verzonden(request: Verzoek) -> HttpResponse:
    """What the sent letters say, of all provincies or one: for raad, pers and Rijk, who see no letters."""
    eis(mag_verzonden_cijfers_lezen(request.lid))
    filter_ = VerzondenFilter(request.GET, cijfers_voor_lezer(request.lid, request.tijd.gedaan_op))
    tabel = VerzondenTabel(filter_.qs)
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel, filter_, naam="Cijfers uit verzonden brieven"):
        return bestand
    inhoud = {"tabel": tabel, "filter": filter_, "titel": "Cijfers uit verzonden brieven"}
    return render(request, "toezicht/verzonden.html", inhoud)


@require_safe
def openbare_brieven(request: Verzoek, pk: int) -> HttpResponseBase:
    ronde = ronde_van(request, pk)
    naam = f"openbaar-{ronde.provincie.code}-{ronde.halfjaar.code}.zip"
    return _zip(openbaar_pakket(ronde, request.lid), naam)


@require_http_methods(["GET", "HEAD", "POST"])
def archief(request: Verzoek, pk: int) -> HttpResponseBase:
    """The page of the hand-over; the answer to the form is the package itself."""
    ronde = ronde_van(request, pk)
    form = OverdrachtFormulier(request.POST or None)
    pakketten: list[Any] = []

    def uitvoeren(gegevens: dict[str, Any]) -> None:
        pakketten.append(acties.draag_ronde_over(door=request.lid, ronde=ronde, **gegevens))

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        if pakketten:
            return _zip(pakketten[0], f"archief-{ronde.provincie.code}-{ronde.halfjaar.code}.zip")
        return redirect("ronde-archief", pk=pk)
    inhoud = {
        "form": form,
        "ronde": ronde,
        "ontbreekt": wat_ontbreekt(ronde, request.lid),
        "terug": reverse("ronde-samenvatting", args=[pk]),
        "titel": f"Overdragen aan het archief, {ronde.halfjaar.kort}",
    }
    return render(request, "toezicht/archief.html", inhoud)


def _zip(pakket: Any, naam: str) -> FileResponse:
    antwoord = FileResponse(pakket, as_attachment=True, filename=naam, content_type="application/zip")
    antwoord["Cache-Control"] = "private, no-store"
    antwoord["X-Content-Type-Options"] = "nosniff"
    return antwoord
