"""Reading in a file in the browser: choose a kind, offer a file, look at what it would do, read it in, take it back."""

from pathlib import PurePath
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from organisaties import achtergrond, logboek
from organisaties.forms import BestandFormulier, BevestigFormulier, InleesFormulier
from organisaties.invoer import aanbieden, sjabloon, terugdraaien
from organisaties.invoer.bestand import is_xlsx
from organisaties.invoer.soorten import Soort, alle_soorten, soorten_voor
from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.models import Bestandsinhoud, Invoerbestand
from organisaties.tables import InvoerbestandenTabel
from organisaties.templatetags.weergave import duur, hoeveel
from organisaties.toegang import GeenToegang, eis, mag_werken
from organisaties.uitvoer import tabel_als_bestand
from organisaties.views.formulier import Gedaan, bevestig, handel_af

Fase = Invoerbestand.Fase
_formulier = require_http_methods(["GET", "HEAD", "POST"])
MIME = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8"}
_WOORDEN = {
    Fase.AANGEBODEN: "Wordt gecontroleerd",
    Fase.BEVESTIGD: "Wordt ingelezen",
    Fase.TERUG: "Wordt teruggedraaid",
}


@require_safe
def overzicht(request: Verzoek) -> HttpResponse:
    """The kinds this role reads in, and what was read in before."""
    soorten = soorten_voor(request.lid)
    if not soorten:
        raise GeenToegang(mag_werken(request.lid).reden or "Uw rol leest geen bestanden in.")
    bestanden = Invoerbestand.objects.zichtbaar_voor(request.lid).select_related("ingelezen_door")
    tabel = InvoerbestandenTabel(bestanden)
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel):
        return bestand
    return render(request, "invoer/overzicht.html", {"soorten": soorten, "tabel": tabel, "titel": "Bestanden inlezen"})


@_formulier
def soort(request: Verzoek, soort: str) -> HttpResponse:
    """One kind: its columns, the templates, and the place to offer a file."""
    deze = _soort(request, soort)
    form = BestandFormulier(request.POST or None, request.FILES or None)
    aangeboden: list[Invoerbestand] = []

    def uitvoeren(invoer: dict[str, Any]) -> None:
        upload = invoer["bestand"]
        naam = PurePath(upload.name).name
        aangeboden.append(aanbieden.bied_aan(door=request.lid, soort=deze, naam=naam, inhoud=form.inhoud))

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("invoerbestand", pk=aangeboden[0].pk) if aangeboden else redirect("invoer")
    kolommen = [
        {
            "naam": kolom,
            "uitleg": deze.toelichting.van(kolom),
            "verplicht": kolom not in deze.optioneel,
            "sleutel": kolom in deze.toelichting.sleutel,
        }
        for kolom in deze.kolommen
    ]
    inhoud = {"soort": deze, "form": form, "kolommen": kolommen, "titel": f"{deze.titel} inlezen"}
    return render(request, "invoer/soort.html", inhoud)


@require_safe
def leeg(request: Verzoek, soort: str, vorm: str) -> HttpResponse:
    """The template to fill in."""
    deze = _soort(request, soort)
    if vorm not in sjabloon.VORMEN:
        raise Http404
    inhoud = sjabloon.als_xlsx(deze) if vorm == "xlsx" else sjabloon.als_csv(deze)
    return _download(inhoud, f"{deze.naam}.{vorm}", vorm)


@_formulier
def bestand(request: Verzoek, pk: int) -> HttpResponse:
    """One offered file, wherever it is on its way. A POST is the yes to reading it in, or to trying again."""
    deze = _zichtbaar(request, pk)
    soort = alle_soorten()[deze.soort]
    taak = aanbieden.taak_van(deze)
    if taak is not None:
        achtergrond.wek(taak)
    inhoud = Bestandsinhoud.objects.zichtbaar_voor(request.lid).filter(bestand=deze).defer("ruw", "foutbestand").first()
    bevindingen: dict[str, Any] = inhoud.bevindingen if inhoud else {}
    form: Any = BevestigFormulier(request.POST or None)
    if deze.fase == Fase.GECONTROLEERD:
        form = InleesFormulier(request.POST or None, waarschuwingen=bevindingen.get("aantal_waarschuwingen", 0))

    def uitvoeren(_: dict[str, Any]) -> None:
        if deze.fase == Fase.GECONTROLEERD:
            aanbieden.bevestig(door=request.lid, bestand=deze, alleen_goede=bool(deze.foute_rijen))
        else:
            aanbieden.probeer_opnieuw(door=request.lid, bestand=deze)

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("invoerbestand", pk=pk)
    goed = deze.rijen - deze.foute_rijen
    return render(
        request,
        "invoer/bestand.html",
        {
            "bestand": deze,
            "soort": soort,
            "form": form,
            "inhoud": inhoud,
            "bevindingen": bevindingen,
            "eerder": Invoerbestand.objects.zichtbaar_voor(request.lid).filter(pk=bevindingen.get("eerder")).first(),
            "taak": taak,
            "bezig": taak is not None and taak.bezig,
            "wat": _WOORDEN.get(Fase(deze.fase), ""),
            "nog": duur(taak.seconden_te_gaan(timezone.now())) if taak else "",
            "hoe_groot": f"Het {'is' if deze.rijen == 1 else 'zijn'} {_rijen(deze.rijen)}." if deze.rijen else "",
            "goede_rijen": goed,
            "knop": f"{_rijen(goed).capitalize()} inlezen" if goed else "",
            "uitslag": _uitslag(deze),
            "heeft_fouten": bool(inhoud) and deze.foute_rijen > 0,
            "uitkomst": _uitkomst(deze) if deze.fase == Fase.TERUGGEDRAAID else [],
            "logregels": logboek.alles_over(deze),
            "mag_verder": aanbieden.mag_soort_aanbieden(request.lid, soort),
            "titel": deze.naam,
        },
    )


@require_safe
def fouten(request: Verzoek, pk: int) -> HttpResponse:
    """The own file back, with a column that says what is wrong: all of it, or after reading in only the bad rows."""
    deze = _zichtbaar(request, pk)
    inhouden = Bestandsinhoud.objects.zichtbaar_voor(request.lid).exclude(foutbestand=None).defer("ruw")
    inhoud = get_object_or_404(inhouden, bestand=deze)
    ruw = bytes(inhoud.foutbestand or b"")
    vorm = "xlsx" if is_xlsx(ruw) else "csv"
    return _download(ruw, f"{PurePath(deze.naam).stem}-fout.{vorm}", vorm)


@_formulier
def terug(request: Verzoek, pk: int) -> HttpResponse:
    """Undo a whole import, after a page that says what that does."""
    deze = _zichtbaar(request, pk)
    eis(aanbieden.mag_soort_aanbieden(request.lid, alle_soorten()[deze.soort]))
    if deze.fase != Fase.INGELEZEN and request.method != "POST":
        return redirect("invoerbestand", pk=pk)
    form = BevestigFormulier(request.POST or None)

    def uitvoeren(_: dict[str, Any]) -> None:
        aanbieden.vraag_terugdraaien(door=request.lid, bestand=deze)

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("invoerbestand", pk=pk)
    return bevestig(
        request,
        form,
        titel=f"{deze.naam} terugdraaien",
        zin=f"{_vooruitzicht(request, deze)} Alle rijen blijven te lezen. U krijgt een lijst van wat er gebeurde.",
        knop="Terugdraaien",
        terug=reverse("invoerbestand", args=[pk]),
    )


@_formulier
def weg(request: Verzoek, pk: int) -> HttpResponse:
    """Forget a file that was not read in."""
    deze = _zichtbaar(request, pk)
    eis(aanbieden.mag_soort_aanbieden(request.lid, alle_soorten()[deze.soort]))
    if deze.fase not in (Fase.GEWEIGERD, Fase.GECONTROLEERD) and request.method != "POST":
        return redirect("invoerbestand", pk=pk)
    form = BevestigFormulier(request.POST or None)

    def uitvoeren(_: dict[str, Any]) -> Gedaan:
        aanbieden.gooi_weg(door=request.lid, bestand=deze)
        return Gedaan(f"Het bestand {deze.naam} is weggegooid. Er is niets van ingelezen.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("invoer-soort", soort=deze.soort)
    return bevestig(
        request,
        form,
        titel=f"{deze.naam} weggooien",
        zin="Het bestand en wat erin staat wordt hier verwijderd. Er is nog niets van ingelezen.",
        knop="Weggooien",
        terug=reverse("invoerbestand", args=[pk]),
    )


def _soort(request: Verzoek, naam: str) -> Soort:
    soort = alle_soorten().get(naam)
    if soort is None:
        raise Http404
    eis(aanbieden.mag_soort_aanbieden(request.lid, soort))
    return soort


def _zichtbaar(request: Verzoek, pk: int) -> Invoerbestand:
    rijen = Invoerbestand.objects.zichtbaar_voor(request.lid).select_related("ingelezen_door")
    deze: Invoerbestand = get_object_or_404(rijen.filter(soort__in=alle_soorten()), pk=pk)
    return deze


def _download(inhoud: bytes, naam: str, vorm: str) -> HttpResponse:
    antwoord = HttpResponse(inhoud, content_type=MIME[vorm])
    antwoord.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=naam) or ""
    return antwoord


def _vooruitzicht(request: Verzoek, bestand: Invoerbestand) -> str:
    """What undoing this import would do, in sentences."""
    wat = terugdraaien.vooruitzicht(bestand, door=request.lid)
    zin = f"{_rijen(wat.terug)} uit dit bestand {'telt' if wat.terug == 1 else 'tellen'} daarna niet meer mee."
    if bestand.vervangen:
        zin += " Wat zo'n rij verving, geldt weer."
    if wat.gehouden:
        is_zijn, blijft = ("is", "blijft") if wat.gehouden == 1 else ("zijn", "blijven")
        zin += f" {_rijen(wat.gehouden)} {is_zijn} sindsdien gewijzigd, ingetrokken of gebruikt, en {blijft} staan."
    if wat.mislukt:
        zin += f" {_rijen(wat.mislukt)} {'kan' if wat.mislukt == 1 else 'kunnen'} niet terug; u leest straks waarom."
    return zin


def _uitkomst(bestand: Invoerbestand) -> list[dict[str, Any]]:
    """The three lists of an undone import, in words."""
    koppen = {
        "ongedaan": ("Ongedaan gemaakt", "Deze rijen tellen niet meer mee."),
        "gehouden": (
            "Gebleven",
            "Met deze rijen is na het inlezen al iets gedaan. Zij blijven zoals ze zijn.",
        ),
        "mislukt": ("Niet gelukt", "Deze rijen staan er nog."),
    }
    uit = []
    for naam, (kop, zin) in koppen.items():
        lijst = bestand.terugdraaiing.get(naam, {"aantal": 0, "rijen": []})
        rijen = list(terugdraaien.genoemd(lijst))
        uit.append(
            {"kop": kop, "zin": zin, "aantal": lijst["aantal"], "rijen": rijen, "meer": lijst["aantal"] - len(rijen)}
        )
    return uit


def _uitslag(bestand: Invoerbestand) -> str:
    """What reading in did, in a sentence."""
    delen = [
        f"{_rijen(aantal)} {wat}"
        for aantal, wat in (
            (bestand.nieuw, "nieuw"),
            (bestand.vervangen, "vervangen"),
            (bestand.overgeslagen, "overgeslagen, want die stonden er al zo"),
            (bestand.foute_rijen, "niet ingelezen"),
        )
        if aantal
    ]
    return f"{', '.join(delen)}." if delen else "Er viel niets vast te leggen."


def _rijen(aantal: int) -> str:
    return hoeveel(aantal, "rij", "rijen")
