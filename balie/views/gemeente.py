"""The home of the gemeente: where do we stand, are we on pace, what must be done."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render

from balie.afspraaktaken import afspraaktaken
from balie.begeleidingstaken import begeleidingstaken
from balie.huishoudentaken import huishoudentaken
from balie.taken import (
    Taak,
    afstemmingstaken,
    koppeltaken,
    overdrachttaken,
    taken_van,
    toewijzingstaken,
    wederhoortaken,
)
from balie.toezichttaken import toezichttaken
from organisaties.middleware import Verzoek
from organisaties.models import Gemeente
from taakstelling.cijfers import geteld_op
from taakstelling.models import Plaatsing
from taakstelling.overzicht.afstemming import afstemmingslijst
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.terugkoppeling import Voortgang, voortgang_van
from taakstelling.verloop import verloop_van
from taakstelling.vooruitzicht import vooruitzicht_van


def thuis(request: Verzoek) -> HttpResponse:
    assert request.lid is not None
    assert request.lid.gemeente is not None
    gemeente = request.lid.gemeente
    vandaag, zicht = request.tijd.vandaag, request.tijd.zicht
    dag = vandaag if gemeente.bestaat_op(vandaag) else (gemeente.geldig_tot or vandaag) - timedelta(days=1)
    halfjaar = Halfjaar.van_datum(dag)
    vorig, voortgang = (
        voortgang_van(request.lid, [gemeente], h, vandaag, **zicht)[0] for h in (halfjaar.vorige, halfjaar)
    )
    nu = not request.tijd.terug
    recent = (
        Plaatsing.objects.zichtbaar_voor(request.lid)
        .bekend(request.tijd.bekend_op)
        .filter(geteld_op(Plaatsing, request.tijd.peildatum))
        .select_related("huishouden", "huisvestingsgemeente")
    )
    return render(
        request,
        "balie/gemeente.html",
        {
            "gemeente": gemeente,
            "voortgang": voortgang,
            "vooruit": vooruitzicht_van(request.lid, gemeente, voortgang.stand, vandaag)
            if voortgang.loopt and nu
            else None,
            "vorig": vorig,
            "verloop": verloop_van(request.lid, gemeente, halfjaar, **zicht),
            "recent": recent.order_by("-vastgelegd_op", "-pk")[:5],
            # What is to be done is done now.
            "taken": _taken(request, gemeente, voortgang, vorig) if nu else [],
            "huishoudentaken": huishoudentaken(request.lid, vandaag) if nu else None,
            "begeleidingstaken": begeleidingstaken(request.lid, vandaag) if nu else [],
            "vandaag": vandaag,
        },
    )


def _taken(request: Verzoek, gemeente: Gemeente, voortgang: Voortgang, vorig: Voortgang) -> list[Taak]:
    assert request.lid is not None
    open_ = [regel for regel in afstemmingslijst(request.lid, [gemeente]) if regel.status == "open"]
    return [
        *wederhoortaken(request.lid, request.tijd.vandaag),
        *overdrachttaken(gemeente, request.tijd.vandaag),
        *taken_van(voortgang, vorig),
        *koppeltaken(request.lid, voortgang, vorig, request.tijd.vandaag),
        *afstemmingstaken(open_),
        *toezichttaken(request.lid, gemeente),
        *toewijzingstaken(request.lid, request.tijd.vandaag),
        *afspraaktaken(request.lid, request.tijd.vandaag),
    ]
