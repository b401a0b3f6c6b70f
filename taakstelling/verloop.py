"""The course of one half-year: persons housed so far, day by day, by the own count. Unit: personen."""

from datetime import date
from itertools import accumulate
from typing import Unpack

from django.db.models import Sum

from organisaties.models import Gemeente, Lidmaatschap
from organisaties.regels.tijd import Zicht
from taakstelling.cijfers import geteld_op
from taakstelling.models import Plaatsing
from taakstelling.regels.halfjaar import Halfjaar


def verloop_van(
    lid: Lidmaatschap | None, gemeente: Gemeente, halfjaar: Halfjaar, **zicht: Unpack[Zicht]
) -> list[tuple[date, int]]:
    """(day, persons housed up to and including that day) for every day on which somebody was housed."""
    per_dag = (
        Plaatsing.objects.zichtbaar_voor(lid)
        .bekend(zicht.get("bekend_op"))
        .filter(geteld_op(Plaatsing, zicht.get("peildatum")))
        .filter(koppelgemeente=gemeente, halfjaar=halfjaar, meegeteld__gt=0)
        .order_by("teldatum")
        .values_list("teldatum")
        .annotate(Sum("meegeteld"))
    )
    dagen = list(per_dag)
    return list(zip([dag for dag, _ in dagen], accumulate(aantal for _, aantal in dagen), strict=True))
