"""The rows behind a line: what a snapshot keeps, and the same figures from exactly those rows."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from taakstelling.cijfers.feiten import Keuze, Rijen, gelezen_op_tijd, lees
from taakstelling.cijfers.gesloten import FEITEN, leg_gesloten_over, over_tot
from taakstelling.cijfers.tijden import families, gemeentetijden, met_voorgangers
from taakstelling.models import (
    Afsluiting,
    Afsluitregel,
    Deelinwoners,
    Mutatie,
    Plaatsing,
    Realisatie,
    Taakstelling,
)
from taakstelling.regels.afsluiting import bevries
from taakstelling.regels.grootboek import Gemeentetijd, Sleutel, Stand, leeg, vouw
from taakstelling.regels.halfjaar import Halfjaar


def rijen_achter(
    code: str,
    halfjaar: Halfjaar,
    *,
    gelezen_tot: date | None = None,
    tijden: Mapping[str, Gemeentetijd] | None = None,
) -> dict[str, list[int]]:
    """Ids of the rows behind a line, per model: what a snapshot stores, and from what `standen_uit` recomputes.

    Includes what is known of the next half-year, because a letter states its opgave too; without the COA figures that
    were read after `gelezen_tot`.
    """
    return rijen_achter_elk([code], halfjaar, gelezen_tot=gelezen_tot, tijden=tijden)[code]


def rijen_achter_elk(
    codes: Collection[str],
    halfjaar: Halfjaar,
    *,
    gelezen_tot: date | None = None,
    tijden: Mapping[str, Gemeentetijd] | None = None,
) -> dict[str, dict[str, list[int]]]:
    """`rijen_achter` of each of these gemeenten, in as many queries as of one."""
    tijden = tijden or gemeentetijden()
    familie = families(codes, tijden)
    alle, volgende = {een for leden in familie.values() for een in leden}, halfjaar.volgende

    def over(model: Any, veld: str = "gemeente", **wanneer: Any) -> QuerySet[Any]:
        rijen: QuerySet[Any] = model.objects.bekend().filter(**{f"{veld}__code__in": alle}, **wanneer)
        return rijen.order_by()

    periode: dict[str, Any] = {"halfjaar__lte": volgende}
    mutaties = over(Mutatie, datum__lt=volgende.eind)
    realisaties = over(Realisatie, **periode).filter(gelezen_op_tijd(gelezen_tot))
    regels = Afsluitregel.objects.filter(
        gemeente__code__in=codes, afsluiting__in=Afsluiting.objects.bekend().filter(**periode).order_by().values("pk")
    )
    bronnen = {
        "taakstelling": _per_gemeente(over(Taakstelling, **periode), "gemeente__code", "halfjaar"),
        "mutatie": _per_gemeente(mutaties, "gemeente__code", "datum"),
        "realisatie": _per_gemeente(realisaties, "gemeente__code", "halfjaar"),
        "plaatsing": _per_gemeente(over(Plaatsing, "koppelgemeente", **periode), "koppelgemeente__code", "halfjaar"),
        "deelinwoners": _per_gemeente(over(Deelinwoners, "van"), "van__code", "pk"),
    }
    # Its lines lie over what the rows give.
    afsluitingen = _per_gemeente(regels.order_by(), "gemeente__code", "pk", sleutel="afsluiting")
    beginstanden: dict[str, date] = {}
    begin = mutaties.filter(soort=Mutatie.Soort.BEGINSTAND, datum__lte=halfjaar.begin)
    for code, dag in begin.values_list("gemeente__code", "datum"):
        beginstanden[code] = max(dag, beginstanden.get(code, dag))
    uit = {}
    for code in codes:
        # A beginstand replaces all that lies before it, also for the rows a letter rests on.
        vroegste = beginstanden.get(code) if len(familie[code]) == 1 else None
        vanaf = _vanaf(vroegste)
        uit[code] = {
            naam: sorted(pk for een in familie[code] for pk, op in rijen.get(een, ()) if op >= vanaf.get(naam, op))
            for naam, rijen in bronnen.items()
        } | {"afsluiting": sorted(pk for pk, _ in afsluitingen.get(code, ()))}
    return uit


def _per_gemeente(
    rijen: QuerySet[Any], veld: str, wanneer: str, *, sleutel: str = "pk"
) -> dict[str, list[tuple[int, Any]]]:
    """By code the id of each row, and when it is about."""
    uit: dict[str, list[tuple[int, Any]]] = {}
    for code, pk, op in rijen.values_list(veld, sleutel, wanneer):
        uit.setdefault(code, []).append((pk, op))
    return uit


def _vanaf(vroegste: date | None) -> dict[str, Any]:
    """From when the rows of each model count; of a model that is not in it they all do."""
    if vroegste is None:
        return {}
    halfjaar = Halfjaar.van_datum(vroegste)
    return {"mutatie": vroegste, "taakstelling": halfjaar, "realisatie": halfjaar, "plaatsing": halfjaar}


def standen_uit(rijen: Rijen, code: str, tot_en_met: Halfjaar) -> dict[Sleutel, Stand]:
    """Recompute from exactly these rows, whatever was recorded or withdrawn since."""
    live = vouw(lees([code], tot_en_met, Keuze(rijen=rijen)), tot_en_met)
    return leg_gesloten_over(live, [code], rijen.get("afsluiting", []))


def rijen_tot(codes: Collection[str], halfjaar: Halfjaar) -> dict[str, list[int]]:
    """Ids of every valid row about this half-year or an earlier one, of these gemeenten and all before them."""
    nodig = met_voorgangers(codes, gemeentetijden())
    return {
        model._meta.model_name: list(
            model.objects.bekend()
            .filter(over_tot(model, halfjaar), **{f"{veld}__code__in": nodig})
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        for model, veld in FEITEN.items()
    }


def rijen_onder(afsluiting: Afsluiting | None) -> dict[str, set[int]]:
    """Every row that a closing rests on, together with those it was built upon."""
    if afsluiting is None:
        return {}
    uit = rijen_onder(afsluiting.vorige)
    for naam, ids in afsluiting.rijen["erbij"].items():
        uit.setdefault(naam, set()).update(ids)
    for naam, ids in afsluiting.rijen["eraf"].items():
        uit[naam].difference_update(ids)
    return uit


def reken_na(afsluiting: Afsluiting) -> list[str]:
    """The gemeenten whose frozen line does not follow from the rows that the closing names; none when all is well."""
    bewaard = {regel.gemeente.code: regel.cijfers["eigen"] for regel in afsluiting.regels.select_related("gemeente")}
    rijen = {naam: sorted(ids) for naam, ids in rijen_onder(afsluiting).items()}
    halfjaar, eerder, vorige = afsluiting.halfjaar, [], afsluiting.vorige
    while vorige is not None:
        eerder.append(vorige.pk)
        vorige = vorige.vorige
    live = vouw(lees(bewaard, halfjaar, Keuze(rijen=rijen)), halfjaar)
    standen = leg_gesloten_over(live, bewaard, eerder)
    tijden = gemeentetijden()
    return [
        code
        for code, cijfers in sorted(bewaard.items())
        if bevries(standen.get((code, halfjaar)) or leeg(code, halfjaar, tijden[code])) != cijfers
    ]
