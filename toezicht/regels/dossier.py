"""What a piece of a dossier must hold, and what the pieces add up to on a day.

What is still to come of them is in `komt_nu`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from toezicht.regels.feiten import Plan
from toezicht.regels.resultaat import datum as voluit
from toezicht.regels.termijnen import EERSTE_RONDE


class Stuksoort(StrEnum):
    """What a piece of a dossier is."""

    GESPREK_AMBTELIJK = "gesprek-ambtelijk"
    GESPREK_BESTUURLIJK = "gesprek-bestuurlijk"
    PLAN_GEVRAAGD = "plan-gevraagd"
    PLAN_ONTVANGEN = "plan-ontvangen"
    PLAN_AKKOORD = "plan-akkoord"
    PLAN_AFGEKEURD = "plan-afgekeurd"
    TOEZEGGING = "toezegging"
    TOEZEGGING_NAGEKOMEN = "toezegging-nagekomen"
    TOEZEGGING_GEBROKEN = "toezegging-gebroken"
    ANTWOORD = "antwoord"
    NOTITIE = "notitie"

    @property
    def naam(self) -> str:
        return _NAMEN[self]


_NAMEN = {
    Stuksoort.GESPREK_AMBTELIJK: "ambtelijk gesprek",
    Stuksoort.GESPREK_BESTUURLIJK: "bestuurlijk gesprek",
    Stuksoort.PLAN_GEVRAAGD: "plan van aanpak gevraagd",
    Stuksoort.PLAN_ONTVANGEN: "plan van aanpak ontvangen",
    Stuksoort.PLAN_AKKOORD: "plan van aanpak akkoord",
    Stuksoort.PLAN_AFGEKEURD: "plan van aanpak afgekeurd",
    Stuksoort.TOEZEGGING: "toezegging",
    Stuksoort.TOEZEGGING_NAGEKOMEN: "toezegging nagekomen",
    Stuksoort.TOEZEGGING_GEBROKEN: "toezegging niet nagekomen",
    Stuksoort.ANTWOORD: "antwoord van de gemeente",
    Stuksoort.NOTITIE: "notitie",
}

GESPREKKEN = (Stuksoort.GESPREK_AMBTELIJK, Stuksoort.GESPREK_BESTUURLIJK)
MET_UITERLIJK = (Stuksoort.PLAN_GEVRAAGD, Stuksoort.TOEZEGGING)
"""Has a last day, and only these have one."""

MET_TEKST = (Stuksoort.TOEZEGGING, Stuksoort.PLAN_AFGEKEURD, Stuksoort.TOEZEGGING_GEBROKEN, Stuksoort.NOTITIE)
"""Says nothing without a text."""

GAAT_VERDER_OP: Mapping[Stuksoort, Stuksoort] = {
    Stuksoort.PLAN_ONTVANGEN: Stuksoort.PLAN_GEVRAAGD,
    Stuksoort.PLAN_AKKOORD: Stuksoort.PLAN_ONTVANGEN,
    Stuksoort.PLAN_AFGEKEURD: Stuksoort.PLAN_ONTVANGEN,
    Stuksoort.TOEZEGGING_NAGEKOMEN: Stuksoort.TOEZEGGING,
    Stuksoort.TOEZEGGING_GEBROKEN: Stuksoort.TOEZEGGING,
}
"""Which kind a kind goes on from. A plan may be received again, a better one; each is judged once, and a toezegging."""

EENMAAL = (Stuksoort.PLAN_ONTVANGEN, Stuksoort.TOEZEGGING)
"""After these one piece follows and no more."""

VOORUIT = timedelta(days=366)
"""A gesprek can be planned, and a last day set, this far ahead."""

_PLANSTAND = {
    Stuksoort.PLAN_GEVRAAGD: Plan.GEVRAAGD,
    Stuksoort.PLAN_ONTVANGEN: Plan.ONTVANGEN,
    Stuksoort.PLAN_AKKOORD: Plan.AKKOORD,
    Stuksoort.PLAN_AFGEKEURD: Plan.AFGEKEURD,
}


@dataclass(frozen=True, slots=True)
class Stuk:
    """A piece of a dossier; `hoort_bij` names the one it goes on from."""

    nummer: int
    soort: Stuksoort
    datum: date
    uiterlijk: date | None = None
    hoort_bij: int | None = None


def plan_op(stukken: Iterable[Stuk], dag: date) -> Plan | None:
    """How far the plan van aanpak is that was last asked for, on this day; None when none was asked for or sent.

    A request that nobody answered is verlopen from the day after `uiterlijk`.
    """
    van_plan = [stuk for stuk in stukken if stuk.soort in _PLANSTAND and stuk.datum <= dag]
    if not van_plan:
        return None
    laatste = max(van_plan, key=lambda stuk: (stuk.datum, stuk.nummer))
    if laatste.soort == Stuksoort.PLAN_GEVRAAGD and laatste.uiterlijk is not None and laatste.uiterlijk < dag:
        return Plan.VERLOPEN
    return _PLANSTAND[laatste.soort]


def toezegging_gebroken(stukken: Iterable[Stuk], dag: date) -> bool:
    """Whether the provincie had noted by this day that a toezegging was not kept, and no kept one came after it."""
    over = (Stuksoort.TOEZEGGING_NAGEKOMEN, Stuksoort.TOEZEGGING_GEBROKEN)
    rijen = [stuk for stuk in stukken if stuk.soort in over and stuk.datum <= dag]
    if not rijen:
        return False
    return max(rijen, key=lambda stuk: (stuk.datum, stuk.nummer)).soort == Stuksoort.TOEZEGGING_GEBROKEN


def fouten_in_stuk(stuk: Stuk, vandaag: date, tekst: str) -> dict[str, str]:
    """Say per field what is wrong with a piece by itself. A gesprek may be planned; all else has happened."""
    fout: dict[str, str] = {}
    if stuk.datum < EERSTE_RONDE.begin:
        fout["datum"] = f"Kies een datum vanaf {voluit(EERSTE_RONDE.begin)}."
    elif stuk.soort in GESPREKKEN and stuk.datum > vandaag + VOORUIT:
        fout["datum"] = "Plan een gesprek hoogstens een jaar vooruit."
    elif stuk.soort not in GESPREKKEN and stuk.datum > vandaag:
        fout["datum"] = "Kies een datum op of voor vandaag."
    if stuk.soort not in MET_UITERLIJK:
        if stuk.uiterlijk is not None:
            fout["uiterlijk"] = "Alleen een gevraagd plan en een toezegging hebben een laatste dag."
    elif stuk.uiterlijk is None:
        fout["uiterlijk"] = "Vul de laatste dag in."
    elif not stuk.datum < stuk.uiterlijk <= max(stuk.datum, vandaag) + VOORUIT:
        fout["uiterlijk"] = f"Kies een dag na {voluit(stuk.datum)}, en hoogstens een jaar vooruit."
    if stuk.soort in MET_TEKST and not tekst.strip():
        fout["omschrijving"] = "Schrijf in een paar woorden wat er is afgesproken of waarom."
    return fout


def fout_in_verband(stuk: Stuk, eerder: Stuk | None, al_gevolgd: bool) -> str | None:  # noqa: FBT001
    """Say why a piece cannot go on from `eerder`; None when it can. `al_gevolgd`: another one did so already."""
    nodig = GAAT_VERDER_OP.get(stuk.soort)
    if nodig is None:
        return None if eerder is None else "Dit hoort niet bij een ander stuk."
    if eerder is None or eerder.soort is not nodig:
        return f"Kies waarop dit een vervolg is: “{nodig.naam}”."
    if stuk.datum < eerder.datum:
        return f"Kies een datum op of na {voluit(eerder.datum)}, de dag van “{nodig.naam}”."
    if al_gevolgd and eerder.soort in EENMAAL:
        return "Hierover is al iets vastgelegd. Verbeter dat, of trek het eerst in."
    return None
