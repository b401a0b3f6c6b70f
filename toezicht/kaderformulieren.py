"""The forms with which a supervisor changes a draft of the toezichtkader: each about one part of it.

A form opens with what the part is (`begin`) and gives the part as it is to become (`onderdeel`).
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from django import forms

from organisaties.forms import VersieFormulier
from organisaties.models import Provincie
from organisaties.velden import NetFormulier
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.verschoonbaarheid import GRONDEN
from toezicht.forms import Bevestiging, Datumveld
from toezicht.regels import kadertekst
from toezicht.regels.kader import (
    KEUZES,
    MET_DREMPEL,
    Actor,
    Afdaling,
    Effect,
    Kader,
    Keuze,
    Omvang,
    Oordeelwoord,
    Overgang,
    Regel,
    Soort,
    Toerekening,
    Trede,
    Voorwaarde,
)
from toezicht.regels.kaderbestand import HOOGSTE_DREMPEL, MEESTE_DAGEN, MEESTE_WEKEN, OORDELEN
from toezicht.regels.ladder import Fase

VOORWAARDEN = (1, 2, 3)
KIES = "Kies uit de lijst."


def _woorden(teksten: Iterable[tuple[StrEnum, str]]) -> list[tuple[str, str]]:
    return [(str(waarde), tekst[0].upper() + tekst[1:]) for waarde, tekst in teksten]


class Bronveld(forms.CharField):
    """Where a part of a kader stands."""

    def __init__(self) -> None:
        super().__init__(
            label="Waar staat dit?",
            max_length=300,
            help_text="Een artikel of besluit. Niet uit een officiële tekst? Begin met: voorbeeld.",
            error_messages={"required": "Schrijf op waar dit staat, of schrijf: voorbeeld."},
        )


class KaderNaamFormulier(VersieFormulier):
    naam = forms.CharField(label="Naam", max_length=160, error_messages={"required": "Vul de naam van het kader in."})
    vindplaats = forms.CharField(
        label="Vindplaats",
        max_length=300,
        help_text="Waar iedereen de tekst kan lezen, bijvoorbeeld een nummer als CVDR713805.",
        error_messages={"required": "Vul in waar de tekst van het kader staat."},
    )
    toelichting = forms.CharField(
        label="Toelichting", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class TredeFormulier(VersieFormulier):
    naam = forms.CharField(label="Naam", max_length=80, error_messages={"required": "Vul de naam van de trede in."})
    fase = forms.ChoiceField(
        label="Fase", choices=_woorden(kadertekst.FASEN.items()), error_messages={"invalid_choice": KIES}
    )
    actor = forms.ChoiceField(
        label="Wie handelt", choices=_woorden(kadertekst.ACTOREN.items()), error_messages={"invalid_choice": KIES}
    )
    actie = forms.CharField(
        label="Wat er gebeurt",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf op wat er op deze trede gebeurt."},
    )
    weken = forms.IntegerField(
        label="Termijn in weken",
        required=False,
        min_value=1,
        max_value=MEESTE_WEKEN,
        help_text="Leeg: tot de volgende peildatum.",
    )
    plan_vereist = forms.BooleanField(label="De gemeente maakt een plan van aanpak", required=False)
    bron = Bronveld()
    verwijderen = forms.BooleanField(label="Deze trede verwijderen", required=False)

    def __init__(self, *args: Any, laatste: bool, **kwargs: Any) -> None:
        """Only the last trede can go: the others keep their number."""
        super().__init__(*args, **kwargs)
        if not laatste:
            del self.fields["verwijderen"]

    @staticmethod
    def begin(trede: Trede | None) -> dict[str, Any]:
        if trede is None:
            return {"bron": "voorbeeld"}
        velden = ("naam", "fase", "actor", "actie", "weken", "plan_vereist", "bron")
        return {veld: getattr(trede, veld) for veld in velden}

    @staticmethod
    def onderdeel(nummer: int, gegevens: dict[str, Any]) -> Trede:
        keuzes = {"fase": Fase(gegevens["fase"]), "actor": Actor(gegevens["actor"])}
        return Trede(nummer=nummer, **(gegevens | keuzes))


class RegelFormulier(VersieFormulier):
    """A rule with at most three conditions, each a kind and where it asks for one a number."""

    def __init__(self, *args: Any, kader: Kader, nieuw: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        treden = [(0, "Niet op de ladder"), *((t.nummer, f"Trede {t.nummer}: {t.naam}") for t in kader.treden)]
        for veld, label, keuzes in (("van", "Van", treden[:-1]), ("naar", "Naar", treden[1:])):
            self.fields[veld] = forms.TypedChoiceField(
                label=label, choices=keuzes, coerce=int, error_messages={"invalid_choice": KIES}
            )
        soorten = [(str(soort), _kort(tekst)) for soort, tekst in kadertekst.SOORTEN.items()]
        for n in VOORWAARDEN:
            self.fields[f"soort_{n}"] = forms.ChoiceField(
                label=f"Voorwaarde {n}",
                required=n == 1,
                choices=[("", "Geen"), *soorten] if n > 1 else soorten,
                error_messages={"invalid_choice": KIES, "required": KIES},
            )
            self.fields[f"minstens_{n}"] = forms.IntegerField(
                label=f"Getal bij voorwaarde {n}", required=False, min_value=1, max_value=HOOGSTE_DREMPEL
            )
            # The condition itself says whether a number goes with it.
            self.fields[f"minstens_{n}"].stil = True  # type: ignore[attr-defined]
        self.fields["bron"] = Bronveld()
        if not nieuw:
            self.fields["verwijderen"] = forms.BooleanField(label="Deze regel verwijderen", required=False)

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or self.cleaned_data
        for n in VOORWAARDEN:
            soort, minstens = gegevens.get(f"soort_{n}"), gegevens.get(f"minstens_{n}")
            if f"minstens_{n}" in self.errors or soort is None:
                continue
            if soort in MET_DREMPEL and minstens is None:
                self.add_error(f"minstens_{n}", "Vul hier een getal in. Deze voorwaarde vraagt erom.")
            elif soort not in MET_DREMPEL and minstens is not None:
                self.add_error(f"minstens_{n}", "Laat dit leeg. Bij deze voorwaarde hoort geen getal.")
        return gegevens

    @property
    def paren(self) -> list[tuple[Any, Any]]:
        """Each condition with its number, to stand beside each other."""
        return [(self[f"soort_{n}"], self[f"minstens_{n}"]) for n in VOORWAARDEN]

    @staticmethod
    def begin(regel: Regel | None) -> dict[str, Any]:
        if regel is None:
            return {"bron": "voorbeeld"}
        uit: dict[str, Any] = {"van": regel.van, "naar": regel.naar, "bron": regel.bron}
        for n, voorwaarde in enumerate(regel.voorwaarden, start=1):
            uit |= {f"soort_{n}": str(voorwaarde.soort), f"minstens_{n}": voorwaarde.minstens or None}
        return uit

    @staticmethod
    def onderdeel(gegevens: dict[str, Any]) -> Regel:
        voorwaarden = tuple(
            Voorwaarde(Soort(gegevens[f"soort_{n}"]), gegevens[f"minstens_{n}"] or 0)
            for n in VOORWAARDEN
            if gegevens[f"soort_{n}"]
        )
        return Regel(gegevens["van"], gegevens["naar"], voorwaarden, gegevens["bron"])


def _kort(tekst: str) -> str:
    """A condition as a choice: where its number goes stands a dash."""
    tekst = tekst.format(n="…")
    return tekst[0].upper() + tekst[1:]


class KeuzeFormulier(VersieFormulier):
    """One choice of a kader (`veld` of `KEUZES`), and where it stands."""

    def __init__(self, *args: Any, veld: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.veld = veld
        self.fields["waarde"] = self._waardeveld(veld)
        self.fields["bron"] = Bronveld()

    @staticmethod
    def _waardeveld(veld: str) -> forms.Field:
        label = KEUZES[veld]
        if veld == "gronden":
            return forms.MultipleChoiceField(
                label=label,
                required=False,
                choices=[(code, grond.naam) for code, grond in GRONDEN.items()],
                widget=forms.CheckboxSelectMultiple,
                error_messages={"invalid_choice": KIES},
            )
        if veld == "cijfers_dagen_na":
            return forms.IntegerField(
                label="Dagen na de peildatum",
                min_value=0,
                max_value=MEESTE_DAGEN,
                error_messages={"required": f"Vul een getal in van 0 tot en met {MEESTE_DAGEN}."},
            )
        keuzes: Mapping[str, Mapping[Any, str]] = {
            "afdaling": kadertekst.AFDALING,
            "effect": kadertekst.EFFECT,
            "per_halfjaar": kadertekst.PER_HALFJAAR,
            "herindeling": kadertekst.OVERGANG,
            "provinciewissel": kadertekst.OVERGANG,
            "omvang": kadertekst.OMVANG,
        }
        return forms.ChoiceField(
            label=label,
            required=veld != "per_halfjaar",
            choices=[("" if waarde is None else str(waarde), _kort(tekst)) for waarde, tekst in keuzes[veld].items()],
            widget=forms.RadioSelect,
            error_messages={"required": "Maak een keuze.", "invalid_choice": KIES},
        )

    @staticmethod
    def begin(kader: Kader, veld: str) -> dict[str, Any]:
        keuze = getattr(kader, veld)
        return {"waarde": "" if keuze.waarde is None else keuze.waarde, "bron": keuze.bron}

    def onderdeel(self, gegevens: dict[str, Any]) -> Keuze[Any]:
        waarde: Any = gegevens["waarde"]
        soorten: dict[str, type[StrEnum]] = {
            "afdaling": Afdaling,
            "effect": Effect,
            "per_halfjaar": Toerekening,
            "herindeling": Overgang,
            "provinciewissel": Overgang,
            "omvang": Omvang,
        }
        if self.veld in soorten:
            waarde = soorten[self.veld](waarde) if waarde else None
        return Keuze(tuple(waarde) if self.veld == "gronden" else waarde, gegevens["bron"])


class OordelenFormulier(VersieFormulier):
    """The provincie's own word and colour of each oordeel: both, or neither for the word of the law."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n, oordeel in enumerate(OORDELEN):
            self.fields[f"naam_{n}"] = forms.CharField(label=f"Woord voor “{oordeel}”", max_length=80, required=False)
            self.fields[f"kleur_{n}"] = forms.CharField(label=f"Kleur van “{oordeel}”", max_length=30, required=False)
        self.fields["bron"] = Bronveld()

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or self.cleaned_data
        for n in range(len(OORDELEN)):
            naam, kleur = gegevens.get(f"naam_{n}"), gegevens.get(f"kleur_{n}")
            if bool(naam) != bool(kleur):
                leeg = f"kleur_{n}" if naam else f"naam_{n}"
                self.add_error(leeg, "Vul het woord en de kleur allebei in, of laat ze allebei leeg.")
        return gegevens

    @property
    def paren(self) -> list[tuple[Any, Any]]:
        """Each word with its colour, to stand beside each other."""
        return [(self[f"naam_{n}"], self[f"kleur_{n}"]) for n in range(len(OORDELEN))]

    @staticmethod
    def begin(kader: Kader) -> dict[str, Any]:
        uit: dict[str, Any] = {"bron": kader.oordelen.bron}
        for n, oordeel in enumerate(OORDELEN):
            if woord := kader.oordelen.waarde.get(oordeel):
                uit |= {f"naam_{n}": woord.naam, f"kleur_{n}": woord.kleur}
        return uit

    @staticmethod
    def onderdeel(gegevens: dict[str, Any]) -> Keuze[Any]:
        woorden = {
            oordeel: Oordeelwoord(gegevens[f"naam_{n}"], gegevens[f"kleur_{n}"])
            for n, oordeel in enumerate(OORDELEN)
            if gegevens[f"naam_{n}"]
        }
        return Keuze(woorden, gegevens["bron"])


class BeginFormulier(Bevestiging):
    """Beginning a draft; functioneel beheer says of which provincie."""

    provincie = forms.ModelChoiceField(
        queryset=Provincie.objects.all(), label="Provincie", empty_label="Kies een provincie"
    )

    def __init__(self, *args: Any, eigen: Provincie | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if eigen is not None:
            del self.fields["provincie"]


class InWerkingFormulier(VersieFormulier):
    geldig_van = Datumveld(
        label="Geldt vanaf",
        help_text="Het kader geldt voor elke peildatum op of na deze dag.",
        error_messages={"required": "Vul in vanaf welke dag het kader geldt."},
    )


class Proefkeuze(NetFormulier):
    """Over which half-year a kader is tried; it lives in the address."""

    halfjaar = forms.ChoiceField(
        label="Halfjaar", required=False, error_messages={"invalid_choice": "Kies een halfjaar uit de lijst."}
    )

    def __init__(self, data: Any, halfjaren: list[Halfjaar]) -> None:
        super().__init__(data, auto_id="filter_%s", use_required_attribute=False)
        keuzes: Any = self.fields["halfjaar"]
        keuzes.choices = [(halfjaar.code, halfjaar.kort) for halfjaar in halfjaren]
        self.halfjaren = halfjaren

    @property
    def gekozen(self) -> Halfjaar:
        """What was asked for, or else the newest."""
        code = self.cleaned_data.get("halfjaar") if self.is_valid() else None
        return Halfjaar.van_code(code) if code else self.halfjaren[0]
