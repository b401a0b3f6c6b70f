"""The dossiers: the list and the acts for the provincie that keeps them, one page for the gemeente it is about."""

from datetime import date
from typing import Any, Unpack

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.models import Gemeente
from organisaties.regels.tijd import Zicht
from organisaties.rollen import Rol
from organisaties.tijdmachine import reist_mee
from organisaties.toegang import eis
from organisaties.uitvoer import tabel_als_bestand
from organisaties.views.formulier import Gedaan, bevestig, handel_af
from toezicht import acties
from toezicht.dossierformulieren import FORMULIEREN, TITELS, IntrekFormulier, StukFormulier, StukVerbeterFormulier
from toezicht.dossiers import Dossier, dossiers_van
from toezicht.dossiertabellen import DossierFilter, DossiersTabel
from toezicht.models import Brief, Dossierstuk
from toezicht.regels.dossier import EENMAAL, GAAT_VERDER_OP, Stuksoort
from toezicht.regels.komt_nu import Aanleiding, Termijn
from toezicht.regels.resultaat import datum
from toezicht.tijdlijn import tijdlijn_van, vervolg_van
from toezicht.toegang import mag_dossiers_lezen, mag_toezicht_houden

_formulier = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@reist_mee
def lijst(request: Verzoek) -> HttpResponse:
    eis(mag_dossiers_lezen(request.lid))
    if request.lid is not None and request.lid.gemeente is not None:
        return redirect("toezichtdossier", code=request.lid.gemeente.code)  # a gemeente has one
    gemeenten = Gemeente.objects.van(request.lid).bestaand(request.tijd.vandaag)
    alle = dossiers_van(request.lid, gemeenten, **request.tijd.zicht)
    filter_ = DossierFilter(request.GET)
    tabel = DossiersTabel(filter_.uit(alle))
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel, naam="Dossiers"):
        return bestand
    inhoud = {
        "tabel": tabel,
        "filter": {"form": filter_},
        "te_laat": sum(bool(rij.te_laat) for rij in alle),
        "titel": "Dossiers",
    }
    return render(request, "toezicht/dossiers.html", inhoud)


@require_safe
@reist_mee
def een(request: Verzoek, code: str) -> HttpResponse:
    zicht = request.tijd.zicht
    dossier = _dossier(request, code, **zicht)
    mag = not request.tijd.terug and _mag_schrijven(request, dossier.gemeente)
    inhoud = {
        "dossier": dossier,
        "gemeente": dossier.gemeente,
        "termijnen": [_termijn(dossier, termijn, mag_schrijven=mag) for termijn in dossier.termijnen],
        "groepen": tijdlijn_van(request.lid, dossier, mag_schrijven=mag, **zicht),
        "mag_schrijven": mag,
        "is_provincie": request.lid is not None and request.lid.rol == Rol.PROVINCIE,
        "titel": f"Dossier {dossier.gemeente}",
    }
    return render(request, "toezicht/dossier.html", inhoud)


def _termijn(dossier: Dossier, termijn: Termijn, *, mag_schrijven: bool) -> dict[str, Any]:
    """One line of what comes next, with the step that settles it for who may take it."""
    stuk = dossier.stukken.get(termijn.stuk) if termijn.stuk else None
    acties_ = vervolg_van(dossier, stuk) if stuk and mag_schrijven else []
    if termijn.aanleiding is Aanleiding.VRAGEN and mag_schrijven:
        acties_ = [("Plan vragen", reverse("stuk-vastleggen", args=[dossier.gemeente.code, "plan-gevraagd"]))]
    return {
        "dag": termijn.dag,
        "naam": termijn.aanleiding.naam,
        "tekst": stuk.omschrijving if stuk else "",
        "te_laat": termijn.te_laat(dossier.vandaag),
        "dagen": (termijn.dag - dossier.vandaag).days,
        "voorbij": termijn.dag < dossier.vandaag,
        "acties": acties_,
    }


@_formulier
def vastleggen(request: Verzoek, code: str, soort: str) -> HttpResponse:
    """A new piece; `?bij=` and `?brief=` choose beforehand what it goes on from."""
    if soort not in FORMULIEREN:
        raise Http404
    dossier = _dossier(request, code)
    gemeente, soorten = dossier.gemeente, FORMULIEREN[soort]
    eis(mag_toezicht_houden(request.lid, gemeente.provincie))
    eerder = _eerder(dossier, soorten)
    brieven = _brieven(request, gemeente) if Stuksoort.ANTWOORD in soorten else None
    form = StukFormulier(
        request.POST or None,
        soorten=soorten,
        eerder=[(stuk.pk, _keuze(stuk)) for stuk in eerder] if eerder is not None else None,
        brieven=[(brief.pk, f"{brief.onderwerp}, {datum(brief.datum)}") for brief in brieven]
        if brieven is not None
        else None,
        initial={
            "datum": timezone.localdate(),
            "soort": soorten[0].value,
            "hoort_bij": request.GET.get("bij"),
            "brief": request.GET.get("brief"),
        },
    )

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        gekozen = Stuksoort(gegevens.get("soort", soorten[0]))
        rij = next((een for een in eerder or () if een.pk == gegevens.get("hoort_bij")), None)
        brief = next((een for een in brieven or () if een.pk == gegevens.get("brief")), None)
        stuk = acties.leg_stuk_vast(
            door=request.lid,
            gemeente=gemeente,
            soort=gekozen,
            datum=gegevens["datum"],
            uiterlijk=gegevens.get("uiterlijk"),
            omschrijving=gegevens["omschrijving"],
            hoort_bij=rij,
            brief=brief,
        )
        return Gedaan(f"Vastgelegd: {gekozen.naam}.{_opgeschoven(stuk, gegevens.get('uiterlijk'))}")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("toezichtdossier", code=code)
    niets = eerder == [] or brieven == []
    inhoud = {"form": form, "gemeente": gemeente, "titel": TITELS[soort], "niets": niets}
    return render(request, "toezicht/dossierstuk.html", inhoud)


@_formulier
def verbeteren(request: Verzoek, pk: int) -> HttpResponse:
    stuk = _eigen_stuk(request, pk)
    soort = Stuksoort(stuk.soort)
    begin = {"datum": stuk.datum, "uiterlijk": stuk.uiterlijk, "omschrijving": stuk.omschrijving}
    form = StukVerbeterFormulier(request.POST or None, soort=soort, initial=begin)

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        nieuw = acties.vervang_stuk(door=request.lid, stuk=stuk, **gegevens)
        return Gedaan(f"Verbeterd: {soort.naam}.{_opgeschoven(nieuw, gegevens.get('uiterlijk'))}")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("toezichtdossier", code=stuk.gemeente.code)
    titel = f"{soort.naam[:1].upper()}{soort.naam[1:]} verbeteren"
    return render(request, "toezicht/dossierstuk.html", {"form": form, "gemeente": stuk.gemeente, "titel": titel})


@_formulier
def intrekken(request: Verzoek, pk: int) -> HttpResponse:
    stuk = _eigen_stuk(request, pk)
    soort = Stuksoort(stuk.soort)
    form = IntrekFormulier(request.POST or None)

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        acties.trek_stuk_in(door=request.lid, stuk=stuk, reden=gegevens["reden"])
        return Gedaan(f"Ingetrokken: {soort.naam} van {datum(stuk.datum)}.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("toezichtdossier", code=stuk.gemeente.code)
    return bevestig(
        request,
        form,
        titel=f"{soort.naam[:1].upper()}{soort.naam[1:]} intrekken",
        zin=f"“{soort.naam}” van {datum(stuk.datum)} verdwijnt uit het dossier van {stuk.gemeente}. Doe dit alleen als "
        "het een vergissing was.",
        knop="Intrekken",
        terug=reverse("toezichtdossier", args=[stuk.gemeente.code]),
    )


def _opgeschoven(stuk: Dossierstuk, gevraagd: date | None) -> str:
    """Say that the last day was moved, and why."""
    if gevraagd is None or stuk.uiterlijk is None or stuk.uiterlijk == gevraagd:
        return ""
    return f" {datum(gevraagd)} is geen werkdag. De laatste dag is nu {datum(stuk.uiterlijk)} (Algemene termijnenwet)."


def _keuze(stuk: Dossierstuk) -> str:
    naam = stuk.get_soort_display()
    tekst = f": {stuk.omschrijving[:60]}" if stuk.omschrijving else ""
    return f"{naam} op {datum(stuk.datum)}{tekst}"


def _eerder(dossier: Dossier, soorten: tuple[Stuksoort, ...]) -> list[Dossierstuk] | None:
    """What a piece of these kinds can go on from, the newest first; None when it goes on from nothing."""
    nodig = {GAAT_VERDER_OP[soort] for soort in soorten if soort in GAAT_VERDER_OP}
    if not nodig:
        return None
    rijen = [stuk for stuk in dossier.stukken.values() if stuk.soort in nodig]
    open_ = [stuk for stuk in rijen if stuk.soort not in EENMAAL or stuk.pk not in dossier.gevolgd]
    return sorted(open_, key=lambda stuk: (stuk.datum, stuk.pk), reverse=True)


def _brieven(request: Verzoek, gemeente: Gemeente) -> list[Brief]:
    """The letters that were sent to this gemeente, and to those that went over into it."""
    van = [gemeente.pk, *gemeente.voorgangers.values_list("pk", flat=True)]
    brieven = Brief.objects.zichtbaar_voor(request.lid).filter(
        status=Brief.Status.VERZONDEN, beoordeling__gemeente__in=van
    )
    return list(brieven.select_related("beoordeling__ronde").defer("pdf", "inhoud").order_by("-datum", "-pk"))


def _dossier(request: Verzoek, code: str, **zicht: Unpack[Zicht]) -> Dossier:
    """The dossier of a gemeente one supervises, or of the own one; another one is 404."""
    gemeenten = Gemeente.objects.van(request.lid).select_related("provincie")
    if not mag_dossiers_lezen(request.lid):
        gemeenten = gemeenten.none()
    return dossiers_van(request.lid, [get_object_or_404(gemeenten, code=code)], **zicht)[0]


def _mag_schrijven(request: Verzoek, gemeente: Gemeente) -> bool:
    return bool(mag_toezicht_houden(request.lid, gemeente.provincie))


def _eigen_stuk(request: Verzoek, pk: int) -> Dossierstuk:
    """A valid piece one may act on: what one does not see is 404, what one only reads is 403."""
    rijen = Dossierstuk.objects.zichtbaar_voor(request.lid).bekend().select_related("gemeente", "provincie")
    stuk: Dossierstuk = get_object_or_404(rijen, pk=pk)
    eis(mag_toezicht_houden(request.lid, stuk.provincie))
    return stuk
