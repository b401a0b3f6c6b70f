"""Verschoonbaarheidsdossiers: for the gemeente that makes and sends them and the provincie that gets them."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from organisaties import logboek
from organisaties.forms import BevestigFormulier
from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.models import Gemeente
from organisaties.rollen import Rol
from organisaties.toegang import eis
from organisaties.uitvoer import tabel_als_bestand
from organisaties.views.formulier import Gedaan, bevestig, handel_af
from taakstelling.acties.dossiers import maak_dossier, verzend_dossier
from taakstelling.dossier.veranderd import wat_veranderde
from taakstelling.dossier.zetten import context
from taakstelling.forms.dossiers import DossierForm
from taakstelling.koppelpeildata import koppelregels
from taakstelling.models import Verschoonbaarheidsdossier
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.koppelpeildatum import Uitkomst
from taakstelling.regels.verschoonbaarheid import TE_WEINIG_GEKOPPELD
from taakstelling.tables.dossiers import DossierTable
from taakstelling.toegang import mag_dossier_maken, mag_dossiers_lezen

_formulier = require_http_methods(["GET", "HEAD", "POST"])
MEESTE_REGELS = 25


@require_safe
def lijst(request: Verzoek) -> HttpResponse:
    eis(mag_dossiers_lezen(request.lid))
    assert request.lid is not None
    leeg = (
        "Hier komen de dossiers die gemeenten u hebben gestuurd."
        if request.lid.rol == Rol.PROVINCIE
        else "Hier komen uw dossiers. Een dossier maakt u bij een koppelpeildatum."
    )
    tabel = DossierTable(_zichtbaar(request), empty_text=leeg)
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel):
        return bestand
    return render(
        request, "taakstelling/dossiers.html", {"table": tabel, "is_provincie": request.lid.rol == Rol.PROVINCIE}
    )


@_formulier
def maken(request: Verzoek, code: str, halfjaar: Halfjaar) -> HttpResponse:
    """The figures as they would be frozen, and the form for what the gemeente adds."""
    eis(mag_dossiers_lezen(request.lid))
    gemeente = get_object_or_404(Gemeente.objects.van(request.lid).select_related("provincie"), code=code)
    eis(mag_dossier_maken(request.lid, gemeente))
    vandaag = timezone.localdate()
    regel = koppelregels(request.lid, [gemeente], [halfjaar], vandaag)[0]
    tekort = regel.koppelstand.uitkomst is Uitkomst.TEKORT
    form = DossierForm(request.POST or None, initial={"gronden": [TE_WEINIG_GEKOPPELD] if tekort else []})
    gemaakt: list[Verschoonbaarheidsdossier] = []

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        gemaakt.append(maak_dossier(door=request.lid, gemeente=gemeente, halfjaar=halfjaar, **invoer))
        return Gedaan("Het dossier is gemaakt en ligt vast. Lees het na en verzend het aan de provincie.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("verschoonbaarheidsdossier", pk=gemaakt[0].pk) if gemaakt else redirect("verschoonbaarheid")
    return render(
        request,
        "taakstelling/dossier_maken.html",
        {
            "form": form,
            "gemeente": gemeente,
            "halfjaar": halfjaar,
            "koppelstand": regel.koppelstand,
            "stand": regel.stand,
            "te_vroeg": halfjaar.koppelpeildatum > vandaag,
            "voorbij": regel.voorbij,
            "vorig": _zichtbaar(request).filter(gemeente=gemeente, halfjaar=halfjaar, nieuwste=True).first(),
            "vandaag": vandaag,
        },
    )


@require_safe
def een(request: Verzoek, pk: int) -> HttpResponse:
    dossier = _dossier(request, pk)
    mag = bool(mag_dossier_maken(request.lid, dossier.gemeente))
    opvolger = _zichtbaar(request).filter(vervangt=dossier).first()
    te_verzenden = mag and opvolger is None and dossier.verzonden_op is None
    return render(
        request,
        "taakstelling/dossier.html",
        {
            **context(dossier.inhoud),
            "dossier": dossier,
            "mag_maken": mag and opvolger is None,
            "mag_verzenden": te_verzenden,
            "verouderd": wat_veranderde(dossier) if te_verzenden else "",
            "opvolger": opvolger,
            "logregels": logboek.over(dossier, request.lid)[:MEESTE_REGELS],
        },
    )


@require_safe
def pdf(request: Verzoek, pk: int) -> HttpResponse:
    """The bytes as they were made."""
    dossier = _dossier(request, pk, met_bytes=True)
    naam = f"verschoonbaarheidsdossier-{dossier.gemeente.code}-{dossier.halfjaar.code}.pdf"
    manier = "attachment" if "opslaan" in request.GET else "inline"
    return HttpResponse(
        bytes(dossier.pdf),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'{manier}; filename="{naam}"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


@_formulier
def verzenden(request: Verzoek, pk: int) -> HttpResponse:
    dossier = _dossier(request, pk)
    eis(mag_dossier_maken(request.lid, dossier.gemeente))
    form = BevestigFormulier(request.POST or None)

    def uitvoeren(_: dict[str, Any]) -> Gedaan:
        verzend_dossier(door=request.lid, dossier=dossier)
        return Gedaan(f"Het dossier is verzonden. De provincie {dossier.provincie} ziet het nu en krijgt een mail.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("verschoonbaarheidsdossier", pk=pk)
    return bevestig(
        request,
        form,
        titel=f"Dossier {dossier.halfjaar.kort} verzenden",
        zin=f"De provincie {dossier.provincie} ziet het dossier over de {dossier.halfjaar.in_zin} daarna in Thuisstand "
        "en krijgt een mail. Dit kan niet ongedaan worden gemaakt; u kunt wel een nieuw dossier maken.",
        knop="Dossier verzenden",
        terug=reverse("verschoonbaarheidsdossier", args=[pk]),
        let_op=wat_veranderde(dossier),
    )


def _zichtbaar(request: Verzoek) -> QuerySet[Any]:
    zichtbaar = Verschoonbaarheidsdossier.objects.zichtbaar_voor(request.lid)
    opvolgers = zichtbaar.filter(vervangt=OuterRef("pk"))
    rijen: QuerySet[Any] = (
        zichtbaar.select_related("gemeente", "provincie")
        .defer("pdf", "inhoud")
        .annotate(nieuwste=~Exists(opvolgers.order_by()))
    )
    return rijen


def _dossier(request: Verzoek, pk: int, *, met_bytes: bool = False) -> Verschoonbaarheidsdossier:
    rijen = Verschoonbaarheidsdossier.objects.zichtbaar_voor(request.lid).select_related(
        "gemeente", "provincie", "gemaakt_door", "verzonden_door"
    )
    dossier: Verschoonbaarheidsdossier = get_object_or_404(rijen if met_bytes else rijen.defer("pdf"), pk=pk)
    return dossier
