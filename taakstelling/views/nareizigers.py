"""The nareizigersplanner."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.models import Gemeente
from organisaties.tijdmachine import reist_mee
from organisaties.toegang import eis
from organisaties.uitvoer import als_bestand, tabel_als_bestand, uitvoerlinks
from taakstelling.models import Huishouden, Koppeling
from taakstelling.overzicht.nareizigers import planningen
from taakstelling.tables.huishoudens import PLANNINGKOLOMMEN, NareizigersTable
from taakstelling.toegang import mag_plaatsingen_zien

PLANNING = "planning-uitvoer"
"""What the address says to have the planning as a file."""


@require_safe
@reist_mee
def planner(request: Verzoek) -> HttpResponse:
    eis(mag_plaatsingen_zien(request.lid))
    vandaag, bekend_op = request.tijd.vandaag, request.tijd.bekend_op
    open_ = Koppeling.objects.zichtbaar_voor(request.lid).open_op(vandaag, bekend_op).filter(nog_nareizigers__gt=0)
    rijen = (
        Huishouden.objects.zichtbaar_voor(request.lid)
        .met_stand(vandaag, bekend_op)
        .filter(pk__in=open_.order_by().values("huishouden"))
        .select_related("koppelgemeente")
    )
    # Also of who was erased since: it still counts.
    gemeenten = list(
        Gemeente.objects.zichtbaar_voor(request.lid).filter(pk__in=open_.order_by().values("koppelgemeente"))
    )
    tabel = NareizigersTable(rijen, vandaag=vandaag, een_gemeente=len(gemeenten) <= 1)
    if request.tijd.terug:
        tabel.empty_text = "Op deze dag werden geen nareizigers verwacht."
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel):
        return bestand
    plannen = planningen(request.lid, gemeenten, vandaag, **request.tijd.zicht)
    regels = [(plan.gemeente, regel) for plan in plannen for regel in plan.regels]
    bestand = als_bestand(request, "Verwachte stand met nareizigers", PLANNINGKOLOMMEN, regels, [], veld=PLANNING)
    return bestand or render(
        request,
        "taakstelling/nareizigers.html",
        {
            "table": tabel,
            "planningen": plannen,
            "uitvoer": uitvoerlinks(request, PLANNING) if plannen else [],
            "vandaag": vandaag,
        },
    )
