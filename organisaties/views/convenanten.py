"""What the gemeenten of a regio agreed: to read, to record and to change."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from organisaties import acties, logboek
from organisaties.forms import ConvenantFormulier
from organisaties.middleware import Verzoek
from organisaties.models import Convenant, Regio
from organisaties.toegang import eis, mag_convenant_vastleggen
from organisaties.views.formulier import Gedaan, handel_af


@require_safe
def een(request: Verzoek, pk: int) -> HttpResponse:
    convenant = _zichtbaar(request, pk)
    alle = list(Convenant.objects.zichtbaar_voor(request.lid).filter(regio=convenant.regio).order_by("van"))
    plek = alle.index(convenant)
    return render(
        request,
        "organisaties/convenant.html",
        {
            "convenant": convenant,
            "gemeenten": convenant.gemeenten.all(),
            "vandaag": timezone.localdate(),
            "vorig": alle[plek - 1] if plek else None,
            "volgend": alle[plek + 1] if plek + 1 < len(alle) else None,
            "mag_wijzigen": mag_convenant_vastleggen(request.lid, convenant.regio),
            "logregels": logboek.over(convenant, request.lid),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def toevoegen(request: Verzoek, pk: int) -> HttpResponse:
    """A new convenant; it begins where the last one ended, between the gemeenten that are there then."""
    bij: Regio = get_object_or_404(Regio.objects.zichtbaar_voor(request.lid), pk=pk)
    vorig = bij.convenanten.order_by("-van").first()
    begin: dict[str, Any] = {"van": vorig.tot if vorig and vorig.tot else None}
    begin["gemeenten"] = list(bij.gemeenten.bestaand(begin["van"] or timezone.localdate()))
    return _formulier(request, bij, None, begin)


@require_http_methods(["GET", "HEAD", "POST"])
def wijzigen(request: Verzoek, pk: int) -> HttpResponse:
    convenant = _zichtbaar(request, pk)
    velden = ("kenmerk", "van", "andere_partijen", "afspraken", "vindplaats")
    begin: dict[str, Any] = {veld: getattr(convenant, veld) for veld in velden}
    begin |= {"tot_en_met": convenant.laatste_dag, "gemeenten": list(convenant.gemeenten.all())}
    begin["versie"] = acties.versie_van(convenant)
    return _formulier(request, convenant.regio, convenant, begin)


def _formulier(request: Verzoek, regio: Regio, convenant: Convenant | None, begin: dict[str, Any]) -> HttpResponse:
    eis(mag_convenant_vastleggen(request.lid, regio))
    form = ConvenantFormulier(request.POST or None, regio=regio, initial=begin)
    gemaakt: list[Convenant] = []

    def uitvoeren(gegevens: dict[str, Any]) -> Gedaan:
        if convenant is None:
            gegevens.pop("versie")
        rij = acties.leg_convenant_vast(door=request.lid, regio=regio, convenant=convenant, **gegevens)
        gemaakt.append(rij)
        return Gedaan(f"Het convenant is {'gewijzigd' if convenant else 'vastgelegd'}.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        rij = gemaakt[0] if gemaakt else convenant
        return redirect("convenant", pk=rij.pk) if rij else redirect("vandaag")
    return render(
        request, "organisaties/convenant_formulier.html", {"form": form, "regio": regio, "convenant": convenant}
    )


def _zichtbaar(request: Verzoek, pk: int) -> Convenant:
    rijen = Convenant.objects.zichtbaar_voor(request.lid).select_related("regio")
    convenant: Convenant = get_object_or_404(rijen, pk=pk)
    return convenant
