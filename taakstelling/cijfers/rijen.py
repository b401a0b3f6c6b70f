"""The rows behind a line: what a snapshot keeps, and the same figures from exactly those rows."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from taakstelling.cijfers.feiten import Keuze, Rijen, gelezen_op_tijd, lees
from taakstelling.cijfers.gesloten import FEITEN, leg_gesloten_over, over_tot
from taakstelling.cijfers.tijden import gemeentetijden, met_voorgangers
from taakstelling.models import Afsluiting, Deelinwoners, Mutatie, Plaatsing, Realisatie, Taakstelling
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
    nodig = met_voorgangers([code], tijden or gemeentetijden())
    volgende = halfjaar.volgende
    mutaties = Mutatie.objects.bekend().filter(gemeente__code__in=nodig, datum__lt=volgende.eind)
    # A beginstand replaces all that lies before it, also for the rows a letter rests on.
    beginstanden = {
        m.gemeente.code: m.datum
        for m in mutaties.filter(soort="beginstand", datum__lte=halfjaar.begin)
        .select_related("gemeente")
        .order_by("datum")
    }
    vroegste = beginstanden.get(code, date.min) if len(nodig) == 1 else date.min
    periode: dict[str, Any] = {"halfjaar__lte": volgende}
    if vroegste > date.min:
        periode["halfjaar__gte"] = Halfjaar.van_datum(vroegste)
    bronnen: dict[str, QuerySet[Any]] = {
        "taakstelling": Taakstelling.objects.bekend().filter(gemeente__code__in=nodig, **periode),
        "mutatie": mutaties.filter(datum__gte=vroegste),
        "realisatie": Realisatie.objects.bekend().filter(
            gelezen_op_tijd(gelezen_tot), gemeente__code__in=nodig, **periode
        ),
        "plaatsing": Plaatsing.objects.bekend().filter(koppelgemeente__code__in=nodig, **periode),
        "deelinwoners": Deelinwoners.objects.bekend().filter(van__code__in=nodig),
        # Its lines lie over what the rows give.
        "afsluiting": Afsluiting.objects.bekend().filter(regels__gemeente__code=code, halfjaar__lte=volgende),
    }
    return {naam: sorted(rijen.order_by().values_list("pk", flat=True)) for naam, rijen in bronnen.items()}


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
