"""Who counts towards the taakstelling, and from which day. The unit is personen: every person is one.

The rules are a table, so that a page can show the same rows that the arithmetic uses, each with its source and how
certain it is. Much of this is practice of COA and not law, so the certainty is part of the fact.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Zekerheid(StrEnum):
    """How certain a row of the table is; the value is what a user reads."""

    GELEZEN = "in de bron gelezen"
    AFGELEID = "afgeleid uit de bron"
    VAKKENNIS = "algemene kennis uit het veld, geen bron gelezen"


class Huisvestingsvorm(StrEnum):
    """How the personen live. The values are those of the import files."""

    ZELFSTANDIG = "zelfstandig"
    KAMERBEWONING = "kamerbewoning"
    FLEXWONING = "flexwoning"
    DOORSTROOMLOCATIE = "doorstroomlocatie"
    AMV_KSO = "amv-kso"
    HAR = "har"
    LOGEREN = "logeren"
    OVERIG = "overig"


class Categorie(StrEnum):
    """Who the personen are. The categories are disjoint: a nareizend kind is a nareiziger."""

    VOLWASSENEN = "volwassenen"
    KINDEREN = "kinderen"
    AMV = "amv"
    NAREIZIGERS = "nareizigers"


@dataclass(frozen=True, slots=True)
class Telregel:
    """One row of the table, in words for the user."""

    sleutel: str
    naam: str
    telt: bool
    uitleg: str
    bron: str
    zekerheid: Zekerheid


@dataclass(frozen=True, slots=True)
class Vormregel(Telregel):
    """A row about a huisvestingsvorm."""

    vraagt_woning: bool
    """Whether personen who live like this take up a woning of the normal stock or a flexwoning."""


VORMEN: dict[Huisvestingsvorm, Vormregel] = {
    Huisvestingsvorm(regel.sleutel): regel
    for regel in (
        Vormregel(
            "zelfstandig",
            "Zelfstandige woning",
            True,
            "Iedereen die in de woning komt wonen, telt als één persoon. Volwassenen en kinderen tellen gelijk.",
            "Huisvestingswet 2014, artikel 1 en 28",
            Zekerheid.GELEZEN,
            True,
        ),
        Vormregel(
            "kamerbewoning",
            "Kamerbewoning",
            True,
            "Iedere bewoner telt als één persoon. De woning telt één keer, ook als er meer mensen samen wonen.",
            "Werkwijze van gemeenten; Huisvestingswet 2014, artikel 1",
            Zekerheid.VAKKENNIS,
            True,
        ),
        Vormregel(
            "flexwoning",
            "Flexwoning",
            True,
            "Een flexwoning is huisvesting, ook als zij tijdelijk is. Verhuist iemand later naar een vaste woning, "
            "dan telt die persoon niet nog een keer.",
            "Huisvestingswet 2014, artikel 1 en 28",
            Zekerheid.AFGELEID,
            True,
        ),
        Vormregel(
            "doorstroomlocatie",
            "Doorstroomlocatie",
            True,
            "Telt voor de koppelgemeente, ook als de locatie in een andere gemeente ligt. De latere verhuizing naar "
            "een vaste woning telt niet nog een keer.",
            "Volkshuisvesting Nederland, vragen over doorstroomlocaties (augustus 2025); Stcrt. 2025, 11378",
            Zekerheid.GELEZEN,
            False,
        ),
        Vormregel(
            "amv-kso",
            "Kleinschalige opvang voor jongeren (Nidos)",
            True,
            "Een amv'er vanaf 15 jaar met een vergunning telt op de dag van plaatsing in de kleinschalige opvang. De "
            "eigen woning rond het achttiende jaar telt niet nog een keer.",
            "COA, Taakstelling huisvesting amv; bestuursakkoord november 2015",
            Zekerheid.GELEZEN,
            False,
        ),
        Vormregel(
            "har",
            "Hotel- en accommodatieregeling",
            True,
            "Telt op de dag van plaatsing. De regeling gold tot en met 30 juni 2023. De latere verhuizing naar een "
            "vaste woning telt niet nog een keer.",
            "COA, Hotel- en accommodatieregeling",
            Zekerheid.GELEZEN,
            False,
        ),
        Vormregel(
            "logeren",
            "Logeerregeling",
            False,
            "Wie logeert, hoort nog bij de opvang van het COA en telt niet mee. Dat geldt ook als het logeeradres in "
            "de BRP staat.",
            "COA, Logeerregeling",
            Zekerheid.AFGELEID,
            False,
        ),
        Vormregel(
            "overig",
            "Overig",
            True,
            "Telt als de opvang door het COA is geëindigd. Let op: een amv'er tot en met 14 jaar in een opvanggezin "
            "of een amv'er in een woonvoorziening van het COA telt nog niet.",
            "Huisvestingswet 2014, artikel 1; COA, Taakstelling huisvesting amv",
            Zekerheid.AFGELEID,
            True,
        ),
    )
}
"""What each huisvestingsvorm means for the count."""

CATEGORIEEN: dict[Categorie, Telregel] = {
    Categorie(regel.sleutel): regel
    for regel in (
        Telregel(
            "volwassenen",
            "Volwassenen",
            True,
            "Iedere volwassene met een vergunning telt als één persoon.",
            "Huisvestingswet 2014, artikel 1",
            Zekerheid.GELEZEN,
        ),
        Telregel(
            "kinderen",
            "Kinderen",
            True,
            "Ieder kind van het huishouden telt als één persoon. Een kind dat na de huisvesting wordt geboren, telt "
            "niet.",
            "Huisvestingswet 2014, artikel 1; Amersfoort over volwassenen en kinderen (nieuwsplein33)",
            Zekerheid.GELEZEN,
        ),
        Telregel(
            "amv",
            "Alleenstaande minderjarige vreemdelingen (amv)",
            True,
            "Een amv'er telt één keer: bij plaatsing in de kleinschalige opvang van Nidos, of anders bij de eigen "
            "woning rond het achttiende jaar.",
            "COA, Taakstelling huisvesting amv",
            Zekerheid.GELEZEN,
        ),
        Telregel(
            "nareizigers",
            "Nareizigers",
            True,
            "Iedere nareiziger telt als één persoon, ook zonder nieuwe woning.",
            "VNG 2018, nareizigers tellen mee voor de taakstelling",
            Zekerheid.GELEZEN,
        ),
    )
}
"""What each category of personen means for the count."""

SITUATIES: tuple[Telregel, ...] = (
    Telregel(
        "eerder-geteld",
        "Verhuizing na een doorstroomlocatie, de HAR of de kleinschalige opvang",
        False,
        "Deze personen telden al mee bij de eerste plaatsing.",
        "Volkshuisvesting Nederland, vragen over doorstroomlocaties; COA, Taakstelling huisvesting amv",
        Zekerheid.AFGELEID,
    ),
    Telregel(
        "latere-verhuizing",
        "Latere verhuizing of vertrek",
        False,
        "De taakstelling gaat over het vertrek uit de opvang. Wat daarna gebeurt, telt er niet bij en gaat er niet af.",
        "Huisvestingswet 2014, artikel 1",
        Zekerheid.VAKKENNIS,
    ),
    Telregel(
        "koppeling",
        "Alleen gekoppeld",
        False,
        "Een koppeling is nog geen huisvesting. Pas de huisvesting telt.",
        "COA, Huisvesting vergunninghouders (2023)",
        Zekerheid.GELEZEN,
    ),
    Telregel(
        "andere-gemeente",
        "Woning in een andere gemeente dan de koppelgemeente",
        True,
        "Telt voor de koppelgemeente. Voor doorstroomlocaties staat dat vast; voor andere woningen volgt het uit de "
        "afspraken in de regio.",
        "Volkshuisvesting Nederland, vragen over doorstroomlocaties (augustus 2025)",
        Zekerheid.AFGELEID,
    ),
    Telregel(
        "hervestigd",
        "Uitgenodigde vluchtelingen (hervestiging)",
        True,
        "Tellen mee: zij komen rechtstreeks in de gemeente wonen.",
        "Weblog Zwolle 2012",
        Zekerheid.VAKKENNIS,
    ),
    Telregel(
        "oekraine-en-asielzoekers",
        "Ontheemden uit Oekraïne en asielzoekers",
        False,
        "Tellen niet mee: daarvoor gelden andere regelingen.",
        "gemeente.nu 2022",
        Zekerheid.GELEZEN,
    ),
)
"""What else a user asks about; only the first of these is a field of a plaatsing."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What one plaatsing means for the count."""

    personen: int
    """All personen of the plaatsing."""
    meegeteld: int
    """How many of them count towards the taakstelling: all or none."""
    nieuwe_woning: bool
    """Whether a woning is needed for it that was not yet in use by the household."""
    redenen: tuple[str, ...]
    """Why, in sentences for the user; at least one."""


def telt(
    huisvestingsvorm: str,
    *,
    volwassenen: int = 0,
    kinderen: int = 0,
    amv: int = 0,
    nareizigers: int = 0,
    eerder_geteld: bool = False,
) -> Telling:
    """Say how many personen of a plaatsing count, whether it takes a new woning, and why.

    `eerder_geteld`: these same personen already counted in an earlier plaatsing. They may need a woning all the same.
    """
    if min(volwassenen, kinderen, amv, nareizigers) < 0:
        raise ValueError("Een aantal personen kan niet negatief zijn.")
    vorm = VORMEN[Huisvestingsvorm(huisvestingsvorm)]
    personen = volwassenen + kinderen + amv + nareizigers
    nieuwe_woning = vorm.vraagt_woning and personen > nareizigers
    if not personen:
        return Telling(0, 0, False, ("Er zijn geen personen ingevuld.",))
    if not vorm.telt:
        return Telling(personen, 0, nieuwe_woning, (vorm.uitleg,))
    if eerder_geteld:
        return Telling(personen, 0, nieuwe_woning, (SITUATIES[0].uitleg,))
    redenen = [vorm.uitleg]
    if amv and vorm.sleutel != Huisvestingsvorm.AMV_KSO:
        redenen.append(CATEGORIEEN[Categorie.AMV].uitleg)
    if nareizigers:
        redenen.append(CATEGORIEEN[Categorie.NAREIZIGERS].uitleg)
    return Telling(personen, personen, nieuwe_woning, tuple(redenen))


_NAMEN = (("volwassene", "volwassenen"), ("kind", "kinderen"), ("amv", "amv"), ("nareiziger", "nareizigers"))


def samenstelling(volwassenen: int, kinderen: int, amv: int, nareizigers: int) -> str:
    """Who the personen are, in words: "1 volwassene en 2 kinderen"; nil is left out."""
    aantallen = (volwassenen, kinderen, amv, nareizigers)
    delen = [
        f"{aantal} {enkel if aantal == 1 else meer}"
        for aantal, (enkel, meer) in zip(aantallen, _NAMEN, strict=True)
        if aantal
    ]
    return " en ".join([", ".join(delen[:-1]), delen[-1]] if len(delen) > 1 else delen)


class Teldatumbron(StrEnum):
    """A date of a plaatsing from which the teldatum can follow."""

    AFMELDING = "afmelding"
    """COA has entered the departure from the opvang: the official count (Platform Opnieuw Thuis)."""
    HUURCONTRACT = "huurcontract"
    BRP = "brp"


TELDATUM_VOLGORDE: tuple[Teldatumbron, ...] = (Teldatumbron.AFMELDING, Teldatumbron.HUURCONTRACT, Teldatumbron.BRP)
"""The order where a provincie has chosen no other."""


def teldatum(
    volgorde: Sequence[str] = TELDATUM_VOLGORDE,
    *,
    afgemeld_op: dt.date | None = None,
    huurcontract_op: dt.date | None = None,
    brp_op: dt.date | None = None,
    gegeven: dt.date | None = None,
) -> dt.date | None:
    """Give the day on which a plaatsing counts: the given one, else the first known date in the provincie's order.

    None when none of them is known: the plaatsing does not count yet. A date that the order leaves out is never used.
    """
    if gegeven is not None:
        return gegeven
    datums = {
        Teldatumbron.AFMELDING: afgemeld_op,
        Teldatumbron.HUURCONTRACT: huurcontract_op,
        Teldatumbron.BRP: brp_op,
    }
    return next((datum for bron in volgorde if (datum := datums[Teldatumbron(bron)]) is not None), None)
