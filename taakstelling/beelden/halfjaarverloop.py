"""The course of one half-year: persons housed so far, week by week, against the schedule. All personen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from taakstelling.beelden.maatvoering import deel, mooie_stap, punt
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.oordeel import getal
from taakstelling.regels.tempo import op_schema
from taakstelling.regels.vooruitblik import Punt, Vooruitblik

HOOGTE = 200
BOVEN = 22
"""Pixels above the plot, for the label of its highest line."""
BANDBREEDTE = 1000
"""The band has a scale of its own, because a polygon cannot be drawn in parts of the width."""
MAANDEN = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Kolom:
    """One week: how many were housed in the half-year by the end of it."""

    x: str
    breedte: str
    y: str
    hoogte: str
    aantal: int


@dataclass(frozen=True, slots=True)
class Lijn:
    """A straight stretch."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True, slots=True)
class Streep:
    """A grid line with its label."""

    plek: str
    label: str


@dataclass(frozen=True, slots=True)
class Maandregel:
    """A row of the table: the count at the start of a day. Unknown (None) for days to come."""

    dag: date
    in_periode: int | None
    totaal: int | None
    volgens_schema: int | None
    verwacht: Punt | None = None

    @property
    def verschil(self) -> int | None:
        return None if self.totaal is None or self.volgens_schema is None else self.totaal - self.volgens_schema


@dataclass(frozen=True, slots=True)
class Halfjaarverloop:
    """The chart and its table."""

    halfjaar: Halfjaar
    opgave: int | None
    totaal: int
    op: date
    zin: str
    kolommen: tuple[Kolom, ...]
    doel: tuple[Lijn, ...]
    rasters: tuple[Streep, ...]
    maanden: tuple[Streep, ...]
    vandaag: str | None
    regels: tuple[Maandregel, ...]
    band: str = ""
    """The corners of the outlook, on a width of BANDBREEDTE; empty where there is none."""
    midden: tuple[Lijn, ...] = ()
    hoogte: int = HOOGTE + BOVEN + 26
    basis: int = HOOGTE + BOVEN
    boven: int = BOVEN

    @property
    def doel_y(self) -> str | None:
        return self.doel[-1].y2 if self.doel else None


def halfjaarverloop(
    halfjaar: Halfjaar,
    opgave: int | None,
    opgeteld: Iterable[tuple[date, int]],
    op: date,
    blik: Vooruitblik | None = None,
) -> Halfjaarverloop:
    """Measure the chart from (teldatum, persons housed up to and including that day), in order of time.

    `op` is today; what is dated later does not count yet. `blik` is drawn as a band from today to the peildatum.
    """
    per_dag: dict[date, int] = {}
    vorige = 0
    for dag, aantal in opgeteld:
        per_dag[dag] = aantal - vorige
        vorige = aantal
    dagen = (halfjaar.eind - halfjaar.begin).days
    # Today's own placements count: the line is drawn up to the end of today.
    tot = min(halfjaar.eind, op + timedelta(days=1))
    geteld = {dag: aantal for dag, aantal in per_dag.items() if halfjaar.begin <= dag < tot}
    totaal = sum(geteld.values())
    meeste = max(opgave or 0, totaal, blik.eind.hoog if blik else 0, 4)
    stap = mooie_stap(meeste)
    hoogste = stap * -(-meeste // stap)

    def x(dag: date) -> Fraction:
        return Fraction((dag - halfjaar.begin).days, dagen)

    def y(aantal: Fraction | int) -> str:
        return punt(BOVEN + HOOGTE * (1 - Fraction(aantal) / hoogste))

    kolommen = []
    week = halfjaar.begin
    while week < tot:
        eind = min(week + timedelta(days=7), halfjaar.eind)
        aantal = sum(n for dag, n in geteld.items() if dag < eind)
        # The running week ends today, not in the future.
        rechts = min(eind, tot)
        kolommen.append(
            Kolom(deel(x(week)), deel(x(rechts) - x(week)), y(aantal), punt(HOOGTE * Fraction(aantal, hoogste)), aantal)
        )
        week = eind

    eersten = [date(halfjaar.jaar, halfjaar.begin.month + i, 1) for i in range(6)] + [halfjaar.eind]
    doel: list[Lijn] = []
    if opgave is not None and opgave > 0:
        punten = [(deel(x(dag)), y(Fraction(opgave * i, 6))) for i, dag in enumerate(eersten)]
        doel = [Lijn(*van, *naar) for van, naar in pairwise(punten)]

    band = ""
    midden: list[Lijn] = []
    if blik is not None:
        van = Punt(tot, totaal, totaal, totaal)
        verwacht = [van, *blik.punten]
        hoeken = [(p.dag, p.laag) for p in verwacht] + [(p.dag, p.hoog) for p in reversed(verwacht)]
        band = " ".join(f"{punt(x(dag) * BANDBREEDTE)},{y(aantal)}" for dag, aantal in hoeken)
        plekken = [(deel(x(p.dag)), y(p.midden)) for p in verwacht]
        midden = [Lijn(*een, *ander) for een, ander in pairwise(plekken)]

    binnen = halfjaar.begin <= op < halfjaar.eind
    return Halfjaarverloop(
        halfjaar=halfjaar,
        opgave=opgave,
        totaal=totaal,
        op=op,
        zin=_zin(halfjaar, opgave, totaal, op, blik),
        kolommen=tuple(kolommen),
        doel=tuple(doel),
        rasters=tuple(Streep(y(waarde), getal(waarde)) for waarde in range(0, hoogste + 1, stap)),
        maanden=tuple(Streep(deel(x(dag)), MAANDEN[dag.month - 1]) for dag in eersten[:-1]),
        vandaag=deel(x(tot)) if binnen else None,
        regels=tuple(_regels(halfjaar, opgave, geteld, op, eersten, blik)),
        band=band,
        midden=tuple(midden),
    )


def _regels(
    halfjaar: Halfjaar,
    opgave: int | None,
    geteld: Mapping[date, int],
    op: date,
    eersten: list[date],
    blik: Vooruitblik | None,
) -> list[Maandregel]:
    verwacht = {p.dag: p for p in blik.punten} if blik else {}
    dagen = sorted({*eersten[1:], *([op + timedelta(days=1)] if halfjaar.bevat(op) else [])})
    regels = []
    vorige = 0
    for dag in dagen:
        schema = op_schema(opgave, halfjaar, dag) if opgave is not None else None
        if dag > op + timedelta(days=1):
            regels.append(Maandregel(dag, None, None, schema, verwacht.get(dag)))
            continue
        totaal = sum(n for d, n in geteld.items() if d < dag)
        regels.append(Maandregel(dag, totaal - vorige, totaal, schema))
        vorige = totaal
    return regels


def _zin(halfjaar: Halfjaar, opgave: int | None, totaal: int, op: date, blik: Vooruitblik | None) -> str:
    zin = f"Verloop van de {halfjaar.in_zin}: {getal(totaal)} gehuisvest"
    if blik is not None:
        zin += f", naar verwachting {getal(blik.eind.laag)} tot {getal(blik.eind.hoog)} op de peildatum"
    if opgave is None:
        return f"{zin}; de opgave is onbekend."
    if opgave <= 0:
        return f"{zin}; er is geen opgave."
    if op >= halfjaar.eind:
        return f"{zin} van {getal(opgave)}."
    return f"{zin}, volgens schema {getal(op_schema(opgave, halfjaar, op))}, de opgave is {getal(opgave)}."
