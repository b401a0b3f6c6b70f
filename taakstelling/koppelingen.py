"""Who is coupled and not housed yet: counted by the database from the facts, also after a household was erased."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from taakstelling.models import Koppeling


@dataclass(frozen=True, slots=True)
class OpenKoppeling:
    """One koppeling of which somebody still has to come. Personen; `verwacht_op` is for the nareizigers."""

    gemeente: str
    dossier: int
    gekoppeld_op: date
    personen: int
    nareizigers: int
    verwacht_op: date | None


def nog_te_huisvesten(codes: Collection[str], dag: date, *, bekend_op: date | None = None) -> dict[str, int]:
    """Per code of these gemeenten the persons coupled by the end of `dag` and not housed by then; one query.

    As known on `bekend_op` (None: now). Expected nareizigers are not coupled yet and not in it. A koppelgemeente that
    ended keeps its rows under its own code: ask for the predecessors as well (`cijfers.met_voorgangers`).
    """
    rijen = Koppeling.objects.open_op(dag, bekend_op).filter(koppelgemeente__code__in=codes).order_by()
    sommen = rijen.values_list("koppelgemeente__code").annotate(som=Sum("nog_personen"))
    return dict.fromkeys(codes, 0) | dict(sommen)


def open_koppelingen(codes: Collection[str], dag: date, *, bekend_op: date | None = None) -> list[OpenKoppeling]:
    """The koppelingen of these gemeenten that are open at the end of `dag`, oldest first; one query."""
    rijen = Koppeling.objects.open_op(dag, bekend_op).filter(koppelgemeente__code__in=codes)
    return [
        OpenKoppeling(*rij)
        for rij in rijen.order_by("gekoppeld_op", "pk").values_list(
            "koppelgemeente__code", "dossier", "gekoppeld_op", "nog_personen", "nog_nareizigers", "verwacht_op"
        )
    ]


def gekoppeld(codes: Collection[str], van: date, tot: date, *, bekend_op: date | None = None) -> dict[str, int]:
    """Per code the persons coupled from `van` up to `tot` (exclusive), whatever became of them; one query."""
    rijen = Koppeling.objects.bekend(bekend_op).filter(
        koppelgemeente__code__in=codes, gekoppeld_op__gte=van, gekoppeld_op__lt=tot
    )
    sommen = (
        rijen.order_by()
        .values_list("koppelgemeente__code")
        .annotate(som=Sum("volwassenen") + Sum("kinderen") + Sum("amv"))
    )
    return dict.fromkeys(codes, 0) | dict(sommen)
