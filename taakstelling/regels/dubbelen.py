"""Is this plaatsing in the log already? A question, never a refusal: two singles may move on one day.

The same kenmerk, or the same gemeente, day and number of persons. Unit: personen.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

KENMERK = "hetzelfde kenmerk"
DAG = "dezelfde dag en evenveel personen"


@dataclass(frozen=True, slots=True)
class Kort:
    """What a plaatsing is recognised by, within one koppelgemeente."""

    kenmerk: str
    deel: int
    dag: date | None
    personen: int
    hoort_erbij: bool = False
    """Who join a household that is there already carry its kenmerk: that is meant."""


def lijkt_op(nieuw: Kort, al: Kort) -> str:
    """Why these two may be one and the same; empty when they are not.

    The same kenmerk and deel is no question: the act refuses that.
    """
    zelfde_kenmerk = bool(nieuw.kenmerk) and nieuw.kenmerk.casefold() == al.kenmerk.casefold()
    if zelfde_kenmerk and nieuw.deel == al.deel and nieuw.kenmerk == al.kenmerk:
        return ""
    if zelfde_kenmerk and not nieuw.hoort_erbij:
        return KENMERK
    if nieuw.dag is not None and (nieuw.dag, nieuw.personen) == (al.dag, al.personen):
        return DAG
    return ""


def dubbelen(nieuw: Kort, bekend: Iterable[tuple[int, Kort]]) -> list[tuple[int, str]]:
    """Of what is there (a number and what it is recognised by) all that may be this one, with the reason."""
    return [(nummer, reden) for nummer, al in bekend if (reden := lijkt_op(nieuw, al))]
