"""The home of who reads figures, and of functioneel beheer."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Unpack

from django.db.models import Count, Max, Q
from django.http import HttpResponse
from django.shortcuts import render

from organisaties.middleware import Verzoek
from organisaties.models import Gebruiker, Gemeente, Lidmaatschap, Logregel
from organisaties.regels.tijd import Zicht
from taakstelling.cijfers import geteld_op, prognose_van
from taakstelling.models import Realisatie
from taakstelling.overzicht import Regel, bestaand_in, regels_van, totalen
from taakstelling.regels.halfjaar import Halfjaar


@dataclass(frozen=True, slots=True)
class Laatste:
    """The newest half-year of which the official figures are known, and when they were read; None: none are."""

    halfjaar: Halfjaar
    per: date | None


def laatste_bekende(lid: Lidmaatschap | None, vandaag: date, **zicht: Unpack[Zicht]) -> Laatste:
    """The newest half-year of which COA gave figures for at least half of the gemeenten this membership sees."""
    loopt = Halfjaar.van_datum(vandaag)
    aantal = Gemeente.objects.zichtbaar_voor(lid).bestaand(vandaag).count()
    bekend: list[Any] = list(
        Realisatie.objects.zichtbaar_voor(lid)
        .bekend(zicht.get("bekend_op"))
        .filter(geteld_op(Realisatie, zicht.get("peildatum")), halfjaar__lte=loopt)
        .order_by("-halfjaar")
        .values_list("halfjaar")
        .annotate(Count("gemeente", distinct=True), Max("cijfers_per"))
    )
    # A few early figures do not make a list; they do where there is nothing else.
    for halfjaar, _, per in [rij for rij in bekend if 2 * rij[1] >= aantal] or bekend:
        return Laatste(halfjaar, per)
    return Laatste(loopt, None)


def cijfers(request: Verzoek) -> HttpResponse:
    """For raad, pers and Rijk: the country, achterstand never netted."""
    assert request.lid is not None
    vandaag, zicht = request.tijd.vandaag, request.tijd.zicht
    loopt = Halfjaar.van_datum(vandaag)
    laatste = laatste_bekende(request.lid, vandaag, **zicht)

    def regels(halfjaar: Halfjaar) -> list[Regel]:
        gemeenten = bestaand_in(Gemeente.objects.zichtbaar_voor(request.lid), halfjaar)
        return regels_van(request.lid, gemeenten, halfjaar, vandaag, **zicht)

    return render(
        request,
        "balie/cijfers.html",
        {
            "loopt": loopt,
            "laatste": laatste,
            "totalen": totalen(regels(laatste.halfjaar)),
            "eerder": totalen(regels(laatste.halfjaar.vorige)),
            "prognose": prognose_van(loopt, bekend_op=request.tijd.bekend_op),
        },
    )


def beheer(request: Verzoek) -> HttpResponse:
    """What waits for functioneel beheer: national numbers, users, the last acts."""
    halfjaar, bekend_op = Halfjaar.van_datum(request.tijd.vandaag), request.tijd.bekend_op
    geldig = Count("lidmaatschappen", filter=Q(lidmaatschappen__beeindigd_op=None))
    gebruikers = Gebruiker.objects.zichtbaar_voor(request.lid).annotate(rollen_nu=geldig)
    return render(
        request,
        "balie/beheer.html",
        {
            "halfjaren": [(h, prognose_van(h, bekend_op=bekend_op)) for h in (halfjaar, halfjaar.volgende)],
            "gebruikers": gebruikers.filter(is_active=True).count(),
            "zonder_rol": gebruikers.filter(is_active=True, rollen_nu=0).count(),
            "logregels": Logregel.objects.zichtbaar_voor(request.lid).select_related("gebruiker", "lidmaatschap")[:10],
        },
    )
