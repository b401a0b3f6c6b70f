"""The home of the gemeente and of the regio: where do we stand, are we on pace, what must be done."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render

from balie.taken import taken_van
from organisaties.middleware import Verzoek
from organisaties.models import Gemeente
from taakstelling.cijfers import geteld_op
from taakstelling.models import Plaatsing
from taakstelling.overzicht import regels_van, totalen
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.terugkoppeling import voortgang_van
from taakstelling.verloop import verloop_van


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
            "vorig": vorig,
            "verloop": verloop_van(request.lid, gemeente, halfjaar, **zicht),
            "recent": recent.order_by("-vastgelegd_op", "-pk")[:5],
            # What is to be done is done now.
            "taken": [] if request.tijd.terug else taken_van(voortgang, vorig),
            "vandaag": vandaag,
        },
    )


def regio(request: Verzoek) -> HttpResponse:
    """The members side by side, with the sum and the backlogs apart: the IBT stays per gemeente."""
    assert request.lid is not None
    assert request.lid.regio is not None
    vandaag = request.tijd.vandaag
    halfjaar = Halfjaar.van_datum(vandaag)
    leden = Gemeente.objects.van(request.lid).bestaand(vandaag).select_related("provincie")
    regels = regels_van(request.lid, leden, halfjaar, vandaag, **request.tijd.zicht)
    return render(
        request,
        "balie/regio.html",
        {"regio": request.lid.regio, "regels": regels, "totalen": totalen(regels), "halfjaar": halfjaar},
    )
