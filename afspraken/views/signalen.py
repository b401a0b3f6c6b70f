"""Signals about a home, between gemeente and corporatie."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from afspraken import acties
from afspraken.forms.begeleiding import AntwoordForm, SignaalForm
from afspraken.models import Begeleidingssignaal
from afspraken.overzicht.begeleidingen import lees
from afspraken.toegang import mag_signaal_beantwoorden, mag_signaal_melden
from organisaties.middleware import Verzoek
from organisaties.templatetags.weergave import datum
from organisaties.toegang import eis
from organisaties.views.formulier import Gedaan, handel_af

_formulier = require_http_methods(["GET", "HEAD", "POST"])


@_formulier
def meld(request: Verzoek, pk: int) -> HttpResponse:
    begeleiding: Any = get_object_or_404(lees(request.lid), pk=pk)
    eis(mag_signaal_melden(request.lid, begeleiding))
    assert request.lid is not None
    lid = request.lid
    if begeleiding.corporatie is None and request.method != "POST":
        messages.info(request, "Vul eerst in van welke corporatie de woning is. Zij krijgt het signaal.")
        return redirect("begeleiding-wijzigen", pk=pk)
    form = SignaalForm(request.POST or None)

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        signaal = acties.meld_signaal(door=lid, begeleiding=begeleiding, **invoer)
        return Gedaan(f"Het signaal is gemeld. U vraagt een antwoord uiterlijk op {datum(signaal.antwoord_voor)}.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect("begeleiding", pk=pk)
    return render(request, "afspraken/signaal.html", {"form": form, "begeleiding": begeleiding})


@_formulier
def beantwoord(request: Verzoek, pk: int) -> HttpResponse:
    signaal: Begeleidingssignaal = get_object_or_404(
        Begeleidingssignaal.objects.zichtbaar_voor(request.lid).select_related(
            "begeleiding__huishouden", "begeleiding__gemeente", "begeleiding__corporatie", "gemeld_door__gebruiker"
        ),
        pk=pk,
    )
    eis(mag_signaal_beantwoorden(request.lid, signaal))
    assert request.lid is not None
    lid = request.lid
    terug = redirect("begeleiding", pk=signaal.begeleiding_id)
    if signaal.beantwoord_op is not None and request.method != "POST":
        messages.info(request, "Dit signaal is al beantwoord.")
        return terug
    form = AntwoordForm(request.POST or None)

    def uitvoeren(invoer: dict[str, Any]) -> Gedaan:
        acties.beantwoord_signaal(door=lid, signaal=signaal, **invoer)
        return Gedaan("Uw antwoord is verstuurd.")

    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return terug
    return render(
        request,
        "afspraken/signaal.html",
        {"form": form, "signaal": signaal, "begeleiding": signaal.begeleiding, "vandaag": timezone.localdate()},
    )
