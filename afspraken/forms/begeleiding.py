"""Guiding a household, and the signals about its home."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from afspraken.models import Begeleidingspunt
from afspraken.overzicht.begeleidingen import Fasestand
from afspraken.regels.begeleiding import STOPREDENEN, Handeling
from afspraken.regels.signalen import ANTWOORDEN, SOORTEN, antwoord_voor
from organisaties.forms import Datumveld, EenmaligFormulier, VersieFormulier
from organisaties.models import Corporatie, Gemeente, Lidmaatschap
from taakstelling.models import Huishouden

_NOG_NIET = "nog-niet"


class _Aanspreekpuntveld(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.gebruiker)


class BegeleidingForm(VersieFormulier):
    """What the gemeente fills in about a begeleiding; nearly all may come later."""

    field_order = ("kenmerk", "begonnen_op", "aanspreekpunt", "functie", "organisatie")

    aanspreekpunt = _Aanspreekpuntveld(
        label="Aanspreekpunt",
        queryset=Lidmaatschap.objects.none(),
        empty_label="Kies een collega",
        help_text="Eén persoon voor huurder en verhuurder.",
        error_messages={"required": "Kies wie het aanspreekpunt is."},
    )
    functie = forms.CharField(
        label="Functie van het aanspreekpunt",
        max_length=80,
        help_text="Bijvoorbeeld: consulent inburgering.",
        error_messages={"required": "Vul de functie van het aanspreekpunt in."},
    )
    organisatie = forms.CharField(
        label="Organisatie van het aanspreekpunt",
        max_length=120,
        error_messages={"required": "Vul in voor welke organisatie het aanspreekpunt werkt."},
    )
    corporatie = forms.ModelChoiceField(
        label="Verhuurder",
        queryset=Corporatie.objects.none(),
        required=False,
        empty_label="Nog niet bekend, of geen corporatie",
        help_text="Deze corporatie ziet de fase, het aanspreekpunt en de signalen. Verder niets.",
    )
    woning = forms.CharField(
        label="Kenmerk van de woning",
        required=False,
        max_length=40,
        help_text="Zoals de corporatie de woning noemt, geen adres. Zo weet zij om welke woning het gaat.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    huurcontract_op = Datumveld(label="Huurcontract getekend op", required=False)
    brp_op = Datumveld(label="Ingeschreven in de BRP op", required=False)
    pip_op = Datumveld(
        label="PIP vastgesteld op",
        required=False,
        help_text="Zijn er meer? Vul het eerste in.",
    )

    def __init__(
        self,
        *args: Any,
        gemeente: Gemeente,
        collegas: QuerySet[Lidmaatschap],
        volgens_plaatsing: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        velden: dict[str, Any] = self.fields
        velden["aanspreekpunt"].queryset = collegas
        velden["corporatie"].queryset = gemeente.corporaties.all()
        # A day that the plaatsing says is not asked again: it counts, whatever is filled in here.
        for veld in volgens_plaatsing or {}:
            del self.fields[veld]


class OpenForm(BegeleidingForm):
    """The same, with whom it is about."""

    kenmerk = forms.CharField(
        label="Kenmerk van het huishouden",
        max_length=40,
        help_text="Zoals het in uw lijst van huishoudens staat.",
        error_messages={"required": "Vul het kenmerk van het huishouden in."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    begonnen_op = Datumveld(
        label="Pré-vestiging begonnen op", error_messages={"required": "Vul in op welke dag de begeleiding begon."}
    )

    def __init__(self, *args: Any, huishoudens: QuerySet[Huishouden], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.huishoudens = huishoudens
        self.fields["begonnen_op"].initial = timezone.localdate

    def clean_kenmerk(self) -> Huishouden:
        gevonden = list(self.huishoudens.filter(kenmerk=self.cleaned_data["kenmerk"].strip())[:2])
        if not gevonden:
            raise ValidationError("Dit kenmerk staat niet in uw lijst van huishoudens. Controleer het kenmerk.")
        if len(gevonden) > 1:
            raise ValidationError("Dit kenmerk komt twee keer voor. Begin bij de pagina van het huishouden.")
        return gevonden[0]


class FaseForm(VersieFormulier):
    """The day on which a phase is closed or begins; opening again asks nothing."""

    dag = Datumveld(label="Op welke dag?", error_messages={"required": "Vul in op welke dag."})

    def __init__(self, *args: Any, handeling: Handeling, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if handeling is Handeling.HEROPEN:
            del self.fields["dag"]
        else:
            self.fields["dag"].initial = timezone.localdate


class StopForm(VersieFormulier):
    reden = forms.ChoiceField(
        label="Waarom stopt de begeleiding?",
        choices=[(reden.value, naam) for reden, naam in STOPREDENEN.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een reden uit de lijst."},
    )
    dag = Datumveld(label="Op welke dag?", error_messages={"required": "Vul in op welke dag."})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dag"].initial = timezone.localdate


class PuntenForm(EenmaligFormulier):
    """The checklist of the open phase: a field a point."""

    def __init__(self, *args: Any, fase: Fasestand, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for punt in fase.punten:
            self.fields[punt.code] = forms.ChoiceField(
                label=punt.naam,
                choices=[(_NOG_NIET, "Nog niet"), *Begeleidingspunt.Uitkomst.choices],
                initial=punt.uitkomst or _NOG_NIET,
                error_messages={"required": "Kies hoe het met dit punt staat."},
            )
        self.fields["dag"] = Datumveld(
            label="Gedaan op",
            help_text="Voor wat u nu afvinkt. Wat al was afgevinkt, houdt zijn dag.",
            initial=timezone.localdate,
            error_messages={"required": "Vul in op welke dag."},
        )

    @staticmethod
    def uitkomsten(invoer: dict[str, str]) -> dict[str, str]:
        """Code → outcome, empty for not yet."""
        return {code: "" if keuze == _NOG_NIET else keuze for code, keuze in invoer.items()}


class SignaalForm(EenmaligFormulier):
    soort = forms.ChoiceField(
        label="Waar gaat het over?",
        choices=list(SOORTEN.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waar het over gaat."},
    )
    uiterlijk = Datumveld(
        label="Antwoord uiterlijk op",
        help_text="Twee weken is gewoon. Korter mag, als het haast heeft.",
        error_messages={"required": "Vul in wanneer u een antwoord nodig hebt."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["uiterlijk"].initial = lambda: antwoord_voor(timezone.localdate())


class AntwoordForm(EenmaligFormulier):
    antwoord = forms.ChoiceField(
        label="Uw antwoord",
        choices=list(ANTWOORDEN.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een antwoord."},
    )
