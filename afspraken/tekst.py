"""The text of an agreement as one plain dictionary: what is signed, and its controlegetal."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet

from afspraken.models import Afspraak, Bijdrage, Partij, Prestatieafspraak, Thema

TEKSTVELDEN = ("aanleiding", "overlegstructuur", "uitvoeringsagenda", "monitoring")
VELDEN = ("naam", "kenmerk", *TEKSTVELDEN, "bron")
AFSPRAAKVELDEN = ("nummer", "titel", "herkomst", "beoogd_effect", "planning")


def met_tekst(rijen: QuerySet[Prestatieafspraak]) -> QuerySet[Prestatieafspraak]:
    """Each with its whole text, in a fixed number of queries."""
    partijen = Partij.objects.select_related("gemeente", "corporatie", "huurdersorganisatie")
    bijdragen = Bijdrage.objects.select_related("partij__gemeente", "partij__corporatie", "partij__huurdersorganisatie")
    afspraken = Afspraak.objects.select_related("wijzigt").prefetch_related(
        Prefetch("regie", partijen.all()), Prefetch("bijdragen", bijdragen)
    )
    themas = Thema.objects.prefetch_related(Prefetch("afspraken", afspraken))
    return rijen.prefetch_related(Prefetch("partijen", partijen), Prefetch("themas", themas))


def tekst_van(prestatieafspraak: Prestatieafspraak) -> dict[str, Any]:
    """Everything that the parties sign for, without a number of the database in it."""
    p = met_tekst(Prestatieafspraak.objects.all()).select_related("hoort_bij").get(pk=prestatieafspraak.pk)
    return {
        **{veld: getattr(p, veld) for veld in VELDEN},
        "van": p.van.isoformat(),
        "tot": p.tot.isoformat(),
        "overleg_rond_bod": p.overleg_rond_bod,
        "hoort_bij": p.hoort_bij.naam if p.hoort_bij else None,
        "partijen": _namen(p.partijen.all()),
        "themas": [
            {
                "naam": thema.naam,
                "toelichting": thema.toelichting,
                "afspraken": [
                    {
                        **{veld: getattr(a, veld) for veld in AFSPRAAKVELDEN},
                        "regie": _namen(a.regie.all()),
                        "wijzigt": str(a.wijzigt) if a.wijzigt else None,
                        "bijdragen": [[str(b.partij), b.tekst] for b in a.bijdragen.all()],
                    }
                    for a in thema.afspraken.all()
                ],
            }
            for thema in p.themas.all()
        ],
    }


def _namen(partijen: Iterable[Partij]) -> list[str]:
    return [str(partij) for partij in partijen]


def controlegetal(prestatieafspraak: Prestatieafspraak) -> str:
    """The sha256 of the text as it is now."""
    tekst = json.dumps(tekst_van(prestatieafspraak), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(tekst.encode()).hexdigest()
