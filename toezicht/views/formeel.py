"""The elements of Gemeentewet art. 124 of a formal letter: the checklist with its form, and the besluit withdrawn."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from organisaties.acties import versie_van
from organisaties.middleware import Verzoek
from organisaties.toegang import eis
from organisaties.views.formulier import Gedaan, bevestig, handel_af
from toezicht import acties, formeel
from toezicht.dossierformulieren import BesluitIntrekFormulier, FormeelFormulier
from toezicht.models import Brief, Formeelbesluit
from toezicht.regels.formeel import ELEMENTEN, TITELS
from toezicht.regels.ladder import Fase
from toezicht.regels.resultaat import datum
from toezicht.toegang import mag_toezicht_houden

_formulier = require_http_methods(["GET", "HEAD", "POST"])


@_formulier
def aanvullen(request: Verzoek, pk: int) -> HttpResponse:
    """What is there and what is missing; while the letter is a concept, the form to fill it in."""
    brief, fase = _brief(request, pk)
    concept = brief.status == Brief.Status.CONCEPT
    rij = Formeelbesluit.objects.zichtbaar_voor(request.lid).filter(brief=brief).first()
    begin = formeel.begin(brief) | {"versie": versie_van(rij)}
    form = FormeelFormulier(request.POST or None, fase=fase, initial=begin) if concept else None

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        versie = gegevens.pop("versie")
        kort = gegevens.pop("kort_bewust", False)
        waarden = FormeelFormulier.waarden(gegevens)
        acties.vul_formeel_aan(door=request.lid, brief=brief, waarden=waarden, versie=versie, kort_bewust=kort)
        mist = [element.naam for element, klaar in formeel.elementen(formeel.inhoud_van(brief)) if not klaar]
        return Gedaan(f"Opgeslagen. Nog nodig: {', '.join(mist)}." if mist else "Opgeslagen. Alles staat erin.")

    if request.method == "POST" and form is not None and handel_af(request, form, uitvoeren):
        return redirect("brief", pk=pk)
    inhoud = formeel.inhoud_van(brief) if concept else (brief.inhoud or {}).get("formeel")
    context = {
        "form": form,
        "brief": brief,
        "ronde": brief.beoordeling.ronde,
        "gemeente": brief.beoordeling.gemeente,
        "elementen": formeel.elementen(inhoud),
        "mag_intrekken": fase is not Fase.VOORNEMEN,
        "titel": TITELS[fase],
    }
    return render(request, "toezicht/formeel.html", context)


@_formulier
def intrekken(request: Verzoek, pk: int) -> HttpResponse:
    """The besluit withdrawn (art. 124d); of a letter that was sent."""
    brief, fase = _brief(request, pk)
    if fase is Fase.VOORNEMEN:
        raise Http404
    form = BesluitIntrekFormulier(request.POST or None)

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        rij = acties.trek_besluit_in(door=request.lid, brief=brief, **gegevens)
        assert rij.ingetrokken_op is not None
        return Gedaan(f"Vastgelegd: het besluit is op {datum(rij.ingetrokken_op)} ingetrokken.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("toezichtdossier", code=brief.beoordeling.gemeente.code)
    return bevestig(
        request,
        form,
        titel="Intrekking van het besluit vastleggen",
        zin=f"Gedeputeerde Staten kunnen een besluit intrekken als {brief.beoordeling.gemeente} aannemelijk maakt dat "
        "zij het zelf doet (Gemeentewet art. 124d). De brief verandert niet. Dit kan niet ongedaan worden gemaakt.",
        knop="Intrekking vastleggen",
        terug=reverse("brief-formeel", args=[pk]),
    )


def _brief(request: Verzoek, pk: int) -> tuple[Brief, Fase]:
    """A letter on a formal trede one may act on: unseen 404, only read 403, not formal 404."""
    brieven = Brief.objects.zichtbaar_voor(request.lid).select_related(
        "beoordeling__gemeente", "beoordeling__ronde__provincie", "beoordeling__kader"
    )
    brief: Brief = get_object_or_404(brieven.defer("pdf"), pk=pk)
    eis(mag_toezicht_houden(request.lid, brief.beoordeling.ronde.provincie))
    fase = formeel.fase_van(brief.beoordeling)
    if fase not in ELEMENTEN:
        raise Http404
    return brief, fase
