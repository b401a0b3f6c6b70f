"""A besluit that changes standen: what is the same for all of it, and a row per gemeente."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from organisaties.forms import Datumveld, EenmaligFormulier
from organisaties.gemeentewijzer import GeenGemeente, Gemeentewijzer
from organisaties.models import Gemeente, Lidmaatschap
from organisaties.velden import NetFormulier
from taakstelling.forms.plaatsingen import schone_reden
from taakstelling.models import Mutatie
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.mutaties import SAMEN_NUL, fout_in_aantal
from taakstelling.toegang import mag_mutaties_vastleggen

MEESTE = 1_000_000
MEESTE_REGELS = 80
UITLEG: dict[str, str] = {
    "herverdeling": "+5: deze gemeente hoeft er vijf minder te huisvesten. −5: vijf meer. Samen is het nul.",
    "vrijstelling": "+5: vijf minder te huisvesten.",
    "correctie": "+5: de stand gaat vijf omhoog (minder achterstand). −5: vijf omlaag.",
    "herindeling": "+5: de stand gaat vijf omhoog. −5: omlaag, dus een achterstand van vijf erbij. Samen is het nul.",
    "beginstand": "−10: een achterstand van tien. +5: een voorsprong van vijf. 0: geen van beide.",
}
DATUM_UITLEG: dict[str, str] = {
    "beginstand": "De eerste dag van een halfjaar: 1 januari of 1 juli. De beginstand vervangt alles wat ervoor ligt.",
    "herindeling": "De dag van de herindeling of grenscorrectie.",
}
_GETAL = re.compile(r"[+-]?[0-9]{1,7}")


class Tekengetal(forms.Field):
    """A whole number with its sign, typed as 5, +5, -5 or −5."""

    default_error_messages = {
        "required": "Vul een aantal in.",
        "invalid": "Vul een heel getal in met een plus of een min ervoor, bijvoorbeeld +5 of −5.",
    }

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        geschreven = str(value).strip().replace("\N{MINUS SIGN}", "-").replace("\N{EN DASH}", "-").replace(".", "")
        if not _GETAL.fullmatch(geschreven) or abs(int(geschreven)) > MEESTE:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return int(geschreven)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:+d}".replace("-", "\N{MINUS SIGN}") if isinstance(value, int) and value else value


class BesluitForm(EenmaligFormulier):
    """When it works, on what it rests and why. Everybody who sees the figures reads these texts."""

    datum = Datumveld(
        label="Datum",
        help_text="Een dag in het halfjaar waarin het besluit werkt.",
        error_messages={"required": "Vul de datum in.", "invalid": "Vul een datum in, bijvoorbeeld 12-06-2024."},
    )
    grondslag = forms.CharField(
        label="Grondslag",
        max_length=200,
        help_text="Het besluit, de brief of het wetsartikel waar dit op rust.",
        error_messages={"required": "Vul in op welk besluit, welke brief of welk artikel dit rust."},
    )
    reden = forms.CharField(
        label="Reden",
        max_length=300,
        help_text="In één zin, zonder namen of andere persoonsgegevens. Iedereen die de cijfers ziet, leest dit.",
        error_messages={"required": "Vul in waarom."},
    )

    def __init__(self, *args: Any, soort: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if soort in DATUM_UITLEG:
            self.fields["datum"].help_text = DATUM_UITLEG[soort]
        if soort == "herverdeling":
            self.fields["grondslag"].help_text = "Het besluit van de colleges samen (Huisvestingswet artikel 29 lid 2)."

    def clean_datum(self) -> date:
        dag: date = self.cleaned_data["datum"]
        try:
            Halfjaar.van_datum(dag)
        except ValueError as fout:
            raise ValidationError(str(fout)) from fout
        return dag

    def clean_grondslag(self) -> str:
        return schone_reden(self.cleaned_data["grondslag"])

    def clean_reden(self) -> str:
        return schone_reden(self.cleaned_data["reden"])


class BesluitVerbeterenForm(BesluitForm):
    """The same, and why it is corrected."""

    verbetering = forms.CharField(
        label="Waarom verbetert u dit?",
        max_length=200,
        help_text="Staat bij de oude regels, die te lezen blijven.",
        error_messages={"required": "Vul in waarom u dit verbetert."},
    )

    def clean_verbetering(self) -> str:
        return schone_reden(self.cleaned_data["verbetering"])


class BesluitIntrekkenForm(EenmaligFormulier):
    reden = forms.CharField(
        label="Waarom trekt u dit in?",
        max_length=200,
        help_text="Zonder namen of andere persoonsgegevens.",
        error_messages={"required": "Vul in waarom u dit intrekt."},
    )

    def clean_reden(self) -> str:
        return schone_reden(self.cleaned_data["reden"])


class GemeenteregelForm(NetFormulier):
    """One gemeente and what is added to its stand; an empty row is passed over."""

    gemeente = forms.CharField(
        label="Gemeente",
        max_length=80,
        widget=forms.TextInput(attrs={"list": "gemeenten", "autocomplete": "off"}),
        error_messages={"required": "Vul de naam of de code van de gemeente in."},
    )
    aantal = Tekengetal(
        label="Personen", widget=forms.TextInput(attrs={"autocomplete": "off", "aria-describedby": "teken"})
    )


class _Gemeenteregels(forms.BaseFormSet):  # type: ignore[type-arg]  # no argument at run time
    """The rows; `lees` looks the gemeenten up and puts what is wrong at its row."""

    def initial_form_count(self) -> int:
        """None: also a row that was filled in beforehand may be emptied, and is then left out."""
        return 0

    def lees(self, soort: str, form: BesluitForm, lid: Lidmaatschap | None) -> list[Mutatie]:
        """The mutaties that were filled in, not yet saved. Faults are added to the forms: ask `is_valid` after."""
        gevuld = [regel for regel in self if regel.has_changed()]
        nodig = 2 if soort in SAMEN_NUL else 1
        if len(gevuld) < nodig:
            form.add_error(
                None,
                "Vul minstens twee gemeenten in: wat de ene minder doet, doet een andere meer."
                if nodig > 1
                else "Vul een gemeente en een aantal in.",
            )
        wijzer = Gemeentewijzer()
        gezien: set[int] = set()
        uit = []
        for regel in gevuld:
            gemeente = self._gemeente(regel, wijzer, form.cleaned_data["datum"], lid)
            if gemeente is None:
                continue
            if gemeente.pk in gezien:
                regel.add_error("gemeente", "Deze gemeente staat er al. Tel de aantallen op in één regel.")
            gezien.add(gemeente.pk)
            aantal = regel.cleaned_data["aantal"]
            if tekst := fout_in_aantal(soort, aantal):
                regel.add_error("aantal", tekst)
            velden = {naam: form.cleaned_data.get(naam, "") for naam in ("datum", "grondslag", "reden")}
            uit.append(Mutatie(gemeente=gemeente, soort=soort, aantal=aantal, **velden))
        return uit

    @staticmethod
    def _gemeente(regel: Any, wijzer: Gemeentewijzer, dag: Any, lid: Lidmaatschap | None) -> Gemeente | None:
        try:
            gemeente = wijzer.vind(regel.cleaned_data["gemeente"], dag, of_beeindigd=True)
        except GeenGemeente as fout:
            regel.add_error("gemeente", str(fout))
            return None
        if not (mag := mag_mutaties_vastleggen(lid, [gemeente])):
            regel.add_error("gemeente", mag.reden)
            return None
        return gemeente


def gemeenteregels(soort: str, data: Any = None, *, initial: Sequence[dict[str, Any]] = ()) -> Any:
    """The rows of this kind: one for a besluit about one gemeente, several where they are nil together."""
    meer = soort in SAMEN_NUL
    meeste = MEESTE_REGELS if meer else 1
    klasse = forms.formset_factory(
        GemeenteregelForm,
        formset=_Gemeenteregels,
        extra=max(4, len(initial) + 2) if meer else 1,
        max_num=meeste,
        absolute_max=meeste,
        validate_max=True,
    )
    return klasse(data, initial=list(initial), prefix="regel")
