"""Shares against norms: the list, one scope over time, and sharing a number out over corporaties."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from afspraken.aandelen import Bereik
from afspraken.beelden.normbalk import aan_wie
from afspraken.filters.normen import AandeelFilter
from afspraken.forms.watals import VerdelingForm
from afspraken.models import Norm
from afspraken.overzicht.aandelen import beeld_van, keuzes_in_woorden
from afspraken.overzicht.afstemmingen import afstemmingen, open_afstemmingen
from afspraken.overzicht.bereiken import adres_van, andere_lezingen, naam_van, vind_bereik
from afspraken.overzicht.normlijst import lijst_van
from afspraken.overzicht.passend import passend_in
from afspraken.overzicht.zonder_norm import zonder_norm
from afspraken.regels.passend import PASSEND_PERCENTAGE
from afspraken.regels.verdeling import verdeel
from afspraken.tables.normen import AandeelTable
from afspraken.toegang import mag_aandelen_zien, mag_norm_invoeren
from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.tijdmachine import reist_mee
from organisaties.toegang import eis


@require_safe
@reist_mee
def lijst(request: Verzoek) -> HttpResponse:
    """Every norm in force in a year, with what became of it."""
    eis(mag_aandelen_zien(request.lid))
    tijd = request.tijd
    normen = (
        Norm.objects.zichtbaar_voor(request.lid)
        .bekend(tijd.bekend_op)
        .select_related("corporatie", "gemeente", "regio")
        .prefetch_related("regio__gemeenten")
    )
    keuze = AandeelFilter(request.GET, queryset=normen, request=request, vandaag=tijd.vandaag)
    tabel = AandeelTable(keuze.qs)
    blader(request, tabel)
    op_blad = [rij.record for rij in tabel.page.object_list]
    tabel.regels = lijst_van(op_blad, keuze.gekozen_jaar, tijd.vandaag, bekend_op=tijd.bekend_op)
    return render(
        request,
        "afspraken/aandelen.html",
        {
            "table": tabel,
            "filter": keuze,
            "jaar": keuze.gekozen_jaar,
            "vandaag": tijd.vandaag,
            "zonder_norm": zonder_norm(request.lid, keuze.gekozen_jaar, tijd.vandaag, bekend_op=tijd.bekend_op),
            "mag_norm": mag_norm_invoeren(request.lid),
            "open": [] if tijd.terug else open_afstemmingen(request.lid, tijd.vandaag),
        },
    )


@require_safe
@reist_mee
def een(request: Verzoek, adres: str) -> HttpResponse:
    """One scope over time, by each kind of norm."""
    bereik = _bereik(request, adres)
    tijd = request.tijd
    beeld = beeld_van(bereik, request.lid, tijd.vandaag, bekend_op=tijd.bekend_op)
    nu = beeld.groepen[0].nu
    normen = list(
        Norm.objects.zichtbaar_voor(request.lid)
        .bekend(tijd.bekend_op)
        .filter(corporatie=bereik.corporatie, gemeente=bereik.gemeente, regio=bereik.regio)
        .select_related("corporatie", "gemeente", "regio")
    )
    return render(
        request,
        "afspraken/aandeel.html",
        {
            "beeld": beeld,
            "adres": adres,
            "naam": naam_van(bereik),
            "vandaag": tijd.vandaag,
            "groepen": [(g, keuzes_in_woorden(g.nu.norm), aan_wie(g.doelgroep)) for g in beeld.groepen],
            "elders": beeld.norm_elders and (adres_van(beeld.norm_elders), naam_van(beeld.norm_elders)),
            "passend": passend_in(bereik, nu.stuk.van.replace(month=1, day=1), nu.stuk.tot, bekend_op=tijd.bekend_op),
            "passend_jaar": nu.stuk.van.year,
            "passend_percentage": PASSEND_PERCENTAGE,
            "afstemmingen": afstemmingen(normen, request.lid, tijd.vandaag, bekend_op=tijd.bekend_op),
            "mag_norm": mag_norm_invoeren(request.lid),
        },
    )


@require_safe
def verdeling(request: Verzoek, adres: str) -> HttpResponse:
    """A number of homes over the corporaties by what they own; nothing is stored."""
    bereik = _bereik(request, adres)
    if bereik.corporatie is not None:
        raise Http404
    corporaties = _corporaties(bereik)
    gevuld = any(naam in request.GET for naam in ("aantal", *(f"bezit_{c.pk}" for c in corporaties)))
    absoluut = (
        Norm.objects.zichtbaar_voor(request.lid)
        .bekend()
        .filter(corporatie=None, gemeente=bereik.gemeente, regio=bereik.regio, aantal__isnull=False)
        .order_by("-van")
        .first()
    )
    begin = {"aantal": absoluut.aantal} if absoluut else {}
    form = VerdelingForm(request.GET if gevuld else None, corporaties=corporaties, initial=begin)
    delen: list[Any] = []
    if gevuld and form.is_valid():
        namen = {str(c.pk): str(c) for c in corporaties}
        delen = [(namen[deel.naam], deel) for deel in verdeel(form.cleaned_data["aantal"], form.bezit)]
    return render(
        request,
        "afspraken/verdeling.html",
        {
            "form": form,
            "adres": adres,
            "naam": naam_van(bereik),
            "delen": delen,
            "corporaties": corporaties,
            "leeg": gevuld and form.is_valid() and not delen,
            "bezit": sum(deel.bezit for _, deel in delen),
            "norm": absoluut,
        },
    )


def _corporaties(bereik: Bereik) -> list[Any]:
    """Those that work there; whose stock is typed is no secret, so not only one's own."""
    alle = andere_lezingen(bereik, None)
    return [lezing.corporatie for lezing in alle if lezing.corporatie is not None]


def _bereik(request: Verzoek, adres: str) -> Bereik:
    eis(mag_aandelen_zien(request.lid))
    bereik = vind_bereik(adres, request.lid)
    if bereik is None:
        raise Http404
    return bereik
