"""Who is coupled and not housed yet: counted by the database from the facts, also after a household was erased."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from taakstelling.models import Koppeling, Koppelstap
from taakstelling.regels.koppeling import Soort

SPELING = timedelta(days=7)
"""So far apart may two gemeenten date the day on which a koppeling went from the one to the other."""


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


@dataclass(frozen=True, slots=True)
class Overdracht:
    """A koppeling that another gemeente handed over: who, on which day, and how many personen were to be housed."""

    van: str
    op: date
    personen: int


def nog_over_te_nemen(gemeenten: Collection[int], sinds: date, dag: date) -> list[Overdracht]:
    """What was handed over to these gemeenten (pk) from `sinds` on and is not among their own koppelingen; 3 queries.

    Nothing links the two, for the rows of the one gemeente are not for the other: a koppeling of as many personen,
    from that day on, is taken for it.
    """
    stappen = Koppelstap.objects.bekend().filter(
        soort=Soort.OVERGEDRAGEN, naar__in=gemeenten, datum__gte=sinds, datum__lte=dag
    )
    overgedragen = {stap.dossier: stap for stap in stappen.select_related("koppelgemeente")}
    if not overgedragen:
        return []
    personen = dict(
        Koppeling.objects.bekend().met_nog(dag).filter(dossier__in=overgedragen).values_list("dossier", "nog_personen")
    )
    eigen = [
        (koppeling.gekoppeld_op, koppeling.personen)
        for koppeling in Koppeling.objects.bekend().filter(
            koppelgemeente__in=gemeenten, gekoppeld_op__gte=sinds - SPELING
        )
    ]
    uit = []
    for dossier, stap in sorted(overgedragen.items(), key=lambda paar: (paar[1].datum, paar[0])):
        aantal = personen.get(dossier, 0)
        gevonden = next((e for e in eigen if e[0] >= stap.datum - SPELING and e[1] == aantal), None)
        if gevonden:
            eigen.remove(gevonden)
        elif aantal:
            uit.append(Overdracht(str(stap.koppelgemeente), stap.datum, aantal))
    return uit
