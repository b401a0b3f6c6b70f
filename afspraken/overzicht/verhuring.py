"""What one new letting means for the norms that count it: Westerkwartier checks its 20 % at each new home."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Q

from afspraken.aandelen import Bereik, Gemeten, meet_alle
from afspraken.beelden.normbalk import zin_van
from afspraken.models import Norm, VrijgekomenWoning
from afspraken.overzicht.bereiken import bereik_van, naam_van
from afspraken.regels.normen import Normregel, Stuk, Woning, stukken, teldag, telt_mee
from organisaties.templatetags.weergave import datum

EEN_DAG = timedelta(days=1)


def normen_bij(woning: VrijgekomenWoning) -> list[tuple[Bereik, Gemeten]]:
    """The norms that this home counts for, each with its calendar year so far: three queries."""
    rijen = (
        Norm.objects.bekend()
        .filter(Q(corporatie=None) | Q(corporatie=woning.corporatie_id))
        .filter(Q(gemeente=woning.gemeente_id) | Q(regio__gemeenten=woning.gemeente_id))
        .select_related("corporatie", "gemeente", "regio")
        .prefetch_related("regio__gemeenten")
        .distinct()
    )
    groepen: dict[object, list[Norm]] = {}
    for norm in rijen:
        groepen.setdefault(norm.regel.groep, []).append(norm)
    vragen = []
    for groep in groepen.values():
        stuk = _stuk_van([norm.regel for norm in groep], woning)
        if stuk is not None:
            vragen.append((bereik_van(groep[0]), stuk))
    metingen = meet_alle(vragen)
    return [(bereik, Gemeten(stuk, m)) for (bereik, stuk), m in zip(vragen, metingen, strict=True)]


def terugkoppeling(woning: VrijgekomenWoning) -> list[str]:
    """A sentence per norm, for after a home was recorded as let: the share so far, and what the norm says of it."""
    return [
        f"{naam_van(bereik)}, sinds {datum(g.stuk.van)}: {zin_van(g.meting, g.stuk.norm)}."
        for bereik, g in normen_bij(woning)
    ]


def _stuk_van(regels: Sequence[Normregel], woning: VrijgekomenWoning) -> Stuk | None:
    """The stretch of this calendar year, up to and including the day of this home, of the norm that judges it."""
    rij = Woning(
        vrij_op=woning.vrij_op,
        verhuurd_op=woning.verhuurd_op,
        onttrokken_op=woning.onttrokken_op,
        nieuwbouw=woning.nieuwbouw,
        flex=woning.flex,
        onzelfstandig=woning.onzelfstandig,
    )
    for norm in regels:
        dag = teldag(norm, rij)
        if dag is not None:
            for stuk in stukken(regels, date(dag.year, 1, 1), dag + EEN_DAG):
                if stuk.norm == norm and telt_mee(stuk, rij):
                    return stuk
    return None
