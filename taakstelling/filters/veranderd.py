"""Since which day somebody wants to know what changed; it lives in the address."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from organisaties.forms import Datumveld
from organisaties.regels.tijd import EERSTE_DAG
from organisaties.templatetags.weergave import datum
from organisaties.velden import NetFormulier
from taakstelling.regels.halfjaar import Halfjaar

GEWOON = timedelta(days=30)
"""How far back one looks who did not choose a day."""


class Sindsform(NetFormulier):
    """A day before the one the page is about; for a list the half-year too, and whether to show who did not change."""

    sinds = Datumveld(label="Veranderd sinds", required=False)

    def __init__(self, data: Any, *, tot: date, halfjaren: list[Halfjaar]) -> None:
        super().__init__(data, auto_id="filter_%s", use_required_attribute=False)
        self.tot = tot
        if halfjaren:
            self.fields["halfjaar"] = forms.ChoiceField(
                label="Halfjaar",
                required=False,
                choices=[(h.code, h.kort) for h in halfjaren],
                error_messages={"invalid_choice": "Kies een halfjaar uit de lijst."},
            )
            self.fields["toon"] = forms.ChoiceField(
                label="Toon",
                required=False,
                choices=[("", "Alleen wat veranderde"), ("alles", "Alle gemeenten")],
                error_messages={"invalid_choice": "Kies uit de lijst."},
            )
        if data.get("sort"):
            self.fields["sort"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_sinds(self) -> date | None:
        sinds: date | None = self.cleaned_data["sinds"]
        if sinds is not None and not EERSTE_DAG <= sinds < self.tot:
            raise ValidationError(f"Kies een dag vanaf {datum(EERSTE_DAG)} en vóór {datum(self.tot)}.")
        return sinds


class Sindsfilter:
    """What is asked. A question that is not understood is left out and says so."""

    def __init__(self, vraag: QueryDict, *, tot: date, halfjaren: list[Halfjaar] | None = None) -> None:
        gewoon = tot - GEWOON
        data = vraag.copy()
        if not data.get("sinds"):
            data["sinds"] = gewoon.isoformat()
        if halfjaren and not data.get("halfjaar"):
            data["halfjaar"] = Halfjaar.van_datum(tot).code
        self.form = Sindsform(data, tot=tot, halfjaren=halfjaren or [])
        self.form.is_valid()
        keuze = self.form.cleaned_data
        self.sinds: date = keuze.get("sinds") or gewoon
        self.halfjaar = Halfjaar.van_code(keuze["halfjaar"]) if keuze.get("halfjaar") else Halfjaar.van_datum(tot)
        self.alles = keuze.get("toon") == "alles"
