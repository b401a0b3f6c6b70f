"""The forms of the supervision."""

from typing import Any

from django import forms

from organisaties.forms import BevestigFormulier, EenmaligFormulier, VersieFormulier
from organisaties.velden import NetFormulier
from taakstelling.velden import HalfjaarFormField
from toezicht.models import Afzender, Beoordeling
from toezicht.regels.besluit import MEESTE_TEKENS
from toezicht.regels.tekstvelden import fouten


class Datumveld(forms.DateField):
    """A day, picked or typed."""

    input_formats = ("%Y-%m-%d", "%d-%m-%Y")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)


def met_velden(tekst: str) -> str:
    if gevonden := fouten(tekst):
        raise forms.ValidationError(gevonden)
    return tekst


MEESTE_BRIEF = 5_000_000
"""Bytes; a letter is far smaller."""


class ControleFormulier(NetFormulier):
    """A letter to check. Nothing is written, so a form that is sent twice does no harm."""

    foutkop = "Dit bestand kan niet worden gecontroleerd."

    bestand = forms.FileField(
        label="Brief (PDF)",
        help_text="De brief zoals u die kreeg, hoogstens 5 MB. Wij bewaren hem niet.",
        allow_empty_file=True,
        error_messages={"required": "Kies de brief die u wilt controleren."},
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
    )

    def clean_bestand(self) -> Any:
        upload = self.cleaned_data["bestand"]
        if upload.size > MEESTE_BRIEF:
            raise forms.ValidationError("Het bestand is groter dan 5 MB. Een brief uit Thuisstand is veel kleiner.")
        if not upload.read(5) == b"%PDF-":
            raise forms.ValidationError("Dit is geen PDF. Kies de brief zelf.")
        upload.seek(0)
        return upload


class Bevestiging(BevestigFormulier, VersieFormulier):
    """Only a button, about something that may have changed since it was read; nothing was typed."""


class VaststelFormulier(Bevestiging):
    """Making a letter final: `gezien` says which text was read (see `toezicht.pdf.inhoud.vingerafdruk`)."""

    gezien = forms.CharField(required=False, widget=forms.HiddenInput)


class RondeFormulier(EenmaligFormulier):
    halfjaar = HalfjaarFormField(
        label="Halfjaar",
        help_text="Bijvoorbeeld 2024-1 voor de 1e helft van 2024. Het halfjaar moet voorbij zijn.",
    )
    cijfers_per = Datumveld(
        label="Cijfers lezen op",
        required=False,
        help_text="COA-cijfers van na deze dag tellen niet mee. Leeg: de dag die uit uw toezichtkader volgt.",
    )


class BeoordelingFormulier(VersieFormulier):
    """The decision about one gemeente, and what its letter starts with; `versie` is that of the concept."""

    vervangt = forms.IntegerField(required=False, widget=forms.HiddenInput)
    oordeel = forms.ChoiceField(label="Oordeel", choices=Beoordeling.Oordeel.choices, widget=forms.RadioSelect)
    verschoond_tot = Datumveld(
        label="Verschoond tot",
        required=False,
        help_text="Nodig bij “doch verschoonbaar”, en alleen daar. De stand verandert niet.",
    )
    motivering = forms.CharField(
        label="Motivering",
        required=False,
        max_length=MEESTE_TEKENS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Waarom dit oordeel? Nodig als u afwijkt van het voorstel. Dit staat niet in de brief.",
    )
    realisatie_aanvaard = forms.BooleanField(
        label="Ik aanvaard deze telling als realisatie in de brief", required=False
    )
    gevolg = forms.CharField(
        label="IBT-gevolg voor deze gemeente",
        required=False,
        max_length=MEESTE_TEKENS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Leeg: de algemene tekst van de provincie. Velden zoals {gemeente} mogen.",
    )
    kenmerk = forms.CharField(label="Ons kenmerk", max_length=60, required=False, help_text="Kan later nog.")
    datum = Datumveld(label="Datum van de brief")

    def __init__(self, *args: Any, voorlopig: str | None, **kwargs: Any) -> None:
        """`voorlopig` says that the realisatie may still change; without it there is nothing to accept."""
        super().__init__(*args, **kwargs)
        for naam in ("verschoond_tot", "motivering"):
            # Needed at times, as their own text says; "niet verplicht" would contradict that.
            self.fields[naam].stil = True  # type: ignore[attr-defined]
        if voorlopig is None:
            del self.fields["realisatie_aanvaard"]
        else:
            self.fields["realisatie_aanvaard"].help_text = f"{voorlopig} Zonder dit vinkje blijft de brief een concept."

    def clean_gevolg(self) -> str:
        return met_velden(self.cleaned_data["gevolg"])


class BriefFormulier(VersieFormulier):
    kenmerk = forms.CharField(label="Ons kenmerk", max_length=60, required=False)
    datum = Datumveld(label="Datum")
    onderwerp = forms.CharField(label="Onderwerp", max_length=160)
    afschrift_raad = forms.BooleanField(label="Stuur een afschrift aan de gemeenteraad", required=False)


class AfzenderFormulier(VersieFormulier):
    orgaan = forms.CharField(label="Orgaan", max_length=120, help_text="Bijvoorbeeld: Gedeputeerde Staten van Drenthe.")
    plaats = forms.CharField(label="Plaats", max_length=60, help_text="Staat voor de datum: Assen, 19 november 2024.")
    adres = forms.CharField(label="Adres in het briefhoofd", max_length=200, required=False)
    behandeld_door = forms.CharField(
        label="Behandeld door", max_length=120, help_text="Een functie of afdeling, geen naam van een persoon."
    )
    telefoon = forms.CharField(label="Telefoon", max_length=30, required=False)
    eerste_ondertekenaar = forms.CharField(label="Eerste ondertekenaar", max_length=60, help_text="Een functie.")
    tweede_ondertekenaar = forms.CharField(label="Tweede ondertekenaar", max_length=60, help_text="Een functie.")
    vier_ogen = forms.BooleanField(
        label="Vier ogen: een collega geeft akkoord voordat een brief vast kan",
        required=False,
        help_text="Wie een gemeente beoordeelt, kan daar niet zelf akkoord mee geven.",
    )
    woord = forms.ChoiceField(
        label="Hoe u hen noemt",
        choices=Afzender.Woord.choices,
        help_text="Dit woord komt in het onderwerp en waar u {statushouder} of {statushouders} schrijft.",
    )
