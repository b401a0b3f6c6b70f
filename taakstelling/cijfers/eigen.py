"""The own counts of the gemeenten, summed by the database."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import ExpressionWrapper, F, Field, OuterRef, QuerySet, Subquery, Sum

from organisaties.models import Gemeente
from taakstelling.regels.grootboek import Gemeentetijd, Sleutel
from taakstelling.regels.halfjaar import Halfjaar

_NUMMER: Any = ExpressionWrapper(F("halfjaar"), output_field=Field())


def eigen_tellingen(
    plaatsingen: QuerySet[Any],
    hele_log: QuerySet[Any] | None,
    tijden: Mapping[str, Gemeentetijd],
    code_van: Mapping[int, str],
    eigen_van: Collection[str] | None,
) -> tuple[dict[Sleutel, int], dict[str, Halfjaar]]:
    """The own counts in `plaatsingen` per koppelgemeente and half-year, and since when each gemeente keeps its own log.

    `hele_log`: all plaatsingen, where the log may have begun before these.
    """
    pks = {code: pk for pk, code in code_van.items() if eigen_van is None or code in eigen_van}
    if len(pks) < len(tijden):
        plaatsingen = plaatsingen.filter(koppelgemeente__in=list(pks.values()))
    eigen: dict[Sleutel, int] = {
        (code_van[gemeente], Halfjaar.van_volgnummer(nummer)): aantal
        for gemeente, nummer, aantal in plaatsingen.values_list("koppelgemeente_id", _NUMMER).annotate(Sum("meegeteld"))
    }
    vanaf: dict[str, Halfjaar] = {}
    for code, halfjaar in eigen:
        vanaf[code] = min(halfjaar, vanaf.get(code, halfjaar))
    if hele_log is not None:
        vanaf = _begin_van_log(hele_log, pks.values())
    # Placements from the day a gemeente ended count for its successor (docs/besluiten/0005).
    over = {code for code, halfjaar in eigen if (tot := tijden[code].geldig_tot) and tot < halfjaar.eind}
    over = {code for code in over if tijden[code].opvolgers}
    if not over:
        return eigen, vanaf
    verhuisd = plaatsingen.filter(
        koppelgemeente__in=[pks[code] for code in over], teldatum__gte=F("koppelgemeente__geldig_tot")
    ).values_list("koppelgemeente_id", "halfjaar", "teldatum")
    for gemeente, halfjaar, dag, aantal in verhuisd.annotate(Sum("meegeteld")):
        van = code_van[gemeente]
        naar = _bestaande_opvolger(van, dag, tijden)
        eigen[van, halfjaar] -= aantal
        if eigen_van is not None and naar not in eigen_van:
            continue
        eigen[naar, halfjaar] = eigen.get((naar, halfjaar), 0) + aantal
        vanaf[naar] = min(halfjaar, vanaf.get(naar, halfjaar))
    return eigen, vanaf


def _begin_van_log(plaatsingen: QuerySet[Any], pks: Collection[int]) -> dict[str, Halfjaar]:
    """The half-year of the first plaatsing in each gemeente's own log."""
    # By an index to one row of each gemeente, not through all of them.
    eerste = Subquery(plaatsingen.filter(koppelgemeente=OuterRef("pk")).order_by("halfjaar").values("halfjaar")[:1])
    gemeenten = Gemeente.objects.filter(pk__in=list(pks)).order_by().annotate(eerste=eerste)
    return {code: halfjaar for code, halfjaar in gemeenten.values_list("code", "eerste") if halfjaar is not None}


def _bestaande_opvolger(code: str, dag: date, tijden: Mapping[str, Gemeentetijd]) -> str:
    """The first successor that exists on that day; the last known one when none does."""
    gezien = {code}
    while (tijd := tijden[code]).geldig_tot and tijd.geldig_tot <= dag and tijd.opvolgers:
        if tijd.opvolgers[0] in gezien:
            break
        code = tijd.opvolgers[0]
        gezien.add(code)
    return code
