"""The acts that this membership may see."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from organisaties.filters import LogboekFilter
from organisaties.lijsten import blader
from organisaties.logboek import MET_NAMEN
from organisaties.middleware import Verzoek
from organisaties.models import Logregel
from organisaties.tables import LogboekTabel
from organisaties.uitvoer import tabel_als_bestand


@require_GET
def logboek(request: Verzoek) -> HttpResponse:
    filter_ = LogboekFilter(
        request.GET, queryset=Logregel.objects.zichtbaar_voor(request.lid).select_related(*MET_NAMEN)
    )
    # Who works for one gemeente sees acts on that gemeente only: a column with the same name in each row says nothing.
    een_gemeente = request.lid is not None and request.lid.gemeente_id is not None
    tabel = LogboekTabel(filter_.qs, lid=request.lid, exclude=("gemeente",) if een_gemeente else ())
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel, filter_):
        return bestand
    return render(request, "organisaties/logboek.html", {"tabel": tabel, "filter": filter_, "titel": "Logboek"})
