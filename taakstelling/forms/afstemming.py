"""The forms of the afstemming: a figure and a list of COA, V-nummers, and what was done about a difference."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from organisaties.forms import BevestigFormulier, Datumveld, EenmaligFormulier, VersieFormulier
from organisaties.models import Gemeente
from organisaties.regels.persoonsgegevens import lijkt_persoonsgegeven
from taakstelling.forms.plaatsingen import schone_reden
from taakstelling.herkenning import GEEN_V_NUMMER, Kenteken, kentekens
from taakstelling.invoer.coalijst import VELDEN
from taakstelling.invoer.waarden import MEESTE_PERSONEN
from taakstelling.models import Verschilstatus
from taakstelling.velden import HalfjaarFormField

KOLOM = "kolom_"
MEESTE_V_NUMMERS = 20
_Status = Verschilstatus.Status


class CoacijferForm(EenmaligFormulier):
    """One official figure."""

    cijfers_per = Datumveld(
        label="Cijfers per",
        help_text="De dag waarop COA het cijfer aflas. Die kan na de peildatum liggen.",
        error_messages={"required": "Vul de dag in waarop COA het cijfer aflas."},
    )
    aantal = forms.IntegerField(
        label="Aantal personen",
        min_value=0,
        max_value=MEESTE_PERSONEN,
        help_text="Opgeteld vanaf het begin van het halfjaar.",
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), "Vul een heel getal van 0 of meer in."
        ),
    )
    bron = forms.CharField(
        label="Bron",
        max_length=300,
        help_text="Bijvoorbeeld: COA, maandoverzicht juli 2024.",
        error_messages={"required": "Vul in waar dit cijfer staat."},
    )


class CoacijferCorrectieForm(CoacijferForm):
    """A correction: the same fields and why."""

    reden = forms.CharField(label="Reden van de correctie", max_length=200)

    def clean_reden(self) -> str:
        return schone_reden(self.cleaned_data["reden"])


class IntrekkenForm(EenmaligFormulier):
    """Withdrawing a figure or a list asks why; it stays readable with this reason."""

    reden = forms.CharField(label="Waarom trekt u dit in?", max_length=200)

    def clean_reden(self) -> str:
        return schone_reden(self.cleaned_data["reden"])


class CoalijstForm(EenmaligFormulier):
    """A list of COA. With `kop` it also asks which columns hold what."""

    gemeente = forms.ModelChoiceField(label="Gemeente", queryset=Gemeente.objects.none(), empty_label=None)
    halfjaar = HalfjaarFormField(label="Halfjaar", help_text="Bijvoorbeeld 2024-1.")
    cijfers_per = Datumveld(label="Cijfers per", help_text="De dag waarop de lijst is gemaakt.")
    bron = forms.CharField(
        label="Bron",
        max_length=80,
        help_text="Onder deze naam onthouden we de kolommen. Gebruik elke maand dezelfde, zoals TVS maandlijst.",
    )
    bestand = forms.FileField(
        label="Bestand",
        help_text="Een .xlsx- of .csv-bestand zoals u het kreeg. Het bestand zelf wordt niet bewaard.",
        error_messages=dict.fromkeys(("required", "empty", "missing"), "Kies een bestand dat niet leeg is."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def __init__(
        self,
        *args: Any,
        gemeenten: QuerySet[Gemeente],
        kop: Sequence[str] = (),
        voorstel: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        velden: dict[str, Any] = self.fields
        velden["gemeente"].queryset = gemeenten
        eigen = list(gemeenten[:2])
        if len(eigen) == 1:
            self.initial.setdefault("gemeente", eigen[0].pk)
            velden["gemeente"].widget = forms.HiddenInput()
        for veld in VELDEN if kop else ():
            velden[KOLOM + veld.naam] = forms.ChoiceField(
                label=veld.label,
                help_text=veld.uitleg,
                required=False,
                choices=[("", "Staat er niet in"), *((naam, naam) for naam in dict.fromkeys(kop) if naam)],
                initial=(voorstel or {}).get(veld.naam, ""),
                error_messages={"invalid_choice": "Deze kolom staat niet in het bestand. Kies een andere."},
            )
            velden[KOLOM + veld.naam].stil = True  # "Staat er niet in" says that it may be empty
        if kop:
            self.order_fields(
                [*(n for n in velden if n.startswith(KOLOM)), "gemeente", "halfjaar", "cijfers_per", "bron", "bestand"]
            )

    def clean_bron(self) -> str:
        bron: str = self.cleaned_data["bron"].strip()
        if soort := lijkt_persoonsgegeven(bron):
            raise ValidationError(f"Dit lijkt op een {soort}. Geef de bron een naam zonder persoonsgegevens.")
        return bron

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or self.cleaned_data
        gekozen = [(naam, kolom) for naam in self.fields if naam.startswith(KOLOM) and (kolom := gegevens.get(naam))]
        for naam, kolom in gekozen:
            if sum(1 for _, ander in gekozen if ander == kolom) > 1:
                self.add_error(naam, "Deze kolom is twee keer gekozen. Kies per gegeven een eigen kolom.")
        vindt = {KOLOM + naam for naam in ("v_nummer", "kenmerk", "datum")}
        if vindt & set(self.fields) and not self.errors and not vindt & {naam for naam, _ in gekozen}:
            self.add_error(
                KOLOM + "v_nummer", "Kies minstens een kolom voor het V-nummer, het eigen kenmerk of de datum."
            )
        return gegevens

    @property
    def kolommen(self) -> dict[str, str]:
        """Field → column, of a valid form that asked for them."""
        return {
            naam.removeprefix(KOLOM): kolom
            for naam, kolom in self.cleaned_data.items()
            if naam.startswith(KOLOM) and kolom
        }


class VnummersForm(EenmaligFormulier):
    """V-nummers of the people in one household. They leave this form as hashes, and it never shows them again."""

    # The browser would draw an empty field that must be filled in as a mistake.
    use_required_attribute = False

    v_nummers = forms.CharField(
        label="V-nummers",
        help_text="Van iedereen in het huishouden, met een spatie ertussen of elk op een eigen regel.",
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Vul minstens één V-nummer in."},
    )

    def clean_v_nummers(self) -> list[tuple[Kenteken, ...]]:
        delen = [deel for deel in re.split(r"[\s,;]+", self.cleaned_data["v_nummers"]) if deel]
        if len(delen) > MEESTE_V_NUMMERS:
            raise ValidationError(f"Vul hoogstens {MEESTE_V_NUMMERS} V-nummers in.")
        try:
            return [kentekens(deel) for deel in delen]
        except ValueError as fout:
            raise ValidationError(f"{GEEN_V_NUMMER} Vul ze opnieuw in.") from fout

    def leeg(self) -> None:
        """Before the form is shown again: what was typed does not go back to the page."""
        self.data = {naam: waarde for naam, waarde in self.data.items() if naam != self.add_prefix("v_nummers")}


class VerschilForm(VersieFormulier):
    """Where one difference stands, and a note."""

    status = forms.ChoiceField(
        label="Status",
        choices=[
            (_Status.OPEN, "Open: nog uit te zoeken"),
            (_Status.VOORGELEGD, "Voorgelegd aan COA of provincie"),
            (_Status.OPGELOST, "Opgelost: een van beide cijfers wordt verbeterd"),
            (_Status.AANVAARD, "Aanvaard: het verschil klopt en blijft zo"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een status."},
    )
    notitie = forms.CharField(
        label="Notitie",
        required=False,
        max_length=300,
        help_text="Bijvoorbeeld met wie u sprak en wat is afgesproken. Geen namen van bewoners, BSN of V-nummer.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_notitie(self) -> str:
        notitie: str = self.cleaned_data["notitie"].strip()
        if soort := lijkt_persoonsgegeven(notitie):
            raise ValidationError(f"Dit lijkt op een {soort}. Schrijf de notitie zonder persoonsgegevens.")
        return notitie


class VoorgelegdForm(BevestigFormulier):
    """The button under a text to COA."""
