"""What the provincie writes its letters with: text blocks, and how it signs."""

from typing import Any

from django.db.models import Case, IntegerField, Value, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from organisaties import logboek
from organisaties.acties import versie_van
from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.models import Provincie
from organisaties.toegang import GeenToegang, eis
from organisaties.uitvoer import tabel_als_bestand
from organisaties.views.formulier import Gedaan, bevestig, handel_af
from toezicht import acties
from toezicht.forms import AfzenderFormulier, Bevestiging, TekstblokFormulier
from toezicht.models import Afzender, Tekstblok
from toezicht.tables import TekstblokkenTabel
from toezicht.toegang import mag_toezicht_inzien

PER_PAGINA = 25
_formulier = require_http_methods(["GET", "HEAD", "POST"])
BLOKVELDEN = ("plek", "volgorde", "kop", "tekst", "vanaf", "tot_en_met")
AFZENDERVELDEN = (
    "orgaan",
    "plaats",
    "adres",
    "behandeld_door",
    "telefoon",
    "eerste_ondertekenaar",
    "tweede_ondertekenaar",
    "vier_ogen",
)


@require_safe
def lijst(request: Verzoek) -> HttpResponse:
    provincie = _provincie(request)
    plaats = Case(
        *(When(plek=plek, then=Value(nummer)) for nummer, plek in enumerate(Tekstblok.Plek.values)),
        output_field=IntegerField(),
    )
    blokken = Tekstblok.objects.zichtbaar_voor(request.lid).order_by(plaats, "volgorde", "pk")
    tabel = TekstblokkenTabel(blokken)
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel):
        return bestand
    inhoud = {
        "tabel": tabel,
        "leeg": not blokken.exists(),
        "provincie": provincie,
        "titel": "Tekstblokken",
        "logregels": logboek.over_soort(Tekstblok, request.lid)[:PER_PAGINA],
    }
    return render(request, "toezicht/tekstblokken.html", inhoud)


@_formulier
def nieuw(request: Verzoek) -> HttpResponse:
    provincie = _provincie(request)
    form = TekstblokFormulier(request.POST or None)

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        gegevens.pop("versie")
        blok = acties.leg_tekstblok_vast(door=request.lid, provincie=provincie, **gegevens)
        return Gedaan(f"Het tekstblok “{blok}” is toegevoegd. Het staat in elk concept van dit halfjaar.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("tekstblokken")
    return render(request, "toezicht/tekstblok.html", {"form": form, "titel": "Tekstblok toevoegen"})


@_formulier
def voorbeeld(request: Verzoek) -> HttpResponse:
    """A provincie without text blocks begins with an example, and makes it its own."""
    provincie = _provincie(request)
    form = Bevestiging(request.POST or None)

    def uitvoeren(_: dict[str, Any]) -> Gedaan:
        acties.neem_voorbeeld_over(door=request.lid, provincie=provincie, voorbeeld=acties.voorbeeld_voor(provincie))
        return Gedaan("De voorbeeldteksten staan klaar. Pas ze aan tot het uw eigen teksten zijn.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("tekstblokken")
    return bevestig(
        request,
        form,
        titel="Voorbeeldteksten overnemen",
        zin="U krijgt een klein stel teksten om mee te beginnen. Ze worden van uw provincie: u kunt ze wijzigen en"
        " verwijderen. Dit kan alleen zolang er nog geen tekstblokken zijn.",
        knop="Voorbeeldteksten overnemen",
        terug=reverse("tekstblokken"),
    )


@_formulier
def een(request: Verzoek, pk: int) -> HttpResponse:
    blok = _blok(request, pk)
    begin = {veld: getattr(blok, veld) for veld in BLOKVELDEN} | {"versie": versie_van(blok)}
    form = TekstblokFormulier(request.POST or None, initial=begin)

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        acties.leg_tekstblok_vast(door=request.lid, provincie=blok.provincie, blok=blok, **gegevens)
        return Gedaan("Het tekstblok is gewijzigd. Vastgestelde brieven houden hun oude tekst.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("tekstblokken")
    inhoud = {
        "form": form,
        "blok": blok,
        "titel": str(blok),
        "logregels": logboek.over(blok, request.lid)[:PER_PAGINA],
    }
    return render(request, "toezicht/tekstblok.html", inhoud)


@_formulier
def verwijderen(request: Verzoek, pk: int) -> HttpResponse:
    blok = _blok(request, pk)
    form = Bevestiging(request.POST or None, initial={"versie": versie_van(blok)})

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        naam = str(blok)
        acties.verwijder_tekstblok(door=request.lid, blok=blok, versie=gegevens["versie"])
        return Gedaan(f"Het tekstblok “{naam}” is verwijderd.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("tekstblokken")
    return bevestig(
        request,
        form,
        titel="Tekstblok verwijderen",
        zin=f"Het tekstblok “{blok}” verdwijnt uit alle concepten. Vastgestelde brieven houden hun tekst.",
        knop="Tekstblok verwijderen",
        terug=reverse("tekstblok", args=[pk]),
    )


@_formulier
def afzender(request: Verzoek) -> HttpResponse:
    provincie = _provincie(request)
    huidig = Afzender.objects.zichtbaar_voor(request.lid).first()
    begin = {veld: getattr(huidig, veld) for veld in AFZENDERVELDEN} if huidig else {}
    form = AfzenderFormulier(request.POST or None, initial=begin | {"versie": versie_van(huidig)})

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        acties.wijzig_afzender(door=request.lid, provincie=provincie, **gegevens)
        return Gedaan("De afzender is vastgelegd. Vastgestelde brieven blijven zoals ze zijn.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("afzender")
    inhoud = {
        "form": form,
        "titel": "Afzender",
        "logregels": logboek.over(huidig, request.lid)[:PER_PAGINA] if huidig else [],
    }
    return render(request, "toezicht/afzender.html", inhoud)


def _provincie(request: Verzoek) -> Provincie:
    eis(mag_toezicht_inzien(request.lid))
    if request.lid is None or request.lid.provincie is None:
        raise GeenToegang("Alleen een toezichthouder van een provincie ziet deze pagina.")
    return request.lid.provincie


def _blok(request: Verzoek, pk: int) -> Tekstblok:
    blok: Tekstblok = get_object_or_404(
        Tekstblok.objects.zichtbaar_voor(request.lid).select_related("provincie"), pk=pk
    )
    return blok
