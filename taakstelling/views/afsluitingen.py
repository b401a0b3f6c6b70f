"""The provincie closes its half-years, sees what came later, and opens one again by exception."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from organisaties import logboek
from organisaties.forms import BevestigFormulier
from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.models import Provincie
from organisaties.templatetags.weergave import datum
from organisaties.tijdmachine import reist_mee
from organisaties.toegang import eis
from organisaties.uitvoer import tabel_als_bestand
from organisaties.views.formulier import Gedaan, handel_af
from taakstelling.acties.afsluitingen import heropen, sluit_af
from taakstelling.forms.afsluitingen import HeropenFormulier
from taakstelling.models import Afsluiting
from taakstelling.overzicht import afsluitingen as overzicht
from taakstelling.regels.afsluiting import fout_bij_sluiten
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.tables.afsluitingen import GeslotenTabel, HalfjarenTabel, LaterTabel, VoorbeeldTabel
from taakstelling.toegang import mag_afsluiten

PER_PAGINA = 25
_formulier = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def lijst(request: Verzoek) -> HttpResponse:
    provincie = _provincie(request)
    halfjaren = overzicht.halfjaren_van(provincie, timezone.localdate())
    tabel = HalfjarenTabel(halfjaren)
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel):
        return bestand
    te_sluiten = [h for h in halfjaren if h.te_sluiten]
    return render(
        request,
        "taakstelling/afsluitingen.html",
        {
            "tabel": tabel,
            "provincie": provincie,
            "laatste": next((h for h in halfjaren if h.afsluiting), None),
            # Of several that could be the first one only the newest is offered as the button.
            "te_sluiten": te_sluiten[0] if te_sluiten else None,
            "over_tijd": [h for h in halfjaren if h.over_tijd],
        },
    )


@require_safe
@reist_mee
def een(request: Verzoek, halfjaar: Halfjaar) -> HttpResponse:
    """A closed half-year: the frozen figures, and per gemeente what came later about it."""
    op = request.tijd.gedaan_op
    afsluiting = _afsluiting_op(request, halfjaar, op) if op else _afsluiting(request, halfjaar)
    if afsluiting is None:
        return render(request, "taakstelling/nog_niet_gesloten.html", {"halfjaar": halfjaar, "op": op})
    regels = overzicht.lijnen_van(afsluiting, op)
    tabel = GeslotenTabel(regels, halfjaar=halfjaar)
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel):
        return bestand
    gemeenten = [regel.gemeente for regel in regels]
    feiten = overzicht.latere_feiten(request.lid, gemeenten, afsluiting, over=halfjaar, bekend_op=op)
    later = LaterTabel(feiten, prefix="later-")
    blader(request, later)
    if bestand := tabel_als_bestand(request, later):
        return bestand
    return render(
        request,
        "taakstelling/afsluiting.html",
        {
            "afsluiting": afsluiting,
            "halfjaar": halfjaar,
            "tabel": tabel,
            "later": later,
            "gemeenten_later": sum(regel.stand.gesloten and regel.stand.later != 0 for regel in regels),
            "onbekend": sum(not regel.stand.gesloten for regel in regels),
            "logregels": logboek.over(afsluiting, request.lid, op)[:PER_PAGINA],
        },
    )


@_formulier
def sluiten(request: Verzoek, halfjaar: Halfjaar) -> HttpResponse:
    """What will be frozen, and the button that does it."""
    provincie = _provincie(request)
    form = BevestigFormulier(request.POST or None)

    def uitvoeren(_: dict[str, Any]) -> Gedaan:
        sluit_af(door=request.lid, provincie=provincie, halfjaar=halfjaar)
        return Gedaan(
            f"De {halfjaar.in_zin} is gesloten. Wat er later over bekend wordt, telt in het eerste open halfjaar."
        )

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("afsluitingen")
    laatste = overzicht.laatste_afsluiting(provincie)
    regels = overzicht.voorbeeld(provincie, halfjaar)
    tabel = VoorbeeldTabel(regels, halfjaar=halfjaar)
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel):
        return bestand
    return render(
        request,
        "taakstelling/halfjaar_sluiten.html",
        {
            "form": form,
            "tabel": tabel,
            "halfjaar": halfjaar,
            "provincie": provincie,
            "eerste": laatste is None,
            "fout": fout_bij_sluiten(halfjaar, laatste.halfjaar if laatste else None, timezone.localdate()),
            "onbekend": sum(regel.stand.stand_eind is None for regel in regels),
            "zonder_coa": sum(regel.stand.stand_eind is not None and regel.zonder_coa for regel in regels),
            "anders": sum(bool(regel.anders_dan_coa) for regel in regels),
            "aantal": len(regels),
            "terug": reverse("afsluitingen"),
        },
    )


@_formulier
def heropenen(request: Verzoek, halfjaar: Halfjaar) -> HttpResponse:
    """Ask why and until when; say which later half-years open with it."""
    afsluiting = _afsluiting(request, halfjaar)
    ook = Afsluiting.objects.zichtbaar_voor(request.lid).bekend().filter(halfjaar__gt=halfjaar).order_by("halfjaar")
    form = HeropenFormulier(request.POST or None)

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        heropen(door=request.lid, provincie=afsluiting.provincie, halfjaar=halfjaar, **gegevens)
        return Gedaan(f"De {halfjaar.in_zin} is weer open. Sluit haar uiterlijk op {datum(gegevens['tot'])}.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("afsluitingen")
    return render(
        request,
        "taakstelling/halfjaar_heropenen.html",
        {
            "form": form,
            "halfjaar": halfjaar,
            "ook": [een.halfjaar for een in ook],
            "terug": reverse("afsluiting", args=[halfjaar]),
        },
    )


def _provincie(request: Verzoek) -> Provincie:
    lid = request.lid
    provincie = lid.provincie if lid is not None else None
    eis(mag_afsluiten(lid, provincie))
    assert provincie is not None
    return provincie


def _afsluiting(request: Verzoek, halfjaar: Halfjaar) -> Afsluiting:
    """The valid closing of this half-year by the own provincie; else the page does not exist."""
    if (gevonden := _afsluiting_op(request, halfjaar, None)) is None:
        raise Http404
    return gevonden


def _afsluiting_op(request: Verzoek, halfjaar: Halfjaar, op: date | None) -> Afsluiting | None:
    """The one that was valid at the end of the day `op`; of a half-year that was never closed there is no page."""
    _provincie(request)
    alle = Afsluiting.objects.zichtbaar_voor(request.lid).filter(halfjaar=halfjaar)
    gevonden: Afsluiting | None = alle.bekend(op).select_related("provincie", "vastgelegd_door").first()
    if gevonden is None and not alle.exists():
        raise Http404
    return gevonden
