"""Entering, changing and withdrawing the national number of a half-year."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.templatetags.weergave import hoeveel
from organisaties.toegang import eis
from organisaties.uitvoer import als_bestand, uitvoerlinks
from organisaties.views.formulier import Gedaan, handel_af
from taakstelling import bevroren
from taakstelling.acties.feiten import trek_feit_in
from taakstelling.acties.landelijk import leg_landelijk_vast
from taakstelling.forms.landelijk import VELDEN, LandelijkForm
from taakstelling.forms.mutaties import BesluitIntrekkenForm
from taakstelling.models import Prognose
from taakstelling.overzicht.nieuwaantal import nieuw_aantal
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.versies import Status, geldende
from taakstelling.tables.landelijk import NIEUWKOLOMMEN, NieuwAantalTable
from taakstelling.toegang import mag_landelijke_cijfers_vastleggen

_formulier = require_http_methods(["GET", "HEAD", "POST"])


@_formulier
def leg_vast(request: Verzoek, halfjaar: Halfjaar) -> HttpResponse:
    """The address holds what is filled in: then the page shows what it does, to page through, sort, keep and share."""
    eis(mag_landelijke_cijfers_vastleggen(request.lid))
    form = _form(request)

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        _, per_gemeente = leg_landelijk_vast(
            door=request.lid, prognose=form.prognose(halfjaar), met_taakstellingen=invoer["met_taakstellingen"]
        )
        erbij = (
            f" {hoeveel(per_gemeente.gewijzigd, 'gemeente kreeg', 'gemeenten kregen')} een nieuwe taakstelling."
            if per_gemeente.gewijzigd
            else ""
        )
        return Gedaan(f"Het landelijke aantal van de {halfjaar.in_zin} is vastgelegd.{erbij}")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("halfjaar", halfjaar)
    inhoud: dict[str, Any] = {"halfjaar": halfjaar, "form": form}
    if form.is_bound and not any(naam in form.errors for naam in VELDEN):
        blik = nieuw_aantal(request.lid, form.prognose(halfjaar), timezone.localdate())
        tabel = NieuwAantalTable(blik.regels, halfjaar=halfjaar)
        blader(request, tabel)
        naam = f"Landelijk aantal {halfjaar} met {blik.wordt.landelijk if blik.wordt else 'onbekend'}"
        if bestand := als_bestand(request, naam, NIEUWKOLOMMEN, tabel.data, [("Halfjaar", halfjaar.kort)]):
            return bestand
        besloten = sum(laatste >= halfjaar for laatste in bevroren.laatste().values())
        inhoud |= {"blik": blik, "table": tabel, "besloten": besloten, "uitvoer": uitvoerlinks(request)}
    return render(request, "taakstelling/landelijk_vastleggen.html", inhoud)


@_formulier
def trek_in(request: Verzoek, pk: int) -> HttpResponse:
    prognose: Prognose = get_object_or_404(Prognose.objects.zichtbaar_voor(request.lid), pk=pk)
    eis(mag_landelijke_cijfers_vastleggen(request.lid))
    if prognose.ingetrokken_op is not None and request.method != "POST":
        messages.warning(request, "Deze versie is al ingetrokken.")
        return redirect("halfjaar", prognose.halfjaar)
    form = BesluitIntrekkenForm(request.POST or None)

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        trek_feit_in(door=request.lid, rij=prognose, reden=invoer["reden"])
        return Gedaan("Deze versie van het landelijke aantal is ingetrokken.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("halfjaar", prognose.halfjaar)
    rest = Prognose.objects.zichtbaar_voor(request.lid).bekend().filter(halfjaar=prognose.halfjaar).exclude(pk=pk)
    return render(
        request,
        "taakstelling/landelijk_intrekken.html",
        {"form": form, "prognose": prognose, "blijft": geldende(rest), "indicatief": Status.INDICATIEF},
    )


def _form(request: Verzoek) -> LandelijkForm:
    if request.method == "POST":
        return LandelijkForm(request.POST)
    if not any(request.GET.get(naam) for naam in VELDEN):
        return LandelijkForm()
    gevraagd = request.GET.copy()
    gevraagd["inzending"] = str(uuid4())
    return LandelijkForm(gevraagd)
