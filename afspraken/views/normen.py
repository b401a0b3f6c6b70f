"""The norms: the list, recording, replacing, withdrawing, and what was agreed above a signaalwaarde."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from afspraken.acties import leg_afstemming_vast, leg_normen_vast, trek_norm_in, vervang_norm
from afspraken.forms.normen import AfstemmingForm, NormForm, in_woorden
from afspraken.models import Norm
from afspraken.overzicht.afstemmingen import afstemmingen
from afspraken.overzicht.bereiken import adres_van, bereik_van
from afspraken.overzicht.normlijst import voorbeeld_van
from afspraken.tables.normen import UITVOERKOLOMMEN, NormTable
from afspraken.toegang import mag_aandelen_zien, mag_afstemmen, mag_norm_invoeren, mag_norm_vastleggen
from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.tijdmachine import reist_mee
from organisaties.toegang import eis
from organisaties.uitvoer import als_bestand, uitvoerlinks
from organisaties.views.formulier import Gedaan, handel_af
from taakstelling.forms.mutaties import BesluitIntrekkenForm

_formulier = require_http_methods(["GET", "HEAD", "POST"])


def _zichtbaar(request: Verzoek) -> Any:
    rijen = Norm.objects.zichtbaar_voor(request.lid)
    return rijen.select_related("corporatie", "gemeente", "regio")


@require_safe
@reist_mee
def lijst(request: Verzoek) -> HttpResponse:
    """Every norm, also those that are over; a peildatum has no bearing, for each says itself from when until when."""
    eis(mag_aandelen_zien(request.lid))
    mag = not request.tijd.terug and bool(mag_norm_invoeren(request.lid))
    eigen = _eigen_gebied(request) if mag else (set(), set())
    tabel = NormTable(_zichtbaar(request).bekend(request.tijd.bekend_op), eigen=eigen, exclude=() if mag else ("doen",))
    blader(request, tabel)
    bestand = als_bestand(request, "Normen", UITVOERKOLOMMEN, (rij.record for rij in tabel.rows), [])
    return bestand or render(
        request,
        "afspraken/normen.html",
        {"table": tabel, "mag": mag, "uitvoer": uitvoerlinks(request) if tabel.paginator.count else []},
    )


@_formulier
def nieuw(request: Verzoek) -> HttpResponse:
    eis(mag_norm_invoeren(request.lid))
    begin = {"bereik": request.GET.get("bereik", "")}
    form = NormForm(request.POST or None, lid=request.lid, initial=begin)

    def uitvoeren(_: dict[str, Any]) -> Gedaan:
        norm = form.norm()
        leg_normen_vast(door=request.lid, normen=[norm])
        return Gedaan(f"De norm is vastgelegd: {in_woorden(norm)}.")

    return _normpagina(request, form, uitvoeren, None)


@_formulier
def vervang(request: Verzoek, pk: int) -> HttpResponse:
    norm = _te_wijzigen(request, pk)
    if norm.ingetrokken_op is not None and request.method != "POST":
        messages.warning(request, "Deze norm is intussen vervangen of ingetrokken.")
        return redirect("normen")
    form = NormForm(request.POST or None, lid=request.lid, oud=norm, initial=NormForm.begin(norm))

    def uitvoeren(_: dict[str, Any]) -> Gedaan:
        nieuw_ = vervang_norm(door=request.lid, oud=norm, norm=form.norm())
        return Gedaan(f"De norm is vervangen. Nu geldt: {in_woorden(nieuw_)}.")

    return _normpagina(request, form, uitvoeren, norm)


def _normpagina(request: Verzoek, form: NormForm, uitvoeren: Any, oud: Norm | None) -> HttpResponse:
    """Looking at what it does comes first; only the second button records."""
    vastleggen = request.method == "POST" and "vastleggen" in request.POST
    if vastleggen and handel_af(request, form, uitvoeren):
        return redirect("aandeel", adres=form.cleaned_data["bereik"])
    voorbeeld = None
    if form.is_bound and form.is_valid():
        voorbeeld = voorbeeld_van(form.norm(), form.zonder, timezone.localdate())
    return render(request, "afspraken/norm_vastleggen.html", {"form": form, "oud": oud, "voorbeeld": voorbeeld})


@_formulier
def trek_in(request: Verzoek, pk: int) -> HttpResponse:
    norm = _te_wijzigen(request, pk)
    if norm.ingetrokken_op is not None and request.method != "POST":
        messages.warning(request, "Deze norm is intussen vervangen of ingetrokken.")
        return redirect("normen")
    form = BesluitIntrekkenForm(request.POST or None)

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        trek_norm_in(door=request.lid, norm=norm, reden=invoer["reden"])
        return Gedaan("De norm is ingetrokken. Wat zij onderbrak, geldt weer.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("normen")
    return render(request, "afspraken/norm_intrekken.html", {"form": form, "zin": in_woorden(norm)})


@_formulier
def stem_af(request: Verzoek, pk: int, jaar: int) -> HttpResponse:
    """Write down what was agreed about a year above the signaalwaarde."""
    norm: Norm = get_object_or_404(_zichtbaar(request).bekend(), pk=pk)
    eis(mag_afstemmen(request.lid, norm))
    vandaag = timezone.localdate()
    deze = [a for a in afstemmingen([norm], request.lid, vandaag, vanaf=jaar) if a.jaar == jaar]
    if not deze or jaar > vandaag.year:
        raise Http404
    form = AfstemmingForm(request.POST or None, initial={"besproken_op": vandaag})

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        leg_afstemming_vast(door=request.lid, norm=norm, jaar=jaar, **invoer)
        return Gedaan(f"De afspraak over {jaar} is vastgelegd.")

    terug = reverse("aandeel", args=[adres_van(bereik_van(norm))])
    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect(terug)
    inhoud = {"form": form, "afstemming": deze[0], "jaar": jaar, "terug": terug}
    return render(request, "afspraken/norm_afstemmen.html", inhoud)


def _eigen_gebied(request: Verzoek) -> tuple[set[int], set[int]]:
    """The gemeenten and the regio of which this person changes norms, to ask once for a whole list."""
    lid = request.lid
    if lid is None or lid.regio is None:
        return ({lid.gemeente_id} if lid and lid.gemeente_id else set(), set())
    return {gemeente.pk for gemeente in lid.regio.gemeenten.all()}, {lid.regio.pk}


def _te_wijzigen(request: Verzoek, pk: int) -> Norm:
    norm: Norm = get_object_or_404(_zichtbaar(request), pk=pk)
    eis(mag_norm_vastleggen(request.lid, norm.gemeente, norm.regio))
    return norm
