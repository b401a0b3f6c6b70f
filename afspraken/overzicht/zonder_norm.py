"""Gemeenten and regios where no norm is in force in a year: their counts, without a verdict. Unit: woningen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from afspraken.aandelen import Bereik
from afspraken.models import Norm, VrijgekomenWoning
from afspraken.overzicht.bereiken import adres_van, gebied, naam_van
from afspraken.regels.normen import Doelgroep, Meting
from organisaties.models import Lidmaatschap, Regio


@dataclass(frozen=True, slots=True)
class Telling:
    naam: str
    url: str
    meting: Meting


def zonder_norm(lid: Lidmaatschap | None, jaar: int, vandaag: date, *, bekend_op: date | None = None) -> list[Telling]:
    """Where homes were let in this year and nothing was agreed, and somebody's own gemeente and regio even without
    homes: five queries. Counted to statushouders as a norm counts that says nothing else."""
    begin, eind = date(jaar, 1, 1), date(jaar + 1, 1, 1)
    normen = Norm.objects.zichtbaar_voor(lid).bekend(bekend_op).filter(Q(tot=None) | Q(tot__gt=begin), van__lt=eind)
    met_norm = set(normen.order_by().values_list("gemeente", "regio").distinct())
    gemeenten = list(gebied(lid).filter(Q(geldig_tot=None) | Q(geldig_tot__gt=begin)).order_by("naam"))
    regios = list(
        Regio.objects.filter(pk__in=Regio.objects.filter(gemeenten__in=gebied(lid)).values("pk"))
        .prefetch_related("gemeenten")
        .order_by("naam")
    )
    per_gemeente = _metingen(
        {g.pk for g in gemeenten} | {g.pk for regio in regios for g in regio.gemeenten.all()},
        begin,
        min(eind, vandaag + timedelta(days=1)),
        bekend_op,
    )
    uit = []
    for gemeente in gemeenten:
        meting = _som(per_gemeente, [gemeente])
        eigen = lid is not None and lid.gemeente_id == gemeente.pk
        if (gemeente.pk, None) not in met_norm and (meting.noemer or eigen):
            uit.append(_telling(Bereik(gemeente=gemeente), meting))
    for regio in regios:
        meting = _som(per_gemeente, regio.gemeenten.all())
        eigen = lid is not None and lid.regio_id == regio.pk
        if (None, regio.pk) not in met_norm and (meting.noemer or eigen):
            uit.append(_telling(Bereik(regio=regio), meting))
    return uit


def _metingen(gemeenten: set[int], van: date, tot: date, bekend_op: date | None) -> dict[int, Meting]:
    rijen = (
        VrijgekomenWoning.objects.bekend(bekend_op)
        .filter(gemeente__in=gemeenten, verhuurd_op__gte=van, verhuurd_op__lt=tot, onttrokken_op=None)
        .filter(onzelfstandig=False)
        .order_by()
        .values_list("gemeente")
        .annotate(teller=Count("pk", filter=Q(doelgroep=Doelgroep.STATUSHOUDERS.value)), noemer=Count("pk"))
    )
    return {gemeente: Meting(teller, noemer) for gemeente, teller, noemer in rijen}


def _som(per_gemeente: dict[int, Meting], gemeenten: Iterable[Any]) -> Meting:
    delen = [per_gemeente[g.pk] for g in gemeenten if g.pk in per_gemeente]
    return Meting(sum(m.teller for m in delen), sum(m.noemer for m in delen))


def _telling(bereik: Bereik, meting: Meting) -> Telling:
    return Telling(naam_van(bereik), reverse("aandeel", args=[adres_van(bereik)]), meting)
