"""Who does what for a good start, and the yearly bestuurlijk overleg."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from afspraken import acties
from afspraken.forms.matrix import MatrixForm
from afspraken.models import Verantwoordelijkheid
from afspraken.overzicht.matrix import bevindingen_van, matrix_van
from afspraken.overzicht.overleg import als_pdf, matrix_als_pdf, overleg_van
from afspraken.regels.matrix import Bevinding, Partij
from afspraken.toegang import mag_begeleidingen_zien, mag_duurzame_start_zien, mag_matrix_wijzigen, mag_overleg_zien
from organisaties import logboek
from organisaties.middleware import Verzoek
from organisaties.models import Gemeente, Regio
from organisaties.tijdmachine import reist_mee
from organisaties.toegang import eis
from organisaties.views.formulier import Gedaan, handel_af

EERSTE_JAAR = 2014
"""The Huisvestingswet 2014: before it there is nothing to show."""


@require_safe
def overzicht(request: Verzoek) -> HttpResponse:
    """Per gemeente what is agreed on who does what, and the way to the page of the year."""
    eis(mag_duurzame_start_zien(request.lid))
    vandaag = timezone.localdate()
    gemeenten = list(Gemeente.objects.van(request.lid).bestaand(vandaag))
    geteld = bevindingen_van(request.lid, gemeenten)
    overleg = bool(mag_overleg_zien(request.lid))
    return render(
        request,
        "afspraken/duurzame_start.html",
        {
            "regels": [
                (gemeente, sum(telling.values()), telling[Bevinding.NIEMAND], _scheef(telling))
                for gemeente in gemeenten
                if (telling := geteld[gemeente.pk]) is not None
            ],
            "regios": list(Regio.objects.zichtbaar_voor(request.lid).bestaand(vandaag)) if overleg else [],
            "vandaag": vandaag,
            "overleg": overleg,
            "begeleidingen": bool(mag_begeleidingen_zien(request.lid)),
        },
    )


@require_safe
def matrix(request: Verzoek, code: str) -> HttpResponse:
    gemeente = _gemeente(request, code)
    fasen = matrix_van(request.lid, gemeente)
    geteld = bevindingen_van(request.lid, [gemeente])[gemeente.pk]
    return render(
        request,
        "afspraken/matrix.html",
        {
            "gemeente": gemeente,
            "fasen": fasen,
            "taken": sum(geteld.values()),
            "gaten": geteld[Bevinding.NIEMAND],
            "scheef": _scheef(geteld),
            "leeg": [fase.naam for fase in fasen if not fase.taken],
            "mag_wijzigen": bool(mag_matrix_wijzigen(request.lid, gemeente)),
            "logregels": logboek.over_soort(Verantwoordelijkheid, request.lid).filter(gemeente=gemeente)[:5],
            "vandaag": timezone.localdate(),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def wijzig_matrix(request: Verzoek, code: str) -> HttpResponse:
    gemeente = _gemeente(request, code)
    eis(mag_matrix_wijzigen(request.lid, gemeente))
    bestaand = acties.matrixregels_van(gemeente)
    form = MatrixForm(
        request.POST or None,
        regels=bestaand or acties.voorbeeldregels(),
        initial={"versie": acties.versie_van_matrix(gemeente)},
    )

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        acties.leg_matrix_vast(door=request.lid, gemeente=gemeente, regels=form.regels(), versie=invoer["versie"])
        telling = bevindingen_van(request.lid, [gemeente])[gemeente.pk]
        return Gedaan(
            f"De matrix is bewaard. Gaten: {telling[Bevinding.NIEMAND]}, dubbel of onduidelijk: {_scheef(telling)}."
        )

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("matrix", code=code)
    return render(
        request,
        "afspraken/matrix_wijzigen.html",
        {"form": form, "gemeente": gemeente, "partijen": list(Partij), "nieuw": not bestaand},
    )


@require_safe
def matrix_pdf(request: Verzoek, code: str) -> HttpResponse:
    gemeente, vandaag = _gemeente(request, code), timezone.localdate()
    pdf = matrix_als_pdf(gemeente, matrix_van(request.lid, gemeente), vandaag)
    return _bestand(pdf, f"matrix-{gemeente.code}-{vandaag:%Y%m%d}.pdf")


@require_safe
@reist_mee
def overleg(request: Verzoek, code: str, jaar: int) -> HttpResponse:
    return _toon(request, _gemeente(request, code), jaar)


@require_safe
def overleg_pdf(request: Verzoek, code: str, jaar: int) -> HttpResponse:
    return _druk(request, _gemeente(request, code), jaar, f"overleg-{code}-{jaar}.pdf")


@require_safe
@reist_mee
def overleg_regio(request: Verzoek, pk: int, jaar: int) -> HttpResponse:
    return _toon(request, _regio(request, pk), jaar)


@require_safe
def overleg_regio_pdf(request: Verzoek, pk: int, jaar: int) -> HttpResponse:
    return _druk(request, _regio(request, pk), jaar, f"overleg-regio-{pk}-{jaar}.pdf")


def _toon(request: Verzoek, waar: Gemeente | Regio, jaar: int) -> HttpResponse:
    eis(mag_overleg_zien(request.lid))
    nu, vandaag = _vandaag(jaar), request.tijd.vandaag
    return render(
        request,
        "afspraken/overleg.html",
        {
            "overleg": overleg_van(request.lid, waar, jaar, vandaag, **request.tijd.zicht),
            "waar": waar,
            "regio": isinstance(waar, Regio),
            "vorig": jaar - 1 if jaar > EERSTE_JAAR else None,
            "volgend": jaar + 1 if jaar < nu.year else None,
            "vandaag": vandaag,
        },
    )


def _druk(request: Verzoek, waar: Gemeente | Regio, jaar: int, naam: str) -> HttpResponse:
    eis(mag_overleg_zien(request.lid))
    wie = request.lid.omschrijving if request.lid else ""
    return _bestand(als_pdf(overleg_van(request.lid, waar, jaar, _vandaag(jaar)), wie=wie), naam)


def _vandaag(jaar: int) -> date:
    """Today, when there is something to show of this year."""
    vandaag = timezone.localdate()
    if not EERSTE_JAAR <= jaar <= vandaag.year:
        raise Http404
    return vandaag


def _bestand(pdf: bytes, naam: str) -> HttpResponse:
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{naam}"'},
    )


def _gemeente(request: Verzoek, code: str) -> Gemeente:
    eis(mag_duurzame_start_zien(request.lid))
    gemeente: Gemeente = get_object_or_404(Gemeente.objects.van(request.lid), code=code)
    return gemeente


def _regio(request: Verzoek, pk: int) -> Regio:
    regio: Regio = get_object_or_404(Regio.objects.zichtbaar_voor(request.lid), pk=pk)
    return regio


def _scheef(telling: Any) -> int:
    """Tasks of which the parties do not fit together: doubles, and shared with nobody or with who does it all."""
    return sum(telling[b] for b in (Bevinding.DUBBEL, Bevinding.TEGENSTRIJDIG, Bevinding.ALLEEN))
