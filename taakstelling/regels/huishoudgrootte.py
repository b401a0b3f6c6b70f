"""From personen to huishoudens and woningen, by what a gemeente itself housed in a year. Never a fixed factor.

A woning is what stands empty before somebody can move in: nareizigers who join their family need none, nor does who
lives in a doorstroomlocatie or in the opvang of Nidos (`telling.VORMEN`). Of kamerbewoning every household is taken
for one woning; where several share a home it takes fewer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from taakstelling.regels.telling import VORMEN, Huisvestingsvorm

MINSTE_HUISHOUDENS = 10
"""Of fewer huishoudens one large family decides what the mean is; then none is given."""


@dataclass(frozen=True, slots=True)
class Gehuisvest:
    """One placement: the personen who count, and whether all of them are nareizigers to somebody housed before.

    `dossier`: the number of the huishouden, the same for all its parts. None: a huishouden of its own.
    """

    personen: int
    vorm: str
    alleen_nareizigers: bool = False
    dossier: int | None = None


@dataclass(frozen=True, slots=True)
class Grootte:
    """What was housed in a period: personen, the huishoudens they came in, and the woningen that took."""

    personen: int
    huishoudens: int
    woningen: int

    @property
    def genoeg(self) -> bool:
        """Whether a mean over so many huishoudens says anything."""
        return self.huishoudens >= MINSTE_HUISHOUDENS and self.woningen > 0

    @property
    def per_huishouden(self) -> Fraction | None:
        """The mean number of personen a huishouden comes to count for, nareizigers included; None: too few."""
        return Fraction(self.personen, self.huishoudens) if self.genoeg else None

    def in_huishoudens(self, personen: Fraction | int) -> Fraction | None:
        """So many personen, in huishoudens."""
        return Fraction(personen) * self.huishoudens / self.personen if self.genoeg else None

    def in_woningen(self, personen: Fraction | int) -> Fraction | None:
        """So many personen, in woningen."""
        return Fraction(personen) * self.woningen / self.personen if self.genoeg else None


def grootte_van(plaatsingen: Iterable[Gehuisvest]) -> Grootte:
    """Add up the placements of a period; what does not count (no personen) adds nothing."""
    personen = 0
    # Per huishouden whether it took a home. In parts it is one all the same, and may well live in one home.
    vraagt: dict[tuple[int | None, int], bool] = {}
    for nummer, plaatsing in enumerate(plaatsingen):
        if not plaatsing.personen:
            continue
        personen += plaatsing.personen
        if not plaatsing.alleen_nareizigers:
            wie = (plaatsing.dossier, nummer if plaatsing.dossier is None else 0)
            vraagt[wie] = vraagt.get(wie, False) or VORMEN[Huisvestingsvorm(plaatsing.vorm)].vraagt_woning
    return Grootte(personen, len(vraagt), sum(vraagt.values()))
