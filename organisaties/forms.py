"""The forms of the organisations, and the base that every form of every app stands on."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from organisaties.models import Corporatie, Gemeente, Huurdersorganisatie, Provincie, Regio
from organisaties.regels import postcode as postcodes
from organisaties.rollen import ORGANISATIEVELD, Rol


class EenmaligFormulier(forms.Form):
    """A form that is handled once, however often it is sent in (see `acties.neem_inzending`).

    The key stays the same when the form comes back with a message, so the corrected form is handled once as well.
    """

    inzending = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)

    def add_error(self, field: str | None, error: Any) -> None:
        # The field cannot be seen, so its message goes on top, and says what to do.
        if field == "inzending":
            field = None
            error = ValidationError("Dit formulier is verlopen. Laad de pagina opnieuw en vul het nog eens in.")
        super().add_error(field, error)


class VersieFormulier(EenmaligFormulier):
    """A form about something that may be changed by somebody else while it is open (see `acties.versie_van`)."""

    versie = forms.CharField(required=False, widget=forms.HiddenInput)


class BevestigFormulier(EenmaligFormulier):
    """Only a button: the page says in a sentence what will happen."""


class Organisatieveld(forms.TypedChoiceField):
    """One list with every organisation that a role can be for, grouped by kind; the value is `veld:pk`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=self._organisatie, empty_value=None, choices=self._keuzes, **kwargs)

    @staticmethod
    def _rijen() -> dict[str, models.QuerySet[Any]]:
        return {
            "gemeente": Gemeente.objects.bestaand(timezone.localdate()),
            "regio": Regio.objects.all(),
            "corporatie": Corporatie.objects.all(),
            "huurdersorganisatie": Huurdersorganisatie.objects.all(),
            "provincie": Provincie.objects.all(),
        }

    @classmethod
    def _keuzes(cls) -> list[tuple[str, Any]]:
        groepen: list[tuple[str, Any]] = [("", "Geen organisatie")]
        for veld, rijen in cls._rijen().items():
            namen = rijen.values_list("pk", "naam")
            groepen.append(
                (
                    str(rijen.model._meta.verbose_name_plural).capitalize(),
                    [(f"{veld}:{pk}", naam) for pk, naam in namen],
                )
            )
        return groepen

    @classmethod
    def _organisatie(cls, waarde: str) -> models.Model:
        veld, _, pk = waarde.partition(":")
        rij: models.Model = cls._rijen()[veld].get(pk=pk)
        return rij


class UitnodigingFormulier(EenmaligFormulier):
    email = forms.EmailField(
        label="E-mailadres",
        max_length=254,
        error_messages={"invalid": "Vul een e-mailadres in, zoals naam@gemeente.nl."},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    naam = forms.CharField(
        label="Naam",
        max_length=120,
        help_text="Heeft dit e-mailadres al een account? Dan blijft de naam zoals die was.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    rol = forms.ChoiceField(label="Rol", choices=[("", "Kies een rol"), *Rol.choices])
    organisatie = Organisatieveld(
        label="Organisatie",
        required=False,
        help_text="Kies voor wie deze persoon werkt. Laat leeg bij cijferlezer en functioneel beheerder.",
    )

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or self.cleaned_data
        rol, organisatie = gegevens.get("rol"), gegevens.get("organisatie")
        if rol and "organisatie" in gegevens:
            veld = ORGANISATIEVELD[rol]
            if veld and (organisatie is None or organisatie._meta.model_name != veld):
                self.add_error("organisatie", f"Kies bij deze rol een {veld}.")
            if veld is None and organisatie is not None:
                self.add_error("organisatie", "Bij deze rol hoort geen organisatie. Kies 'Geen organisatie'.")
        return gegevens


class NaamFormulier(EenmaligFormulier):
    naam = forms.CharField(
        label="Naam",
        max_length=120,
        help_text="Onder deze naam zien anderen wat u hebt vastgelegd.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class AdresFormulier(VersieFormulier):
    aan = forms.CharField(
        label="Aan", max_length=120, help_text="Bijvoorbeeld: het college van burgemeester en wethouders van …"
    )
    straat_of_postbus = forms.CharField(label="Straat of postbus", max_length=80)
    postcode = forms.CharField(label="Postcode", max_length=12, help_text="Bijvoorbeeld 1234 AB.")
    plaats = forms.CharField(label="Plaats", max_length=60)

    def clean_postcode(self) -> str:
        postcode = postcodes.normaliseer(self.cleaned_data["postcode"])
        if postcode is None:
            raise ValidationError("Vul een Nederlandse postcode in, zoals 1234 AB.")
        return postcode


class _OrganisatieFormulier(VersieFormulier):
    naam = forms.CharField(label="Naam", max_length=120)
    gemeenten = forms.ModelMultipleChoiceField(
        label="Gemeenten",
        queryset=Gemeente.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 15}),
        help_text="Houd Ctrl ingedrukt om meer gemeenten te kiezen.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gemeenten"].queryset = Gemeente.objects.order_by("naam", "code")  # type: ignore[attr-defined]
        self.fields["gemeenten"].label_from_instance = _met_geldigheid  # type: ignore[attr-defined]


def _met_geldigheid(gemeente: Gemeente) -> str:
    """A gemeente that ended can be a member still, for its history; the list says so."""
    return f"{gemeente.naam} (tot {gemeente.geldig_tot:%d-%m-%Y})" if gemeente.geldig_tot else gemeente.naam


class CorporatieFormulier(_OrganisatieFormulier):
    field_order = ("naam", "kvk", "gemeenten")
    naam = forms.CharField(label="Statutaire naam", max_length=120)
    kvk = forms.RegexField(
        r"^[0-9]{8}$",
        label="KvK-nummer",
        required=False,
        error_messages={"invalid": "Een KvK-nummer heeft acht cijfers."},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class HuurdersorganisatieFormulier(_OrganisatieFormulier):
    pass


class RegioFormulier(_OrganisatieFormulier):
    naam = forms.CharField(label="Naam", max_length=80)
