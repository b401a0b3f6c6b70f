"""Reading the ledger: `standen` answers for every page, letter, export and command.

A handful of queries, whatever the number of gemeenten, half-years and rows; `regels/grootboek` does the arithmetic.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Unpack

from django.db.models import ExpressionWrapper, F, Field, OuterRef, Q, QuerySet, Subquery, Sum

from organisaties.models import Gemeente, Lidmaatschap, Opvolging
from organisaties.regels.tijd import Zicht
from organisaties.rollen import Rol
from taakstelling.geheugen import onthoud
from taakstelling.models import Deelinwoners, Mutatie, Plaatsing, Prognose, Realisatie, Taakstelling
from taakstelling.regels.grootboek import Boeking, Bron, Feiten, Gemeentetijd, Officieel, Sleutel, Stand, vouw
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.versies import Status, geldende

Rijen = Mapping[str, list[int]]

# A half-year as the number it is stored as, untouched: over a whole country the conversion of a column is felt.
_NUMMER: Any = ExpressionWrapper(F("halfjaar"), output_field=Field())


@dataclass(frozen=True, slots=True)
class Keuze:
    """Which rows take part: those known on a day (`bekend_op`, None is now), or exactly those with these ids.

    With `peildatum` only who was housed by that day: placements up to and including it, and of the half-year it lies in
    no COA figure that was read later. Taakstelling and mutaties are of the half-year as a whole, and stay.
    """

    bekend_op: date | None = None
    rijen: Rijen | None = None
    peildatum: date | None = None

    def uit(self, model: Any) -> QuerySet[Any]:
        rijen: QuerySet[Any] = (
            model.objects.bekend(self.bekend_op)
            if self.rijen is None
            else model.objects.filter(pk__in=self.rijen.get(model._meta.model_name, []))
        )
        return rijen if self.peildatum is None else rijen.filter(geteld_op(model, self.peildatum))


def geteld_op(model: Any, peildatum: date | None) -> Q:
    """Of the counts (plaatsingen, realisaties) those that say who was housed by that day; None: all."""
    if peildatum is None or model not in (Plaatsing, Realisatie):
        return Q()
    if model is Plaatsing:
        return Q(teldatum__lte=peildatum)
    return Q(cijfers_per__lte=peildatum) | Q(halfjaar__lt=Halfjaar.van_datum(peildatum))


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


def met_opvolgers(codes: Collection[str], tijden: Mapping[str, Gemeentetijd]) -> set[str]:
    """These gemeenten and all that they went over into, however far on: where a change of their stand ends up."""
    nodig: set[str] = set()
    nog = list(codes)
    while nog:
        deze = nog.pop()
        if deze not in nodig:
            nodig.add(deze)
            nog += tijden[deze].opvolgers if deze in tijden else ()
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
    **zicht: Unpack[Zicht],
) -> dict[Sleutel, Stand]:
    """`standen` as this membership may see them: own counts only where it may, else official figures alone."""
    codes = sorted({g.code for g in gemeenten})

    def reken() -> dict[Sleutel, Stand]:
        tijden = gemeentetijden()
        eigen_van = mag_eigen_telling_zien(lid, tijden)
        return standen(codes, van, tot_en_met, eigen_van=eigen_van, tijden=tijden, **zicht)

    moment = (str(zicht.get("bekend_op")), str(zicht.get("peildatum")))
    return onthoud((lid.pk if lid else None, codes, str(van), str(tot_en_met), *moment), reken)


def standen(
    codes: Iterable[str] | None,
    van: Halfjaar,
    tot_en_met: Halfjaar,
    *,
    bekend_op: date | None = None,
    peildatum: date | None = None,
    eigen_van: Collection[str] | None = None,
    tijden: Mapping[str, Gemeentetijd] | None = None,
) -> dict[Sleutel, Stand]:
    """The ledger lines of these gemeenten (None: all) for the half-years `van` up to and including `tot_en_met`.

    `eigen_van`: the gemeenten whose own count may be used (None: all). A gemeente that did not exist has no line.
    """
    gevraagd = None if codes is None else set(codes)
    feiten = lees(gevraagd, tot_en_met, Keuze(bekend_op, peildatum=peildatum), eigen_van, tijden, van)
    return {
        sleutel: stand
        for sleutel, stand in vouw(feiten, tot_en_met, van).items()
        if gevraagd is None or sleutel[0] in gevraagd
    }


def stand_van(code: str, halfjaar: Halfjaar, *, bekend_op: date | None = None) -> Stand:
    """One line; every term unknown when nothing is recorded or the gemeente did not exist."""
    tijden = gemeentetijden()
    gevonden = standen([code], halfjaar, halfjaar, bekend_op=bekend_op, tijden=tijden)
    return gevonden.get((code, halfjaar)) or leeg(code, halfjaar, tijden.get(code))


def leeg(code: str, halfjaar: Halfjaar, tijd: Gemeentetijd | None = None) -> Stand:
    """The line of which nothing is known; of a gemeente that does not exist then, that it has no taakstelling."""
    gepubliceerd = 0 if tijd is not None and not tijd.bestaat_op(halfjaar.begin) else None
    return Stand(code, halfjaar, None, gepubliceerd, None, Bron.GEEN, None, None, None)


def lees(
    codes: Collection[str] | None,
    tot_en_met: Halfjaar,
    keuze: Keuze,
    eigen_van: Collection[str] | None = None,
    tijden: Mapping[str, Gemeentetijd] | None = None,
    vanaf: Halfjaar | None = None,
) -> Feiten:
    """Read the facts that the fold needs for these gemeenten and their predecessors.

    With `vanaf`, own counts of before it are left out where a final official figure counts anyway.
    """
    tijden = tijden or gemeentetijden()
    nodig = set(tijden) if codes is None else met_voorgangers(codes, tijden)
    alles = len(nodig) == len(tijden)
    code_van = dict(
        Gemeente.objects.filter(**({} if alles else {"code__in": nodig})).order_by().values_list("pk", "code")
    )

    def van(model: Any, veld: str = "gemeente") -> QuerySet[Any]:
        rijen = keuze.uit(model)
        return rijen if alles else rijen.filter(**{f"{veld}__in": list(code_van)})

    gepubliceerd = _gepubliceerd(van(Taakstelling).filter(halfjaar__lte=tot_en_met), code_van)

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
        .values_list("gemeente_id", _NUMMER, "cijfers_per", "aantal")
    ):
        officieel[code_van[gemeente], Halfjaar.van_volgnummer(halfjaar)] = Officieel(per, aantal)

    zeker = _zeker_officieel([tijden[code] for code in nodig], officieel, vanaf) if vanaf and keuze == Keuze() else None
    eigen, eigen_vanaf = _eigen(keuze.uit(Plaatsing), tijden, code_van, tot_en_met, keuze, eigen_van, zeker)
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


def _gepubliceerd(taakstellingen: QuerySet[Any], code_van: Mapping[int, str]) -> dict[Sleutel, int]:
    """The version that counts of each published number. Nearly all have one version, so only the others are weighed."""
    enige: dict[tuple[int, int], int] = {}
    versies: dict[tuple[int, int], list[_Versie]] = {}
    rijen = list(
        taakstellingen.order_by().values_list("gemeente_id", _NUMMER, "pk", "status", "vastgesteld_op", "aantal")
    )
    for gemeente, nummer, _, status, _, aantal in rijen:
        if (gemeente, nummer) in enige or status == Status.INDICATIEF:
            versies[gemeente, nummer] = []
        enige[gemeente, nummer] = aantal
    if versies:
        # The order of recording is that of the clock: history that is read in later has its own recording date.
        halfjaren = {nummer for _, nummer in versies}
        opgenomen = taakstellingen.filter(halfjaar__in=halfjaren).order_by("vastgelegd_op", "pk")
        volgorde = {pk: plek for plek, pk in enumerate(opgenomen.values_list("pk", flat=True))}
        for gemeente, nummer, pk, *versie in rijen:
            if (gemeente, nummer) in versies:
                versies[gemeente, nummer].append(_Versie(volgorde[pk], *versie))
    for sleutel, alle in versies.items():
        if geldt := geldende(alle):
            enige[sleutel] = geldt.aantal
        else:
            del enige[sleutel]
    return {(code_van[g], Halfjaar.van_volgnummer(nummer)): aantal for (g, nummer), aantal in enige.items()}


class _Zeker(NamedTuple):
    """Consecutive half-years in which a final official figure counts, save in the lines of `zonder`."""

    van: Halfjaar
    tot_en_met: Halfjaar
    zonder: frozenset[Sleutel]


def _zeker_officieel(
    gemeenten: Collection[Gemeentetijd], officieel: Mapping[Sleutel, Officieel], vanaf: Halfjaar
) -> _Zeker | None:
    """The half-years before `vanaf` of which no own count is needed: that costs most of all, and changes nothing."""
    vroegste = min((halfjaar for _, halfjaar in officieel), default=vanaf)
    zonder: set[Sleutel] = set()
    begin = vanaf
    while begin > vroegste:
        h = begin.vorige
        eerste_dag, eind = h.begin, h.eind
        # Of a gemeente that ended on the first day every placement counts for its successor.
        bestaan = [
            g.code
            for g in gemeenten
            if (g.geldig_van is None or g.geldig_van < eind)
            and (g.geldig_tot is None or g.geldig_tot > eerste_dag or (g.geldig_tot == eerste_dag and not g.opvolgers))
        ]
        open_ = [c for c in bestaan if (o := officieel.get((c, h))) is None or o.cijfers_per < eind]
        if 2 * len(open_) > len(bestaan):
            break
        zonder.update((code, h) for code in open_)
        begin = h
    return _Zeker(begin, vanaf.vorige, frozenset(zonder)) if begin < vanaf else None


def _eigen(
    plaatsingen: QuerySet[Any],
    tijden: Mapping[str, Gemeentetijd],
    code_van: Mapping[int, str],
    tot_en_met: Halfjaar,
    keuze: Keuze,
    eigen_van: Collection[str] | None,
    zeker: _Zeker | None,
) -> tuple[dict[Sleutel, int], dict[str, Halfjaar]]:
    """The own counts per koppelgemeente and half-year, and since when each gemeente keeps its own log."""
    pks = {code: pk for pk, code in code_van.items() if eigen_van is None or code in eigen_van}
    vanaf, na_einde = _grenzen_van_log(plaatsingen.order_by(), pks.values())
    if len(pks) < len(tijden) or zeker is not None:
        plaatsingen = plaatsingen.filter(koppelgemeente__in=list(pks.values()))
    plaatsingen = plaatsingen.order_by()
    delen = [Q(halfjaar__lte=tot_en_met)]
    if zeker is not None:
        delen = [Q(halfjaar__gt=zeker.tot_en_met, halfjaar__lte=tot_en_met)]
        if min(vanaf.values(), default=zeker.van) < zeker.van:
            # One bound: of two upper bounds on one column SQLite may follow the wrong one through the index.
            delen.append(Q(halfjaar__lt=zeker.van))
        if zonder := [sleutel for sleutel in zeker.zonder if sleutel[0] in pks]:
            codes, halfjaren = zip(*zonder, strict=True)
            delen.append(Q(koppelgemeente__in=[pks[code] for code in set(codes)], halfjaar__in=set(halfjaren)))
    tellingen = [
        plaatsingen.filter(deel).values_list("koppelgemeente_id", _NUMMER).annotate(Sum("meegeteld")) for deel in delen
    ]
    eigen: dict[Sleutel, int] = {
        (code_van[gemeente], Halfjaar.van_volgnummer(nummer)): aantal
        for gemeente, nummer, aantal in tellingen[0].union(*tellingen[1:], all=True)
    }
    # Placements from the day a gemeente ended count for its successor (docs/besluiten/0005).
    verhuisd = plaatsingen.filter(
        koppelgemeente__in=[pks[code] for code in na_einde if tijden[code].opvolgers],
        halfjaar__lte=tot_en_met,
        teldatum__gte=F("koppelgemeente__geldig_tot"),
    ).values_list("koppelgemeente_id", "halfjaar", "teldatum")
    for gemeente, halfjaar, dag, aantal in verhuisd.annotate(Sum("meegeteld")):
        van = code_van[gemeente]
        naar = _bestaande_opvolger(van, dag, tijden)
        if (van, halfjaar) in eigen:
            eigen[van, halfjaar] -= aantal
        if eigen_van is not None and naar not in eigen_van:
            continue
        eigen[naar, halfjaar] = eigen.get((naar, halfjaar), 0) + aantal
        vanaf[naar] = min(halfjaar, vanaf.get(naar, halfjaar))
    return eigen, vanaf


def _grenzen_van_log(plaatsingen: QuerySet[Any], pks: Collection[int]) -> tuple[dict[str, Halfjaar], list[str]]:
    """The half-year of the first plaatsing in each gemeente's own log, and who has one from after its end."""

    def uiterste(volgorde: str, veld: str) -> Subquery:
        # By an index to one row of each gemeente, not through all of them.
        return Subquery(plaatsingen.filter(koppelgemeente=OuterRef("pk")).order_by(volgorde).values(veld)[:1])

    vanaf: dict[str, Halfjaar] = {}
    na_einde: list[str] = []
    gemeenten = Gemeente.objects.filter(pk__in=list(pks)).order_by()
    for code, tot, eerste, laatste in gemeenten.values_list(
        "code", "geldig_tot", uiterste("halfjaar", "halfjaar"), uiterste("-teldatum", "teldatum")
    ):
        if eerste is not None:
            vanaf[code] = eerste
        if tot and laatste and laatste >= tot:
            na_einde.append(code)
    return vanaf, na_einde


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
