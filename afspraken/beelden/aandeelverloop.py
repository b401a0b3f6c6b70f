"""Share against norm over time: a column per quarter (cut where another norm begins), the norm as a line that steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from afspraken.beelden.normbalk import aan_wie, norm_in_woorden
from afspraken.regels.normen import KLEINSTE_NOEMER, Meting, Stuk
from organisaties.templatetags.weergave import getal
from taakstelling.beelden.maatvoering import deel, mooie_stap, punt

BOVEN = 44
HOOGTE = 170
VOET = 44
MARGE = Fraction(7, 100)
MET_GETALLEN = 10


@dataclass(frozen=True, slots=True)
class Kolom:
    """One part of a stretch. No `y`: there were no homes."""

    stuk: Stuk
    meting: Meting
    x: str
    breedte: str
    midden: str
    y: str | None
    h: str | None
    label_y: str | None
    label: str
    klein: bool
    """Too few homes to say anything: drawn open."""


@dataclass(frozen=True, slots=True)
class Trede:
    """The norm during one part; `op` is where the line before it ended, to draw the riser."""

    x1: str
    x2: str
    y: str
    van_y: str | None


@dataclass(frozen=True, slots=True)
class Merk:
    x: str
    label: str


@dataclass(frozen=True, slots=True)
class Aandeelverloop:
    zin: str
    kop: str
    kolommen: tuple[Kolom, ...]
    treden: tuple[Trede, ...]
    rasters: tuple[Merk, ...]
    jaren: tuple[Merk, ...]
    vandaag: str | None
    as_y: int
    hoogte: int
    met_getallen: bool


def aandeelverloop(delen: Sequence[tuple[Stuk, Meting]], op: date) -> Aandeelverloop | None:
    """Measure the chart of the parts of one norm group, in order of time; None when there are none."""
    if not delen:
        return None
    begin, eind = delen[0][0].van, max(stuk.tot for stuk, _ in delen)
    lengte = (eind - begin).days
    hoogste = max(
        [
            Fraction(10),
            *(m.aandeel or Fraction(0) for _, m in delen if m.noemer >= KLEINSTE_NOEMER),
            *(s.norm.percentage or Fraction(0) for s, _ in delen),
        ]
    )
    stap = mooie_stap(int(-(-hoogste // 1)), 4)
    top = min(100, stap * int(-(-hoogste // stap)))
    as_y = BOVEN + HOOGTE

    def x(dag: date) -> Fraction:
        return MARGE + (1 - MARGE) * Fraction((dag - begin).days, lengte)

    def y(aandeel: Fraction) -> Fraction:
        return as_y - HOOGTE * min(aandeel, Fraction(top)) / top

    kolommen, treden = [], []
    vorige: Stuk | None = None
    for stuk, meting in delen:
        links, rechts = x(stuk.van), x(stuk.tot)
        kier = (rechts - links) / 8
        hoog = None if meting.aandeel is None else y(meting.aandeel)
        kolommen.append(
            Kolom(
                stuk,
                meting,
                deel(links + kier),
                deel(rechts - links - 2 * kier),
                deel((links + rechts) / 2),
                None if hoog is None else punt(hoog),
                None if hoog is None else punt(as_y - hoog),
                None if hoog is None else punt(hoog - 5),
                "" if meting.aandeel is None else f"{getal(meting.teller)}/{getal(meting.noemer)}",
                meting.noemer < KLEINSTE_NOEMER,
            )
        )
        if stuk.norm.percentage is not None:
            aansluit = vorige is not None and vorige.tot == stuk.van and vorige.norm.percentage is not None
            van_y = (
                punt(y(vorige.norm.percentage)) if aansluit and vorige and vorige.norm.percentage is not None else None
            )
            treden.append(Trede(deel(links), deel(rechts), punt(y(stuk.norm.percentage)), van_y))
        vorige = stuk
    jaren = [date(jaar, 1, 1) for jaar in range(begin.year, eind.year + 1)]
    norm = delen[0][0].norm
    return Aandeelverloop(
        zin=_zin(delen),
        kop=f"Aandeel naar {aan_wie(norm.doelgroep)} per kwartaal",
        kolommen=tuple(kolommen),
        treden=tuple(treden),
        rasters=tuple(Merk(punt(y(Fraction(w))), f"{w}%") for w in range(0, top + 1, stap)),
        jaren=tuple(Merk(deel(x(max(dag, begin))), str(dag.year)) for dag in jaren if dag < eind),
        vandaag=deel(x(op)) if begin < op < eind else None,
        as_y=as_y,
        hoogte=as_y + VOET,
        met_getallen=len(delen) <= MET_GETALLEN,
    )


def _zin(delen: Sequence[tuple[Stuk, Meting]]) -> str:
    normen: list[str] = []
    for stuk, _ in delen:
        tekst = norm_in_woorden(stuk.norm)
        if not normen or normen[-1] != tekst:
            normen.append(tekst)
    return f"Aandeel per kwartaal; de norm: {', dan '.join(normen)}."
