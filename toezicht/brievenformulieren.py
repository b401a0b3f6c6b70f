"""The forms about many letters at once."""

from typing import Any

from django import forms

from organisaties.forms import EenmaligFormulier, VersieFormulier
from toezicht.forms import Datumveld
from toezicht.regels.kenmerken import fout_in_patroon

NIEMAND, ALTIJD = "", "0"


class ConceptenFormulier(EenmaligFormulier):
    """How the letters that are begun together are dated, and at which trede the raad gets a copy."""

    datum = Datumveld(label="Datum van de brieven")
    datum_bestaande = forms.BooleanField(label="Geef ook de concepten die er al zijn deze datum", required=False)
    afschrift = forms.ChoiceField(label="Afschrift aan de gemeenteraad", required=False)
    ook_bestaande = forms.BooleanField(
        label="Stel het afschrift ook in bij de concepten die er al zijn", required=False
    )

    def __init__(self, *args: Any, treden: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes = [(NIEMAND, "Geen afschrift"), (ALTIJD, "Bij elke brief")]
        self.fields["afschrift"].choices = [  # type: ignore[attr-defined]
            *keuzes,
            *((str(nummer), f"Vanaf trede {nummer}: {naam}") for nummer, naam in treden),
        ]

    def clean_afschrift(self) -> int | None:
        gekozen = self.cleaned_data["afschrift"]
        return None if gekozen == NIEMAND else int(gekozen)


class PlakFormulier(EenmaligFormulier):
    tekst = forms.CharField(
        label="Gemeente en kenmerk",
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=100_000,
        help_text="Kopieer twee kolommen uit Excel: de gemeente (naam of code) en het kenmerk. Eén gemeente per regel.",
        error_messages={"required": "Plak hier de gemeenten met hun kenmerk."},
    )


class ReeksFormulier(VersieFormulier):
    patroon = forms.CharField(
        label="Patroon",
        max_length=50,
        required=False,
        help_text="Zoals 47/4.1/{jaar}{nummer:06}: het jaar van de brief en een nummer van zes cijfers. "
        "Leeg: geen reeks.",
    )
    volgende = forms.IntegerField(
        label="Volgende nummer", min_value=1, max_value=999_999_999, help_text="De eerstvolgende brief krijgt dit."
    )

    def clean_patroon(self) -> str:
        patroon: str = self.cleaned_data["patroon"].strip()
        if patroon and (fout := fout_in_patroon(patroon)):
            raise forms.ValidationError(fout)
        return patroon
