"""What a verschoonbaarheidsdossier says: grounds to pick from, lead times, refusals, the frozen figures.

A dossier is what a gemeente sends along when it asks the provincie to excuse an achterstand. Excusing never changes the
stand; whether to is for the provincie, which weighs each ground in its own way.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from statistics import median
from typing import Any

from taakstelling.regels.grootboek import Bron, Stand
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.kleine_aantallen import GRENS, verberg
from taakstelling.regels.koppelpeildatum import Uitkomst

LANGSTE_TOELICHTING = 1500
"""Characters: what fits on the second page beside all the rest."""
TE_WEINIG_GEKOPPELD = "te-weinig-gekoppeld"


@dataclass(frozen=True, slots=True)
class Grond:
    """A ground on which a provincie excused an achterstand before, and where that was seen."""

    naam: str
    uitleg: str
    bron: str


GRONDEN: Mapping[str, Grond] = {
    TE_WEINIG_GEKOPPELD: Grond(
        "Het COA koppelde te weinig mensen",
        "Op de koppelpeildatum waren er minder mensen gekoppeld dan nodig was om de opgave te halen.",
        "COA, Huisvesting vergunninghouders (2023)",
    ),
    "plan": Grond(
        "Wij spannen ons in en hebben een haalbaar plan",
        "De gemeente laat zien wat zij doet en wanneer de achterstand weg is.",
        "Zuid-Holland, beoordelingen 2025 en 2026",
    ),
    "inhaalafspraak": Grond(
        "Er is een afspraak om in te halen",
        "Met de provincie is afgesproken over welke halfjaren de achterstand wordt ingehaald.",
        "Noord-Brabant, Jaarrekening Etten-Leur 2021",
    ),
    "eenmalig-besluit": Grond(
        "De provincie verschoont eenmalig",
        "De provincie besloot om in dit halfjaar niet verder op te schalen.",
        "Drenthe, toezichtbrief van 19 november 2024",
    ),
    "keten": Grond(
        "De IND, het COA of de registratie liep achter",
        "Mensen konden niet verhuizen doordat een andere organisatie nog niet klaar was.",
        "Gemeente Beuningen, 2024",
    ),
    "overmacht": Grond(
        "Overmacht",
        "Door iets buiten de gemeente lag het huisvesten stil, zoals tijdens de coronacrisis.",
        "Noord-Brabant, verschoning in de coronacrisis",
    ),
}


def fouten_in_gronden(gronden: Sequence[str], uitkomst: Uitkomst, koppelpeildatum: str) -> list[str]:
    """What is wrong with the choice; `koppelpeildatum` in words, for the sentence."""
    if not gronden:
        return ["Kies minstens één grond."]
    if TE_WEINIG_GEKOPPELD in gronden and uitkomst in (Uitkomst.GENOEG, Uitkomst.GEEN_OPGAVE):
        genoeg = f"Volgens uw koppelingen waren er op {koppelpeildatum} genoeg mensen gekoppeld."
        return [f"{genoeg} Kies een andere grond, of verbeter eerst de koppelingen."]
    return []


@dataclass(frozen=True, slots=True)
class Verloop:
    """When one household passed each point; None where that is not recorded."""

    gekoppeld: date
    aangeboden: date | None
    geaccepteerd: date | None
    gehuisvest: date


@dataclass(frozen=True, slots=True)
class Stap:
    """How long a step took: over how many households, and the middle one in weeks; None when they are too few."""

    naam: str
    aantal: int
    weken: Fraction | None


def doorlooptijden(huishoudens: Iterable[Verloop]) -> list[Stap]:
    """The median of each step and of the whole, in weeks; of fewer than five households none, so that none is told."""
    rij = list(huishoudens)
    stappen: list[tuple[str, list[tuple[date | None, date | None]]]] = [
        ("Van koppeling tot aanbod van een woning", [(v.gekoppeld, v.aangeboden) for v in rij]),
        ("Van aanbod tot acceptatie", [(v.aangeboden, v.geaccepteerd) for v in rij]),
        ("Van acceptatie tot verhuizing", [(v.geaccepteerd, v.gehuisvest) for v in rij]),
        ("Van koppeling tot verhuizing", [(v.gekoppeld, v.gehuisvest) for v in rij]),
    ]
    uit = []
    for naam, paren in stappen:
        dagen = [max(0, (tot - van).days) for van, tot in paren if van is not None and tot is not None]
        uit.append(Stap(naam, len(dagen), Fraction(median(map(Fraction, dagen))) / 7 if len(dagen) >= GRENS else None))
    return uit


@dataclass(frozen=True, slots=True)
class Geteld:
    """How often something happened, with the reasons; None is hidden because the number is small."""

    totaal: int | None
    redenen: tuple[tuple[str, int | None], ...]


def tel(redenen: Mapping[str, int]) -> Geteld:
    """Count by reason with care: below five no total and no reasons, and of the reasons no number below five."""
    gebeurd = {naam: aantal for naam, aantal in redenen.items() if aantal}
    totaal = sum(gebeurd.values())
    if 0 < totaal < GRENS:
        return Geteld(None, ())
    return Geteld(totaal, tuple(sorted(verberg(gebeurd).items())))


_TERMEN = ("stand_begin", "taakstelling", "mutaties", "opgave", "realisatie", "stand_eind")


def bevries(stand: Stand) -> dict[str, Any]:
    """The terms of a ledger line as the dossier keeps them."""
    return {
        **{term: getattr(stand, term) for term in _TERMEN},
        "bron": stand.bron.value,
        "cijfers_per": stand.cijfers_per.isoformat() if stand.cijfers_per else None,
    }


def stand_uit(gemeente: str, halfjaar: Halfjaar, cijfers: Mapping[str, Any]) -> Stand:
    """The line again, for whoever draws it."""
    per = cijfers["cijfers_per"]
    return Stand(
        gemeente=gemeente,
        halfjaar=halfjaar,
        stand_begin=cijfers["stand_begin"],
        gepubliceerd=cijfers["taakstelling"],
        realisatie=cijfers["realisatie"],
        bron=Bron(cijfers["bron"]),
        cijfers_per=date.fromisoformat(per) if per else None,
        officieel=None,
        eigen=None,
        correctie=cijfers["mutaties"] or 0,
    )
