"""The rounds of a provincie, and the decision about one gemeente."""

from typing import Any

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
from organisaties.rollen import Rol
from organisaties.toegang import eis
from organisaties.uitvoer import tabel_als_bestand
from organisaties.views.formulier import Gedaan, bevestig, handel_af
from taakstelling.regels.halfjaar import Halfjaar
from toezicht import acties
from toezicht.cijfers import cijfers_voor, gemeenten_van_ronde, laatste_bevriezing
from toezicht.forms import BeoordelingFormulier, Bevestiging, RondeFormulier
from toezicht.models import Beoordeling, Brief, Toezichtronde, Wederhoor
from toezicht.overzicht import dossier_van, ronderijen, rondes_van
from toezicht.regels.besluit import AANVAARD, stel_voor, voorlopige_realisatie
from toezicht.regels.resultaat import bronregel, regels, stand_uit, veranderd
from toezicht.rondecijfers import met_later_cijfer
from toezicht.tables import RondesTabel, RondeTabel
from toezicht.toegang import mag_toezicht_inzien

PER_PAGINA = 25
_formulier = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def lijst(request: Verzoek) -> HttpResponse:
    if request.lid is not None and request.lid.rol == Rol.GEMEENTE:
        return redirect("brieven")  # what a gemeente has of the supervision is its letters
    eis(mag_toezicht_inzien(request.lid))
    tabel = RondesTabel(rondes_van(request.lid))
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel):
        return bestand
    return render(request, "toezicht/rondes.html", {"tabel": tabel, "titel": "Toezicht"})


@_formulier
def openen(request: Verzoek) -> HttpResponse:
    eis(mag_toezicht_inzien(request.lid))
    vorige = Halfjaar.van_datum(timezone.localdate()).vorige
    form = RondeFormulier(request.POST or None, initial={"halfjaar": vorige})
    gemaakt: list[Toezichtronde] = []

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        ronde = acties.open_ronde(door=request.lid, provincie=_provincie(request), **gegevens)
        gemaakt.append(ronde)
        return Gedaan(f"De ronde over de {ronde.halfjaar.in_zin} is open.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("ronde", pk=gemaakt[0].pk) if gemaakt else redirect("toezicht")
    return render(request, "toezicht/ronde_openen.html", {"form": form, "titel": "Ronde openen"})


@require_safe
def een(request: Verzoek, pk: int) -> HttpResponse:
    ronde = _ronde(request, pk)
    rijen = ronderijen(ronde, request.lid)
    tabel = RondeTabel(rijen)
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel, naam=f"Toezichtronde {ronde.halfjaar.kort}"):
        return bestand
    inhoud = {
        "ronde": ronde,
        "tabel": tabel,
        "aantal": len(rijen),
        "bevroren": (bevroren := laatste_bevriezing(ronde)),
        "leeg": not (bevroren or ronde.wederhoor_tot)
        and not Beoordeling.objects.zichtbaar_voor(request.lid).filter(ronde=ronde).exists(),
        "beoordeeld": sum(rij.oordeel is not None for rij in rijen),
        "verzonden": sum(rij.briefstatus == Brief.Status.VERZONDEN for rij in rijen),
        "titel": f"Toezichtronde {ronde.halfjaar.kort}",
        "logregels": logboek.over(ronde, request.lid)[:PER_PAGINA],
    }
    return render(request, "toezicht/ronde.html", inhoud)


@_formulier
def verwijderen(request: Verzoek, pk: int) -> HttpResponse:
    ronde = _ronde(request, pk)
    form = Bevestiging(request.POST or None)

    def uitvoeren(_: dict[str, Any]) -> Gedaan:
        acties.verwijder_ronde(door=request.lid, ronde=ronde)
        return Gedaan(f"De ronde over de {ronde.halfjaar.in_zin} is verwijderd.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("toezicht")
    return bevestig(
        request,
        form,
        titel="Ronde verwijderen",
        zin=f"De ronde over de {ronde.halfjaar.in_zin} verdwijnt uit uw lijst. Dit kan alleen zolang er geen gemeente"
        " in is beoordeeld. U kunt de ronde later opnieuw openen.",
        knop="Ronde verwijderen",
        terug=reverse("ronde", args=[pk]),
    )


@_formulier
def beoordelen(request: Verzoek, pk: int, code: str) -> HttpResponse:
    """Figures, oordeel and the letter that follows: one form, after which the letter is there to read."""
    ronde = _ronde(request, pk)
    gemeente: Gemeente = get_object_or_404(gemeenten_van_ronde(ronde.provincie, ronde.halfjaar), code=code)
    geldend = (
        Beoordeling.objects.zichtbaar_voor(request.lid)
        .filter(ronde=ronde, gemeente=gemeente, vervangen_door=None)
        .select_related("ronde__provincie", "gemeente")
        .first()
    )
    brief = Brief.objects.zichtbaar_voor(request.lid).filter(beoordeling=geldend).defer("pdf", "inhoud").first()
    cijfers, _, bekend_op = cijfers_voor(ronde, gemeente)
    form = BeoordelingFormulier(
        request.POST or None, initial=_begin(cijfers, geldend, brief), voorlopig=voorlopige_realisatie(cijfers)
    )
    wederhoor = (
        Wederhoor.objects.zichtbaar_voor(request.lid)
        .filter(ronde=ronde, gemeente=gemeente, vervangen_door=None)
        .select_related("vastgelegd_door")
        .first()
    )
    gemaakt: list[Brief] = []

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        velden = ("kenmerk", "datum", "vervangt", "versie")
        kenmerk, datum, vervangt, versie = (gegevens.pop(naam) for naam in velden)
        gezien = geldend if geldend is not None and geldend.pk == vervangt else None
        beoordeling = acties.beoordeel(
            door=request.lid, ronde=ronde, gemeente=gemeente, vervangt=gezien, conceptversie=versie, **gegevens
        )
        nieuw = acties.maak_brief(door=request.lid, beoordeling=beoordeling, datum=datum, kenmerk=kenmerk)
        if (nieuw.kenmerk, nieuw.datum) != (kenmerk, datum):
            acties.wijzig_concept(
                door=request.lid, brief=nieuw, datum=datum, kenmerk=kenmerk, onderwerp=nieuw.onderwerp
            )
        gemaakt.append(nieuw)
        return Gedaan(f"{gemeente} is beoordeeld: {beoordeling.oordeel}. Dit is het concept van de brief.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("brief", pk=gemaakt[0].pk) if gemaakt else redirect("ronde", pk=ronde.pk)
    stand = stand_uit(cijfers)
    inhoud = {
        "form": form,
        "ronde": ronde,
        "gemeente": gemeente,
        "geldend": geldend,
        "brief": brief,
        "stand": stand,
        "cijfers": cijfers,
        "bevroren": laatste_bevriezing(ronde),
        "later": met_later_cijfer(ronde, [gemeente]),
        "wederhoor": wederhoor,
        "wederhoor_veranderd": veranderd(wederhoor.cijfers, cijfers) if wederhoor is not None else [],
        # The sums and the bar say the rest.
        "vervolg": regels(cijfers)[-1] if cijfers["heeft_vervolg"] else None,
        "bron": bronregel(cijfers, timezone.localdate(bekend_op)),
        "veranderd": veranderd(geldend.cijfers, cijfers) if geldend is not None else [],
        "oude_regels": regels(geldend.cijfers) if geldend is not None else [],
        "titel": f"{gemeente}, {ronde.halfjaar.kort}",
        "logregels": logboek.over_samen(dossier_van(request.lid, ronde, gemeente), request.lid)[:PER_PAGINA],
    }
    return render(request, "toezicht/beoordelen.html", inhoud)


def _begin(cijfers: dict[str, Any], geldend: Beoordeling | None, brief: Brief | None) -> dict[str, Any]:
    """What the form opens with: what was decided before, else a proposal that somebody still has to take."""
    concept = brief is not None and brief.status == Brief.Status.CONCEPT
    begin: dict[str, Any] = {
        "datum": brief.datum if brief is not None and concept else timezone.localdate(),
        "kenmerk": brief.kenmerk if brief is not None and concept else "",
        "versie": versie_van(brief) if concept else "",
    }
    if geldend is not None:
        velden = ("oordeel", "verschoond_tot", "motivering", "gevolg")
        # A count that was accepted is accepted as long as it is the same count.
        aanvaard = bool(geldend.cijfers.get(AANVAARD)) and geldend.cijfers["realisatie"] == cijfers["realisatie"]
        begin |= {"vervangt": geldend.pk, "realisatie_aanvaard": aanvaard}
        return begin | {veld: getattr(geldend, veld) for veld in velden}
    if voorstel := stel_voor(cijfers["stand_eind"]):
        begin["oordeel"] = voorstel
    return begin


def _ronde(request: Verzoek, pk: int) -> Toezichtronde:
    rondes = Toezichtronde.objects.zichtbaar_voor(request.lid).select_related("provincie")
    ronde: Toezichtronde = get_object_or_404(rondes, pk=pk)
    return ronde


def _provincie(request: Verzoek) -> Any:
    return request.lid.provincie if request.lid is not None else None
