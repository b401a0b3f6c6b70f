"""Wat als: trying out a percentage."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from afspraken.forms.watals import WatAlsForm
from afspraken.regels.watals import antwoord
from afspraken.toegang import mag_aandelen_zien
from organisaties.middleware import Verzoek
from organisaties.toegang import eis

VOORBEELD = {
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
"""Round figures of a middle-sized gemeente, to begin with."""


@require_safe
def pagina(request: Verzoek) -> HttpResponse:
    eis(mag_aandelen_zien(request.lid))
    vandaag = timezone.localdate()
    begin = {
        **VOORBEELD,
        "van": vandaag.isoformat(),
        "tot_en_met": max(date(vandaag.year, 12, 31), vandaag + timedelta(days=30)).isoformat(),
    }
    gevraagd = {naam: request.GET[naam] for naam in WatAlsForm.base_fields if naam in request.GET}
    form = WatAlsForm({**begin, **gevraagd})
    uit = antwoord(form.vraag) if form.is_valid() else None
    rijen = []
    if uit:
        marge = uit.vraag.marge
        rijen = [(f"{marge}% minder dan verwacht", uit.laag), ("zoveel als verwacht", uit.midden)]
        rijen.append((f"{marge}% meer dan verwacht", uit.hoog))
    inhoud = {"form": form, "uit": uit, "rijen": rijen, "voorbeeld": not gevraagd}
    return render(request, "afspraken/wat_als.html", inhoud)
