"""Shares against norms: the list, one scope over time, and sharing a number out over corporaties."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from afspraken.aandelen import Bereik
from afspraken.acties import leg_bezit_vast
from afspraken.beelden.normbalk import aan_wie
from afspraken.filters.normen import AandeelFilter
from afspraken.forms.watals import BezitForm, VerdelingForm
from afspraken.models import Norm
from afspraken.overzicht.aandelen import beeld_van, keuzes_in_woorden
from afspraken.overzicht.afstemmingen import afstemmingen, open_afstemmingen
from afspraken.overzicht.bereiken import adres_van, andere_lezingen, naam_van, vind_bereik
from afspraken.overzicht.bezit import Verdeelregel, bezit_op, verdeling_van
from afspraken.overzicht.normlijst import lijst_van
from afspraken.overzicht.passend import passend_in
from afspraken.overzicht.zonder_norm import zonder_norm
from afspraken.regels.normen import Normdoelgroep
from afspraken.regels.passend import PASSEND_PERCENTAGE
from afspraken.tables.normen import AANDEELKOLOMMEN, AandeelTable
from afspraken.toegang import mag_aandelen_zien, mag_bezit_vastleggen, mag_norm_invoeren
from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.templatetags.weergave import datum
from organisaties.tijdmachine import reist_mee
from organisaties.toegang import eis
from organisaties.uitvoer import als_bestand, uitvoerlinks
from organisaties.views.formulier import Gedaan, handel_af


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
    # A file has every norm of this choice, the page those of this page.
    rijen = tabel.rows if "uitvoer" in request.GET else tabel.page.object_list
    norm_per_rij = [rij.record for rij in rijen]
    tabel.regels = lijst_van(norm_per_rij, keuze.gekozen_jaar, tijd.vandaag, bekend_op=tijd.bekend_op)
    bestand = als_bestand(
        request,
        f"Aandelen {keuze.gekozen_jaar}",
        AANDEELKOLOMMEN,
        ((regel, deel) for regel in tabel.regels.values() for deel in regel.regels),
        [("Geteld tot en met", datum(tijd.vandaag))],
        eenheid="woningen; Tot is de eerste dag die niet meetelt",
    )
    return bestand or render(
        request,
        "afspraken/aandelen.html",
        {
            "table": tabel,
            "uitvoer": uitvoerlinks(request) if tabel.paginator.count else [],
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
    """A number of homes over the corporaties by what they own, beside what each let this year."""
    bereik = _samen(request, adres)
    vandaag = timezone.localdate()
    corporaties, bezit = _corporaties(bereik), bezit_op(bereik, vandaag)
    absoluut = (
        Norm.objects.zichtbaar_voor(request.lid)
        .bekend()
        .filter(corporatie=None, gemeente=bereik.gemeente, regio=bereik.regio, aantal__isnull=False)
        .order_by("-van")
        .first()
    )
    begin: dict[str, Any] = {f"bezit_{pk}": rij.woningen for pk, rij in bezit.items()}
    if absoluut:
        begin["aantal"] = absoluut.aantal
    # What was recorded is shared out at once; whatever is in the address goes before it.
    gevraagd: Any = {**begin, **request.GET.dict()} if request.GET or {"aantal"} < set(begin) else None
    form = VerdelingForm(gevraagd, corporaties=corporaties, initial=begin)
    delen: list[Verdeelregel] = []
    if gevraagd and form.is_valid():
        groep = absoluut.regel.doelgroep if absoluut else Normdoelgroep.STATUSHOUDERS
        delen = verdeling_van(bereik, request.lid, form.cleaned_data["aantal"], form.bezit, vandaag, groep)
    return render(
        request,
        "afspraken/verdeling.html",
        {
            "form": form,
            "adres": adres,
            "naam": naam_van(bereik),
            "delen": delen,
            "corporaties": corporaties,
            "leeg": gevraagd and form.is_valid() and not delen,
            "bezit": sum(regel.deel.bezit for regel in delen),
            "vastgelegd": sorted(bezit.values(), key=lambda rij: str(rij.corporatie)),
            "norm": absoluut,
            "vandaag": vandaag,
            "mag_bezit": bereik.gemeente is not None and mag_bezit_vastleggen(request.lid, bereik.gemeente),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def bezit(request: Verzoek, adres: str) -> HttpResponse:
    """Recording what each corporatie owns in a gemeente."""
    bereik = _samen(request, adres)
    if bereik.gemeente is None:
        raise Http404
    gemeente = bereik.gemeente
    eis(mag_bezit_vastleggen(request.lid, gemeente))
    corporaties = list(gemeente.corporaties.order_by("naam"))
    vast = {f"bezit_{pk}": rij.woningen for pk, rij in bezit_op(bereik, timezone.localdate()).items()}
    form = BezitForm(request.POST or None, corporaties=corporaties, initial={"peildatum": timezone.localdate(), **vast})

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        dag, bron = invoer["peildatum"], invoer["bron"]
        nieuw = leg_bezit_vast(door=request.lid, gemeente=gemeente, peildatum=dag, bezit=form.bezit, bron=bron)
        return Gedaan("Het bezit is vastgelegd." if nieuw else "Dit bezit was al vastgelegd.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("aandeel-verdeling", adres=adres)
    inhoud = {"form": form, "adres": adres, "naam": naam_van(bereik), "corporaties": corporaties}
    return render(request, "afspraken/bezit.html", inhoud)


def _samen(request: Verzoek, adres: str) -> Bereik:
    """The scope of all corporaties together: one corporatie has nothing to share out."""
    bereik = _bereik(request, adres)
    if bereik.corporatie is not None:
        raise Http404
    return bereik


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
