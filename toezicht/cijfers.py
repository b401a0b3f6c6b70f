"""The frozen figures of a beoordeling: taking them from the ledger, and computing them again from the same rows."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Unpack

from django.db.models import QuerySet
from django.utils import timezone

from organisaties.models import Gemeente, Provincie
from organisaties.regels.tijd import Zicht, gedaan_op
from organisaties.registratie import einde_van
from taakstelling import cijfers as grootboekcijfers
from taakstelling.regels.grootboek import Gemeentetijd, Stand, vouw
from taakstelling.regels.halfjaar import Halfjaar
from toezicht.models import Beoordeling, Bevriezing, Brief, Rondecijfer, Toezichtronde
from toezicht.regels.resultaat import bevries

Rijen = Mapping[str, Any]
_SOORTEN = ("taakstelling", "mutatie", "realisatie", "plaatsing", "deelinwoners", "afsluiting")


def momentopname(
    gemeente: Gemeente, halfjaar: Halfjaar, *, gelezen_tot: date | None = None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The figures of one gemeente and half-year as they are now, and the ids of every row they rest on.

    The figures are computed from those ids and not read apart from them, so the two always agree. What the rows do not
    say is kept beside them: when the gemeenten existed, and since when each keeps its own log. A COA figure that was
    read after `gelezen_tot` is no row of theirs, so whoever computes them again leaves it out as well.
    """
    return momentopnamen([gemeente.code], halfjaar, gelezen_tot=gelezen_tot)[gemeente.code]


def momentopnamen(
    codes: Collection[str], halfjaar: Halfjaar, *, gelezen_tot: date | None = None
) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """`momentopname` of each of these gemeenten, in as many queries as of one."""
    tijden = grootboekcijfers.gemeentetijden()
    familie = grootboekcijfers.families(codes, tijden)
    vanaf = grootboekcijfers.lees(codes, halfjaar.volgende, grootboekcijfers.Keuze(), tijden=tijden).eigen_vanaf
    achter = grootboekcijfers.rijen_achter_elk(codes, halfjaar, gelezen_tot=gelezen_tot, tijden=tijden)
    rijen = {
        code: achter[code]
        | {
            "gemeentetijden": {een: _bewaar(tijden[een]) for een in familie[code]},
            "eigen_vanaf": {een: vanaf[een].code for een in familie[code] if een in vanaf},
        }
        for code in codes
    }
    cijfers = _reken(rijen, halfjaar, tijden)
    return {code: (cijfers[code], rijen[code]) for code in codes}


def cijfers_voor(ronde: Toezichtronde, gemeente: Gemeente) -> tuple[dict[str, Any], dict[str, Any], datetime]:
    """The figures a decision in this round rests on, their rows, and as known when.

    Those that were frozen; as long as there are none those of now, without what COA was read for after the day of the
    round.
    """
    return cijfers_voor_elk(ronde, [gemeente])[gemeente.code]


def cijfers_voor_elk(
    ronde: Toezichtronde, gemeenten: Iterable[Gemeente]
) -> dict[str, tuple[dict[str, Any], dict[str, Any], datetime]]:
    """`cijfers_voor` of each of these gemeenten, by code, in as many queries as of one."""
    codes = {gemeente.pk: gemeente.code for gemeente in gemeenten}
    uit = {}
    if bevriezing := laatste_bevriezing(ronde):
        for rij in bevriezing.rondecijfers.filter(gemeente__in=list(codes)):
            uit[codes.pop(rij.gemeente_id)] = rij.cijfers, rij.rijen, bevriezing.vastgelegd_op
    if codes:
        nu = momentopnamen(list(codes.values()), ronde.halfjaar, gelezen_tot=ronde.cijfers_per)
        bekend_op = timezone.now()
        uit |= {code: (cijfers, rijen, bekend_op) for code, (cijfers, rijen) in nu.items()}
    return uit


def cijfers_toen(ronde: Toezichtronde, gemeente: Gemeente, **zicht: Unpack[Zicht]) -> tuple[dict[str, Any], date]:
    """The figures that a page about one gemeente in this round shows, and as known on which day.

    Without a day to look back to those of `cijfers_voor`. Else those of the freeze there was then; without one what
    `cijfers_voor` would have given.
    """
    op = gedaan_op(**zicht)
    if op is None:
        cijfers, _, moment = cijfers_voor(ronde, gemeente)
        return cijfers, timezone.localdate(moment)
    bevriezing = laatste_bevriezing(ronde, op)
    if bevriezing and (rij := bevriezing.rondecijfers.filter(gemeente=gemeente).first()):
        return rij.cijfers, timezone.localdate(bevriezing.vastgelegd_op)
    _, cijfers = cijfers_van_nu(ronde, [gemeente], ronde.cijfers_per, **zicht)[gemeente.code]
    return cijfers, zicht.get("bekend_op") or timezone.localdate()


def laatste_bevriezing(ronde: Toezichtronde, op: date | None = None) -> Bevriezing | None:
    """The freeze that counts at the end of the day `op` (None: now); None while the figures of the round move."""
    rij: Bevriezing | None = Bevriezing.objects.filter(ronde=ronde.pk).vastgelegd(op).first()
    return rij


def bevroren_cijfers(ronde: Toezichtronde, op: date | None = None) -> dict[int, dict[str, Any]]:
    """The figures of the freeze that counts, by gemeente (id); empty while they still move."""
    bevriezing = laatste_bevriezing(ronde, op)
    return dict(bevriezing.rondecijfers.values_list("gemeente_id", "cijfers")) if bevriezing else {}


def vaste_cijfers(
    rondes: Iterable[Toezichtronde], gemeenten: Iterable[Gemeente], op: date | None = None
) -> set[tuple[int, int]]:
    """Of which (ronde, gemeente), by id, the figures stay: the round was frozen, or the letter was made final.

    At the end of the day `op` (None: now).
    """
    welke, wie = list(rondes), list(gemeenten)
    bevroren = Rondecijfer.objects.filter(bevriezing__ronde__in=welke, gemeente__in=wie)
    brieven = Brief.objects.filter(beoordeling__ronde__in=welke, beoordeling__gemeente__in=wie)
    if op is not None:
        bevroren = bevroren.filter(bevriezing__vastgelegd_op__lt=einde_van(op))
        brieven = brieven.filter(vastgesteld_op__lt=einde_van(op))
    return {
        *bevroren.order_by().values_list("bevriezing__ronde", "gemeente"),
        *brieven.exclude(status=Brief.Status.CONCEPT)
        .order_by()
        .values_list("beoordeling__ronde", "beoordeling__gemeente"),
    }


def cijfers_van_nu(
    ronde: Toezichtronde, gemeenten: Iterable[Gemeente], cijfers_per: date | None, **zicht: Unpack[Zicht]
) -> dict[str, tuple[Stand, dict[str, Any]]]:
    """By code the line of each of these gemeenten, and what `momentopname` would give now: a handful of queries.

    With a day to look back to what it would have given then.
    """
    halfjaar = ronde.halfjaar
    bestaat_nog = {gemeente.code: gemeente.bestaat_op(halfjaar.eind) for gemeente in gemeenten}
    lijnen = grootboekcijfers.standen(bestaat_nog, halfjaar, halfjaar.volgende, gelezen_tot=cijfers_per, **zicht)

    def lijn(code: str, welk: Halfjaar) -> Stand:
        return lijnen.get((code, welk)) or grootboekcijfers.leeg(code, welk)

    uit = {}
    for code, nog in bestaat_nog.items():
        stand = lijn(code, halfjaar)
        uit[code] = stand, bevries(stand, lijn(code, halfjaar.volgende) if nog else None)
    return uit


def reken_na(rijen: Rijen, code: str, halfjaar: Halfjaar) -> dict[str, Any]:
    """The figures from exactly these rows, whatever was recorded or withdrawn since."""
    return _reken({code: rijen}, halfjaar, grootboekcijfers.gemeentetijden())[code]


def _reken(
    rijen: Mapping[str, Rijen], halfjaar: Halfjaar, tijden: Mapping[str, Gemeentetijd]
) -> dict[str, dict[str, Any]]:
    """By code the figures from exactly the rows of that gemeente, all in one fold.

    The rows of others do not touch it: a line rests on the rows of the gemeente and of those that went over into it.
    """
    tijden, volgende = dict(tijden), halfjaar.volgende
    samen: dict[str, set[int]] = {}
    vanaf: dict[str, Halfjaar] = {}
    for van_een in rijen.values():
        for soort in _SOORTEN:
            samen.setdefault(soort, set()).update(van_een.get(soort, ()))
        for code, (begin, einde, opvolgers) in van_een["gemeentetijden"].items():
            tijden[code] = Gemeentetijd(code, _dag(begin), _dag(einde), tuple(opvolgers))
        vanaf |= {code: Halfjaar.van_code(begin) for code, begin in van_een["eigen_vanaf"].items()}
    keuze = grootboekcijfers.Keuze(rijen={soort: sorted(ids) for soort, ids in samen.items()})
    live = vouw(replace(grootboekcijfers.lees(rijen, volgende, keuze, tijden=tijden), eigen_vanaf=vanaf), volgende)
    standen = grootboekcijfers.leg_gesloten_over(live, rijen, samen["afsluiting"])

    def stand(code: str, welk: Halfjaar) -> Stand:
        return standen.get((code, welk)) or grootboekcijfers.leeg(code, welk)

    return {
        code: bevries(stand(code, halfjaar), stand(code, volgende) if tijden[code].bestaat_op(halfjaar.eind) else None)
        for code in rijen
    }


def _bewaar(tijd: Gemeentetijd) -> list[Any]:
    return [
        tijd.geldig_van.isoformat() if tijd.geldig_van else None,
        tijd.geldig_tot.isoformat() if tijd.geldig_tot else None,
        list(tijd.opvolgers),
    ]


def _dag(tekst: str | None) -> date | None:
    return date.fromisoformat(tekst) if tekst else None


def gemeenten_van_ronde(provincie: Provincie, halfjaar: Halfjaar) -> QuerySet[Gemeente]:
    """The gemeenten a provincie judges over a half-year: those that still existed on its last day."""
    laatste_dag = halfjaar.eind - timedelta(days=1)
    gemeenten: QuerySet[Gemeente] = Gemeente.objects.bestaand(laatste_dag).filter(provincie=provincie)
    return gemeenten.select_related("provincie")


def beoordeelde_halfjaren() -> dict[str, Halfjaar]:
    """Per gemeente the last half-year that was judged or of which the round was frozen: what lies under it keeps the
    recording dates it has."""
    uit: dict[str, Halfjaar] = {}
    beoordeeld = Beoordeling.objects.values_list("gemeente__code", "ronde__halfjaar").distinct()
    bevroren = Rondecijfer.objects.values_list("gemeente__code", "bevriezing__ronde__halfjaar").distinct()
    for code, halfjaar in [*beoordeeld.order_by(), *bevroren.order_by()]:
        uit[code] = max(halfjaar, uit.get(code, halfjaar))
    return uit
