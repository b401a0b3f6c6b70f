"""The clock of a koppeling: 10 weeks to a home, 2 more to move, so 14 from the permit (COA takes 2 to couple).

COA policy and not law: a signal, not a legal status. A term that ends on a weekend or holiday moves to the first
working day after it. Also: when a household is old enough to be erased.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from taakstelling.regels.koppeling import Fase
from taakstelling.regels.werkdagen import eerste_werkdag, werkdagen

WEKEN_TOT_KOPPELING = 2
"""Weeks that COA takes from the permit to the koppeling."""
NADERT_WERKDAGEN = 10
"""From this many working days before the end of a term there is a signal."""
AMV_VOORAF = timedelta(days=90)
"""From so long before an amv turns 18 there is a signal: the home after the opvang of Nidos must be found."""
_MAANDEN_PER_JAAR = 12
_LAATSTE_DAG_OVERAL = 28


@dataclass(frozen=True, slots=True)
class Termijnen:
    """The terms a gemeente works with, in weeks; how long it keeps a household after the end, in months."""

    weken_woning: int = 10
    weken_verhuizing: int = 2
    bewaarmaanden: int = 24

    @property
    def weken_samen(self) -> int:
        return self.weken_woning + self.weken_verhuizing

    @property
    def weken_vanaf_vergunning(self) -> int:
        """14 with the terms of COA."""
        return self.weken_samen + WEKEN_TOT_KOPPELING


class Signaal(StrEnum):
    """How the clock stands."""

    OP_TIJD = "op-tijd"
    NADERT = "nadert"
    TE_LAAT = "te-laat"


def uiterlijk(gekoppeld_op: date, weken: int) -> date:
    """The last day of a term of so many weeks after the koppeling."""
    return eerste_werkdag(gekoppeld_op + timedelta(weeks=weken))


@dataclass(frozen=True, slots=True)
class Klok:
    """The two ends of the term of one koppeling."""

    woning_op: date
    verhuisd_op: date

    @classmethod
    def van(cls, gekoppeld_op: date, termijnen: Termijnen) -> "Klok":
        return cls(
            uiterlijk(gekoppeld_op, termijnen.weken_woning),
            uiterlijk(gekoppeld_op, termijnen.weken_samen),
        )

    def termijn(self, fase: Fase) -> date:
        """Which of the two counts now: a home that was accepted leaves only the moving."""
        return self.verhuisd_op if fase is Fase.VERHUIZEN else self.woning_op

    def signaal(self, fase: Fase, vandaag: date) -> Signaal:
        """On the last day itself one is still in time."""
        grens = self.termijn(fase)
        if vandaag > grens:
            return Signaal.TE_LAAT
        return Signaal.NADERT if werkdagen(vandaag, grens) < NADERT_WERKDAGEN else Signaal.OP_TIJD


def te_laat_tot_en_met(vandaag: date, weken: int) -> date:
    """The last day of koppeling of which the term is over today, so that the database can ask who is late."""
    dag = vandaag - timedelta(weeks=weken)
    while uiterlijk(dag, weken) >= vandaag:
        dag -= timedelta(days=1)
    return dag


def maanden_eerder(dag: date, maanden: int) -> date:
    """The same day so many months back; the 29th and later become the 28th, so that every month has it."""
    maand = dag.year * _MAANDEN_PER_JAAR + dag.month - 1 - maanden
    return date(maand // _MAANDEN_PER_JAAR, maand % _MAANDEN_PER_JAAR + 1, min(dag.day, _LAATSTE_DAG_OVERAL))


def wordt_binnenkort_achttien(achttien_op: date | None, vandaag: date) -> bool:
    """Whether the birthday is near or less than a month ago."""
    return achttien_op is not None and achttien_op - AMV_VOORAF <= vandaag <= achttien_op + timedelta(days=30)
