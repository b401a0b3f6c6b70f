"""A number of homes shared out by what each corporatie owns, beside what it let this year. Unit: woningen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count

from afspraken.aandelen import Bereik
from afspraken.models import Bezit, VrijgekomenWoning
from afspraken.overzicht.bereiken import andere_lezingen
from afspraken.regels.normen import Normdoelgroep
from afspraken.regels.verdeling import Deel, verdeel
from organisaties.models import Lidmaatschap


@dataclass(frozen=True, slots=True)
class Verdeelregel:
    """One corporatie's part of the year, and what it let so far; None where the reader may not see that."""

    corporatie: Any
    deel: Deel
    verhuurd: int | None

    @property
    def verschil(self) -> int | None:
        """Negative: still to let this year (achterstand); positive: more than its part (voorsprong)."""
        return None if self.verhuurd is None else self.verhuurd - self.deel.aantal


def bezit_op(bereik: Bereik, dag: date, *, bekend_op: date | None = None) -> dict[int, Bezit]:
    """By corporatie the last bezit recorded in this gemeente for that day or before."""
    if bereik.gemeente is None:
        return {}
    rijen = Bezit.objects.bekend(bekend_op).filter(gemeente=bereik.gemeente, peildatum__lte=dag)
    return {rij.corporatie_id: rij for rij in rijen.order_by("peildatum").select_related("corporatie")}


def verdeling_van(
    bereik: Bereik,
    lid: Lidmaatschap | None,
    aantal: int,
    bezit: Mapping[str, int],
    vandaag: date,
    groep: Normdoelgroep = Normdoelgroep.STATUSHOUDERS,
) -> list[Verdeelregel]:
    """Each part of `aantal` with what was let to `groep` from 1 January up to and including today: four queries."""
    namen = {str(lezing.corporatie.pk): lezing.corporatie for lezing in andere_lezingen(bereik, None)}
    ziet = {lezing.corporatie.pk for lezing in andere_lezingen(bereik, lid) if lezing.corporatie is not None}
    dit_jaar = {"verhuurd_op__gte": date(vandaag.year, 1, 1), "verhuurd_op__lt": vandaag + timedelta(days=1)}
    rijen = bereik.woningen(VrijgekomenWoning.objects.bekend()).filter(
        doelgroep__in=sorted(groep.doelgroepen), onttrokken_op=None, **dit_jaar
    )
    verhuurd = dict(rijen.order_by().values_list("corporatie").annotate(Count("pk")))
    return [
        Verdeelregel(namen[deel.naam], deel, verhuurd.get(int(deel.naam), 0) if int(deel.naam) in ziet else None)
        for deel in verdeel(aantal, bezit)
    ]
