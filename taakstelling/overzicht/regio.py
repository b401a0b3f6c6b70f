"""A regio in a half-year: who takes part, joint and formal figures, who is housed where, what was settled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Unpack

from django.db.models import QuerySet, Sum

from organisaties.models import Convenant, Gemeente, Lidmaatschap, Regio
from organisaties.regels.tijd import Zicht
from taakstelling.cijfers import geteld_op, leeg, standen_voor
from taakstelling.models import Mutatie, Plaatsing
from taakstelling.overzicht.lijst import Regel, Totalen, bestaand_in, regels_van, totalen, vouw_naam
from taakstelling.regels.gezamenlijk import tel_samen
from taakstelling.regels.grootboek import Bron, Stand
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.verrekening import Positie
from taakstelling.terugkoppeling import Voortgang

SAMEN = "samen"
"""In the joint line, where the code of a gemeente stands in another."""


@dataclass(frozen=True, slots=True)
class Regiobeeld:
    """The members in one half-year, by name, as a membership may see them on the day `op`."""

    regio: Regio
    halfjaar: Halfjaar
    op: date
    regels: list[Regel]

    @property
    def samen(self) -> Voortgang:
        """How the gemeenten see it: one opgave, one realisatie."""
        return _samen(self.halfjaar, [regel.stand for regel in self.regels], self.op)

    @property
    def totalen(self) -> Totalen:
        """How the provincie sees it: each for itself, never netted."""
        return totalen(self.regels)

    @property
    def achter(self) -> list[Regel]:
        """Who is behind, the deepest first: the toezicht holds each of them to it, however the regio does."""
        return sorted(
            (r for r in self.regels if r.begonnen and (r.stand.stand_eind or 0) < 0),
            key=lambda r: r.stand.stand_eind or 0,
        )

    @property
    def onder_schema(self) -> list[Regel]:
        """Who is behind schedule in a half-year that runs, the furthest first."""
        return sorted((regel for regel in self.regels if regel.onder_schema), key=lambda regel: -regel.onder_schema)

    @property
    def alleen(self) -> Gemeente | None:
        """The one gemeente, where there is only one: then joint and formal are the same."""
        return self.regels[0].gemeente if len(self.regels) == 1 else None

    @property
    def telling(self) -> str:
        """Whose count the realisatie is."""
        bronnen = {regel.stand.bron for regel in self.regels} - {Bron.GEEN}
        if bronnen == {Bron.OFFICIEEL}:
            return "cijfers van COA"
        return {0: "nog geen telling", 1: "eigen telling van de gemeenten"}.get(
            len(bronnen), "deels cijfers van COA, deels eigen telling"
        )

    @property
    def posities(self) -> list[Positie]:
        """For the settlement; empty while of anybody the stand is unknown."""
        uit = [
            Positie(r.gemeente.code, r.stand.stand_eind, r.stand.taakstelling)
            for r in self.regels
            if r.stand.stand_eind is not None and r.stand.taakstelling is not None
        ]
        return uit if len(uit) == len(self.regels) else []


@dataclass(frozen=True, slots=True)
class Herverdeling:
    """One besluit: per gemeente what is added to its stand; together nil."""

    datum: date
    grondslag: str
    reden: str
    rijen: list[Mutatie]


@dataclass(frozen=True, slots=True)
class Spreiding:
    """Personen by gemeente they count for (rows) and gemeente they live in (columns)."""

    koppel: list[Gemeente]
    huisvesting: list[Gemeente]
    aantallen: dict[tuple[int, int], int]

    @property
    def rijen(self) -> list[tuple[Gemeente, list[tuple[Gemeente, int]], int]]:
        uit = []
        for van in self.koppel:
            cellen = [(naar, self.aantallen.get((van.pk, naar.pk), 0)) for naar in self.huisvesting]
            uit.append((van, cellen, sum(aantal for _, aantal in cellen)))
        return uit

    @property
    def kolomsommen(self) -> list[int]:
        return [sum(self.aantallen.get((van.pk, naar.pk), 0) for van in self.koppel) for naar in self.huisvesting]

    @property
    def kolommen(self) -> list[tuple[Gemeente, int]]:
        """Each gemeente that somebody lives in, with how many."""
        return list(zip(self.huisvesting, self.kolomsommen, strict=True))

    @property
    def totaal(self) -> int:
        return sum(self.aantallen.values())

    @property
    def elders(self) -> int:
        """Personen who live in another gemeente than the one they count for."""
        return sum(aantal for (van, naar), aantal in self.aantallen.items() if van != naar)


def leden_in(regio: Regio, halfjaar: Halfjaar) -> QuerySet[Any]:
    """Who takes part in a half-year: the parties to the convenant of that time; without one, all members there are."""
    leden = bestaand_in(regio.gemeenten.all(), halfjaar)
    if not _bestaat_in(regio, halfjaar):
        return leden.none()
    convenanten = regio.convenanten.in_periode(halfjaar.begin, halfjaar.eind)
    partijen = list(convenanten.values_list("gemeenten", flat=True))
    return leden.filter(pk__in=partijen) if partijen else leden


def regiobeeld(
    lid: Lidmaatschap | None, regio: Regio, halfjaar: Halfjaar, op: date, **zicht: Unpack[Zicht]
) -> Regiobeeld:
    """The regio in a half-year, as this membership may see it; a fixed number of queries."""
    regels = regels_van(lid, leden_in(regio, halfjaar), halfjaar, op, **zicht)
    return Regiobeeld(regio, halfjaar, op, sorted(regels, key=lambda regel: vouw_naam(regel.gemeente.naam)))


def regiogeschiedenis(lid: Lidmaatschap | None, regio: Regio, op: date, **zicht: Unpack[Zicht]) -> list[Regiobeeld]:
    """Every half-year of the regio, newest first, each under the names of its own time; a fixed number of queries."""
    convenanten: list[Convenant] = list(regio.convenanten.prefetch_related("gemeenten"))
    begin = min([c.van for c in convenanten] + ([regio.geldig_van] if regio.geldig_van else []), default=op)
    einde = min(op, regio.geldig_tot or op)
    halfjaren = list(Halfjaar.van_datum(begin).tot(Halfjaar.van_datum(einde)))
    leden = list(regio.gemeenten.select_related("provincie"))
    standen = standen_voor(lid, leden, halfjaren[0], halfjaren[-1], **zicht) if halfjaren and leden else {}
    uit = []
    for h in reversed(halfjaren):
        partijen = {
            g.pk
            for c in convenanten
            if c.van < h.eind and (c.tot is None or c.tot > h.begin)
            for g in c.gemeenten.all()
        }
        erbij = [g for g in leden if _bestaat_in(g, h) and (not partijen or g.pk in partijen)]
        regels = [Regel(g, (standen.get((g.code, h)) or leeg(g.code, h)).gezien_op(op), op) for g in erbij]
        uit.append(Regiobeeld(regio, h, op, sorted(regels, key=lambda regel: vouw_naam(regel.gemeente.naam))))
    return uit


def spreiding(
    lid: Lidmaatschap | None, leden: Iterable[Gemeente], halfjaar: Halfjaar, **zicht: Unpack[Zicht]
) -> Spreiding:
    """Who counts for whom and lives where, as far as this membership may see the plaatsingen."""
    rij = list(leden)
    aantallen: dict[tuple[int, int], int] = {
        (van, naar): aantal
        for van, naar, aantal in Plaatsing.objects.zichtbaar_voor(lid)
        .bekend(zicht.get("bekend_op"))
        .filter(geteld_op(Plaatsing, zicht.get("peildatum")), halfjaar=halfjaar, meegeteld__gt=0)
        .order_by()
        .values_list("koppelgemeente", "huisvestingsgemeente")
        .annotate(Sum("meegeteld"))
    }
    eigen = {g.pk for g in rij}
    aantallen = {paar: aantal for paar, aantal in aantallen.items() if eigen & set(paar)}
    anderen = {pk for paar in aantallen for pk in paar} - eigen
    namen = {g.pk: g for g in (*rij, *Gemeente.objects.filter(pk__in=anderen))}

    def kant(welke: int) -> list[Gemeente]:
        er_is = eigen | {paar[welke] for paar in aantallen}
        return sorted((namen[pk] for pk in er_is), key=lambda g: (g.pk not in eigen, vouw_naam(g.naam)))

    return Spreiding(kant(0), kant(1), aantallen)


def herverdelingen(
    lid: Lidmaatschap | None, leden: Iterable[Gemeente], halfjaar: Halfjaar, bekend_op: date | None = None
) -> list[Herverdeling]:
    """What was settled in the half-year in which one of these took part, the newest first."""
    in_tijd = (
        Mutatie.objects.zichtbaar_voor(lid)
        .bekend(bekend_op)
        .filter(soort=Mutatie.Soort.HERVERDELING, datum__gte=halfjaar.begin, datum__lt=halfjaar.eind)
    )
    besluiten = in_tijd.filter(gemeente__in=list(leden)).values("datum", "grondslag")
    gekozen = {(b["datum"], b["grondslag"]) for b in besluiten}
    rijen = in_tijd.select_related("gemeente", "vastgelegd_door").order_by("-datum", "grondslag", "gemeente__naam")
    return [
        Herverdeling(datum, grondslag, groep[0].reden, groep)
        for (datum, grondslag), samen in groupby(rijen, key=lambda m: (m.datum, m.grondslag))
        if (datum, grondslag) in gekozen and (groep := list(samen))
    ]


def overgangen(regio: Regio) -> list[tuple[date, list[Gemeente], list[Gemeente]]]:
    """The herindelingen in which members ended: the day, who they were, and who came after them in the regio."""
    leden = list(regio.gemeenten.prefetch_related("opvolgers"))
    namen = {lid.pk for lid in leden}
    per_dag: dict[date, tuple[list[Gemeente], dict[int, Gemeente]]] = {}
    for lid in leden:
        if lid.geldig_tot:
            oud, nieuw = per_dag.setdefault(lid.geldig_tot, ([], {}))
            oud.append(lid)
            nieuw.update({o.pk: o for o in lid.opvolgers.all() if o.pk in namen})
    return [(dag, oud, list(nieuw.values())) for dag, (oud, nieuw) in sorted(per_dag.items()) if nieuw]


def _samen(halfjaar: Halfjaar, standen: list[Stand], op: date) -> Voortgang:
    # The joint line has no gemeente of its own; what shows it asks for its stand and its pace only.
    return Voortgang(Gemeente(code=SAMEN, naam="samen"), tel_samen(SAMEN, halfjaar, standen), op)


def _bestaat_in(wie: Gemeente | Regio, halfjaar: Halfjaar) -> bool:
    """Whether it was there on any day of the half-year (validity is half-open)."""
    return (wie.geldig_van is None or wie.geldig_van < halfjaar.eind) and (
        wie.geldig_tot is None or wie.geldig_tot > halfjaar.begin
    )
