"""The filter of the list of differences; it lives in the address."""

from collections.abc import Sequence
from typing import Any

from django import forms

from taakstelling.overzicht.afstemming import Lijstregel
from taakstelling.velden import HalfjaarFormField


class AfstemmingFilter:
    """By half-year, gemeente, and whether there is a difference. What is odd in the address is ignored."""

    class Vraag(forms.Form):
        gemeente = forms.CharField(label="Gemeente", required=False, max_length=80)
        halfjaar = HalfjaarFormField(label="Halfjaar", required=False, help_text="Bijvoorbeeld 2024-1.")
        toon = forms.ChoiceField(
            label="Toon",
            required=False,
            choices=[("", "Met een verschil"), ("open", "Nog niet afgehandeld"), ("alles", "Ook zonder verschil")],
        )

    def __init__(self, vraag: Any, regels: Sequence[Lijstregel]) -> None:
        self.form = self.Vraag(vraag or None)
        self.meer_gemeenten = len({regel.gemeente.pk for regel in regels}) > 1
        if not self.meer_gemeenten:
            del self.form.fields["gemeente"]
        self.keuze: dict[str, Any] = self.form.cleaned_data if self.form.is_valid() else {}
        self.alle = regels

    def regels(self) -> list[Lijstregel]:
        return [regel for regel in self.alle if self._past(regel)]

    def _past(self, regel: Lijstregel) -> bool:
        naam, halfjaar, toon = (self.keuze.get(veld) for veld in ("gemeente", "halfjaar", "toon"))
        if naam and naam.casefold() not in regel.gemeente.naam.casefold():
            return False
        if halfjaar and regel.stand.halfjaar != halfjaar:
            return False
        if toon == "alles":
            return True
        return regel.verschil != 0 and (toon != "open" or regel.status != "afgehandeld")
