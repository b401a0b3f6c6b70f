"""What share of the vacated homes went where, measured by the norms: one query per stretch, whatever the homes.

`regels.normen.telt_mee` says the same of one home; a test holds the two together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from afspraken.models import Norm, VrijgekomenWoning
from afspraken.regels.normen import Meting, Normregel, Oordeel, Stuk, TeltOp, oordeel, stukken


@dataclass(frozen=True, slots=True)
class Bereik:
    """Whose homes: of one corporatie or of all, in a gemeente or in a regio."""

    corporatie: Any = None
    gemeente: Any = None
    regio: Any = None

    @property
    def sleutel(self) -> tuple[int | None, int | None, int | None]:
        corporatie, gemeente, regio = (d and d.pk for d in (self.corporatie, self.gemeente, self.regio))
        return corporatie, gemeente, regio

    @property
    def voorwaarde(self) -> Q:
        """Which homes lie in the scope. Of a regio its gemeenten are read, once when they were prefetched."""
        waar = Q()
        if self.corporatie is not None:
            waar &= Q(corporatie=self.corporatie.pk)
        if self.gemeente is not None:
            waar &= Q(gemeente=self.gemeente.pk)
        if self.regio is not None:
            waar &= Q(gemeente__in=[gemeente.pk for gemeente in self.regio.gemeenten.all()])
        return waar

    def woningen(self, rijen: QuerySet[Any]) -> QuerySet[Any]:
        """Those of these homes that lie in the scope."""
        return rijen.filter(self.voorwaarde)

    def normen(self, bekend_op: date | None = None) -> QuerySet[Any]:
        """The norms of exactly this scope, known on that day."""
        corporatie, gemeente, regio = self.sleutel
        rijen: QuerySet[Any] = Norm.objects.bekend(bekend_op).filter(
            corporatie=corporatie, gemeente=gemeente, regio=regio
        )
        return rijen


@dataclass(frozen=True, slots=True)
class Gemeten:
    """A stretch with its counts and what the norm says of them."""

    stuk: Stuk
    meting: Meting

    @property
    def oordeel(self) -> Oordeel:
        return oordeel(self.stuk.norm, self.meting)


def in_noemer(stuk: Stuk) -> Q:
    """The homes in the noemer of a stretch."""
    norm = stuk.norm
    dag = "verhuurd_op" if norm.telt_op is TeltOp.VERHUURD else "vrij_op"
    niet = {
        soort: False
        for soort, telt in (
            ("nieuwbouw", norm.telt_nieuwbouw),
            ("flex", norm.telt_flex),
            ("onzelfstandig", norm.telt_onzelfstandig),
        )
        if not telt
    }
    return Q(onttrokken_op=None, **{f"{dag}__gte": stuk.van, f"{dag}__lt": stuk.tot}, **niet)


def in_teller(norm: Normregel) -> Q:
    return Q(doelgroep__in=sorted(norm.doelgroep.doelgroepen))


def meet(stuk: Stuk, rijen: QuerySet[Any]) -> Meting:
    tellingen = rijen.filter(in_noemer(stuk)).aggregate(
        teller=Count("pk", filter=in_teller(stuk.norm)), noemer=Count("pk")
    )
    return Meting(tellingen["teller"], tellingen["noemer"])


def meet_alle(vragen: Sequence[tuple[Bereik, Stuk]], *, bekend_op: date | None = None) -> list[Meting]:
    """The same for many scopes and stretches at once: one query, however many there are."""
    if not vragen:
        return []
    delen: dict[str, Any] = {}
    for i, (bereik, stuk) in enumerate(vragen):
        noemer = bereik.voorwaarde & in_noemer(stuk)
        delen[f"n{i}"] = Count("pk", filter=noemer)
        delen[f"t{i}"] = Count("pk", filter=noemer & in_teller(stuk.norm))
    van, tot = min(stuk.van for _, stuk in vragen), max(stuk.tot for _, stuk in vragen)
    binnen = Q(verhuurd_op__gte=van, verhuurd_op__lt=tot) | Q(vrij_op__gte=van, vrij_op__lt=tot)
    tellingen = VrijgekomenWoning.objects.bekend(bekend_op).filter(binnen).aggregate(**delen)
    return [Meting(tellingen[f"t{i}"], tellingen[f"n{i}"]) for i in range(len(vragen))]


def gemeten(
    bereik: Bereik,
    van: date,
    tot: date,
    *,
    normen: Iterable[Norm] | None = None,
    doelgroep: str | None = None,
    bekend_op: date | None = None,
) -> list[Gemeten]:
    """Each stretch within [van, tot) in which one norm of this scope is in force, with its homes, in order of time."""
    geldig = bereik.normen(bekend_op) if normen is None else normen
    regels = [norm.regel for norm in geldig if doelgroep is None or norm.doelgroep == doelgroep]
    rijen = bereik.woningen(VrijgekomenWoning.objects.bekend(bekend_op))
    return [Gemeten(stuk, meet(stuk, rijen)) for stuk in stukken(regels, van, tot)]
