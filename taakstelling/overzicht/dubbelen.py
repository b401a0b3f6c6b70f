"""What is in the log of a gemeente already and may be the same as what is being recorded."""

from collections.abc import Sequence

from django.db.models import Q

from organisaties.models import Gemeente
from taakstelling.models import Plaatsing
from taakstelling.regels.dubbelen import Kort, dubbelen


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


def _kort(rij: Plaatsing) -> Kort:
    return Kort(rij.huishouden.kenmerk if rij.huishouden else "", rij.deel, rij.teldatum, rij.personen)
