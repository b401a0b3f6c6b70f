"""Around an agreement: signing, documents, overleg, the dates of a year, the uitvoeringsagenda."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from afspraken.documenten import MEESTE_BYTES, bekijk
from afspraken.models import Partij, Prestatieafspraak
from afspraken.regels.cyclus import Overlegsoort
from organisaties.forms import Datumveld, EenmaligFormulier, VersieFormulier


class OndertekenFormulier(VersieFormulier):
    """`versie` is the controlegetal of the text as it was when the form was opened."""

    ondertekenaar = forms.CharField(
        label="Wie tekende",
        max_length=120,
        help_text="De functie is genoeg, bijvoorbeeld: wethouder wonen.",
        error_messages={"required": "Vul de functie of de naam in van wie tekende."},
    )
    datum = Datumveld(label="Getekend op", required=False, help_text="Leeg als u de dag niet weet.")


class RedenFormulier(EenmaligFormulier):
    reden = forms.CharField(
        label="Reden",
        max_length=200,
        help_text="Kort, zonder namen van personen.",
        error_messages={"required": "Schrijf kort waarom."},
    )


class DocumentFormulier(EenmaligFormulier):
    """A PDF; `inhoud` holds its bytes once it was looked at."""

    foutkop = "Dit document is niet toegevoegd."
    inhoud: bytes = b""

    titel = forms.CharField(
        label="Wat is het",
        max_length=120,
        help_text="Bijvoorbeeld: ondertekende prestatieafspraken.",
        error_messages={"required": "Schrijf in een paar woorden wat voor stuk het is."},
    )
    bestand = forms.FileField(
        label="Bestand",
        help_text=f"Een PDF van hoogstens {MEESTE_BYTES // 1_000_000} MB.",
        allow_empty_file=True,  # said below, in the same words as elsewhere
        error_messages={"required": "Kies de PDF die u wilt toevoegen."},
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
    )

    def __init__(self, *args: Any, nieuwe_versie: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if nieuwe_versie:
            del self.fields["titel"]

    def clean_bestand(self) -> Any:
        upload = self.cleaned_data["bestand"]
        if upload.size > MEESTE_BYTES:
            raise ValidationError(f"Het bestand is groter dan {MEESTE_BYTES // 1_000_000} MB. Maak de PDF kleiner.")
        self.inhoud = upload.read()
        bekijk(self.inhoud)
        return upload


class OverlegFormulier(EenmaligFormulier):
    soort = forms.ChoiceField(
        label="Soort overleg", choices=[(soort.value, soort.value.capitalize()) for soort in Overlegsoort]
    )
    datum = Datumveld(label="Datum", error_messages={"required": "Vul de dag van het overleg in."})
    onderwerp = forms.CharField(label="Onderwerp", max_length=160, required=False)

    def clean_soort(self) -> Overlegsoort:
        return Overlegsoort(self.cleaned_data["soort"])


_JAARDAG = {"required": "Vul een datum in."}


class CyclusFormulier(EenmaligFormulier):
    overleg = Datumveld(label="De corporatie vraagt uiterlijk om overleg op", error_messages=_JAARDAG)
    bod = Datumveld(label="De corporatie brengt haar bod uit op", error_messages=_JAARDAG)
    bericht = Datumveld(label="Bericht over de afspraken aan de minister op", error_messages=_JAARDAG)

    def __init__(self, *args: Any, jaar: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.jaar = jaar

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or self.cleaned_data
        for veld in ("overleg", "bod", "bericht"):
            dag = gegevens.get(veld)
            if dag and dag.year != self.jaar:
                self.add_error(veld, f"Kies een dag in {self.jaar}.")
        return gegevens


class UitvoeringFormulier(EenmaligFormulier):
    regie = forms.ModelChoiceField(
        label="Regie",
        queryset=Partij.objects.none(),
        required=False,
        empty_label="Zoals in de getekende tekst",
    )
    aanpak = forms.CharField(
        label="Hoe", max_length=300, error_messages={"required": "Schrijf kort hoe dit wordt uitgevoerd."}
    )
    klaar_op = Datumveld(label="Klaar op", required=False)

    def __init__(self, *args: Any, bij: Prestatieafspraak, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        velden: dict[str, Any] = self.fields
        velden["regie"].queryset = bij.partijen.select_related("gemeente", "corporatie", "huurdersorganisatie")
