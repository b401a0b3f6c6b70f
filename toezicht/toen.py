"""A round and its letters as they were at the end of an earlier day, to look at and never to save.

Both change after they were made. How far a letter was is in its own days; the rest is in the logboek: every change of a
round, and when a letter was begun. What stood in a concept then was not kept.
"""

from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from organisaties.models import Logregel
from organisaties.registratie import einde_van
from toezicht.models import Beoordeling, Brief, Toezichtronde

NIET_BEWAARD = "nummer van toen niet bewaard"


def rondes_toen(rondes: Iterable[Toezichtronde], op: date | None) -> list[Toezichtronde]:
    """Those that were open then, as they were; without a day all, as they are now. One query."""
    lijst = list(rondes)
    if op is None:
        return lijst
    regels: dict[int, list[Logregel]] = {ronde.pk: [] for ronde in lijst}
    over = Logregel.objects.filter(soort=Toezichtronde._meta.label_lower, object_id__in=list(regels))
    for regel in over.order_by("op", "pk"):
        regels[regel.object_id or 0].append(regel)
    grens = einde_van(op)
    return [toen for ronde in lijst if (toen := _toen(ronde, regels[ronde.pk], grens))]


def ronde_toen(ronde: Toezichtronde, op: date | None) -> Toezichtronde | None:
    """The same for one; None when it was not open yet."""
    return next(iter(rondes_toen([ronde], op)), None)


def _toen(ronde: Toezichtronde, regels: list[Logregel], grens: datetime) -> Toezichtronde | None:
    """The round with every later change taken back; `regels` are the oldest first."""
    toen = copy(ronde)
    termijnen = [regel.gegevens["tot"] for regel in regels if regel.op < grens and "tot" in regel.gegevens]
    for regel in reversed([regel for regel in regels if regel.op >= grens]):
        was = regel.gegevens.get("was")
        match regel.handeling:
            case "ronde geopend":
                return None
            case "ronde gewijzigd":
                toen.cijfers_per = _dag(was)
            case "wederhoor gevraagd" | "wederhoor verlengd":
                toen.wederhoor_tot = _dag(termijnen[-1]) if termijnen else None
            case "GS-besluit vastgelegd" | "GS-besluit gewijzigd":
                toen.gs_besluit_op, toen.gs_besluit_nummer = _dag(was), NIET_BEWAARD if was else ""
    return toen


def _dag(tekst: str | None) -> date | None:
    return date.fromisoformat(tekst) if tekst else None


def brieven_toen(brieven: QuerySet[Any], op: date | None) -> list[Brief]:
    """These letters with the status they had then; what was not begun yet is left out. Without a day as they are now.

    One query, as without a day.
    """
    if op is None:
        return list(brieven)
    grens = einde_van(op)
    begonnen = Logregel.objects.filter(
        soort=Brief._meta.label_lower, handeling="brief gemaakt", object_id=OuterRef("pk"), op__lt=grens
    )
    return [_brief_toen(brief, grens) for brief in brieven.filter(Q(vastgesteld_op__lt=grens) | Exists(begonnen))]


def _brief_toen(brief: Brief, grens: datetime) -> Brief:
    if brief.verzonden_op is not None and brief.verzonden_op >= grens:
        brief.status, brief.verzonden_op = Brief.Status.VASTGESTELD, None
    if brief.vastgesteld_op is not None and brief.vastgesteld_op >= grens:
        brief.status, brief.vastgesteld_op = Brief.Status.CONCEPT, None
    return brief


def bij_beoordeling(beoordelingen: Mapping[int, Beoordeling], brieven: Iterable[Brief]) -> dict[int, Brief]:
    """By beoordeling (id) its letter; `beoordelingen` are those that counted, by gemeente (id).

    A concept goes along when a gemeente is judged again, so it is of the one that counted, wherever it is now.
    """
    uit = {}
    for brief in brieven:
        geldend = beoordelingen.get(brief.beoordeling.gemeente_id)
        if geldend is not None and (brief.beoordeling_id == geldend.pk or brief.status == Brief.Status.CONCEPT):
            uit[geldend.pk] = brief
    return uit
