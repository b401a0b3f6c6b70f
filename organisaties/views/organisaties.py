"""The beheerder's pages about organisations. Gemeenten and provincies are read in; the others are made here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import django_tables2 as tables
from django import forms
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from organisaties import acties, logboek
from organisaties.filters import OrganisatieFilter
from organisaties.forms import CorporatieFormulier, HuurdersorganisatieFormulier, RegioFormulier
from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.models import Corporatie, Gemeente, Huurdersorganisatie, Provincie, Regio
from organisaties.tables import GemeentenTabel, LogboekTabel, OrganisatiesTabel, ProvinciesTabel
from organisaties.toegang import eis, mag_organisaties_beheren
from organisaties.uitvoer import tabel_als_bestand
from organisaties.views.formulier import Gedaan, handel_af


@dataclass(frozen=True)
class Soort:
    """A kind of organisation that the beheerder makes and changes."""

    model: Any  # a model whose rows have `naam`, `gemeenten` and `zichtbaar_voor`
    naam: str
    toevoegen: str
    form: type[forms.Form]
    actie: Callable[..., Any]
    met_kvk: bool = False


SOORTEN = {
    "corporaties": Soort(
        Corporatie, "corporatie", "Corporatie toevoegen", CorporatieFormulier, acties.leg_corporatie_vast, met_kvk=True
    ),
    "huurdersorganisaties": Soort(
        Huurdersorganisatie,
        "huurdersorganisatie",
        "Huurdersorganisatie toevoegen",
        HuurdersorganisatieFormulier,
        acties.leg_huurdersorganisatie_vast,
    ),
    "regios": Soort(Regio, "regio", "Regio toevoegen", RegioFormulier, acties.leg_regio_vast),
}
TITELS = {
    "gemeenten": "Gemeenten",
    "provincies": "Provincies",
    "corporaties": "Corporaties",
    "huurdersorganisaties": "Huurdersorganisaties",
    "regios": "Regio's",
}


def _tabel(request: Verzoek, soort: str) -> tuple[tables.Table, Any]:
    rijen: QuerySet[Any]
    if soort == "gemeenten":
        rijen = Gemeente.objects.zichtbaar_voor(request.lid).select_related("provincie")
    elif soort == "provincies":
        rijen = Provincie.objects.zichtbaar_voor(request.lid).annotate(
            aantal=Count("gemeenten", filter=_bestaat_nu("gemeenten"))
        )
    else:
        rijen = SOORTEN[soort].model.objects.zichtbaar_voor(request.lid).annotate(aantal=Count("gemeenten"))
    filter_ = OrganisatieFilter(request.GET, queryset=rijen)
    if soort == "gemeenten":
        return GemeentenTabel(filter_.qs), filter_
    if soort == "provincies":
        return ProvinciesTabel(filter_.qs), filter_
    return OrganisatiesTabel(filter_.qs, soort=soort, met_kvk=SOORTEN[soort].met_kvk), filter_


def _bestaat_nu(pad: str) -> Q:
    vandaag = timezone.localdate()
    begonnen = Q(**{f"{pad}__geldig_van": None}) | Q(**{f"{pad}__geldig_van__lte": vandaag})
    return begonnen & (Q(**{f"{pad}__geldig_tot": None}) | Q(**{f"{pad}__geldig_tot__gt": vandaag}))


@require_GET
def lijst(request: Verzoek, soort: str) -> HttpResponse:
    eis(mag_organisaties_beheren(request.lid))
    if soort not in TITELS:
        raise Http404
    tabel, filter_ = _tabel(request, soort)
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel, filter_, naam=TITELS[soort]):
        return bestand
    inhoud = {
        "tabel": tabel,
        "filter": filter_,
        "soort": soort,
        "soorten": TITELS,
        "toevoegen": SOORTEN[soort].toevoegen if soort in SOORTEN else "",
        "titel": TITELS[soort],
    }
    return render(request, "organisaties/lijst.html", inhoud)


@require_http_methods(["GET", "HEAD", "POST"])
def wijzigen(request: Verzoek, soort: str, pk: int | None = None) -> HttpResponse:
    """Make (without `pk`) or change an organisation and its gemeenten."""
    if soort not in SOORTEN:
        raise Http404
    kind = SOORTEN[soort]
    rij: Any = None
    if pk is not None:
        rij = get_object_or_404(kind.model.objects.zichtbaar_voor(request.lid), pk=pk)
    eis(mag_organisaties_beheren(request.lid))
    begin = {}
    if rij is not None:
        eigen = ("naam", "kvk", "geldig_van", "geldig_tot")
        begin = {veld: getattr(rij, veld) for veld in kind.form.base_fields if veld in eigen}
        begin |= {"gemeenten": list(rij.gemeenten.all()), "versie": acties.versie_van(rij)}
    form = kind.form(request.POST or None, initial=begin)

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        gemaakt = kind.actie(door=request.lid, **{kind.naam: rij}, **gegevens)
        return Gedaan(f"{gemaakt} is {'gewijzigd' if rij else 'toegevoegd'}.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("organisaties", soort=soort)
    inhoud: dict[str, Any] = {"form": form, "soort": soort, "lijsttitel": TITELS[soort], "rij": rij}
    inhoud["titel"] = str(rij) if rij else kind.toevoegen
    if rij is not None:
        inhoud["tabel"] = LogboekTabel(
            logboek.over(rij, request.lid), lid=request.lid, onder_kop=True, exclude=("gemeente",)
        )
        blader(request, inhoud["tabel"])
        if bestand := tabel_als_bestand(request, inhoud["tabel"], naam=f"Handelingen {rij}"):
            return bestand
    return render(request, "organisaties/organisatie.html", inhoud)
