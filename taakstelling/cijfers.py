"""Reading the ledger: `standen` answers for every page, letter, export and command.

A handful of queries, whatever the number of gemeenten, half-years and rows; `regels/grootboek` does the arithmetic.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import F, Min, QuerySet, Sum

from organisaties.models import Gemeente, Lidmaatschap, Opvolging
from organisaties.rollen import Rol
from taakstelling.models import Deelinwoners, Mutatie, Plaatsing, Prognose, Realisatie, Taakstelling
from taakstelling.regels.grootboek import Boeking, Bron, Feiten, Gemeentetijd, Officieel, Sleutel, Stand, vouw
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.versies import geldende

Rijen = Mapping[str, list[int]]


@dataclass(frozen=True, slots=True)
class Keuze:
    """Which rows take part: those known on a day (`bekend_op`, None is now), or exactly those with these ids."""

    bekend_op: date | None = None
    rijen: Rijen | None = None

    def uit(self, model: Any) -> QuerySet[Any]:
        rijen: QuerySet[Any] = (
            model.objects.bekend(self.bekend_op)
            if self.rijen is None
            else model.objects.filter(pk__in=self.rijen.get(model._meta.model_name, []))
        )
        return rijen


class _Versie(NamedTuple):
    volgorde: int
    status: str
    datum: date | None
    aantal: int


def gemeentetijden() -> dict[str, Gemeentetijd]:
    """Every gemeente with its validity and successors, by code: two queries."""
    opvolgers: dict[int, list[str]] = {}
    for van, naar in Opvolging.objects.order_by("van", "volgorde").values_list("van_id", "naar__code"):
        opvolgers.setdefault(van, []).append(naar)
    return {
        code: Gemeentetijd(code, geldig_van, geldig_tot, tuple(opvolgers.get(pk, ())))
        for pk, code, geldig_van, geldig_tot in Gemeente.objects.order_by("code").values_list(
            "pk", "code", "geldig_van", "geldig_tot"
        )
    }


def met_voorgangers(codes: Collection[str], tijden: Mapping[str, Gemeentetijd]) -> set[str]:
    """These gemeenten and all that went over into them, however far back."""
    nodig = set(codes)
    while extra := {t.code for t in tijden.values() if t.code not in nodig and nodig.intersection(t.opvolgers)}:
        nodig |= extra
    return nodig


def mag_eigen_telling_zien(
    lid: Lidmaatschap | None, tijden: Mapping[str, Gemeentetijd] | None = None
) -> set[str] | None:
    """Codes of the gemeenten whose own count this membership may see; of the others only the official figures."""
    if lid is None or lid.rol not in (Rol.GEMEENTE, Rol.REGIO, Rol.PROVINCIE):
        return set()
    codes = set(Gemeente.objects.van(lid).values_list("code", flat=True))
    return met_voorgangers(codes, tijden or gemeentetijden())


def standen_voor(
    lid: Lidmaatschap | None,
    gemeenten: Iterable[Gemeente],
    van: Halfjaar,
    tot_en_met: Halfjaar,
    *,
    bekend_op: date | None = None,
) -> dict[Sleutel, Stand]:
    """`standen` as this membership may see them: own counts only where it may, else official figures alone."""
    tijden = gemeentetijden()
    return standen(
        (g.code for g in gemeenten),
        van,
        tot_en_met,
        bekend_op=bekend_op,
        eigen_van=mag_eigen_telling_zien(lid, tijden),
        tijden=tijden,
    )


def standen(
    codes: Iterable[str] | None,
    van: Halfjaar,
    tot_en_met: Halfjaar,
    *,
    bekend_op: date | None = None,
    eigen_van: Collection[str] | None = None,
    tijden: Mapping[str, Gemeentetijd] | None = None,
) -> dict[Sleutel, Stand]:
    """The ledger lines of these gemeenten (None: all) for the half-years `van` up to and including `tot_en_met`.

    `eigen_van`: the gemeenten whose own count may be used (None: all). A gemeente that did not exist has no line.
    """
    gevraagd = None if codes is None else set(codes)
    feiten = lees(gevraagd, tot_en_met, Keuze(bekend_op), eigen_van, tijden)
    return {
        sleutel: stand
        for sleutel, stand in vouw(feiten, tot_en_met).items()
        if sleutel[1] >= van and (gevraagd is None or sleutel[0] in gevraagd)
    }


def stand_van(code: str, halfjaar: Halfjaar, *, bekend_op: date | None = None) -> Stand:
    """One line; every term unknown when nothing is recorded or the gemeente did not exist."""
    gevonden = standen([code], halfjaar, halfjaar, bekend_op=bekend_op)
    return gevonden.get((code, halfjaar)) or leeg(code, halfjaar)


def leeg(code: str, halfjaar: Halfjaar) -> Stand:
    """The line of which nothing is known."""
    return Stand(code, halfjaar, None, None, None, Bron.GEEN, None, None, None)


def lees(
    codes: Collection[str] | None,
    tot_en_met: Halfjaar,
    keuze: Keuze,
    eigen_van: Collection[str] | None = None,
    tijden: Mapping[str, Gemeentetijd] | None = None,
) -> Feiten:
    """Read the facts that the fold needs for these gemeenten and their predecessors."""
    tijden = tijden or gemeentetijden()
    nodig = set(tijden) if codes is None else met_voorgangers(codes, tijden)
    alles = len(nodig) == len(tijden)
    code_van = dict(Gemeente.objects.filter(**({} if alles else {"code__in": nodig})).values_list("pk", "code"))

    def van(model: Any, veld: str = "gemeente") -> QuerySet[Any]:
        rijen = keuze.uit(model)
        return rijen if alles else rijen.filter(**{f"{veld}__in": list(code_van)})

    gepubliceerd: dict[Sleutel, int] = {}
    versies = (
        van(Taakstelling)
        .filter(halfjaar__lte=tot_en_met)
        .order_by("gemeente", "halfjaar", "pk")
        .values_list("gemeente_id", "halfjaar", "pk", "status", "vastgesteld_op", "aantal")
    )
    for (gemeente, halfjaar), groep in groupby(versies.iterator(10_000), key=lambda rij: rij[:2]):
        versie = geldende([_Versie(*rij[2:]) for rij in groep])
        if versie:
            gepubliceerd[code_van[gemeente], halfjaar] = versie.aantal

    beginstanden: dict[Sleutel, int] = {}
    boekingen: dict[Sleutel, list[Boeking]] = {}
    for gemeente, datum, soort, aantal in (
        van(Mutatie).filter(datum__lt=tot_en_met.eind).values_list("gemeente_id", "datum", "soort", "aantal")
    ):
        sleutel = (code_van[gemeente], Halfjaar.van_datum(datum))
        if soort == Mutatie.Soort.BEGINSTAND:
            beginstanden[sleutel] = aantal
        else:
            boekingen.setdefault(sleutel, []).append(Boeking(datum, soort, aantal))

    officieel: dict[Sleutel, Officieel] = {}
    for gemeente, halfjaar, per, aantal in (
        van(Realisatie)
        .filter(halfjaar__lte=tot_en_met)
        .order_by("cijfers_per")
        .values_list("gemeente_id", "halfjaar", "cijfers_per", "aantal")
    ):
        officieel[code_van[gemeente], halfjaar] = Officieel(per, aantal)

    eigen, eigen_vanaf = _eigen(van(Plaatsing, "koppelgemeente"), tijden, code_van, tot_en_met, keuze, eigen_van)
    deelinwoners: dict[tuple[str, str], dict[date, int]] = {}
    for uit, naar, dag, inwoners in keuze.uit(Deelinwoners).values_list(
        "van__code", "naar__code", "peildatum", "inwoners"
    ):
        deelinwoners.setdefault((uit, naar), {})[dag] = inwoners
    return Feiten(
        gemeenten={code: tijden[code] for code in sorted(nodig)},
        beginstanden=beginstanden,
        gepubliceerd=gepubliceerd,
        boekingen=boekingen,
        officieel=officieel,
        eigen=eigen,
        eigen_vanaf=eigen_vanaf,
        deelinwoners=deelinwoners,
    )


def _eigen(
    plaatsingen: QuerySet[Any],
    tijden: Mapping[str, Gemeentetijd],
    code_van: Mapping[int, str],
    tot_en_met: Halfjaar,
    keuze: Keuze,
    eigen_van: Collection[str] | None,
) -> tuple[dict[Sleutel, int], dict[str, Halfjaar]]:
    """The own counts per koppelgemeente and half-year, and since when each gemeente keeps its own log."""
    if eigen_van is not None:
        plaatsingen = plaatsingen.filter(koppelgemeente__in=[pk for pk, code in code_van.items() if code in eigen_van])
    plaatsingen = plaatsingen.filter(halfjaar__lte=tot_en_met).order_by()
    eigen: dict[Sleutel, int] = {
        (code_van[gemeente], halfjaar): aantal
        for gemeente, halfjaar, aantal in plaatsingen.values_list("koppelgemeente_id", "halfjaar").annotate(
            Sum("meegeteld")
        )
    }
    # Placements from the day a gemeente ended count for its successor (ontwerp § 4, herindeling).
    beeindigd = [pk for pk, code in code_van.items() if tijden[code].geldig_tot and tijden[code].opvolgers]
    if beeindigd:
        for gemeente, halfjaar, dag, aantal in (
            plaatsingen.filter(koppelgemeente__in=beeindigd, teldatum__gte=F("koppelgemeente__geldig_tot"))
            .values_list("koppelgemeente_id", "halfjaar", "teldatum")
            .annotate(Sum("meegeteld"))
        ):
            van = code_van[gemeente]
            naar = _bestaande_opvolger(van, dag, tijden)
            eigen[van, halfjaar] -= aantal
            eigen[naar, halfjaar] = eigen.get((naar, halfjaar), 0) + aantal
    vanaf: dict[str, Halfjaar] = {}
    for code, halfjaar in eigen:
        vanaf[code] = min(halfjaar, vanaf.get(code, halfjaar))
    if keuze.rijen is None:
        # Whoever recorded something and withdrew it all still keeps a log: the count is 0, not unknown.
        weg = Plaatsing.objects.exclude(ingetrokken_op=None).order_by().values_list("koppelgemeente_id")
        for gemeente, eerste in weg.annotate(Min("halfjaar")):
            weggehaald = code_van.get(gemeente)
            if weggehaald and (eigen_van is None or weggehaald in eigen_van):
                halfjaar = eerste if isinstance(eerste, Halfjaar) else Halfjaar.van_volgnummer(eerste)
                vanaf[weggehaald] = min(halfjaar, vanaf.get(weggehaald, halfjaar))
    return eigen, vanaf


def _bestaande_opvolger(code: str, dag: date, tijden: Mapping[str, Gemeentetijd]) -> str:
    """The first successor that exists on that day; the last known one when none does."""
    gezien = {code}
    while (tijd := tijden[code]).geldig_tot and tijd.geldig_tot <= dag and tijd.opvolgers:
        if tijd.opvolgers[0] in gezien:
            break
        code = tijd.opvolgers[0]
        gezien.add(code)
    return code


def rijen_achter(code: str, halfjaar: Halfjaar) -> dict[str, list[int]]:
    """Ids of the rows behind a line, per model: what a snapshot stores, and from what `standen_uit` recomputes.

    Includes what is known of the next half-year, because a letter states its opgave too.
    """
    tijden = gemeentetijden()
    nodig = met_voorgangers([code], tijden)
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
        "realisatie": Realisatie.objects.bekend().filter(gemeente__code__in=nodig, **periode),
        "plaatsing": Plaatsing.objects.bekend().filter(koppelgemeente__code__in=nodig, **periode),
        "deelinwoners": Deelinwoners.objects.bekend().filter(van__code__in=nodig),
    }
    return {naam: sorted(rijen.order_by().values_list("pk", flat=True)) for naam, rijen in bronnen.items()}


def standen_uit(rijen: Rijen, code: str, tot_en_met: Halfjaar) -> dict[Sleutel, Stand]:
    """Recompute from exactly these rows, whatever was recorded or withdrawn since."""
    return vouw(lees([code], tot_en_met, Keuze(rijen=rijen)), tot_en_met)


def prognose_van(halfjaar: Halfjaar, *, bekend_op: date | None = None) -> Prognose | None:
    """The national number in force for a half-year; None: unknown."""
    return geldende(Prognose.objects.bekend(bekend_op).filter(halfjaar=halfjaar))
