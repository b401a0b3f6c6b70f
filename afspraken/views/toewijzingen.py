"""The gemeente says which placement lives in which home."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from afspraken.acties.toewijzingen import trek_toewijzing_in, wijs_toe
from afspraken.forms.woningen import ToewijzenForm, ToewijzingIntrekkenForm
from afspraken.models import Toewijzing, VrijgekomenWoning
from afspraken.overzicht.woningen import bewoners_van, kandidaten_voor, ongekoppelde_plaatsingen
from afspraken.tables.woningen import OngekoppeldePlaatsingTable, OngekoppeldeWoningTable
from afspraken.toegang import mag_toewijzen, mag_toewijzingen_zien
from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.templatetags.weergave import datum, personen
from organisaties.toegang import eis
from organisaties.uitvoer import tabel_als_bestand
from organisaties.views.formulier import Gedaan, handel_af
from taakstelling.models import Plaatsing

_formulier = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def werklijst(request: Verzoek) -> HttpResponse:
    """Homes for statushouders without a placement, and placements without a home."""
    eis(mag_toewijzingen_zien(request.lid))
    woningen = OngekoppeldeWoningTable(
        VrijgekomenWoning.objects.zichtbaar_voor(request.lid)
        .bekend()
        .ongekoppeld()
        .select_related("corporatie", "gemeente")
    )
    plaatsingen = OngekoppeldePlaatsingTable(
        ongekoppelde_plaatsingen(request.lid).select_related("huishouden", "huisvestingsgemeente")
    )
    for tabel in (woningen, plaatsingen):
        blader(request, tabel)
        if bestand := tabel_als_bestand(request, tabel):
            return bestand
    return render(request, "afspraken/toewijzingen.html", {"woningen": woningen, "plaatsingen": plaatsingen})


@_formulier
def koppel(request: Verzoek, pk: int) -> HttpResponse:
    """Choose who lives in this home, from the placements of about the same time."""
    rijen = VrijgekomenWoning.objects.zichtbaar_voor(request.lid).select_related("corporatie", "gemeente")
    woning: VrijgekomenWoning = get_object_or_404(rijen, pk=pk)
    eis(mag_toewijzen(request.lid, woning.gemeente))
    assert request.lid is not None
    if woning.ingetrokken_op or woning.verhuurd_op is None:
        messages.warning(request, "Alleen bij een verhuurde woning die nog geldt, hoort een plaatsing.")
        return redirect("woning", pk=pk)
    alle = request.GET.get("alle") == "ja"
    kandidaten = kandidaten_voor(woning, request.lid, alle=alle)
    form = ToewijzenForm(request.POST or None, kandidaten=kandidaten, namen={p.pk: _in_woorden(p) for p in kandidaten})

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        links = wijs_toe(door=request.lid, woning=woning, plaatsingen=list(invoer["plaatsingen"]))
        wat = "De plaatsing is" if len(links) == 1 else f"{len(links)} plaatsingen zijn"
        return Gedaan(f"{wat} aan woning {woning.kenmerk} gekoppeld. Het aandeel verandert hier niet door.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("woning", pk=pk)
    inhoud = {
        "form": form,
        "woning": woning,
        "kandidaten": kandidaten,
        "alle": alle,
        "bewoners": bewoners_van(woning, request.lid),
    }
    return render(request, "afspraken/woning_koppelen.html", inhoud)


@_formulier
def trek_in(request: Verzoek, pk: int) -> HttpResponse:
    """Take back a link that was wrong."""
    toewijzing: Toewijzing = get_object_or_404(
        Toewijzing.objects.zichtbaar_voor(request.lid).geldig().select_related("gemeente"), pk=pk
    )
    eis(mag_toewijzen(request.lid, toewijzing.gemeente))
    woning = get_object_or_404(
        VrijgekomenWoning.objects.zichtbaar_voor(request.lid).bekend().select_related("corporatie", "gemeente"),
        corporatie=toewijzing.corporatie_id,
        kenmerk=toewijzing.kenmerk,
    )
    form = ToewijzingIntrekkenForm(request.POST or None)

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        trek_toewijzing_in(door=request.lid, toewijzing=toewijzing, reden=invoer["reden"])
        return Gedaan("De koppeling is ingetrokken. De woning en de plaatsing blijven staan.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("woning", pk=woning.pk)
    return render(request, "afspraken/toewijzing_intrekken.html", {"form": form, "woning": woning})


def _in_woorden(plaatsing: Plaatsing) -> str:
    """What tells one placement from another: household, persons, day."""
    kenmerk = plaatsing.huishouden.kenmerk if plaatsing.huishouden else "gewist huishouden"
    deel = f", deel {plaatsing.deel}" if plaatsing.deel > 1 else ""
    waar = f" · {plaatsing.verhuurder}" if plaatsing.verhuurder else ""
    vorm = plaatsing.get_huisvestingsvorm_display()
    return f"{kenmerk}{deel}: {personen(plaatsing.personen)}, {datum(plaatsing.teldatum)} · {vorm}{waar}"
