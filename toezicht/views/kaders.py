"""The toezichtkader: the list, one kader in plain Dutch, changing a draft, trying it out and putting it in force."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from organisaties import logboek
from organisaties.acties import versie_van
from organisaties.forms import VersieFormulier
from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.models import Provincie
from organisaties.templatetags.weergave import datum
from organisaties.tijdmachine import reist_mee
from organisaties.toegang import eis
from organisaties.uitvoer import tabel_als_bestand
from organisaties.views.formulier import Gedaan, bevestig, handel_af
from taakstelling.regels.halfjaar import Halfjaar
from toezicht import acties
from toezicht.forms import Bevestiging
from toezicht.kaderformulieren import (
    BeginFormulier,
    InWerkingFormulier,
    KaderNaamFormulier,
    KeuzeFormulier,
    OordelenFormulier,
    Proefkeuze,
    RegelFormulier,
    TredeFormulier,
)
from toezicht.kaders import geldig_tot, kaderrijen, onderdelen, proef
from toezicht.models import Toezichtkader
from toezicht.regels.kader import KEUZES, Kader
from toezicht.regels.termijnen import EERSTE_RONDE
from toezicht.tables import KadersTabel, OnderdelenTabel, ProefTabel, TredenTabel
from toezicht.toegang import mag_kaders_inzien, mag_toezicht_inzien

PER_PAGINA = 25
_formulier = require_http_methods(["GET", "HEAD", "POST"])
NAAMVELDEN = ("naam", "vindplaats", "toelichting")


@require_safe
def lijst(request: Verzoek) -> HttpResponse:
    provincie = _eigen_provincie(request)
    tabel = KadersTabel(kaderrijen(request.lid), exclude=("provincie",) if provincie else ())
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel):
        return bestand
    return render(request, "toezicht/kaders.html", {"tabel": tabel, "provincie": provincie, "titel": "Toezichtkader"})


@_formulier
def beginnen(request: Verzoek) -> HttpResponse:
    provincie = _eigen_provincie(request)
    form = BeginFormulier(request.POST or None, eigen=provincie)
    gemaakt: list[Toezichtkader] = []

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        gemaakt.append(acties.begin_kader(door=request.lid, provincie=provincie or gegevens["provincie"]))
        return Gedaan("Het concept staat klaar. Wijzig wat anders moet, en stel het daarna in werking.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("kader", pk=gemaakt[0].pk) if gemaakt else redirect("kaders")
    return bevestig(
        request,
        form,
        titel="Nieuw kader beginnen",
        zin="U krijgt een concept: een kopie van het kader dat nu geldt, of van het voorbeeld als er nog geen is. Er"
        " verandert niets tot u het concept in werking stelt.",
        knop="Concept maken",
        terug=reverse("kaders"),
    )


@require_safe
def een(request: Verzoek, pk: int) -> HttpResponse:
    rij = _kader(request, pk)
    kader = rij.kader
    delen = onderdelen(rij)
    provincie_kaders = list(Toezichtkader.objects.zichtbaar_voor(request.lid).filter(provincie=rij.provincie))
    inhoud = {
        "rij": rij,
        "kader": kader,
        "is_concept": rij.status == Toezichtkader.Status.CONCEPT,
        "tot": geldig_tot(provincie_kaders).get(rij.pk),
        "treden": TredenTabel(delen.treden, "Treden"),
        "regels": OnderdelenTabel(delen.regels, "Wanneer een gemeente omhoog gaat"),
        "keuzes": OnderdelenTabel(delen.keuzes, "Wat de provincie verder koos"),
        "nieuwe_regel": len(kader.regels) + 1,
        "onderdelen": len(kader.onderdelen),
        "voorbeelden": len(kader.voorbeelden),
        "op_proef": bool(mag_toezicht_inzien(request.lid)),
        "titel": f"{rij} (concept)" if rij.status == Toezichtkader.Status.CONCEPT else str(rij),
        "logregels": logboek.over(rij, request.lid)[:PER_PAGINA],
    }
    return render(request, "toezicht/kader.html", inhoud)


@_formulier
def wijzigen(request: Verzoek, pk: int) -> HttpResponse:
    rij = _concept(request, pk)
    kader = rij.kader
    begin = _begin(rij, {veld: getattr(kader, veld) for veld in NAAMVELDEN})
    form = KaderNaamFormulier(request.POST or None, initial=begin)
    return _bewerk(request, rij, form, lambda gegevens: replace(kader, **gegevens), "Naam en vindplaats")


@_formulier
def trede(request: Verzoek, pk: int, nummer: int) -> HttpResponse:
    """Change a trede, or add the next one."""
    rij = _concept(request, pk)
    kader = rij.kader
    oud = kader.trede(nummer)
    if oud is None and nummer != kader.hoogste + 1:
        raise Http404
    laatste = oud is not None and nummer == kader.hoogste
    form = TredeFormulier(request.POST or None, initial=_begin(rij, TredeFormulier.begin(oud)), laatste=laatste)

    def pas_toe(gegevens: dict[str, Any]) -> Kader:
        treden = [andere for andere in kader.treden if andere.nummer != nummer]
        if not gegevens.pop("verwijderen", False):
            treden.append(TredeFormulier.onderdeel(nummer, gegevens))
        return replace(kader, treden=tuple(sorted(treden, key=lambda trede: trede.nummer)))

    return _bewerk(request, rij, form, pas_toe, f"Trede {nummer}")


@_formulier
def regel(request: Verzoek, pk: int, nummer: int) -> HttpResponse:
    """Change a rule (counted from 1), or add one."""
    rij = _concept(request, pk)
    kader = rij.kader
    if not 1 <= nummer <= len(kader.regels) + 1:
        raise Http404
    oud = kader.regels[nummer - 1] if nummer <= len(kader.regels) else None
    begin = _begin(rij, RegelFormulier.begin(oud))
    form = RegelFormulier(request.POST or None, initial=begin, kader=kader, nieuw=oud is None)

    def pas_toe(gegevens: dict[str, Any]) -> Kader:
        regels = [andere for plek, andere in enumerate(kader.regels, start=1) if plek != nummer]
        if not gegevens.pop("verwijderen", False):
            regels.append(RegelFormulier.onderdeel(gegevens))
        return replace(kader, regels=tuple(sorted(regels, key=lambda regel: (regel.van, regel.naar))))

    return _bewerk(request, rij, form, pas_toe, oud.naam if oud else "Regel toevoegen")


@_formulier
def keuze(request: Verzoek, pk: int, veld: str) -> HttpResponse:
    rij = _concept(request, pk)
    if veld not in KEUZES:
        raise Http404
    kader = rij.kader
    form: KeuzeFormulier | OordelenFormulier
    if veld == "oordelen":
        form = OordelenFormulier(request.POST or None, initial=_begin(rij, OordelenFormulier.begin(kader)))
    else:
        form = KeuzeFormulier(request.POST or None, initial=_begin(rij, KeuzeFormulier.begin(kader, veld)), veld=veld)

    def pas_toe(gegevens: dict[str, Any]) -> Kader:
        wijziging: dict[str, Any] = {veld: form.onderdeel(gegevens)}
        return replace(kader, **wijziging)

    return _bewerk(request, rij, form, pas_toe, KEUZES[veld])


def _begin(rij: Toezichtkader, onderdeel: dict[str, Any]) -> dict[str, Any]:
    """What a form opens with: the part as it is, and which draft was seen."""
    return onderdeel | {"versie": versie_van(rij)}


def _bewerk(
    request: Verzoek,
    rij: Toezichtkader,
    form: VersieFormulier,
    pas_toe: Callable[[dict[str, Any]], Kader],
    titel: str,
) -> HttpResponse:
    """A form about one part of a draft; `pas_toe` makes the whole kader of what was filled in."""

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        versie = gegevens.pop("versie")
        nieuw = pas_toe(gegevens)
        acties.leg_kader_vast(door=request.lid, provincie=rij.provincie, inhoud=nieuw, concept=rij, versie=versie)
        return Gedaan("Het concept is gewijzigd.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("kader", pk=rij.pk)
    return render(request, "toezicht/kader_bewerken.html", {"form": form, "rij": rij, "titel": titel})


@require_safe
@reist_mee
def op_proef(request: Verzoek, pk: int) -> HttpResponse:
    """What this kader would have proposed over a past half-year, given what the provincie decided."""
    rij = _kader(request, pk)
    eis(mag_toezicht_inzien(request.lid))
    vorige = Halfjaar.van_datum(request.tijd.vandaag).vorige
    form = Proefkeuze(request.GET or None, list(EERSTE_RONDE.tot(max(vorige, EERSTE_RONDE)))[::-1])
    halfjaar = form.gekozen
    rijen = proef(rij.kader, rij.provincie, halfjaar, **request.tijd.zicht)
    tabel = ProefTabel(rijen)
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel, naam=f"Proef met een kader {halfjaar.kort}"):
        return bestand
    inhoud = {
        "rij": rij,
        "form": form,
        "halfjaar": halfjaar,
        "tabel": tabel,
        "aantal": len(rijen),
        "op_ladder": sum(een.trede > 0 for een in rijen),
        "hoger": sum(een.oud is not None and een.trede > een.geldende_trede for een in rijen),
        "lager": sum(een.oud is not None and een.trede < een.geldende_trede for een in rijen),
        "titel": f"Voorstellen over de {halfjaar.in_zin}",
    }
    return render(request, "toezicht/kader_proef.html", inhoud)


@_formulier
def in_werking(request: Verzoek, pk: int) -> HttpResponse:
    rij = _concept(request, pk)
    begin = {"geldig_van": Halfjaar.van_datum(timezone.localdate()).peildatum, "versie": versie_van(rij)}
    form = InWerkingFormulier(request.POST or None, initial=begin)

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        vast = acties.stel_in_werking(door=request.lid, concept=rij, **gegevens)
        return Gedaan(f"Het kader geldt vanaf {datum(vast.geldig_van)}. Het ligt nu vast.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("kader", pk=pk)
    inhoud = {"form": form, "rij": rij, "kader": rij.kader, "titel": "Kader in werking stellen"}
    return render(request, "toezicht/kader_in_werking.html", inhoud)


@_formulier
def verwijderen(request: Verzoek, pk: int) -> HttpResponse:
    rij = _concept(request, pk)
    form = Bevestiging(request.POST or None, initial={"versie": versie_van(rij)})

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        acties.verwijder_kader(door=request.lid, concept=rij, versie=gegevens["versie"])
        return Gedaan("Het concept is verwijderd.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("kaders")
    return bevestig(
        request,
        form,
        titel="Concept verwijderen",
        zin=f"Het concept “{rij}” verdwijnt, met alles wat u erin wijzigde. Het kader dat nu geldt, blijft gelden.",
        knop="Concept verwijderen",
        terug=reverse("kader", args=[pk]),
    )


def _eigen_provincie(request: Verzoek) -> Provincie | None:
    """The provincie whose kaders these are; None for functioneel beheer, which keeps those of all."""
    eis(mag_kaders_inzien(request.lid))
    return request.lid.provincie if request.lid is not None else None


def _kader(request: Verzoek, pk: int) -> Toezichtkader:
    kaders = Toezichtkader.objects.zichtbaar_voor(request.lid).select_related("provincie")
    rij: Toezichtkader = get_object_or_404(kaders, pk=pk)
    return rij


def _concept(request: Verzoek, pk: int) -> Toezichtkader:
    """A draft; what is in force has no pages to change it."""
    kaders = Toezichtkader.objects.zichtbaar_voor(request.lid).select_related("provincie")
    rij: Toezichtkader = get_object_or_404(kaders, pk=pk, status=Toezichtkader.Status.CONCEPT)
    return rij
