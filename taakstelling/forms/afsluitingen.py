"""The form to open a closed half-year again."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from organisaties.forms import EenmaligFormulier
from taakstelling.forms.plaatsingen import schone_reden
from taakstelling.regels.afsluiting import MEESTE_DAGEN_OPEN


class HeropenFormulier(EenmaligFormulier):
    reden = forms.CharField(
        label="Waarom moet het weer open?",
        max_length=200,
        help_text="Bijvoorbeeld: COA heeft het cijfer van een gemeente hersteld. Geen gegevens over personen.",
        error_messages={"required": "Vul in waarom het halfjaar weer open moet."},
    )
    tot = forms.DateField(
        label="Open tot en met",
        input_formats=("%Y-%m-%d", "%d-%m-%Y"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="De laatste dag. Is het dan nog niet gesloten, dan staat het bij Vandaag.",
        error_messages={"required": "Vul in tot wanneer het open mag staan."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vandaag = timezone.localdate()
        grenzen = {"min": vandaag.isoformat(), "max": (vandaag + timedelta(days=MEESTE_DAGEN_OPEN)).isoformat()}
        self.fields["tot"].widget.attrs |= grenzen

    def clean_reden(self) -> str:
        return schone_reden(self.cleaned_data["reden"])
