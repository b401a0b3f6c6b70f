"""Looking back: of which day a page shows the situation, and what was known then. The caller gives the clock."""

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TypedDict

EERSTE_DAG = dt.date(1996, 1, 1)
"""No page goes further back: every half-year shown has one before it, and the ledger knows none before 1995."""

_MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_NEDERLANDS = re.compile(r"([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4})")
_GETOOND = 20


class Zicht(TypedDict, total=False):
    """What a reader of the ledger is told about time; None, or left out, is now."""

    bekend_op: dt.date | None
    peildatum: dt.date | None


def gedaan_op(*, peildatum: dt.date | None = None, bekend_op: dt.date | None = None) -> dt.date | None:
    """The last day whose acts show; None: all. An act is done and known on one day, so the earlier of the two."""
    return min((dag for dag in (peildatum, bekend_op) if dag is not None), default=None)


@dataclass(frozen=True, slots=True)
class Tijd:
    """The day a page is about (`vandaag`), and how far back it looks; both None is the page of today.

    `peildatum`: the day of the situation, so who was housed by then. `bekend_op`: only what was recorded by the end of
    that day (Europe/Amsterdam). `problemen`: what was asked and left out, in words for the reader.
    """

    vandaag: dt.date
    peildatum: dt.date | None = None
    bekend_op: dt.date | None = None
    problemen: tuple[str, ...] = ()

    @property
    def terug(self) -> bool:
        """Whether the page shows anything else than today."""
        return self.peildatum is not None or self.bekend_op is not None

    @property
    def zicht(self) -> Zicht:
        """The same as arguments: `standen_voor(..., **tijd.zicht)`."""
        return {"bekend_op": self.bekend_op, "peildatum": self.peildatum}

    @property
    def gedaan_op(self) -> dt.date | None:
        """The last day of which the page shows what was decided, sent or answered; None: everything."""
        return gedaan_op(**self.zicht)

    @property
    def vraag(self) -> dict[str, str]:
        """What the address says of it."""
        dagen = {"peildatum": self.peildatum, "bekend_op": self.bekend_op}
        return {naam: dag.isoformat() for naam, dag in dagen.items() if dag is not None}

    @property
    def zin(self) -> str:
        """What the reader looks at, in a sentence; empty when that is simply today."""
        if self.bekend_op is None:
            return f"U ziet de stand van {voluit(self.vandaag)}, met wat nu bekend is." if self.terug else ""
        if self.peildatum is None:
            return f"U ziet de stand van {voluit(self.vandaag)}, zoals die toen bekend was."
        return f"U ziet de stand van {voluit(self.vandaag)}, met wat op {voluit(self.bekend_op)} bekend was."

    def met_probleem(self, zin: str) -> "Tijd":
        return replace(self, problemen=(*self.problemen, zin))


def voluit(dag: dt.date) -> str:
    """1 juli 2024"""
    return f"{dag.day} {_MAANDEN[dag.month - 1]} {dag.year}"


def lees_tijd(peildatum: str, bekend_op: str, vandaag: dt.date) -> Tijd:
    """What an address asks, as jjjj-mm-dd or dd-mm-jjjj. What cannot be is left out and named; today is simply now.

    With only `bekend_op` the page is about that day too: nobody knew then how it would go on.
    """
    problemen: list[str] = []
    dag = _lees(
        peildatum,
        vandaag,
        problemen,
        f"De dag {{}} moet nog komen. U ziet de stand van vandaag, {voluit(vandaag)}.",
    )
    kennis = _lees(
        bekend_op,
        vandaag,
        problemen,
        "Wat op {} bekend zal zijn, weet nog niemand. U ziet wat nu bekend is.",
    )
    return Tijd(dag or kennis or vandaag, dag, kennis, tuple(problemen))


def _lees(tekst: str, vandaag: dt.date, problemen: list[str], toekomst: str) -> dt.date | None:
    tekst = tekst.strip()
    if not tekst:
        return None
    dag = _datum(tekst)
    if dag is None:
        kort = tekst if len(tekst) <= _GETOOND else f"{tekst[:_GETOOND]}…"
        problemen.append(f"“{kort}” is geen datum. Kies een dag, bijvoorbeeld {voluit(vandaag)}.")
    elif dag < EERSTE_DAG:
        problemen.append(f"{voluit(dag)} is te lang geleden. Kies een dag vanaf {voluit(EERSTE_DAG)}.")
    elif dag > vandaag:
        problemen.append(toekomst.format(voluit(dag)))
    elif dag < vandaag:
        return dag
    return None


def _datum(tekst: str) -> dt.date | None:
    if gevonden := _ISO.fullmatch(tekst):
        jaar, maand, dag = map(int, gevonden.groups())
    elif gevonden := _NEDERLANDS.fullmatch(tekst):
        dag, maand, jaar = map(int, gevonden.groups())
    else:
        return None
    try:
        return dt.date(jaar, maand, dag)
    except ValueError:
        return None
