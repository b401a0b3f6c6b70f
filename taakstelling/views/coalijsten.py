"""Reading in COA's list as it comes, looking at it, and the V-nummers of a household."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from organisaties.forms import BevestigFormulier
from organisaties.invoer.bestand import Fout, Geweigerd
from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.models import Lidmaatschap
from organisaties.templatetags.weergave import hoeveel, personen
from organisaties.toegang import eis
from organisaties.uitvoer import tabel_als_bestand
from organisaties.views.formulier import Gedaan, handel_af
from taakstelling.acties.coalijsten import (
    indeling_van,
    koppel_v_nummers,
    leg_coalijst_vast,
    trek_coalijst_in,
    wis_herkenningen,
)
from taakstelling.forms.afstemming import KOLOM, CoalijstForm, IntrekkenForm, VnummersForm
from taakstelling.herkenning import vingerafdruk
from taakstelling.invoer.coalijst import Bestand, lees_coalijst, open_bestand, stel_voor
from taakstelling.models import Coalijst, Huishouden, Plaatsing
from taakstelling.overzicht.afstemming import afstemmingsblad, herkend
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.tables.afstemming import CoalijstregelTable, CoalijstTable
from taakstelling.toegang import mag_afstemmen, mag_plaatsingen_zien
from taakstelling.views.plaatsingen import koppelgemeenten_van

_formulier = require_http_methods(["GET", "HEAD", "POST"])
MEESTE_BYTES = 5_000_000
MEESTE_FOUTEN = 25
WISSEN = "wissen"


class InGeheugen(MemoryFileUploadHandler):
    """A list of people never touches the disk: the file stays in memory, and beyond the limit it is cut off."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        self.activated = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        # One byte over the limit is kept, so that the view sees that there was more.
        if start <= MEESTE_BYTES:
            self.file.write(raw_data[: MEESTE_BYTES + 1 - start])
        return None


@require_safe
def lijsten(request: Verzoek) -> HttpResponse:
    eis(mag_plaatsingen_zien(request.lid))
    tabel = CoalijstTable(Coalijst.objects.zichtbaar_voor(request.lid).select_related("gemeente"))
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel):
        return bestand
    return render(request, "taakstelling/coalijsten.html", {"table": tabel})


@csrf_exempt
def nieuw(request: Verzoek) -> HttpResponse:
    """The upload handlers must be set before anything reads the form, so before the check on csrf; then it follows."""
    request.upload_handlers = [InGeheugen(request)]
    return _nieuw(request)


@_formulier
@csrf_protect
@sensitive_variables()
def _nieuw(request: Verzoek) -> HttpResponse:
    eis(mag_plaatsingen_zien(request.lid))
    assert request.lid is not None
    gemeenten = koppelgemeenten_van(request.lid)
    form = CoalijstForm(request.POST or None, request.FILES or None, gemeenten=gemeenten, initial=_begin(request))
    if request.method != "POST":
        return _pagina(request, form)
    bestand = _open(form)
    if bestand is None:
        return _pagina(request, form)
    bron = form.cleaned_data.get("bron", "")
    kolommen = _onthouden(request, bron, bestand)
    if kolommen is None:
        gekozen = any(naam.startswith(KOLOM) for naam in request.POST)
        voorstel = indeling_van(request.lid, bron) or stel_voor(bestand.kop)
        met_kolommen = CoalijstForm(
            request.POST if gekozen else None,
            request.FILES if gekozen else None,
            gemeenten=gemeenten,
            kop=bestand.kop,
            voorstel=voorstel,
            initial={**form.initial, **{n: form.cleaned_data.get(n) for n in form.fields if n != "bestand"}},
        )
        if not gekozen or not met_kolommen.is_valid():
            return _pagina(request, met_kolommen, kiest=True)
        form, kolommen = met_kolommen, met_kolommen.kolommen
    lezing = lees_coalijst(bestand, kolommen)
    if lezing.fouten:
        return _pagina(request, form, fouten=lezing.fouten)
    gemaakt: list[Coalijst] = []

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        inhoud = invoer["bestand"]
        inhoud.seek(0)
        lijst = leg_coalijst_vast(
            door=request.lid,
            gemeente=invoer["gemeente"],
            halfjaar=invoer["halfjaar"],
            bron=invoer["bron"],
            cijfers_per=invoer["cijfers_per"],
            regels=lezing.regels,
            kolommen=kolommen,
            vingerafdruk=vingerafdruk(inhoud.read()),
        )
        gemaakt.append(lijst)
        zin = f"Ingelezen: {hoeveel(lijst.aantal_regels, 'regel', 'regels')}, {personen(lijst.personen)}."
        if weg := lezing.kolommen_weg:
            zin += f" {hoeveel(weg, 'andere kolom is', 'andere kolommen zijn')} niet bewaard."
        if weg := lezing.regels_weg:
            zin += f" {hoeveel(weg, 'regel zonder persoon is', 'regels zonder persoon zijn')} overgeslagen."
        return Gedaan(zin)

    if handel_af(request, form, uitvoeren):
        return redirect("coa-lijst", pk=gemaakt[0].pk) if gemaakt else redirect("coa-lijsten")
    return _pagina(request, form)


@require_safe
def een(request: Verzoek, pk: int) -> HttpResponse:
    """The rows of one list, and which household each was recognised as."""
    lijst = _lijst(request, pk)
    rijen = list(lijst.regels.filter(ingetrokken_op=lijst.ingetrokken_op).order_by("nummer"))
    groepen = herkend(lijst.gemeente, rijen)
    huishoudens = {
        f"h{huishouden.pk}": huishouden
        for huishouden in Huishouden.objects.zichtbaar_voor(request.lid).filter(
            pk__in={groep[1:] for groep in groepen.values()}
        )
    }
    blad = afstemmingsblad(request.lid, lijst.gemeente, lijst.halfjaar)
    vermoedelijk = {regel.sleutel: eigen for eigen, regel in (blad.afstemming.vermoedelijk if blad.afstemming else ())}
    regels = [
        (rij, huishoudens.get(groepen.get(rij.pk, "")), vermoedelijk.get(f"r{rij.eerste_id or rij.pk}"))
        for rij in rijen
    ]
    tabel = CoalijstregelTable(regels, request=request)
    if bestand := tabel_als_bestand(request, tabel, naam=f"Lijst van COA {lijst.halfjaar.kort}"):
        return bestand
    return render(
        request,
        "taakstelling/coalijst.html",
        {
            "lijst": lijst,
            "regels": regels,
            "tabel": tabel,
            "herkend": sum(1 for _, huishouden, _ in regels if huishouden),
            "geldt": blad.lijst == lijst,
            "mag_wijzigen": lijst.ingetrokken_op is None and mag_afstemmen(request.lid, lijst.gemeente),
        },
    )


@_formulier
def trek_in(request: Verzoek, pk: int) -> HttpResponse:
    lijst = _lijst(request, pk)
    eis(mag_afstemmen(request.lid, lijst.gemeente))
    form = IntrekkenForm(request.POST or None)

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        trek_coalijst_in(door=request.lid, lijst=lijst, reden=invoer["reden"])
        return Gedaan("De lijst is ingetrokken. De kenmerken en codes erin zijn gewist; de aantallen blijven te lezen.")

    if lijst.ingetrokken_op is not None and request.method != "POST":
        messages.warning(request, "Deze lijst is al ingetrokken of vervangen.")
        return redirect("coa-lijst", pk=pk)
    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("coa-lijst", pk=pk)
    return render(request, "taakstelling/coalijst_intrekken.html", {"form": form, "lijst": lijst})


@_formulier
@sensitive_post_parameters("v_nummers")
@sensitive_variables()
def v_nummers(request: Verzoek, pk: int) -> HttpResponse:
    """Let the household of a plaatsing be recognised in COA's lists, or forget by what."""
    plaatsing = get_object_or_404(
        Plaatsing.objects.zichtbaar_voor(request.lid).select_related("huishouden__koppelgemeente", "koppelgemeente"),
        pk=pk,
        huishouden__isnull=False,
    )
    huishouden: Huishouden = plaatsing.huishouden
    eis(mag_afstemmen(request.lid, huishouden.koppelgemeente))
    wist = request.method == "POST" and WISSEN in request.POST
    form = VnummersForm(None if wist else request.POST or None)
    wisform = BevestigFormulier(request.POST if wist else None, auto_id="wissen_%s")

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        if wist:
            aantal = wis_herkenningen(door=request.lid, huishouden=huishouden)
            return Gedaan(f"{hoeveel(aantal, 'code', 'codes')} gewist.")
        aantal = koppel_v_nummers(door=request.lid, huishouden=huishouden, kentekens=invoer["v_nummers"])
        is_zijn = "is" if aantal == 1 else "zijn"
        return Gedaan(f"Van dit huishouden {is_zijn} nu {personen(aantal)} te herkennen op een lijst.")

    gekozen = wisform if wist else form
    if request.method == "POST" and handel_af(request, gekozen, uitvoeren):
        return redirect("plaatsing-v-nummers", pk=pk)
    if form.is_bound:
        form.leeg()
    return render(
        request,
        "taakstelling/v_nummers.html",
        {"form": form, "wisform": wisform, "plaatsing": plaatsing, "aantal": huishouden.herkenningen.count()},
    )


def _lijst(request: Verzoek, pk: int) -> Coalijst:
    lijst: Coalijst = get_object_or_404(
        Coalijst.objects.zichtbaar_voor(request.lid).select_related(
            "gemeente", "vastgelegd_door", "ingetrokken_door", "invoerbestand"
        ),
        pk=pk,
    )
    return lijst


def _begin(request: Verzoek) -> dict[str, Any]:
    """What is probably meant: the half-year that runs or was asked for, and the source of last time."""
    assert request.lid is not None
    vandaag = timezone.localdate()
    vorige = Coalijst.objects.zichtbaar_voor(request.lid).order_by("-pk").first()
    gevraagd = request.GET.get("halfjaar", "")
    try:
        halfjaar = Halfjaar.van_code(gevraagd)
    except ValueError:
        halfjaar = Halfjaar.van_datum(vandaag)
    begin = {"halfjaar": halfjaar, "cijfers_per": vandaag, "bron": vorige.bron if vorige else "COA maandlijst"}
    if gemeente := koppelgemeenten_van(request.lid).filter(code=request.GET.get("gemeente", "")).first():
        begin["gemeente"] = gemeente.pk
    return begin


def _open(form: CoalijstForm) -> Bestand | None:
    """The file of a valid form; None with messages at the form when it is not one to read."""
    if not form.is_valid():
        return None
    inhoud = form.cleaned_data["bestand"]
    if inhoud.size > MEESTE_BYTES:
        form.add_error("bestand", f"Het bestand is groter dan {MEESTE_BYTES // 1_000_000} MB. Klopt het bestand?")
        return None
    try:
        return open_bestand(inhoud.read())
    except Geweigerd as fout:
        form.add_error("bestand", ValidationError([str(een) for een in fout.fouten]))
        return None


def _onthouden(request: Verzoek, bron: str, bestand: Bestand) -> dict[str, str] | None:
    """The columns as this organisation chose them before, when the file has them all and nothing else is asked."""
    assert isinstance(request.lid, Lidmaatschap)
    if "kolommen" in request.GET or any(naam.startswith(KOLOM) for naam in request.POST):
        return None
    kolommen = indeling_van(request.lid, bron)
    return kolommen if kolommen and set(kolommen.values()) <= set(bestand.kop) else None


def _pagina(
    request: Verzoek, form: CoalijstForm, *, kiest: bool = False, fouten: list[Fout] | None = None
) -> HttpResponse:
    return render(
        request,
        "taakstelling/coalijst_nieuw.html",
        {
            "form": form,
            "kiest": kiest,
            "fouten": (fouten or [])[:MEESTE_FOUTEN],
            "meer_fouten": max(0, len(fouten or []) - MEESTE_FOUTEN),
            "opnieuw": f"{reverse('coa-lijst-inlezen')}?kolommen=opnieuw",
        },
    )
