"""One form on one page: what the many small forms around an agreement share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from afspraken.models import Prestatieafspraak
from afspraken.toegang import mag_afspraken_wijzigen
from organisaties.middleware import Verzoek
from organisaties.toegang import eis
from organisaties.views.formulier import Gedaan, handel_af

formulier = require_http_methods(["GET", "HEAD", "POST"])


def vul_in(
    request: Verzoek,
    form: forms.Form,
    uitvoeren: Callable[[dict[str, Any]], Gedaan | None],
    *,
    naar: Callable[[], str],
    bij: Prestatieafspraak | None = None,
    **inhoud: Any,
) -> HttpResponse:
    """Handle the form and go `naar`, or show it: `titel`, `uitleg` and `knop` say what it does.

    Cancelling leads to the agreement (`bij`), or to the list.
    """
    if request.method == "POST" and handel_af(request, form, uitvoeren):
        return redirect(naar())
    annuleer = reverse("afspraak", args=[bij.pk]) if bij else reverse("afspraken")
    return render(request, "afspraken/formulier.html", {"form": form, "bij": bij, "annuleer_url": annuleer, **inhoud})


def zichtbaar(request: Verzoek, pk: int) -> Prestatieafspraak:
    """The agreement, when this person may know that it exists."""
    rij: Prestatieafspraak = get_object_or_404(Prestatieafspraak.objects.zichtbaar_voor(request.lid), pk=pk)
    return rij


def te_wijzigen(request: Verzoek, pk: int) -> Prestatieafspraak:
    """The agreement, when this person keeps its papers."""
    rij = zichtbaar(request, pk)
    eis(mag_afspraken_wijzigen(request.lid, rij))
    return rij
