"""Recording vacated homes, one or a whole month's list."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from afspraken.models import VrijgekomenWoning
from afspraken.toegang import mag_woning_vastleggen
from organisaties import logboek
from organisaties.models import Invoerbestand, Lidmaatschap
from organisaties.overnemen import Telling, Vergelijking, neem_over, vergelijk
from organisaties.toegang import eis

_WAARDEN = (
    "gemeente_id",
    "wijk",
    "vrij_op",
    "gereserveerd_op",
    "verhuurd_op",
    "onttrokken_op",
    "kamers",
    "huurklasse",
    "doelgroep",
    "nieuwbouw",
    "flex",
    "onzelfstandig",
)


def vergelijk_woningen(woningen: Sequence[VrijgekomenWoning]) -> Vergelijking:
    """Lay homes beside those that are valid now, by corporatie and kenmerk."""
    corporaties = {woning.corporatie_id for woning in woningen}

    def bestaand(_: Any) -> list[Any]:
        return list(VrijgekomenWoning.objects.bekend().filter(corporatie__in=corporaties))

    return vergelijk(
        woningen,
        bestaand=bestaand,
        sleutel=lambda woning: (woning.corporatie_id, woning.kenmerk),
        waarden=lambda woning: tuple(getattr(woning, veld) for veld in _WAARDEN),
    )


@transaction.atomic
def leg_woningen_vast(
    *,
    door: Lidmaatschap | None,
    woningen: Sequence[VrijgekomenWoning],
    invoerbestand: Invoerbestand | None = None,
    op: datetime | None = None,
) -> Telling:
    """Record homes, not yet saved: the same again is skipped, other values under the same kenmerk replace.

    Raises GeenToegang and AlGewijzigd.
    """
    for corporatie in {woning.corporatie_id: woning.corporatie for woning in woningen}.values():
        eis(mag_woning_vastleggen(door, corporatie))
    if not woningen:
        return Telling()
    telling = neem_over(woningen, vergelijk_woningen(woningen), door=door, invoerbestand=invoerbestand, op=op)
    if telling.gewijzigd and invoerbestand is None:
        logboek.schrijf(
            door=door,
            handeling="vrijgekomen woningen vastgelegd",
            op=woningen[0] if len(woningen) == 1 else VrijgekomenWoning,
            gemeente=woningen[0].gemeente if len({w.gemeente_id for w in woningen}) == 1 else None,
            nieuw=telling.nieuw,
            vervangen=telling.vervangen,
        )
    return telling
