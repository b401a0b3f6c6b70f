"""The round of monitoring: opening it and filling in one's own part."""

from typing import Any

from django import forms

from afspraken.regels.monitoring import Verloop
from organisaties.forms import Datumveld, EenmaligFormulier
from taakstelling.velden import HalfjaarFormField


class RondeFormulier(EenmaligFormulier):
    halfjaar = HalfjaarFormField(
        label="Halfjaar",
        help_text="Bijvoorbeeld 2024-1. Een ronde kan open in het tweede of het vierde kwartaal, of later.",
        error_messages={"required": "Vul een halfjaar in, bijvoorbeeld 2024-1."},
    )
    uiterlijk = Datumveld(
        label="Invullen tot en met",
        help_text="Vooraf en daarna krijgen partijen die nog niets meldden een herinnering.",
        error_messages={"required": "Vul in tot en met welke dag partijen invullen."},
    )


class VoortgangFormulier(EenmaligFormulier):
    verloop = forms.ChoiceField(
        label="Hoe gaat het",
        choices=[(verloop.value, verloop.value.capitalize()) for verloop in Verloop],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe het gaat."},
    )
    toelichting = forms.CharField(
        label="Toelichting",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Wat is er gedaan, wat komt er nog? Geen namen van personen.",
    )

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or self.cleaned_data
        if verloop := gegevens.get("verloop"):
            gegevens["verloop"] = Verloop(verloop)
        return gegevens
