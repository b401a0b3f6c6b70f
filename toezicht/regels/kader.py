"""A toezichtkader: how one provincie supervises, as data (`kaderbestand` reads and checks it).

A kader says per part where it stands (`bron`); what is not from an official text begins with `voorbeeld` there. The
kader in force on the peildatum applies, never the newest. Unit of every number of people: personen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from toezicht.regels.ladder import Fase

VOORBEELD = "voorbeeld"
"""How the `bron` of a part begins that is in no official text: made up, or "voorbeeld, naar …" after a report."""

KEUZES: Mapping[str, str] = {
    "afdaling": "Afschalen",
    "effect": "Effect van verschonen",
    "gronden": "Gronden om te verschonen",
    "per_halfjaar": "Toezicht op",
    "herindeling": "Na een herindeling",
    "provinciewissel": "Uit een andere provincie",
    "omvang": "Omvang van een indeplaatsstelling",
    "cijfers_dagen_na": "Wanneer de cijfers worden gelezen",
    "oordelen": "Woorden en kleuren van het oordeel",
}
"""The choices of a kader that are one value each, by the name of the field: what they are called."""

T = TypeVar("T")


class Actor(StrEnum):
    """Who acts on a trede."""

    AMBTELIJK = "ambtelijk"
    GEDEPUTEERDE = "gedeputeerde"
    GS = "GS"


class Soort(StrEnum):
    """What a condition looks at."""

    ACHTERSTAND = "achterstand"
    PERSONEN = "personen"
    PROCENT_TAAKSTELLING = "procent-taakstelling"
    PROCENT_OPGAVE = "procent-opgave"
    OPEENVOLGEND = "opeenvolgend"
    TOEGENOMEN = "toegenomen"
    PLAN_ONTBREEKT = "plan-ontbreekt"
    TOEZEGGING = "toezegging-niet-nagekomen"


MET_DREMPEL = (Soort.PERSONEN, Soort.PROCENT_TAAKSTELLING, Soort.PROCENT_OPGAVE, Soort.OPEENVOLGEND)
"""The kinds of conditions that ask for a number."""


class Afdaling(StrEnum):
    """How a gemeente without achterstand leaves the ladder."""

    DIRECT = "direct-naar-0"
    EEN_TREDE = "een-trede"
    HANDMATIG = "handmatig"


class Effect(StrEnum):
    """What verschoning does to the ladder; it never touches the stand."""

    BEVRIEZEN = "bevriezen"
    NIET_OPSCHALEN = "niet-opschalen"


class Toerekening(StrEnum):
    """What a half-year's realisatie fills first when each half-year is supervised by itself."""

    OUDSTE = "oudste-eerst"
    EIGEN = "eigen-halfjaar-eerst"


class Overgang(StrEnum):
    """What becomes of trede and count when a gemeente is merged or goes to another provincie."""

    OPNIEUW = "opnieuw"
    BEHOUDEN = "behouden"


class Omvang(StrEnum):
    """What an indeplaatsstelling is about."""

    ACHTERSTAND = "achterstand"
    TOTAALOPGAVE = "totaalopgave"


@dataclass(frozen=True, slots=True)
class Trede:
    """A step of the ladder; `weken` None: the term runs until the next peildatum."""

    nummer: int
    naam: str
    fase: Fase
    actor: Actor
    actie: str
    bron: str
    weken: int | None = None
    plan_vereist: bool = False

    @property
    def is_openbaar(self) -> bool:
        """Voornemen and besluit are published, with a copy to the raad (Gemeentewet art. 124 lid 4)."""
        return self.fase in (Fase.VOORNEMEN, Fase.BESLUIT)


@dataclass(frozen=True, slots=True)
class Voorwaarde:
    """`minstens` counts personen, per cent or peildata, as its kind asks; 0 where it asks for none."""

    soort: Soort
    minstens: int = 0


@dataclass(frozen=True, slots=True)
class Regel:
    """From one trede to a higher one when all conditions hold."""

    van: int
    naar: int
    voorwaarden: tuple[Voorwaarde, ...]
    bron: str

    @property
    def naam(self) -> str:
        return f"Van trede {self.van} naar {self.naar}"


KLEUREN = ("wit", "groen", "geel", "oranje", "rood")
"""The colours that have a mark on screen."""


@dataclass(frozen=True, slots=True)
class Oordeelwoord:
    """How a provincie writes an oordeel, and the colour on its map."""

    naam: str
    kleur: str

    @property
    def merk(self) -> str:
        """The first colour in its text that has a mark ("oranje of rood": oranje); empty when none has."""
        woorden = self.kleur.lower().replace(",", " ").split()
        return next((woord for woord in woorden if woord in KLEUREN), "")


@dataclass(frozen=True, slots=True)
class Keuze(Generic[T]):
    """One choice of a kader and where it stands."""

    waarde: T
    bron: str


@dataclass(frozen=True, slots=True)
class Kader:
    """All that a provincie decided about how it supervises."""

    naam: str
    vindplaats: str
    treden: tuple[Trede, ...]
    regels: tuple[Regel, ...]
    afdaling: Keuze[Afdaling]
    effect: Keuze[Effect]
    gronden: Keuze[tuple[str, ...]]
    per_halfjaar: Keuze[Toerekening | None]
    herindeling: Keuze[Overgang]
    provinciewissel: Keuze[Overgang]
    omvang: Keuze[Omvang]
    cijfers_dagen_na: Keuze[int]
    oordelen: Keuze[Mapping[str, Oordeelwoord]]
    toelichting: str = ""

    def trede(self, nummer: int) -> Trede | None:
        """The trede with this number; None for 0, which is no trede."""
        return next((trede for trede in self.treden if trede.nummer == nummer), None)

    def fase(self, nummer: int) -> Fase:
        trede = self.trede(nummer)
        return trede.fase if trede else Fase.GEEN

    @property
    def hoogste(self) -> int:
        return max((trede.nummer for trede in self.treden), default=0)

    def woord(self, oordeel: str) -> Oordeelwoord:
        """How this provincie writes an oordeel; without a word of its own the oordeel itself."""
        return self.oordelen.waarde.get(oordeel, Oordeelwoord(oordeel, ""))

    @property
    def onderdelen(self) -> list[tuple[str, str]]:
        """Every part of the kader and where it stands."""
        uit = [(f"Trede {trede.nummer}", trede.bron) for trede in self.treden]
        uit += [(regel.naam, regel.bron) for regel in self.regels]
        return uit + [(naam, getattr(self, veld).bron) for veld, naam in KEUZES.items()]

    @property
    def voorbeelden(self) -> list[str]:
        """The parts that do not come from the official text."""
        return [naam for naam, bron in self.onderdelen if bron.startswith(VOORBEELD)]
