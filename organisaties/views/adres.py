"""The postal address of a gemeente, kept by its provincie."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from organisaties import acties
from organisaties.forms import AdresFormulier
from organisaties.middleware import Verzoek
from organisaties.models import Gemeente, Postadres
from organisaties.toegang import eis, mag_adres_vastleggen
from organisaties.views.formulier import Gedaan, handel_af


@require_http_methods(["GET", "HEAD", "POST"])
def adres(request: Verzoek, code: str) -> HttpResponse:
    gemeente = get_object_or_404(Gemeente.objects.van(request.lid).select_related("provincie"), code=code)
    eis(mag_adres_vastleggen(request.lid, gemeente))
    bestaand = Postadres.objects.filter(gemeente=gemeente).first()
    begin = {"versie": acties.versie_van(bestaand)}
    if bestaand is None:
        begin["aan"] = f"Het college van burgemeester en wethouders van {gemeente}"
    else:
        begin |= {veld: getattr(bestaand, veld) for veld in ("aan", "straat_of_postbus", "postcode", "plaats")}
    form = AdresFormulier(request.POST or None, initial=begin)

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        acties.leg_adres_vast(door=request.lid, gemeente=gemeente, **gegevens)
        return Gedaan(f"Het postadres van {gemeente} is vastgelegd. Nieuwe brieven gaan naar dit adres.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("adres", code=code)
    inhoud = {"form": form, "gemeente": gemeente, "bestaand": bestaand, "titel": f"Postadres van {gemeente}"}
    return render(request, "organisaties/adres.html", inhoud)
