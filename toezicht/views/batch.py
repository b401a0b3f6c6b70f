"""Many letters at once: the room of the letters in a round, the runs over them, their kenmerken, and all as files."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import IO, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from organisaties import achtergrond, logboek
from organisaties.acties import versie_van
from organisaties.invoer.aanbieden import bied_aan
from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.models import Invoerbestand
from organisaties.templatetags.weergave import duur, hoeveel
from organisaties.toegang import eis
from organisaties.uitvoer import tabel_als_bestand
from organisaties.views.formulier import Gedaan, bevestig, handel_af
from toezicht import acties, formeel
from toezicht.brievenbundel import als_een_pdf, als_zip
from toezicht.brievenformulieren import ConceptenFormulier, PlakFormulier, ReeksFormulier
from toezicht.brievenlijst import brievenrijen, vaste_brieven, versie_van_lijst, zonder_brief
from toezicht.brieventabellen import BrievenkamerTabel, MisluktTabel
from toezicht.forms import Bevestiging
from toezicht.invoer import SOORT, als_bestand
from toezicht.models import Brief, Brievenopdracht, Kenmerkreeks, Opdrachtregel, Toezichtkader, Toezichtronde
from toezicht.ontvangers import zonder_account
from toezicht.regels.verzending import VANAF_VERZENDEN, let_op_termijn
from toezicht.toegang import mag_toezicht_inzien
from toezicht.views.kamers import kamer

PER_PAGINA = 25
_formulier = require_http_methods(["GET", "HEAD", "POST"])
_ZINNEN = {
    Brievenopdracht.Wat.VASTSTELLEN: (
        "Brieven vaststellen",
        "{} vast. Tekst en cijfers veranderen daarna niet meer. De gemeenten zien de brieven pas na het verzenden.",
        ("brief ligt dan", "brieven liggen dan"),
    ),
    Brievenopdracht.Wat.VERZENDEN: (
        "Brieven verzenden",
        "{} verzonden. Wie een account heeft, ziet de brief daarna en krijgt een mail. Dit is niet terug te draaien.",
        ("brief wordt", "brieven worden"),
    ),
}


@kamer
def brieven(request: Verzoek, ronde: Toezichtronde) -> HttpResponse:
    """Every gemeente of the round with its letter, and the last run over them."""
    terug = request.tijd.terug
    rijen = brievenrijen(ronde, request.tijd.gedaan_op)
    tabel = BrievenkamerTabel(rijen, exclude=("heeft_postadres", "problemen", "pdf") if terug else ())
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel, naam=f"Brieven {ronde.halfjaar.kort}"):
        return bestand
    opdracht = None if terug else Brievenopdracht.objects.zichtbaar_voor(request.lid).filter(ronde=ronde).first()
    inhoud = {
        "ronde": ronde,
        "tabel": tabel,
        "zonder_brief": sum(rij.beoordeeld and rij.brief is None for rij in rijen),
        "klaar": sum(_is(rij, Brief.Status.CONCEPT) and not rij.problemen for rij in rijen),
        "concepten": sum(_is(rij, Brief.Status.CONCEPT) for rij in rijen),
        "vastgesteld": sum(_is(rij, Brief.Status.VASTGESTELD) for rij in rijen),
        "verzonden": sum(_is(rij, Brief.Status.VERZONDEN) for rij in rijen),
        "vast": not terug and any(rij.brief is not None and not _is(rij, Brief.Status.CONCEPT) for rij in rijen),
        "titel": f"Brieven {ronde.halfjaar.kort}",
        **(_stand_van(request, opdracht) if opdracht else {}),
    }
    return render(request, "toezicht/brievenkamer.html", inhoud)


def _is(rij: Any, status: str) -> bool:
    return rij.brief is not None and rij.brief.status == status


def _stand_van(request: Verzoek, opdracht: Brievenopdracht) -> dict[str, Any]:
    """How far a run is, and what did not go."""
    taak = acties.taak_van(opdracht)
    if taak is not None and opdracht.loopt:
        achtergrond.wek(taak)
    regels = Opdrachtregel.objects.zichtbaar_voor(request.lid).filter(opdracht=opdracht)
    mislukt = MisluktTabel(
        regels.filter(uitkomst=Opdrachtregel.Uitkomst.MISLUKT)
        .select_related("brief__beoordeling__gemeente")
        .only("reden", "brief_id", "brief__beoordeling__gemeente__naam")
    )
    blader(request, mislukt)
    bezig = opdracht.loopt and taak is not None and taak.bezig
    return {
        "opdracht": opdracht,
        "taak": taak,
        "bezig": bezig,
        "nog": duur(taak.seconden_te_gaan(timezone.now())) if taak else "",
        "wacht": regels.filter(uitkomst=Opdrachtregel.Uitkomst.WACHT).count(),
        "gedaan": regels.filter(uitkomst=Opdrachtregel.Uitkomst.GEDAAN).count(),
        "mislukt": mislukt,
        "logregels": logboek.over(opdracht, request.lid)[:PER_PAGINA],
    }


@_formulier
def concepten(request: Verzoek, pk: int) -> HttpResponse:
    """Begin the letters of everyone who was decided about."""
    ronde = _ronde(request, pk)
    kader = Toezichtkader.objects.zichtbaar_voor(request.lid).geldend(ronde.provincie, ronde.halfjaar.peildatum).first()
    treden = [(trede.nummer, trede.naam) for trede in kader.kader.treden] if kader else []
    te_maken = zonder_brief(ronde).exists()
    begin = {"datum": timezone.localdate()}
    form = ConceptenFormulier(request.POST or None, initial=begin, treden=treden)

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        wijzigt = gegevens["datum_bestaande"] or gegevens["ook_bestaande"]
        if not (te_maken or wijzigt):
            raise ValidationError("Vink aan wat u wilt wijzigen: de datum, het afschrift of beide.")
        telling = acties.maak_concepten(
            door=request.lid,
            ronde=ronde,
            datum=gegevens["datum"],
            afschrift_vanaf=gegevens["afschrift"],
            datum_bestaande=gegevens["datum_bestaande"],
            ook_bestaande=gegevens["ook_bestaande"],
        )
        gedaan = [(telling.nieuw, "gemaakt")] * te_maken + [(telling.vervangen, "gewijzigd")] * wijzigt
        zinnen = [f"{hoeveel(aantal, 'concept', 'concepten')} {wat}." for aantal, wat in gedaan]
        return Gedaan(" ".join(zinnen))

    if te_maken:
        return _pagina(request, ronde, form, uitvoeren, titel="Concepten maken", knop="Concepten maken")
    return _pagina(request, ronde, form, uitvoeren, titel="Concepten wijzigen", knop="Wijzigen")


@_formulier
def opdracht_beginnen(request: Verzoek, pk: int, wat: str) -> HttpResponse:
    """What will be made final or sent, and the button for exactly that."""
    ronde = _ronde(request, pk)
    titel, zin, woorden = _ZINNEN[Brievenopdracht.Wat(wat)]
    te_doen = acties.brieven_voor(ronde, wat)
    form = Bevestiging(request.POST or None, initial={"versie": versie_van_lijst(te_doen)})

    def uitvoeren(gegevens: dict[str, Any]) -> None:
        acties.begin_opdracht(door=request.lid, ronde=ronde, wat=wat, versie=gegevens["versie"])

    terug = reverse("ronde-brieven", args=[pk])
    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect(terug)
    if not te_doen and request.method != "POST":
        messages.info(request, "Er is nu geen brief om dit mee te doen.")
        return redirect(terug)
    vandaag = timezone.localdate()
    ouder = sum(brief.datum < vandaag for brief, _ in te_doen)
    inhoud = {
        "form": form,
        "ronde": ronde,
        "titel": titel,
        "zin": zin.format(hoeveel(len(te_doen), *woorden).capitalize()),
        "brieven": [(brief, _let_op_termijn(brief, vandaag)) for brief, _ in te_doen],
        "ouder": f"{hoeveel(ouder, 'brief is', 'brieven zijn')} van een eerdere dag dan vandaag" if ouder else "",
        "vanaf_verzenden": VANAF_VERZENDEN,
        "zonder_account": zonder_account([brief.beoordeling.gemeente for brief, _ in te_doen])
        if wat == Brievenopdracht.Wat.VERZENDEN
        else [],
        "terug": terug,
    }
    return render(request, "toezicht/brieven_bevestigen.html", inhoud)


def _let_op_termijn(brief: Brief, vandaag: date) -> str | None:
    return let_op_termijn(formeel.inhoud_van(brief), brief.datum, vandaag)


@_formulier
def annuleren(request: Verzoek, pk: int) -> HttpResponse:
    opdracht = _opdracht(request, pk)
    return _knop(
        request,
        opdracht,
        acties.annuleer_opdracht,
        titel="Opdracht annuleren",
        zin="De brief waaraan nu wordt gewerkt, wordt afgemaakt. Wat klaar is, blijft. U kunt later verdergaan.",
        knop="Opdracht annuleren",
        annuleer="Terug",
    )


@_formulier
def hervatten(request: Verzoek, pk: int) -> HttpResponse:
    opdracht = _opdracht(request, pk)
    return _knop(
        request,
        opdracht,
        acties.hervat_opdracht,
        titel="Verdergaan",
        zin="De brieven die nog wachten, worden gedaan zoals zij waren toen de opdracht begon.",
        knop="Verdergaan",
    )


def _knop(request: Verzoek, opdracht: Brievenopdracht, handeling: Callable[..., None], **inhoud: str) -> HttpResponse:
    form = Bevestiging(request.POST or None)
    terug = reverse("ronde-brieven", args=[opdracht.ronde_id])

    def uitvoeren(_: dict[str, Any]) -> None:
        handeling(door=request.lid, opdracht=opdracht)

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect(terug)
    return bevestig(request, form, terug=terug, **inhoud)


@_formulier
def kenmerken(request: Verzoek, pk: int) -> HttpResponse:
    """Paste kenmerken; what they would do is shown as for any file, and recorded there."""
    ronde = _ronde(request, pk)
    form = PlakFormulier(request.POST or None)
    aangeboden: list[Invoerbestand] = []

    def uitvoeren(gegevens: dict[str, Any]) -> None:
        naam = f"geplakt-{ronde.halfjaar.code}.csv"
        inhoud = als_bestand(gegevens["tekst"], ronde.halfjaar)
        aangeboden.append(bied_aan(door=request.lid, soort=SOORT, naam=naam, inhoud=inhoud))

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("invoerbestand", pk=aangeboden[0].pk) if aangeboden else redirect("ronde-brieven", pk=pk)
    return _scherm(request, ronde, form, titel="Kenmerken plakken", knop="Bekijken wat er gebeurt")


@_formulier
def reeks(request: Verzoek) -> HttpResponse:
    """The provincie's own series of kenmerken."""
    eis(mag_toezicht_inzien(request.lid))
    deze = Kenmerkreeks.objects.zichtbaar_voor(request.lid).first()
    begin = {"patroon": deze.patroon if deze else "", "volgende": deze.volgende if deze else 1}
    form = ReeksFormulier(request.POST or None, initial=begin | {"versie": versie_van(deze)})

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        provincie: Any = request.lid.provincie if request.lid else None
        nieuw = acties.wijzig_reeks(door=request.lid, provincie=provincie, **gegevens)
        return Gedaan("De reeks is opgeslagen." if nieuw else "Er is nu geen reeks.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("toezicht")
    return render(
        request,
        "toezicht/kenmerkreeks.html",
        {"form": form, "titel": "Reeks van kenmerken", "terug": reverse("toezicht")},
    )


@require_safe
def een_pdf(request: Verzoek, pk: int) -> HttpResponseBase:
    ronde = _ronde(request, pk)
    return _bestand(request, ronde, lambda pks: als_een_pdf(ronde, pks), "pdf", "application/pdf")


@require_safe
def zip_(request: Verzoek, pk: int) -> HttpResponseBase:
    return _bestand(request, _ronde(request, pk), als_zip, "zip", "application/zip")


def _bestand(
    request: Verzoek, ronde: Toezichtronde, maak: Callable[[Sequence[int]], IO[bytes]], soort: str, mime: str
) -> HttpResponseBase:
    """All final letters of the round as one file, sent as it is read."""
    pks = vaste_brieven(ronde)
    if not pks:
        messages.info(request, "Er is nog geen brief vastgesteld.")
        return redirect("ronde-brieven", pk=ronde.pk)
    naam = f"brieven-{ronde.provincie.code}-{ronde.halfjaar.code}.{soort}"
    antwoord = FileResponse(maak(pks), as_attachment=True, filename=naam, content_type=mime)
    antwoord.headers["Cache-Control"] = "private, no-store"
    return antwoord


def _pagina(
    request: Verzoek, ronde: Toezichtronde, form: Any, uitvoeren: Callable[..., Gedaan], **inhoud: str
) -> HttpResponse:
    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("ronde-brieven", pk=ronde.pk)
    return _scherm(request, ronde, form, **inhoud)


def _scherm(request: Verzoek, ronde: Toezichtronde, form: Any, **inhoud: str) -> HttpResponse:
    terug = reverse("ronde-brieven", args=[ronde.pk])
    return render(request, "toezicht/brieven_formulier.html", {"form": form, "ronde": ronde, "terug": terug, **inhoud})


def _ronde(request: Verzoek, pk: int) -> Toezichtronde:
    rondes = Toezichtronde.objects.zichtbaar_voor(request.lid).select_related("provincie")
    ronde: Toezichtronde = get_object_or_404(rondes, pk=pk)
    return ronde


def _opdracht(request: Verzoek, pk: int) -> Brievenopdracht:
    rijen = Brievenopdracht.objects.zichtbaar_voor(request.lid).select_related("ronde__provincie")
    opdracht: Brievenopdracht = get_object_or_404(rijen, pk=pk)
    return opdracht
