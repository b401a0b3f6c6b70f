"""The forms of the organisations, and the base that every form of every app stands on."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from organisaties.gemeentewijzer import GeenGemeente, Gemeentewijzer
from organisaties.invoer.bestand import bekijk
from organisaties.invoer.grenzen import MEESTE_UPLOAD, Onleesbaar
from organisaties.models import Corporatie, Gemeente, Huurdersorganisatie, Provincie, Regio
from organisaties.regels import postcode as postcodes
from organisaties.regels.tekens import onzichtbaar_teken
from organisaties.rollen import ORGANISATIEVELD, Rol
from organisaties.velden import NetFormulier

FOUTE_POSTCODE = "Vul een Nederlandse postcode in, zoals 1234 AB."


class EenmaligFormulier(NetFormulier):
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

    foutkop = "Dit is niet gelukt."


class Datumveld(forms.DateField):
    """A day: the browser's own date field, which also takes typing; dd-mm-jjjj is understood too."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"])
        kwargs.setdefault(
            "error_messages", {"invalid": "Vul een datum in als dag-maand-jaar, bijvoorbeeld 12-06-2024."}
        )
        super().__init__(**kwargs)


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
        error_messages=dict.fromkeys(("required", "invalid"), "Vul een e-mailadres in, zoals naam@gemeente.nl."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    naam = forms.CharField(
        label="Naam",
        max_length=120,
        help_text="Heeft dit e-mailadres al een account? Dan blijft de naam zoals die was.",
        error_messages={"required": "Vul de naam in van wie u uitnodigt."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    rol = forms.ChoiceField(
        label="Rol", choices=[("", "Kies een rol"), *Rol.choices], error_messages={"required": "Kies een rol."}
    )
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
        error_messages={"required": "Vul uw naam in."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class AdresFormulier(VersieFormulier):
    aan = forms.CharField(
        label="Aan",
        max_length=120,
        help_text="Bijvoorbeeld: het college van burgemeester en wethouders van …",
        error_messages={"required": "Vul in aan wie de brief gericht is."},
    )
    straat_of_postbus = forms.CharField(
        label="Straat of postbus",
        max_length=80,
        error_messages={"required": "Vul een straat met huisnummer in, of een postbus."},
    )
    postcode = forms.CharField(
        label="Postcode",
        max_length=12,
        help_text="Bijvoorbeeld 1234 AB.",
        error_messages=dict.fromkeys(("required", "max_length"), FOUTE_POSTCODE),
    )
    plaats = forms.CharField(label="Plaats", max_length=60, error_messages={"required": "Vul de plaats in."})

    def clean_postcode(self) -> str:
        postcode = postcodes.normaliseer(self.cleaned_data["postcode"])
        if postcode is None:
            raise ValidationError(FOUTE_POSTCODE)
        return postcode


class BestandFormulier(EenmaligFormulier):
    """A file to read in. What can be seen without reading it is said at once; `inhoud` holds its bytes."""

    foutkop = "Dit bestand kan niet worden ingelezen."
    inhoud: bytes = b""

    bestand = forms.FileField(
        label="Bestand",
        help_text=f"Een Excel-bestand (.xlsx) of CSV, hoogstens {MEESTE_UPLOAD // 1_000_000} MB.",
        allow_empty_file=True,  # said below, in the same words as elsewhere
        max_length=200,
        error_messages={
            "required": "Kies het bestand dat u wilt inlezen.",
            "max_length": "De naam van het bestand is te lang. Geef het een kortere naam.",
        },
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean_bestand(self) -> Any:
        upload = self.cleaned_data["bestand"]
        if upload.size > MEESTE_UPLOAD:
            raise ValidationError(
                f"Het bestand is groter dan {MEESTE_UPLOAD // 1_000_000} MB. Verdeel het over meer bestanden."
            )
        if onzichtbaar_teken(upload.name, meer_regels=False):
            raise ValidationError(
                "In de naam van het bestand staat een teken dat u niet ziet. Geef het een nieuwe naam."
            )
        self.inhoud = upload.read()
        try:
            bekijk(self.inhoud)
        except Onleesbaar as fout:
            raise ValidationError(str(fout)) from fout
        return upload


class InleesFormulier(EenmaligFormulier):
    """The yes to reading in a checked file; where there are warnings, somebody says once that they saw them."""

    foutkop = "Het bestand is nog niet ingelezen."

    akkoord = forms.BooleanField(
        label="Ik heb de waarschuwingen bekeken. De rijen kloppen.",
        error_messages={"required": "Bekijk de waarschuwingen en zet een vinkje als de rijen kloppen."},
    )

    def __init__(self, *args: Any, waarschuwingen: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not waarschuwingen:
            del self.fields["akkoord"]


class GemeentenVeld(forms.CharField):
    """Gemeenten as lines of text: to paste from a list, and without a choice of 500 that one wrong click empties."""

    widget = forms.Textarea(attrs={"rows": 8})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list | models.QuerySet):
            return "\n".join(f"{gemeente.naam} ({gemeente.code})" for gemeente in value)
        return value

    def to_python(self, value: Any) -> Any:
        wijzer, vandaag = Gemeentewijzer(), timezone.localdate()
        gevonden, fouten = [], []
        for regel in filter(None, map(str.strip, (value or "").splitlines())):
            code = re.search(r"GM[0-9]{4}", regel)
            try:
                gevonden.append(wijzer.vind(code[0] if code else regel, vandaag))
            except GeenGemeente as fout:
                fouten.append(f"{regel}: {fout}")
        if fouten:
            raise ValidationError(fouten)
        return gevonden

    def validate(self, value: Any) -> None:
        """Every line has been looked up already; no line at all is allowed."""

    def run_validators(self, value: Any) -> None:
        """Those of a text do not fit a list of gemeenten."""


class _OrganisatieFormulier(VersieFormulier):
    naam = forms.CharField(label="Naam", max_length=120, error_messages={"required": "Vul de naam in."})
    gemeenten = GemeentenVeld(
        label="Gemeenten",
        required=False,
        help_text="Eén gemeente per regel: de naam of de code, bijvoorbeeld De Wolden of GM1690.",
    )


class CorporatieFormulier(_OrganisatieFormulier):
    field_order = ("naam", "kvk", "gemeenten")
    naam = forms.CharField(label="Statutaire naam", max_length=120, error_messages={"required": "Vul de naam in."})
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
    field_order = ("naam", "geldig_van", "geldig_tot", "gemeenten")
    naam = forms.CharField(label="Naam", max_length=80, error_messages={"required": "Vul de naam in."})
    geldig_van = Datumveld(label="Werkt samen vanaf", required=False)
    geldig_tot = Datumveld(
        label="Werkt samen tot", required=False, help_text="De eerste dag waarop zij niet meer samenwerken."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gemeenten"].help_text += " Ook gemeenten die er niet meer zijn: oude halfjaren houden hun namen."

    def clean(self) -> dict[str, Any]:
        return _eis_volgorde(self, super().clean() or self.cleaned_data, "geldig_van", "geldig_tot")


class ConvenantFormulier(VersieFormulier):
    """`tot` is asked as people write it, the last day; it is kept as the first day on which it no longer holds."""

    kenmerk = forms.CharField(
        label="Naam of kenmerk",
        max_length=80,
        help_text="Bijvoorbeeld: Convenant huisvesting statushouders 2016-2017",
        error_messages={"required": "Vul de naam of het kenmerk van het convenant in."},
    )
    van = Datumveld(label="Geldt vanaf", error_messages={"required": "Vul in vanaf welke dag het convenant geldt."})
    tot_en_met = Datumveld(
        label="Geldt tot en met", required=False, help_text="De laatste dag. Leeg: voor onbepaalde tijd."
    )
    gemeenten = forms.ModelMultipleChoiceField(
        label="Gemeenten",
        queryset=Gemeente.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies de gemeenten die het convenant hebben gesloten."},
    )
    andere_partijen = forms.CharField(
        label="Andere partijen", required=False, max_length=300, help_text="Bijvoorbeeld de woningcorporatie."
    )
    afspraken = forms.CharField(
        label="Wat is afgesproken",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Kort: wie huisvest, hoe verdeelt u, wie heeft het overzicht.",
        error_messages={"required": "Schrijf op wat er is afgesproken."},
    )
    vindplaats = forms.CharField(
        label="Vindplaats", required=False, max_length=300, help_text="Zaaknummer of plek van het getekende stuk."
    )

    def __init__(self, *args: Any, regio: Regio, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        velden: dict[str, Any] = self.fields
        velden["gemeenten"].queryset = regio.gemeenten.all()

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or self.cleaned_data
        van, laatste = gegevens.get("van"), gegevens.pop("tot_en_met", None)
        if van and laatste and laatste < van:
            self.add_error("tot_en_met", f"Kies een dag op of na {van:%d-%m-%Y}.")
        gegevens["tot"] = laatste + timedelta(days=1) if laatste else None
        return gegevens


def _eis_volgorde(form: forms.Form, gegevens: dict[str, Any], van: str, tot: str) -> dict[str, Any]:
    if (eerste := gegevens.get(van)) and (einde := gegevens.get(tot)) and einde <= eerste:
        form.add_error(tot, f"Kies een dag na {eerste:%d-%m-%Y}.")
    return gegevens
