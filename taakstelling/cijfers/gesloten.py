"""Closed half-years: reading what was frozen, and whether anything came later.

Of a gemeente for which nothing came later the last frozen stand is where the fold starts; its closed half-years need no
facts at all. Of the others everything is folded again, and the frozen lines are laid over it.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import F, OuterRef, Q

from organisaties.models import Gemeente
from taakstelling.cijfers.feiten import Grond
from taakstelling.cijfers.tijden import familie_tot, families
from taakstelling.models import (
    Afsluiting,
    Afsluitregel,
    Deelinwoners,
    Mutatie,
    Plaatsing,
    Realisatie,
    Taakstelling,
)
from taakstelling.regels.afsluiting import leg_over, ontdooi
from taakstelling.regels.grootboek import Gemeentetijd, Sleutel, Stand
from taakstelling.regels.halfjaar import Halfjaar

# The facts a stand rests on, with the field that says of which gemeente.
FEITEN: dict[Any, str] = {
    Taakstelling: "gemeente",
    Mutatie: "gemeente",
    Realisatie: "gemeente",
    Plaatsing: "koppelgemeente",
    Deelinwoners: "van",
}
# A withdrawal carries the time at which it began; in a long transaction it may have become known that much later.
_SPEELRUIMTE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Gesloten:
    """What is closed of some gemeenten and did not change: where each may start, and the frozen lines asked for."""

    gronden: Mapping[str, Grond]
    lijnen: Mapping[Sleutel, Stand]


class _Regel(NamedTuple):
    """What of an `Afsluitregel` is needed to start from it."""

    afsluiting: Afsluiting
    stand_eind: int | None
    stand_eind_officieel: int | None
    eigen_vanaf: Halfjaar | None
    familie: str


def over_tot(model: Any, halfjaar: Halfjaar) -> Q:
    """The rows of a kind of fact that are about this half-year or an earlier one."""
    if model is Mutatie:
        return Q(datum__lt=halfjaar.eind)
    return Q(peildatum__lt=halfjaar.eind) if model is Deelinwoners else Q(halfjaar__lte=halfjaar)


def sinds(model: Any, afsluiting: Afsluiting, speelruimte: timedelta = timedelta(0)) -> Q:
    """The rows that were recorded or withdrawn after a half-year was closed."""
    grens = afsluiting.grenzen.get(model._meta.model_name, 0)
    return Q(pk__gt=grens) | Q(pk__lte=grens, ingetrokken_op__gt=afsluiting.vastgelegd_op - speelruimte)


def ongewijzigd(
    codes: Collection[str], van: Halfjaar, eigen_van: Collection[str] | None, tijden: Mapping[str, Gemeentetijd]
) -> Gesloten:
    """The gemeenten among `codes`, with those before them, whose closed half-years are as they were closed."""
    afsluitingen = {een.pk: een for een in Afsluiting.objects.filter(pk__in=_laatste()).order_by().defer("rijen")}
    regels = Afsluitregel.objects.filter(afsluiting__in=list(afsluitingen), gemeente__code__in=codes)
    velden = ("gemeente__code", "stand_eind", "stand_eind_officieel", "eigen_vanaf", "familie", "afsluiting_id")
    laatste = {code: _Regel(afsluitingen[afsluiting], *rest) for code, *rest, afsluiting in regels.values_list(*velden)}
    if not laatste:
        return Gesloten({}, {})
    familie = families(laatste, tijden)
    gronden = _gronden(laatste, familie, eigen_van, tijden)
    vroeg = [code for code, grond in gronden.items() if van <= grond.halfjaar]
    lijnen = bevroren(vroeg, eigen_van, van=van) if vroeg else {}
    aantal = Counter(code for code, _ in lijnen)
    for code in vroeg:
        if aantal[code] <= gronden[code].halfjaar.volgnummer - van.volgnummer:
            del gronden[code]  # not every half-year that is asked for is frozen

    def bestaat_nog(een: str, halfjaar: Halfjaar) -> bool:
        tot = tijden[een].geldig_tot
        return tot is None or tot >= halfjaar.eind

    def mist(een: str, halfjaar: Halfjaar) -> bool:
        return een not in gronden or gronden[een].halfjaar > halfjaar

    # Who goes over into another after its last closed half-year brings its stand, so that one must be known from there
    # on too: another provincie may have closed more, and then the moment at which it goes over lies before its start.
    while weg := [
        code
        for code, grond in gronden.items()
        if any(mist(een, grond.halfjaar) and bestaat_nog(een, grond.halfjaar) for een in familie[code])
    ]:
        for code in weg:
            del gronden[code]
    return Gesloten(gronden, {sleutel: lijn for sleutel, lijn in lijnen.items() if sleutel[0] in gronden})


def _gronden(
    laatste: Mapping[str, _Regel],
    familie: Mapping[str, Collection[str]],
    eigen_van: Collection[str] | None,
    tijden: Mapping[str, Gemeentetijd],
) -> dict[str, Grond]:
    gewijzigd = _gewijzigd(laatste, familie)
    uit = {}
    for code, regel in laatste.items():
        halfjaar = regel.afsluiting.halfjaar
        stand = regel.stand_eind if eigen_van is None or code in eigen_van else regel.stand_eind_officieel
        if (
            stand is not None
            and gewijzigd.isdisjoint(familie[code])
            and regel.familie == familie_tot(code, familie[code], halfjaar, tijden)
        ):
            uit[code] = Grond(halfjaar, stand, regel.eigen_vanaf)
    return uit


def bevroren(
    codes: Collection[str],
    eigen_van: Collection[str] | None,
    *,
    van: Halfjaar | None = None,
    bekend_op: date | None = None,
    afsluitingen: Collection[int] | None = None,
) -> dict[Sleutel, Stand]:
    """The frozen lines of these gemeenten, of the closings known on a day or of exactly these.

    Whose own count may not be seen (not in `eigen_van`) has the line by official figures alone.
    """
    rijen = (
        Afsluiting.objects.bekend(bekend_op) if afsluitingen is None else Afsluiting.objects.filter(pk__in=afsluitingen)
    )
    regels = Afsluitregel.objects.filter(afsluiting__in=rijen.order_by().values("pk"), gemeente__code__in=codes)
    if van is not None:
        regels = regels.filter(afsluiting__halfjaar__gte=van)
    uit = {}
    for code, halfjaar, cijfers in regels.values_list("gemeente__code", "afsluiting__halfjaar", "cijfers"):
        lijn = cijfers["eigen" if eigen_van is None or code in eigen_van else "officieel"]
        if lijn["stand_eind"] is not None:
            uit[code, halfjaar] = ontdooi(code, halfjaar, lijn)
    return uit


def leg_gesloten_over(
    standen: Mapping[Sleutel, Stand], codes: Collection[str], afsluitingen: Collection[int]
) -> dict[Sleutel, Stand]:
    """Lay the lines that were frozen in exactly these closings over lines that were folded from rows."""
    return leg_over(standen, bevroren(codes, None, afsluitingen=afsluitingen))


def telt_in(gemeente: Gemeente, halfjaar: Halfjaar) -> Halfjaar:
    """The half-year in which something about this one counts when it is recorded now: itself, or the first open one."""
    regels = Afsluitregel.objects.filter(gemeente=gemeente, afsluiting__ingetrokken_op=None, stand_eind__isnull=False)
    laatste = regels.order_by("-afsluiting__halfjaar").values_list("afsluiting__halfjaar", flat=True).first()
    return laatste.volgende if laatste is not None and halfjaar <= laatste else halfjaar


def coa_telt(gemeente: Gemeente, halfjaar: Halfjaar) -> bool:
    """Whether COA's figure counts in this half-year: then a plaatsing in it no longer changes the stand.

    Where there is a plaatsing the own count is known, so only a figure that was read on or after the peildatum counts.
    """
    cijfers = Realisatie.objects.bekend().filter(gemeente=gemeente, halfjaar=halfjaar)
    return bool(cijfers.filter(cijfers_per__gte=halfjaar.peildatum).exists())


def _laatste() -> Any:
    """The last half-year that each provincie has closed."""
    geldig = Afsluiting.objects.bekend().order_by()
    later = geldig.filter(provincie=OuterRef("provincie")).order_by("-halfjaar").values("pk")[:1]
    return geldig.filter(pk=later).values("pk")


def _gewijzigd(laatste: Mapping[str, _Regel], familie: Mapping[str, Collection[str]]) -> set[str]:
    """The gemeenten of which something was recorded or withdrawn about a closed half-year after it was closed."""
    per_afsluiting: dict[int, tuple[Afsluiting, set[str]]] = {}
    for code, regel in laatste.items():
        _, codes = per_afsluiting.setdefault(regel.afsluiting.pk, (regel.afsluiting, set()))
        codes.update(familie[code])
    code_van = dict(
        Gemeente.objects.filter(code__in={code for _, codes in per_afsluiting.values() for code in codes})
        .order_by()
        .values_list("code", "pk")
    )
    vragen = []
    for model, veld in FEITEN.items():
        deel = Q()
        for afsluiting, codes in per_afsluiting.values():
            van_hen = Q(**{f"{veld}__in": [code_van[code] for code in codes]})
            deel |= van_hen & over_tot(model, afsluiting.halfjaar) & sinds(model, afsluiting, _SPEELRUIMTE)
        vragen.append(model.objects.filter(deel).order_by().values_list(F(f"{veld}_id")))
    naam = {pk: code for code, pk in code_van.items()}
    return {naam[pk] for (pk,) in vragen[0].union(*vragen[1:])}
