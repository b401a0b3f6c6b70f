"""The room of the figures of a round: what is missing, on which day they are read, and fixing them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from organisaties.acties import versie_van
from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.templatetags.weergave import datum, tijdstip
from organisaties.uitvoer import tabel_als_bestand
from organisaties.views.formulier import Gedaan, handel_af
from toezicht import acties
from toezicht.acties.wederhoor import zonder_antwoord
from toezicht.cijferformulieren import BevriesFormulier, LeesdagFormulier
from toezicht.cijfers import laatste_bevriezing
from toezicht.cijfertabellen import Cijferfilter, CijfersTabel
from toezicht.kaders import leesdag
from toezicht.models import Bevriezing, Toezichtronde, Wederhoor
from toezicht.rondecijfers import cijferrijen, is_gesloten, tel_gaten
from toezicht.views.kamers import kamer

_formulier = require_http_methods(["GET", "HEAD", "POST"])


def ronde_van(request: Verzoek, pk: int) -> Toezichtronde:
    rondes = Toezichtronde.objects.zichtbaar_voor(request.lid).select_related("provincie")
    ronde: Toezichtronde = get_object_or_404(rondes, pk=pk)
    return ronde


@kamer
def cijfers(request: Verzoek, ronde: Toezichtronde) -> HttpResponse:
    tijd = request.tijd
    rijen = cijferrijen(ronde, request.lid, **tijd.zicht)
    bevriezingen = list(
        Bevriezing.objects.zichtbaar_voor(request.lid)
        .vastgelegd(tijd.gedaan_op)
        .filter(ronde=ronde)
        .select_related("vastgelegd_door")
    )
    gevraagd = ronde.wederhoor_tot is not None
    keuze = Cijferfilter(request.GET, rijen, met_wederhoor=gevraagd, bevroren=bool(bevriezingen))
    tabel = CijfersTabel(
        keuze.rijen(),
        exclude=() if gevraagd else ("wederhoor",),
        empty_text="Er zijn geen gemeenten die bij deze keuze passen."
        if rijen
        else "Deze provincie had in dit halfjaar geen gemeenten.",
    )
    blader(request, tabel)
    over = [
        ("Cijfers gelezen op", datum(ronde.cijfers_per) if ronde.cijfers_per else "geen vaste dag"),
        ("Bevroren op", tijdstip(bevriezingen[0].vastgelegd_op) if bevriezingen else "nog niet"),
    ]
    naam = f"Cijfers toezichtronde {ronde.halfjaar.kort}"
    if bestand := tabel_als_bestand(request, tabel, keuze, naam=naam, over=over):
        return bestand
    inhoud = {
        "ronde": ronde,
        "tabel": tabel,
        "filter": keuze,
        "aantal": len(rijen),
        "gaten": tel_gaten(rijen),
        "compleet": sum(not rij.gaten for rij in rijen),
        "antwoorden": sum(rij.wederhoor is not None for rij in rijen),
        "onbehandeld": 0 if tijd.terug else sum(rij.onbehandeld for rij in rijen),
        "gesloten": is_gesloten(ronde, tijd.bekend_op),
        "bevriezingen": bevriezingen,
        "loopt": ronde.wederhoor_tot is not None
        and not bevriezingen
        and (tijd.gedaan_op or tijd.vandaag) <= ronde.wederhoor_tot,
        "titel": f"Cijfers {ronde.halfjaar.kort}",
    }
    return render(request, "toezicht/cijfers.html", inhoud)


@_formulier
def dag(request: Verzoek, pk: int) -> HttpResponse:
    """On which day the figures are read."""
    ronde = ronde_van(request, pk)
    volgens_kader = leesdag(ronde.provincie, ronde.halfjaar)
    begin = {"cijfers_per": ronde.cijfers_per or volgens_kader, "versie": versie_van(ronde)}
    form = LeesdagFormulier(request.POST or None, initial=begin)

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        nu = acties.wijzig_ronde(door=request.lid, ronde=ronde, **gegevens)
        return Gedaan(f"De cijfers van deze ronde worden gelezen op {datum(nu.cijfers_per)}.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("ronde-cijfers", pk=pk)
    inhoud = {
        "form": form,
        "ronde": ronde,
        "volgens_kader": volgens_kader,
        "titel": "Dag van de cijfers wijzigen",
    }
    return render(request, "toezicht/cijfers_dag.html", inhoud)


@_formulier
def bevriezen(request: Verzoek, pk: int) -> HttpResponse:
    """Fix the figures of every gemeente of the round."""
    ronde = ronde_van(request, pk)
    laatste = laatste_bevriezing(ronde)
    form = BevriesFormulier(request.POST or None, opnieuw=laatste is not None)

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        # The one that was on the page; somebody else may have done it since.
        na = laatste if laatste is not None and request.POST.get("na") == str(laatste.pk) else None
        bevriezing = acties.bevries_ronde(door=request.lid, ronde=ronde, na=na, **gegevens)
        aantal = bevriezing.rondecijfers.count()
        return Gedaan(f"De cijfers van {aantal} {'gemeente' if aantal == 1 else 'gemeenten'} zijn bevroren.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("ronde-cijfers", pk=pk)
    antwoorden = Wederhoor.objects.zichtbaar_voor(request.lid).filter(ronde=ronde, vervangen_door=None)
    geldend = antwoorden.select_related("gemeente").order_by("gemeente__naam")
    inhoud = {
        "form": form,
        "ronde": ronde,
        "verborgen": {"na": laatste.pk if laatste else ""},
        "laatste": laatste,
        "betwist": [rij.gemeente for rij in geldend.filter(antwoord=Wederhoor.Antwoord.BETWIST)],
        "loopt": laatste is None and ronde.wederhoor_tot is not None and timezone.localdate() <= ronde.wederhoor_tot,
        "zonder_antwoord": len(zonder_antwoord(ronde)) if ronde.wederhoor_tot else 0,
        "titel": "Cijfers opnieuw bevriezen" if laatste else "Cijfers bevriezen",
        "terug": reverse("ronde-cijfers", args=[pk]),
    }
    return render(request, "toezicht/cijfers_bevriezen.html", inhoud)
