"""How a gemeente works: the terms of the clock, how long it keeps households, who stands in for whom."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from organisaties.acties import versie_van
from organisaties.forms import BevestigFormulier
from organisaties.middleware import Verzoek
from organisaties.models import Gemeente, Lidmaatschap
from organisaties.rollen import Rol
from organisaties.toegang import Besluit, eis
from organisaties.views.formulier import Gedaan, bevestig, handel_af
from taakstelling import wissen
from taakstelling.acties.werkafspraken import leg_vervanging_vast, stel_termijnen_in, verwijder_vervanging
from taakstelling.forms.huishoudens import TermijnenForm, VervangingForm
from taakstelling.models import Koppeltermijn, Vervanging
from taakstelling.overzicht.huishoudens import collegas, termijnen_van

_formulier = require_http_methods(["GET", "HEAD", "POST"])


@_formulier
def overzicht(request: Verzoek) -> HttpResponse:
    """Two forms on one page; which one was sent says its button."""
    lid, gemeente = _eigen(request)
    vandaag = timezone.localdate()
    termijnen = termijnen_van([gemeente.pk])[gemeente.pk]
    verzonden = request.POST.get("wat", "") if request.method == "POST" else ""
    eigen = collegas([gemeente])
    over_termijnen = TermijnenForm(
        request.POST if verzonden == "termijnen" else None,
        prefix="termijnen",
        initial={
            "weken_woning": termijnen.weken_woning,
            "weken_verhuizing": termijnen.weken_verhuizing,
            "bewaarmaanden": termijnen.bewaarmaanden,
            "versie": versie_van(Koppeltermijn.objects.zichtbaar_voor(request.lid).filter(gemeente=gemeente).first()),
        },
    )
    over_vervanging = VervangingForm(
        request.POST if verzonden == "vervanging" else None,
        prefix="vervanging",
        collegas=eigen,
        initial={"afwezig": lid.pk, "van": vandaag},
    )

    def stel_in(invoer: dict[str, Any]) -> Gedaan:
        stel_termijnen_in(
            door=lid, gemeente=gemeente, termijnen=over_termijnen.termijnen(invoer), versie=invoer["versie"]
        )
        return Gedaan("De termijnen zijn gewijzigd. Zij gelden meteen voor alle koppelingen.")

    def vervang(invoer: dict[str, Any]) -> Gedaan:
        rij = leg_vervanging_vast(
            door=lid,
            afwezig=invoer["afwezig"],
            vervanger=invoer["vervanger"],
            van=invoer["van"],
            tot=invoer["tot_en_met"] + timedelta(days=1),
        )
        return Gedaan(f"{rij.vervanger.gebruiker} krijgt de taken van {rij.afwezig.gebruiker}.")

    for naam, form, uitvoeren in (
        ("termijnen", over_termijnen, stel_in),
        ("vervanging", over_vervanging, vervang),
    ):
        if verzonden == naam and handel_af(request, form, uitvoeren):
            return redirect("werkafspraken")
    vervangingen = Vervanging.objects.zichtbaar_voor(request.lid).filter(tot__gt=vandaag)
    return render(
        request,
        "taakstelling/werkafspraken.html",
        {
            "gemeente": gemeente,
            "termijnen": termijnen,
            "over_termijnen": over_termijnen,
            "over_vervanging": over_vervanging,
            "form": over_vervanging if verzonden == "vervanging" else over_termijnen,
            "alleen": eigen.count() < 2,  # noqa: PLR2004  # nobody to stand in
            "vervangingen": [
                (rij, rij.tot - timedelta(days=1))
                for rij in vervangingen.select_related("afwezig__gebruiker", "vervanger__gebruiker")
            ],
            "te_wissen": wissen.te_wissen(vandaag, [gemeente]).count(),
        },
    )


@_formulier
def verwijder(request: Verzoek, pk: int) -> HttpResponse:
    lid, _ = _eigen(request)
    rij = get_object_or_404(Vervanging.objects.zichtbaar_voor(request.lid).select_related("afwezig__gebruiker"), pk=pk)
    form = BevestigFormulier(request.POST or None)

    def uitvoeren(_invoer: dict[str, Any]) -> Gedaan:
        verwijder_vervanging(door=lid, vervanging=rij)
        return Gedaan("De vervanging is verwijderd.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("werkafspraken")
    return bevestig(
        request,
        form,
        titel="Vervanging verwijderen",
        zin=f"{rij.afwezig.gebruiker} krijgt de eigen taken terug.",
        knop="Vervanging verwijderen",
        terug=reverse("werkafspraken"),
    )


def _eigen(request: Verzoek) -> tuple[Lidmaatschap, Gemeente]:
    lid = request.lid
    if lid is None or lid.rol != Rol.GEMEENTE or lid.gemeente is None:
        eis(Besluit(False, "Werkafspraken maakt een medewerker van de gemeente zelf."))
        raise AssertionError
    return lid, lid.gemeente
