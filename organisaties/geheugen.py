"""Remembering what a page says, for as long as nothing was recorded.

Every act writes a line in the logboek in its own transaction. So the newest lines say whether anything changed since,
and asking for them costs one small query. Nothing is remembered inside a transaction: there the
newest lines may still be taken back.
"""

import hashlib
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache import caches
from django.db import connection
from django.db.models import Count, Max, Subquery

from organisaties.models import Logregel

T = TypeVar("T")
SECONDEN = 60
# Of two acts at once the first to begin may be the last to end; so many lines back it is still seen.
_TERUG = 1000


def onthoud(sleutel: tuple[Any, ...], maak: Callable[[], T]) -> T:
    """What `maak` gives, or gave before under this key while the logboek stood where it stands now."""
    if connection.in_atomic_block:
        return maak()
    kort = hashlib.sha256(repr((connection.settings_dict["NAME"], _stempel(), sleutel)).encode()).hexdigest()
    geheugen = caches["cijfers"]
    gevonden: T | None = geheugen.get(kort)
    if gevonden is None:
        gevonden = maak()
        geheugen.set(kort, gevonden, SECONDEN)
    return gevonden


def _stempel() -> tuple[int | None, int]:
    """The number of the newest line, and how many of the last thousand there are."""
    nieuwste = Logregel.objects.order_by("-pk").values("pk")[:1]
    laatste = Logregel.objects.filter(pk__gt=Subquery(nieuwste) - _TERUG).order_by()
    uitkomst = laatste.aggregate(nieuwste=Max("pk"), aantal=Count("pk"))
    return uitkomst["nieuwste"], uitkomst["aantal"]
