"""Reading the facts that the fold needs: a handful of queries, whatever the number of rows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, ExpressionWrapper, F, Field, OuterRef, Q, QuerySet

from organisaties.models import Gemeente
from taakstelling.cijfers.eigen import eigen_tellingen
from taakstelling.cijfers.tijden import gemeentetijden, met_voorgangers
from taakstelling.models import Afsluiting, Afsluitregel, Deelinwoners, Mutatie, Plaatsing, Realisatie, Taakstelling
from taakstelling.regels.grootboek import Boeking, Feiten, Gemeentetijd, Officieel, Sleutel
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.versies import Status, geldende

Rijen = Mapping[str, list[int]]

# A half-year as the number it is stored as, untouched: over a whole country the conversion of a column is felt.
NUMMER: Any = ExpressionWrapper(F("halfjaar"), output_field=Field())


@dataclass(frozen=True, slots=True)
class Keuze:
    """Which rows take part: those known on a day (`bekend_op`, None is now), or exactly those with these ids.

    With `peildatum` only who was housed by that day: placements up to and including it, and of the half-year it lies in
    no COA figure that was read later. Taakstelling and mutaties are of the half-year as a whole, and stay.
    With `gelezen_tot` no COA figure that was read after that day.
    """

    bekend_op: date | None = None
    rijen: Rijen | None = None
    peildatum: date | None = None
    gelezen_tot: date | None = None

    def uit(self, model: Any) -> QuerySet[Any]:
        rijen: QuerySet[Any] = (
            model.objects.bekend(self.bekend_op)
            if self.rijen is None
            else model.objects.filter(pk__in=self.rijen.get(model._meta.model_name, []))
        )
        if model is Realisatie:
            rijen = rijen.filter(gelezen_op_tijd(self.gelezen_tot, self.bekend_op))
        return rijen if self.peildatum is None else rijen.filter(geteld_op(model, self.peildatum))


def gelezen_op_tijd(dag: date | None, bekend_op: date | None = None) -> Q:
    """Of the COA figures those that were read by that day; None: all.

    Of a half-year that was closed, as known on `bekend_op` (None: now), all of them: its figures stay as they were
    frozen, and what came later is nagekomen.
    """
    if dag is None:
        return Q()
    gesloten = Afsluitregel.objects.filter(
        gemeente=OuterRef("gemeente"),
        afsluiting__halfjaar=OuterRef("halfjaar"),
        afsluiting__in=Afsluiting.objects.bekend(bekend_op),
        stand_eind__isnull=False,
    )
    return Q(cijfers_per__lte=dag) | Q(Exists(gesloten))


def geteld_op(model: Any, peildatum: date | None) -> Q:
    """Of the counts (plaatsingen, realisaties) those that say who was housed by that day; None: all."""
    if peildatum is None or model not in (Plaatsing, Realisatie):
        return Q()
    if model is Plaatsing:
        return Q(teldatum__lte=peildatum)
    return Q(cijfers_per__lte=peildatum) | Q(halfjaar__lt=Halfjaar.van_datum(peildatum))


@dataclass(frozen=True, slots=True)
class Grond:
    """Where the fold of one gemeente may start: at the end of a closed half-year, with what was frozen there."""

    halfjaar: Halfjaar
    stand_eind: int
    eigen_vanaf: Halfjaar | None


class _Versie(NamedTuple):
    volgorde: int
    status: str
    datum: date | None
    aantal: int


def lees(
    codes: Collection[str] | None,
    tot_en_met: Halfjaar,
    keuze: Keuze,
    eigen_van: Collection[str] | None = None,
    tijden: Mapping[str, Gemeentetijd] | None = None,
    gronden: Mapping[str, Grond] | None = None,
) -> Feiten:
    """Read the facts that the fold needs for these gemeenten and their predecessors.

    With `gronden`, one for every gemeente that has a stand, only what lies after the first of those is read.
    """
    tijden = tijden or gemeentetijden()
    nodig = set(tijden) if codes is None else met_voorgangers(codes, tijden)
    alles = len(nodig) == len(tijden)
    code_van = dict(
        Gemeente.objects.filter(**({} if alles else {"code__in": nodig})).order_by().values_list("pk", "code")
    )
    na = min((grond.halfjaar for grond in gronden.values()), default=None) if gronden else None
    periode: dict[str, Any] = {"halfjaar__lte": tot_en_met} | ({"halfjaar__gt": na} if na else {})
    dagen: dict[str, Any] = {"datum__lt": tot_en_met.eind} | ({"datum__gte": na.eind} if na else {})

    def van(model: Any, **wanneer: Any) -> QuerySet[Any]:
        rijen = keuze.uit(model).filter(**wanneer)
        return rijen if alles else rijen.filter(gemeente__in=list(code_van))

    gepubliceerd = _gepubliceerd(van(Taakstelling, **periode), code_van)

    beginstanden: dict[Sleutel, int] = {}
    boekingen: dict[Sleutel, list[Boeking]] = {}
    for gemeente, datum, soort, aantal in van(Mutatie, **dagen).values_list("gemeente_id", "datum", "soort", "aantal"):
        sleutel = (code_van[gemeente], Halfjaar.van_datum(datum))
        if soort == Mutatie.Soort.BEGINSTAND:
            beginstanden[sleutel] = aantal
        else:
            boekingen.setdefault(sleutel, []).append(Boeking(datum, soort, aantal))

    officieel: dict[Sleutel, Officieel] = {}
    for gemeente, halfjaar, per, aantal in (
        van(Realisatie, **periode).order_by("cijfers_per").values_list("gemeente_id", NUMMER, "cijfers_per", "aantal")
    ):
        officieel[code_van[gemeente], Halfjaar.van_volgnummer(halfjaar)] = Officieel(per, aantal)

    plaatsingen = keuze.uit(Plaatsing).filter(**periode).order_by()
    if gronden is None:
        eigen, eigen_vanaf = eigen_tellingen(plaatsingen, keuze.uit(Plaatsing).order_by(), tijden, code_van, eigen_van)
    else:
        eigen, eigen_vanaf = eigen_tellingen(plaatsingen, None, tijden, code_van, eigen_van)
        for code, grond in gronden.items():
            if grond.eigen_vanaf is not None and (eigen_van is None or code in eigen_van):
                eigen_vanaf[code] = grond.eigen_vanaf
    return Feiten(
        gemeenten={code: tijden[code] for code in sorted(nodig)},
        beginstanden=beginstanden,
        gepubliceerd=gepubliceerd,
        boekingen=boekingen,
        officieel=officieel,
        eigen=eigen,
        eigen_vanaf=eigen_vanaf,
        deelinwoners=_deelinwoners(keuze) if any(len(tijden[code].opvolgers) > 1 for code in nodig) else {},
        vast={(code, grond.halfjaar.volgende): grond.stand_eind for code, grond in (gronden or {}).items()},
    )


def _deelinwoners(keuze: Keuze) -> dict[tuple[str, str], dict[date, int]]:
    uit: dict[tuple[str, str], dict[date, int]] = {}
    for van, naar, dag, inwoners in keuze.uit(Deelinwoners).values_list(
        "van__code", "naar__code", "peildatum", "inwoners"
    ):
        uit.setdefault((van, naar), {})[dag] = inwoners
    return uit


def _gepubliceerd(taakstellingen: QuerySet[Any], code_van: Mapping[int, str]) -> dict[Sleutel, int]:
    """The version that counts of each published number. Nearly all have one version, so only the others are weighed."""
    enige: dict[tuple[int, int], int] = {}
    versies: dict[tuple[int, int], list[_Versie]] = {}
    rijen = list(
        taakstellingen.order_by().values_list("gemeente_id", NUMMER, "pk", "status", "vastgesteld_op", "aantal")
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
