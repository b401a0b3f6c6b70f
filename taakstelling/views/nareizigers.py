"""The nareizigersplanner."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.models import Gemeente
from organisaties.toegang import eis
from taakstelling.models import Huishouden
from taakstelling.overzicht.nareizigers import planningen
from taakstelling.tables.huishoudens import NareizigersTable
from taakstelling.toegang import mag_plaatsingen_zien


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
    return render(
        request,
        "taakstelling/nareizigers.html",
        {"table": tabel, "planningen": planningen(request.lid, gemeenten, vandaag), "vandaag": vandaag},
    )
