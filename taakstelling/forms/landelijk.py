"""A version of the national number."""

from typing import Any

from django import forms

from organisaties.forms import Datumveld, EenmaligFormulier
from taakstelling.forms.plaatsingen import schone_reden
from taakstelling.models import Prognose
from taakstelling.models.cijfers import STATUSSEN
from taakstelling.regels.halfjaar import Halfjaar

MEESTE = 1_000_000
VELDEN = ("aantal", "status", "gepubliceerd_op", "bron")


class LandelijkForm(EenmaligFormulier):
    """Filled in by its address first, to see what it does; sent in to record it."""

    aantal = forms.IntegerField(
        label="Landelijk aantal",
        min_value=0,
        max_value=MEESTE,
        help_text="Personen die alle gemeenten samen in dit halfjaar huisvesten.",
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Vul het aantal in.",
            "invalid": "Vul een heel getal in zonder punten, bijvoorbeeld 17600.",
            "min_value": "Vul een getal van 0 of meer in.",
            "max_value": "Dat zijn meer dan een miljoen personen. Vul het aantal zonder extra nullen in.",
        },
    )
    status = forms.ChoiceField(
        label="Status",
        choices=[("", "Kies een status"), *STATUSSEN],
        help_text="Indicatief is een aankondiging en telt niet. Bijgesteld is verhoogd of verlaagd na de vaststelling.",
        error_messages={"required": "Kies een status."},
    )
    gepubliceerd_op = Datumveld(
        label="Gepubliceerd op",
        help_text="De dag van de Staatscourant of de brief. De laatst gepubliceerde versie telt.",
        error_messages={
            "required": "Vul in op welke dag het aantal is gepubliceerd.",
            "invalid": "Vul een datum in, bijvoorbeeld 20-03-2013.",
        },
    )
    bron = forms.CharField(
        label="Bron",
        max_length=300,
        help_text="Bijvoorbeeld Stcrt. 2018, 18939.",
        error_messages={"required": "Vul in waar het aantal staat."},
    )
    met_taakstellingen = forms.BooleanField(
        label="Leg ook de taakstelling per gemeente vast, zoals hieronder berekend",
        required=False,
        help_text="Laat leeg als de taakstellingen nog worden gepubliceerd: wat gepubliceerd is, gaat vóór de formule.",
    )

    def clean_bron(self) -> str:
        return schone_reden(self.cleaned_data["bron"])

    def prognose(self, halfjaar: Halfjaar) -> Prognose:
        """The version that was filled in, not yet saved."""
        velden: dict[str, Any] = {naam: self.cleaned_data[naam] for naam in VELDEN}
        return Prognose(halfjaar=halfjaar, **velden)
