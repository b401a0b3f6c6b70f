"""Besluiten that change standen: the list, one besluit, and recording, correcting and withdrawing it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.models import Gemeente
from organisaties.rollen import Rol
from organisaties.tijdmachine import reist_mee
from organisaties.toegang import eis
from organisaties.uitvoer import als_bestand, uitvoerlinks
from organisaties.vastleggen import AlGewijzigd
from organisaties.views.formulier import Gedaan, handel_af
from taakstelling import bevroren
from taakstelling.acties.mutaties import leg_besluit_vast, regels_van, trek_besluit_in
from taakstelling.acties.proef import probeer
from taakstelling.cijfers import standen_voor, telt_in, ziet_wat_telt
from taakstelling.filters.mutaties import MutatieFilter
from taakstelling.forms.mutaties import (
    UITLEG,
    BesluitForm,
    BesluitIntrekkenForm,
    BesluitVerbeterenForm,
    gemeenteregels,
)
from taakstelling.models import Mutatie
from taakstelling.overzicht import HERKOMST
from taakstelling.overzicht.gevolg import Blik
from taakstelling.regels.grootboek import Stand
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.mutaties import SAMEN_NUL, in_woorden
from taakstelling.tables.mutaties import MutatieTable, uitvoerkolommen
from taakstelling.toegang import mag_mutaties_vastleggen

_formulier = require_http_methods(["GET", "HEAD", "POST"])
SOORTEN: dict[str, tuple[str, str]] = {
    "herverdeling": (
        "Herverdeling",
        (
            "Colleges besluiten samen hun taakstellingen te veranderen. Wat de ene gemeente minder doet, doet een"
            " andere meer (Huisvestingswet artikel 29 lid 2)."
        ),
    ),
    "correctie": ("Correctie", "Iets in de stand klopt niet en wordt rechtgezet, met grondslag en reden."),
    "vrijstelling": (
        "Vrijstelling",
        "Een gemeente krijgt een lagere taakstelling, bijvoorbeeld om een aanmeldcentrum.",
    ),
    "herindeling": (
        "Herindeling of grenscorrectie",
        (
            "Een deel van een stand gaat naar een andere gemeente. Alleen nodig als het anders gaat dan Thuisstand zelf"
            " berekent uit de inwoners."
        ),
    ),
    "beginstand": ("Beginstand", "De stand waarmee een gemeente hier begint. Vervangt alles wat ervoor ligt."),
}


@require_safe
@reist_mee
def lijst(request: Verzoek) -> HttpResponse:
    bekend_op = request.tijd.bekend_op
    rijen = Mutatie.objects.zichtbaar_voor(request.lid).vastgelegd(bekend_op).select_related("gemeente")
    keuze = MutatieFilter(request.GET, queryset=rijen, request=request)
    tabel = MutatieTable(keuze.qs, bekend_op=bekend_op)
    blader(request, tabel)
    naam = "Mutaties"
    kolommen = uitvoerkolommen(bekend_op)
    bestand = als_bestand(request, naam, kolommen, (rij.record for rij in tabel.rows), keuze.omschrijving)
    return bestand or render(
        request,
        "taakstelling/mutaties.html",
        {
            "table": tabel,
            "filter": keuze,
            "mag": not request.tijd.terug and mag_mutaties_vastleggen(request.lid),
            "uitvoer": uitvoerlinks(request) if tabel.paginator.count else [],
        },
    )


@require_safe
def kies(request: Verzoek) -> HttpResponse:
    """Which kind of mutatie."""
    eis(mag_mutaties_vastleggen(request.lid))
    return render(request, "taakstelling/mutatie_kiezen.html", {"soorten": SOORTEN, "vraag": request.GET.urlencode()})


@_formulier
def nieuw(request: Verzoek, soort: str) -> HttpResponse:
    if soort not in SOORTEN:
        raise Http404
    eis(mag_mutaties_vastleggen(request.lid))
    return _besluitpagina(request, soort, [])


@_formulier
def verbeter(request: Verzoek, pk: int) -> HttpResponse:
    mutatie = _te_wijzigen(request, pk)
    if mutatie.ingetrokken_op is not None and request.method != "POST":
        messages.warning(request, "Dit besluit is intussen verbeterd of ingetrokken. Wijzigen kan niet meer.")
        return redirect("besluit", pk=pk)
    return _besluitpagina(request, mutatie.soort, regels_van(mutatie), verbetert=mutatie)


@_formulier
def trek_in(request: Verzoek, pk: int) -> HttpResponse:
    mutatie = _te_wijzigen(request, pk)
    rijen = regels_van(mutatie)
    if mutatie.ingetrokken_op is not None and request.method != "POST":
        messages.warning(request, "Dit besluit is intussen verbeterd of ingetrokken. Wijzigen kan niet meer.")
        return redirect("besluit", pk=pk)
    form = BesluitIntrekkenForm(request.POST or None)

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        trek_besluit_in(door=request.lid, mutatie=mutatie, reden=invoer["reden"])
        return Gedaan(f"De {mutatie.soort} is ingetrokken en telt niet meer mee.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("besluit", pk=pk)
    gevolgen = _gevolgen(request, rijen, lambda: trek_besluit_in(door=request.lid, mutatie=mutatie, reden="Voorbeeld"))
    return render(
        request,
        "taakstelling/besluit_intrekken.html",
        {"form": form, "mutatie": mutatie, "gevolgen": gevolgen, **_waarschuwing(request, rijen)},
    )


@require_safe
def een(request: Verzoek, pk: int) -> HttpResponse:
    """One besluit: its rows, what each of them means, and what it replaced."""
    mutatie = _zichtbaar(request, pk)
    rijen = (
        Mutatie.objects.zichtbaar_voor(request.lid)
        .filter(datum=mutatie.datum, soort=mutatie.soort, grondslag=mutatie.grondslag)
        .select_related("gemeente__provincie", *HERKOMST)
        .order_by("ingetrokken_op", "gemeente__naam", "pk")
    )
    if mutatie.soort not in SAMEN_NUL:
        rijen = rijen.filter(gemeente=mutatie.gemeente)
    alle = sorted(rijen, key=lambda rij: rij.ingetrokken_op is not None)
    geldig = [rij for rij in alle if rij.ingetrokken_op is None]
    standen = _standen(request, geldig) if geldig else {}
    halfjaar = Halfjaar.van_datum(mutatie.datum)
    return render(
        request,
        "taakstelling/besluit.html",
        {
            "mutatie": geldig[0] if geldig else mutatie,
            "naam": SOORTEN[mutatie.soort][0],
            "rijen": [
                (rij, in_woorden(rij.soort, rij.aantal), standen.get(rij.gemeente.code) if rij in geldig else None)
                for rij in alle
            ],
            "geldig": geldig,
            "som": sum(rij.aantal for rij in geldig) if mutatie.soort in SAMEN_NUL else None,
            "halfjaar": halfjaar,
            "ziet_wat_telt": ziet_wat_telt(request.lid, [rij.gemeente for rij in geldig], halfjaar),
            "mag": bool(geldig) and mag_mutaties_vastleggen(request.lid, [rij.gemeente for rij in geldig]),
            "toont_namen": bool(mag_mutaties_vastleggen(request.lid, [rij.gemeente for rij in alle])),
        },
    )


def _besluitpagina(
    request: Verzoek, soort: str, oud: Sequence[Mutatie], *, verbetert: Mutatie | None = None
) -> HttpResponse:
    """Fill in, look at what it does, and only then record; the one page for a new besluit and for its correction."""
    begin, begin_rijen = _begin(request, oud)
    klasse = BesluitVerbeterenForm if verbetert else BesluitForm
    form = klasse(request.POST or None, initial=begin, soort=soort)
    regels = gemeenteregels(soort, request.POST or None, initial=[] if request.POST else begin_rijen)
    stap = request.POST.get("stap", "")
    inhoud: dict[str, Any] = {
        "soort": soort,
        "naam": SOORTEN[soort][0],
        "uitleg": SOORTEN[soort][1],
        "teken": UITLEG[soort],
        "form": form,
        "regels": regels,
        "verbetert": verbetert,
        "meer": soort in SAMEN_NUL,
        "gemeenten": _gemeenten(request),
    }
    rijen = _ingevuld(request, soort, form, regels) if request.method == "POST" and stap != "terug" else []

    def leg_vast() -> list[Mutatie]:
        if verbetert is not None and not oud:
            raise AlGewijzigd
        verbetering = form.cleaned_data.get("verbetering", "")
        return leg_besluit_vast(door=request.lid, rijen=rijen, vervangt=oud, verbetering=verbetering)

    if rijen and stap == "vastleggen":
        gemaakt: list[Mutatie] = []

        def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
            gemaakt.extend(leg_vast())
            return Gedaan(f"{SOORTEN[soort][0]} vastgelegd. De standen zijn bijgewerkt.")

        if handel_af(request, form, uitvoeren):
            return redirect("besluit", gemaakt[0].pk) if gemaakt else redirect("mutaties")
    elif rijen and (gevolgen := _probeer(request, form, [*rijen, *oud], leg_vast)) is not None:
        inhoud |= {"gevolgen": gevolgen, "rijen": _in_woorden(rijen), **_waarschuwing(request, [*rijen, *oud])}
        return render(request, "taakstelling/besluit_bevestigen.html", inhoud)
    return render(request, "taakstelling/besluit_invullen.html", inhoud)


def _ingevuld(request: Verzoek, soort: str, form: BesluitForm, regels: Any) -> list[Mutatie]:
    """The mutaties that were filled in; none when anything is wrong, which then stands at its field."""
    if not (form.is_valid() and regels.is_valid()):
        return []
    rijen: list[Mutatie] = regels.lees(soort, form, request.lid)
    return rijen if form.is_valid() and regels.is_valid() else []


def _begin(request: Verzoek, oud: Sequence[Mutatie]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the form starts from: the besluit that is corrected, or the gemeente and day of the address."""
    if oud:
        eerste = oud[0]
        gedeeld = {"datum": eerste.datum, "grondslag": eerste.grondslag, "reden": eerste.reden}
        return gedeeld, [{"gemeente": rij.gemeente.code, "aantal": rij.aantal} for rij in oud]
    gemeente = Gemeente.objects.zichtbaar_voor(request.lid).filter(code=request.GET.get("gemeente", "")).first()
    # The name of a gemeente that ended is not valid on every day; its code is.
    regels = [{"gemeente": gemeente.code if gemeente.geldig_tot else gemeente.naam}] if gemeente else []
    return {"datum": request.GET.get("datum")}, regels


def _gemeenten(request: Verzoek) -> Any:
    """Names to choose from while typing; another one may be typed as well."""
    eigen = Gemeente.objects.van(request.lid) if request.lid and request.lid.rol == Rol.PROVINCIE else None
    alle = eigen if eigen is not None else Gemeente.objects.zichtbaar_voor(request.lid)
    return alle.bestaand(timezone.localdate()).order_by("naam").values_list("naam", flat=True)


def _probeer(request: Verzoek, form: Any, rijen: Sequence[Mutatie], doe: Any) -> Any:
    """What it would do; None when it cannot be done, with the reason at the form."""
    try:
        return _gevolgen(request, rijen, doe)
    except ValidationError as fout:
        form.add_error(None, fout)
    except AlGewijzigd as fout:
        form.add_error(None, str(fout))
    return None


def _gevolgen(request: Verzoek, rijen: Sequence[Mutatie], doe: Any) -> Any:
    if not rijen:
        return []
    blik = Blik.op(request.lid, {rij.gemeente for rij in rijen}, {rij.datum for rij in rijen}, timezone.localdate())
    return blik.gevolgen(*probeer(doe, blik.standen))


def _waarschuwing(request: Verzoek, rijen: Sequence[Mutatie]) -> dict[str, Any]:
    """What to know first: is the half-year over or closed, was something decided about it, are the standen those that
    count?
    """
    if not rijen:
        return {}
    halfjaar = Halfjaar.van_datum(rijen[0].datum)
    telt = telt_in(rijen[0].gemeente, halfjaar)
    return {
        "halfjaar": halfjaar,
        "nagekomen_in": telt if telt != halfjaar else None,
        "voorbij": halfjaar.eind <= timezone.localdate(),
        "besloten": bool(bevroren.geraakt(rijen)),
        "ziet_wat_telt": ziet_wat_telt(request.lid, [rij.gemeente for rij in rijen], halfjaar),
    }


def _standen(request: Verzoek, rijen: Sequence[Mutatie]) -> dict[str, Stand]:
    """What the half-year of these rows comes to now, by code."""
    halfjaar = Halfjaar.van_datum(rijen[0].datum)
    standen = standen_voor(request.lid, [rij.gemeente for rij in rijen], halfjaar, halfjaar)
    return {code: stand.gezien_op(timezone.localdate()) for (code, _), stand in standen.items()}


def _in_woorden(rijen: Sequence[Mutatie]) -> list[tuple[Mutatie, str]]:
    return [(rij, in_woorden(rij.soort, rij.aantal)) for rij in rijen]


def _zichtbaar(request: Verzoek, pk: int) -> Mutatie:
    rijen = Mutatie.objects.zichtbaar_voor(request.lid).select_related("gemeente__provincie", *HERKOMST)
    gevonden: Mutatie = get_object_or_404(rijen, pk=pk)
    return gevonden


def _te_wijzigen(request: Verzoek, pk: int) -> Mutatie:
    """A besluit may be changed by whoever may record all of its rows."""
    mutatie = _zichtbaar(request, pk)
    rijen = regels_van(mutatie) or [mutatie]
    eis(mag_mutaties_vastleggen(request.lid, [rij.gemeente for rij in rijen]))
    return mutatie
