"""What all pictures measure with."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

TEKENBREEDTE = 8.4
ANDERE_BREEDTES = dict.fromkeys(" .,:'ijl", 4.5) | dict.fromkeys("frt", 5.5) | dict.fromkeys("mw", 12.5)
"""How wide characters are at most, in pixels: the bold of the typeface of the pictures at 14 pixels."""
LUCHT = 8
"""Pixels between two labels on one line."""


def deel(waarde: Fraction | float) -> str:
    """A share of the width as SVG wants it; never with a comma, whatever the language."""
    return f"{float(waarde) * 100:.3f}".rstrip("0").rstrip(".") + "%"


def punt(waarde: Fraction | float) -> str:
    """A number of pixels as SVG wants it."""
    return f"{float(waarde):.2f}".rstrip("0").rstrip(".")


def mooie_stap(hoogste: int, stappen: int = 4) -> int:
    """The smallest step of 1, 2 or 5 times a power of ten that reaches `hoogste` in so many steps."""
    macht = 1
    while True:
        for basis in (1, 2, 5):
            if basis * macht * stappen >= hoogste:
                return basis * macht
        macht *= 10


@dataclass(frozen=True, slots=True)
class Etiket:
    """A text at a place on the width, before it has got its line."""

    tekst: str
    plek: Fraction
    soort: str
    anker: str = "start"

    @property
    def breedte(self) -> float:
        return sum(ANDERE_BREEDTES.get(teken, TEKENBREEDTE) for teken in self.tekst)


@dataclass(frozen=True, slots=True)
class Geplaatst:
    """A label on its line (0 is nearest to the picture). `tik` is where what it names is, `x` where its text hangs."""

    tekst: str
    soort: str
    anker: str
    plek: Fraction
    tik_plek: Fraction
    rij: int

    @property
    def x(self) -> str:
        return deel(self.plek)

    @property
    def tik(self) -> str:
        return deel(self.tik_plek)


def plaats(etiketten: Sequence[Etiket], breedte: int) -> list[Geplaatst]:
    """Give each label, in this order, a line so that at `breedte` pixels or more none overlap and none stick out.

    Text keeps its size while places move apart, so what fits at this width fits at every greater one. Nor does the
    tick of a label on a further line run through one on a nearer line.
    """
    bezet: list[list[tuple[float, float]]] = []
    tikken: list[tuple[int, float]] = []
    uit: list[Geplaatst] = []
    for etiket in etiketten:
        anker, plek, links = _binnen(etiket, breedte)
        rechts = links + etiket.breedte
        tik = float(etiket.plek) * breedte

        def vrij(rij: int, links: float = links, rechts: float = rechts, tik: float = tik) -> bool:
            naast = all(rechts + LUCHT <= begin or eind + LUCHT <= links for begin, eind in bezet[rij])
            eigen = any(begin < tik < eind for lager in bezet[:rij] for begin, eind in lager)
            ander = any(links < hun_tik < rechts for hun_rij, hun_tik in tikken if hun_rij > rij)
            return naast and not eigen and not ander

        rij = next((r for r in range(len(bezet)) if vrij(r)), len(bezet))
        if rij == len(bezet):
            bezet.append([])
        bezet[rij].append((links, rechts))
        tikken.append((rij, tik))
        uit.append(Geplaatst(etiket.tekst, etiket.soort, anker, plek, etiket.plek, rij))
    return uit


def _binnen(etiket: Etiket, breedte: int) -> tuple[str, Fraction, float]:
    """The anchor, the place and the left edge in pixels of a label that must stay within the width."""
    plek, lang = etiket.plek, etiket.breedte
    verschuiving = {"start": 0.0, "middle": -lang / 2, "end": -lang}
    links = float(plek) * breedte + verschuiving[etiket.anker]
    if links < 0:
        return "start", Fraction(0), 0.0
    if links + lang > breedte:
        return "end", Fraction(1), max(0.0, breedte - lang)
    return etiket.anker, plek, links
