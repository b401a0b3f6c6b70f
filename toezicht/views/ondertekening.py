"""Who may sign the letters, and the Word template they can be finished in."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from organisaties import logboek
from organisaties.acties import versie_van
from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.uitvoer import tabel_als_bestand
from organisaties.vastleggen import AlGewijzigd
from organisaties.views.formulier import Gedaan, bevestig, handel_af
from toezicht import acties
from toezicht.models import Afzender, Mandaat, Woordsjabloon
from toezicht.regels.ondertekening import van_het_orgaan
from toezicht.tables import MandatenTabel
from toezicht.tekstformulieren import IntrekFormulier, MandaatFormulier, MandaatWijzigFormulier, SjabloonFormulier
from toezicht.views.teksten import provincie_van
from toezicht.word.standaard import NAAM, standaardsjabloon
from toezicht.word.velden import ALINEAS, IN_DE_REGEL

PER_PAGINA = 25
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MANDAATVELDEN = ("functie", "geldig_van", "geldig_tot", "grondslag")
_formulier = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def mandaten(request: Verzoek) -> HttpResponse:
    """Who may sign when, and whether that covers the two who sign now."""
    provincie_van(request)
    tabel = MandatenTabel(Mandaat.objects.zichtbaar_voor(request.lid).bekend())
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel):
        return bestand
    afzender = Afzender.objects.zichtbaar_voor(request.lid).first()
    functies = [afzender.eerste_ondertekenaar, afzender.tweede_ondertekenaar] if afzender else []
    inhoud = {
        "tabel": tabel,
        "ondertekenaars": [(functie, van_het_orgaan(functie)) for functie in functies if functie],
        "titel": "Mandaten",
        "logregels": logboek.over_soort(Mandaat, request.lid)[:PER_PAGINA],
    }
    return render(request, "toezicht/mandaten.html", inhoud)


@_formulier
def mandaat_nieuw(request: Verzoek) -> HttpResponse:
    provincie = provincie_van(request)
    form = MandaatFormulier(request.POST or None)

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        gegevens.pop("versie")
        mandaat = acties.leg_mandaat_vast(door=request.lid, provincie=provincie, **gegevens)
        return Gedaan(f"Het mandaat van de {mandaat.functie} is vastgelegd.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("mandaten")
    return render(request, "toezicht/mandaat.html", {"form": form, "titel": "Mandaat vastleggen"})


@_formulier
def mandaat(request: Verzoek, pk: int) -> HttpResponse:
    """Change a mandaat, for instance by an end date: the old row is withdrawn and replaced."""
    rij = _mandaat(request, pk)
    begin = {veld: getattr(rij, veld) for veld in MANDAATVELDEN} | {"versie": versie_van(rij)}
    form = MandaatWijzigFormulier(request.POST or None, initial=begin)

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        if gegevens.pop("versie") != versie_van(rij):
            raise AlGewijzigd
        acties.leg_mandaat_vast(door=request.lid, provincie=rij.provincie, vervangt=rij, **gegevens)
        return Gedaan("Het mandaat is gewijzigd. Vastgestelde brieven houden hun ondertekening.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("mandaten")
    inhoud = {
        "form": form,
        "mandaat": rij,
        "titel": f"Mandaat van de {rij.functie}",
        "logregels": logboek.over(rij, request.lid)[:PER_PAGINA],
    }
    return render(request, "toezicht/mandaat.html", inhoud)


@_formulier
def mandaat_intrekken(request: Verzoek, pk: int) -> HttpResponse:
    rij = _mandaat(request, pk)
    form = IntrekFormulier(request.POST or None)

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        acties.trek_mandaat_in(door=request.lid, mandaat=rij, **gegevens)
        return Gedaan(f"Het mandaat van de {rij.functie} is ingetrokken.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("mandaten")
    return bevestig(
        request,
        form,
        titel="Mandaat intrekken",
        zin=f"Het mandaat van de {rij.functie} heeft dan nooit gegolden. Is het afgelopen? Geef het dan een einddatum.",
        knop="Mandaat intrekken",
        terug=reverse("mandaat", args=[pk]),
    )


@_formulier
def woordsjabloon(request: Verzoek) -> HttpResponse:
    """The Word template in use, the ones before it, and the place to bring a new one."""
    provincie = provincie_van(request)
    form = SjabloonFormulier(request.POST or None, request.FILES or None)

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        bestand = gegevens["bestand"]
        sjabloon = acties.neem_sjabloon(door=request.lid, provincie=provincie, naam=bestand.name, inhoud=bestand.read())
        return Gedaan(f"Het sjabloon is in gebruik als versie {sjabloon.versie}.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("woordsjabloon")
    sjablonen = Woordsjabloon.objects.zichtbaar_voor(request.lid).defer("inhoud").select_related("vastgelegd_door")
    inhoud = {
        "form": form,
        "sjablonen": sjablonen,
        "titel": "Word-sjabloon",
        "velden": [(f"{{{{ {naam} }}}}", uitleg) for naam, uitleg in IN_DE_REGEL.items()],
        "alineas": [(f"{{{{p {naam} }}}}", uitleg) for naam, uitleg in ALINEAS.items()],
    }
    return render(request, "toezicht/woordsjabloon.html", inhoud)


@require_safe
def woordsjabloon_bestand(request: Verzoek, versie: int) -> HttpResponse:
    """A template as it was brought; 0 is the standard one."""
    provincie_van(request)
    if versie == 0:
        return als_docx(standaardsjabloon(), NAAM)
    rij: Woordsjabloon = get_object_or_404(Woordsjabloon.objects.zichtbaar_voor(request.lid), versie=versie)
    return als_docx(bytes(rij.inhoud), f"sjabloon-versie-{versie}.docx")


def als_docx(inhoud: bytes, naam: str) -> HttpResponse:
    return HttpResponse(
        inhoud,
        content_type=DOCX,
        headers={
            "Content-Disposition": f'attachment; filename="{naam}"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _mandaat(request: Verzoek, pk: int) -> Mandaat:
    rijen = Mandaat.objects.zichtbaar_voor(request.lid).bekend().select_related("provincie")
    rij: Mandaat = get_object_or_404(rijen, pk=pk)
    return rij
