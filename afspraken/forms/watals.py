"""What is filled in to look ahead (in the address), and the stock of corporaties to share a number out by."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django import forms

from afspraken.regels.watals import Vraag
from organisaties.forms import Datumveld, EenmaligFormulier
from organisaties.velden import NetFormulier

MEESTE_BEZIT = 200_000
LANGST = timedelta(days=3 * 366)


def getalveld(
    label: str, laag: int, hoog: int, hulp: str = "", schuif: int | None = None, *, verplicht: bool = True
) -> forms.IntegerField:
    """A whole number that a script may show as a slider too, up to `schuif`."""
    return forms.IntegerField(
        label=label,
        required=verplicht,
        min_value=laag,
        max_value=hoog,
        help_text=hulp,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "data-schuif": schuif or hoog}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), f"Vul een heel getal in van {laag} tot en met {hoog}."
        ),
    )


def kommaveld(label: str, laag: int, hoog: int, hulp: str = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        min_value=laag,
        max_value=hoog,
        max_digits=5,
        decimal_places=1,
        help_text=hulp,
        localize=False,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.1", "data-schuif": 12}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value", "max_digits", "max_decimal_places"),
            f"Vul een getal in van {laag} tot en met {hoog}, met hoogstens één cijfer achter de komma.",
        ),
    )


class WatAlsForm(NetFormulier):
    """Filled in by the address; what is missing there is what the form begins with."""

    te_huisvesten = getalveld("Nog te huisvesten (personen)", 0, 5000, "De opgave, met achterstand.", schuif=400)
    van = Datumveld(label="Vanaf", error_messages={"required": "Vul de eerste dag in."})
    tot_en_met = Datumveld(label="Tot en met", error_messages={"required": "Vul de laatste dag in."})
    percentage = getalveld("Percentage dat u probeert", 0, 100)
    nu = getalveld("Percentage om mee te vergelijken", 0, 100, "De afspraak zoals die nu is.")
    voorraad = getalveld("Sociale huurwoningen in de gemeente", 0, MEESTE_BEZIT, schuif=20_000)
    mutatiegraad = kommaveld(
        "Mutatiegraad (% per jaar)", 0, 100, "Welk deel van de woningen in een jaar vrijkomt. Vaak 5 tot 7."
    )
    verhuringen = getalveld(
        "Of: verhuringen per jaar",
        0,
        MEESTE_BEZIT,
        "Vult u dit in, dan tellen de voorraad en de mutatiegraad niet mee.",
        schuif=1000,
        verplicht=False,
    )
    huishoudgrootte = kommaveld("Personen per woning, gemiddeld", 1, 12)
    gedeeld = getalveld("Gedeelde woningen", 0, 500, "Woningen waarin alleenstaanden samen wonen.", schuif=50)
    bewoners_gedeeld = getalveld("Personen per gedeelde woning", 1, 12)
    flex = getalveld("Flexwoningen erbij", 0, 1000, "Komen erbij: zij komen niet vrij.", schuif=100)
    bewoners_flex = getalveld("Personen per flexwoning", 1, 12)
    marge = getalveld("Tegenvaller of meevaller (%)", 0, 50, "Zoveel minder of meer woningen dan u verwacht.")

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or self.cleaned_data
        van, laatste = gegevens.get("van"), gegevens.get("tot_en_met")
        if van and laatste and laatste <= van:
            self.add_error("tot_en_met", f"Kies een dag na {van:%d-%m-%Y}.")
        elif van and laatste and laatste - van > LANGST:
            self.add_error("tot_en_met", "Kies een periode van hoogstens drie jaar.")
        return gegevens

    @property
    def vraag(self) -> Vraag:
        gegevens = dict(self.cleaned_data)
        laatste: date = gegevens.pop("tot_en_met")
        for veld in ("mutatiegraad", "huishoudgrootte"):
            gegevens[veld] = Fraction(gegevens[veld])
        return Vraag(tot=laatste + timedelta(days=1), **gegevens)


def _bezitveld(corporatie: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=f"Bezit van {corporatie}",
        required=False,
        min_value=0,
        max_value=MEESTE_BEZIT,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Vul het aantal woningen in, zonder punten."
        ),
    )


class BezitForm(EenmaligFormulier):
    """What each corporatie owned on a day. A field left empty says nothing of that corporatie."""

    peildatum = Datumveld(label="Geteld op", error_messages={"required": "Vul in op welke dag het bezit is geteld."})
    bron = forms.CharField(
        label="Bron", required=False, max_length=200, help_text="Bijvoorbeeld: opgave van de corporaties."
    )

    def __init__(self, *args: Any, corporaties: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.corporaties = corporaties
        for corporatie in corporaties:
            self.fields[f"bezit_{corporatie.pk}"] = _bezitveld(corporatie)

    def clean(self) -> dict[str, Any]:
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        velden = [f"bezit_{c.pk}" for c in self.corporaties]
        if not any(veld in self.errors for veld in velden) and all(gegevens.get(veld) is None for veld in velden):
            raise forms.ValidationError("Vul van minstens één corporatie het bezit in.")
        return gegevens

    @property
    def bezit(self) -> dict[Any, int]:
        """Homes by corporatie, as far as filled in."""
        ingevuld = {c: self.cleaned_data.get(f"bezit_{c.pk}") for c in self.corporaties}
        return {corporatie: aantal for corporatie, aantal in ingevuld.items() if aantal is not None}


class VerdelingForm(NetFormulier):
    """A number of homes and the stock of each corporatie."""

    aantal = forms.IntegerField(
        label="Woningen om te verdelen",
        min_value=0,
        max_value=MEESTE_BEZIT,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), "Vul in hoeveel woningen u verdeelt, zonder punten."
        ),
    )

    def __init__(self, *args: Any, corporaties: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.corporaties = corporaties
        for corporatie in corporaties:
            self.fields[f"bezit_{corporatie.pk}"] = _bezitveld(corporatie)

    @property
    def bezit(self) -> dict[str, int]:
        """Stock by corporatie (its number), as far as filled in."""
        return {str(c.pk): self.cleaned_data.get(f"bezit_{c.pk}") or 0 for c in self.corporaties}
