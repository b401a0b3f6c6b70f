"""Ambtelijk wederhoor: the provincie asks, the gemeente answers about exactly its figures in the round."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from organisaties.acties import versie_van
from organisaties.forms import BevestigFormulier
from organisaties.middleware import Verzoek
from organisaties.models import Gemeente
from organisaties.regels.tijd import voluit
from organisaties.templatetags.weergave import datum
from organisaties.tijdmachine import reist_mee
from organisaties.toegang import eis
from organisaties.views.formulier import Gedaan, bevestig, handel_af
from toezicht import acties
from toezicht.acties.wederhoor import te_herinneren
from toezicht.acties.wederhoorreacties import OPNIEUW_GEANTWOORD
from toezicht.cijferformulieren import AntwoordFormulier, ReactieFormulier, WederhoorFormulier
from toezicht.cijfers import cijfers_toen, cijfers_voor, laatste_bevriezing
from toezicht.models import Beoordeling, Brief, Toezichtronde, Wederhoor
from toezicht.ontvangers import zonder_account
from toezicht.regels.resultaat import bronregel, regels, stand_uit, veranderd
from toezicht.regels.rondecijfers import vingerafdruk
from toezicht.regels.termijnen import wederhoor_voorstel
from toezicht.rondecijfers import Vraag, eerdere_reacties, is_gesloten, met_later_cijfer, reacties_op, vragen_aan
from toezicht.toegang import mag_wederhoor_geven
from toezicht.views.kamers import nog_niets
from toezicht.views.rondecijfers import ronde_van

_formulier = require_http_methods(["GET", "HEAD", "POST"])


@_formulier
def vragen(request: Verzoek, pk: int) -> HttpResponse:
    """Ask all gemeenten of the round, or give them longer."""
    ronde = ronde_van(request, pk)
    langer = ronde.wederhoor_tot is not None
    voorstel = wederhoor_voorstel(max(timezone.localdate(), ronde.wederhoor_tot or timezone.localdate()))
    form = WederhoorFormulier(request.POST or None, initial={"tot": voorstel, "versie": versie_van(ronde)})

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        zonder = acties.vraag_wederhoor(door=request.lid, ronde=ronde, **gegevens)
        zin = "De termijn is verlengd" if langer else "Het wederhoor is gevraagd"
        return Gedaan(f"{zin} tot en met {datum(gegevens['tot'])}.{_geen_mail(zonder)}")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("ronde-cijfers", pk=pk)
    titel = "Termijn van het wederhoor verlengen" if langer else "Wederhoor vragen"
    inhoud = {"form": form, "ronde": ronde, "langer": langer, "titel": titel}
    return render(request, "toezicht/wederhoor_vragen.html", inhoud)


@_formulier
def herinneren(request: Verzoek, pk: int) -> HttpResponse:
    """Mail whoever did not answer."""
    ronde = ronde_van(request, pk)
    form = BevestigFormulier(request.POST or None)

    def uitvoeren(_: dict[str, Any]) -> Gedaan:
        return Gedaan(
            f"De herinnering is verstuurd.{_geen_mail(acties.herinner_wederhoor(door=request.lid, ronde=ronde))}"
        )

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("ronde-cijfers", pk=pk)
    aantal = len(te_herinneren(ronde))
    wie = "1 gemeente heeft" if aantal == 1 else f"{aantal} gemeenten hebben"
    return bevestig(
        request,
        form,
        titel="Herinnering sturen",
        zin=f"{wie} nog niet geantwoord. Alleen hun medewerkers krijgen een mail.",
        knop="Herinnering sturen",
        terug=reverse("ronde-cijfers", args=[pk]),
    )


@reist_mee
@_formulier
def antwoorden(request: Verzoek, pk: int, code: str) -> HttpResponse:
    """For the gemeente: its figures in this round, and whether they are right; looking back there is no form."""
    tijd, op = request.tijd, request.tijd.gedaan_op
    vraag = _vraag(request, pk, code, op)
    if vraag is None:
        nu = _vraag(request, pk, code)
        if op is None or nu is None:
            raise Http404
        zin = f"Op {voluit(op)} had de provincie {nu.ronde.provincie} u nog niets gevraagd over deze cijfers."
        return nog_niets(request, nu.ronde, f"Wederhoor {nu.ronde.halfjaar.kort}", zin)
    ronde, gemeente = vraag.ronde, vraag.gemeente
    eis(mag_wederhoor_geven(request.lid, gemeente))
    cijfers, bekend_op = cijfers_toen(ronde, gemeente, **tijd.zicht)
    begin = {"antwoord": vraag.antwoord.antwoord, "toelichting": vraag.antwoord.toelichting} if vraag.antwoord else {}
    form = AntwoordFormulier(request.POST or None, initial=begin)

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        rij = acties.beantwoord_wederhoor(
            door=request.lid, ronde=ronde, gemeente=gemeente, gezien=request.POST.get("gezien", ""), **gegevens
        )
        klopt = rij.antwoord == Wederhoor.Antwoord.KLOPT
        zin = "Uw antwoord is vastgelegd: de cijfers kloppen" + ("." if klopt else " niet.")
        return Gedaan(f"{zin} De provincie {ronde.provincie} ziet dit.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("wederhoor", pk=pk, code=code)
    inhoud = {
        "form": form,
        "ronde": ronde,
        "gemeente": gemeente,
        "vraag": vraag,
        "stand": stand_uit(cijfers),
        "cijfers": cijfers,
        "vervolg": regels(cijfers)[-1] if cijfers["heeft_vervolg"] else None,
        "bron": bronregel(cijfers, bekend_op),
        "later": met_later_cijfer(ronde, [gemeente], tijd.bekend_op),
        "bevroren": laatste_bevriezing(ronde, op),
        "gesloten": is_gesloten(ronde, tijd.bekend_op),
        "eerdere_reacties": eerdere_reacties(request.lid, ronde, gemeente, vraag.reactie, op),
        "veranderd": veranderd(vraag.antwoord.cijfers, cijfers) if vraag.antwoord else [],
        "verborgen": {"gezien": vingerafdruk(cijfers)},
        "titel": f"Wederhoor {ronde.halfjaar.kort}",
    }
    return render(request, "toezicht/wederhoor.html", inhoud)


@_formulier
def behandelen(request: Verzoek, pk: int, code: str) -> HttpResponse:
    """For the provincie: what a gemeente contests, and the answer to it."""
    ronde = ronde_van(request, pk)
    wederhoor = get_object_or_404(
        Wederhoor.objects.zichtbaar_voor(request.lid).select_related("ronde__provincie", "gemeente", "vastgelegd_door"),
        ronde=ronde,
        gemeente__code=code,
        vervangen_door=None,
    )
    gemeente = wederhoor.gemeente
    reactie = reacties_op([wederhoor]).get(wederhoor.pk)
    eerder = {"na": reactie.pk, "uitkomst": reactie.uitkomst, "reden": reactie.reden} if reactie else {}
    form = ReactieFormulier(request.POST or None, initial={"over": wederhoor.pk, **eerder})
    hier = reverse("wederhoor-behandelen", args=[pk, code])

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        # What was on the page; the gemeente or a colleague may have answered since.
        over, na = gegevens.pop("over"), gegevens.pop("na")
        if over != wederhoor.pk:
            raise ValidationError(OPNIEUW_GEANTWOORD)
        na = reactie if reactie is not None and reactie.pk == na else None
        acties.reageer_op_wederhoor(door=request.lid, wederhoor=wederhoor, na=na, **gegevens)
        return Gedaan(f"Uw antwoord is vastgelegd. {gemeente} ziet het in Thuisstand.{_geen_account(gemeente)}")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect(hier)
    cijfers, _, bekend_op = cijfers_voor(ronde, gemeente)
    inhoud = {
        "form": form,
        "ronde": ronde,
        "gemeente": gemeente,
        "wederhoor": wederhoor,
        "betwist": wederhoor.antwoord == Wederhoor.Antwoord.BETWIST,
        "reactie": reactie,
        "eerdere_reacties": eerdere_reacties(request.lid, ronde, gemeente, reactie),
        "stand": stand_uit(cijfers),
        "bron": bronregel(cijfers, timezone.localdate(bekend_op)),
        "veranderd": veranderd(wederhoor.cijfers, cijfers),
        "bevroren": laatste_bevriezing(ronde),
        "gesloten": is_gesloten(ronde),
        "brief": _verzonden_brief(request, ronde, gemeente),
        "beoordeeld": Beoordeling.objects.zichtbaar_voor(request.lid).filter(ronde=ronde, gemeente=gemeente).exists(),
        "titel": f"Wederhoor van {gemeente}",
    }
    return render(request, "toezicht/wederhoor_behandelen.html", inhoud)


def _vraag(request: Verzoek, pk: int, code: str, op: date | None = None) -> Vraag | None:
    vragen = vragen_aan(request.lid, ronde=pk, op=op)
    return next((vraag for vraag in vragen if vraag.gemeente.code == code), None)


def _verzonden_brief(request: Verzoek, ronde: Toezichtronde, gemeente: Gemeente) -> Brief | None:
    """The last letter of this round that was sent to the gemeente."""
    verzonden = Brief.objects.zichtbaar_voor(request.lid).verzonden()
    van = verzonden.filter(beoordeling__ronde=ronde, beoordeling__gemeente=gemeente)
    brief: Brief | None = van.defer("pdf", "inhoud").order_by("-verzonden_op").first()
    return brief


def _geen_account(gemeente: Gemeente) -> str:
    if not zonder_account([gemeente]):
        return " De medewerkers krijgen een mail."
    return " Niemand van de gemeente heeft een account: laat het daar op een andere manier weten."


def _geen_mail(zonder: Sequence[Gemeente]) -> str:
    """Who could not be reached, for the person who asked."""
    if not zonder:
        return " De medewerkers van de gemeenten krijgen een mail."
    namen = ", ".join(gemeente.naam for gemeente in zonder)
    return f" Bij {namen} heeft niemand een account: vraag het daar op een andere manier."
