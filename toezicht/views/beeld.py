"""The picture of a round, its summary for GS, and the besluit on it."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from organisaties import logboek
from organisaties.acties import versie_van
from organisaties.lijsten import MEESTE_PER_PAGINA, blader
from organisaties.middleware import Verzoek
from organisaties.templatetags.weergave import datum, hoeveel, saldo
from organisaties.uitvoer import tabel_als_bestand
from organisaties.views.formulier import Gedaan, handel_af
from toezicht import acties
from toezicht.beeldformulieren import GsBesluitFormulier
from toezicht.beeldtabellen import KaartTabel, SamenvattingTabel
from toezicht.cijfers import laatste_bevriezing
from toezicht.models import Toezichtronde
from toezicht.rondestukken import samenvatting as stuk
from toezicht.rondestukken.gs_besluit import genoemd_in
from toezicht.rondestukken.rijen import Rondebeeld, rondebeeld
from toezicht.rondestukken.tegelbeeld import tegelbeeld
from toezicht.views.kamers import kamer

PER_PAGINA = 25
GEMEENTEN = ("gemeente", "gemeenten")


@kamer
def kaart(request: Verzoek, ronde: Toezichtronde) -> HttpResponse:
    beeld = rondebeeld(ronde, request.lid, **request.tijd.zicht)
    tabel = KaartTabel(beeld.rijen, _bijschrift(beeld))
    # A picture and half its table would not be each other's equal.
    blader(request, tabel, per_pagina=MEESTE_PER_PAGINA)
    if bestand := tabel_als_bestand(request, tabel, naam=f"Kaart {ronde.halfjaar.kort}"):
        return bestand
    inhoud = {
        "ronde": ronde,
        "tabel": tabel,
        "beeld": tegelbeeld(beeld),
        "bevroren": laatste_bevriezing(ronde, request.tijd.gedaan_op),
        "vorige": beeld.vorige,
        "volgende": beeld.volgende,
        "titel": f"Kaart {ronde.halfjaar.kort}",
    }
    return render(request, "toezicht/kaart.html", inhoud)


@kamer
def samenvatting(request: Verzoek, ronde: Toezichtronde) -> HttpResponse:
    beeld, vandaag = rondebeeld(ronde, request.lid, **request.tijd.zicht), request.tijd.vandaag
    inhoud = stuk.stel_samen(beeld, vandaag)
    tabel = SamenvattingTabel(beeld.rijen, _bijschrift(beeld))
    blader(request, tabel, per_pagina=MEESTE_PER_PAGINA)
    if bestand := tabel_als_bestand(
        request, tabel, naam=f"Samenvatting ronde {ronde.halfjaar.kort}", over=_toelichting(inhoud, vandaag)
    ):
        return bestand
    context = {
        "ronde": ronde,
        "tabel": tabel,
        "beeld": tegelbeeld(beeld),
        "titel": f"Samenvatting {ronde.halfjaar.kort}",
        "logregels": logboek.over(ronde, request.lid, request.tijd.gedaan_op)[:PER_PAGINA],
    }
    return render(request, "toezicht/samenvatting.html", stuk.context(inhoud) | context)


@require_safe
def samenvatting_pdf(request: Verzoek, pk: int) -> HttpResponse:
    ronde = ronde_van(request, pk)
    return HttpResponse(
        stuk.als_pdf(rondebeeld(ronde, request.lid), timezone.localdate()),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="samenvatting-{ronde.halfjaar.code}.pdf"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def gs_besluit(request: Verzoek, pk: int) -> HttpResponse:
    ronde = ronde_van(request, pk)
    begin = {"nummer": ronde.gs_besluit_nummer, "datum": ronde.gs_besluit_op, "versie": versie_van(ronde)}
    form = GsBesluitFormulier(request.POST or None, initial=begin)

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        acties.leg_gs_besluit_vast(door=request.lid, ronde=ronde, **gegevens)
        return Gedaan("Het besluit is vastgelegd.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("ronde-samenvatting", pk=pk)
    inhoud = {
        "form": form,
        "ronde": ronde,
        "brief": genoemd_in(ronde),
        "terug": reverse("ronde-samenvatting", args=[pk]),
        "titel": "Besluit van Gedeputeerde Staten",
    }
    return render(request, "toezicht/gs_besluit.html", inhoud)


def ronde_van(request: Verzoek, pk: int) -> Toezichtronde:
    """A round of one's own; another one is not found."""
    rondes = Toezichtronde.objects.zichtbaar_voor(request.lid).select_related("provincie")
    ronde: Toezichtronde = get_object_or_404(rondes, pk=pk)
    return ronde


def _bijschrift(beeld: Rondebeeld) -> str:
    """What the table holds, and what the difference in it is taken from."""
    zin = f"Gemeenten op {datum(beeld.ronde.halfjaar.peildatum)}, in personen"
    return f"{zin}; verschil met {beeld.vorige.halfjaar.kort}" if beeld.vorige else f"{zin}; er is geen vorige ronde"


def _toelichting(inhoud: stuk.Inhoud, op: date) -> list[tuple[str, str]]:
    """The totals, for the second sheet of a file."""
    standen, besluit = inhoud["standen"], inhoud["gs_besluit"]

    def samen(kant: str) -> str:
        waar = hoeveel(standen[f"met_{kant}"], *GEMEENTEN)
        return f"{hoeveel(standen[kant], 'persoon', 'personen')}, {waar}"

    return [
        ("Stand per", datum(op)),
        (
            "Besluit van GS",
            f"{besluit['nummer']}, {datum(date.fromisoformat(besluit['datum']))}" if besluit else "nog niet vastgelegd",
        ),
        ("Achterstand", samen("achterstand")),
        ("Voorsprong", samen("voorsprong")),
        ("Netto", f"{saldo(standen['netto'])} personen"),
        *((f"Oordeel: {woord}", hoeveel(aantal, *GEMEENTEN)) for woord, aantal in inhoud["oordelen"]),
        ("Nog geen oordeel", hoeveel(len(inhoud["zonder_oordeel"]), *GEMEENTEN)),
        *((f"Na dit besluit: {woord}", hoeveel(aantal, *GEMEENTEN)) for woord, aantal in inhoud["treden"]),
    ]
