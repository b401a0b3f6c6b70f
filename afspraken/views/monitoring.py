"""The round of monitoring: open it, fill in, agree, close, and read the report."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from afspraken import acties
from afspraken.forms.monitoring import RondeFormulier, VoortgangFormulier
from afspraken.models import Monitoringronde, Partij, Voortgang
from afspraken.overzicht.monitoring import Post, onverklaard_in, posten_van, telling_van, verslag_van
from afspraken.overzicht.verslag import als_pdf, context, stel_samen
from afspraken.regels.monitoring import Invoerstand
from afspraken.toegang import mag_afspraken_wijzigen, mag_voortgang_invullen
from afspraken.views.invullen import formulier, te_wijzigen, vul_in
from organisaties import logboek
from organisaties.forms import BevestigFormulier
from organisaties.middleware import Verzoek
from organisaties.toegang import eis
from organisaties.views.formulier import Gedaan
from taakstelling.regels.halfjaar import Halfjaar

MEESTE_REGELS = 20


@formulier
def openen(request: Verzoek, pk: int) -> HttpResponse:
    rij = te_wijzigen(request, pk)
    vandaag = timezone.localdate()
    halfjaar = Halfjaar.van_datum(min(vandaag, rij.tot - timedelta(days=1)))
    begin = {"halfjaar": halfjaar, "uiterlijk": max(vandaag + timedelta(weeks=4), halfjaar.eind - timedelta(days=1))}
    form = RondeFormulier(request.POST or None, initial=begin)
    gemaakt: list[Monitoringronde] = []

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        gemaakt.append(acties.open_monitoringronde(door=request.lid, prestatieafspraak=rij, **invoer))
        return Gedaan("De ronde is open. Elke partij kan nu haar deel invullen.")

    return vul_in(
        request,
        form,
        uitvoeren,
        naar=lambda: reverse("monitoring", args=[gemaakt[0].pk]) if gemaakt else reverse("afspraak", args=[pk]),
        bij=rij,
        titel="Monitoringronde openen",
        uitleg="Elke partij meldt hoe het gaat met de afspraken waaraan zij bijdraagt. Tot slot maakt u een verslag.",
        knop="Ronde openen",
    )


@require_safe
def ronde(request: Verzoek, pk: int) -> HttpResponse:
    """The round as it stands: the own part first, then everybody's."""
    rij = _ronde(request, pk)
    posten = posten_van(rij)
    eigen = set(
        Partij.objects.van(request.lid).filter(prestatieafspraak=rij.prestatieafspraak_id).values_list("pk", flat=True)
    )
    open_ = onverklaard_in(posten)
    vast = verslag_van(rij)
    return render(
        request,
        "afspraken/monitoring.html",
        {
            "ronde": rij,
            "eigen": [post for post in posten if post.partij.pk in eigen],
            "anderen": [post for post in posten if post.partij.pk not in eigen],
            "is_partij": bool(eigen),
            "telling": telling_van(posten),
            "te_verklaren": [post for post in posten if post.partij.pk in open_.get(post.afspraak.pk, ())],
            "verslag": vast,
            "mag_sluiten": vast is None and bool(mag_afspraken_wijzigen(request.lid, rij.prestatieafspraak)),
            "ingevuld": Invoerstand.INGEVULD,
            "vandaag": timezone.localdate(),
            "logregels": logboek.over(rij, request.lid)[:MEESTE_REGELS],
        },
    )


@formulier
def invullen(request: Verzoek, pk: int, afspraak: int, partij: int) -> HttpResponse:
    rij = _ronde(request, pk)
    post = _post(rij, afspraak, partij)
    eis(mag_voortgang_invullen(request.lid, post.partij))
    begin = {"verloop": post.voortgang.verloop, "toelichting": post.voortgang.toelichting} if post.voortgang else {}
    form = VoortgangFormulier(request.POST or None, initial=begin)

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        acties.vul_voortgang_in(door=request.lid, ronde=rij, afspraak=post.afspraak, partij=post.partij, **invoer)
        over = sum(p.partij.pk == partij and p.stand is Invoerstand.TE_DOEN for p in posten_van(rij))
        rest = f"Nog {over} te doen." if over else "U hebt alles ingevuld."
        return Gedaan(f"Vastgelegd. {rest}")

    return vul_in(
        request,
        form,
        uitvoeren,
        naar=lambda: reverse("monitoring", args=[pk]),
        bij=rij.prestatieafspraak,
        ronde=rij,
        titel=f"Voortgang: {post.afspraak}",
        bijdragen=[b.tekst for b in post.afspraak.bijdragen.all() if b.partij.sleutel == post.partij.sleutel],
        uitleg=f"U vult dit in voor {post.partij}."
        + (" U hebt de regie: leg vertraging uit." if post.heeft_regie else ""),
        knop="Voortgang vastleggen",
    )


@require_POST
def akkoord(request: Verzoek, pk: int) -> HttpResponse:
    """One click on the page of the round."""
    voortgang: Voortgang = get_object_or_404(
        Voortgang.objects.zichtbaar_voor(request.lid).select_related("ronde__prestatieafspraak", "afspraak", "partij"),
        pk=pk,
    )
    eigen = (
        Partij.objects.van(request.lid)
        .filter(prestatieafspraak=voortgang.ronde.prestatieafspraak_id)
        .exclude(pk=voortgang.partij_id)
        .first()
    )
    try:
        acties.geef_akkoord(door=request.lid, voortgang=voortgang, partij=eigen or voortgang.partij)
        messages.success(request, "Uw akkoord is vastgelegd.")
    except ValidationError as fout:
        messages.warning(request, " ".join(fout.messages))
    return redirect("monitoring", pk=voortgang.ronde_id)


@formulier
def sluiten(request: Verzoek, pk: int) -> HttpResponse:
    rij = _ronde(request, pk)
    eis(mag_afspraken_wijzigen(request.lid, rij.prestatieafspraak))
    nog = sum(post.stand is Invoerstand.TE_DOEN for post in posten_van(rij))

    def uitvoeren(_: dict[str, Any]) -> Gedaan:
        acties.sluit_monitoringronde(door=request.lid, ronde=rij)
        return Gedaan("De ronde is gesloten en het verslag ligt vast.")

    leeg = f" {nog} {'melding is' if nog == 1 else 'meldingen zijn'} nog niet ingevuld; dat komt zo in het verslag."
    return vul_in(
        request,
        BevestigFormulier(request.POST or None),
        uitvoeren,
        naar=lambda: reverse("monitoring-verslag", args=[pk]),
        bij=rij.prestatieafspraak,
        ronde=rij,
        titel="Ronde sluiten",
        uitleg="Het verslag ligt daarna vast en niemand kan nog iets wijzigen." + (leeg if nog else ""),
        knop="Ronde sluiten",
        gevaar=True,
    )


@require_safe
def verslag(request: Verzoek, pk: int) -> HttpResponse:
    """The report: frozen once the round is closed, until then as it stands."""
    rij = _ronde(request, pk)
    vast = verslag_van(rij)
    inhoud = vast.inhoud if vast else stel_samen(rij, posten_van(rij), timezone.localdate())
    return render(request, "afspraken/verslag.html", {**context(inhoud), "ronde": rij, "verslag": vast})


@require_safe
def pdf(request: Verzoek, pk: int) -> HttpResponse:
    """The bytes as they were made; of an open round as it stands now."""
    rij = _ronde(request, pk)
    vast = verslag_van(rij, met_bytes=True)
    bytes_ = bytes(vast.pdf) if vast else als_pdf(stel_samen(rij, posten_van(rij), timezone.localdate()))
    return HttpResponse(
        bytes_,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="monitoring-{rij.halfjaar.code}.pdf"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _ronde(request: Verzoek, pk: int) -> Monitoringronde:
    rijen = Monitoringronde.objects.zichtbaar_voor(request.lid).select_related("prestatieafspraak")
    rij: Monitoringronde = get_object_or_404(rijen, pk=pk)
    return rij


def _post(rij: Monitoringronde, afspraak: int, partij: int) -> Post:
    for post in posten_van(rij):
        if (post.afspraak.pk, post.partij.pk) == (afspraak, partij):
            return post
    raise Http404
