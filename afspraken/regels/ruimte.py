"""How many more homes may or must go to the doelgroep, in whole homes. Unit: woningen.

Two questions, each with an exact answer:
- of the *next* homes that are let (`eerstvolgende`): how many, one after another, may still go to the doelgroep, or
  must before the norm is met;
- of a given number of homes that will still be let (`van_de_komende`): how many of them may, or must.
A norm in numbers asks neither for a noemer: there the rest is simply the norm less what there is.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from afspraken.regels.normen import Meting, Normregel, Normsoort

_NAAR_BOVEN_BEGRENSD = frozenset({Normsoort.MAXIMUM, Normsoort.SIGNAALWAARDE})


def is_plafond(soort: Normsoort) -> bool:
    """Whether staying under is right: a maximum and a signaalwaarde. Of a minimum and a streefwaarde it is wrong."""
    return soort in _NAAR_BOVEN_BEGRENSD


def grens_in_woningen(norm: Normregel, noemer: int) -> Fraction:
    """What the norm is in homes when so many are counted; it need not be a whole number."""
    if norm.aantal is not None:
        return Fraction(norm.aantal)
    return (norm.percentage or Fraction(0)) * noemer / 100


@dataclass(frozen=True, slots=True)
class Ruimte:
    """`aantal` homes may (plafond) or must (not plafond) go to the doelgroep. None: no number of homes is enough, or
    every number is allowed (`onbegrensd`)."""

    plafond: bool
    aantal: int | None
    onbegrensd: bool = False
    eerst_anderen: int = 0
    """Over a maximum: so many homes must first go to others, before the share is within it again."""


def eerstvolgende(norm: Normregel, meting: Meting) -> Ruimte:
    """Of the next homes to be let, all to the doelgroep: the most that stay within a plafond, or the fewest that reach
    a minimum: the largest (smallest) k with (teller + k) / (noemer + k) at most (at least) the percentage.
    """
    plafond = is_plafond(norm.soort)
    if norm.aantal is not None:
        return Ruimte(plafond, max(0, norm.aantal - meting.teller))
    p = (norm.percentage or Fraction(0)) / 100
    afstand = p * meting.noemer - meting.teller  # homes under the norm now; negative is above it
    if plafond:
        if p == 1:
            return Ruimte(plafond, None, onbegrensd=True)
        if afstand < 0:
            return Ruimte(plafond, 0, eerst_anderen=ceil(-afstand / p) if p else 0)
        return Ruimte(plafond, floor(afstand / (1 - p)))
    if afstand <= 0:
        return Ruimte(plafond, 0)
    return Ruimte(plafond, None if p == 1 else ceil(afstand / (1 - p)))


@dataclass(frozen=True, slots=True)
class Komend:
    """Of `verwacht` homes still to be let `aantal` may or must go to the doelgroep; `tekort` is what is left over."""

    plafond: bool
    verwacht: int
    aantal: int
    tekort: int


def van_de_komende(norm: Normregel, meting: Meting, verwacht: int) -> Komend:
    """With so many more homes let: the most to the doelgroep within a plafond, or the fewest that reach a minimum.

    `tekort`: homes over the plafond even when none goes to the doelgroep; homes short of a minimum even when all do.
    """
    grens = grens_in_woningen(norm, meting.noemer + verwacht)
    if is_plafond(norm.soort):
        mag = floor(grens) - meting.teller
        return Komend(True, verwacht, min(verwacht, max(0, mag)), max(0, -mag))
    moet = max(0, ceil(grens) - meting.teller)
    return Komend(False, verwacht, min(verwacht, moet), max(0, moet - verwacht))


def verwacht_in_tempo(noemer: int, gedaan: int, nog: int) -> int:
    """How many homes will be let in `nog` days if it goes on as in the `gedaan` days before; rounded down."""
    return noemer * nog // gedaan if gedaan > 0 else 0
