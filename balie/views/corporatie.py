"""The home of the corporatie: which homes are open, what waits, what was let this year, and its gemeenten."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from afspraken.models import VrijgekomenWoning
from afspraken.overzicht.woningen import jaarstanden
from balie.afspraaktaken import afspraaktaken
from balie.begeleidingstaken import begeleidingstaken
from balie.taken import Taak
from balie.views.overig import laatste_bekende
from organisaties.middleware import Verzoek
from organisaties.models import Gemeente, Lidmaatschap
from organisaties.templatetags.weergave import datum, woningen
from taakstelling.overzicht import bestaand_in, regels_van, vouw_naam
from taakstelling.regels.halfjaar import Halfjaar

LANG_VRIJ = timedelta(days=60)
LANG_GERESERVEERD = timedelta(days=30)
STIL = timedelta(days=45)
"""So long without anything recorded: the list of a month is missing."""
MEESTE = 10


def thuis(request: Verzoek) -> HttpResponse:
    assert request.lid is not None
    lid, vandaag, nu = request.lid, request.tijd.vandaag, not request.tijd.terug
    laatste = laatste_bekende(lid, vandaag, **request.tijd.zicht)
    gemeenten = bestaand_in(Gemeente.objects.zichtbaar_voor(lid), laatste.halfjaar)
    regels = regels_van(lid, gemeenten, laatste.halfjaar, vandaag, **request.tijd.zicht)
    # Homes are read and kept now; the time machine is for the figures of the gemeenten.
    open_ = VrijgekomenWoning.objects.zichtbaar_voor(lid).bekend().open()
    tellingen = open_.aggregate(
        vrij=Count("pk", filter=Q(gereserveerd_op=None)), gereserveerd=Count("pk", filter=~Q(gereserveerd_op=None))
    )
    return render(
        request,
        "balie/corporatie.html",
        {
            "nu": nu,
            "vandaag": vandaag,
            "tellingen": tellingen,
            "oudste": open_.select_related("gemeente").order_by("vrij_op", "pk")[:MEESTE] if nu else [],
            "meer": max(0, sum(tellingen.values()) - MEESTE),
            "taken": [*woningtaken(lid, vandaag), *afspraaktaken(lid, vandaag)] if nu else [],
            "begeleidingstaken": begeleidingstaken(lid, vandaag) if nu else [],
            "jaarstanden": jaarstanden(lid.corporatie, list(_waar(lid, vandaag)), vandaag) if nu else [],
            "laatste": laatste,
            "loopt": Halfjaar.van_datum(vandaag),
            "regels": sorted(regels, key=lambda regel: vouw_naam(regel.gemeente.naam)),
        },
    )


def _waar(lid: Lidmaatschap, vandaag: date) -> Any:
    return Gemeente.objects.van(lid).bestaand(vandaag)


def woningtaken(lid: Lidmaatschap, vandaag: date) -> list[Taak]:
    """What stands still: homes free or reserved for long, and a list that did not come."""
    eigen = VrijgekomenWoning.objects.zichtbaar_voor(lid).bekend()
    laatste = eigen.order_by("-vastgelegd_op").values_list("vastgelegd_op", flat=True).first()
    if laatste is None:
        tekst = "U hebt nog geen vrijgekomen woningen vastgelegd."
        return [Taak(tekst, reverse("woning-vastleggen"), "Leg de eerste woning vast")]
    taken = []
    if (stil := vandaag - laatste.date()) > STIL:
        taken.append(
            Taak(
                f"Sinds {datum(laatste)} is er niets vastgelegd: {stil.days} dagen. Uw aandeel loopt dan achter.",
                reverse("invoer-soort", args=["vrijgekomen-woningen"]),
                "Lees uw maandlijst in",
            )
        )
    lijst = reverse("woningen")
    te_lang = eigen.open().aggregate(
        vrij=Count("pk", filter=Q(gereserveerd_op=None, vrij_op__lte=vandaag - LANG_VRIJ)),
        gereserveerd=Count("pk", filter=Q(gereserveerd_op__lte=vandaag - LANG_GERESERVEERD)),
    )
    if aantal := te_lang["vrij"]:
        tot = vandaag - LANG_VRIJ
        staat = "staat" if aantal == 1 else "staan"
        taken.append(
            Taak(
                f"{woningen(aantal)} {staat} al {LANG_VRIJ.days} dagen of langer vrij. Is er iets mee gebeurd?",
                f"{lijst}?stap=vrij&tot_en_met={tot:%Y-%m-%d}&sort=vrij_op",
                "Bekijk ze",
            )
        )
    if aantal := te_lang["gereserveerd"]:
        is_ = "is" if aantal == 1 else "zijn"
        taken.append(
            Taak(
                f"{woningen(aantal)} {is_} al {LANG_GERESERVEERD.days} dagen gereserveerd, en nog niet verhuurd.",
                f"{lijst}?stap=gereserveerd&sort=stap_sinds",
                "Bekijk ze",
            )
        )
    return taken
