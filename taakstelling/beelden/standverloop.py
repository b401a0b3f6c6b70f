"""The history of a gemeente: what was asked and done per half-year, and the stand that came of it. All personen."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from taakstelling.beelden.maatvoering import deel, mooie_stap, punt
from taakstelling.regels.grootboek import Stand
from taakstelling.regels.oordeel import getal

STROOM = 120
"""Pixels of the upper panel: realisatie against taakstelling."""
VOORRAAD = 110
"""Pixels of the lower panel: the stand, above and below nil."""
BOVEN = 44
TUSSEN = 34
MARGE = Fraction(7, 100)
"""Share of the width to the left of the first half-year, for the figures at the grid lines."""
MET_GETALLEN = 14
"""Up to so many half-years the figures stand at the bars."""


@dataclass(frozen=True, slots=True)
class Staaf:
    """One half-year. A None is unknown and is drawn as such."""

    stand: Stand
    x: str
    breedte: str
    midden: str
    realisatie_y: str | None
    realisatie_h: str | None
    doel_x1: str
    doel_x2: str
    doel_y: str | None
    stand_y: str | None
    stand_h: str | None
    label_y: str | None
    label: str

    @property
    def soort(self) -> str:
        eind = self.stand.stand_eind
        return "onbekend" if eind is None else "achterstand" if eind < 0 else "voorsprong" if eind else "nul"


@dataclass(frozen=True, slots=True)
class Jaartal:
    x: str
    label: str


@dataclass(frozen=True, slots=True)
class Raster:
    y: str
    label: str


@dataclass(frozen=True, slots=True)
class Standverloop:
    """The chart of all half-years; its table is the ledger itself (`regels`)."""

    zin: str
    staven: tuple[Staaf, ...]
    jaren: tuple[Jaartal, ...]
    rasters: tuple[Raster, ...]
    nullijn: str
    met_getallen: bool
    kop_stroom_y: int
    kop_voorraad_y: int
    stroom_eind: int
    hoogte: int

    @property
    def regels(self) -> list[Stand]:
        return [staaf.stand for staaf in self.staven]


def standverloop(standen: Sequence[Stand]) -> Standverloop:
    """Measure the chart; the lines come in order of time."""
    plek_breed = (1 - MARGE) / max(1, len(standen))
    stroom_max = max([1, *(s.realisatie or 0 for s in standen), *(s.taakstelling or 0 for s in standen)])
    stap = mooie_stap(stroom_max, 2)
    stroom_top = stap * -(-stroom_max // stap)
    einden = [s.stand_eind for s in standen if s.stand_eind is not None]
    hoog, laag = max([0, *einden]), min([0, *einden])
    bereik = max(1, hoog - laag)
    stroom_eind = BOVEN + STROOM
    # Room for a figure above the highest and below the lowest bar.
    voorraad_begin = stroom_eind + TUSSEN + 30
    hoogte_per_persoon = Fraction(VOORRAAD, bereik)
    nul = voorraad_begin + hoog * hoogte_per_persoon

    def stroom_y(waarde: int) -> Fraction:
        return stroom_eind - Fraction(STROOM * max(0, waarde), stroom_top)

    staven = []
    for i, stand in enumerate(standen):
        links, plek = MARGE + i * plek_breed, plek_breed
        eind = stand.stand_eind
        lengte = None if eind is None else abs(eind) * hoogte_per_persoon
        label_y = nul - 6 if not eind else nul - eind * hoogte_per_persoon + (-6 if eind > 0 else 16)
        staven.append(
            Staaf(
                stand=stand,
                x=deel(links + plek * Fraction(1, 5)),
                breedte=deel(plek * Fraction(3, 5)),
                midden=deel(links + plek / 2),
                realisatie_y=None if stand.realisatie is None else punt(stroom_y(stand.realisatie)),
                realisatie_h=None if stand.realisatie is None else punt(stroom_eind - stroom_y(stand.realisatie)),
                doel_x1=deel(links + plek * Fraction(1, 10)),
                doel_x2=deel(links + plek * Fraction(9, 10)),
                doel_y=None if stand.taakstelling is None else punt(stroom_y(stand.taakstelling)),
                stand_y=None if lengte is None or eind is None else punt(nul - lengte if eind > 0 else nul),
                stand_h=None if lengte is None else punt(lengte),
                label_y=punt(label_y),
                label="?" if eind is None else f"+{getal(eind)}" if eind > 0 else getal(eind),
            )
        )
    jaren = [
        Jaartal(deel(MARGE + i * plek_breed), str(s.halfjaar.jaar))
        for i, s in enumerate(standen)
        if s.halfjaar.helft == 1 or i == 0
    ]
    return Standverloop(
        zin=_zin(standen),
        staven=tuple(staven),
        jaren=tuple(jaren),
        rasters=tuple(Raster(punt(stroom_y(w)), getal(w)) for w in range(0, stroom_top + 1, stap)),
        nullijn=punt(nul),
        met_getallen=len(standen) <= MET_GETALLEN,
        kop_stroom_y=14,
        kop_voorraad_y=stroom_eind + TUSSEN,
        stroom_eind=stroom_eind,
        hoogte=int(voorraad_begin + VOORRAAD + 44),
    )


def _zin(standen: Sequence[Stand]) -> str:
    if not standen:
        return "Nog geen halfjaren."
    eerste, laatste = standen[0], standen[-1]
    zin = f"Stand per halfjaar, van de {eerste.halfjaar.in_zin} tot en met de {laatste.halfjaar.in_zin}"
    if laatste.stand_eind is None:
        return f"{zin}; de laatste stand is onbekend."
    soort = (
        "stand nul"
        if not laatste.stand_eind
        else f"{'achterstand' if laatste.stand_eind < 0 else 'voorsprong'} {getal(abs(laatste.stand_eind))}"
    )
    return f"{zin}; nu {soort}."
