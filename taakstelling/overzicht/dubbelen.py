"""What is in the log of a gemeente already and may be the same as what is being recorded."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from organisaties.models import Gemeente
from taakstelling.models import Koppeling, Plaatsing
from taakstelling.regels.dubbelen import DAG, Kort, dubbelen


def mogelijk_dubbel(
    koppelgemeente: Gemeente, nieuw: Sequence[Kort], zonder: Plaatsing | None = None
) -> list[list[tuple[Plaatsing, str]]]:
    """For each of these the plaatsingen that may be the same, with the reason. One query.

    `zonder`: the row that is being corrected, which is like itself.
    """
    kenmerken = {een.kenmerk for een in nieuw if een.kenmerk}
    gelijk = Q(teldatum__in={een.dag for een in nieuw if een.dag})
    for kenmerk in kenmerken:
        gelijk |= Q(huishouden__kenmerk__iexact=kenmerk)
    rijen = (
        Plaatsing.objects.bekend()
        .filter(gelijk, Q(koppelgemeente=koppelgemeente) | Q(koppelgemeente__in=koppelgemeente.voorgangers.all()))
        .select_related("huishouden", "huisvestingsgemeente")
        .order_by("-teldatum", "-pk")
    )
    if zonder is not None:
        rijen = rijen.exclude(pk=zonder.pk)
    per_pk = {rij.pk: rij for rij in rijen}
    bekend = [(pk, _kort(rij)) for pk, rij in per_pk.items()]
    return [[(per_pk[pk], reden) for pk, reden in dubbelen(een, bekend)] for een in nieuw]


def mogelijk_dubbele_koppeling(
    koppelgemeente: Gemeente, *, dag: date | None, personen: int, kenmerk: str
) -> list[tuple[Koppeling, str]]:
    """The koppelingen of this gemeente on the same day of as many persons under another kenmerk, with the reason."""
    rijen = (
        Koppeling.objects.bekend()
        .filter(Q(koppelgemeente=koppelgemeente) | Q(koppelgemeente__in=koppelgemeente.voorgangers.all()))
        .filter(gekoppeld_op=dag, huishouden__isnull=False)
        .exclude(huishouden__kenmerk=kenmerk)
        .select_related("huishouden")
    )
    return [(rij, DAG) for rij in rijen if rij.personen == personen]


def _kort(rij: Plaatsing) -> Kort:
    return Kort(rij.huishouden.kenmerk if rij.huishouden else "", rij.deel, rij.teldatum, rij.personen)
