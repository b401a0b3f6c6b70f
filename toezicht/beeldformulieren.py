"""The forms about a round as a whole."""

from django import forms

from organisaties.forms import BevestigFormulier, VersieFormulier
from toezicht.forms import Datumveld
from toezicht.rondestukken.mdto import NOG_TE_BEPALEN, WAARDERINGEN


class GsBesluitFormulier(VersieFormulier):
    nummer = forms.CharField(
        label="Nummer van het besluit",
        max_length=60,
        error_messages={"required": "Vul het nummer van het besluit in."},
    )
    datum = Datumveld(label="Datum van het besluit", error_messages={"required": "Vul de datum van het besluit in."})


class OverdrachtFormulier(BevestigFormulier):
    """What the provincie's own selectielijst says about these files; Thuisstand does not know it."""

    waardering = forms.ChoiceField(
        label="Waardering",
        choices=[(woord, woord.capitalize()) for woord in WAARDERINGEN],
        initial=NOG_TE_BEPALEN,
        widget=forms.RadioSelect,
    )
    bewaarjaren = forms.IntegerField(
        label="Bewaartermijn in jaren",
        required=False,
        min_value=1,
        max_value=200,
        help_text="Zoals in uw selectielijst. Leeg: staat niet in de metagegevens.",
    )
