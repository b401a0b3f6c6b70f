"""What `wat als` begins with for one gemeente or regio, and where each figure comes from."""

from dataclasses import dataclass
from datetime import date, timedelta

from afspraken.aandelen import Bereik
from afspraken.beelden.normbalk import norm_in_woorden
from afspraken.models import Norm, VrijgekomenWoning
from afspraken.overzicht.bereiken import bereik_van, naam_van
from afspraken.regels.normen import Normdoelgroep
from organisaties.models import Gemeente, Lidmaatschap
from organisaties.templatetags.weergave import datum, personen, woningen
from taakstelling.overzicht import bestaand_in, regels_van
from taakstelling.regels.halfjaar import Halfjaar

EEN_DAG = timedelta(days=1)
JAAR = timedelta(days=364)
"""52 whole weeks, as the sum reckons with."""


@dataclass(frozen=True, slots=True)
class Begin:
    """Values by field of the form; `herkomst` says of each where it comes from. What is not known is not there."""

    naam: str
    waarden: dict[str, int | str]
    herkomst: list[str]


def begin_van(bereik: Bereik, lid: Lidmaatschap | None, vandaag: date) -> Begin:
    """Opgave and lettings are those of the whole area, for a norm of one corporatie too."""
    gebied = Bereik(gemeente=bereik.gemeente, regio=bereik.regio)
    waarden: dict[str, int | str] = {}
    herkomst: list[str] = []
    for deel in (_opgave(gebied, lid, vandaag), _norm(bereik, lid, vandaag), _verhuringen(gebied, vandaag)):
        if deel is not None:
            waarden |= deel[0]
            herkomst.append(deel[1])
    return Begin(str(bereik.gemeente or f"regio {bereik.regio}"), waarden, herkomst)


def _opgave(gebied: Bereik, lid: Lidmaatschap | None, vandaag: date) -> tuple[dict[str, int | str], str] | None:
    halfjaar = Halfjaar.van_datum(vandaag + EEN_DAG)  # on its last day there is nothing left to reckon with
    rijen = Gemeente.objects.filter(pk=gebied.gemeente.pk) if gebied.gemeente else gebied.regio.gemeenten.all()
    over = [regel.nog for regel in regels_van(lid, bestaand_in(rijen, halfjaar), halfjaar, vandaag)]
    if not over or None in over:
        return None
    nog = sum(aantal or 0 for aantal in over)
    einde = halfjaar.eind - EEN_DAG
    waarden: dict[str, int | str] = {"te_huisvesten": nog, "tot_en_met": einde.isoformat()}
    return waarden, f"Nog te huisvesten: {personen(nog)}, de opgave van de {halfjaar.in_zin} min wie al is gehuisvest."


def _norm(bereik: Bereik, lid: Lidmaatschap | None, vandaag: date) -> tuple[dict[str, int | str], str] | None:
    """The norm of exactly this scope; else the joint one. Of two in force the one that came last."""
    normen = (
        Norm.objects.zichtbaar_voor(lid)
        .bekend()
        .filter(gemeente=bereik.gemeente, regio=bereik.regio, percentage__isnull=False)
        .filter(doelgroep=Normdoelgroep.STATUSHOUDERS.value)
        .select_related("corporatie", "gemeente", "regio")
        .order_by("van")
    )
    for wie in (bereik.corporatie, None):
        geldend = [n for n in normen if n.corporatie == wie and n.regel.geldt_op(vandaag)]
        if geldend:
            norm = geldend[-1]
            procent = int(norm.percentage or 0)
            bron = f" ({norm.bron})" if norm.bron else ""
            tekst = f"Percentage: {norm_in_woorden(norm.regel)} voor {naam_van(bereik_van(norm))}{bron}."
            return {"percentage": procent, "nu": procent}, tekst
    return None


def _verhuringen(gebied: Bereik, vandaag: date) -> tuple[dict[str, int | str], str] | None:
    van = vandaag - JAAR + EEN_DAG
    aantal = gebied.woningen(VrijgekomenWoning.objects.bekend()).filter(
        verhuurd_op__gte=van, verhuurd_op__lte=vandaag, onttrokken_op=None, onzelfstandig=False
    )
    if not (geteld := aantal.count()):
        return None
    tekst = f"Verhuringen per jaar: {woningen(geteld)}, verhuurd van {datum(van)} tot en met {datum(vandaag)}."
    return {"verhuringen": geteld}, tekst
