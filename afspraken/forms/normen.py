"""A norm as somebody fills it in, and what was agreed above a signaalwaarde."""

from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from afspraken.acties import fouten_bij
from afspraken.beelden.normbalk import hoeveel
from afspraken.invoer.normen import percentage as lees_percentage
from afspraken.models import Norm
from afspraken.models.normen import keuzes
from afspraken.overzicht.bereiken import adres_van, bereik_van, gebied, naam_van, vind_bereik
from afspraken.regels.normen import Normdoelgroep, TeltOp
from organisaties.forms import Datumveld, EenmaligFormulier
from organisaties.invoer.waarden import OngeldigeWaarde
from organisaties.models import Corporatie, Lidmaatschap
from organisaties.templatetags.weergave import datum
from taakstelling.forms.plaatsingen import schone_reden

MEESTE_WONINGEN = 1_000_000


class NormForm(EenmaligFormulier):
    """The period is asked as people write it, with its last day; it is kept half-open."""

    bereik = forms.ChoiceField(
        label="Voor wie geldt de norm?",
        help_text="Samen: de corporaties worden bij elkaar opgeteld. Of kies één corporatie.",
        error_messages={"required": "Kies voor wie de norm geldt."},
    )
    soort = forms.ChoiceField(
        label="Soort",
        choices=[
            ("", "Kies een soort"),
            ("maximum", "maximum: meer mag niet"),
            ("minimum", "minimum: minder mag niet"),
            ("streefwaarde", "streefwaarde: daar willen wij komen"),
            ("signaalwaarde", "signaalwaarde: daarboven stemmen wij af"),
        ],
        error_messages={"required": "Kies een soort."},
    )
    doelgroep = forms.ChoiceField(
        label="Doelgroep",
        choices=keuzes(Normdoelgroep),
        help_text="Bijzondere doelgroepen zijn statushouders, urgenten, contingenten en maatwerk samen.",
    )
    percentage = forms.CharField(
        label="Percentage",
        required=False,
        max_length=8,
        help_text="Bijvoorbeeld 25 of 12,5. Laat leeg als een aantal is afgesproken.",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    aantal = forms.IntegerField(
        label="Of een aantal woningen per kalenderjaar",
        required=False,
        help_text="Geldt de norm maar een deel van een jaar? Dan geldt dit hele aantal voor dat deel.",
        min_value=0,
        max_value=MEESTE_WONINGEN,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Vul een heel aantal woningen in, zonder punten."
        ),
    )
    van = Datumveld(label="Geldt vanaf", error_messages={"required": "Vul in vanaf welke dag de norm geldt."})
    tot_en_met = Datumveld(
        label="Geldt tot en met", required=False, help_text="De laatste dag. Leeg: zonder einddatum."
    )
    in_plaats_van = forms.ChoiceField(
        label="Gaat voor een andere norm",
        required=False,
        help_text="Alleen nodig als de periodes elkaar gedeeltelijk overlappen. Een norm die helemaal binnen een andere"
        " valt, gaat vanzelf voor.",
    )
    telt_op = forms.ChoiceField(
        label="Een woning telt op de dag dat zij",
        choices=[(TeltOp.VERHUURD.value, "is verhuurd"), (TeltOp.VRIJ.value, "vrijkwam")],
        initial=TeltOp.VERHUURD.value,
    )
    telt_nieuwbouw = forms.BooleanField(label="Nieuwbouw telt mee", required=False, initial=True)
    telt_flex = forms.BooleanField(label="Flexwoningen tellen mee", required=False, initial=True)
    telt_onzelfstandig = forms.BooleanField(label="Onzelfstandige woningen tellen mee", required=False)
    bron = forms.CharField(
        label="Waar staat dit?",
        max_length=300,
        help_text="De afspraak of het addendum, met de datum.",
        error_messages={"required": "Vul in waar deze norm staat."},
    )

    def __init__(self, *args: Any, lid: Lidmaatschap | None, oud: Norm | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lid, self.oud = lid, oud
        velden: dict[str, Any] = self.fields
        velden["bereik"].choices = [("", "Kies"), *bereikkeuzes(lid)]
        self.andere = [
            norm
            for norm in Norm.objects.zichtbaar_voor(lid).bekend().select_related("corporatie", "gemeente", "regio")
            if oud is None or norm.pk != oud.pk
        ]
        velden["in_plaats_van"].choices = [("", "Nee"), *[(str(n.pk), in_woorden(n)) for n in self.andere]]

    @classmethod
    def begin(cls, norm: Norm) -> dict[str, Any]:
        """What the form shows of a norm that is replaced."""
        over = {veld: getattr(norm, veld) for veld in (*_VELDEN, "van", "bron")}
        percentage = "" if norm.percentage is None else f"{norm.percentage.normalize():f}".replace(".", ",")
        voor = Norm.objects.bekend().filter(
            corporatie=norm.corporatie, gemeente=norm.gemeente, regio=norm.regio, van=norm.in_plaats_van
        )
        gekozen = voor.filter(soort=norm.soort, doelgroep=norm.doelgroep).first() if norm.in_plaats_van else None
        return over | {
            "bereik": adres_van(bereik_van(norm)),
            "percentage": percentage,
            "tot_en_met": norm.tot - timedelta(days=1) if norm.tot else None,
            "in_plaats_van": str(gekozen.pk) if gekozen else "",
        }

    def clean_percentage(self) -> Decimal | None:
        geschreven = self.cleaned_data["percentage"]
        try:
            return lees_percentage(geschreven) if geschreven else None
        except OngeldigeWaarde as fout:
            raise ValidationError(str(fout)) from fout

    def clean_bron(self) -> str:
        return schone_reden(self.cleaned_data["bron"])

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or self.cleaned_data
        if "percentage" in gegevens and "aantal" in gegevens:
            if gegevens["percentage"] is None and gegevens["aantal"] is None:
                self.add_error("percentage", "Vul een percentage of een aantal woningen in.")
            elif gegevens["percentage"] is not None and gegevens["aantal"] is not None:
                self.add_error("aantal", "Vul een percentage of een aantal in, niet allebei.")
        van, laatste = gegevens.get("van"), gegevens.get("tot_en_met")
        if van and laatste and laatste < van:
            self.add_error("tot_en_met", f"Kies een dag op of na {van:%d-%m-%Y}.")
        if not self.errors:
            self._toets(self.norm())
        return gegevens

    def norm(self) -> Norm:
        """The norm that was filled in, not yet saved."""
        gegevens = self.cleaned_data
        bereik = vind_bereik(gegevens["bereik"], self.lid)
        assert bereik is not None  # one of the choices
        laatste, voor = gegevens["tot_en_met"], gegevens["in_plaats_van"]
        return Norm(
            corporatie=bereik.corporatie,
            gemeente=bereik.gemeente,
            regio=bereik.regio,
            van=gegevens["van"],
            tot=laatste + timedelta(days=1) if laatste else None,
            in_plaats_van=next((n.van for n in self.andere if str(n.pk) == voor), None),
            percentage=gegevens["percentage"],
            bron=gegevens["bron"],
            **{veld: gegevens[veld] for veld in _VELDEN},
        )

    @property
    def zonder(self) -> Collection[int]:
        return () if self.oud is None else (self.oud.pk,)

    def _toets(self, norm: Norm) -> None:
        """Whether it can stand beside the others, in words that say what to do."""
        groep = [n for n in self.andere if n.regel.groep == norm.regel.groep]
        if any(n.van == norm.van for n in groep):
            self.add_error("van", "Er is al zo'n norm vanaf deze dag. Vervang die norm, of kies een andere dag.")
            return
        if not (mis := fouten_bij([norm], zonder=self.zonder)):
            return
        tegen = [n for n in groep if n.regel.overlapt(norm.regel)]
        if not tegen:
            tekst = "De norm die u koos geldt niet in deze periode voor dezelfde groep. Kies een andere, of Nee."
            self.add_error("in_plaats_van", tekst if norm.in_plaats_van else next(iter(mis.values())))
            return
        namen = "; ".join(in_woorden(n) for n in tegen)
        if norm.in_plaats_van is None:
            self.add_error(
                "in_plaats_van",
                f"In deze periode geldt al een norm: {namen}. Kies hier welke van de twee voorgaat, of pas de datums"
                " aan.",
            )
        else:
            self.add_error(
                "in_plaats_van",
                f"Deze keuze past niet bij wat er al is: {namen}. Kies een andere norm, of pas de datums aan.",
            )


_VELDEN = ("soort", "doelgroep", "aantal", "telt_op", "telt_nieuwbouw", "telt_flex", "telt_onzelfstandig")


def in_woorden(norm: Norm) -> str:
    """maximum 10% statushouders, Steenwijkerland samen, 1 januari 2023 t/m 31 december 2027"""
    eind = f" t/m {datum(norm.tot - timedelta(days=1))}" if norm.tot else " zonder einddatum"
    wie = norm.get_doelgroep_display()
    return f"{norm.soort} {hoeveel(norm.regel)} {wie}, {naam_van(bereik_van(norm))}, {datum(norm.van)}{eind}"


def bereikkeuzes(lid: Lidmaatschap | None) -> list[tuple[str, Any]]:
    """Where this person may enter norms: each area jointly, and each corporatie in it."""
    if lid is None:
        return []
    gebieden: list[tuple[str, str, Any]] = []
    if lid.regio is not None:
        gebieden.append((f"regio-{lid.regio_id}", f"regio {lid.regio}", {"gemeenten__regios": lid.regio_id}))
    gemeenten = gebied(lid) if lid.regio is not None else gebied(lid).filter(pk=lid.gemeente_id or 0)
    gebieden += [(g.code, str(g), {"gemeenten": g}) for g in gemeenten.order_by("naam")]
    keuzes_: list[tuple[str, Any]] = []
    for adres, naam, waar in gebieden:
        wie = Corporatie.objects.filter(pk__in=Corporatie.objects.filter(**waar).values("pk")).order_by("naam")
        keuzes_.append(
            (naam, [(adres, f"{naam}: alle corporaties samen"), *[(f"{adres}-{c.pk}", f"{naam}: {c}") for c in wie]])
        )
    return keuzes_


class AfstemmingForm(EenmaligFormulier):
    """What gemeente and corporatie agreed about a share above the signaalwaarde."""

    besproken_op = Datumveld(
        label="Besproken op", error_messages={"required": "Vul in op welke dag u elkaar hebt gesproken."}
    )
    afspraak = forms.CharField(
        label="Wat is afgesproken?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Bijvoorbeeld: hoeveel woningen meer dit jaar, en waarom. Zonder namen van mensen.",
        error_messages={"required": "Schrijf op wat u hebt afgesproken."},
    )

    def clean_besproken_op(self) -> date:
        dag: date = self.cleaned_data["besproken_op"]
        if dag > timezone.localdate():
            raise ValidationError("Kies een datum op of voor vandaag.")
        return dag

    def clean_afspraak(self) -> str:
        return schone_reden(self.cleaned_data["afspraak"])
