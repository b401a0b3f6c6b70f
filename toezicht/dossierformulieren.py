"""The forms of the dossier: one per kind of piece, each with few fields, and the elements of a formal letter."""

from collections.abc import Mapping
from typing import Any

from django import forms

from organisaties.forms import Datumveld, EenmaligFormulier, VersieFormulier
from toezicht.regels.dossier import GESPREKKEN, MET_TEKST, MET_UITERLIJK, Stuksoort
from toezicht.regels.formeel import KORT, TERMIJN, Veld, velden_van
from toezicht.regels.ladder import Fase

FORMULIEREN: Mapping[str, tuple[Stuksoort, ...]] = {
    "gesprek": GESPREKKEN,
    "plan-gevraagd": (Stuksoort.PLAN_GEVRAAGD,),
    "plan-ontvangen": (Stuksoort.PLAN_ONTVANGEN,),
    "plan-oordeel": (Stuksoort.PLAN_AKKOORD, Stuksoort.PLAN_AFGEKEURD),
    "toezegging": (Stuksoort.TOEZEGGING,),
    "toezegging-oordeel": (Stuksoort.TOEZEGGING_NAGEKOMEN, Stuksoort.TOEZEGGING_GEBROKEN),
    "antwoord": (Stuksoort.ANTWOORD,),
    "notitie": (Stuksoort.NOTITIE,),
}
"""The forms, by their part of the address, and what each records."""

TITELS: Mapping[str, str] = {
    "gesprek": "Gesprek vastleggen",
    "plan-gevraagd": "Plan van aanpak vragen",
    "plan-ontvangen": "Ontvangen plan vastleggen",
    "plan-oordeel": "Plan van aanpak beoordelen",
    "toezegging": "Toezegging vastleggen",
    "toezegging-oordeel": "Is de toezegging nagekomen?",
    "antwoord": "Antwoord vastleggen",
    "notitie": "Notitie vastleggen",
}

ZIET = "De gemeente leest dit mee. Schrijf geen namen of andere persoonsgegevens."
ZIET_NIET = "Alleen uw provincie leest dit. Schrijf geen namen of andere persoonsgegevens."
LATER = "Mag een dag zijn die nog komt."
WERKDAG = "Valt deze dag in een weekend of op een feestdag, dan schuift hij door naar de eerste werkdag."


class _StukVelden(EenmaligFormulier):
    """The day, the last day where the kind has one, and the text."""

    datum = Datumveld(label="Datum", error_messages={"required": "Vul de datum in."})
    uiterlijk = Datumveld(label="Uiterlijk", help_text=WERKDAG, error_messages={"required": "Vul de laatste dag in."})
    omschrijving = forms.CharField(
        label="Omschrijving",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Schrijf in een paar woorden wat er is afgesproken of waarom."},
    )

    def richt_in(self, soorten: tuple[Stuksoort, ...]) -> None:
        """Keep only what this kind has."""
        if not any(soort in MET_UITERLIJK for soort in soorten):
            del self.fields["uiterlijk"]
        if any(soort in GESPREKKEN for soort in soorten):
            self.fields["datum"].help_text = "Een dag die nog komt, mag ook: dan is het gesprek gepland."
        tekst = self.fields["omschrijving"]
        tekst.required = all(soort in MET_TEKST for soort in soorten)
        tekst.help_text = ZIET_NIET if Stuksoort.NOTITIE in soorten else ZIET
        if not tekst.required and any(soort in MET_TEKST for soort in soorten):
            tekst.stil = True  # type: ignore[attr-defined]
            tekst.help_text = f"Nodig als het niet goed is. {ZIET}"


class StukFormulier(_StukVelden):
    """A new piece. `eerder` and `brieven` are what it can go on from: (number, words), the newest first."""

    field_order = ("soort", "hoort_bij", "brief", "datum", "uiterlijk", "omschrijving")

    soort = forms.ChoiceField(
        label="Wat", widget=forms.RadioSelect, error_messages={"required": "Kies wat u vastlegt."}
    )
    hoort_bij = forms.TypedChoiceField(
        label="Hoort bij", coerce=int, error_messages={"required": "Kies waarop dit een vervolg is."}
    )
    brief = forms.TypedChoiceField(
        label="Antwoord op", coerce=int, error_messages={"required": "Kies de brief waarop de gemeente antwoordt."}
    )

    def __init__(
        self,
        *args: Any,
        soorten: tuple[Stuksoort, ...],
        eerder: list[tuple[int, str]] | None = None,
        brieven: list[tuple[int, str]] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.richt_in(soorten)
        keuzes: dict[str, list[tuple[Any, str]] | None] = {
            "soort": [(s.value, s.naam[:1].upper() + s.naam[1:]) for s in soorten] if len(soorten) > 1 else None,
            "hoort_bij": _keuze(eerder, "Kies een stuk"),
            "brief": _keuze(brieven, "Kies een brief"),
        }
        for naam, keuze in keuzes.items():
            if keuze is None:
                del self.fields[naam]
            else:
                self.fields[naam].choices = keuze  # type: ignore[attr-defined]
                if len(keuze) == 1:  # nothing to choose
                    self.initial[naam] = keuze[0][0]


def _keuze(rijen: list[tuple[int, str]] | None, leeg: str) -> list[tuple[Any, str]] | None:
    """The choices, with an empty one before them when there is something to choose."""
    return None if rijen is None else [*([("", leeg)] if len(rijen) > 1 else []), *rijen]


class StukVerbeterFormulier(_StukVelden):
    """A piece as it should have been, and why."""

    reden = forms.CharField(
        label="Waarom",
        max_length=200,
        error_messages={"required": "Schrijf op waarom u dit verbetert."},
    )

    def __init__(self, *args: Any, soort: Stuksoort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.richt_in((soort,))


class IntrekFormulier(EenmaligFormulier):
    reden = forms.CharField(
        label="Reden", max_length=200, error_messages={"required": "Schrijf op waarom u dit intrekt."}
    )


class BesluitIntrekFormulier(EenmaligFormulier):
    op = Datumveld(label="Ingetrokken op", error_messages={"required": "Vul in op welke dag het is ingetrokken."})
    reden = forms.CharField(
        label="Reden", max_length=300, error_messages={"required": "Schrijf op waarom het besluit is ingetrokken."}
    )


def _tekst(label: str, rijen: int = 3) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": rijen}))


def _velden() -> dict[Veld, forms.Field]:
    return {
        Veld.GRONDSLAG: _tekst("Taak en grondslag", 5),
        Veld.VOORNEMEN_OP: Datumveld(label="Voornemen bekendgemaakt op", required=False),
        Veld.VOORNEMEN_VINDPLAATS: forms.CharField(
            label="Vindplaats van het voornemen",
            required=False,
            max_length=300,
            help_text="Zoals: Provinciaal blad 2024, 123.",
        ),
        Veld.BESLUIT_OP: Datumveld(label="Besluit van Gedeputeerde Staten van", required=False),
        Veld.PERSONEN: forms.IntegerField(
            label="Vereist resultaat: te huisvesten personen",
            required=False,
            min_value=1,
            max_value=100_000,
            help_text="Voorstel: wat uw toezichtkader zegt, de achterstand of de totale opgave.",
        ),
        Veld.ZIENSWIJZE_TOT: Datumveld(label="Zienswijze tot en met", required=False, help_text=WERKDAG),
        Veld.HERSTELTERMIJN_TOT: Datumveld(label="Hersteltermijn tot en met", required=False, help_text=WERKDAG),
        Veld.KOSTEN: _tekst("Kosten"),
        Veld.BEKENDMAKING_OP: Datumveld(label="Bekendmaking op", required=False, help_text=LATER),
        Veld.BEKENDMAKING_WAAR: forms.CharField(
            label="Bekendgemaakt in", required=False, max_length=300, help_text="Bijvoorbeeld: Provinciaal blad."
        ),
        Veld.AFSCHRIFT_RAAD_OP: Datumveld(label="Afschrift aan de raad op", required=False, help_text=LATER),
        Veld.RECHTSMIDDELEN: _tekst("Rechtsmiddelen", 4),
    }


class FormeelFormulier(VersieFormulier):
    """What a formal letter must say: the fields of its fase. What stays empty keeps the letter a concept."""

    def __init__(self, *args: Any, fase: Fase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        alle = _velden()
        for veld in velden_van(fase):
            self.fields[veld.value] = alle[veld]
            self.fields[veld.value].stil = True  # type: ignore[attr-defined]
            if veld is TERMIJN.get(fase):
                self.fields["kort_bewust"] = forms.BooleanField(
                    label=f"Ik kies bewust voor een termijn korter dan {KORT} dagen", required=False
                )

    @staticmethod
    def waarden(gegevens: dict[str, Any]) -> dict[str, Any]:
        """What was typed, nothing as None."""
        return {naam: waarde if waarde != "" else None for naam, waarde in gegevens.items()}
