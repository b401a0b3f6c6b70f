"""What the pieces of a dossier add up to on a day: how far the plan van aanpak is, whether a toezegging was broken."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from toezicht.regels.feiten import Plan


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
