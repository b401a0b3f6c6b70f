"""The summary of a round for Gedeputeerde Staten: one plain dictionary, shown as a page and set as a PDF.

Achterstand and voorsprong are counted apart; what is left of the two together is named as such. Unit: personen.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.template.loader import render_to_string

from organisaties.drukken.bijlagen import Bijlage
from organisaties.drukken.pers import BLAD, Pers
from taakstelling.regels.grootboek import Bron
from taakstelling.regels.halfjaar import Halfjaar
from toezicht.models import Beoordeling, Brief
from toezicht.pdf.zetten import STIJL
from toezicht.regels.kadertekst import trede_in_woorden
from toezicht.rondestukken.rijen import Beeldrij, Rondebeeld, oordeelwoord
from toezicht.rondestukken.tegelbeeld import Tegelbeeld, tegelbeeld

Inhoud = dict[str, Any]
BIJLAGE = "samenvatting.json"
PERS = Pers(STIJL, BLAD, "samenvatting.css")
GEEN_BRIEF = "nog geen brief"
OPNIEUW = "verzonden, nieuwe brief volgt"


def stel_samen(beeld: Rondebeeld, op: date) -> Inhoud:
    """Everything that the summary says about a round, as known on `op`."""
    ronde, rijen = beeld.ronde, beeld.rijen
    oordelen = Counter(rij.oordeel for rij in rijen)
    return {
        "soort": "thuisstand-rondesamenvatting",
        "versie": 1,
        "provincie": {"code": ronde.provincie.code, "naam": ronde.provincie.naam},
        "halfjaar": ronde.halfjaar.code,
        "op": op.isoformat(),
        "realisatie": _realisatie(rijen),
        "gs_besluit": _gs_besluit(beeld),
        "vorige": beeld.vorige.halfjaar.code if beeld.vorige else None,
        "gemeenten": len(rijen),
        "oordelen": [[oordeelwoord(beeld.kader, oordeel), oordelen[oordeel]] for oordeel in Beoordeling.Oordeel.values],
        "zonder_oordeel": [rij.naam for rij in rijen if rij.oordeel is None],
        "standen": saldi(rij.stand_eind for rij in rijen),
        "vorige_standen": saldi(rij.vorige_stand for rij in rijen if rij.vorige) if beeld.vorige else None,
        "nieuw": [rij.naam for rij in rijen if beeld.vorige and not rij.vorige],
        "treden": _treden(beeld),
        "omhoog": _stappen(rijen, omhoog=True),
        "omlaag": _stappen(rijen, omhoog=False),
        "trede_ervoor_onbekend": [rij.naam for rij in rijen if rij.trede is not None and rij.van_trede is None],
        "verschoond": [[rij.naam, rij.verschoond_tot.isoformat()] for rij in rijen if rij.verschoond_tot],
        "brieven": _brieven(rijen),
        "rijen": [_rij(rij) for rij in rijen],
    }


def saldi(standen: Iterable[int | None]) -> dict[str, int]:
    """Achterstand and voorsprong apart, with how many gemeenten have one, and the sum of all known standen."""
    alle = list(standen)
    bekend = [stand for stand in alle if stand is not None]
    return {
        "achterstand": -sum(stand for stand in bekend if stand < 0),
        "met_achterstand": sum(stand < 0 for stand in bekend),
        "voorsprong": sum(stand for stand in bekend if stand > 0),
        "met_voorsprong": sum(stand > 0 for stand in bekend),
        "nul": bekend.count(0),
        "onbekend": len(alle) - len(bekend),
        "netto": sum(bekend),
    }


def _realisatie(rijen: Sequence[Beeldrij]) -> dict[str, Any]:
    """Whose count each realisatie is: of COA by the day it was read, the day of most gemeenten first."""
    coa: dict[date, list[str]] = {}
    zonder: dict[Bron, list[str]] = {Bron.EIGEN: [], Bron.GEEN: []}
    for rij in rijen:
        per = rij.rij.cijfers_per
        if rij.rij.bron is Bron.OFFICIEEL and per is not None:
            coa.setdefault(per, []).append(rij.naam)
        else:
            zonder[rij.rij.bron].append(rij.naam)
    dagen = sorted(coa.items(), key=lambda dag: (-len(dag[1]), dag[0]))
    return {
        "coa": [[per.isoformat(), namen] for per, namen in dagen],
        "eigen": zonder[Bron.EIGEN],
        "onbekend": zonder[Bron.GEEN],
    }


def _gs_besluit(beeld: Rondebeeld) -> dict[str, str] | None:
    ronde = beeld.ronde
    if not ronde.gs_besluit_op:
        return None
    return {"nummer": ronde.gs_besluit_nummer, "datum": ronde.gs_besluit_op.isoformat()}


def _treden(beeld: Rondebeeld) -> list[list[Any]]:
    """How many gemeenten are on each trede that somebody is on; who has no trede yet is counted too."""
    geteld = Counter(rij.trede for rij in beeld.rijen)

    def woord(trede: int | None) -> str:
        if trede is None:
            return "geen trede vastgelegd"
        return trede_in_woorden(beeld.kader, trede) if beeld.kader else f"trede {trede}"

    return [[woord(trede), geteld[trede]] for trede in sorted(geteld, key=lambda t: (t is None, t))]


def _stappen(rijen: Sequence[Beeldrij], *, omhoog: bool) -> list[list[Any]]:
    """Who stands on another trede than before this peildatum: name, from, to."""
    uit: list[list[Any]] = []
    for rij in rijen:
        if rij.trede is None or rij.van_trede is None or rij.trede == rij.van_trede:
            continue
        if (rij.trede > rij.van_trede) is omhoog:
            uit.append([rij.naam, rij.van_trede, rij.trede])
    return uit


def _brieven(rijen: Sequence[Beeldrij]) -> list[list[Any]]:
    """How many gemeenten are how far; that of a letter that is being replaced only where there is one."""
    geteld = Counter(_briefstatus(rij) or GEEN_BRIEF for rij in rijen)
    opnieuw = [OPNIEUW] if geteld[OPNIEUW] else []
    return [[status, geteld[status]] for status in (*Brief.Status.values, *opnieuw, GEEN_BRIEF)]


def _briefstatus(rij: Beeldrij) -> str | None:
    return OPNIEUW if rij.brief_verzonden and rij.briefstatus != Brief.Status.VERZONDEN else rij.briefstatus


def _rij(rij: Beeldrij) -> dict[str, Any]:
    velden = ("naam", "code", "stand_begin", "taakstelling", "opgave", "realisatie", "stand_eind", "trend")
    return {veld: getattr(rij, veld) for veld in velden} | {
        "oordeel": rij.woord,
        "trede": rij.trede,
        "verschoond_tot": rij.verschoond_tot.isoformat() if rij.verschoond_tot else None,
        "brief": _briefstatus(rij),
        "realisatie_bron": rij.rij.bron.value,
        "cijfers_per": rij.rij.cijfers_per.isoformat() if rij.rij.cijfers_per else None,
    }


def context(inhoud: Inhoud) -> dict[str, Any]:
    """What page and PDF show."""

    def dag(tekst: str | None) -> date | None:
        return date.fromisoformat(tekst) if tekst else None

    besluit = inhoud["gs_besluit"]
    return {
        "inhoud": inhoud,
        "halfjaar": Halfjaar.van_code(inhoud["halfjaar"]),
        "vorige": Halfjaar.van_code(inhoud["vorige"]) if inhoud["vorige"] else None,
        "op": dag(inhoud["op"]),
        "coa": [(dag(per), namen) for per, namen in inhoud["realisatie"]["coa"]],
        "besluit_op": dag(besluit["datum"]) if besluit else None,
        "verschoond": [(naam, dag(tot)) for naam, tot in inhoud["verschoond"]],
        "rijen": [{**rij, "verschoond_tot": dag(rij["verschoond_tot"])} for rij in inhoud["rijen"]],
    }


def als_pdf(beeld: Rondebeeld, op: date) -> bytes:
    """The summary as a PDF: tagged, with fonts, the picture and the same contents inside."""
    inhoud = stel_samen(beeld, op)
    tegels: Tegelbeeld = tegelbeeld(beeld)
    waarden = context(inhoud)
    titel = f"Toezichtronde {waarden['halfjaar'].kort}: {inhoud['provincie']['naam']}"
    html = render_to_string("brieven/samenvatting.html", {**waarden, "titel": titel, "beeld": tegels, "papier": True})
    return PERS.druk(html, dag=op, bijlagen=[Bijlage(BIJLAGE, "De cijfers van de ronde", inhoud)])
