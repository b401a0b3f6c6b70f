"""The norms of one page with what became of them in a year, and what a norm that is filled in would do.

Unit: woningen.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from afspraken.aandelen import Bereik, Gemeten, meet_alle
from afspraken.models import Norm
from afspraken.overzicht.aandelen import Regel, als_regel, per_jaar_waar_nodig, tot_en_met
from afspraken.overzicht.bereiken import adres_van, bereik_van, naam_van
from afspraken.regels.normen import Normregel, Stuk, stukken


@dataclass(frozen=True, slots=True)
class Lijstregel:
    norm: Norm
    url: str
    naam: str
    regels: list[Regel]


def lijst_van(
    normen: Iterable[Norm], jaar: int, vandaag: date, *, bekend_op: date | None = None
) -> dict[int, Lijstregel]:
    """The norms of one page with their stretches in this year, by id: three queries, whatever the number."""
    op_blad = list(normen)
    gemeenten, regios = {n.gemeente_id for n in op_blad}, {n.regio_id for n in op_blad}
    naast = Norm.objects.bekend(bekend_op).filter(Q(gemeente__in=gemeenten - {None}) | Q(regio__in=regios - {None}))
    groepen: dict[Any, list[Normregel]] = {}
    for norm in naast:
        groepen.setdefault(norm.regel.groep, []).append(norm.regel)
    vragen: list[tuple[Norm, Bereik, Stuk]] = []
    for norm in op_blad:
        bereik, eigen = bereik_van(norm), norm.regel
        for stuk in stukken(groepen.get(eigen.groep, [eigen]), date(jaar, 1, 1), date(jaar + 1, 1, 1)):
            if stuk.norm == eigen:
                vragen.append((norm, bereik, stuk))
    metingen = meet_alle([(bereik, tot_en_met(stuk, vandaag)) for _, bereik, stuk in vragen], bekend_op=bekend_op)
    uit = {
        n.pk: Lijstregel(n, reverse("aandeel", args=[adres_van(bereik_van(n))]), naam_van(bereik_van(n)), [])
        for n in op_blad
    }
    for (norm, _, stuk), meting in zip(vragen, metingen, strict=True):
        uit[norm.pk].regels.append(als_regel(Gemeten(stuk, meting), vandaag))
    return uit


def voorbeeld_van(norm: Norm, zonder: Iterable[int], vandaag: date) -> list[Regel]:
    """The stretches that its group would have with this norm, with the homes counted so far: two queries."""
    blijft = [n.regel for n in bereik_van(norm).normen() if n.pk not in set(zonder)]
    regels = [norm.regel, *(r for r in blijft if r.groep == norm.regel.groep)]
    begin = min(r.van for r in regels)
    eind = max([r.tot or date(max(vandaag.year, r.van.year) + 1, 1, 1) for r in regels])
    alle = per_jaar_waar_nodig(stukken(regels, begin, eind))
    metingen = meet_alle([(bereik_van(norm), tot_en_met(stuk, vandaag)) for stuk in alle])
    return [als_regel(Gemeten(s, m), vandaag) for s, m in zip(alle, metingen, strict=True)]
