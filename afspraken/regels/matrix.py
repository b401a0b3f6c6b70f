"""Who does what in each phase: volledig, gedeeld or not, and what is wrong with that.

From bijlage 2 of the note "Duurzame start statushouders" (8 September 2017): per phase the tasks of corporatie,
gemeente and huurders.
"""

from collections.abc import Mapping
from enum import StrEnum

from afspraken.regels.begeleiding import Fase


class Partij(StrEnum):
    """The columns of the matrix, in their order."""

    CORPORATIE = "corporatie"
    GEMEENTE = "gemeente"
    HUURDERS = "huurders"


class Omvang(StrEnum):
    """How far a party answers for a task; none is an empty cell."""

    VOLLEDIG = "volledig"
    GEDEELD = "gedeeld"


class Bevinding(StrEnum):
    """What there is to say about one task."""

    KLOPT = "klopt"
    NIEMAND = "niemand"
    DUBBEL = "dubbel"
    TEGENSTRIJDIG = "tegenstrijdig"
    ALLEEN = "alleen"


BEVINDINGEN: Mapping[Bevinding, str] = {
    Bevinding.KLOPT: "Klopt",
    Bevinding.NIEMAND: "Gat: niemand doet dit",
    Bevinding.DUBBEL: "Dubbel: meer dan een partij doet dit volledig",
    Bevinding.TEGENSTRIJDIG: "Tegenstrijdig: een partij doet dit volledig, een andere deelt mee",
    Bevinding.ALLEEN: "Half: gedeeld, maar met wie?",
}


def beoordeel(omvang: Mapping[Partij, str]) -> Bevinding:
    """What is wrong with the parties of one task; an empty text is a party that does not do it."""
    volledig = sum(waarde == Omvang.VOLLEDIG for waarde in omvang.values())
    gedeeld = sum(waarde == Omvang.GEDEELD for waarde in omvang.values())
    if volledig > 1:
        return Bevinding.DUBBEL
    if volledig and gedeeld:
        return Bevinding.TEGENSTRIJDIG
    if not volledig and not gedeeld:
        return Bevinding.NIEMAND
    return Bevinding.ALLEEN if gedeeld == 1 else Bevinding.KLOPT


LANGSTE_TAAK = 160

VOORBEELDTAKEN: Mapping[Fase, tuple[str, ...]] = {
    Fase.PRE_VESTIGING: (
        "Startsituatie in beeld brengen",
        "Passende woning zoeken en aanbieden",
        "Papieren voor huur en inkomen regelen",
        "Vertellen wat wonen inhoudt en met de inburgering beginnen",
    ),
    Fase.VESTIGING: (
        "Zorgen dat de eerste maand huur kan worden betaald",
        "Helpen bij administratie en huurbetaling",
        "Woongedrag uitleggen in een begrijpelijke taal",
        "Tolk regelen voor gesprekken over het wonen",
        "Een jaar lang volgen hoe het gaat en elkaar inlichten",
        "Afspreken wie schade aan de woning betaalt",
    ),
    Fase.INTEGRATIE: (
        "Kennismaken met buren en buurt",
        "Draagvlak in de buurt vergroten",
        "Helpen naar werk en leerwerkplekken",
        "Helpen naar taal en studie",
    ),
}
"""The tasks that the note names, to begin with; who does them the parties fill in together."""
