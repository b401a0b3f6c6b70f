"""From koppeling to housing: which steps there are, where a household stands, who is at turn, and how it can end.

Only what is needed to house: no text that somebody types, so that a step can stay when the household is erased.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Soort(StrEnum):
    """What can happen to a koppeling."""

    GEVRAAGD = "gevraagd"
    AANGEBODEN = "aangeboden"
    GEACCEPTEERD = "geaccepteerd"
    GEWEIGERD = "geweigerd"
    STILSTAND = "stilstand"
    VERDER = "verder"
    TERUGGEGEVEN = "teruggegeven"
    OVERGEDRAGEN = "overgedragen"
    ZELF_GEVONDEN = "zelf-gevonden"
    VERTROKKEN = "vertrokken"


SOORTEN: Mapping[Soort, str] = {
    Soort.GEVRAAGD: "Woning gevraagd aan de verhuurder",
    Soort.AANGEBODEN: "Woning aangeboden",
    Soort.GEACCEPTEERD: "Woning geaccepteerd",
    Soort.GEWEIGERD: "Woning geweigerd",
    Soort.STILSTAND: "Ligt stil",
    Soort.VERDER: "Weer opgepakt",
    Soort.TERUGGEGEVEN: "Koppeling teruggegeven aan COA",
    Soort.OVERGEDRAGEN: "Koppeling overgedragen aan een andere gemeente",
    Soort.ZELF_GEVONDEN: "Zelf een woning gevonden",
    Soort.VERTROKKEN: "Vertrokken, geen huisvesting meer nodig",
}

EINDES = frozenset({Soort.TERUGGEGEVEN, Soort.OVERGEDRAGEN, Soort.ZELF_GEVONDEN, Soort.VERTROKKEN})
"""With these the koppeling is over: nobody of it has to be housed by this gemeente any more."""


class Partij(StrEnum):
    """Who has to do something now."""

    GEMEENTE = "gemeente"
    COA = "COA"
    VERHUURDER = "verhuurder"
    NIEMAND = "niemand"


@dataclass(frozen=True, slots=True)
class Reden:
    """A reason from the list; `partij` is at turn because of it."""

    naam: str
    partij: Partij = Partij.GEMEENTE


REDENEN: Mapping[Soort, Mapping[str, Reden]] = {
    Soort.GEWEIGERD: {
        "te-klein": Reden("De woning is te klein"),
        "niet-gelijkvloers": Reden("De woning is niet gelijkvloers"),
        "te-duur": Reden("De huur is te hoog"),
        "ligging": Reden("De woning ligt te ver van werk, school of familie"),
        "geen-reden": Reden("Geen reden gegeven"),
        "anders": Reden("Andere reden"),
    },
    Soort.STILSTAND: {
        "geen-woning": Reden("Er is geen passende woning vrij"),
        "woning-niet-klaar": Reden("De woning is nog niet klaar", Partij.VERHUURDER),
        "gegevens": Reden("Wij wachten op gegevens van COA", Partij.COA),
        "verblijf": Reden("Het huishouden kan nog niet weg uit de opvang", Partij.COA),
        "gezinshereniging": Reden("Wij wachten op de rest van het gezin"),
        "inkomen": Reden("Uitkering of bankrekening is nog niet geregeld"),
        "anders": Reden("Andere reden"),
    },
    Soort.TERUGGEGEVEN: {
        "geen-woning": Reden("Geen passende woning binnen de termijn"),
        "gezin-elders": Reden("Gezin of familie woont elders"),
        "werk-of-opleiding": Reden("Werk of opleiding elders"),
        "verkeerd-gekoppeld": Reden("Verkeerd gekoppeld"),
        "anders": Reden("Andere reden, besproken met COA"),
    },
    Soort.OVERGEDRAGEN: {
        "regio": Reden("Afspraak in de regio"),
        "gezin-elders": Reden("Gezin of familie woont daar"),
        "werk-of-opleiding": Reden("Werk of opleiding daar"),
        "woning-daar": Reden("Daar is een passende woning"),
        "anders": Reden("Andere reden, besproken met COA"),
    },
}
"""Soort → code → reason. A soort that is not here asks none."""

GEVOLGEN: Mapping[str, Reden] = {
    "ander-aanbod": Reden("Wij zoeken een andere woning"),
    "zelfde-aanbod": Reden("Wij bieden dezelfde woning nog eens aan"),
    "gesprek": Reden("COA bespreekt de weigering met het huishouden", Partij.COA),
}
"""What follows when a home was refused."""


class Fase(StrEnum):
    """Where a household stands."""

    ZOEKEN = "zoeken"
    GEVRAAGD = "gevraagd"
    AANGEBODEN = "aangeboden"
    VERHUIZEN = "verhuizen"
    STILSTAND = "stilstand"
    NAREIZIGERS = "nareizigers"
    GEHUISVEST = "gehuisvest"
    BEEINDIGD = "beeindigd"


@dataclass(frozen=True, slots=True)
class Faseregel:
    """How a phase is called, what the next step is, and who is at turn."""

    naam: str
    volgende: str
    partij: Partij


FASEN: Mapping[Fase, Faseregel] = {
    Fase.ZOEKEN: Faseregel(
        "Woning zoeken", "Zoek een passende woning of vraag er een aan de verhuurder.", Partij.GEMEENTE
    ),
    Fase.GEVRAAGD: Faseregel("Woning gevraagd", "De verhuurder stelt een woning voor.", Partij.VERHUURDER),
    Fase.AANGEBODEN: Faseregel("Woning aangeboden", "COA bespreekt het aanbod met het huishouden.", Partij.COA),
    Fase.VERHUIZEN: Faseregel(
        "Verhuizen", "De verhuurder maakt het huurcontract. Leg na de verhuizing de plaatsing vast.", Partij.VERHUURDER
    ),
    Fase.STILSTAND: Faseregel("Ligt stil", "Bekijk op de afgesproken dag of het weer verder kan.", Partij.GEMEENTE),
    Fase.NAREIZIGERS: Faseregel(
        "Nareizigers verwacht",
        "Leg de nareizigers vast als zij er zijn. Een extra woning is niet nodig.",
        Partij.NIEMAND,
    ),
    Fase.GEHUISVEST: Faseregel("Gehuisvest", "Niets meer: iedereen is gehuisvest.", Partij.NIEMAND),
    Fase.BEEINDIGD: Faseregel("Beëindigd", "Niets meer: de koppeling is beëindigd.", Partij.NIEMAND),
}

FASE_NA: Mapping[str, Fase] = {
    "": Fase.ZOEKEN,
    Soort.GEVRAAGD: Fase.GEVRAAGD,
    Soort.AANGEBODEN: Fase.AANGEBODEN,
    Soort.GEACCEPTEERD: Fase.VERHUIZEN,
    Soort.GEWEIGERD: Fase.ZOEKEN,
    Soort.VERDER: Fase.ZOEKEN,
    Soort.STILSTAND: Fase.STILSTAND,
}
"""The phase after the last step (empty: none yet), of a household of which somebody still has to be housed."""

LOPEND = frozenset({Fase.ZOEKEN, Fase.GEVRAAGD, Fase.AANGEBODEN, Fase.VERHUIZEN, Fase.STILSTAND})
"""The phases in which somebody still has to be housed, so that the clock runs."""

KAN_NU: Mapping[Fase, tuple[Soort, ...]] = {
    Fase.ZOEKEN: (Soort.GEVRAAGD, Soort.AANGEBODEN, Soort.STILSTAND),
    Fase.GEVRAAGD: (Soort.AANGEBODEN, Soort.STILSTAND),
    Fase.AANGEBODEN: (Soort.GEACCEPTEERD, Soort.GEWEIGERD, Soort.STILSTAND),
    Fase.VERHUIZEN: (Soort.STILSTAND, Soort.GEWEIGERD),
    Fase.STILSTAND: (Soort.VERDER, Soort.AANGEBODEN, Soort.STILSTAND),
}
"""Which steps make sense now, the most likely first; the ends are possible as long as the clock runs."""


def fase_van(*, laatste_stap: str, beeindigd: bool, nog_personen: int, nog_nareizigers: int) -> Fase:
    """Where a household stands. `laatste_stap`: the soort of its last step that is not an end, or empty.

    Counts in personen: who is coupled and not housed yet, and which expected nareizigers did not come yet.
    """
    if nog_personen <= 0:
        return Fase.NAREIZIGERS if nog_nareizigers > 0 and not beeindigd else Fase.GEHUISVEST
    return Fase.BEEINDIGD if beeindigd else FASE_NA[laatste_stap]


def aan_zet(fase: Fase, reden: str = "", gevolg: str = "") -> Partij:
    """Who is at turn: by the phase, or by the reason why it stands still or what follows a refusal."""
    if fase is Fase.STILSTAND and reden:
        return REDENEN[Soort.STILSTAND][reden].partij
    if fase is Fase.ZOEKEN and gevolg:
        return GEVOLGEN[gevolg].partij
    return FASEN[fase].partij
