"""Wat als: trying out a percentage."""

from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from afspraken.forms.watals import WatAlsForm
from afspraken.overzicht.bereiken import vind_bereik
from afspraken.overzicht.watals import Begin, begin_van
from afspraken.regels.watals import antwoord
from afspraken.toegang import mag_aandelen_zien
from organisaties.middleware import Verzoek
from organisaties.toegang import eis

VOORBEELD: dict[str, int | str] = {
    "te_huisvesten": 77,
    "percentage": 25,
    "nu": 10,
    "voorraad": 5500,
    "mutatiegraad": "6.0",
    "huishoudgrootte": "2.2",
    "gedeeld": 0,
    "bewoners_gedeeld": 3,
    "flex": 0,
    "bewoners_flex": 1,
    "marge": 10,
}
"""Round figures of a middle-sized gemeente, to begin with where nothing is known."""

STEENWIJKERLAND = VOORBEELD | {"van": "2024-07-12", "tot_en_met": "2024-12-31"}
"""The half-year of the addendum; what was still to do, the stock and the mutatiegraad are invented round figures."""


def _einde(vandaag: date) -> date:
    """The last day of the first half-year that leaves some four months."""
    jaar = vandaag.year
    einden = (date(jaar, 6, 30), date(jaar, 12, 31), date(jaar + 1, 6, 30))
    return next(dag for dag in einden if dag - vandaag >= timedelta(days=120))


@require_safe
def pagina(request: Verzoek) -> HttpResponse:
    eis(mag_aandelen_zien(request.lid))
    vandaag = timezone.localdate()
    adres = request.GET.get("bereik", "")
    eigen = _begin(request, adres, vandaag) if adres else None
    begin = {
        **VOORBEELD,
        "van": vandaag.isoformat(),
        "tot_en_met": _einde(vandaag).isoformat(),
        **(eigen.waarden if eigen else {}),
    }
    gevraagd = {naam: request.GET[naam] for naam in WatAlsForm.base_fields if naam in request.GET}
    form = WatAlsForm({**begin, **gevraagd})
    uit = antwoord(form.vraag) if form.is_valid() else None
    rijen = []
    if uit:
        marge = uit.vraag.marge
        rijen = [(f"{marge}% minder dan verwacht", uit.laag), ("zoveel als verwacht", uit.midden)]
        rijen.append((f"{marge}% meer dan verwacht", uit.hoog))
    verhaal = [(p, urlencode(STEENWIJKERLAND | {"percentage": p})) for p in (10, 25)]
    inhoud = {"verhaal": verhaal, "form": form, "uit": uit, "rijen": rijen, "voorbeeld": not gevraagd and not eigen}
    return render(request, "afspraken/wat_als.html", inhoud | {"eigen": eigen, "adres": adres})


def _begin(request: Verzoek, adres: str, vandaag: date) -> Begin:
    bereik = vind_bereik(adres, request.lid)
    if bereik is None:
        raise Http404
    return begin_van(bereik, request.lid, vandaag)
