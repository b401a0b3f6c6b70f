"""Around an agreement: signing, documents, overleg, the dates of a year, the uitvoeringsagenda."""

from dataclasses import asdict
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from afspraken import acties
from afspraken.acties.ondertekenen import ANDERE_TEKST
from afspraken.acties.uitvoeren import EERSTE_JAAR, LAATSTE_JAAR
from afspraken.forms.rondom import (
    CyclusFormulier,
    DocumentFormulier,
    OndertekenFormulier,
    OverlegFormulier,
    RedenFormulier,
    UitvoeringFormulier,
)
from afspraken.models import Afspraak, Afspraakdocument, Jaarcyclus, Ondertekening, Overleg, Partij, Uitvoering
from afspraken.regels.cyclus import Jaardatums, standaard
from afspraken.tekst import controlegetal
from afspraken.toegang import mag_ondertekening_vastleggen
from afspraken.views.invullen import formulier, te_wijzigen, vul_in, zichtbaar
from organisaties.middleware import Verzoek
from organisaties.toegang import eis
from organisaties.views.formulier import Gedaan


def _partij(request: Verzoek, pk: int, partij_pk: int) -> Partij:
    rij = zichtbaar(request, pk)
    partij: Partij = get_object_or_404(
        rij.partijen.select_related("prestatieafspraak", "gemeente", "corporatie", "huurdersorganisatie"), pk=partij_pk
    )
    eis(mag_ondertekening_vastleggen(request.lid, partij))
    return partij


@formulier
def ondertekenen(request: Verzoek, pk: int, partij: int) -> HttpResponse:
    voor = _partij(request, pk, partij)
    oud = Ondertekening.objects.zichtbaar_voor(request.lid).bekend().filter(partij=voor).first()
    begin: dict[str, Any] = {"ondertekenaar": oud.ondertekenaar, "datum": oud.datum} if oud else {}
    begin["versie"] = controlegetal(voor.prestatieafspraak)
    form = OndertekenFormulier(request.POST or None, initial=begin)

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        try:
            acties.onderteken(door=request.lid, partij=voor, **invoer)
        except ValidationError as fout:
            if ANDERE_TEKST in fout.messages:
                # What was typed stays; sent in again, it is about the text that the message told to read.
                form.data = {**request.POST.dict(), "versie": begin["versie"]}
            raise
        voor.prestatieafspraak.refresh_from_db()
        if voor.prestatieafspraak.is_concept:
            return Gedaan(f"De ondertekening van {voor} is vastgelegd.")
        return Gedaan(f"De ondertekening van {voor} is vastgelegd. Alle partijen hebben getekend: de tekst ligt vast.")

    return vul_in(
        request,
        form,
        uitvoeren,
        naar=lambda: reverse("afspraak", args=[pk]),
        bij=voor.prestatieafspraak,
        lees=True,
        titel=f"Ondertekening {voor}",
        uitleg="Leg vast wie het stuk op papier of digitaal heeft getekend. Met de laatste handtekening ligt de tekst"
        " vast.",
        knop="Ondertekening vastleggen",
        weg_url=reverse("ondertekening-intrekken", args=[pk, partij])
        if oud and voor.prestatieafspraak.is_concept
        else "",
        weg="Ondertekening intrekken",
    )


@formulier
def ondertekening_intrekken(request: Verzoek, pk: int, partij: int) -> HttpResponse:
    voor = _partij(request, pk, partij)

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        acties.trek_ondertekening_in(door=request.lid, partij=voor, reden=invoer["reden"])
        return Gedaan(f"De ondertekening van {voor} is ingetrokken.")

    return vul_in(
        request,
        RedenFormulier(request.POST or None),
        uitvoeren,
        naar=lambda: reverse("afspraak", args=[pk]),
        bij=voor.prestatieafspraak,
        titel="Ondertekening intrekken",
        uitleg=f"{voor} heeft dan nog niet getekend.",
        knop="Ondertekening intrekken",
        gevaar=True,
    )


@require_safe
def document(request: Verzoek, pk: int) -> HttpResponse:
    """The bytes, to save and never to open in the browser; the name is ours."""
    stuk: Afspraakdocument = get_object_or_404(Afspraakdocument.objects.zichtbaar_voor(request.lid), pk=pk)
    if stuk.inhoud is None:
        raise Http404("Dit document is ingetrokken.")
    naam = f"{slugify(stuk.titel)[:60] or 'document'}-versie-{stuk.versie}.pdf"
    return HttpResponse(
        bytes(stuk.inhoud),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{naam}"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


@formulier
def document_toevoegen(request: Verzoek, pk: int) -> HttpResponse:
    return _voeg_toe(request, pk, None)


@formulier
def document_vervangen(request: Verzoek, pk: int) -> HttpResponse:
    oud: Afspraakdocument = get_object_or_404(
        Afspraakdocument.objects.zichtbaar_voor(request.lid).bekend().defer("inhoud"), pk=pk
    )
    return _voeg_toe(request, oud.prestatieafspraak_id, oud)


def _voeg_toe(request: Verzoek, pk: int, oud: Afspraakdocument | None) -> HttpResponse:
    rij = te_wijzigen(request, pk)
    form = DocumentFormulier(request.POST or None, request.FILES or None, nieuwe_versie=oud is not None)

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        stuk = acties.voeg_document_toe(
            door=request.lid,
            prestatieafspraak=rij,
            titel=invoer.get("titel", ""),
            inhoud=form.inhoud,
            vervangt=oud,
        )
        return Gedaan(f"Toegevoegd: {stuk}.")

    return vul_in(
        request,
        form,
        uitvoeren,
        naar=lambda: f"{reverse('afspraak', args=[pk])}#documenten",
        bij=rij,
        titel=f"Nieuwe versie van {oud.titel}" if oud else "Document toevoegen",
        uitleg="Alle partijen kunnen het document opslaan, en de provincie ook zodra de afspraken zijn getekend. Zet er"
        " geen persoonsgegevens in die zij niet nodig hebben.",
        knop="Document toevoegen",
        bestanden=True,
    )


@formulier
def document_intrekken(request: Verzoek, pk: int) -> HttpResponse:
    stuk: Afspraakdocument = get_object_or_404(
        Afspraakdocument.objects.zichtbaar_voor(request.lid).filter(inhoud__isnull=False).defer("inhoud"), pk=pk
    )
    rij = te_wijzigen(request, stuk.prestatieafspraak_id)

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        acties.trek_document_in(door=request.lid, document=stuk, reden=invoer["reden"])
        return Gedaan("Het document is ingetrokken en het bestand is gewist.")

    return vul_in(
        request,
        RedenFormulier(request.POST or None),
        uitvoeren,
        naar=lambda: f"{reverse('afspraak', args=[rij.pk])}#documenten",
        bij=rij,
        titel="Document intrekken",
        uitleg=f"“{stuk}” wordt gewist. Dat het er was, blijft te lezen.",
        knop="Document intrekken",
        gevaar=True,
    )


@formulier
def overleg_vastleggen(request: Verzoek, pk: int) -> HttpResponse:
    rij = te_wijzigen(request, pk)
    gemaakt: list[Overleg] = []

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        gemaakt.append(acties.leg_overleg_vast(door=request.lid, prestatieafspraak=rij, **invoer))
        return Gedaan("Het overleg is vastgelegd.")

    return vul_in(
        request,
        OverlegFormulier(request.POST or None),
        uitvoeren,
        naar=lambda: _naar_cyclus(pk, gemaakt[0].datum.year if gemaakt else None),
        bij=rij,
        titel="Overleg vastleggen",
        uitleg="Een overleg dat is gepland of dat er is geweest.",
        knop="Overleg vastleggen",
    )


@formulier
def overleg_intrekken(request: Verzoek, pk: int) -> HttpResponse:
    overleg: Overleg = get_object_or_404(Overleg.objects.zichtbaar_voor(request.lid).bekend(), pk=pk)
    rij = te_wijzigen(request, overleg.prestatieafspraak_id)

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        acties.trek_overleg_in(door=request.lid, overleg=overleg, reden=invoer["reden"])
        return Gedaan("Het overleg is ingetrokken.")

    return vul_in(
        request,
        RedenFormulier(request.POST or None),
        uitvoeren,
        naar=lambda: _naar_cyclus(rij.pk, overleg.datum.year),
        bij=rij,
        titel="Overleg intrekken",
        uitleg=f"Het {overleg.soort} overleg van {overleg.datum:%d-%m-%Y} ging niet door of krijgt een andere dag.",
        knop="Overleg intrekken",
        gevaar=True,
    )


@formulier
def cyclus(request: Verzoek, pk: int, jaar: int) -> HttpResponse:
    """The dates of a year, where they are agreed otherwise than the law has them."""
    rij = te_wijzigen(request, pk)
    if not EERSTE_JAAR <= jaar <= LAATSTE_JAAR:
        raise Http404
    anders = Jaarcyclus.objects.zichtbaar_voor(request.lid).bekend().filter(prestatieafspraak=rij, jaar=jaar).first()
    form = CyclusFormulier(
        request.POST or None, jaar=jaar, initial=asdict(anders.datums if anders else standaard(jaar))
    )

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        acties.leg_cyclus_vast(door=request.lid, prestatieafspraak=rij, jaar=jaar, datums=Jaardatums(**invoer))
        return Gedaan(f"De data van {jaar} zijn vastgelegd.")

    return vul_in(
        request,
        form,
        uitvoeren,
        naar=lambda: _naar_cyclus(pk, jaar),
        bij=rij,
        titel=f"Data van {jaar}",
        uitleg="Volgens de wet vraagt de corporatie uiterlijk 1 april om overleg en brengt zij op 1 juli haar bod uit,"
        " of op een andere dag die u afspreekt. 15 december is een werktermijn.",
        knop="Data vastleggen",
    )


@formulier
def uitvoering(request: Verzoek, pk: int) -> HttpResponse:
    """A line of the uitvoeringsagenda."""
    afspraak: Afspraak = get_object_or_404(
        Afspraak.objects.zichtbaar_voor(request.lid).select_related("thema__prestatieafspraak"), pk=pk
    )
    rij = te_wijzigen(request, afspraak.thema.prestatieafspraak_id)
    oud = Uitvoering.objects.zichtbaar_voor(request.lid).bekend().filter(afspraak=afspraak).first()
    begin: dict[str, Any] = {}
    if oud:
        begin = {"regie": oud.regie_id, "aanpak": oud.aanpak, "klaar_op": oud.klaar_op}

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        acties.leg_uitvoering_vast(door=request.lid, afspraak=afspraak, **invoer)
        return Gedaan("De uitvoeringsagenda is bijgewerkt.")

    return vul_in(
        request,
        UitvoeringFormulier(request.POST or None, bij=rij, initial=begin),
        uitvoeren,
        naar=lambda: f"{reverse('afspraak', args=[rij.pk])}#afspraak-{pk}",
        bij=rij,
        titel=f"Uitvoering van {afspraak}",
        uitleg="Wie heeft de regie, hoe pakt u het aan en wanneer is het klaar? De getekende tekst verandert niet.",
        knop="Uitvoering vastleggen",
    )


def _naar_cyclus(pk: int, jaar: int | None) -> str:
    return f"{reverse('afspraak', args=[pk])}{f'?jaar={jaar}' if jaar else ''}#cyclus"
