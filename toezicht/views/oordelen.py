"""Deciding about many gemeenten of a round at once, and agreeing with what a colleague decided."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from organisaties.middleware import Verzoek
from organisaties.views.formulier import Gedaan, bevestig, handel_af
from toezicht import acties
from toezicht.acties.velen import Uitkomst
from toezicht.akkoorden import versie_voor_akkoord
from toezicht.cijfers import gemeenten_van_ronde
from toezicht.formeel import fase_van
from toezicht.forms import Bevestiging
from toezicht.kandidaten import Kandidaat, kandidaten
from toezicht.models import Beoordeling, Toezichtronde
from toezicht.regels.formeel import ELEMENTEN
from toezicht.rondeformulieren import VelenFormulier
from toezicht.rondetabellen import KandidatenTabel, WegTabel

_formulier = require_http_methods(["GET", "HEAD", "POST"])


@_formulier
def velen(request: Verzoek, pk: int) -> HttpResponse:
    """Take the proposal for the chosen gemeenten, or for all that were not judged yet.

    First what that means for each, then what came of it.
    """
    ronde = _ronde(request, pk)
    gekozen = request.GET.getlist("gemeente") if "gekozen" in request.GET else None
    lijst = kandidaten(ronde, gekozen)
    if not lijst and request.method != "POST":
        leeg = "Elke gemeente is al beoordeeld." if gekozen is None else "Kies eerst een of meer gemeenten."
        messages.info(request, leeg)
        return redirect("ronde", pk=pk)
    mee = [kandidaat for kandidaat in lijst if kandidaat.weg is None]
    form = VelenFormulier(
        request.POST or None,
        voorlopig=_namen(kandidaat for kandidaat in mee if kandidaat.voorlopig),
        zonder_begin=_namen(kandidaat for kandidaat in mee if kandidaat.zonder_begin),
        betwist=_namen(kandidaat for kandidaat in mee if kandidaat.betwist),
        initial={
            "datum": timezone.localdate(),
            "gezien": {kandidaat.gemeente.code: kandidaat.merk for kandidaat in mee},
        },
    )
    uitkomsten: list[Uitkomst] = []

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        uitkomsten.extend(acties.beoordeel_velen(door=request.lid, ronde=ronde, **gegevens))
        gelukt = sum(uitkomst.brief is not None for uitkomst in uitkomsten)
        if gelukt == 1:
            return Gedaan("1 gemeente is beoordeeld. Haar brief staat klaar als concept.")
        return Gedaan(f"{gelukt} gemeenten zijn beoordeeld. Hun brieven staan klaar als concept.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        over = [(uitkomst.gemeente, uitkomst.reden) for uitkomst in uitkomsten if uitkomst.brief is None]
        if not over:
            return redirect("ronde", pk=pk)
        inhoud = {"ronde": ronde, "titel": f"Voorstel overgenomen, {ronde.halfjaar.kort}", "weg": WegTabel(ronde, over)}
        return render(request, "toezicht/velen_gedaan.html", inhoud)
    inhoud = {
        "form": form,
        "ronde": ronde,
        "aantal": len(mee),
        "tabel": KandidatenTabel([k for k in mee if not k.betwist], "Gemeenten die meedoen"),
        "betwist": KandidatenTabel([k for k in mee if k.betwist], "Gemeenten die de cijfers betwisten"),
        "weg": WegTabel(ronde, [(k.gemeente, k.weg) for k in lijst if k.weg is not None]),
        "titel": f"Voorstel overnemen, {ronde.halfjaar.kort}",
    }
    return render(request, "toezicht/velen.html", inhoud)


@_formulier
def akkoord(request: Verzoek, pk: int, code: str) -> HttpResponse:
    """The second pair of eyes: agree with the decision that was read."""
    ronde = _ronde(request, pk)
    gemeente = get_object_or_404(gemeenten_van_ronde(ronde.provincie, ronde.halfjaar), code=code)
    beoordelingen = Beoordeling.objects.zichtbaar_voor(request.lid).filter(ronde=ronde, gemeente=gemeente)
    geldend = beoordelingen.filter(vervangen_door=None).first()
    terug = reverse("beoordeling-maken", args=[pk, code])
    if geldend is None:
        messages.info(request, "Deze gemeente is nog niet beoordeeld.")
        return redirect(terug)
    form = Bevestiging(request.POST or None, initial={"versie": versie_voor_akkoord(geldend)})

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        versie = gegevens["versie"]
        gelezen = next((een for een in beoordelingen if str(een.pk) == versie.partition(" ")[0]), geldend)
        acties.geef_akkoord(door=request.lid, beoordeling=gelezen, versie=versie)
        return Gedaan(f"U gaf akkoord met de beoordeling van {gemeente}.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect(terug)
    trede = f", trede {geldend.trede}" if geldend.trede else ""
    formeel = " U gaat ook akkoord met het formele besluit in de brief." if fase_van(geldend) in ELEMENTEN else ""
    return bevestig(
        request,
        form,
        titel=f"Akkoord geven: {gemeente}",
        zin=f"De beoordeling is: {geldend.oordeel}{trede}. Met uw akkoord kan de brief worden vastgesteld.{formeel}"
        " Uw naam komt in het logboek.",
        knop="Akkoord geven",
        terug=terug,
    )


def _namen(lijst: Iterable[Kandidaat]) -> str:
    return ", ".join(kandidaat.gemeente.naam for kandidaat in lijst)


def _ronde(request: Verzoek, pk: int) -> Toezichtronde:
    rondes = Toezichtronde.objects.zichtbaar_voor(request.lid).select_related("provincie")
    ronde: Toezichtronde = get_object_or_404(rondes, pk=pk)
    return ronde
