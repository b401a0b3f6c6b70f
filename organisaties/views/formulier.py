"""What the pages with a form share: handled once, back with messages, and a sentence about what happened."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render

from organisaties import acties
from organisaties.acties.mail import Verzending
from organisaties.middleware import Verzoek
from organisaties.vastleggen import AlGewijzigd

AL_GEDAAN = "Dit formulier was al verwerkt. Er is niets dubbel vastgelegd."


@dataclass(frozen=True)
class Gedaan:
    """What the user reads after the act, and the mail that goes with it."""

    zin: str
    verzending: Verzending | None = None


def handel_af(
    request: Verzoek,
    form: forms.Form,
    uitvoeren: Callable[[dict[str, Any]], Gedaan | None],
) -> bool:
    """Do the act once for this form. False: the form has messages to show.

    A form that was handled before does nothing again and counts as done: a double click ends on the same page, and is
    told so.
    """
    if not form.is_valid():
        return False
    gegevens = dict(form.cleaned_data)
    sleutel = gegevens.pop("inzending")
    gedaan = None
    try:
        with transaction.atomic():
            if acties.neem_inzending(sleutel=sleutel, door=request.lid):
                gedaan = uitvoeren(gegevens)
            else:
                messages.info(request, AL_GEDAAN)
    except ValidationError as fout:
        zichtbaar = {veld.name for veld in form.visible_fields()}
        for veld, teksten in getattr(fout, "error_dict", {None: fout}).items():
            # A message at a field that this form does not show goes on top instead of getting lost.
            form.add_error(veld if veld in zichtbaar else None, teksten)
        return False
    except AlGewijzigd as fout:
        form.add_error(None, str(fout))
        return False
    if gedaan:
        messages.success(request, gedaan.zin)
        if gedaan.verzending and gedaan.verzending.gelukt is False:
            messages.warning(request, "De mail is niet verstuurd: de mailserver werkt niet mee. Probeer het later.")
    return True


def bevestig(request: Verzoek, form: forms.Form, **inhoud: Any) -> HttpResponse:
    """The page that says in a sentence (`zin`) what the one button (`knop`) will do, and where `terug` leads."""
    return render(request, "organisaties/bevestig.html", {"form": form, **inhoud})
