"""Logging a home in a few keystrokes, its next step, and correcting it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from afspraken.acties.lijstvragen import intussen
from afspraken.models import VrijgekomenWoning
from afspraken.models.normen import keuzes
from afspraken.regels.normen import Doelgroep
from afspraken.regels.woningen import HUURKLASSEN, VOLGENDE, Stap, persoonsgegeven_in
from organisaties.forms import Datumveld, EenmaligFormulier
from organisaties.models import Corporatie, Gemeente
from organisaties.regels.persoonsgegevens import lijkt_persoonsgegeven
from organisaties.velden import NetFormulier
from taakstelling.models import Plaatsing

KENMERK_IS = "Uw nummer van deze verhuring; komt de woning later weer vrij, dan krijgt zij een nieuw nummer."
MEESTE_KAMERS = 30
DOELGROEPEN = keuzes(Doelgroep)


def zonder_persoonsgegevens(tekst: str) -> str:
    if soort := lijkt_persoonsgegeven(tekst):
        raise ValidationError(f"Dit lijkt op een {soort}. Schrijf dit zonder persoonsgegevens.")
    return tekst.strip()


class Woningvelden(NetFormulier):
    """What a corporatie knows of a home on the day it falls free: the first fields are all that is needed then."""

    kenmerk = forms.CharField(
        label="Eigen kenmerk",
        max_length=40,
        help_text=f"{KENMERK_IS} Geen adres en geen naam.",
        error_messages={"required": "Vul uw eigen kenmerk van deze woning in."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    vrij_op = Datumveld(label="Vrij op", error_messages={"required": "Vul in op welke dag de woning vrij is."})
    gemeente = forms.ModelChoiceField(label="Gemeente", queryset=Gemeente.objects.none(), empty_label=None)
    wijk = forms.CharField(
        label="Wijk of kern",
        required=False,
        max_length=80,
        help_text="Steeds hetzelfde geschreven.",
        widget=forms.TextInput(attrs={"list": "wijken", "autocomplete": "off"}),
    )
    kamers = forms.IntegerField(
        label="Kamers",
        min_value=1,
        max_value=MEESTE_KAMERS,
        error_messages={"required": "Vul in hoeveel kamers de woning heeft.", "invalid": "Vul een heel getal in."},
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 1, "max": MEESTE_KAMERS}),
    )
    huurklasse = forms.ChoiceField(
        label="Huurklasse", choices=list(HUURKLASSEN.items()), initial=next(iter(HUURKLASSEN))
    )

    def __init__(self, *args: Any, gemeenten: QuerySet[Gemeente], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["gemeente"]
        veld.queryset = gemeenten
        eigen = list(gemeenten[:2])
        if eigen:
            self.initial.setdefault("gemeente", eigen[0].pk)
        if len(eigen) == 1:
            veld.widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        for veld, reden in persoonsgegeven_in(**{v: gegevens[v] for v in ("kenmerk", "wijk") if v in gegevens}).items():
            self.add_error(veld, reden)
        return gegevens


class Verloopvelden(NetFormulier):
    """What became of it, and what kind of home it is: only for who knows it already."""

    gereserveerd_op = Datumveld(label="Gereserveerd op", required=False)
    verhuurd_op = Datumveld(label="Verhuurd op", required=False)
    onttrokken_op = Datumveld(label="Uit de verhuur op", required=False, help_text="Bij verkoop of sloop.")
    doelgroep = forms.ChoiceField(
        label="Doelgroep",
        required=False,
        choices=[("", "Nog niet bekend"), *DOELGROEPEN],
        help_text="Verplicht zodra de woning is verhuurd.",
    )
    nieuwbouw = forms.BooleanField(label="Nieuwbouw", required=False)
    flex = forms.BooleanField(label="Flexwoning", required=False)
    onzelfstandig = forms.BooleanField(label="Onzelfstandige woning (gedeelde keuken of douche)", required=False)


class WoningForm(EenmaligFormulier, Verloopvelden, Woningvelden):
    field_order = ("kenmerk", "vrij_op", "gemeente", "wijk", "kamers", "huurklasse")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for veld in self.fields.values():
            veld.stil = True  # type: ignore[attr-defined]  # the page says once what may stay empty
        # Whoever opens this page comes to type.
        eerste = self.fields.get("kenmerk") or self.fields["vrij_op"]
        eerste.widget.attrs["autofocus"] = True


class WoningCorrectieForm(WoningForm):
    """A correction: the same fields but the kenmerk, by which the home is known, and why."""

    kenmerk = None  # type: ignore[assignment]
    reden = forms.CharField(label="Reden van de correctie", max_length=200)

    def clean_reden(self) -> str:
        return zonder_persoonsgegevens(self.cleaned_data["reden"])


def woning_uit(invoer: dict[str, Any], *, corporatie: Corporatie, kenmerk: str = "") -> VrijgekomenWoning:
    """The home, not yet recorded, from cleaned data."""
    namen = {veld.name for veld in VrijgekomenWoning._meta.local_fields}
    velden = {naam: waarde for naam, waarde in invoer.items() if naam in namen}
    return VrijgekomenWoning(**velden | {"corporatie": corporatie} | ({"kenmerk": kenmerk} if kenmerk else {}))


class StapForm(EenmaligFormulier):
    """One step: on which day, and where the step asks for it, for whom."""

    op = Datumveld(label="Op welke dag?", error_messages={"required": "Vul in op welke dag."})
    doelgroep = forms.ChoiceField(
        label="Voor welke doelgroep?",
        choices=DOELGROEPEN,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies voor welke doelgroep de woning is verhuurd."},
    )

    def __init__(self, *args: Any, naar: Stap, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if naar is Stap.VRIJ:
            del self.fields["op"]
        else:
            self.fields["op"].initial = timezone.localdate
        if naar is Stap.GERESERVEERD:
            veld: Any = self.fields["doelgroep"]
            veld.required, veld.choices = False, [("", "nog niet bekend"), *DOELGROEPEN]
        elif naar is not Stap.VERHUURD:
            del self.fields["doelgroep"]


class WoningIntrekkenForm(EenmaligFormulier):
    reden = forms.CharField(
        label="Waarom trekt u deze woning in?", max_length=200, help_text="Zonder namen of andere persoonsgegevens."
    )

    def clean_reden(self) -> str:
        return zonder_persoonsgegevens(self.cleaned_data["reden"])


class ToewijzenForm(EenmaligFormulier):
    """Which of the placements live in this home."""

    plaatsingen = forms.ModelMultipleChoiceField(
        label="Wie woont er in deze woning?",
        queryset=Plaatsing.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="Kies er meer bij kamerbewoning, dubbele bewoning, of als nareizigers erbij kwamen.",
        error_messages={"required": "Kies minstens één plaatsing."},
    )

    def __init__(self, *args: Any, kandidaten: list[Plaatsing], namen: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["plaatsingen"]
        veld.queryset = Plaatsing.objects.filter(pk__in=[p.pk for p in kandidaten])
        veld.choices = [(p.pk, namen[p.pk]) for p in kandidaten]


class ToewijzingIntrekkenForm(EenmaligFormulier):
    reden = forms.CharField(label="Waarom hoort deze plaatsing niet bij deze woning?", max_length=200)

    def clean_reden(self) -> str:
        return zonder_persoonsgegevens(self.cleaned_data["reden"])


class LinkForm(EenmaligFormulier):
    """The whole answer by the link; the homes are in the rows."""


class LinkregelForm(NetFormulier):
    """One home that was open when the page was shown: what became of it since. No answer is no change.

    A correction makes another row of the same home, so its place in the form is its kenmerk; `versie` is the row that
    the page showed. `nu` is where the home stands when it is not open any more: the answer is shown and not sent.
    """

    versie = forms.IntegerField(required=False, widget=forms.HiddenInput)
    naar = forms.ChoiceField(label="Wat is ermee gebeurd?", required=False, choices=())
    op = Datumveld(label="Op welke dag?", required=False)
    doelgroep = forms.ChoiceField(label="Voor wie?", required=False, choices=[("", "Kies bij verhuurd"), *DOELGROEPEN])

    def __init__(self, data: Any = None, *, woning: VrijgekomenWoning, nu: str = "") -> None:
        super().__init__(data, prefix=f"w{woning.kenmerk.encode().hex()}")
        self.woning, self.nu = woning, nu
        veld: Any = self.fields["naar"]
        veld.choices = [
            ("", f"nog {woning.stap.naam}"),
            *[
                (stap.value, {Stap.ONTTROKKEN: "verkocht of gesloopt", Stap.VRIJ: "weer vrij"}.get(stap, stap.naam))
                for stap in VOLGENDE[woning.stap]
            ],
        ]
        veld.error_messages["invalid_choice"] = intussen(woning.kenmerk)
        for een in self.fields.values():
            een.stil = True  # type: ignore[attr-defined]
            een.widget.attrs |= {"disabled": True} if nu else {}

    def clean(self) -> dict[str, Any]:
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        naar, op = gegevens.get("naar"), gegevens.get("op")
        if not naar:
            return gegevens
        if self.nu:
            self.add_error(
                "naar",
                f"Een collega heeft woning {self.woning.kenmerk} intussen gewijzigd: zij is nu {self.nu}."
                " Uw antwoord over deze woning wordt niet verstuurd.",
            )
            return gegevens
        if gegevens.get("versie") != self.woning.pk:
            self.add_error("naar", intussen(self.woning.kenmerk))
        if naar != Stap.VRIJ and op is None and "op" not in self.errors:
            self.add_error("op", "Vul in op welke dag.")
        if naar == Stap.VERHUURD and not gegevens.get("doelgroep"):
            self.add_error("doelgroep", "Kies voor welke doelgroep de woning is verhuurd.")
        return gegevens


class NieuweRegelForm(Woningvelden):
    """A home that fell free since: an empty row is passed over."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for een in self.fields.values():
            een.stil = True  # type: ignore[attr-defined]
            een.help_text = ""


NieuweRegelFormSet = forms.formset_factory(NieuweRegelForm, extra=2, max_num=100, absolute_max=100, validate_max=True)
