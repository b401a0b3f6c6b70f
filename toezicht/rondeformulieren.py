"""The forms with which a round is decided."""

import json
import re
from typing import Any

from django import forms

from organisaties.forms import EenmaligFormulier
from toezicht.forms import BeoordelingFormulier, Datumveld
from toezicht.models import Beoordeling
from toezicht.regels.besluit import halfjaar_in_zin
from toezicht.regels.kader import Kader
from toezicht.regels.kadertekst import oordeel_in_woorden
from toezicht.voorstellen import Rondevoorstel

PER_HALFJAAR = "trede_"
VOOR_MOTIVERING = ("vervangt", "versie", "inzending", "oordeel", "verschoond_tot")


class BesluitFormulier(BeoordelingFormulier):
    """The decision in the words of the kader, with the step on its ladder; without a kader only the oordeel."""

    def __init__(self, *args: Any, voorstel: Rondevoorstel, halfjaren: tuple[str, ...] = (), **kwargs: Any) -> None:
        """`halfjaren`: those with a trede of their own after an earlier decision in this round."""
        super().__init__(*args, **kwargs)
        kader = voorstel.kader.kader if voorstel.kader is not None else None
        self.fields["oordeel"].choices = [(code, _oordeel(kader, code)) for code in Beoordeling.Oordeel.values]  # type: ignore[attr-defined]
        if kader is None:
            return
        codes = tuple(dict.fromkeys((*voorstel.uitspraak.per_halfjaar, *halfjaren)))
        velden = _laddervelden(kader, codes, vraag_begin=not voorstel.begin_besloten)
        self.fields.update(velden)
        self.order_fields([*VOOR_MOTIVERING, *velden])

    def clean(self) -> dict[str, Any]:
        """The treden per half-year as one, by the code of the half-year."""
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        namen = [naam for naam in gegevens if naam.startswith(PER_HALFJAAR)]
        treden = {naam.removeprefix(PER_HALFJAAR): gegevens.pop(naam) for naam in namen}
        return gegevens | {"halfjaartreden": treden}


def _laddervelden(kader: Kader, codes: tuple[str, ...], *, vraag_begin: bool) -> dict[str, forms.Field]:
    treden = [(0, "Niet op de ladder"), *((t.nummer, f"Trede {t.nummer}: {t.naam}") for t in kader.treden)]
    kies = [("", "Kies een trede"), *treden]
    velden: dict[str, forms.Field] = {}
    if vraag_begin:
        velden["begintrede"] = forms.TypedChoiceField(
            label="Trede vóór deze peildatum",
            choices=[("", "Niet bekend"), *treden],
            coerce=int,
            empty_value=None,
            required=False,
            help_text="Thuisstand kent nog geen eerder besluit. Stond de gemeente al op een trede? Kies die.",
        )
    fout = {"required": "Kies een trede."}
    velden["trede"] = forms.TypedChoiceField(
        label="Trede na dit besluit", choices=kies, coerce=int, error_messages=fout
    )
    for code in codes:
        velden[f"{PER_HALFJAAR}{code}"] = forms.TypedChoiceField(
            label=f"Trede voor {halfjaar_in_zin(code)}", choices=kies, coerce=int, error_messages=fout
        )
    velden["coulance"] = forms.BooleanField(
        label="Coulance: deze peildatum leidt niet tot een stap", required=False, help_text="De telling loopt wel door."
    )
    velden["verlengd_tot"] = Datumveld(
        label="Termijn verlengd tot",
        required=False,
        help_text="Tot die dag stelt het kader geen hogere trede voor. De telling loopt wel door.",
    )
    return velden


def _oordeel(kader: Kader | None, code: str) -> str:
    naam = oordeel_in_woorden(kader, code).naam
    return naam if naam == code else f"{naam} ({code})"


class _Lezer(json.JSONDecoder):
    """Reads JSON; what is nested too deep to read is bad input like any other."""

    def decode(self, s: str, *args: Any) -> Any:
        try:
            return super().decode(s, *args)
        except RecursionError as diep:
            raise json.JSONDecodeError("te diep", s, 0) from diep


class GezienFormulier(EenmaligFormulier):
    """About many rows of a page at once; `gezien` says what was read of each."""

    gezien = forms.JSONField(widget=forms.HiddenInput, decoder=_Lezer)

    def clean_gezien(self) -> dict[str, str]:
        gezien = self.cleaned_data["gezien"]
        if not isinstance(gezien, dict) or not all(isinstance(tekst, str) for tekst in gezien.values()):
            raise forms.ValidationError("Dit formulier is verlopen. Kies de gemeenten opnieuw.")
        return gezien


class AkkoordenFormulier(GezienFormulier):
    """Agreeing with many beoordelingen; `gezien` is by their id. The ticks stand in the table."""

    foutkop = "U gaf geen akkoord."

    def clean_gezien(self) -> dict[int, str]:  # type: ignore[override]
        return {int(pk): versie for pk, versie in super().clean_gezien().items() if re.fullmatch("[0-9]{1,18}", pk)}


class VelenFormulier(GezienFormulier):
    """Taking the proposal for the gemeenten on the page; `gezien` says what was proposed about each."""

    datum = Datumveld(label="Datum van de brieven")
    telling_aanvaard = forms.BooleanField(required=False)
    begin_aanvaard = forms.BooleanField(required=False)
    betwist_aanvaard = forms.BooleanField(required=False)

    def __init__(self, *args: Any, voorlopig: str, zonder_begin: str, betwist: str, **kwargs: Any) -> None:
        """The last three name the gemeenten a tick is about; without any it is not asked."""
        super().__init__(*args, **kwargs)
        vinkjes = {
            "telling_aanvaard": ("Ik aanvaard de voorlopige telling", voorlopig),
            "begin_aanvaard": ("Deze gemeenten beginnen bij trede 0", zonder_begin),
            "betwist_aanvaard": ("Ik neem het voorstel ook over waar de cijfers worden betwist", betwist),
        }
        for naam, (label, gemeenten) in vinkjes.items():
            if gemeenten:
                self.fields[naam].label = label
                self.fields[naam].help_text = f"Zonder vinkje doen deze gemeenten niet mee: {gemeenten}."
            else:
                del self.fields[naam]
