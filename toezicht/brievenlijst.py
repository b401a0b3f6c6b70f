"""The letters of a round as one list: how far each is and what keeps it, in a handful of queries."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from organisaties.models import Gemeente
from toezicht.akkoorden import missende_akkoorden
from toezicht.cijfers import gemeenten_van_ronde
from toezicht.models import Beoordeling, Brief, Toezichtronde
from toezicht.pdf.inhoud import problemen, stel_samen, vingerafdruk
from toezicht.pdf.voorraad import Voorraad, voorraad_van
from toezicht.toen import bij_beoordeling, brieven_toen


@dataclass(frozen=True)
class Brievenrij:
    """One gemeente of the round and its letter."""

    gemeente: Gemeente
    adres: str
    heeft_postadres: bool
    brief: Brief | None
    beoordeeld: bool
    problemen: list[str]
    toen: bool = False
    """As it was on an earlier day: what stood in a concept then was not kept."""

    @property
    def naam(self) -> str:
        return self.gemeente.naam

    @property
    def status(self) -> str:
        if self.brief is not None:
            return str(self.brief.get_status_display())
        return "nog geen brief" if self.beoordeeld else "nog niet beoordeeld"

    @property
    def kenmerk(self) -> str:
        return "niet bewaard" if self._weg else self.brief.kenmerk if self.brief is not None else ""

    @property
    def _weg(self) -> bool:
        return self.toen and self.brief is not None and self.brief.status == Brief.Status.CONCEPT

    @property
    def afschrift(self) -> str:
        return "" if self.brief is None or self._weg else "ja" if self.brief.afschrift_raad else "nee"


def brieven_van(ronde: Toezichtronde) -> QuerySet[Any]:
    """The letters on the beoordelingen that count, by gemeente."""
    return _alle_brieven(ronde).filter(beoordeling__vervangen_door=None)


def _alle_brieven(ronde: Toezichtronde) -> QuerySet[Any]:
    brieven: QuerySet[Any] = (
        Brief.objects.filter(beoordeling__ronde=ronde)
        .select_related(
            "beoordeling__gemeente",
            "beoordeling__ronde__provincie",
            "beoordeling__kader",
            "formeel",
            "herziet",
        )
        .defer("pdf", "inhoud", "herziet__pdf", "herziet__inhoud")
        .order_by("beoordeling__gemeente__naam", "pk")
    )
    return brieven


def zonder_brief(ronde: Toezichtronde) -> QuerySet[Any]:
    """The beoordelingen that count and have no letter yet."""
    geldend: QuerySet[Any] = Beoordeling.objects.filter(ronde=ronde, vervangen_door=None)
    return geldend.exclude(pk__in=Brief.objects.values("beoordeling"))


def brievenrijen(ronde: Toezichtronde, op: date | None = None) -> list[Brievenrij]:
    """Every gemeente of the round; of a concept also what keeps it from being made final.

    With a day to look back to how far each letter was then.
    """
    gemeenten = list(gemeenten_van_ronde(ronde.provincie, ronde.halfjaar))
    geldend = {b.gemeente_id: b for b in Beoordeling.objects.bekend(op).filter(ronde=ronde).only("gemeente")}
    per_beoordeling = bij_beoordeling(geldend, brieven_toen(_alle_brieven(ronde), op))
    brieven = {pk: per_beoordeling[b.pk] for pk, b in geldend.items() if b.pk in per_beoordeling}
    voorraad = voorraad_van(ronde.provincie, [gemeente.pk for gemeente in gemeenten])
    mist = missende_akkoorden(voorraad.afzender, [brief.beoordeling for brief in brieven.values()])
    rijen = []
    for gemeente in gemeenten:
        brief = brieven.get(gemeente.pk)
        concept = op is None and brief is not None and brief.status == Brief.Status.CONCEPT
        rijen.append(
            Brievenrij(
                gemeente=gemeente,
                adres=reverse("brief", args=[brief.pk])
                if brief
                else reverse("beoordeling-maken", args=[ronde.pk, gemeente.code]),
                heeft_postadres=gemeente.pk in voorraad.adressen,
                brief=brief,
                beoordeeld=gemeente.pk in geldend,
                toen=op is not None,
                problemen=_problemen(brief, voorraad, mist) if brief is not None and concept else [],
            )
        )
    return rijen


def concepten_zonder_problemen(ronde: Toezichtronde) -> list[tuple[Brief, str]]:
    """The concepts that can be made final, with the mark of what stands in each."""
    concepten = list(brieven_van(ronde).filter(status=Brief.Status.CONCEPT))
    voorraad = voorraad_van(ronde.provincie, [brief.beoordeling.gemeente_id for brief in concepten])
    mist = missende_akkoorden(voorraad.afzender, [brief.beoordeling for brief in concepten])
    klaar = [brief for brief in concepten if not _problemen(brief, voorraad, mist)]
    return [(brief, vingerafdruk(stel_samen(brief, voorraad))) for brief in klaar]


def _problemen(brief: Brief, voorraad: Voorraad, mist: Mapping[int, str]) -> list[str]:
    """What keeps this concept, without the recount of its figures: that comes when it is made final."""
    akkoord = mist.get(brief.beoordeling_id)
    return [*problemen(stel_samen(brief, voorraad), voorraad), *([akkoord] if akkoord else [])]


def versie_van_lijst(brieven: Sequence[tuple[Brief, str]]) -> str:
    """A mark of these letters as they are now: who starts a run names the list that was read."""
    return hashlib.sha256(repr([(brief.pk, afdruk) for brief, afdruk in brieven]).encode()).hexdigest()[:16]


def vaste_brieven(ronde: Toezichtronde) -> list[int]:
    """Of each gemeente the newest letter that is final, in the order of their names."""
    vast = Brief.objects.filter(beoordeling__ronde=ronde).exclude(status=Brief.Status.CONCEPT)
    per_gemeente = dict(
        vast.order_by("beoordeling__gemeente__naam", "beoordeling__gemeente", "beoordeling__vastgelegd_op").values_list(
            "beoordeling__gemeente", "pk"
        )
    )
    return list(per_gemeente.values())
