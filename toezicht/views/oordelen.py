"""Deciding about many gemeenten of a round at once."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from organisaties.middleware import Verzoek
from organisaties.views.formulier import Gedaan, handel_af
from toezicht import acties
from toezicht.acties.velen import Uitkomst
from toezicht.kandidaten import Kandidaat, kandidaten
from toezicht.rondeformulieren import VelenFormulier
from toezicht.rondetabellen import KandidatenTabel, WegTabel
from toezicht.views.rondecijfers import ronde_van

_formulier = require_http_methods(["GET", "HEAD", "POST"])


@_formulier
def velen(request: Verzoek, pk: int) -> HttpResponse:
    """Take the proposal for the chosen gemeenten, or for all that were not judged yet.

    First what that means for each, then what came of it.
    """
    ronde = ronde_van(request, pk)
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
        if not gelukt:
            return Gedaan("Er is niets beoordeeld. Hieronder staat per gemeente waarom.")
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


def _namen(lijst: Iterable[Kandidaat]) -> str:
    return ", ".join(kandidaat.gemeente.naam for kandidaat in lijst)
