"""What a page tells about homes: who lives there, what was let this year, and what was agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from afspraken.aandelen import Bereik, meet_alle
from afspraken.models import Norm, Toewijzing, VrijgekomenWoning
from afspraken.regels.normen import Meting, Normdoelgroep, Stuk, stukken
from afspraken.regels.woningen import bewoning
from organisaties.models import Gemeente, Lidmaatschap
from taakstelling.models import Plaatsing

EEN_DAG = timedelta(days=1)
NABIJ = timedelta(days=90)
"""A placement is offered for a home first when its day is this near to that of the letting."""
MEESTE = 100
NIET_IN_EEN_WONING = ("doorstroomlocatie", "har", "logeren", "amv-kso")
_PERSONEN = F("volwassenen") + F("kinderen") + F("amv") + F("nareizigers")


def personen_in(woning: VrijgekomenWoning) -> int | None:
    """How many people live there by the gemeente's count; None: it did not say. All that a corporatie may know."""
    uit: int | None = _plaatsingen_in(woning).aggregate(som=Sum(_PERSONEN))["som"]
    return uit


@dataclass(frozen=True, slots=True)
class Bewoner:
    """A link with its placement."""

    toewijzing: Toewijzing
    plaatsing: Plaatsing


def bewoners_van(woning: VrijgekomenWoning, lid: Lidmaatschap) -> list[Bewoner]:
    """The links of a home with the placements, as far as `lid` may see both."""
    links = {
        (rij.dossier, rij.deel): rij
        for rij in Toewijzing.objects.zichtbaar_voor(lid)
        .geldig()
        .filter(corporatie=woning.corporatie_id, kenmerk=woning.kenmerk)
    }
    rijen = _plaatsingen_in(woning).zichtbaar_voor(lid).select_related("huishouden").order_by("dossier", "deel")
    return [Bewoner(links[rij.dossier, rij.deel], rij) for rij in rijen if (rij.dossier, rij.deel) in links]


def bewoning_van(bewoners: Sequence[Bewoner]) -> str:
    return bewoning([(b.plaatsing.dossier or 0, b.plaatsing.deel, b.plaatsing.huisvestingsvorm) for b in bewoners])


def _plaatsingen_in(woning: VrijgekomenWoning) -> Any:
    links = Toewijzing.objects.geldig().filter(corporatie=woning.corporatie_id, kenmerk=woning.kenmerk)
    hier = links.filter(dossier=OuterRef("dossier"), deel=OuterRef("deel"))
    return Plaatsing.objects.bekend().filter(Exists(hier))


def ongekoppelde_plaatsingen(lid: Lidmaatschap | None) -> QuerySet[Plaatsing]:
    """Placements in a home, in the own area, of which nobody said which home it was."""
    gekoppeld = Toewijzing.objects.geldig().filter(dossier=OuterRef("dossier"), deel=OuterRef("deel"))
    rijen: QuerySet[Plaatsing] = (
        Plaatsing.objects.zichtbaar_voor(lid)
        .bekend()
        .filter(~Exists(gekoppeld), dossier__isnull=False, huisvestingsgemeente__in=Gemeente.objects.van(lid))
        .exclude(huisvestingsvorm__in=NIET_IN_EEN_WONING)
    )
    return rijen


def kandidaten_voor(woning: VrijgekomenWoning, lid: Lidmaatschap | None, *, alle: bool = False) -> list[Plaatsing]:
    """The placements that may live in this home, nearest in time first; without `alle` only those near."""
    rijen = (
        Plaatsing.objects.zichtbaar_voor(lid)
        .bekend()
        .filter(pk__in=_vrij_in(woning.gemeente_id))
        .select_related("huishouden", "koppelgemeente")
    )
    dag = woning.verhuurd_op or woning.vrij_op
    if not alle:
        samen = _plaatsingen_in(woning).values("dossier")
        rijen = rijen.filter(Q(teldatum__range=(dag - NABIJ, dag + NABIJ)) | Q(dossier__in=samen))
    dichtbij = sorted(rijen.order_by("-teldatum", "-pk")[: 5 * MEESTE], key=lambda p: abs((p.teldatum - dag).days))
    return dichtbij[:MEESTE]


def _vrij_in(gemeente_id: int) -> Any:
    gekoppeld = Toewijzing.objects.geldig().filter(dossier=OuterRef("dossier"), deel=OuterRef("deel"))
    return (
        Plaatsing.objects.bekend()
        .filter(~Exists(gekoppeld), dossier__isnull=False, huisvestingsgemeente=gemeente_id)
        .exclude(huisvestingsvorm__in=NIET_IN_EEN_WONING)
        .values("pk")
    )


@dataclass(frozen=True, slots=True)
class Deel:
    """A stretch of this year, up to and including today, with the norm that is in force and what it counts."""

    stuk: Stuk
    eigen: Meting
    samen: Meting | None
    """Of all corporaties, when the norm is for them jointly."""

    @property
    def telt(self) -> Meting:
        """What the norm is held against."""
        return self.eigen if self.samen is None else self.samen

    @property
    def laatste_dag(self) -> date:
        return self.stuk.tot - EEN_DAG

    @property
    def norm_laatste_dag(self) -> date | None:
        return self.stuk.norm.tot and self.stuk.norm.tot - EEN_DAG


@dataclass(frozen=True, slots=True)
class Jaarstand:
    """The homes that one corporatie let in a gemeente in a calendar year, and what is agreed there."""

    gemeente: Gemeente
    jaar: int
    meting: Meting
    delen: list[Deel]
    """Per stretch in which one norm for statushouders is in force; the last one is the present one."""


def jaarstanden(corporatie: Any, gemeenten: Sequence[Gemeente], vandaag: date) -> list[Jaarstand]:
    """Of one corporatie in these gemeenten, this year: counts for all, and each norm with what it counts."""
    begin, eind = date(vandaag.year, 1, 1), date(vandaag.year + 1, 1, 1)
    rijen = VrijgekomenWoning.objects.bekend().filter(corporatie=corporatie, onttrokken_op=None, onzelfstandig=False)
    tellingen = {
        rij["gemeente"]: Meting(rij["teller"], rij["noemer"])
        for rij in rijen.filter(verhuurd_op__gte=begin, verhuurd_op__lt=eind)
        .order_by()
        .values("gemeente")
        .annotate(teller=Count("pk", filter=Q(doelgroep="statushouders")), noemer=Count("pk"))
    }
    normen: dict[int, list[Norm]] = {}
    gezocht = Norm.objects.bekend().filter(
        Q(corporatie=corporatie) | Q(corporatie=None),
        gemeente__in=gemeenten,
        doelgroep=Normdoelgroep.STATUSHOUDERS.value,
    )
    for norm in gezocht:
        normen.setdefault(norm.gemeente_id, []).append(norm)
    return [
        Jaarstand(
            gemeente,
            vandaag.year,
            tellingen.get(gemeente.pk, Meting(0, 0)),
            _delen(Bereik(corporatie, gemeente), normen.get(gemeente.pk, []), begin, vandaag + EEN_DAG),
        )
        for gemeente in gemeenten
    ]


def _delen(bereik: Bereik, normen: Sequence[Norm], van: date, tot: date) -> list[Deel]:
    """Against the norms of the corporatie itself; where there are none, against those of all of them jointly."""
    eigen = [norm.regel for norm in normen if norm.corporatie_id]
    delen = stukken(eigen or [norm.regel for norm in normen], van, tot)
    gemeten = meet_alle([(bereik, stuk) for stuk in delen])
    if eigen:
        return [Deel(stuk, meting, None) for stuk, meting in zip(delen, gemeten, strict=True)]
    samen = meet_alle([(Bereik(gemeente=bereik.gemeente), stuk) for stuk in delen])
    return [Deel(*waarden) for waarden in zip(delen, gemeten, samen, strict=True)]
