"""The tegelkaart of a round: geometry and words, for the one template that draws it on page and paper."""

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from organisaties.models import Opvolging
from taakstelling.regels.oordeel import getal
from toezicht.models import Beoordeling
from toezicht.regels.kader import Kader
from toezicht.regels.resultaat import stand_tekst
from toezicht.regels.tegelkaart import Plaats, leg_tegels, middelpunt, naamregels
from toezicht.rondestukken.rijen import Beeldrij, Rondebeeld, oordeelwoord

MIDDELPUNTEN = Path(__file__).resolve().parent.parent / "gegevens" / "middelpunten.csv"
HALF, RIJ, PUNT, SCHOUDER = 42, 73, 48, 24
"""Pixels: half a tile and a row on the grid; from the middle of a hexagon up to its point, and up to its shoulder."""
MARGE = 2

OORDEEL = Beoordeling.Oordeel
LETTERS = {OORDEEL.VOLDOET: "V", OORDEEL.VOLDOET_NIET: "N", OORDEEL.VERSCHOONBAAR: "D"}
"""What stands in a tile for an oordeel, so that its colour is never alone."""
KLEUREN = {
    "groen": ("#dcefe1", "#1f6b3a"),
    "rood": ("#f9ddd6", "#a3270e"),
    "oranje": ("#fbe6cf", "#8f4a00"),
    "geel": ("#fdf3c4", "#6b5a00"),
    "blauw": ("#dbe9f7", "#1f4e79"),
    "wit": ("#ffffff", "#52616a"),
    "grijs": ("#ececea", "#52616a"),
}
"""The words for colours that a kader may use: ground and edge. Ink on each ground is AA or better."""
GEWOON = {OORDEEL.VOLDOET: "groen", OORDEEL.VOLDOET_NIET: "rood", OORDEEL.VERSCHOONBAAR: "geel"}
"""The colour of an oordeel where the kader names none that we know."""


@dataclass(frozen=True, slots=True)
class Vlak:
    """A tile as it is drawn; `open` while nothing was decided: then the edge is dashed and there is no letter."""

    hoeken: str
    x: int
    namen: tuple[tuple[int, str], ...]
    stand: str
    stand_y: int
    voet: str
    voet_y: int
    grond: str
    rand: str
    open: bool


@dataclass(frozen=True, slots=True)
class Legendaregel:
    """A colour and what it means; `letter` is empty for what was not decided yet."""

    letter: str
    woord: str
    grond: str
    rand: str


@dataclass(frozen=True, slots=True)
class Tegelbeeld:
    """The picture, what it says in a sentence, its legend, and who could not be placed."""

    titel: str
    zin: str
    breedte: int
    hoogte: int
    vlakken: Sequence[Vlak]
    legenda: Sequence[Legendaregel]
    zonder_plek: Sequence[str]
    met_trede: bool
    met_trend: bool


def tegelbeeld(beeld: Rondebeeld) -> Tegelbeeld:
    """Draw the gemeenten of a round."""
    plaatsen = plaatsen_van(rij.code for rij in beeld.rijen)
    rijen = {rij.code: rij for rij in beeld.rijen}
    tegels = leg_tegels(plaatsen.values())
    vlakken = [_vlak(rijen[tegel.code], tegel.x, tegel.rij, beeld.kader) for tegel in tegels]
    return Tegelbeeld(
        titel=f"Tegelkaart van {beeld.ronde.provincie}, {beeld.ronde.halfjaar.kort}",
        zin=_zin(beeld.rijen),
        breedte=max((tegel.x for tegel in tegels), default=0) * HALF + 2 * (HALF + MARGE),
        hoogte=max((tegel.rij for tegel in tegels), default=0) * RIJ + 2 * (PUNT + MARGE),
        vlakken=vlakken,
        legenda=_legenda(beeld),
        zonder_plek=[rij.naam for rij in beeld.rijen if rij.code not in plaatsen],
        met_trede=any(rij.trede for rij in beeld.rijen),
        met_trend=any(rij.trend is not None for rij in beeld.rijen),
    )


def plaatsen_van(codes: Iterable[str]) -> dict[str, Plaats]:
    """The place of each gemeente that has one; one query."""
    voorgangers: dict[str, list[str]] = {}
    opvolgers: dict[str, list[str]] = {}
    for van, naar in Opvolging.objects.order_by("pk").values_list("van__code", "naar__code"):
        opvolgers.setdefault(van, []).append(naar)
        voorgangers.setdefault(naar, []).append(van)
    plaatsen = {code: middelpunt(code, _middelpunten(), voorgangers, opvolgers) for code in codes}
    return {code: plaats for code, plaats in plaatsen.items() if plaats}


@cache
def _middelpunten() -> dict[str, tuple[int, int]]:
    """Longitude and latitude in thousandths of a degree, of the gemeenten of 2023."""
    with MIDDELPUNTEN.open(encoding="utf-8", newline="") as bestand:
        return {
            rij["code"]: (int(Decimal(rij["lengtegraad"]) * 1000), int(Decimal(rij["breedtegraad"]) * 1000))
            for rij in csv.DictReader(bestand)
        }


def _vlak(rij: Beeldrij, x: int, rijnummer: int, kader: Kader | None) -> Vlak:
    cx, cy = x * HALF + HALF + MARGE, rijnummer * RIJ + PUNT + MARGE
    hoeken = ((0, -PUNT), (HALF - 1, -SCHOUDER), (HALF - 1, SCHOUDER), (0, PUNT), (1 - HALF, SCHOUDER))
    namen = naamregels(rij.naam)
    grond, rand = _kleuren(rij, kader)
    return Vlak(
        hoeken=" ".join(f"{cx + dx},{cy + dy}" for dx, dy in (*hoeken, (1 - HALF, -SCHOUDER))),
        x=cx,
        namen=tuple((cy - 9 - 12 * (len(namen) - 1 - n), regel) for n, regel in enumerate(namen)),
        stand=stand_tekst(rij.stand_eind) or "?",
        stand_y=cy + 11,
        voet=" ".join(deel for deel in (_letter(rij), _trede(rij), _pijl(rij.trend)) if deel),
        voet_y=cy + 27,
        grond=grond,
        rand=rand,
        open=rij.oordeel is None,
    )


def _letter(rij: Beeldrij) -> str:
    return LETTERS[OORDEEL(rij.oordeel)] if rij.oordeel else ""


def _trede(rij: Beeldrij) -> str:
    return f"T{rij.trede}" if rij.trede else ""


def _pijl(trend: int | None) -> str:
    if trend is None:
        return ""
    if trend == 0:
        return "="
    return f"{'↑' if trend > 0 else '↓'}{getal(abs(trend))}"


def _kleuren(rij: Beeldrij, kader: Kader | None) -> tuple[str, str]:
    if rij.oordeel is not None:
        return KLEUREN[_kleurwoord(kader, rij.oordeel)]
    return KLEUREN[_standkleur(rij.stand_eind)]


def _standkleur(stand: int | None) -> str:
    return "grijs" if stand is None else "rood" if stand < 0 else "groen"


def _kleurwoord(kader: Kader | None, oordeel: str) -> str:
    """The first colour that the kader names for an oordeel ("oranje of rood"), else the usual one."""
    eigen = kader.oordelen.waarde.get(oordeel) if kader else None
    woorden = eigen.kleur.lower().replace(",", " ").split() if eigen else []
    return next((woord for woord in woorden if woord in KLEUREN), GEWOON[OORDEEL(oordeel)])


def _legenda(beeld: Rondebeeld) -> list[Legendaregel]:
    """Only what is in the picture."""
    gebruikt = {rij.oordeel for rij in beeld.rijen if rij.oordeel}
    uit = [
        Legendaregel(letter, oordeelwoord(beeld.kader, oordeel) or "", *KLEUREN[_kleurwoord(beeld.kader, oordeel)])
        for oordeel, letter in LETTERS.items()
        if oordeel in gebruikt
    ]
    open_ = {_standkleur(rij.stand_eind) for rij in beeld.rijen if rij.oordeel is None}
    woorden = {
        "rood": "achterstand, nog geen oordeel",
        "groen": "stand nul of voorsprong, nog geen oordeel",
        "grijs": "stand onbekend",
    }
    return uit + [Legendaregel("", woord, *KLEUREN[kleur]) for kleur, woord in woorden.items() if kleur in open_]


def _zin(rijen: Sequence[Beeldrij]) -> str:
    """What the picture shows as a whole."""
    geteld = Counter(rij.woord or "nog geen oordeel" for rij in rijen)
    delen = ", ".join(f"{getal(aantal)} {woord}" for woord, aantal in sorted(geteld.items()))
    wat = f"{getal(len(rijen))} {'gemeente' if len(rijen) == 1 else 'gemeenten'}, elk een zeshoek"
    return f"{wat}: {delen}." if delen else "Geen gemeenten."
