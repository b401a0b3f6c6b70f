"""The settlement of a regio, as the coordinator adapts it, and the homes that are expected in it."""

from typing import Any

from django import forms
from django.utils import timezone

from organisaties.forms import Datumveld, EenmaligFormulier
from organisaties.velden import NetFormulier
from taakstelling.overzicht import Regiobeeld
from taakstelling.regels.plaatsingsplan import MATEN
from taakstelling.regels.verrekening import Verrekening, uit_wijzigingen

MEESTE = 5_000
"""Personen: more than any gemeente has as a taakstelling."""
MEESTE_WONINGEN = 500
"""Of one kind in one gemeente in half a year."""
FOUT_AANTAL = f"Vul een heel getal in van 0 tot en met {MEESTE_WONINGEN}."


class WoningenForm(NetFormulier):
    """How many homes of each kind are expected in each gemeente. In the address, so kept and shared but not stored."""

    def __init__(self, *args: Any, beeld: Regiobeeld, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.beeld = beeld
        for regel in beeld.regels:
            for ruimte, naam in MATEN.items():
                self.fields[f"w{ruimte}_{regel.gemeente.code}"] = forms.IntegerField(
                    label=f"{regel.gemeente}: woningen voor {naam} personen",
                    required=False,
                    min_value=0,
                    max_value=MEESTE_WONINGEN,
                    widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 0}),
                    error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), FOUT_AANTAL),
                )

    @property
    def rijen(self) -> list[tuple[Any, list[tuple[str, Any]]]]:
        """Per gemeente its fields, each with the kind of home it is about."""
        return [
            (regel.gemeente, [(naam, self[f"w{ruimte}_{regel.gemeente.code}"]) for ruimte, naam in MATEN.items()])
            for regel in self.beeld.regels
        ]

    @property
    def woningen(self) -> dict[tuple[str, int], int]:
        """What was filled in and is right, per (code, ruimte)."""
        gegevens = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return {
            (regel.gemeente.code, ruimte): aantal
            for regel in self.beeld.regels
            for ruimte in MATEN
            if (aantal := gegevens.get(f"w{ruimte}_{regel.gemeente.code}"))
        }


class VerrekeningForm(EenmaligFormulier):
    """Per gemeente what is added to its stand; `voorstel` is what the form begins with."""

    versie = forms.CharField(required=False, widget=forms.HiddenInput)
    datum = Datumveld(
        label="Datum van het besluit",
        help_text="De dag waarop de colleges samen besloten.",
        error_messages={"required": "Vul de dag van het besluit in."},
    )
    grondslag = forms.CharField(
        label="Kenmerk van het besluit",
        max_length=200,
        help_text="Bijvoorbeeld: Besluit herverdeling 2017-1, zaak 2017-118.",
        error_messages={"required": "Vul het kenmerk van het besluit in."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reden = forms.CharField(
        label="Reden",
        max_length=300,
        initial="Gezamenlijke taakstelling van de regio",
        error_messages={"required": "Vul de reden van de herverdeling in."},
    )
    besloten = forms.BooleanField(
        label="De colleges van al deze gemeenten hebben dit besloten",
        help_text="Zonder hun besluit verandert de taakstelling niet (Huisvestingswet artikel 29, tweede lid).",
        error_messages={"required": "Leg de verrekening pas vast als de colleges haar hebben besloten."},
    )

    def __init__(self, *args: Any, beeld: Regiobeeld, voorstel: Verrekening, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.beeld = beeld
        for regel in beeld.regels:
            naam = f"wijziging_{regel.gemeente.code}"
            self.fields[naam] = forms.IntegerField(
                label=f"Stand erbij of eraf, {regel.gemeente}",
                required=False,
                min_value=-MEESTE,
                max_value=MEESTE,
                initial=voorstel.wijzigingen.get(regel.gemeente.code, 0),
                widget=forms.NumberInput(attrs={"inputmode": "text"}),
                error_messages={
                    "invalid": "Vul een heel getal in, bijvoorbeeld 4 of -4.",
                    "min_value": f"Vul een getal in van -{MEESTE} of meer.",
                    "max_value": f"Vul een getal in van {MEESTE} of minder.",
                },
            )
        if beeld.halfjaar.bevat(timezone.localdate()):
            self.fields["datum"].initial = timezone.localdate()

    @property
    def wijzigingen(self) -> dict[str, int]:
        """What the form holds now, as far as it is a number; what it began with when nothing was sent in."""
        uit = {}
        for regel in self.beeld.regels:
            naam = f"wijziging_{regel.gemeente.code}"
            waarde = getattr(self, "cleaned_data", {}).get(naam) if self.is_bound else self[naam].initial
            uit[regel.gemeente.code] = waarde or 0
        return uit

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or self.cleaned_data
        aantallen = {
            regel.gemeente.code: gegevens.pop(f"wijziging_{regel.gemeente.code}", None) for regel in self.beeld.regels
        }
        # What was typed stays for the page, which shows what it would do to the standen.
        self.cleaned_data = gegevens | {f"wijziging_{code}": aantal for code, aantal in aantallen.items()}
        som = sum(aantal or 0 for aantal in aantallen.values())
        if som:
            self.add_error(None, f"De wijzigingen zijn samen {som:+d}. Samen moeten ze nul zijn.".replace("-", "−"))
        elif not any(aantallen.values()):
            self.add_error(None, "Vul in wie hoeveel erbij krijgt of afstaat. Nu verandert er niets.")
        return self.cleaned_data

    def verrekening(self) -> Verrekening | None:
        """The transfers behind what the form holds; None while it is not nil together."""
        wijzigingen = self.wijzigingen
        return None if sum(wijzigingen.values()) else uit_wijzigingen(wijzigingen)
