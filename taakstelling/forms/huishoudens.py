"""Coupling a household, the steps to a home, and how a gemeente works."""

from dataclasses import fields
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from organisaties.forms import Datumveld, EenmaligFormulier, VersieFormulier
from organisaties.models import Gemeente, Lidmaatschap
from taakstelling.forms.plaatsingen import Dubbelvraag, schone_reden
from taakstelling.regels.huishouden import MEESTE_IN_HUISHOUDEN, MEESTE_KAMERS, Huishoudengegevens, Stapgegevens
from taakstelling.regels.koppeling import GEVOLGEN, REDENEN, Soort
from taakstelling.regels.koppelklok import Termijnen


def _getal(label: str, hulp: str = "", *, hoogste: int = MEESTE_IN_HUISHOUDEN) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        help_text=hulp,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 0, "max": hoogste}),
        error_messages={"invalid": "Vul een heel getal in, bijvoorbeeld 2."},
    )


class Collegaveld(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A colleague, by name; with the gemeente where there are several."""

    met_gemeente = False

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.gebruiker} ({obj.gemeente})" if self.met_gemeente else str(obj.gebruiker)


class HuishoudenForm(VersieFormulier):
    """What is known of a household: as little as possible. Nearly all of it may be left empty."""

    koppelgemeente = forms.ModelChoiceField(label="Gekoppeld aan", queryset=Gemeente.objects.none(), empty_label=None)
    gekoppeld_op = Datumveld(label="Door COA gekoppeld op", required=False)
    volwassenen = _getal("Volwassenen")
    kinderen = _getal("Kinderen")
    amv = _getal("Amv", "Alleenstaande minderjarigen")
    verwachte_nareizigers = _getal("Verwachte nareizigers", "Familie die nog moet komen")
    verwacht_op = Datumveld(label="Nareizigers verwacht op", required=False, help_text="Ongeveer is genoeg.")
    kenmerk = forms.CharField(
        label="Eigen kenmerk",
        required=False,
        max_length=40,
        help_text="Geen naam, BSN of V-nummer. Leeg laten mag: dan krijgt het huishouden een nummer.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    kamers = _getal("Kamers, minstens", "Hoeveel kamers zijn er nodig?", hoogste=MEESTE_KAMERS)
    gelijkvloers = forms.BooleanField(label="De woning moet gelijkvloers zijn", required=False)
    amv_achttien_op = Datumveld(
        label="Amv wordt 18 op", required=False, help_text="Dan is een eigen woning nodig. Alleen bij amv."
    )
    behandelaar = Collegaveld(
        label="Behandelaar",
        queryset=Lidmaatschap.objects.none(),
        required=False,
        empty_label="Iedereen van de gemeente",
        help_text="Wie de taken over dit huishouden ziet.",
    )
    notitie = forms.CharField(
        label="Notitie",
        required=False,
        max_length=500,
        help_text="Alleen wat nodig is om een woning te vinden. Geen namen, nummers, nationaliteit of gezondheid.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args: Any,
        koppelgemeenten: QuerySet[Gemeente],
        behandelaars: QuerySet[Lidmaatschap],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        velden: dict[str, Any] = self.fields
        velden["koppelgemeente"].queryset = koppelgemeenten
        velden["behandelaar"].met_gemeente = len({lid.gemeente_id for lid in behandelaars}) > 1
        velden["behandelaar"].queryset = behandelaars
        eigen = list(koppelgemeenten)
        if eigen:
            self.initial.setdefault("koppelgemeente", eigen[0].pk)
        for veld in velden.values():
            veld.stil = True
        velden["gekoppeld_op"].widget.attrs["autofocus"] = True
        if len(eigen) == 1:
            velden["koppelgemeente"].widget = forms.HiddenInput()
        if not behandelaars:
            # Somebody who left is not a choice any more, and must not keep the household from being changed.
            velden["behandelaar"].widget = forms.HiddenInput()
            self.initial["behandelaar"] = None

    def clean_kenmerk(self) -> str:
        return str(self.cleaned_data["kenmerk"]).strip()

    def clean_notitie(self) -> str:
        return str(self.cleaned_data["notitie"]).strip()


class KoppelForm(HuishoudenForm, Dubbelvraag):
    """A new household, of which somebody else may have recorded the koppeling already."""


def huishouden_uit(invoer: dict[str, Any]) -> Huishoudengegevens:
    """The value object from cleaned data; the rules say what is wrong with it."""
    waarden = {veld.name: invoer[veld.name] for veld in fields(Huishoudengegevens)}
    for veld in ("volwassenen", "kinderen", "amv", "verwachte_nareizigers"):
        waarden[veld] = waarden[veld] or 0
    return Huishoudengegevens(**waarden)


VELDEN: dict[Soort, tuple[str, ...]] = {
    Soort.GEVRAAGD: ("verhuurder",),
    Soort.AANGEBODEN: ("verhuurder", "kamers"),
    Soort.GEWEIGERD: ("reden", "gevolg"),
    Soort.STILSTAND: ("reden", "opnieuw_op"),
    Soort.TERUGGEGEVEN: ("reden",),
    Soort.OVERGEDRAGEN: ("reden", "naar"),
    Soort.ZELF_GEVONDEN: ("naar",),
}
"""What a step asks besides the day; a soort that is not here asks nothing more."""


class StapForm(VersieFormulier):
    """One step; it has the fields that its soort asks for."""

    datum = Datumveld(label="Op welke dag?")
    reden = forms.ChoiceField(label="Waarom?", required=False, widget=forms.RadioSelect)
    gevolg = forms.ChoiceField(
        label="Wat gebeurt er nu?",
        required=False,
        widget=forms.RadioSelect,
        choices=[(code, gevolg.naam) for code, gevolg in GEVOLGEN.items()],
    )
    opnieuw_op = Datumveld(
        label="Wanneer kijkt u weer?", required=False, help_text="Op die dag staat het huishouden weer bij uw taken."
    )
    naar = forms.ModelChoiceField(
        label="Naar welke gemeente?", queryset=Gemeente.objects.none(), required=False, empty_label="Kies een gemeente"
    )
    verhuurder = forms.CharField(
        label="Verhuurder", required=False, max_length=120, help_text="Naam van de corporatie of organisatie."
    )
    kamers = _getal("Kamers in deze woning", hoogste=MEESTE_KAMERS)

    def __init__(self, *args: Any, soort: Soort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.soort = soort
        velden: dict[str, Any] = self.fields
        nodig = VELDEN.get(soort, ())
        for naam in set(velden) - {"inzending", "versie", "datum", *nodig}:
            del velden[naam]
        if soort in REDENEN:
            velden["reden"].choices = [(code, reden.naam) for code, reden in REDENEN[soort].items()]
        if "naar" in nodig:
            velden["naar"].queryset = Gemeente.objects.bestaand(timezone.localdate())
        if soort is Soort.ZELF_GEVONDEN:
            velden["naar"].label = "In welke gemeente?"
        for naam in nodig:
            # The rules ask for these; only what is left here may stay empty.
            velden[naam].stil = naam in ("reden", "gevolg", "opnieuw_op") or soort is Soort.OVERGEDRAGEN
        self.initial.setdefault("datum", timezone.localdate())

    def stap(self, invoer: dict[str, Any]) -> Stapgegevens:
        """The value object from cleaned data."""
        naar = invoer.get("naar")
        return Stapgegevens(
            soort=self.soort,
            datum=invoer["datum"],
            reden=invoer.get("reden", ""),
            gevolg=invoer.get("gevolg", ""),
            opnieuw_op=invoer.get("opnieuw_op"),
            naar=naar.code if naar else "",
            kamers=invoer.get("kamers"),
            verhuurder=str(invoer.get("verhuurder", "")).strip(),
        )


class RedenForm(VersieFormulier):
    """Withdrawing asks why."""

    reden = forms.CharField(
        label="Waarom trekt u dit in?", max_length=200, help_text="Zonder namen of andere persoonsgegevens."
    )

    def clean_reden(self) -> str:
        return schone_reden(self.cleaned_data["reden"])


class TermijnenForm(VersieFormulier):
    """The terms of a gemeente."""

    weken_woning = forms.IntegerField(
        label="Weken van koppeling tot woning", min_value=1, max_value=52, help_text="COA gaat uit van 10 weken."
    )
    weken_verhuizing = forms.IntegerField(
        label="Weken om te verhuizen", min_value=0, max_value=26, help_text="COA gaat uit van 2 weken."
    )
    bewaarmaanden = forms.IntegerField(
        label="Maanden bewaren na afloop",
        min_value=6,
        max_value=120,
        help_text="Zo lang na de laatste plaatsing of het einde van de koppeling wordt een huishouden gewist. De"
        " aantallen blijven staan.",
    )

    def termijnen(self, invoer: dict[str, Any]) -> Termijnen:
        return Termijnen(invoer["weken_woning"], invoer["weken_verhuizing"], invoer["bewaarmaanden"])


class VervangingForm(EenmaligFormulier):
    """Who stands in for whom, and when."""

    afwezig = Collegaveld(label="Wie is er afwezig?", queryset=Lidmaatschap.objects.none(), empty_label=None)
    vervanger = Collegaveld(
        label="Wie krijgt de taken?", queryset=Lidmaatschap.objects.none(), empty_label="Kies een collega"
    )
    van = Datumveld(label="Eerste dag")
    tot_en_met = Datumveld(label="Laatste dag")

    def __init__(self, *args: Any, collegas: QuerySet[Lidmaatschap], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam in ("afwezig", "vervanger"):
            self.fields[naam].queryset = collegas  # type: ignore[attr-defined]

    def clean_tot_en_met(self) -> date:
        dag: date = self.cleaned_data["tot_en_met"]
        if dag < timezone.localdate():
            raise ValidationError("Deze dag is al voorbij. Kies een laatste dag vanaf vandaag.")
        if dag > timezone.localdate() + timedelta(days=366):
            raise ValidationError("Kies een laatste dag binnen een jaar.")
        return dag
