"""Guiding households: the list, one begeleiding, its phases and checklist; for the corporatie by home."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from afspraken import acties
from afspraken.filters.begeleiding import BegeleidingFilter
from afspraken.forms.begeleiding import BegeleidingForm, FaseForm, OpenForm, PuntenForm, StopForm
from afspraken.models import Begeleiding
from afspraken.overzicht.begeleidingen import Stand, lees
from afspraken.regels.begeleiding import FASEN, Handeling, Stopreden, betreft
from afspraken.tables.begeleiding import BegeleidingTable, WoningbegeleidingTable
from afspraken.toegang import mag_begeleiden, mag_begeleidingen_zien, mag_signaal_melden
from organisaties import logboek
from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.models import Gemeente
from organisaties.rollen import Rol
from organisaties.toegang import Besluit, eis
from organisaties.uitvoer import tabel_als_bestand
from organisaties.views.formulier import Gedaan, handel_af
from taakstelling.models import Huishouden, Plaatsing
from taakstelling.overzicht.huishoudens import collegas

_formulier = require_http_methods(["GET", "HEAD", "POST"])

KNOPPEN = {Handeling.SLUIT: "afsluiten", Handeling.BEGIN: "beginnen", Handeling.HEROPEN: "weer openen"}


@require_safe
def lijst(request: Verzoek) -> HttpResponse:
    eis(mag_begeleidingen_zien(request.lid))
    assert request.lid is not None
    vandaag = timezone.localdate()
    keuze = BegeleidingFilter(request.GET, queryset=lees(request.lid), request=request)
    corporatie = request.lid.rol == Rol.CORPORATIE
    if corporatie:
        del keuze.form.fields["corporatie"]
        tabel: Any = WoningbegeleidingTable(keuze.qs, vandaag=vandaag)
    else:
        zonder = ("gemeente",) if request.lid.rol == Rol.GEMEENTE else ()
        tabel = BegeleidingTable(keuze.qs, vandaag=vandaag, exclude=zonder)
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel, keuze):
        return bestand
    return render(
        request,
        "afspraken/begeleidingen.html",
        {"table": tabel, "filter": keuze, "vandaag": vandaag, "corporatie": corporatie},
    )


@_formulier
def openen(request: Verzoek) -> HttpResponse:
    gemeente = request.lid.gemeente if request.lid else None
    if gemeente is None:
        eis(Besluit(False, "Alleen een medewerker van een gemeente begint een begeleiding."))
        raise AssertionError
    huishoudens = Huishouden.objects.zichtbaar_voor(request.lid)
    gekozen = huishoudens.filter(pk=_getal(request.GET.get("huishouden"))).first()
    if gekozen is not None:
        huishoudens = huishoudens.filter(pk=gekozen.pk)
    form = OpenForm(
        request.POST or None,
        gemeente=gemeente,
        collegas=collegas([gemeente]),
        huishoudens=huishoudens,
        initial=_begin(request, gemeente, gekozen),
    )
    gemaakt: list[Begeleiding] = []

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        invoer.pop("versie")
        gemaakt.append(
            acties.open_begeleiding(
                door=request.lid,
                huishouden=invoer.pop("kenmerk"),
                begonnen_op=invoer.pop("begonnen_op"),
                gemeente=gemeente,
                gegevens=acties.Begeleidinggegevens(**invoer),
            )
        )
        return Gedaan("De begeleiding is begonnen met pré-vestiging. Hieronder staat wat er te doen is.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("begeleiding", pk=gemaakt[0].pk) if gemaakt else redirect("begeleidingen")
    return render(request, "afspraken/begeleiding_formulier.html", {"form": form, "gemeente": gemeente})


@require_safe
def een(request: Verzoek, pk: int) -> HttpResponse:
    assert request.lid is not None
    stand = _stand(request, pk)
    begeleiding = stand.begeleiding
    inhoud = {
        "stand": stand,
        "begeleiding": begeleiding,
        "vandaag": stand.vandaag,
        "mag_melden": stand.loopt and begeleiding.corporatie and mag_signaal_melden(request.lid, begeleiding),
        "logregels": logboek.over(begeleiding, request.lid),
    }
    if request.lid.rol == Rol.CORPORATIE:
        return render(request, "afspraken/woningbegeleiding.html", inhoud)
    mag = bool(mag_begeleiden(request.lid, begeleiding.gemeente))
    open_fase = stand.open_fase
    return render(
        request,
        "afspraken/begeleiding.html",
        inhoud
        | {
            "mag_wijzigen": mag,
            "inburgering_volgende": stand.inburgering.volgende(stand.vandaag),
            "punten": PuntenForm(fase=open_fase) if mag and open_fase and stand.loopt else None,
            "stappen": [
                (handeling, f"{FASEN[betreft(stand.toestand, handeling)]} {KNOPPEN[handeling]}")
                for handeling in (stand.handelingen if mag else [])
            ],
        },
    )


@_formulier
def wijzig(request: Verzoek, pk: int) -> HttpResponse:
    begeleiding = _te_wijzigen(request, pk).begeleiding
    velden = acties.Begeleidinggegevens.__dataclass_fields__
    volgens = _volgens_plaatsing(begeleiding.huishouden)
    form = BegeleidingForm(
        request.POST or None,
        gemeente=begeleiding.gemeente,
        collegas=collegas([request.lid.gemeente] if request.lid and request.lid.gemeente else []),
        volgens_plaatsing=volgens,
        initial={veld: getattr(begeleiding, veld) for veld in velden}
        | {"versie": acties.versie_van_begeleiding(begeleiding)},
    )

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        versie = invoer.pop("versie")
        oud = {veld: getattr(begeleiding, veld) for veld in volgens}
        acties.wijzig_begeleiding(
            door=request.lid,
            begeleiding=begeleiding,
            gegevens=acties.Begeleidinggegevens(**oud, **invoer),
            versie=versie,
        )
        return Gedaan("De begeleiding is gewijzigd.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("begeleiding", pk=pk)
    return render(
        request,
        "afspraken/begeleiding_formulier.html",
        {"form": form, "begeleiding": begeleiding, "volgens": volgens, "gemeente": begeleiding.gemeente},
    )


@_formulier
def fase(request: Verzoek, pk: int, handeling: Handeling) -> HttpResponse:
    stand = _te_wijzigen(request, pk)
    if handeling not in stand.handelingen and request.method != "POST":
        messages.info(request, "Dat kan nu niet. Een fase begint pas als de vorige is afgesloten. Zo staat het ervoor:")
        return redirect("begeleiding", pk=pk)
    form = FaseForm(
        request.POST or None,
        handeling=handeling,
        initial={"versie": acties.versie_van_begeleiding(stand.begeleiding)},
    )

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        acties.zet_fase(
            door=request.lid,
            begeleiding=stand.begeleiding,
            handeling=handeling,
            dag=invoer.get("dag"),
            versie=invoer["versie"],
        )
        return Gedaan(f"Gedaan. {_stand(request, pk).volgende}")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("begeleiding", pk=pk)
    kan = handeling in stand.handelingen
    naam = FASEN[betreft(stand.toestand, handeling)] if kan else "Fase"
    return render(
        request,
        "afspraken/begeleiding_stap.html",
        {
            "form": form,
            "stand": stand,
            "begeleiding": stand.begeleiding,
            "titel": f"{naam} {KNOPPEN[handeling]}",
            "knop": f"Fase {KNOPPEN[handeling]}",
            "sluit": kan and handeling is Handeling.SLUIT,
            "heropen": handeling is Handeling.HEROPEN,
        },
    )


@_formulier
def punten(request: Verzoek, pk: int) -> HttpResponse:
    """The checklist of the open phase; the page of the begeleiding sends it here."""
    stand = _te_wijzigen(request, pk)
    open_fase = stand.open_fase
    if open_fase is None or not stand.loopt:
        messages.info(request, "Er is nu geen fase open. Zo staat het ervoor:")
        return redirect("begeleiding", pk=pk)
    form = PuntenForm(request.POST or None, fase=open_fase)

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan | None:
        dag = invoer.pop("dag")
        uitkomsten = form.uitkomsten(invoer)
        acties.vink_punten_af(door=request.lid, begeleiding=stand.begeleiding, uitkomsten=uitkomsten, dag=dag)
        return Gedaan(f"De punten zijn bijgewerkt. {_stand(request, pk).volgende}")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("begeleiding", pk=pk)
    return render(
        request,
        "afspraken/begeleiding_stap.html",
        {
            "form": form,
            "stand": stand,
            "begeleiding": stand.begeleiding,
            "titel": f"Punten van {open_fase.naam.lower()}",
            "knop": "Punten bewaren",
        },
    )


@_formulier
def stop(request: Verzoek, pk: int) -> HttpResponse:
    """Stop before the end, or go on with what was stopped."""
    stand = _te_wijzigen(request, pk)
    begeleiding = stand.begeleiding
    hervat = begeleiding.gestopt_op is not None
    form = StopForm(request.POST or None, initial={"versie": acties.versie_van_begeleiding(begeleiding)})
    if hervat:
        del form.fields["reden"], form.fields["dag"]

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        opties = {"door": request.lid, "begeleiding": begeleiding, "versie": invoer["versie"]}
        if hervat:
            acties.hervat_begeleiding(**opties)
            return Gedaan("De begeleiding loopt weer.")
        acties.stop_begeleiding(**opties, dag=invoer["dag"], reden=Stopreden(invoer["reden"]))
        return Gedaan("De begeleiding is gestopt. De corporatie ziet haar niet meer.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("begeleiding", pk=pk)
    return render(
        request,
        "afspraken/begeleiding_stap.html",
        {
            "form": form,
            "stand": stand,
            "begeleiding": begeleiding,
            "titel": "Begeleiding hervatten" if hervat else "Begeleiding stoppen",
            "knop": "Begeleiding hervatten" if hervat else "Begeleiding stoppen",
            "stop": not hervat,
            "hervat": hervat,
        },
    )


def _stand(request: Verzoek, pk: int) -> Stand:
    return Stand(get_object_or_404(lees(request.lid), pk=pk), timezone.localdate())


def _te_wijzigen(request: Verzoek, pk: int) -> Stand:
    stand = _stand(request, pk)
    eis(mag_begeleiden(request.lid, stand.begeleiding.gemeente))
    return stand


def _volgens_plaatsing(huishouden: Huishouden) -> dict[str, Any]:
    """The days that a valid plaatsing of this household says: field → day."""
    uit: dict[str, Any] = {}
    for plaatsing in huishouden.plaatsingen.filter(ingetrokken_op=None).order_by("deel", "pk"):
        for veld in ("huurcontract_op", "brp_op"):
            if veld not in uit and getattr(plaatsing, veld):
                uit[veld] = getattr(plaatsing, veld)
    return uit


def _begin(request: Verzoek, gemeente: Gemeente, huishouden: Huishouden | None) -> dict[str, Any]:
    """What is known already when a begeleiding begins."""
    begin: dict[str, Any] = {"organisatie": gemeente.naam, "aanspreekpunt": request.lid.pk if request.lid else None}
    if huishouden is None:
        return begin
    begin["kenmerk"] = huishouden.kenmerk
    plaatsing = Plaatsing.objects.zichtbaar_voor(request.lid).bekend().filter(huishouden=huishouden).first()
    if plaatsing:
        begin["corporatie"] = gemeente.corporaties.filter(naam=plaatsing.verhuurder).first()
    return begin


def _getal(tekst: str | None) -> int | None:
    return int(tekst) if tekst and re.fullmatch(r"[0-9]{1,18}", tekst) else None
