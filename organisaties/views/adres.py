"""The postal address of a gemeente, kept by its provincie."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from organisaties import acties
from organisaties.forms import AdresFormulier
from organisaties.middleware import Verzoek
from organisaties.models import Gemeente, Postadres
from organisaties.toegang import eis, mag_adres_vastleggen
from organisaties.views.formulier import Gedaan, handel_af


@require_http_methods(["GET", "HEAD", "POST"])
def adres(request: Verzoek, code: str) -> HttpResponse:
    gemeente = get_object_or_404(Gemeente.objects.van(request.lid).select_related("provincie", "postadres"), code=code)
    eis(mag_adres_vastleggen(request.lid, gemeente))
    bestaand: Postadres | None = getattr(gemeente, "postadres", None)
    begin = {"versie": acties.versie_van(bestaand)}
    if bestaand is None:
        begin["aan"] = f"Het college van burgemeester en wethouders van {gemeente}"
    else:
        begin |= {veld: getattr(bestaand, veld) for veld in ("aan", "straat_of_postbus", "postcode", "plaats")}
    form = AdresFormulier(request.POST or None, initial=begin)
    terug = _terug(request, reverse("gemeente", kwargs={"code": gemeente.code}))

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        acties.leg_adres_vast(door=request.lid, gemeente=gemeente, **gegevens)
        return Gedaan(f"Het postadres van {gemeente} is vastgelegd. Nieuwe brieven gaan naar dit adres.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect(terug)
    inhoud = {"form": form, "gemeente": gemeente, "bestaand": bestaand, "terug": terug}
    return render(request, "organisaties/adres.html", inhoud | {"titel": f"Postadres van {gemeente}"})


def _terug(request: Verzoek, anders: str) -> str:
    """The path one came from (`terug` in the address), if it is one of our own; else `anders`."""
    pad = request.GET.get("terug", "")
    eigen = pad.startswith("/") and url_has_allowed_host_and_scheme(pad, allowed_hosts=None)
    return pad if eigen else anders
