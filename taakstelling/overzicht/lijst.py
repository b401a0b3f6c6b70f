"""The lines of a list of gemeenten: the ledger line of one half-year with what a table needs. Unit: personen."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar, Unpack

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet

from organisaties.models import Gemeente, Lidmaatschap, Postadres
from organisaties.regels.tijd import Zicht
from taakstelling.cijfers import leeg, standen_voor
from taakstelling.models import Prognose
from taakstelling.regels.grootboek import Stand
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.terugkoppeling import Voortgang

# What can be missing of a gemeente in a half-year, in the words of a list of things to do.
MIST: dict[str, str] = {
    "taakstelling": "taakstelling",
    "beginstand": "beginstand",
    "realisatie": "realisatie",
    "officieel": "officieel cijfer",
    "adres": "postadres",
}


@dataclass(frozen=True, slots=True)
class Regel(Voortgang):
    """One gemeente in one half-year, as a row of a list; `op` is the day from which the pace is reckoned."""

    @property
    def onder_schema(self) -> int:
        """Persons behind schedule in a half-year that runs; 0 on or ahead of it, before and after it, or unknown."""
        return max(0, -(self.voor_op_schema or 0)) if self.loopt else 0

    @property
    def ontbreekt(self) -> list[str]:
        """Keys of `MIST`. Whether the address is there is known only where the query asked for it."""
        mist = []
        if self.stand.gepubliceerd is None:
            mist.append("taakstelling")
        # Of a half-year that has not begun nothing is missing that only time can bring.
        if self.stand.stand_begin is None and (self.begonnen or self.stand.halfjaar.vorige.begin <= self.op):
            mist.append("beginstand")
        if self.begonnen and self.stand.realisatie is None:
            mist.append("realisatie")
        if self.begonnen and self.stand.officieel is None:
            mist.append("officieel")
        if getattr(self.gemeente, "heeft_adres", True) is False:
            mist.append("adres")
        return mist


@dataclass(slots=True)
class Som:
    """A sum over known terms, and of how many gemeenten the term is unknown."""

    som: int = 0
    bekend: int = 0
    onbekend: int = 0

    def tel(self, aantal: int | None) -> None:
        if aantal is None:
            self.onbekend += 1
        else:
            self.bekend += 1
            self.som += aantal

    @property
    def waarde(self) -> int | None:
        return self.som if self.bekend else None


@dataclass(slots=True)
class Totalen:
    """The foot of a list. Achterstand and voorsprong apart: one gemeente's voorsprong houses nobody elsewhere."""

    aantal: int = 0
    sommen: dict[str, Som] = field(default_factory=lambda: {naam: Som() for naam in _OPTELBAAR})
    achterstand_gemeenten: int = 0
    achterstand: int = 0
    voorsprong_gemeenten: int = 0
    voorsprong: int = 0
    op_nul: int = 0
    # Only of a half-year that still runs: how many are behind a sixth of the opgave a month, and by how many personen.
    onder_schema_gemeenten: int = 0
    onder_schema: int = 0
    onbekend: int = 0
    # Of a half-year that has not begun nobody has a stand yet, and nobody is counted above.
    niet_begonnen: int = 0

    @property
    def per_saldo(self) -> int | None:
        """The standen that are known, added up: never to be shown without what is behind it."""
        return self.sommen["stand"].waarde if self.niet_begonnen < self.aantal else None

    @property
    def zin(self) -> str:
        """The sum and what is behind it, for a file: one gemeente's voorsprong houses nobody elsewhere."""
        if self.per_saldo is None:
            return "onbekend"
        achter = self.achterstand_gemeenten
        return (
            f"per saldo {self.per_saldo:+d}; {achter} {'gemeente' if achter == 1 else 'gemeenten'} met samen"
            f" {self.achterstand} achterstand, {self.voorsprong_gemeenten} met samen {self.voorsprong} voorsprong,"
            f" {self.op_nul} op nul, van {self.onbekend} onbekend"
        )

    @property
    def onvolledig(self) -> bool:
        return any(som.onbekend for som in self.sommen.values())


_OPTELBAAR: dict[str, Callable[[Stand], int | None]] = {
    "stand_begin": lambda s: s.stand_begin,
    "taakstelling": lambda s: s.taakstelling,
    "opgave": lambda s: s.opgave,
    "realisatie": lambda s: s.realisatie,
    "stand": lambda s: s.stand_eind,
    "verandering": lambda s: s.verandering,
}


def totalen(regels: Iterable[Regel]) -> Totalen:
    """Sum every term over these lines, and count achterstand and voorsprong apart."""
    uit = Totalen()
    for regel in regels:
        uit.aantal += 1
        for naam, term in _OPTELBAAR.items():
            uit.sommen[naam].tel(term(regel.stand))
        if not regel.begonnen:
            uit.niet_begonnen += 1
            continue
        if regel.onder_schema:
            uit.onder_schema_gemeenten += 1
            uit.onder_schema += regel.onder_schema
        eind = regel.stand.stand_eind
        if eind is None:
            uit.onbekend += 1
        elif eind < 0:
            uit.achterstand_gemeenten += 1
            uit.achterstand -= eind
        elif eind > 0:
            uit.voorsprong_gemeenten += 1
            uit.voorsprong += eind
        else:
            uit.op_nul += 1
    return uit


def vouw_naam(naam: str) -> str:
    """A name without accents, case and a leading 's- or 't: Súdwest sorts under s and 's-Hertogenbosch under h."""
    plat = "".join(
        teken for teken in unicodedata.normalize("NFKD", naam) if not unicodedata.combining(teken)
    ).casefold()
    for voor in ("'s-", "'t ", "’s-", "’t "):
        plat = plat.removeprefix(voor)
    return plat


def _op_stand(term: Callable[[Stand], int | None]) -> Callable[[Regel], int | None]:
    return lambda regel: term(regel.stand)


# Column name → what it is sorted by; None (unknown) comes last in both directions.
SORTERING: dict[str, Callable[[Regel], Any]] = {
    "gemeente": lambda r: vouw_naam(r.gemeente.naam),
    "provincie": lambda r: r.gemeente.provincie.naam if r.gemeente.provincie else None,
    **{naam: _op_stand(term) for naam, term in _OPTELBAAR.items()},
    "tempo": lambda r: r.per_week,
    # The bar: how far along; without anything to house it is full.
    "balk": lambda r: _aandeel(r.stand),
}


def _aandeel(stand: Stand) -> Fraction | None:
    if stand.opgave is None or stand.realisatie is None:
        return None
    return Fraction(stand.realisatie, stand.opgave) if stand.opgave > 0 else Fraction(1_000_000 - stand.opgave)


R = TypeVar("R")


def sorteer(
    rijen: list[R], kolom: str, *, aflopend: bool = False, sleutels: Mapping[str, Callable[[Any], Any]] = SORTERING
) -> list[R]:
    """Sort by a column, then by the name of the gemeente; unknown always last."""
    sleutel, naam = sleutels[kolom], sleutels["gemeente"]
    bekend: list[tuple[Any, R]] = []
    onbekend: list[R] = []
    for rij in sorted(rijen, key=naam):
        waarde = sleutel(rij)
        if waarde is None:
            onbekend.append(rij)
        else:
            bekend.append((waarde, rij))
    bekend.sort(key=lambda paar: paar[0], reverse=aflopend)
    return [rij for _, rij in bekend] + onbekend


def bestaand_in(gemeenten: QuerySet[Any], halfjaar: Halfjaar) -> QuerySet[Any]:
    """The gemeenten that existed on any day of the half-year, with provincie and whether an address is known."""
    bestaand: QuerySet[Any] = (
        gemeenten.filter(
            Q(geldig_van=None) | Q(geldig_van__lt=halfjaar.eind), Q(geldig_tot=None) | Q(geldig_tot__gt=halfjaar.begin)
        )
        .select_related("provincie")
        .annotate(heeft_adres=Exists(Postadres.objects.filter(gemeente=OuterRef("pk"))))
    )
    return bestaand


def regels_van(
    lid: Lidmaatschap | None,
    gemeenten: Iterable[Gemeente],
    halfjaar: Halfjaar,
    op: date,
    **zicht: Unpack[Zicht],
) -> list[Regel]:
    """A line for each of these gemeenten, as this membership may see it on the day `op`; a fixed number of queries."""
    gemeenten = list(gemeenten)
    standen: Mapping[Any, Stand] = standen_voor(lid, gemeenten, halfjaar, halfjaar, **zicht) if gemeenten else {}
    regels = ((g, standen.get((g.code, halfjaar)) or leeg(g.code, halfjaar)) for g in gemeenten)
    return [Regel(gemeente, stand.gezien_op(op), op) for gemeente, stand in regels]


def halfjaarkeuze(vandaag: date, bekend_op: date | None = None) -> list[Halfjaar]:
    """The half-years a list offers, newest first: from the first with a national number to the one after this one."""
    loopt = Halfjaar.van_datum(vandaag)
    grenzen = Prognose.objects.bekend(bekend_op).aggregate(eerste=Min("halfjaar"), laatste=Max("halfjaar"))
    eerste = min(_halfjaar(grenzen["eerste"]) or loopt, loopt)
    laatste = max(_halfjaar(grenzen["laatste"]) or loopt, loopt.volgende)
    return list(eerste.tot(laatste))[::-1]


def _halfjaar(waarde: Halfjaar | int | None) -> Halfjaar | None:
    # An aggregate comes back as the field's own value on one database and as a number on the other.
    return Halfjaar.van_volgnummer(waarde) if isinstance(waarde, int) else waarde
