"""What made a stand change between two days: the terms of the ledger that differ, which add up to the difference.

The stand at the end of a half-year is a plain sum of its terms and of the stand it began with, and that one is most
often the end of the half-year before. So the difference between two ledgers of one gemeente is the sum of the
differences of the terms, half-year after half-year back to where the stand was begun anew. All numbers are personen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from taakstelling.regels.grootboek import Stand
from taakstelling.regels.halfjaar import Halfjaar


class Term(StrEnum):
    """A term of the stand, under the name it has on a `Stand`."""

    BEGIN = "stand_begin"
    TAAKSTELLING = "gepubliceerd"
    HERVERDELING = "herverdeling"
    VRIJSTELLING = "vrijstelling"
    CORRECTIE = "correctie"
    HERINDELING = "herindeling"
    NAGEKOMEN = "nagekomen"
    REALISATIE = "realisatie"


@dataclass(frozen=True, slots=True)
class Verschil:
    """One term of one half-year that was another number then than it is now."""

    term: Term
    toen: Stand
    nu: Stand

    @property
    def halfjaar(self) -> Halfjaar:
        return self.nu.halfjaar

    @property
    def was(self) -> int | None:
        return _waarde(self.toen, self.term)

    @property
    def werd(self) -> int | None:
        return _waarde(self.nu, self.term)

    @property
    def bedrag(self) -> int | None:
        """What it did to the stand; None when the term was or is unknown. A higher taakstelling lowers the stand."""
        if self.was is None or self.werd is None:
            return None
        return (self.was - self.werd) if self.term is Term.TAAKSTELLING else (self.werd - self.was)


Pad = list[tuple[Stand, Stand]]


def pad(toen: Mapping[Halfjaar, Stand], nu: Mapping[Halfjaar, Stand], halfjaar: Halfjaar) -> Pad:
    """The lines then and now that the stand at the end of this half-year is built of, newest first.

    `toen` and `nu` are the lines of one gemeente. The path ends where the stand was begun anew, then or now.
    """
    uit: Pad = []
    gaat_verder: Halfjaar | None = halfjaar
    while gaat_verder is not None and gaat_verder in toen and gaat_verder in nu:
        was, werd = toen[gaat_verder], nu[gaat_verder]
        uit.append((was, werd))
        vorige = _vorige(gaat_verder)
        over = vorige is not None and _gaat_over(toen, vorige, was) and _gaat_over(nu, vorige, werd)
        gaat_verder = vorige if over else None
    return uit


def verschillen(lijnen: Pad) -> list[Verschil]:
    """The terms on this path that are another number now, newest half-year first.

    When both stands are known, the amounts are all known and add up to the difference exactly.
    """
    uit = [
        Verschil(term, was, werd)
        for was, werd in lijnen
        for term in Term
        if term is not Term.BEGIN and _waarde(was, term) != _waarde(werd, term)
    ]
    if lijnen and lijnen[-1][0].stand_begin != lijnen[-1][1].stand_begin:
        uit.append(Verschil(Term.BEGIN, *lijnen[-1]))
    return uit


def som(verschillen: Iterable[Verschil]) -> int | None:
    """What they did to the stand together; None as soon as one amount is unknown."""
    bedragen = [verschil.bedrag for verschil in verschillen]
    return None if None in bedragen else sum(bedrag for bedrag in bedragen if bedrag is not None)


def _waarde(stand: Stand, term: Term) -> int | None:
    waarde: int | None = getattr(stand, term.value)
    return waarde


def _gaat_over(regels: Mapping[Halfjaar, Stand], vorige: Halfjaar, regel: Stand) -> bool:
    """Whether there is a line before this one, and this one begins with what that one ended with."""
    return vorige in regels and regels[vorige].stand_eind == regel.stand_begin


def _vorige(halfjaar: Halfjaar) -> Halfjaar | None:
    try:
        return halfjaar.vorige
    except ValueError:
        return None
