"""The home of the gemeente: where do we stand, are we on pace, what must be done."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from balie.huishoudentaken import huishoudentaken
from balie.taken import afstemmingstaken, koppeltaken, taken_van
from organisaties.middleware import Verzoek
from taakstelling.models import Plaatsing
from taakstelling.overzicht.afstemming import afstemmingslijst
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.terugkoppeling import voortgang_van
from taakstelling.verloop import verloop_van
from taakstelling.vooruitzicht import vooruitzicht_van


def thuis(request: Verzoek) -> HttpResponse:
    assert request.lid is not None
    assert request.lid.gemeente is not None
    gemeente = request.lid.gemeente
    vandaag = timezone.localdate()
    dag = vandaag if gemeente.bestaat_op(vandaag) else (gemeente.geldig_tot or vandaag) - timedelta(days=1)
    halfjaar = Halfjaar.van_datum(dag)
    vorig, voortgang = (voortgang_van(request.lid, [gemeente], h, vandaag)[0] for h in (halfjaar.vorige, halfjaar))
    open_ = [regel for regel in afstemmingslijst(request.lid, [gemeente]) if regel.status == "open"]
    recent = Plaatsing.objects.zichtbaar_voor(request.lid).bekend().select_related("huishouden", "huisvestingsgemeente")
    return render(
        request,
        "balie/gemeente.html",
        {
            "gemeente": gemeente,
            "voortgang": voortgang,
            "vooruit": vooruitzicht_van(request.lid, gemeente, voortgang.stand, vandaag) if voortgang.loopt else None,
            "vorig": vorig,
            "verloop": verloop_van(request.lid, gemeente, halfjaar),
            "recent": recent.order_by("-vastgelegd_op", "-pk")[:5],
            "taken": [
                *taken_van(voortgang, vorig),
                *koppeltaken(request.lid, voortgang, vorig, vandaag),
                *afstemmingstaken(open_),
            ],
            "huishoudentaken": huishoudentaken(request.lid, vandaag),
            "vandaag": vandaag,
        },
    )
