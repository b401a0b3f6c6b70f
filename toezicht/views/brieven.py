"""The letters: for the provincie that writes them and for the gemeente that got them."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from organisaties import logboek
from organisaties.acties import versie_van
from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.models import Gemeente
from organisaties.regels.tijd import voluit
from organisaties.rollen import Rol
from organisaties.tijdmachine import reist_mee
from organisaties.toegang import eis
from organisaties.uitvoer import tabel_als_bestand
from organisaties.views.formulier import Gedaan, handel_af
from toezicht import acties
from toezicht.akkoorden import mist_akkoord
from toezicht.cijfers import cijfers_voor
from toezicht.formeel import besluitregels, elementen
from toezicht.forms import Bevestiging, BriefFormulier, VaststelFormulier
from toezicht.models import Beoordeling, Brief, Tekstblok, Woordsjabloon
from toezicht.ontvangers import zonder_account
from toezicht.overzicht import waarop_het_rust
from toezicht.pdf.brief import bytes_van, inhoud_van
from toezicht.pdf.inhoud import Inhoud, nagekeken, problemen_uit, vingerafdruk
from toezicht.pdf.zetten import als_fragment, blok_in_brief
from toezicht.regels.kadertekst import oordeel_in_woorden, trede_in_woorden
from toezicht.regels.lint import Punt
from toezicht.regels.resultaat import veranderd
from toezicht.regels.verzending import let_op
from toezicht.rondecijfers import vragen_aan
from toezicht.tables import BrievenTabel
from toezicht.toegang import mag_brieven_lezen, mag_toezicht_houden
from toezicht.toen import brief_toen, brieven_toen
from toezicht.views.kamers import nog_niets
from toezicht.views.ondertekening import als_docx
from toezicht.word.standaard import standaardsjabloon
from toezicht.word.vullen import Onbruikbaar, vul

PER_PAGINA = 25
_formulier = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@reist_mee
def lijst(request: Verzoek) -> HttpResponse:
    eis(mag_brieven_lezen(request.lid))
    rijen = (
        Brief.objects.zichtbaar_voor(request.lid)
        .select_related("beoordeling__gemeente", "beoordeling__ronde")
        .defer("pdf", "inhoud", "beoordeling__rijen", "beoordeling__cijfers")
    )
    if request.tijd.terug:
        # Of a day in the past what had gone out by then; what a concept was like that day nobody kept.
        rijen = rijen.verzonden(request.tijd.gedaan_op)
    is_provincie = request.lid is not None and request.lid.rol == Rol.PROVINCIE
    leeg = (
        "Hier komen de brieven. Een brief begint bij de beoordeling van een gemeente in een ronde."
        if is_provincie
        else "Hier komen de brieven van de provincie, zodra zij zijn verzonden."
    )
    tabel = BrievenTabel(rijen, empty_text=leeg, exclude=() if is_provincie else ("status",))
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel):
        return bestand
    inhoud = {
        "tabel": tabel,
        "titel": "Brieven",
        "is_provincie": is_provincie,
        "vragen": [] if request.tijd.terug else vragen_aan(request.lid),
    }
    return render(request, "toezicht/brieven.html", inhoud)


@require_safe
@reist_mee
def een(request: Verzoek, pk: int) -> HttpResponse:
    op = request.tijd.gedaan_op
    brief = brief_toen(_brief(request, pk), op)
    concept = brief.status == Brief.Status.CONCEPT
    houdt_toezicht = bool(mag_toezicht_houden(request.lid, brief.beoordeling.ronde.provincie))
    beoordeling = brief.beoordeling
    if op is not None and (concept or not (houdt_toezicht or brief.verzonden_op)):
        return nog_niets(
            request,
            beoordeling.ronde,
            f"Brief aan {beoordeling.gemeente}",
            _nog_geen_brief(op, houdt_toezicht=houdt_toezicht),
        )
    inhoud = inhoud_van(brief)
    punten = _punten(brief, inhoud) if concept else []
    anders: list[str] = []
    if concept and houdt_toezicht:
        nu, _, _ = cijfers_voor(beoordeling.ronde, beoordeling.gemeente)
        anders = veranderd(beoordeling.cijfers, nu)
    # A gemeente sees only what was sent: it does not learn that a letter is being revised.
    herziening = (
        Brief.objects.zichtbaar_voor(request.lid)
        .filter(Q(status=Brief.Status.VERZONDEN) | Q(beoordeling__vervangen_door=None), herziet=brief)
        .defer("pdf", "inhoud")
    )
    opvolgers = brieven_toen(herziening, op)
    context = {
        "brief": brief,
        "veranderd": anders,
        "gezien": vingerafdruk(inhoud) if concept else "",
        "beoordeling": beoordeling,
        "ronde": beoordeling.ronde,
        "gemeente": beoordeling.gemeente,
        "fragment": als_fragment(inhoud, concept=concept),
        "concept": concept,
        # Fixed, never sent, and there is a newer oordeel: it goes nowhere any more.
        "achterhaald": houdt_toezicht
        and brief.status == Brief.Status.VASTGESTELD
        and Beoordeling.objects.zichtbaar_voor(request.lid).vastgelegd(op).filter(vervangt=beoordeling).exists(),
        "vervangen_door": next((een for een in opvolgers if een.verzonden_op), None),
        "in_voorbereiding": next((een for een in opvolgers if houdt_toezicht and not een.verzonden_op), None),
        "vervangt": Brief.objects.zichtbaar_voor(request.lid)
        .filter(pk=brief.herziet_id)
        .defer("pdf", "inhoud")
        .first(),
        "problemen": problemen_uit(punten),
        "punten": punten,
        "houdt_toezicht": houdt_toezicht,
        "cijfers": inhoud["cijfers"],
        "rust": waarop_het_rust(inhoud["rijen"], beoordeling.gemeente, beoordeling.ronde.halfjaar),
        "dossieradres": reverse("toezichtdossier", args=[_wiens_dossier(request, beoordeling.gemeente).code]),
        "elementen": elementen(inhoud.get("formeel")) if houdt_toezicht else [],
        "titel": brief.onderwerp,
        "logregels": logboek.over(brief, request.lid, op)[:PER_PAGINA],
    }
    return render(request, "toezicht/brief.html", context)


def _nog_geen_brief(op: date, *, houdt_toezicht: bool) -> str:
    if houdt_toezicht:
        return f"Op {voluit(op)} lag deze brief nog niet vast. Wat er toen in het concept stond, is niet bewaard."
    return f"Op {voluit(op)} was deze brief nog niet verzonden."


def _wiens_dossier(request: Verzoek, gemeente: Gemeente) -> Gemeente:
    """A gemeente reads the letters of those that went over into it in its own dossier."""
    return request.lid.gemeente if request.lid is not None and request.lid.gemeente is not None else gemeente


@require_safe
def pdf(request: Verzoek, pk: int) -> HttpResponse:
    """The bytes: of a concept as it would be now, of a final letter as they were fixed."""
    brief = _brief(request, pk, met_bytes=True)
    ronde, gemeente = brief.beoordeling.ronde, brief.beoordeling.gemeente
    soort = "concept" if brief.status == Brief.Status.CONCEPT else "brief"
    manier = "attachment" if "opslaan" in request.GET else "inline"
    return HttpResponse(
        bytes_van(brief),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'{manier}; filename="{soort}-{gemeente.code}-{ronde.halfjaar.code}.pdf"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


@require_safe
def docx(request: Verzoek, pk: int) -> HttpResponse:
    """The letter as a Word file, for the provincie; the name of an afschrift says that the PDF is the letter."""
    brief = _eigen_brief(request, pk)
    concept = brief.status == Brief.Status.CONCEPT
    sjabloon = Woordsjabloon.objects.zichtbaar_voor(request.lid).first()
    try:
        bytes_ = vul(bytes(sjabloon.inhoud) if sjabloon else standaardsjabloon(), inhoud_van(brief), concept=concept)
    except Onbruikbaar as fout:
        messages.error(request, str(fout))
        return redirect("brief", pk=pk)
    soort = "concept" if concept else "afschrift-de-pdf-is-de-brief"
    gemeente, halfjaar = brief.beoordeling.gemeente, brief.beoordeling.ronde.halfjaar
    return als_docx(bytes_, f"{soort}-{gemeente.code}-{halfjaar.code}.docx")


@_formulier
def wijzigen(request: Verzoek, pk: int) -> HttpResponse:
    brief = _eigen_brief(request, pk)
    begin = {"kenmerk": brief.kenmerk, "datum": brief.datum, "onderwerp": brief.onderwerp}
    begin["afschrift_raad"] = brief.afschrift_raad
    form = BriefFormulier(request.POST or None, initial=begin | {"versie": versie_van(brief)})

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        acties.wijzig_concept(door=request.lid, brief=brief, **gegevens)
        return Gedaan("Het concept is gewijzigd.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("brief", pk=pk)
    inhoud = {"form": form, "brief": brief, "titel": "Brief wijzigen", "terug": reverse("brief", args=[pk])}
    inhoud |= {"ronde": brief.beoordeling.ronde, "gemeente": brief.beoordeling.gemeente}
    return render(request, "toezicht/brief_wijzigen.html", inhoud)


@_formulier
def vaststellen(request: Verzoek, pk: int) -> HttpResponse:
    """The button that makes it final, for exactly the text that was read; else what is still to be done."""
    brief = _eigen_brief(request, pk)
    inhoud = inhoud_van(brief)
    if brief.status == Brief.Status.CONCEPT and (nodig := _nodig(brief, inhoud)):
        return _bevestig_brief(request, brief, inhoud, titel="De brief is nog niet klaar", problemen=nodig)
    nu = vingerafdruk(inhoud)
    gezien = request.GET.get("gezien") or nu
    if request.method != "POST" and gezien != nu:
        messages.warning(request, "De brief is intussen gewijzigd. Bekijk hem eerst.")
        return redirect("brief", pk=pk)
    form = VaststelFormulier(request.POST or None, initial={"gezien": gezien})

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        acties.stel_brief_vast(door=request.lid, brief=brief, gezien=gegevens["gezien"])
        return Gedaan("De brief is vastgesteld. U kunt hem nu verzenden.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("brief", pk=pk)
    return _bevestig_brief(
        request,
        brief,
        inhoud,
        form=form,
        titel="Brief vaststellen",
        let_op=let_op(inhoud, timezone.localdate()),
        zin=f"De brief {brief.kenmerk} aan {brief.beoordeling.gemeente} ligt daarna vast: de tekst en de cijfers "
        "veranderen niet meer, ook niet als er later andere cijfers komen. De gemeente ziet hem pas na het verzenden.",
        knop="Brief vaststellen",
    )


@_formulier
def verzenden(request: Verzoek, pk: int) -> HttpResponse:
    brief = _eigen_brief(request, pk)
    form = Bevestiging(request.POST or None)
    gemeente = brief.beoordeling.gemeente
    per_post = f"Niemand bij {gemeente} heeft een account: stuur de brief ook per post."
    bereikt = not zonder_account([gemeente])

    def uitvoeren(_: dict[str, Any]) -> Gedaan:
        acties.verzend_brief(door=request.lid, brief=brief)
        gevolg = f"{gemeente} ziet hem nu en krijgt er een mail over." if bereikt else per_post
        return Gedaan(f"De brief is verzonden. {gevolg}")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("brief", pk=pk)
    inhoud = inhoud_van(brief)
    return _bevestig_brief(
        request,
        brief,
        inhoud,
        form=form,
        titel="Brief verzenden",
        let_op=[*let_op(inhoud, timezone.localdate()), *([] if bereikt else [per_post])],
        zin=(
            f"De gemeente {gemeente} ziet de brief {brief.kenmerk} daarna in Thuisstand en krijgt er een mail over. "
            if bereikt
            else f"De brief {brief.kenmerk} aan {gemeente} staat daarna als verzonden in Thuisstand. "
        )
        + "Dit kan niet ongedaan worden gemaakt.",
        knop="Brief verzenden",
    )


def _nodig(brief: Brief, inhoud: Inhoud) -> list[str]:
    """What is still to be done before this concept can be made final."""
    return problemen_uit(_punten(brief, inhoud))


def _punten(brief: Brief, inhoud: Inhoud) -> list[Punt]:
    """What is looked over before a letter can be made final: its text, and whether a colleague must agree."""
    mist = mist_akkoord(brief.beoordeling)
    return [*nagekeken(inhoud), *([Punt("Een collega is akkoord", (mist,))] if mist else [])]


def _bevestig_brief(
    request: Verzoek, brief: Brief, inhoud: Inhoud, *, form: Form | None = None, **rest: Any
) -> HttpResponse:
    """The page of one button about a letter, with what it is about; without a form, what keeps one from the button."""
    rij = brief.beoordeling.kader
    kader = rij.kader if rij is not None else None
    context = {
        "brief": brief,
        "ronde": brief.beoordeling.ronde,
        "gemeente": brief.beoordeling.gemeente,
        "oordeel": oordeel_in_woorden(kader, inhoud["oordeel"]).naam,
        "trede": trede_in_woorden(kader, inhoud["trede"]) if kader and inhoud["trede"] is not None else "",
        "cijfers": inhoud["cijfers"],
        "teksten": [
            blok_in_brief(blok["kop"], blok["tekst"], inhoud["waarden"])
            for plek in (Tekstblok.Plek.GEVOLG, Tekstblok.Plek.CONCLUSIE)
            for blok in inhoud["blokken"][plek]
        ],
        "formeel": besluitregels(inhoud.get("formeel")),
        "form": form,
        "terug": reverse("brief", args=[brief.pk]),
    }
    return render(request, "toezicht/brief_bevestigen.html", context | rest)


def _brief(request: Verzoek, pk: int, *, met_bytes: bool = False) -> Brief:
    brieven = Brief.objects.zichtbaar_voor(request.lid).select_related(
        "beoordeling__gemeente", "beoordeling__ronde__provincie", "herziet"
    )
    brieven = brieven.defer("herziet__pdf", "herziet__inhoud", *(() if met_bytes else ("pdf",)))
    brief: Brief = get_object_or_404(brieven, pk=pk)
    return brief


def _eigen_brief(request: Verzoek, pk: int) -> Brief:
    """A letter one may act on: what one does not see is 404, what one only reads is 403."""
    brief = _brief(request, pk)
    eis(mag_toezicht_houden(request.lid, brief.beoordeling.ronde.provincie))
    return brief
