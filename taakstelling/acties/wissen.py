"""Erasing households after their term: the personal rows go, the counts stay."""

from collections.abc import Mapping

from django.db import transaction

from organisaties import logboek
from organisaties.models import Gemeente, Lidmaatschap
from organisaties.toegang import eis
from taakstelling import wissen
from taakstelling.models import Huishouden
from taakstelling.toegang import mag_huishouden_wijzigen

_STUK = 200


@transaction.atomic
def wis_huishoudens(*, door: Lidmaatschap | None, gemeente: Gemeente, nummers: list[int]) -> Mapping[str, int]:
    """Erase these households of one gemeente, with what the apps above keep about them.

    Koppeling, steps and plaatsingen stay, without the link: every count is what it was. Gives how
    many rows were erased per kind. Raises GeenToegang.
    """
    eis(mag_huishouden_wijzigen(door, gemeente))
    rijen = Huishouden.objects.filter(koppelgemeente=gemeente, pk__in=nummers)
    pks = list(rijen.select_for_update().order_by("pk").values_list("pk", flat=True))
    if not pks:
        return {}
    anders = {naam: wisser(pks) for naam, wisser in wissen.wissers().items()}
    for i in range(0, len(pks), _STUK):
        Huishouden.objects.filter(pk__in=pks[i : i + _STUK]).delete()
    logboek.schrijf(
        door=door, handeling="huishoudens gewist", op=Huishouden, gemeente=gemeente, huishoudens=pks, anders=anders
    )
    return {"huishoudens": len(pks), **anders}
