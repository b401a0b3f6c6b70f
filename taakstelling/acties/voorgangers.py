"""Households coupled to a gemeente that ended: whoever is housed after the herindeling counts for the successor."""

from collections.abc import Iterable, Iterator, Sequence

from organisaties.models import Opvolging
from taakstelling.models import Huishouden

_STUK = 500
Sleutel = tuple[int, str]


def bij_voorgangers(sleutels: Iterable[Sleutel]) -> dict[Sleutel, Huishouden]:
    """By (pk of the successor, kenmerk): the coupled household of a predecessor with that kenmerk.

    Two predecessors with the same kenmerk give nothing: we do not guess who moved in.
    """
    gezocht = set(sleutels)
    opvolgers: dict[int, list[int]] = {}
    for van, naar in Opvolging.objects.filter(naar__in={pk for pk, _ in gezocht}).values_list("van_id", "naar_id"):
        opvolgers.setdefault(van, []).append(naar)
    if not opvolgers:
        return {}
    gevonden: dict[Sleutel, list[Huishouden]] = {}
    for kenmerken in _stukken(sorted({kenmerk for _, kenmerk in gezocht})):
        rijen = Huishouden.objects.filter(koppelgemeente__in=opvolgers, kenmerk__in=kenmerken)
        for huishouden in rijen.filter(koppelingen__isnull=False, koppelingen__ingetrokken_op=None):
            for naar in opvolgers[huishouden.koppelgemeente_id]:
                gevonden.setdefault((naar, huishouden.kenmerk), []).append(huishouden)
    return {s: huishoudens[0] for s, huishoudens in gevonden.items() if s in gezocht and len(huishoudens) == 1}


def _stukken(kenmerken: Sequence[str]) -> Iterator[Sequence[str]]:
    for i in range(0, len(kenmerken), _STUK):
        yield kenmerken[i : i + _STUK]
