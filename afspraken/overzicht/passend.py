"""Passend toewijzen among the homes let to statushouders, where rent class and household are known. Unit: woningen."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F

from afspraken.aandelen import Bereik
from afspraken.models import Toewijzing, VrijgekomenWoning
from afspraken.regels.normen import Doelgroep
from afspraken.regels.passend import Passend, tel_passend
from taakstelling.models import Plaatsing


def passend_in(bereik: Bereik, van: date, tot: date, *, bekend_op: date | None = None) -> Passend:
    """Of the homes let to statushouders in [van, tot): three queries. A home with two links houses all their personen.

    Woningwet art. 46 looks at one household in one home; of a home that several households share the number says
    nothing about any of them, so such a home counts as unknown.
    """
    woningen = list(
        bereik.woningen(VrijgekomenWoning.objects.bekend(bekend_op))
        .filter(doelgroep=Doelgroep.STATUSHOUDERS.value, verhuurd_op__gte=van, verhuurd_op__lt=tot, onttrokken_op=None)
        .order_by()
        .values_list("corporatie_id", "kenmerk", "huurklasse", "verhuurd_op")
    )
    huishoudens = _huishoudens(bereik, bekend_op)
    geteld = Counter(
        (klasse, grootte_op(huishoudens.get((wie, kenmerk), []), dag)) for wie, kenmerk, klasse, dag in woningen
    )
    return tel_passend((klasse, personen, aantal) for (klasse, personen), aantal in geteld.items())


def grootte_op(plaatsingen: Iterable[tuple[int, date, int]], dag: date) -> int | None:
    """Personen in the household on the day its home was let: nareizigers (a later `deel`) count from their own day."""
    return sum(personen for deel, teldatum, personen in plaatsingen if deel == 1 or teldatum <= dag) or None


def _huishoudens(bereik: Bereik, bekend_op: date | None) -> dict[Any, list[tuple[int, date, int]]]:
    """Per home (corporatie, kenmerk) in which one household lives: its plaatsingen, as deel, teldatum and personen."""
    links = list(
        Toewijzing.objects.bekend(bekend_op)
        .filter(bereik.voorwaarde)
        .order_by()
        .values_list("corporatie_id", "kenmerk", "dossier")
        .distinct()
    )
    per_woning: dict[Any, set[int]] = {}
    for wie, kenmerk, dossier in links:
        per_woning.setdefault((wie, kenmerk), set()).add(dossier)
    per_dossier: dict[int, list[tuple[int, date, int]]] = {}
    plaatsingen = (
        Plaatsing.objects.bekend(bekend_op)
        .filter(huisvestingsgemeente__in=_gemeenten(bereik), dossier__isnull=False)
        .order_by()
        .values_list("dossier", "deel", "teldatum", F("volwassenen") + F("kinderen") + F("amv") + F("nareizigers"))
    )
    for dossier, *rest in plaatsingen:
        per_dossier.setdefault(dossier, []).append((rest[0], rest[1], rest[2]))
    return {
        woning: per_dossier.get(next(iter(dossiers)), [])
        for woning, dossiers in per_woning.items()
        if len(dossiers) == 1
    }


def _gemeenten(bereik: Bereik) -> list[int]:
    if bereik.gemeente is not None:
        return [bereik.gemeente.pk]
    return [gemeente.pk for gemeente in bereik.regio.gemeenten.all()]
