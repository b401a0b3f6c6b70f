"""Writing an agreement: its heading and parties, themes, and what is agreed."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from afspraken.models import Afspraak, Partij, Prestatieafspraak
from organisaties.forms import Datumveld, VersieFormulier
from organisaties.models import Corporatie, Gemeente, Huurdersorganisatie, Lidmaatschap

PARTIJVELDEN = ("gemeenten", "corporaties", "huurdersorganisaties")


def tekstveld(label: str, uitleg: str = "", rijen: int = 4, **opties: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=uitleg,
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": rijen}),
        **opties,
    )


class TermijnFormulier(VersieFormulier):
    """`tot` is asked as people write it, the last day; it is kept as the first day on which it no longer holds."""

    naam = forms.CharField(label="Naam", max_length=120, error_messages={"required": "Geef het stuk een naam."})
    van = Datumveld(label="Geldt vanaf", error_messages={"required": "Vul in vanaf welke dag dit geldt."})
    tot_en_met = Datumveld(
        label="Geldt tot en met", help_text="De laatste dag.", error_messages={"required": "Vul de laatste dag in."}
    )

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or self.cleaned_data
        van, laatste = gegevens.get("van"), gegevens.pop("tot_en_met", None)
        if van and laatste and laatste < van:
            self.add_error("tot_en_met", f"Kies een dag op of na {van:%d-%m-%Y}.")
        if laatste:
            gegevens["tot"] = laatste + timedelta(days=1)
        return gegevens


class OvereenkomstFormulier(TermijnFormulier):
    """The heading of an agreement and who are its parties."""

    kenmerk = forms.CharField(label="Kenmerk", max_length=60, required=False, help_text="Zoals op het stuk staat.")
    gemeenten = forms.ModelMultipleChoiceField(
        label="Gemeenten",
        queryset=Gemeente.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één gemeente als partij."},
    )
    corporaties = forms.ModelMultipleChoiceField(
        label="Woningcorporaties",
        queryset=Corporatie.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    huurdersorganisaties = forms.ModelMultipleChoiceField(
        label="Huurdersorganisaties",
        queryset=Huurdersorganisatie.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    aanleiding = tekstveld(
        "Aanleiding", "Waarop de afspraken rusten, bijvoorbeeld de woonvisie. Eén punt per regel.", 6
    )
    overlegstructuur = tekstveld("Overlegstructuur", "Wie overlegt wanneer. Eén punt per regel.")
    overleg_rond_bod = forms.BooleanField(
        label="Elk jaar minstens één bestuurlijk overleg voor het bod en één erna",
        help_text="Dan laten we zien welk overleg nog ontbreekt.",
        required=False,
    )
    uitvoeringsagenda = tekstveld("Uitvoeringsagenda", "Wat er over de uitvoering is afgesproken. Eén punt per regel.")
    monitoring = tekstveld("Monitoring", "Wanneer partijen melden hoe het staat. Eén punt per regel.")
    bron = forms.CharField(label="Bron", max_length=300, required=False, help_text="Waar deze tekst aan ontleend is.")

    def __init__(self, *args: Any, lid: Lidmaatschap, bij: Prestatieafspraak | None = None, **kwargs: Any) -> None:
        """`bij`: the agreement that is changed, or that the addendum belongs to; its parties can be chosen too."""
        super().__init__(*args, **kwargs)
        al = Partij.objects.filter(prestatieafspraak=bij) if bij else Partij.objects.none()
        velden: dict[str, Any] = self.fields
        nu = timezone.localdate()
        eigen = Q(pk=lid.gemeente_id) | Q(regios__gemeenten=lid.gemeente_id)
        bestaand = Gemeente.objects.bestaand(nu).filter(eigen)
        for veld, soort, rijen in (
            ("gemeenten", "gemeente", bestaand),
            ("corporaties", "corporatie", Corporatie.objects.filter(gemeenten=lid.gemeente_id)),
            (
                "huurdersorganisaties",
                "huurdersorganisatie",
                Huurdersorganisatie.objects.filter(gemeenten=lid.gemeente_id),
            ),
        ):
            model: Any = rijen.model
            velden[veld].queryset = model.objects.filter(Q(pk__in=rijen.values("pk")) | Q(pk__in=al.values(soort)))

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean()
        gegevens["partijen"] = [p for veld in PARTIJVELDEN for p in gegevens.pop(veld, [])]
        return gegevens


class ThemaFormulier(VersieFormulier):
    naam = forms.CharField(label="Thema", max_length=80, error_messages={"required": "Geef het thema een naam."})
    toelichting = tekstveld("Toelichting", "Wat er speelt. Eén punt per regel.")


class AfspraakFormulier(VersieFormulier):
    """One afspraak, with a field for each party: a line for each thing that it does."""

    nummer = forms.CharField(label="Nummer", max_length=6, required=False, help_text="Bijvoorbeeld 1.2 of a.")
    titel = forms.CharField(
        label="Afspraak", max_length=160, error_messages={"required": "Zeg in een paar woorden waar dit over gaat."}
    )
    beoogd_effect = tekstveld("Beoogd effect", "Wat er anders is als dit lukt.", 2)
    herkomst = tekstveld("Waar het uit volgt", "Bijvoorbeeld de woonvisie.", 2)
    regie = forms.ModelMultipleChoiceField(
        label="Regie",
        queryset=Partij.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Wie de regie heeft, meldt en verklaart vertraging. Dat kunnen er meer zijn.",
    )
    planning = forms.CharField(label="Planning", max_length=160, required=False, help_text="Bijvoorbeeld: begin 2024.")

    def __init__(self, *args: Any, bij: Prestatieafspraak, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partijen = list(bij.partijen.select_related("gemeente", "corporatie", "huurdersorganisatie"))
        velden: dict[str, Any] = self.fields
        velden["regie"].queryset = bij.partijen.select_related("gemeente", "corporatie", "huurdersorganisatie")
        if bij.hoort_bij_id:
            velden["wijzigt"] = forms.ModelChoiceField(
                label="Verandert deze afspraak",
                queryset=Afspraak.objects.filter(thema__prestatieafspraak=bij.hoort_bij_id),
                required=False,
                empty_label="Geen: dit komt erbij",
            )
        for partij in self.partijen:
            velden[f"bijdrage_{partij.pk}"] = tekstveld(f"Bijdrage {partij}", "Eén bijdrage per regel.", 3)

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or self.cleaned_data
        gegevens["bijdragen"] = {
            partij.pk: regels
            for partij in self.partijen
            if (regels := [r for r in gegevens.pop(f"bijdrage_{partij.pk}", "").splitlines() if r.strip()])
        }
        return gegevens
