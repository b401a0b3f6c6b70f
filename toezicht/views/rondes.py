"""The rounds of a provincie, and the decision about one gemeente."""

import re
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
from organisaties.tijdmachine import reist_mee
from organisaties.toegang import eis
from organisaties.uitvoer import tabel_als_bestand
from organisaties.views.formulier import Gedaan, bevestig, handel_af
from taakstelling.regels.halfjaar import Halfjaar
from toezicht import acties
from toezicht.akkoorden import VERVALLEN, afzender_van, akkoorden, mist_akkoord, vraagt_akkoord, wachtende
from toezicht.cijfers import cijfers_toen, gemeenten_van_ronde, laatste_bevriezing
from toezicht.forms import Bevestiging, RondeFormulier
from toezicht.kaders import geldend_kader
from toezicht.models import Beoordeling, Brief, Toezichtronde, Wederhoor
from toezicht.overzicht import Ronderij, dossier_van, kaders_van, ronderijen, rondes_van
from toezicht.regels.besluit import AANVAARD, voorlopige_realisatie
from toezicht.regels.kadertekst import oordeel_in_woorden
from toezicht.regels.resultaat import bronregel, regels, stand_uit, veranderd
from toezicht.rondecijfers import met_later_cijfer, reacties_op
from toezicht.rondeformulieren import PER_HALFJAAR, BesluitFormulier
from toezicht.rondetabellen import VorigeRondesTabel
from toezicht.tables import RondesTabel, RondeTabel
from toezicht.toegang import mag_toezicht_inzien
from toezicht.toen import ZWAAR, bij_beoordeling, brieven_toen, ronde_toen
from toezicht.views.kamers import kamer, nog_niet_geopend
from toezicht.voorstellen import Rondevoorstel, voorstellen_voor

PER_PAGINA = 25
VORIGE = 8
_formulier = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@reist_mee
def lijst(request: Verzoek) -> HttpResponse:
    if request.lid is not None and request.lid.rol == Rol.GEMEENTE:
        return redirect("brieven")  # what a gemeente has of the supervision is its letters
    eis(mag_toezicht_inzien(request.lid))
    tabel = RondesTabel(rondes_van(request.lid, request.tijd.gedaan_op))
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


@kamer
def een(request: Verzoek, ronde: Toezichtronde) -> HttpResponse:
    op = request.tijd.gedaan_op
    rijen = ronderijen(ronde, request.lid, **request.tijd.zicht)
    tabel = RondeTabel(rijen, exclude=_zonder(rijen, terug=request.tijd.terug))
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel, naam=f"Toezichtronde {ronde.halfjaar.kort}"):
        return bestand
    inhoud = {
        "ronde": ronde,
        "tabel": tabel,
        "aantal": len(rijen),
        "bevroren": (bevroren := laatste_bevriezing(ronde, op)),
        "leeg": not (request.tijd.terug or bevroren or ronde.wederhoor_tot)
        and not Beoordeling.objects.zichtbaar_voor(request.lid).filter(ronde=ronde).exists(),
        "beoordeeld": sum(rij.oordeel is not None for rij in rijen),
        "wacht_op_akkoord": 0 if request.tijd.terug else len(wachtende(request.lid, ronde)),
        "te_kiezen": 0 if request.tijd.terug else sum(rij.oordeel is None for rij in rijen),
        "kader": geldend_kader(ronde.provincie, ronde.halfjaar.peildatum, op),
        "verzonden": sum(rij.briefstatus == Brief.Status.VERZONDEN for rij in rijen),
        "titel": f"Toezichtronde {ronde.halfjaar.kort}",
        "logregels": logboek.over(ronde, request.lid, op)[:PER_PAGINA],
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


@reist_mee
@_formulier
def beoordelen(request: Verzoek, pk: int, code: str) -> HttpResponse:
    """Figures, oordeel and the letter that follows: one form, after which the letter is there to read.

    Looking back there is no form.
    """
    tijd, nu = request.tijd, _ronde(request, pk)
    gemeente: Gemeente = get_object_or_404(gemeenten_van_ronde(nu.provincie, nu.halfjaar), code=code)
    ronde, op = ronde_toen(nu, tijd.gedaan_op), tijd.gedaan_op
    if ronde is None:
        return nog_niet_geopend(request, nu)
    geldend = (
        Beoordeling.objects.zichtbaar_voor(request.lid)
        .bekend(op)
        .filter(ronde=ronde, gemeente=gemeente)
        .select_related("ronde__provincie", "gemeente")
        .first()
    )
    brief = _brief_bij(request, geldend) if geldend is not None else None
    cijfers, bekend_op = cijfers_toen(ronde, gemeente, **tijd.zicht)
    begin = {} if (trede := _begintrede(request, geldend)) is None else {code: trede}
    voorstel = voorstellen_voor(ronde, {code: stand_uit(cijfers)}, begin, **tijd.zicht)[code]
    form = BesluitFormulier(
        request.POST or None,
        initial=_begin(cijfers, geldend, brief, voorstel),
        voorlopig=voorlopige_realisatie(cijfers),
        voorstel=voorstel,
        halfjaren=tuple(geldend.halfjaartreden) if geldend is not None else (),
    )
    wederhoor = (
        Wederhoor.objects.zichtbaar_voor(request.lid)
        .bekend(op)
        .filter(ronde=ronde, gemeente=gemeente)
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
        "form": None if tijd.terug else form,
        "ronde": ronde,
        "gemeente": gemeente,
        "geldend": geldend,
        "brief": brief,
        "stand": stand,
        "cijfers": cijfers,
        "bevroren": laatste_bevriezing(ronde, op),
        "later": met_later_cijfer(ronde, [gemeente], tijd.bekend_op),
        "wederhoor": wederhoor,
        "reactie": reacties_op([wederhoor], op).get(wederhoor.pk) if wederhoor is not None else None,
        "wederhoor_veranderd": veranderd(wederhoor.cijfers, cijfers) if wederhoor is not None else [],
        # The sums and the bar say the rest.
        "vervolg": regels(cijfers)[-1] if cijfers["heeft_vervolg"] else None,
        **_oordeelbeeld(request, ronde, geldend, voorstel),
        "bron": bronregel(cijfers, bekend_op),
        "veranderd": veranderd(geldend.cijfers, cijfers) if geldend is not None else [],
        "oude_regels": regels(geldend.cijfers) if geldend is not None else [],
        "titel": f"{gemeente}, {ronde.halfjaar.kort}",
        "logregels": logboek.over_samen(dossier_van(request.lid, ronde, gemeente), request.lid, op)[:PER_PAGINA],
    }
    return render(request, "toezicht/beoordelen.html", inhoud)


def _zonder(rijen: list[Ronderij], *, terug: bool) -> list[str]:
    """The columns that would say nothing in this round."""
    leeg = {
        "kies": terug or all(rij.oordeel is not None for rij in rijen),
        "vorige": all(rij.vorige is None for rij in rijen),
    }
    return [kolom for kolom, weg in leeg.items() if weg]


def _brief_bij(request: Verzoek, geldend: Beoordeling) -> Brief | None:
    """The letter on this beoordeling, as far as it was on the day that is asked."""
    van = {"beoordeling__ronde": geldend.ronde_id, "beoordeling__gemeente": geldend.gemeente_id}
    brieven = Brief.objects.zichtbaar_voor(request.lid).filter(**van).select_related("beoordeling").defer(*ZWAAR)
    gevonden = brieven_toen(brieven, request.tijd.gedaan_op)
    return bij_beoordeling({geldend.gemeente_id: geldend}, gevonden).get(geldend.pk)


def _begintrede(request: Verzoek, geldend: Beoordeling | None) -> int | None:
    """The trede before this peildatum as it was just typed, or as it was given with the decision that holds."""
    if request.method == "POST":
        getypt = request.POST.get("begintrede", "")
        return int(getypt) if re.fullmatch("[0-9]", getypt) else None
    toen = geldend.voorstel if geldend is not None else None
    return toen["van"] if toen and toen["begin_bekend"] else None


def _begin(
    cijfers: dict[str, Any], geldend: Beoordeling | None, brief: Brief | None, voorstel: Rondevoorstel
) -> dict[str, Any]:
    """What the form opens with: what was decided before, else a proposal that somebody still has to take."""
    concept = brief is not None and brief.status == Brief.Status.CONCEPT
    begin: dict[str, Any] = {
        "datum": brief.datum if brief is not None and concept else timezone.localdate(),
        "kenmerk": brief.kenmerk if brief is not None and concept else "",
        "versie": versie_van(brief) if concept else "",
        "begintrede": voorstel.feiten.trede,
    }
    wat = voorstel.uitspraak
    if geldend is not None:
        velden = ("oordeel", "verschoond_tot", "motivering", "gevolg", "trede", "coulance", "verlengd_tot")
        # A count that was accepted is accepted as long as it is the same count.
        aanvaard = bool(geldend.cijfers.get(AANVAARD)) and geldend.cijfers["realisatie"] == cijfers["realisatie"]
        begin |= {"vervangt": geldend.pk, "realisatie_aanvaard": aanvaard}
        treden = dict.fromkeys(wat.per_halfjaar, 0) | geldend.halfjaartreden
        begin |= {f"{PER_HALFJAAR}{code}": trede for code, trede in treden.items()}
        return begin | {veld: getattr(geldend, veld) for veld in velden}
    begin["trede"] = wat.trede
    begin |= {f"{PER_HALFJAAR}{code}": trede for code, trede in wat.per_halfjaar.items()}
    if wat.oordeel:
        begin["oordeel"] = wat.oordeel
    return begin


def _oordeelbeeld(
    request: Verzoek, ronde: Toezichtronde, geldend: Beoordeling | None, voorstel: Rondevoorstel
) -> dict[str, Any]:
    """What is proposed, what was decided in this and earlier rounds, and who agreed."""
    kaders = kaders_van(ronde.provincie)
    kader = kaders.get(voorstel.kader.pk) if voorstel.kader is not None else None
    oordeel = voorstel.uitspraak.oordeel
    door = request.lid.gebruiker_id if request.lid is not None else None
    return {
        "voorstel": voorstel,
        "voorstelwoord": oordeel_in_woorden(kader, oordeel) if oordeel else None,
        "voorsteltrede": kader.trede(voorstel.voorstel.trede) if kader and voorstel.voorstel else None,
        "besluitwoord": oordeel_in_woorden(kaders.get(geldend.kader_id or 0), geldend.oordeel) if geldend else None,
        "vorige": VorigeRondesTabel(voorstel.eerder[:VORIGE], kaders) if voorstel.eerder else None,
        "vier_ogen": geldend is not None and vraagt_akkoord(afzender_van(ronde.provincie), geldend),
        "akkoord": akkoorden(request.tijd.gedaan_op)
        .zichtbaar_voor(request.lid)
        .filter(beoordeling=geldend, vervallen=False)
        .select_related("vastgelegd_door")
        .last(),
        "vervallen": VERVALLEN
        if geldend is not None and mist_akkoord(geldend, request.tijd.gedaan_op) == VERVALLEN
        else None,
        "zelf": geldend is not None and geldend.vastgelegd_door_id == door,
    }


def _ronde(request: Verzoek, pk: int) -> Toezichtronde:
    rondes = Toezichtronde.objects.zichtbaar_voor(request.lid).select_related("provincie")
    ronde: Toezichtronde = get_object_or_404(rondes, pk=pk)
    return ronde


def _provincie(request: Verzoek) -> Any:
    return request.lid.provincie if request.lid is not None else None
