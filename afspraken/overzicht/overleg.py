"""The yearly bestuurlijk overleg on one page: housing, guidance and percentages of a gemeente or a regio.

Asked for by the note "Duurzame start statushouders" (8 September 2017): gemeenten and corporaties discuss housing and
guidance at least once a year.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Unpack

from django.db.models import Q, QuerySet
from django.template.loader import render_to_string

from afspraken.aandelen import Bereik, Gemeten, gemeten
from afspraken.models import Begeleiding, Begeleidingssignaal, Norm
from afspraken.regels.begeleiding import (
    FASEN,
    Fase,
    Faseloop,
    Toestand,
    fase_in_woorden,
    toestand_op,
    volgende_fase,
)
from organisaties.models import Gemeente, Lidmaatschap, Regio
from organisaties.regels.tijd import Zicht
from organisaties.rollen import Rol
from taakstelling.overzicht import Regel, bestaand_in, regels_van
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.kleine_aantallen import GRENS, verberg
from taakstelling.regioblad import PERS

WACHT = "Wacht op een volgende fase"


@dataclass(frozen=True, slots=True)
class Telling:
    """Parts and their sum; None is hidden, because so few households would be recognised."""

    delen: Mapping[str, int | None]
    totaal: int | None

    @property
    def verborgen(self) -> bool:
        return self.totaal is None or None in self.delen.values()


@dataclass(frozen=True, slots=True)
class Aandeel:
    """One stretch of one norm, with the norm itself for its words."""

    norm: Norm
    gemeten: Gemeten

    @property
    def tot_en_met(self) -> date:
        return self.gemeten.stuk.tot - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Overleg:
    """All that is on the page. `op`: the last day that counts, today or the end of the year.

    Looking back there are no counts of begeleiding: they change in place, so nobody knows what was known then, and two
    days side by side would show one household.
    """

    naam: str
    jaar: int
    op: date
    huisvesting: list[Regel]
    begeleid: Telling | None
    begonnen: int | None
    signalen: Telling | None
    aandelen: list[Aandeel]


def overleg_van(
    lid: Lidmaatschap | None, waar: Gemeente | Regio, jaar: int, vandaag: date, **zicht: Unpack[Zicht]
) -> Overleg:
    """The figures of one year as this membership may see them; with a day to look back to as known then."""
    regio = waar if isinstance(waar, Regio) else None
    gemeenten = list(regio.gemeenten.all()) if regio else [waar]
    op = min(vandaag, date(jaar, 12, 31))
    nummers = _met_voorgangers(gemeenten)
    rijen, terug = mag_rijen_zien(lid, gemeenten), any(zicht.values())
    begeleid, begonnen = (None, None) if terug else _begeleid(nummers, jaar, op, rijen=rijen)
    return Overleg(
        naam=f"regio {waar}" if regio else f"gemeente {waar}",
        jaar=jaar,
        op=op,
        huisvesting=_huisvesting(lid, gemeenten, jaar, vandaag, **zicht),
        begeleid=begeleid,
        begonnen=begonnen,
        signalen=None if terug else _signalen(nummers, jaar, op, rijen=rijen),
        aandelen=_aandelen(lid, waar, jaar, op, zicht.get("bekend_op")) if op.year >= jaar else [],
    )


def mag_rijen_zien(lid: Lidmaatschap | None, gemeenten: Sequence[Any]) -> bool:
    """Whether this membership sees the households behind these counts, so that small numbers need not be hidden."""
    if lid is None:
        return True
    if lid.rol not in (Rol.GEMEENTE, Rol.REGIO):
        return False
    eigen: set[int] = set(Gemeente.objects.van(lid).values_list("pk", flat=True))
    return {gemeente.pk for gemeente in gemeenten} <= eigen


def tel(delen: Mapping[str, int], *, rijen: bool) -> Telling:
    """Count, and hide what is small from whoever may not see the rows; of these counts the sum is not public either."""
    totaal = sum(delen.values())
    if rijen or not totaal:
        return Telling(dict(delen), totaal)
    if totaal < GRENS:
        return Telling(dict.fromkeys(delen), None)
    return Telling(verberg(delen), totaal)


def _met_voorgangers(gemeenten: Sequence[Any]) -> set[int]:
    eigen = {gemeente.pk for gemeente in gemeenten}
    voor: QuerySet[Any] = Gemeente.objects.filter(opvolgers__in=eigen)
    return eigen | set(voor.values_list("pk", flat=True))


def _huisvesting(
    lid: Lidmaatschap | None, gemeenten: Sequence[Any], jaar: int, vandaag: date, **zicht: Unpack[Zicht]
) -> list[Regel]:
    uit = []
    for halfjaar in (Halfjaar(jaar, 1), Halfjaar(jaar, 2)):
        if halfjaar.begin <= vandaag:
            rijen = Gemeente.objects.filter(pk__in=[gemeente.pk for gemeente in gemeenten])
            uit += regels_van(lid, bestaand_in(rijen, halfjaar), halfjaar, vandaag, **zicht)
    return uit


def _begeleid(nummers: set[int], jaar: int, op: date, *, rijen: bool) -> tuple[Telling, int | None]:
    """Households by how far they were at the end of `op`, and how many began in the year."""
    begeleidingen = (
        Begeleiding.objects.filter(gemeente__in=nummers)
        .filter(Q(gestopt_op=None) | Q(gestopt_op__gt=op))
        .prefetch_related("fasen")
    )
    geteld: Counter[str] = Counter()
    begonnen = 0
    for begeleiding in begeleidingen:
        loop = [Faseloop(Fase(f.fase), f.begonnen_op, f.afgesloten_op) for f in begeleiding.fasen.all()]
        toestand = toestand_op(loop, op)
        if toestand is None:
            continue
        geteld[WACHT if volgende_fase(toestand) else fase_in_woorden(toestand)] += 1
        begonnen += min(f.begonnen_op for f in loop).year == jaar
    delen = {naam: geteld[naam] for naam in (*FASEN.values(), WACHT, fase_in_woorden(Toestand.AFGEROND))}
    # With the sum beside it, who began this year also tells who began before.
    per_begin = tel({"dit jaar": begonnen, "eerder": sum(delen.values()) - begonnen}, rijen=rijen)
    return tel(delen, rijen=rijen), per_begin.delen["dit jaar"]


def _signalen(nummers: set[int], jaar: int, op: date, *, rijen: bool) -> Telling:
    """The signals of the year: answered in time, answered late, and not answered by the end of `op`."""
    geteld: Counter[str] = Counter()
    gemeld = Begeleidingssignaal.objects.filter(
        begeleiding__gemeente__in=nummers, gemeld_op__year=jaar, gemeld_op__lte=op
    )
    for voor, beantwoord in gemeld.values_list("antwoord_voor", "beantwoord_op"):
        if beantwoord is None or beantwoord > op:
            geteld["nog niet beantwoord"] += 1
        else:
            geteld["op tijd beantwoord" if beantwoord <= voor else "te laat beantwoord"] += 1
    namen = ("op tijd beantwoord", "te laat beantwoord", "nog niet beantwoord")
    return tel({naam: geteld[naam] for naam in namen}, rijen=rijen)


def _aandelen(
    lid: Lidmaatschap | None, waar: Gemeente | Regio, jaar: int, op: date, bekend_op: date | None
) -> list[Aandeel]:
    """Each norm of this gemeente (its regio too) or regio, with the homes until the end of `op`."""
    normen = (Norm.objects if lid is None else Norm.objects.zichtbaar_voor(lid)).bekend(bekend_op)
    hier = Q(regio=waar) if isinstance(waar, Regio) else Q(gemeente=waar) | Q(regio__gemeenten=waar)
    per_bereik: dict[tuple[Any, Any, Any], list[Norm]] = {}
    for norm in normen.filter(hier).select_related("corporatie", "gemeente", "regio").order_by("pk"):
        per_bereik.setdefault((norm.corporatie, norm.gemeente, norm.regio), []).append(norm)
    uit = []
    for bereik, groep in per_bereik.items():
        bij_regel = {norm.regel: norm for norm in groep}
        tot = op + timedelta(days=1)
        for stuk in gemeten(Bereik(*bereik), date(jaar, 1, 1), tot, normen=groep, bekend_op=bekend_op):
            uit.append(Aandeel(bij_regel[stuk.stuk.norm], stuk))
    return uit


def als_pdf(overleg: Overleg, *, wie: str) -> bytes:
    """The page on paper: PDF/UA, the same bytes for the same figures."""
    return PERS.druk(render_to_string("afspraken/overlegblad.html", {"overleg": overleg, "wie": wie}), dag=overleg.op)


def matrix_als_pdf(gemeente: Gemeente, fasen: Sequence[Any], vandaag: date) -> bytes:
    """The matrix of a gemeente on paper."""
    inhoud = {"gemeente": gemeente, "fasen": fasen, "vandaag": vandaag}
    return PERS.druk(render_to_string("afspraken/matrixblad.html", inhoud), dag=vandaag)
