"""The nareizigersplanner."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.models import Gemeente
from organisaties.toegang import eis
from organisaties.uitvoer import als_bestand, tabel_als_bestand, uitvoerlinks
from taakstelling.models import Huishouden
from taakstelling.overzicht.nareizigers import planningen
from taakstelling.tables.huishoudens import PLANNINGKOLOMMEN, NareizigersTable
from taakstelling.toegang import mag_plaatsingen_zien

PLANNING = "planning-uitvoer"
"""What the address says to have the planning as a file."""


@require_safe
def planner(request: Verzoek) -> HttpResponse:
    eis(mag_plaatsingen_zien(request.lid))
    vandaag = timezone.localdate()
    rijen = (
        Huishouden.objects.zichtbaar_voor(request.lid)
        .met_stand(vandaag)
        .filter(nog_nareizigers__gt=0, einde="")
        .select_related("koppelgemeente")
    )
    gemeenten = list(
        Gemeente.objects.zichtbaar_voor(request.lid).filter(pk__in=rijen.order_by().values("koppelgemeente"))
    )
    tabel = NareizigersTable(rijen, vandaag=vandaag, een_gemeente=len(gemeenten) <= 1)
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel):
        return bestand
    plannen = planningen(request.lid, gemeenten, vandaag)
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
