"""A toezichtkader as a file: reading it, writing it, and saying in Dutch what is wrong with it.

The same shape is in a pack (TOML, `toezicht/gegevens/kaders/`) and in the database (JSON). A kader in force is never
changed: a part that is added to the shape later needs a default in `lees`.
"""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Any, TypeVar

from taakstelling.regels.verschoonbaarheid import GRONDEN
from toezicht.regels.kader import (
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
from toezicht.regels.ladder import Fase, geen_stap

MEESTE_TREDEN = 9
HOOGSTE_DREMPEL = 1000
MEESTE_DAGEN = 180
MEESTE_WEKEN = 52
_WEKEN = (None, *range(1, MEESTE_WEKEN + 1))
OORDELEN = ("voldoet", "voldoet niet", "voldoet niet, doch verschoonbaar")

Gegevens = Mapping[str, Any]
E = TypeVar("E", bound=StrEnum)


class KaderFout(ValueError):
    """What is wrong with a kader, one Dutch sentence a fault."""

    def __init__(self, fouten: list[str]) -> None:
        super().__init__(" ".join(fouten))
        self.fouten = fouten


@dataclass(frozen=True, slots=True)
class Pakket:
    """A kader that comes with the application: of which provincie (code), and for the peildata from which day."""

    provincie: str
    geldig_van: date
    geldig_van_bron: str
    kader: Kader


def lees_pakket(tekst: str) -> Pakket:
    """A pack as its TOML file says it; raises KaderFout, also for what is no TOML."""
    try:
        gegevens = tomllib.loads(tekst)
    except tomllib.TOMLDecodeError as fout:
        raise KaderFout([f"Dit bestand is geen TOML: {fout}."]) from fout
    provincie, van, bron = (gegevens.pop(naam, None) for naam in ("provincie", "geldig_van", "geldig_van_bron"))
    if not isinstance(provincie, str) or not isinstance(van, date) or not isinstance(bron, str):
        raise KaderFout(["Vul “provincie”, “geldig_van” en “geldig_van_bron” in."])
    return Pakket(provincie, van, bron, lees(gegevens))


def lees(gegevens: Gegevens) -> Kader:
    """The kader in these data; raises KaderFout with every fault of its shape, or else of its contents."""
    lezer = _Lezer()
    kader = lezer.kader(gegevens)
    if gevonden := lezer.fouten or fouten(kader):
        raise KaderFout(gevonden)
    return kader


def schrijf(kader: Kader) -> dict[str, Any]:
    """The data `lees` makes the same kader of."""
    # There and back through JSON: plain text and lists, exactly as the database gives them again.
    uit: dict[str, Any] = json.loads(json.dumps(asdict(kader)))
    uit["treden"] = [_zonder_niets(trede) for trede in uit["treden"]]
    uit["per_halfjaar"] = _zonder_niets(uit["per_halfjaar"])
    return uit


def _zonder_niets(tabel: Gegevens) -> dict[str, Any]:
    return {naam: waarde for naam, waarde in tabel.items() if waarde is not None}


class _Lezer:
    """Reads the shape, and collects what is wrong instead of stopping at the first fault."""

    def __init__(self) -> None:
        self.fouten: list[str] = []

    def kader(self, bron: Gegevens) -> Kader:
        self._onbekend(bron, Kader.__slots__, "het kader")
        return Kader(
            naam=self._tekst(bron, "naam", "het kader"),
            vindplaats=self._tekst(bron, "vindplaats", "het kader"),
            toelichting=self._tekst(bron, "toelichting", "het kader", verplicht=False),
            treden=tuple(self._trede(tabel) for tabel in self._tabellen(bron, "treden")),
            regels=tuple(self._regel(tabel) for tabel in self._tabellen(bron, "regels")),
            afdaling=self._keuze(bron, "afdaling", Afdaling),
            effect=self._keuze(bron, "effect", Effect),
            gronden=self._gronden(self._tabel(bron, "gronden")),
            per_halfjaar=self._per_halfjaar(self._tabel(bron, "per_halfjaar")),
            herindeling=self._keuze(bron, "herindeling", Overgang),
            provinciewissel=self._keuze(bron, "provinciewissel", Overgang),
            omvang=self._keuze(bron, "omvang", Omvang),
            cijfers_dagen_na=self._dagen(self._tabel(bron, "cijfers_dagen_na")),
            oordelen=self._oordelen(self._tabel(bron, "oordelen")),
        )

    def _trede(self, bron: Gegevens) -> Trede:
        plek = f"trede {bron.get('nummer', '?')}"
        self._onbekend(bron, Trede.__slots__, plek)
        return Trede(
            nummer=self._getal(bron, "nummer", plek),
            naam=self._tekst(bron, "naam", plek),
            fase=self._uit(bron, "fase", Fase, plek),
            actor=self._uit(bron, "actor", Actor, plek),
            actie=self._tekst(bron, "actie", plek),
            bron=self._tekst(bron, "bron", plek),
            weken=self._getal(bron, "weken", plek) if "weken" in bron else None,
            plan_vereist=bool(bron.get("plan_vereist", False)),
        )

    def _regel(self, bron: Gegevens) -> Regel:
        plek = f"de regel van trede {bron.get('van', '?')} naar {bron.get('naar', '?')}"
        self._onbekend(bron, Regel.__slots__, plek)
        voorwaarden = []
        for tabel in self._tabellen(bron, "voorwaarden"):
            self._onbekend(tabel, Voorwaarde.__slots__, plek)
            minstens = self._getal(tabel, "minstens", plek) if "minstens" in tabel else 0
            voorwaarden.append(Voorwaarde(self._uit(tabel, "soort", Soort, plek), minstens))
        return Regel(
            van=self._getal(bron, "van", plek),
            naar=self._getal(bron, "naar", plek),
            voorwaarden=tuple(voorwaarden),
            bron=self._tekst(bron, "bron", plek),
        )

    def _keuze(self, bron: Gegevens, naam: str, soort: type[E]) -> Keuze[E]:
        tabel = self._tabel(bron, naam)
        return Keuze(self._uit(tabel, "waarde", soort, naam), self._tekst(tabel, "bron", naam))

    def _gronden(self, tabel: Gegevens) -> Keuze[tuple[str, ...]]:
        gronden = tuple(str(grond) for grond in tabel.get("waarde", ()))
        return Keuze(gronden, self._tekst(tabel, "bron", "gronden"))

    def _per_halfjaar(self, tabel: Gegevens) -> Keuze[Toerekening | None]:
        waarde = self._uit(tabel, "waarde", Toerekening, "per_halfjaar") if "waarde" in tabel else None
        return Keuze(waarde, self._tekst(tabel, "bron", "per_halfjaar"))

    def _dagen(self, tabel: Gegevens) -> Keuze[int]:
        plek = "cijfers_dagen_na"
        return Keuze(self._getal(tabel, "waarde", plek), self._tekst(tabel, "bron", plek))

    def _oordelen(self, tabel: Gegevens) -> Keuze[Mapping[str, Oordeelwoord]]:
        woorden = {code: self._woord(code, woord) for code, woord in self._tabel(tabel, "waarde").items()}
        return Keuze(woorden, self._tekst(tabel, "bron", "oordelen"))

    def _woord(self, code: str, tabel: Any) -> Oordeelwoord:
        plek = f"het oordeel “{code}”"
        if not isinstance(tabel, Mapping):
            self.fouten.append(f"Geef bij {plek} een naam en een kleur.")
            tabel = {}
        return Oordeelwoord(self._tekst(tabel, "naam", plek), self._tekst(tabel, "kleur", plek))

    def _tabel(self, bron: Gegevens, naam: str) -> Gegevens:
        waarde = bron.get(naam, {})
        if isinstance(waarde, Mapping):
            return waarde
        self.fouten.append(f"“{naam}” is geen groep van gegevens.")
        return {}

    def _tabellen(self, bron: Gegevens, naam: str) -> list[Gegevens]:
        waarde = bron.get(naam, [])
        if isinstance(waarde, list | tuple) and all(isinstance(tabel, Mapping) for tabel in waarde):
            return list(waarde)
        self.fouten.append(f"“{naam}” is geen lijst van gegevens.")
        return []

    def _tekst(self, bron: Gegevens, naam: str, plek: str, *, verplicht: bool = True) -> str:
        waarde = bron.get(naam, "")
        if not isinstance(waarde, str) or (verplicht and not waarde.strip()):
            self.fouten.append(f"Vul bij {plek} “{naam}” in.")
            return ""
        return waarde.strip()

    def _getal(self, bron: Gegevens, naam: str, plek: str) -> int:
        waarde = bron.get(naam)
        if isinstance(waarde, int) and not isinstance(waarde, bool):
            return waarde
        self.fouten.append(f"Vul bij {plek} “{naam}” in met een heel getal.")
        return 0

    def _uit(self, bron: Gegevens, naam: str, soort: type[E], plek: str) -> E:
        try:
            return soort(bron.get(naam, ""))
        except ValueError:
            self.fouten.append(f"Kies bij {plek} voor “{naam}” een van: {', '.join(soort)}.")
            return next(iter(soort))

    def _onbekend(self, bron: Gegevens, bekend: Iterable[str], plek: str) -> None:
        if vreemd := sorted(set(bron) - set(bekend)):
            self.fouten.append(f"Bij {plek} hoort geen “{'”, “'.join(vreemd)}”.")


def fouten(kader: Kader) -> list[str]:
    """What is wrong with the contents: a ladder with a hole, a rule that leads nowhere, a step the law refuses."""
    uit = _fouten_in_treden(kader)
    if not uit:
        for regel in kader.regels:
            uit += _fouten_in_regel(kader, regel)
    if vreemd := [grond for grond in kader.gronden.waarde if grond not in GRONDEN]:
        uit.append(f"Deze grond is niet bekend: {', '.join(vreemd)}. Kies uit {', '.join(GRONDEN)}.")
    if vreemd := [code for code in kader.oordelen.waarde if code not in OORDELEN]:
        uit.append(f"Dit oordeel is niet bekend: {', '.join(vreemd)}.")
    if not 0 <= kader.cijfers_dagen_na.waarde <= MEESTE_DAGEN:
        uit.append(f"De cijfers worden 0 tot en met {MEESTE_DAGEN} dagen na de peildatum gelezen.")
    return uit


def _fouten_in_treden(kader: Kader) -> list[str]:
    nummers = [trede.nummer for trede in kader.treden]
    if not 1 <= len(nummers) <= MEESTE_TREDEN:
        return [f"Een ladder heeft 1 tot en met {MEESTE_TREDEN} treden."]
    if nummers != list(range(1, len(nummers) + 1)):
        return ["Nummer de treden zonder gaten vanaf 1, en in volgorde."]
    uit = [f"Trede {t.nummer} ligt op de ladder en heeft een fase nodig." for t in kader.treden if t.fase == Fase.GEEN]
    uit += [
        f"Trede {t.nummer}: een termijn is 1 tot en met {MEESTE_WEKEN} weken."
        for t in kader.treden
        if t.weken is not None and t.weken < 1
    ]
    orde = list(Fase)
    for lager, hoger in pairwise(kader.treden):
        if orde.index(hoger.fase) < orde.index(lager.fase):
            uit.append(
                f"Trede {hoger.nummer} ({hoger.fase}) kan niet boven trede {lager.nummer} ({lager.fase}) liggen."
            )
    return uit


def _fouten_in_regel(kader: Kader, regel: Regel) -> list[str]:
    if not 0 <= regel.van < regel.naar <= kader.hoogste:
        return [f"{regel.naam}: kies treden van 0 tot en met {kader.hoogste}, en ga omhoog."]
    uit = []
    if reden := geen_stap(kader.fase(regel.van), kader.fase(regel.naar)):
        uit.append(f"{regel.naam}: {reden}")
    if not regel.voorwaarden:
        uit.append(f"{regel.naam}: geef minstens één voorwaarde.")
    for voorwaarde in regel.voorwaarden:
        if voorwaarde.soort in MET_DREMPEL and not 1 <= voorwaarde.minstens <= HOOGSTE_DREMPEL:
            uit.append(f"{regel.naam}: vul bij “{voorwaarde.soort}” een getal in van 1 tot en met {HOOGSTE_DREMPEL}.")
        if voorwaarde.soort not in MET_DREMPEL and voorwaarde.minstens:
            uit.append(f"{regel.naam}: bij “{voorwaarde.soort}” hoort geen getal.")
    return uit
