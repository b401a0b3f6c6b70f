"""The home of the provincie: who is behind, what is missing, and every gemeente in one list."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from balie.toezichttaken import gemeenten_met_termijnen, rondes_die_wachten
from organisaties.geheugen import onthoud
from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.models import Gemeente, Lidmaatschap, Provincie
from organisaties.uitvoer import als_bestand, uitvoerlinks
from taakstelling.filters.cijfers import Cijferfilter
from taakstelling.overzicht import MIST, Regel, totalen
from taakstelling.overzicht.afsluitingen import heropend_over_tijd
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.tables.cijfers import StandenTable, uitvoerkolommen
from toezicht.models import Toezichtronde
from toezicht.overzicht import is_klaar

NAMEN_IN_TAAK = 3


@dataclass(frozen=True, slots=True)
class Taak:
    """Something that is missing, of how many gemeenten, and the list of them."""

    tekst: str
    url: str
    namen: str


def thuis(request: Verzoek) -> HttpResponse:
    assert request.lid is not None
    assert request.lid.provincie is not None
    provincie, vandaag = request.lid.provincie, request.tijd.vandaag
    if "uitvoer" in request.GET:
        filter_, _, tabel = _lijst(request, vandaag)
        bestand = als_bestand(
            request,
            f"{provincie} {filter_.halfjaar}",
            uitvoerkolommen(tabel),
            tabel.data,
            [
                ("Provincie", provincie.naam),
                *filter_.omschrijving,
                ("Stand van alle gemeenten samen", tabel.totalen.zin),
            ],
            gefilterd=filter_.beperkt,
        )
        if bestand is not None:
            return bestand
    delen = onthoud(("thuis", request.lid.pk, request.get_full_path(), request.tijd), lambda: _delen(request, vandaag))
    return render(request, "balie/provincie.html", {"provincie": provincie, **delen})


def _delen(request: Verzoek, vandaag: date) -> dict[str, Any]:
    """What the page says, set already: it is the same until somebody records something."""
    assert request.lid is not None
    assert request.lid.provincie is not None
    filter_, alle, tabel = _lijst(request, vandaag)
    inhoud = {
        "halfjaar": filter_.halfjaar,
        "filter": filter_,
        "table": tabel,
        # Without a filter the table has already added up the same lines.
        "totalen": totalen(alle) if filter_.beperkt else tabel.totalen,
        # What is to be done is done now.
        "taken": [] if request.tijd.terug else _alle_taken(request.lid, alle, filter_),
        "uitvoer": uitvoerlinks(request),
    }
    return {
        "ronde": _ronde(request.lid, timezone.localdate()),
        "standregel": render_to_string("taakstelling/_standregel.html", inhoud),
        "inhoud": render_to_string("balie/_provincie.html", inhoud, request),
    }


def _lijst(request: Verzoek, vandaag: date) -> tuple[Cijferfilter, list[Regel], StandenTable]:
    """The question in the address, every line of the half-year, and the table that answers."""
    gemeenten = Gemeente.objects.van(request.lid)
    filter_ = Cijferfilter(
        request.GET, lid=request.lid, gemeenten=gemeenten, vandaag=vandaag, met_mist=True, **request.tijd.zicht
    )
    alle = filter_.alle()
    tabel = StandenTable(
        filter_.uit(alle),
        halfjaar=filter_.halfjaar,
        vandaag=vandaag,
        met_provincie=False,
        beperkt=filter_.beperkt,
        adres_terug=request.get_full_path() if filter_.keuze.get("mist") == "adres" else "",
        # The greatest achterstand first: now, or to begin with.
        order_by="stand" if filter_.begonnen else "stand_begin",
    )
    blader(request, tabel)
    return filter_, alle, tabel


def _alle_taken(lid: Lidmaatschap, alle: list[Regel], filter_: Cijferfilter) -> list[Taak]:
    assert lid.provincie is not None
    wachten = [Taak(zin, url, _enkele(namen)) for zin, url, namen in rondes_die_wachten(lid)]
    return wachten + _taken(alle, filter_) + _heropend(lid.provincie, filter_.vandaag) + _in_dossiers(lid)


def _in_dossiers(lid: Lidmaatschap) -> list[Taak]:
    """What is overdue in the dossiers, or will be due soon."""
    gemeenten = list(Gemeente.objects.van(lid).bestaand(timezone.localdate()))
    groepen = gemeenten_met_termijnen(lid, gemeenten)
    return [_taak(wat, adres, [rij.naam for rij in rijen]) for wat, adres, rijen in groepen]


def _taak(wat: str, url: str, namen: list[str]) -> Taak:
    """So many gemeenten with or without something, by name when they are few."""
    aantal = f"{len(namen)} {'gemeente' if len(namen) == 1 else 'gemeenten'}"
    return Taak(f"{aantal} {wat}", url, _enkele(namen))


def _enkele(namen: list[str]) -> str:
    return ", ".join(sorted(namen)) if len(namen) <= NAMEN_IN_TAAK else ""


def _taken(regels: list[Regel], filter_: Cijferfilter) -> list[Taak]:
    """What is missing, in the order in which it stops the work; counts only once they can be there."""
    halfjaar, vandaag = filter_.halfjaar, filter_.vandaag
    # While the half-year runs any count will do; after the peildatum it is the official one that is waited for.
    te_vroeg = {"realisatie": not halfjaar.bevat(vandaag), "officieel": halfjaar.eind > vandaag}
    taken = []
    for sleutel, naam in MIST.items():
        if te_vroeg.get(sleutel):
            continue
        zonder = [regel.gemeente.naam for regel in regels if sleutel in regel.ontbreekt]
        if not zonder:
            continue
        taken.append(_taak(f"zonder {naam}", f"?halfjaar={filter_.halfjaar}&mist={sleutel}#lijst", zonder))
    return taken


def _heropend(provincie: Provincie, vandaag: date) -> list[Taak]:
    """The half-years that were opened by exception and should have been closed again."""
    return [
        Taak(f"De {halfjaar.in_zin} staat langer open dan afgesproken", reverse("afsluitingen"), "")
        for halfjaar in heropend_over_tijd(provincie, vandaag)
    ]


def _ronde(lid: Lidmaatschap, vandaag: date) -> tuple[str, str]:
    """The next step in the toezicht, as address and verb: the round over the last half-year that is over."""
    halfjaar = Halfjaar.van_datum(vandaag).vorige
    ronde = Toezichtronde.objects.zichtbaar_voor(lid).filter(halfjaar=halfjaar).select_related("provincie").first()
    if ronde is None:
        return reverse("ronde-openen"), f"Ronde over de {halfjaar.in_zin} openen"
    wat = f"ronde over de {halfjaar.in_zin}"
    return reverse("ronde", args=[ronde.pk]), f"De {wat} bekijken" if is_klaar(ronde, lid) else f"Verder met de {wat}"
