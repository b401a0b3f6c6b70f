"""The forms about what stands in the letters: text blocks, mandaten, the Word template."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from organisaties.forms import EenmaligFormulier, VersieFormulier
from taakstelling.velden import HalfjaarFormField
from toezicht.forms import Datumveld, met_velden
from toezicht.models import Beoordeling, Tekstblok
from toezicht.regels.tekstvelden import VELDEN
from toezicht.word.keuring import MEESTE_BYTES

MARKDOWN = "Een lege regel begint een nieuwe alinea. *Schuin* en **vet** kan ook, en een lijst met - aan het begin."
MEESTE_TEKENS = 10_000


class TekstblokFormulier(VersieFormulier):
    """A text block; `bij` chooses the letter of the preview and is not kept."""

    plek = forms.ChoiceField(label="Plek in de brief", choices=Tekstblok.Plek.choices)
    volgorde = forms.IntegerField(
        label="Volgorde", min_value=0, max_value=999, initial=10, help_text="Laag staat eerst, binnen dezelfde plek."
    )
    kop = forms.CharField(label="Kop", max_length=120, required=False)
    tekst = forms.CharField(
        label="Tekst", widget=forms.Textarea(attrs={"rows": 10}), help_text=MARKDOWN, max_length=MEESTE_TEKENS
    )
    trede = forms.TypedChoiceField(
        label="Alleen voor trede",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="Dan vervangt dit blok de algemene tekst van dezelfde plek.",
    )
    oordeel = forms.ChoiceField(
        label="Alleen voor oordeel",
        required=False,
        choices=[("", "elk oordeel"), *Beoordeling.Oordeel.choices],
        help_text="Vervangt ook de algemene tekst. Een tekst voor een trede gaat voor een tekst voor een oordeel.",
    )
    vanaf = HalfjaarFormField(label="Vanaf halfjaar", required=False, help_text="Leeg: altijd. Anders zoals 2024-1.")
    tot_en_met = HalfjaarFormField(label="Tot en met halfjaar", required=False)
    bij = forms.ChoiceField(label="Voorbeeld met", required=False)

    def __init__(
        self, *args: Any, treden: Mapping[int, str], brieven: Sequence[tuple[str, Any]] = (), **kwargs: Any
    ) -> None:
        """`treden` are those of the kader, by number; `brieven` the half-years and gemeenten to see the block with."""
        super().__init__(*args, **kwargs)
        velden: dict[str, Any] = self.fields
        keuzes = dict(treden)
        if (eigen := self.initial.get("trede")) is not None:
            keuzes.setdefault(eigen, "staat niet in uw kader")
        velden["trede"].choices = [("", "elke trede"), *((n, trede_tekst(n, keuzes)) for n in sorted(keuzes))]
        if brieven:
            velden["bij"].choices = brieven
        else:
            del velden["bij"]

    def clean_kop(self) -> str:
        return met_velden(self.cleaned_data["kop"])

    def clean_tekst(self) -> str:
        return met_velden(self.cleaned_data["tekst"])

    def clean_oordeel(self) -> str:
        return self.cleaned_data["oordeel"] or ""

    @property
    def velden(self) -> list[tuple[str, str]]:
        """The fields one may use, as they are typed."""
        return [(f"{{{naam}}}", uitleg) for naam, uitleg in VELDEN.items()]

    def als_blok(self, blok: Tekstblok) -> Tekstblok:
        """The block as it is in the form now, right or not, for the preview; nothing is kept."""
        goed = getattr(self, "cleaned_data", {}) if self.is_bound else self.initial
        uit = Tekstblok(pk=blok.pk, provincie=blok.provincie)
        uit.plek = goed.get("plek") or Tekstblok.Plek.TAAK
        uit.trede, uit.oordeel = goed.get("trede"), goed.get("oordeel") or ""
        uit.vanaf, uit.tot_en_met = goed.get("vanaf"), goed.get("tot_en_met")
        uit.volgorde = goed.get("volgorde") or 0
        uit.kop = str(self["kop"].value() or "")[:120].strip()
        uit.tekst = str(self["tekst"].value() or "")[:MEESTE_TEKENS].strip()
        return uit


def trede_tekst(nummer: int, treden: Mapping[int, str]) -> str:
    """A trede by its number and the name it has in the kader: "trede 3: intensief toezicht"."""
    return f"trede {nummer}: {treden.get(nummer, 'staat niet in uw kader')}"


class MandaatFormulier(VersieFormulier):
    functie = forms.CharField(
        label="Functie", max_length=60, help_text="Zoals bij Afzender, bijvoorbeeld: gedeputeerde."
    )
    geldig_van = Datumveld(label="Geldt vanaf")
    geldig_tot = Datumveld(
        label="Geldt tot", required=False, help_text="De eerste dag waarop het niet meer geldt. Leeg: zonder einde."
    )
    grondslag = forms.CharField(
        label="Grondslag", max_length=200, help_text="Het besluit waarin het staat, bijvoorbeeld: Mandaatbesluit 2024."
    )


class MandaatWijzigFormulier(MandaatFormulier):
    reden = forms.CharField(label="Reden van de wijziging", max_length=200)


class IntrekFormulier(EenmaligFormulier):
    reden = forms.CharField(label="Reden", max_length=200, error_messages={"required": "Schrijf waarom."})


class SjabloonFormulier(EenmaligFormulier):
    """A Word template; what is in it is looked at by the act (`word.keuring`)."""

    foutkop = "Dit sjabloon kan niet worden gebruikt."

    bestand = forms.FileField(
        label="Word-document (.docx)",
        help_text="Hoogstens 2 MB, zonder macro's en zonder koppelingen naar buiten.",
        allow_empty_file=True,
        error_messages={"required": "Kies het Word-document."},
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )

    def clean_bestand(self) -> Any:
        upload = self.cleaned_data["bestand"]
        if upload.size > MEESTE_BYTES:
            raise forms.ValidationError("Het sjabloon is groter dan 2 MB. Maak de afbeeldingen erin kleiner.")
        if not upload.name.lower().endswith(".docx"):
            raise forms.ValidationError("Dit is geen .docx. Sla het sjabloon in Word op als “Word-document (.docx)”.")
        return upload
