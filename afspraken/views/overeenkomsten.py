"""The list of agreements, one agreement as a document, and writing its text."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from afspraken import acties
from afspraken.filters.overeenkomsten import OvereenkomstFilter
from afspraken.forms.overeenkomsten import (
    PARTIJVELDEN,
    AfspraakFormulier,
    OvereenkomstFormulier,
    TermijnFormulier,
    ThemaFormulier,
)
from afspraken.models import Afspraak, Prestatieafspraak, Thema
from afspraken.overzicht.alarmen import alarmen_voor, die_aflopen, zin_over
from afspraken.overzicht.overeenkomst import blad_van
from afspraken.tables.overeenkomsten import OvereenkomstenTabel
from afspraken.tekst import AFSPRAAKVELDEN, TEKSTVELDEN, met_tekst
from afspraken.toegang import mag_afspraken_opstellen, mag_afspraken_wijzigen, mag_afspraken_zien
from afspraken.views.invullen import formulier, te_wijzigen, vul_in
from organisaties import logboek
from organisaties.acties import versie_van
from organisaties.forms import BevestigFormulier
from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.toegang import eis
from organisaties.uitvoer import tabel_als_bestand
from organisaties.views.formulier import Gedaan

MEESTE_REGELS = 20
VERVALLEN = " Wie al tekende, tekent daarna opnieuw."


@require_safe
def lijst(request: Verzoek) -> HttpResponse:
    eis(mag_afspraken_zien(request.lid))
    vandaag = timezone.localdate()
    rijen = Prestatieafspraak.objects.zichtbaar_voor(request.lid).prefetch_related(
        "partijen__gemeente", "partijen__corporatie", "partijen__huurdersorganisatie"
    )
    keuze = OvereenkomstFilter(request.GET, queryset=rijen, request=request)
    tabel = OvereenkomstenTabel(keuze.qs, vandaag=vandaag)
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel, keuze):
        return bestand
    return render(
        request,
        "afspraken/lijst.html",
        {
            "table": tabel,
            "filter": keuze,
            "alarmen": alarmen_voor(request.lid, vandaag),
            "mag_opstellen": mag_afspraken_opstellen(request.lid),
        },
    )


@require_safe
def een(request: Verzoek, pk: int) -> HttpResponse:
    """The agreement as a document to read and print."""
    vandaag = timezone.localdate()
    rijen = Prestatieafspraak.objects.zichtbaar_voor(request.lid)
    rij: Prestatieafspraak = get_object_or_404(met_tekst(rijen.select_related("hoort_bij", "volgt_op")), pk=pk)
    jaar = _jaar(request, min(vandaag, rij.tot - timedelta(days=1)).year)
    blad = blad_van(request.lid, rij, vandaag, jaar)
    mag = bool(mag_afspraken_wijzigen(request.lid, rij))
    loopt_af = die_aflopen(Prestatieafspraak.objects.zichtbaar_voor(request.lid).filter(pk=pk), vandaag).exists()
    eigen = {partij.pk for partij in rij.partijen.van(request.lid)}
    return render(
        request,
        "afspraken/overeenkomst.html",
        {
            "blad": blad,
            "rij": rij,
            "vandaag": vandaag,
            "alarm": zin_over(rij, vandaag) if loopt_af else "",
            "mag_wijzigen": mag,
            "mag_tekst": mag and rij.is_concept,
            "mag_tekenen": eigen if not mag else {partij.pk for partij in rij.partijen.all()},
            "logregels": logboek.over(rij, request.lid)[:MEESTE_REGELS],
        },
    )


@formulier
def nieuw(request: Verzoek) -> HttpResponse:
    eis(mag_afspraken_opstellen(request.lid))
    return _stel_op(request, None, {"gemeenten": [request.lid.gemeente_id if request.lid else None]})


@formulier
def addendum(request: Verzoek, pk: int) -> HttpResponse:
    """A concept addendum; it begins with the parties of the agreement."""
    rij = te_wijzigen(request, pk)
    return _stel_op(request, rij, _partijen(rij) | {"naam": f"Addendum {rij.naam}"[:120]})


def _stel_op(request: Verzoek, hoort_bij: Prestatieafspraak | None, begin: dict[str, Any]) -> HttpResponse:
    assert request.lid is not None
    form = OvereenkomstFormulier(request.POST or None, lid=request.lid, bij=hoort_bij, initial=begin)
    gemaakt: list[Prestatieafspraak] = []

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        invoer.pop("versie")
        gemaakt.append(acties.stel_op(door=request.lid, hoort_bij=hoort_bij, **invoer))
        return Gedaan("Het concept is gemaakt. Voeg nu thema's en afspraken toe.")

    return vul_in(
        request,
        form,
        uitvoeren,
        naar=lambda: reverse("afspraak", args=[gemaakt[0].pk]) if gemaakt else reverse("afspraken"),
        bij=hoort_bij,
        titel="Addendum opstellen" if hoort_bij else "Prestatieafspraken opstellen",
        uitleg="Begin met wie wat afspreekt en voor hoe lang. Daarna voegt u thema's en afspraken toe. Het blijft een"
        " concept tot alle partijen hebben getekend.",
        knop="Concept maken",
    )


@formulier
def wijzigen(request: Verzoek, pk: int) -> HttpResponse:
    rij = te_wijzigen(request, pk)
    assert request.lid is not None
    velden = ("naam", "kenmerk", "van", "overleg_rond_bod", "bron", *TEKSTVELDEN)
    begin = {veld: getattr(rij, veld) for veld in velden} | _partijen(rij)
    begin |= {"tot_en_met": rij.laatste_dag, "versie": versie_van(rij)}
    form = OvereenkomstFormulier(request.POST or None, lid=request.lid, bij=rij, initial=begin)

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        acties.wijzig(door=request.lid, prestatieafspraak=rij, **invoer)
        return Gedaan("Het concept is gewijzigd.")

    return _tekst(request, rij, form, uitvoeren, "Concept wijzigen")


@formulier
def nieuwe_versie(request: Verzoek, pk: int) -> HttpResponse:
    rij = te_wijzigen(request, pk)
    form = TermijnFormulier(request.POST or None, initial={"naam": rij.naam, "van": rij.tot})
    gemaakt: list[Prestatieafspraak] = []

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        invoer.pop("versie")
        gemaakt.append(acties.maak_nieuwe_versie(door=request.lid, prestatieafspraak=rij, **invoer))
        return Gedaan("Het vervolg is gemaakt met dezelfde partijen en tekst. Wijzig wat anders wordt.")

    return vul_in(
        request,
        form,
        uitvoeren,
        naar=lambda: reverse("afspraak", args=[(gemaakt[0] if gemaakt else rij).pk]),
        bij=rij,
        titel="Vervolg of nieuwe versie",
        uitleg="Dit maakt een concept met dezelfde partijen en tekst. De getekende afspraken blijven zoals ze zijn.",
        knop="Vervolg maken",
    )


@formulier
def weggooien(request: Verzoek, pk: int) -> HttpResponse:
    rij = te_wijzigen(request, pk)

    def uitvoeren(_: dict[str, Any]) -> Gedaan:
        acties.gooi_weg(door=request.lid, prestatieafspraak=rij)
        return Gedaan("Het concept is weggegooid.")

    return vul_in(
        request,
        BevestigFormulier(request.POST or None),
        uitvoeren,
        naar=lambda: reverse("afspraken"),
        bij=rij,
        titel="Concept weggooien",
        uitleg=f"“{rij.naam}” verdwijnt met alle thema's en afspraken. Dit kan niet ongedaan worden gemaakt.",
        knop="Concept weggooien",
        gevaar=True,
    )


@formulier
def thema_toevoegen(request: Verzoek, pk: int) -> HttpResponse:
    rij = te_wijzigen(request, pk)
    form = ThemaFormulier(request.POST or None)

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        invoer.pop("versie")
        thema = acties.leg_thema_vast(door=request.lid, prestatieafspraak=rij, **invoer)
        return Gedaan(f"Het thema {thema} is toegevoegd.")

    return _tekst(request, rij, form, uitvoeren, "Thema toevoegen")


@formulier
def thema_wijzigen(request: Verzoek, pk: int) -> HttpResponse:
    thema: Thema = get_object_or_404(Thema.objects.zichtbaar_voor(request.lid), pk=pk)
    rij = te_wijzigen(request, thema.prestatieafspraak_id)
    begin = {"naam": thema.naam, "toelichting": thema.toelichting, "versie": versie_van(thema)}
    form = ThemaFormulier(request.POST or None, initial=begin)

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        acties.leg_thema_vast(door=request.lid, prestatieafspraak=rij, thema=thema, **invoer)
        return Gedaan("Het thema is gewijzigd.")

    weg = reverse("thema-verwijderen", args=[pk])
    return _tekst(request, rij, form, uitvoeren, "Thema wijzigen", weg_url=weg, weg="Thema verwijderen")


@formulier
def thema_verwijderen(request: Verzoek, pk: int) -> HttpResponse:
    thema: Thema = get_object_or_404(Thema.objects.zichtbaar_voor(request.lid), pk=pk)
    return _verwijder(request, te_wijzigen(request, thema.prestatieafspraak_id), thema, f"Het thema “{thema}”")


@formulier
def afspraak_toevoegen(request: Verzoek, pk: int) -> HttpResponse:
    thema: Thema = get_object_or_404(Thema.objects.zichtbaar_voor(request.lid), pk=pk)
    rij = te_wijzigen(request, thema.prestatieafspraak_id)
    form = AfspraakFormulier(request.POST or None, bij=rij)

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        invoer.pop("versie")
        afspraak = acties.leg_afspraak_vast(door=request.lid, thema=thema, **invoer)
        return Gedaan(f"De afspraak “{afspraak.titel}” is toegevoegd.")

    return _tekst(request, rij, form, uitvoeren, f"Afspraak toevoegen bij {thema}")


@formulier
def afspraak_wijzigen(request: Verzoek, pk: int) -> HttpResponse:
    afspraak: Afspraak = get_object_or_404(
        Afspraak.objects.zichtbaar_voor(request.lid).select_related("thema__prestatieafspraak"), pk=pk
    )
    rij = te_wijzigen(request, afspraak.thema.prestatieafspraak_id)
    begin: dict[str, Any] = {veld: getattr(afspraak, veld) for veld in AFSPRAAKVELDEN}
    begin |= {"regie": list(afspraak.regie.all()), "wijzigt": afspraak.wijzigt_id, "versie": versie_van(afspraak)}
    for bijdrage in afspraak.bijdragen.all():
        veld = f"bijdrage_{bijdrage.partij_id}"
        begin[veld] = f"{begin[veld]}\n{bijdrage.tekst}" if veld in begin else bijdrage.tekst
    form = AfspraakFormulier(request.POST or None, bij=rij, initial=begin)

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        acties.leg_afspraak_vast(door=request.lid, thema=afspraak.thema, afspraak=afspraak, **invoer)
        return Gedaan("De afspraak is gewijzigd.")

    weg = reverse("onderdeel-verwijderen", args=[pk])
    return _tekst(request, rij, form, uitvoeren, "Afspraak wijzigen", weg_url=weg, weg="Afspraak verwijderen")


@formulier
def afspraak_verwijderen(request: Verzoek, pk: int) -> HttpResponse:
    afspraak: Afspraak = get_object_or_404(
        Afspraak.objects.zichtbaar_voor(request.lid).select_related("thema__prestatieafspraak"), pk=pk
    )
    rij = te_wijzigen(request, afspraak.thema.prestatieafspraak_id)
    return _verwijder(request, rij, afspraak, f"De afspraak “{afspraak}”")


def _verwijder(request: Verzoek, rij: Prestatieafspraak, onderdeel: Thema | Afspraak, wat: str) -> HttpResponse:
    def uitvoeren(_: dict[str, Any]) -> Gedaan:
        acties.verwijder_onderdeel(door=request.lid, onderdeel=onderdeel)
        return Gedaan(f"{wat} is verwijderd.")

    return _tekst(
        request,
        rij,
        BevestigFormulier(request.POST or None),
        uitvoeren,
        f"{'Thema' if isinstance(onderdeel, Thema) else 'Afspraak'} verwijderen",
        uitleg=f"{wat} verdwijnt uit het concept, met alles wat erin staat.",
        gevaar=True,
    )


def _tekst(
    request: Verzoek, rij: Prestatieafspraak, form: Any, uitvoeren: Any, titel: str, uitleg: str = "", **inhoud: Any
) -> HttpResponse:
    """A form that changes the text of a concept: signatures lapse, and the page says so beforehand."""
    getekend = rij.partijen.filter(ondertekeningen__isnull=False, ondertekeningen__ingetrokken_op=None).exists()
    uitleg += VERVALLEN if getekend and rij.is_concept else ""
    naar = reverse("afspraak", args=[rij.pk])
    return vul_in(
        request, form, uitvoeren, naar=lambda: naar, bij=rij, titel=titel, uitleg=uitleg, knop=titel, **inhoud
    )


def _partijen(rij: Prestatieafspraak) -> dict[str, Any]:
    """The parties as the form asks for them."""
    soorten = ("gemeente", "corporatie", "huurdersorganisatie")
    return {
        veld: [pk for pk in rij.partijen.values_list(soort, flat=True) if pk]
        for veld, soort in zip(PARTIJVELDEN, soorten, strict=True)
    }


def _jaar(request: Verzoek, nu: int) -> int:
    """The year whose cycle is shown: the one in the address, when it makes sense."""
    gevraagd = request.GET.get("jaar", "")
    return int(gevraagd) if gevraagd.isascii() and gevraagd.isdecimal() and 2000 <= int(gevraagd[:5]) <= 2100 else nu  # noqa: PLR2004
