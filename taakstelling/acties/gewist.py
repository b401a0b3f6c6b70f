"""A list that is sent again does not record again what was erased: its kenmerk is gone, its counts are not."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from organisaties.overnemen import Vergelijking


def herken_gewiste(
    rijen: Sequence[Any], vergelijking: Vergelijking, *, datum: str, waarden: Callable[[Any], Hashable]
) -> Vergelijking:
    """Rows of a household that seems new, but of which an erased fact says exactly the same, are there already.

    `datum` is the field with the day of the row. Two rows need two erased facts. One query.
    """
    nieuw = [i for i, rij in enumerate(rijen) if vergelijking.oud[i] is None and _onbekend(rij)]
    if not nieuw:
        return vergelijking
    dagen = [getattr(rijen[i], datum) for i in nieuw]
    gewist = (
        type(rijen[0])
        .objects.bekend()
        .filter(
            huishouden=None,
            dossier__isnull=False,
            koppelgemeente__in={rijen[i].koppelgemeente_id for i in nieuw},
            **{f"{datum}__range": (min(dagen), max(dagen))},
        )
    )

    def sleutel(rij: Any) -> Hashable:
        return rij.koppelgemeente_id, getattr(rij, datum), getattr(rij, "deel", 1), waarden(rij)

    vrij: dict[Hashable, list[Any]] = {}
    for feit in gewist:
        vrij.setdefault(sleutel(feit), []).append(feit)
    oud, gelijk = list(vergelijking.oud), list(vergelijking.gelijk)
    for i in nieuw:
        if gevonden := vrij.get(sleutel(rijen[i])):
            oud[i], gelijk[i] = gevonden.pop(), True
    return Vergelijking(oud, gelijk)


def _onbekend(rij: Any) -> bool:
    return rij.huishouden is not None and rij.huishouden.pk is None
