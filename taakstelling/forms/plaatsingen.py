"""The quickest form in the building: one plaatsing, or several at once."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from organisaties.forms import Datumveld, EenmaligFormulier
from organisaties.models import Gemeente
from organisaties.regels.persoonsgegevens import (
    lijkt_persoonsgegeven,
    persoonsgegeven_in_kenmerk,
    persoonsgegeven_in_verwijzing,
)
from organisaties.velden import NetFormulier
from taakstelling.cijfers import coa_telt, telt_in
from taakstelling.models import HUISVESTINGSVORMEN
from taakstelling.regels.halfjaar import EERSTE_JAAR, Halfjaar
from taakstelling.regels.plaatsing import CATEGORIEEN, MEESTE_PERSONEN, Plaatsingsgegevens, telt_op

LABELS = {
    "volwassenen": "Volwassenen",
    "kinderen": "Kinderen",
    "amv": "Amv",
    "nareizigers": "Nareizigers",
}


def _aantal(label: str, hulp: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        help_text=hulp,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 0, "max": MEESTE_PERSONEN}),
        error_messages={"invalid": "Vul een heel getal in, bijvoorbeeld 2."},
    )


def _zonder_merk(form: forms.Form) -> None:
    """Nearly every field may be left empty here: the page says so once, and not at each of them."""
    for veld in form.fields.values():
        veld.stil = True  # type: ignore[attr-defined]


class Personenvelden(forms.Form):
    """Who moved in, in four groups that do not overlap."""

    volwassenen = _aantal(LABELS["volwassenen"])
    kinderen = _aantal(LABELS["kinderen"])
    amv = _aantal(LABELS["amv"], "Alleenstaande minderjarigen")
    nareizigers = _aantal(LABELS["nareizigers"], "Ook kinderen die nareizen")
    kenmerk = forms.CharField(
        label="Eigen kenmerk",
        required=False,
        max_length=40,
        help_text="Geen naam, BSN of V-nummer. Leeg laten mag: dan krijgt het huishouden een nummer.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _zonder_merk(self)

    def clean_kenmerk(self) -> str:
        kenmerk: str = self.cleaned_data["kenmerk"].strip()
        if soort := persoonsgegeven_in_kenmerk(kenmerk):
            raise ValidationError(f"Dit lijkt op een {soort}. Gebruik een kenmerk dat alleen u kunt herleiden.")
        return kenmerk

    def clean(self) -> dict[str, Any]:
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        for veld in CATEGORIEEN:
            if veld in gegevens:
                gegevens[veld] = gegevens[veld] or 0
        return gegevens


class Waarvelden(forms.Form):
    """For whom it counts, where the home is and when they moved in."""

    koppelgemeente = forms.ModelChoiceField(
        label="Telt voor", queryset=Gemeente.objects.none(), help_text="De koppelgemeente.", empty_label=None
    )
    afgemeld_op = Datumveld(
        label="Afgemeld bij COA op", required=False, help_text="De dag waarop zij uit de opvang zijn vertrokken."
    )
    huurcontract_op = Datumveld(label="Huurcontract op", required=False)
    brp_op = Datumveld(label="Ingeschreven in de BRP op", required=False)
    teldatum = Datumveld(
        label="Andere teldatum",
        required=False,
        help_text="Alleen als de plaatsing op een andere dag telt dan de datums hierboven.",
    )
    huisvestingsvorm = forms.ChoiceField(label="Soort huisvesting", choices=HUISVESTINGSVORMEN, initial="zelfstandig")
    huisvestingsgemeente = forms.ModelChoiceField(
        label="De woning staat in", queryset=Gemeente.objects.none(), empty_label=None
    )
    verhuurder = forms.CharField(
        label="Verhuurder", required=False, max_length=120, help_text="Naam van de corporatie of organisatie."
    )
    eerder_geteld = forms.BooleanField(
        label="Deze personen telden al eerder mee",
        required=False,
        help_text="Bijvoorbeeld bij een verhuizing uit een doorstroomlocatie.",
    )

    def __init__(self, *args: Any, koppelgemeenten: QuerySet[Gemeente], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        velden: dict[str, Any] = self.fields
        eigen = list(koppelgemeenten)
        velden["koppelgemeente"].queryset = koppelgemeenten
        velden["huisvestingsgemeente"].queryset = Gemeente.objects.all()
        velden["huisvestingsgemeente"].choices = [
            *[(g.pk, g.naam) for g in eigen],
            *Gemeente.objects.bestaand(timezone.localdate())
            .exclude(pk__in=[g.pk for g in eigen])
            .values_list("pk", "naam"),
        ]
        if eigen:
            self.initial.setdefault("koppelgemeente", eigen[0].pk)
            self.initial.setdefault("huisvestingsgemeente", eigen[0].pk)
        _zonder_merk(self)
        if len(eigen) == 1:
            velden["koppelgemeente"].widget = forms.HiddenInput()

    def clean_verhuurder(self) -> str:
        naam: str = self.cleaned_data["verhuurder"].strip()
        if soort := lijkt_persoonsgegeven(naam):
            raise ValidationError(f"Dit lijkt op een {soort}. Vul de naam van een organisatie in.")
        return naam


class Dubbelvraag(forms.Form):
    """Asks once whether a plaatsing that looks like one in the log is really another one; see `vraag_dubbel`."""

    dubbel: Sequence[Any] = ()
    """Per household (its number, from 0): what is there already, and in what it is alike."""

    anders = forms.BooleanField(label="Ja, leg toch vast: het zijn andere personen", required=False)

    def vraag_dubbel(self, gevonden: Sequence[Sequence[Any]]) -> None:
        """Raise a ValidationError while there is something alike and nobody said that it is another one."""
        if self.cleaned_data.get("anders"):
            return
        self.dubbel = [(nummer, rijen) for nummer, rijen in enumerate(gevonden) if rijen]
        if self.dubbel:
            raise ValidationError(
                {"anders": "Dit lijkt op wat er al staat. Zet een vinkje als het andere personen zijn."}
            )


def gegevens_uit(*bronnen: dict[str, Any]) -> Plaatsingsgegevens:
    """The value object from the cleaned data of one or more forms."""
    samen = {sleutel: waarde for bron in bronnen for sleutel, waarde in bron.items()}
    namen = {veld.name for veld in fields(Plaatsingsgegevens)}
    return Plaatsingsgegevens(**{naam: waarde for naam, waarde in samen.items() if naam in namen})


class PlaatsingForm(EenmaligFormulier, Personenvelden, Waarvelden, Dubbelvraag):
    """One plaatsing. The first five fields are all that a usual one needs."""

    vraag_oud_halfjaar = False
    # The half-year the plaatsing is in already: no question about that one.
    stond_in: Halfjaar | None = None

    deel = forms.IntegerField(
        label="Deel",
        initial=1,
        min_value=1,
        max_value=99,
        help_text="Nareizigers die later bij een bekend kenmerk komen: deel 2.",
    )
    oud_halfjaar = forms.BooleanField(label="Ja, dit halfjaar klopt", required=False)
    field_order = (
        *CATEGORIEEN,
        "afgemeld_op",
        "huisvestingsvorm",
        "huisvestingsgemeente",
        "kenmerk",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Whoever opens this page comes to type the first number.
        self.fields["volwassenen"].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        """Ask once about a day more than a half-year back or in a closed half-year: it may be a typing error."""
        gegevens = super().clean()
        dag = telt_op(gegevens_uit(gegevens)) if not self.errors else None
        if dag is None or gegevens.get("oud_halfjaar") or not dag.year >= EERSTE_JAAR:
            return gegevens
        halfjaar = Halfjaar.van_datum(dag)
        if halfjaar == self.stond_in:
            return gegevens
        gemeente = gegevens.get("koppelgemeente")
        telt = telt_in(gemeente, halfjaar) if gemeente else halfjaar
        if telt != halfjaar:
            wat = (
                "Daar telt het cijfer van COA. Deze plaatsing verandert de stand dus niet: het verschil komt in de"
                " afstemming."
                if gemeente and coa_telt(gemeente, halfjaar)
                else f"Deze plaatsing telt als nagekomen in de {telt.kort}."
            )
            self._vraag_halfjaar(f"De {halfjaar.kort} is gesloten. {wat}")
        elif halfjaar < Halfjaar.van_datum(timezone.localdate()).vorige:
            self._vraag_halfjaar(f"Deze plaatsing telt in de {halfjaar.kort}. Dat is langer dan een halfjaar geleden.")
        return gegevens

    def _vraag_halfjaar(self, bevinding: str) -> None:
        self.vraag_oud_halfjaar = True
        vraag = "Klopt dat? Zet dan hier een vinkje. Klopt het niet, verbeter dan de datum."
        self.add_error("oud_halfjaar", f"{bevinding} {vraag}")


class CorrectieForm(PlaatsingForm):
    """A correction: the same fields and why."""

    reden = forms.CharField(label="Reden van de correctie", max_length=200)

    def clean_reden(self) -> str:
        return schone_reden(self.cleaned_data["reden"])


class IntrekkenForm(EenmaligFormulier):
    """Withdrawing asks why; the row stays readable with this reason."""

    reden = forms.CharField(
        label="Waarom trekt u deze plaatsing in?", max_length=200, help_text="Zonder namen of andere persoonsgegevens."
    )

    def clean_reden(self) -> str:
        return schone_reden(self.cleaned_data["reden"])


def schone_reden(reden: str) -> str:
    """Refuse what looks like a BSN or V-nummer: a reason is readable for more people than a household."""
    if soort := persoonsgegeven_in_verwijzing(reden):
        raise ValidationError(f"Dit lijkt op een {soort}. Schrijf de reden zonder persoonsgegevens.")
    return reden.strip()


class MeerForm(EenmaligFormulier, Waarvelden, Dubbelvraag):
    """What several plaatsingen at once have in common."""


class RegelForm(NetFormulier, Personenvelden):
    """One row of several: an empty row is passed over. What a kenmerk is stands once, above the rows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kenmerk"].help_text = ""


RegelFormSet = forms.formset_factory(RegelForm, extra=4, max_num=200, absolute_max=200, validate_max=True)
