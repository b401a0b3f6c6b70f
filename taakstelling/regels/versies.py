"""Which version of a prognose or a taakstelling counts.

The national number is published, and sometimes raised or lowered in mid-period (2013-1, 2023-2, 2025-1); letters that
were sent keep their numbers, but from then on the new version counts. An indicatieve prognose is announced ahead of
the real one and never counts.

The order, a total one, in which the last version counts:

1. Two versions with a date: by date.
2. A version without a date comes after every dated version of a lower status (vastgesteld is lower than bijgesteld),
   and after the dated versions of its own status that were recorded before it. It so takes the latest of their dates
   as its own, or the beginning of time if there are none.
3. On the same date bijgesteld comes after vastgesteld; then the one recorded last.

So an undated bijgesteld beats every vastgestelde, whichever was recorded first; an undated version beats those of its
own status that were recorded before it; and without any dates at all only status and recording order are left.
"""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Protocol, TypeVar


class Status(StrEnum):
    """How firm a published number is. The values are those of the import files."""

    INDICATIEF = "indicatief"
    VASTGESTELD = "vastgesteld"
    BIJGESTELD = "bijgesteld"


_RANG = {Status.INDICATIEF: 0, Status.VASTGESTELD: 1, Status.BIJGESTELD: 2}


class Versie(Protocol):
    """What this module needs to know of a version; a database row or a small dataclass will do."""

    @property
    def status(self) -> str:
        """One of `Status`; another value is a ValueError."""

    @property
    def datum(self) -> dt.date | None:
        """The day it was published (prognose) or vastgesteld (taakstelling), None when not known."""

    @property
    def volgorde(self) -> Any:
        """The order of recording, unique among the versions of one number (a primary key will do)."""


V = TypeVar("V", bound=Versie)


def geldende(versies: Iterable[V]) -> V | None:
    """Give the version that counts; None if there is none or if all are indicatief (then the number is unknown)."""
    return _laatste([versie for versie in versies if Status(versie.status) is not Status.INDICATIEF])


def nieuwste_indicatieve(versies: Iterable[V]) -> V | None:
    """Give the newest indicatieve version, to show beside an unknown number; it never counts."""
    return _laatste([versie for versie in versies if Status(versie.status) is Status.INDICATIEF])


def op_volgorde(versies: Iterable[V]) -> list[V]:
    """Sort for display: first the indicatieve, then the others, so that the one that counts (if any) is last."""
    alle = list(versies)
    indicatief = [versie for versie in alle if Status(versie.status) is Status.INDICATIEF]
    overige = [versie for versie in alle if Status(versie.status) is not Status.INDICATIEF]
    return _gesorteerd(indicatief) + _gesorteerd(overige)


def _laatste(versies: list[V]) -> V | None:
    # Nearly every number has one version, and a page asks this for a whole country.
    if len(versies) <= 1:
        return versies[0] if versies else None
    return _gesorteerd(versies)[-1]


def _gesorteerd(versies: list[V]) -> list[V]:
    gedateerd = [
        (versie.datum, _RANG[Status(versie.status)], versie.volgorde) for versie in versies if versie.datum is not None
    ]

    def sleutel(versie: V) -> tuple[dt.date, int, int]:
        rang = _RANG[Status(versie.status)]
        datum = versie.datum or max(
            (ander for ander, r, volgorde in gedateerd if (r, volgorde) < (rang, versie.volgorde)),
            default=dt.date.min,
        )
        return datum, rang, versie.volgorde

    return sorted(versies, key=sleutel)
