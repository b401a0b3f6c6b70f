"""Four eyes: agreeing with what a colleague decided, for one gemeente or for many at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from organisaties.middleware import Verzoek
from organisaties.views.formulier import Gedaan, handel_af
from toezicht import acties
from toezicht.acties.akkoorden import Akkoorduitkomst
from toezicht.akkoorden import wachtende
from toezicht.akkoordrijen import akkoordrijen
from toezicht.cijfers import gemeenten_van_ronde
from toezicht.forms import Bevestiging
from toezicht.models import Beoordeling, Toezichtronde
from toezicht.rondeformulieren import AkkoordenFormulier
from toezicht.rondetabellen import AkkoordTabel, WegTabel
from toezicht.views.rondecijfers import ronde_van

_formulier = require_http_methods(["GET", "HEAD", "POST"])


@_formulier
def velen(request: Verzoek, pk: int) -> HttpResponse:
    """Every decision of the round that waits for an akkoord; tick many, and agree at once."""
    ronde = ronde_van(request, pk)
    form = AkkoordenFormulier(request.POST or None)
    gekozen = set(request.POST.getlist("kies"))
    uitkomsten: list[Akkoorduitkomst] = []

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan | None:
        gezien = {pk: versie for pk, versie in gegevens["gezien"].items() if str(pk) in gekozen}
        uitkomsten.extend(acties.geef_akkoorden(door=request.lid, ronde=ronde, gezien=gezien))
        aantal = sum(not uitkomst.reden for uitkomst in uitkomsten)
        return Gedaan(f"U gaf akkoord met {aantal} {'oordeel' if aantal == 1 else 'oordelen'}.") if aantal else None

    weg = WegTabel(ronde, [])
    if request.method == "POST" and handel_af(request, form, uitvoeren):
        geweigerd = [(een.beoordeling.gemeente, een.reden) for een in uitkomsten if een.reden]
        if not geweigerd:
            return redirect("ronde-akkoord", pk=pk)
        # Below it stands what there is now, to tick again.
        weg, gekozen = WegTabel(ronde, geweigerd), set()
        form = AkkoordenFormulier()
    return render(request, "toezicht/akkoorden.html", _inhoud(request, ronde, form, gekozen) | {"weg": weg})


def _inhoud(request: Verzoek, ronde: Toezichtronde, form: AkkoordenFormulier, gekozen: set[str]) -> dict[str, Any]:
    rijen = akkoordrijen(ronde, request.lid, wachtende(request.lid, ronde))
    mee = [rij for rij in rijen if rij.bezwaar is None]
    if "alles" in request.GET and request.method != "POST":
        gekozen = {str(rij.pk) for rij in mee}
    form.initial["gezien"] = {str(rij.pk): rij.versie for rij in mee}
    return {
        "ronde": ronde,
        "form": form,
        "tabel": AkkoordTabel(mee, "Oordelen die op uw akkoord wachten, in personen", gekozen=gekozen),
        "eigen": AkkoordTabel([rij for rij in rijen if rij.bezwaar], "Uw eigen oordelen, in personen", kiezen=False),
        "aantal": len(mee),
        "alles": "alles" in request.GET,
        "titel": f"Akkoord geven, {ronde.halfjaar.kort}",
    }


@_formulier
def een(request: Verzoek, pk: int, code: str) -> HttpResponse:
    """The second pair of eyes: agree with the one decision that was read."""
    ronde = ronde_van(request, pk)
    gemeente = get_object_or_404(gemeenten_van_ronde(ronde.provincie, ronde.halfjaar), code=code)
    beoordelingen = Beoordeling.objects.zichtbaar_voor(request.lid).filter(ronde=ronde, gemeente=gemeente)
    geldend = (
        beoordelingen.filter(vervangen_door=None)
        .select_related("ronde__provincie", "gemeente", "kader", "vastgelegd_door")
        .first()
    )
    terug = reverse("beoordeling-maken", args=[pk, code])
    if geldend is None:
        messages.info(request, "Deze gemeente is nog niet beoordeeld.")
        return redirect(terug)
    (rij,) = akkoordrijen(ronde, request.lid, [geldend])
    form = Bevestiging(request.POST or None, initial={"versie": rij.versie})

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        versie = gegevens["versie"]
        gelezen = next((een for een in beoordelingen if str(een.pk) == versie.partition("/")[0]), geldend)
        acties.geef_akkoord(door=request.lid, beoordeling=gelezen, versie=versie)
        return Gedaan(f"U gaf akkoord met de beoordeling van {gemeente}.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect(terug)
    inhoud = {"ronde": ronde, "gemeente": gemeente, "rij": rij, "form": form}
    return render(request, "toezicht/akkoord.html", inhoud | {"terug": terug, "titel": f"Akkoord geven: {gemeente}"})
