"""What a gemeente gets back after every entry: the stand, what is left of the opgave, and the pace needed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Unpack

from organisaties.models import Gemeente, Lidmaatschap
from organisaties.regels.tijd import Zicht
from taakstelling.cijfers import leeg, standen_voor
from taakstelling.regels.grootboek import Stand
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.tempo import op_schema, rond_half_op, tempo_nodig, weken_tot


@dataclass(frozen=True, slots=True)
class Voortgang:
    """One ledger line seen from a day `op`: is the gemeente on pace? Persons, and persons per week."""

    gemeente: Gemeente
    stand: Stand
    op: date

    @property
    def loopt(self) -> bool:
        """Whether the half-year is still going on at `op`."""
        return self.stand.halfjaar.bevat(self.op)

    @property
    def begonnen(self) -> bool:
        """Whether the half-year has begun at `op`; before that there is nothing to count."""
        return self.stand.halfjaar.begin <= self.op

    @property
    def nog(self) -> int | None:
        return self.stand.nog

    @property
    def schema(self) -> int | None:
        """Persons that should have been housed by now, a sixth of the opgave a month."""
        opgave = self.stand.opgave
        return None if opgave is None else op_schema(opgave, self.stand.halfjaar, self.op)

    @property
    def voor_op_schema(self) -> int | None:
        """Persons ahead of schedule; negative is behind."""
        if self.schema is None or self.stand.realisatie is None:
            return None
        return self.stand.realisatie - self.schema

    @property
    def achter_op_schema(self) -> int | None:
        """Persons behind schedule; nil or less when on it."""
        return None if self.voor_op_schema is None else -self.voor_op_schema

    @property
    def per_week(self) -> Fraction | None:
        """The pace that still meets the opgave; None when that is unknown or no time is left."""
        if self.stand.opgave is None or self.stand.realisatie is None:
            return None
        return tempo_nodig(self.stand.opgave, self.stand.realisatie, self.op, self.stand.halfjaar.peildatum)

    @property
    def per_week_tekst(self) -> str:
        """ "1,4", rounded to one decimal, half up; empty when there is no pace to give."""
        if self.per_week is None:
            return ""
        tienden = rond_half_op(self.per_week * 10)
        return f"{tienden // 10},{tienden % 10}"

    @property
    def weken(self) -> int:
        """Whole weeks left, rounded up."""
        return -(-weken_tot(self.op, self.stand.halfjaar.peildatum) // 1)


def voortgang_van(
    lid: Lidmaatschap | None, gemeenten: Iterable[Gemeente], halfjaar: Halfjaar, op: date, **zicht: Unpack[Zicht]
) -> list[Voortgang]:
    """The progress of these gemeenten in one half-year, as this membership may see it."""
    rij = list(gemeenten)
    standen = standen_voor(lid, rij, halfjaar, halfjaar, **zicht)
    return [Voortgang(g, standen.get((g.code, halfjaar)) or leeg(g.code, halfjaar), op) for g in rij]
