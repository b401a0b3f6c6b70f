"""The home of the huurdersorganisatie: what waits, the agreements it is party to, the shares, and its gemeenten."""

from datetime import date

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from afspraken.models import Norm, Prestatieafspraak
from afspraken.overzicht.normlijst import Lijstregel, lijst_van
from afspraken.overzicht.overeenkomst import Lopend, lopende_afspraken
from balie.afspraaktaken import afspraaktaken
from balie.views.overig import laatste_bekende
from organisaties.middleware import Verzoek
from organisaties.models import Gemeente, Lidmaatschap
from taakstelling.overzicht import bestaand_in, regels_van, vouw_naam
from taakstelling.regels.halfjaar import Halfjaar


def thuis(request: Verzoek) -> HttpResponse:
    assert request.lid is not None
    lid, vandaag, nu = request.lid, request.tijd.vandaag, not request.tijd.terug
    laatste = laatste_bekende(lid, vandaag, **request.tijd.zicht)
    gemeenten = bestaand_in(Gemeente.objects.zichtbaar_voor(lid), laatste.halfjaar)
    regels = regels_van(lid, gemeenten, laatste.halfjaar, vandaag, **request.tijd.zicht)
    afspraken: list[Lopend] = lopende_afspraken(Prestatieafspraak.objects.zichtbaar_voor(lid), vandaag) if nu else []
    return render(
        request,
        "balie/huurders.html",
        {
            "nu": nu,
            "vandaag": vandaag,
            # Agreements and homes are read as they are now; the time machine is for the figures of the gemeenten.
            "taken": afspraaktaken(lid, vandaag) if nu else [],
            "afspraken": afspraken,
            "normen": _normen(lid, vandaag) if nu else [],
            "laatste": laatste,
            "loopt": Halfjaar.van_datum(vandaag),
            "regels": sorted(regels, key=lambda regel: vouw_naam(regel.gemeente.naam)),
        },
    )


def _normen(lid: Lidmaatschap, vandaag: date) -> list[Lijstregel]:
    """The norms in force this year where this organisation works, with what was let."""
    dit_jaar = (
        Norm.objects.zichtbaar_voor(lid)
        .bekend()
        .filter(Q(tot=None) | Q(tot__gt=date(vandaag.year, 1, 1)), van__lt=date(vandaag.year + 1, 1, 1))
        .select_related("corporatie", "gemeente", "regio")
        .prefetch_related("regio__gemeenten")
    )
    return list(lijst_van(dit_jaar, vandaag.year, vandaag).values())
