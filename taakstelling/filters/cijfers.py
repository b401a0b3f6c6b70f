"""The filter of a list of gemeenten in one half-year. It lives in the address, so that a list can be kept and shared.

A plain form and no FilterSet: half of what it asks (achterstand, what is missing) is computed, not a column.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Unpack

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from organisaties.models import Gemeente, Lidmaatschap
from organisaties.regels.tijd import Zicht
from taakstelling.overzicht import MIST, Formuleregel, Regel, bestaand_in, halfjaarkeuze, regels_van, vouw_naam
from taakstelling.regels.halfjaar import Halfjaar

ACHTERSTAND = {
    "ja": "Met achterstand",
    "nee": "Zonder achterstand",
    "voorsprong": "Met voorsprong",
    "nul": "Precies op nul",
    "onbekend": "Stand onbekend",
    "schema": "Achter op schema",
}


def _keuze(label: str, leeg: str, keuzes: Iterable[tuple[str, str]], fout: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[("", leeg), *keuzes] if leeg else list(keuzes),
        error_messages={"invalid_choice": fout},
    )


class Cijferform(forms.Form):
    """The questions of the filter."""

    def __init__(
        self,
        data: QueryDict,
        *,
        halfjaren: Iterable[Halfjaar],
        provincies: Iterable[tuple[str, str]] | None,
        mist: bool,
    ) -> None:
        super().__init__(data, auto_id="filter_%s", use_required_attribute=False)
        self.fields["halfjaar"] = _keuze(
            "Halfjaar", "", [(h.code, h.kort) for h in halfjaren], "Kies een halfjaar uit de lijst."
        )
        if provincies is not None:
            self.fields["provincie"] = _keuze(
                "Provincie", "Alle provincies", provincies, "Kies een provincie uit de lijst."
            )
        self.fields["naam"] = forms.CharField(
            label="Naam bevat",
            required=False,
            max_length=80,
            error_messages={"max_length": "Gebruik ten hoogste 80 tekens."},
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
        self.fields["achterstand"] = _keuze(
            "Stand", "Alle standen", ACHTERSTAND.items(), "Kies een stand uit de lijst."
        )
        if mist:
            self.fields["mist"] = _keuze(
                "Wat ontbreekt", "Maakt niet uit", [(k, f"Zonder {v}") for k, v in MIST.items()], "Kies uit de lijst."
            )
        if data.get("sort"):
            self.fields["sort"] = forms.CharField(required=False, widget=forms.HiddenInput)


class Cijferfilter:
    """What is asked, and the lines that answer it. A question that is not understood is left out and says so."""

    def __init__(
        self,
        vraag: QueryDict,
        *,
        lid: Lidmaatschap | None,
        gemeenten: QuerySet[Any],
        vandaag: date,
        met_provincie: bool = False,
        met_mist: bool = False,
        **zicht: Unpack[Zicht],
    ) -> None:
        self.lid, self.vandaag, self._zicht = lid, vandaag, zicht
        self._gemeenten = gemeenten
        loopt = Halfjaar.van_datum(vandaag)
        data = vraag.copy()
        if not data.get("halfjaar"):
            data["halfjaar"] = loopt.code
        self.form = Cijferform(
            data,
            halfjaren=halfjaarkeuze(vandaag, zicht.get("bekend_op")),
            provincies=_provincies(gemeenten) if met_provincie else None,
            mist=met_mist,
        )
        self.form.is_valid()
        self.keuze: dict[str, str] = self.form.cleaned_data
        code = self.keuze.get("halfjaar")
        self.halfjaar = Halfjaar.van_code(code) if code else loopt
        data["halfjaar"] = self.halfjaar.code  # the form shows what the list shows, also beside an error

    def alle(self) -> list[Regel]:
        """Every line of the half-year, whatever else is asked: for the key figures above the list."""
        gemeenten = bestaand_in(self._gemeenten, self.halfjaar)
        return regels_van(self.lid, gemeenten, self.halfjaar, self.vandaag, **self._zicht)

    def regels(self) -> list[Regel]:
        """The lines that answer the whole question; only their gemeenten are read."""
        gemeenten = bestaand_in(self._gemeenten, self.halfjaar)
        if self.keuze.get("provincie"):
            gemeenten = gemeenten.filter(provincie__code=self.keuze["provincie"])
        gekozen = [g for g in gemeenten if self._heet(g)]
        return self.uit(regels_van(self.lid, gekozen, self.halfjaar, self.vandaag, **self._zicht))

    def uit(self, regels: Iterable[Regel]) -> list[Regel]:
        """Of these lines the ones that answer the question."""
        return [regel for regel in regels if self._heet(regel.gemeente) and self._past(regel)]

    @property
    def begonnen(self) -> bool:
        """Whether the half-year has begun: before that there is no realisatie and no stand."""
        return self.halfjaar.begin <= self.vandaag

    @property
    def loopt(self) -> bool:
        return self.halfjaar.bevat(self.vandaag)

    @property
    def omschrijving(self) -> list[tuple[str, str]]:
        """What was asked, in words, for a file that leaves the page."""
        delen = [("Halfjaar", self.halfjaar.kort)]
        for naam, veld in self.form.fields.items():
            waarde = self.keuze.get(naam)
            if waarde and naam not in ("halfjaar", "sort"):
                keuzes: dict[Any, Any] = dict(getattr(veld, "choices", ()))
                delen.append((str(veld.label), str(keuzes.get(waarde, waarde))))
        return delen

    @property
    def beperkt(self) -> bool:
        """Whether the list is narrower than the half-year."""
        return any(self.keuze.get(naam) for naam in ("provincie", "naam", "achterstand", "mist"))

    def _heet(self, gemeente: Gemeente) -> bool:
        naam = self.keuze.get("naam")
        return not naam or vouw_naam(naam) in vouw_naam(gemeente.naam)

    def _past(self, regel: Regel) -> bool:
        achterstand = self.keuze.get("achterstand")
        if achterstand:
            eind = regel.stand.stand_eind
            if achterstand == "schema":
                past = bool(regel.onder_schema)
            elif eind is None or achterstand == "onbekend":
                past = eind is None and achterstand == "onbekend" and regel.begonnen
            else:
                past = {"ja": eind < 0, "nee": eind >= 0, "voorsprong": eind > 0, "nul": eind == 0}[achterstand]
            if not past:
                return False
        mist = self.keuze.get("mist")
        return not mist or mist in regel.ontbreekt


class Formuleform(forms.Form):
    """Which gemeenten of the formula table."""

    def __init__(self, data: QueryDict, *, provincies: Iterable[tuple[str, str]]) -> None:
        super().__init__(data, auto_id="filter_%s", use_required_attribute=False)
        self.fields["provincie"] = _keuze(
            "Provincie", "Alle provincies", provincies, "Kies een provincie uit de lijst."
        )
        self.fields["toon"] = _keuze(
            "Toon", "Alle gemeenten", [("verschil", "Alleen met verschil")], "Kies uit de lijst."
        )
        if data.get("sort"):
            self.fields["sort"] = forms.CharField(required=False, widget=forms.HiddenInput)


class Formulefilter:
    """The gemeenten of one provincie, or those where formula and published number differ."""

    def __init__(self, vraag: QueryDict, regels: list[Formuleregel]) -> None:
        provincies = {r.gemeente.provincie.code: r.gemeente.provincie.naam for r in regels if r.gemeente.provincie}
        self._regels = regels
        self.form = Formuleform(vraag, provincies=sorted(provincies.items(), key=lambda paar: paar[1]))
        self.form.is_valid()
        self.keuze: dict[str, str] = self.form.cleaned_data
        self.provincie = provincies.get(self.keuze.get("provincie") or "")

    def regels(self) -> list[Formuleregel]:
        return [
            r
            for r in self._regels
            if (not self.provincie or (r.gemeente.provincie and r.gemeente.provincie.naam == self.provincie))
            and (not self.keuze.get("toon") or r.verschil)
        ]

    @property
    def omschrijving(self) -> list[tuple[str, str]]:
        delen = [("Provincie", self.provincie)] if self.provincie else []
        return delen + ([("Toon", "alleen met verschil")] if self.keuze.get("toon") else [])


def _provincies(gemeenten: QuerySet[Any]) -> list[tuple[str, str]]:
    rijen = gemeenten.exclude(provincie=None).order_by("provincie__naam")
    return list(rijen.values_list("provincie__code", "provincie__naam").distinct())
