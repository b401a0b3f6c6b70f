"""The regio: its joint figure beside the formal ones, and the settlement between its gemeenten."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from organisaties.middleware import Verzoek
from organisaties.models import Regio
from organisaties.tijdmachine import reist_mee
from organisaties.toegang import eis, mag_convenant_vastleggen
from organisaties.uitvoer import als_bestand, uitvoerlinks
from organisaties.views.formulier import Gedaan, handel_af
from taakstelling import overzicht
from taakstelling.acties.verrekening import ANDERE_CIJFERS, kenmerk_van, leg_verrekening_vast
from taakstelling.cijfers import ziet_wat_telt
from taakstelling.forms.regio import VerrekeningForm, WoningenForm
from taakstelling.overzicht import Regel, Regiobeeld
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.plaatsingsplan import MATEN
from taakstelling.regels.verrekening import Verrekening, stel_voor
from taakstelling.regioblad import blad
from taakstelling.tables.regio import HALFJAARKOLOMMEN, LEDENKOLOMMEN, PLANKOLOMMEN, spreidingskolommen
from taakstelling.toegang import mag_regio_plannen, mag_verrekenen

SPREIDING = "spreiding-uitvoer"
"""What the address says to have the second table of the page as a file."""


@dataclass(frozen=True, slots=True)
class Verrekenregel:
    """A member before and after: `daarna` and the taakstelling after it, personen; None while a stand is unknown."""

    regel: Regel
    veld: Any
    wijziging: int

    @property
    def daarna(self) -> int | None:
        stand = self.regel.stand.stand_eind
        return None if stand is None else stand + self.wijziging

    @property
    def taakstelling_daarna(self) -> int | None:
        taakstelling = self.regel.stand.taakstelling
        return None if taakstelling is None else taakstelling - self.wijziging


@require_safe
@reist_mee
def een(request: Verzoek, pk: int) -> HttpResponse:
    """What the gemeenten agreed, and every half-year under the names of its time."""
    regio = _zichtbaar(request, pk)
    vandaag = request.tijd.vandaag
    beelden = overzicht.regiogeschiedenis(request.lid, regio, vandaag, **request.tijd.zicht)
    bestand = als_bestand(request, f"Regio {regio} per halfjaar", HALFJAARKOLOMMEN, beelden, [])
    return bestand or render(
        request,
        "taakstelling/regio.html",
        {
            "regio": regio,
            "beelden": beelden,
            "uitvoer": uitvoerlinks(request),
            "convenanten": regio.convenanten.prefetch_related("gemeenten"),
            "coordinatoren": regio.lidmaatschap_set.filter(beeindigd_op=None).select_related("gebruiker"),
            "overgangen": overzicht.overgangen(regio),
            "mag_convenant": not request.tijd.terug and mag_convenant_vastleggen(request.lid, regio),
            "vandaag": vandaag,
        },
    )


@require_safe
@reist_mee
def halfjaar(request: Verzoek, pk: int, halfjaar: Halfjaar) -> HttpResponse:
    """Joint and formal side by side, who lives where, and what was settled."""
    regio = _zichtbaar(request, pk)
    tijd = request.tijd
    beeld = overzicht.regiobeeld(request.lid, regio, halfjaar, tijd.vandaag, **tijd.zicht)
    leden = [regel.gemeente for regel in beeld.regels]
    naam = f"Regio {regio} {halfjaar}"
    mag_spreiding = mag_regio_plannen(request.lid, regio)
    spreiding = overzicht.spreiding(request.lid, leden, halfjaar, **tijd.zicht) if mag_spreiding else None
    bestand = als_bestand(request, naam, LEDENKOLOMMEN, beeld.regels, [("Halfjaar", halfjaar.kort)])
    if spreiding and not bestand:
        bestand = als_bestand(
            request,
            f"{naam}, wie woont waar",
            spreidingskolommen(spreiding),
            spreiding.rijen,
            [("Halfjaar", halfjaar.kort), ("Wiens telling", "eigen telling van de gemeenten")],
            eenheid="personen; de kolommen zijn de gemeenten van de woning",
            veld=SPREIDING,
        )
    return bestand or render(
        request,
        "taakstelling/regio_halfjaar.html",
        {
            "regio": regio,
            "beeld": beeld,
            "uitvoer": uitvoerlinks(request) if beeld.regels else [],
            "spreiding": spreiding,
            "spreidinguitvoer": uitvoerlinks(request, SPREIDING) if spreiding and spreiding.totaal else [],
            "herverdelingen": overzicht.herverdelingen(request.lid, leden, halfjaar, tijd.bekend_op),
            "mag_verrekenen": not tijd.terug and mag_verrekenen(request.lid, regio) and len(leden) > 1,
            "vorig": overzicht.buur(halfjaar, -1),
            "volgend": overzicht.buur(halfjaar, 1),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def verrekening(request: Verzoek, pk: int, halfjaar: Halfjaar) -> HttpResponse:
    """The proposal; adapted, looked at (`bekijk`), and recorded as one besluit."""
    regio = _zichtbaar(request, pk)
    eis(mag_verrekenen(request.lid, regio))
    beeld = overzicht.regiobeeld(request.lid, regio, halfjaar, timezone.localdate())
    leden = [regel.gemeente for regel in beeld.regels]
    voorstel = stel_voor(beeld.posities)
    begin = {"versie": kenmerk_van(beeld.posities)}
    form = VerrekeningForm(request.POST or None, beeld=beeld, voorstel=voorstel, initial=begin)

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        velden = {naam: gegevens[naam] for naam in ("datum", "grondslag", "reden", "versie")}
        rijen = leg_verrekening_vast(
            door=request.lid, regio=regio, halfjaar=halfjaar, wijzigingen=form.wijzigingen, **velden
        )
        return Gedaan(f"De herverdeling over {len(rijen)} gemeenten is vastgelegd. Hieronder staan de nieuwe standen.")

    bekijkt = "bekijk" in request.POST
    if request.method == "POST" and not bekijkt and handel_af(request, form, uitvoeren):
        return redirect("regio-halfjaar", pk=pk, halfjaar=halfjaar)
    if bekijkt:
        form = _alleen_de_aantallen(form)
    if form.is_bound:
        # The page shows the figures of now, so what is sent in next was made for those.
        gegevens = request.POST.copy()
        gegevens["versie"] = begin["versie"]
        form.data = gegevens
    return render(
        request,
        "taakstelling/verrekening.html",
        {
            "regio": regio,
            "beeld": beeld,
            "form": form,
            "regels": _verrekenregels(beeld, form),
            "verrekening": form.verrekening(),
            "voorstel": voorstel,
            "aangepast": _anders(form.wijzigingen, voorstel),
            "voorbij": halfjaar.eind <= timezone.localdate(),
            "belet": "" if ziet_wat_telt(request.lid, leden, halfjaar) else ANDERE_CIJFERS,
        },
    )


@require_safe
def plan(request: Verzoek, pk: int) -> HttpResponse:
    """Whom to house where: the open koppelingen on the homes that are expected."""
    regio = _zichtbaar(request, pk)
    eis(mag_regio_plannen(request.lid, regio))
    vandaag = timezone.localdate()
    beeld = overzicht.regiobeeld(request.lid, regio, Halfjaar.van_datum(vandaag), vandaag)
    form = WoningenForm(request.GET or None, beeld=beeld)
    voorstel = overzicht.regioplan(request.lid, beeld, form.woningen, vandaag)
    bestand = als_bestand(request, f"Wie plaatsen we waar, regio {regio}", PLANKOLOMMEN, voorstel.regels, [])
    return bestand or render(
        request,
        "taakstelling/regioplan.html",
        {
            "regio": regio,
            "beeld": beeld,
            "form": form,
            "ruimten": MATEN.values(),
            "plan": voorstel,
            "uitvoer": uitvoerlinks(request) if voorstel.regels else [],
            "ingevuld": bool(form.woningen),
        },
    )


@require_safe
def overzicht_pdf(request: Verzoek, pk: int, halfjaar: Halfjaar) -> HttpResponse:
    """The overview for the bestuurlijk overleg, as a PDF."""
    regio = _zichtbaar(request, pk)
    eis(mag_regio_plannen(request.lid, regio))
    vandaag = timezone.localdate()
    naam = f"regio-{slugify(regio.naam)}-overzicht-{halfjaar.code}-{vandaag.isoformat()}.pdf"
    return HttpResponse(
        blad(request.lid, regio, halfjaar, vandaag),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{naam}"'},
    )


def _verrekenregels(beeld: Regiobeeld, form: VerrekeningForm) -> list[Verrekenregel]:
    wijzigingen = form.wijzigingen
    return [
        Verrekenregel(regel, form[f"wijziging_{regel.gemeente.code}"], wijzigingen[regel.gemeente.code])
        for regel in beeld.regels
    ]


def _anders(wijzigingen: dict[str, int], voorstel: Verrekening) -> bool:
    return {code: aantal for code, aantal in wijzigingen.items() if aantal} != voorstel.wijzigingen


def _alleen_de_aantallen(form: VerrekeningForm) -> VerrekeningForm:
    """To look at what the numbers do, nothing else needs to be filled in yet."""
    form.is_valid()
    for naam in list(form.errors):
        if naam != "__all__" and not naam.startswith("wijziging_"):
            del form.errors[naam]
    return form


def _zichtbaar(request: Verzoek, pk: int) -> Regio:
    regio: Regio = get_object_or_404(Regio.objects.zichtbaar_voor(request.lid), pk=pk)
    return regio
