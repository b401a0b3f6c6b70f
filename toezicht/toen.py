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

ZWAAR = ("pdf", "inhoud", "beoordeling__rijen", "beoordeling__cijfers", "beoordeling__voorstel")
"""What a list of letters with their beoordeling leaves in the database."""
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
    begonnen = Logregel.objects.filter(
        soort=Brief._meta.label_lower, handeling="brief gemaakt", object_id=OuterRef("pk"), op__lt=einde_van(op)
    )
    er = brieven.filter(Q(vastgesteld_op__lt=einde_van(op)) | Exists(begonnen))
    return [brief_toen(brief, op) for brief in er]


def brief_toen(brief: Brief, op: date | None) -> Brief:
    """This letter with the status it had then; one that was not begun yet is as a concept."""
    if op is None:
        return brief
    grens = einde_van(op)
    if brief.verzonden_op is not None and brief.verzonden_op >= grens:
        brief.status, brief.verzonden_op = Brief.Status.VASTGESTELD, None
    if brief.vastgesteld_op is not None and brief.vastgesteld_op >= grens:
        brief.status, brief.vastgesteld_op = Brief.Status.CONCEPT, None
    return brief


def ingetrokken_toen(brieven: Iterable[Brief], dag: date, bekend_op: date | None) -> None:
    """Take back from the besluiten in these letters that they were withdrawn, where that was after `dag`.

    Or where it was recorded after `bekend_op` (None: what is known now). One query.
    """
    besluiten = [besluit for brief in brieven if (besluit := getattr(brief, "formeel", None))]
    later: set[int | None] = set()
    if bekend_op is not None:
        regels = Logregel.objects.filter(soort=Brief._meta.label_lower, handeling="formeel besluit ingetrokken")
        na = regels.filter(object_id__in=[besluit.brief_id for besluit in besluiten], op__gte=einde_van(bekend_op))
        later = set(na.order_by().values_list("object_id", flat=True))
    for besluit in besluiten:
        if besluit.brief_id in later or (besluit.ingetrokken_op and besluit.ingetrokken_op > dag):
            besluit.ingetrokken_op = None


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
