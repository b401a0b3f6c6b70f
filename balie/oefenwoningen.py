"""Invented lists of vacated homes, so that the agreements have something to measure; read in as a corporatie would.

Steenwijkerland tells its story: about 12 % to statushouders until the addendum of July 2024, about 20 % while it ran,
below 10 % after. Meppel has a number of homes a year, the gemeenten that became Westerkwartier had their 20 % in 2016
and 2017. Leystromen has some twenty homes a year in Alphen-Chaam; Wold & Waard is a middle-sized one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from afspraken.acties.toewijzingen import wijs_toe
from afspraken.models import VrijgekomenWoning
from afspraken.overzicht.woningen import kandidaten_voor
from balie.oefenwereld import Wereld

BEGIN = date(2023, 7, 1)
_ADDENDUM = (date(2024, 7, 12), date(2025, 1, 1))
_DUUR = timedelta(days=24)
"""From free to let: most homes take three or four weeks."""
_OPEN_NA = timedelta(days=45)
_HUURKLASSEN = (
    "tot-kwaliteitskorting",
    "tot-1e-aftopping",
    "tot-1e-aftopping",
    "tot-2e-aftopping",
    "tot-liberalisatie",
)
_BIJZONDER = (("urgent", 6), ("contingent", 3), ("maatwerk", 2))
"""Per cent of the homes that go to the other bijzondere doelgroepen."""


@dataclass(frozen=True, slots=True)
class _Lijst:
    """One corporatie in one gemeente: homes a year, the wijken, and per cent to statushouders from a day."""

    corporatie: str
    code: str
    voorvoegsel: str
    per_jaar: int
    wijken: tuple[str, ...]
    aandelen: tuple[tuple[date, int], ...]

    def aandeel(self, dag: date) -> int:
        return [deel for vanaf, deel in self.aandelen if vanaf <= dag][-1]


_STEENWIJKERLAND = ((date.min, 12), (_ADDENDUM[0], 20), (_ADDENDUM[1], 8))
LIJSTEN = (
    _Lijst(
        "Stichting Woonconcept",
        "GM1708",
        "WC",
        130,
        ("Steenwijk-Noord", "Steenwijk-Zuid", "Steenwijk-West", "Tuk", "Kallenkote"),
        _STEENWIJKERLAND,
    ),
    _Lijst(
        "Stichting Wetland Wonen Groep",
        "GM1708",
        "WW",
        110,
        ("Vollenhove", "Oldemarkt", "Giethoorn", "Blokzijl", "Kuinre", "Sint Jansklooster"),
        _STEENWIJKERLAND,
    ),
    _Lijst("Leystromen", "GM1723", "LS", 20, ("Alphen", "Chaam", "Galder"), ((date.min, 14),)),
    _Lijst(
        "Wold & Waard", "GM1969", "WD", 120, ("Leek", "Zuidhorn", "Grootegast", "Marum", "Tolbert"), ((date.min, 19),)
    ),
    _Lijst(
        "Stichting Woonconcept", "GM0119", "WM", 60, ("Koedijkslanden", "Oosterboer", "Haveltermade"), ((date.min, 14),)
    ),
)
CONVENANT = (date(2016, 3, 1), date(2018, 1, 1))
_VIJFDE = ((date.min, 17), (date(2017, 1, 1), 22))
VAN_HET_CONVENANT = (
    _Lijst("Wold & Waard", "GM0022", "WL", 20, ("Leek", "Tolbert"), _VIJFDE),
    _Lijst("Wold & Waard", "GM0056", "WZ", 20, ("Zuidhorn", "Grijpskerk"), _VIJFDE),
)


@dataclass(slots=True)
class Woningverzinsel:
    """Makes the rows of the lists, quarter by quarter. The same every time; shares come out to within one home."""

    vandaag: date
    _rest: dict[tuple[str, str], float] = field(default_factory=dict)
    _nummer: dict[str, int] = field(default_factory=dict)

    def rijen(self, lijst: _Lijst, van: date, tot: date) -> Iterator[tuple[object, ...]]:
        """The homes that fell free from `van` up to but not including `tot`."""
        kans = Random(f"{lijst.voorvoegsel}-{van}")  # noqa: S311  # invented data, the same every time
        aantal = round(lijst.per_jaar * (tot - van).days / 365)
        dagen = sorted(van + timedelta(days=kans.randrange((tot - van).days)) for _ in range(aantal))
        for vrij_op in dagen:
            if vrij_op <= self.vandaag:
                yield self._rij(lijst, vrij_op, kans)

    def _rij(self, lijst: _Lijst, vrij_op: date, kans: Random) -> tuple[object, ...]:
        nummer = self._nummer[lijst.voorvoegsel] = self._nummer.get(lijst.voorvoegsel, 0) + 1
        verhuurd_op: date | None = vrij_op + _DUUR + timedelta(days=kans.randrange(-8, 9))
        gereserveerd_op: date | None = vrij_op + timedelta(days=kans.randrange(5, 14))
        weg = nummer % 29 == 0
        if verhuurd_op and verhuurd_op > self.vandaag:
            verhuurd_op = None
        if gereserveerd_op and gereserveerd_op > self.vandaag:
            gereserveerd_op = None
        soort = self._doelgroep(lijst, verhuurd_op) if verhuurd_op and not weg else ""
        return (
            f"{lijst.voorvoegsel}-{vrij_op:%y}-{nummer:04d}",
            lijst.corporatie,
            lijst.code,
            lijst.wijken[int(kans.triangular(0, len(lijst.wijken), 0))],
            vrij_op.isoformat(),
            gereserveerd_op.isoformat() if gereserveerd_op and not weg else "",
            verhuurd_op.isoformat() if verhuurd_op and not weg else "",
            (vrij_op + timedelta(days=3)).isoformat() if weg and vrij_op + timedelta(days=3) <= self.vandaag else "",
            kans.choice((2, 3, 3, 4, 4, 5)),
            kans.choice(_HUURKLASSEN),
            soort,
            "nee",
            "nee",
            "ja" if nummer % 41 == 0 else "nee",
        )

    def _doelgroep(self, lijst: _Lijst, dag: date) -> str:
        """Shares are met by turns: each doelgroep gets a home when its part has grown to a whole one."""
        delen = (("statushouders", lijst.aandeel(dag)), *_BIJZONDER)
        for naam, procent in delen:
            sleutel = (lijst.voorvoegsel, naam)
            self._rest[sleutel] = self._rest.get(sleutel, 0.0) + procent / 100
        for naam, _ in delen:
            sleutel = (lijst.voorvoegsel, naam)
            if self._rest[sleutel] >= 1:
                self._rest[sleutel] -= 1
                return naam
        return "regulier"


def kwartalen(vandaag: date) -> Iterator[tuple[date, date]]:
    """From `BEGIN` to today, a quarter at a time."""
    van = BEGIN
    while van <= vandaag:
        tot = date(van.year + (van.month == 10), (van.month + 2) % 12 + 1, 1)  # noqa: PLR2004  # October
        yield van, tot
        van = tot


def koppel_woningen(wereld: Wereld, vandaag: date, aantal: int = 6) -> None:
    """The gemeente says of a few homes who lives there; the last one holds two households."""
    lid = wereld.lid("huisvesting@steenwijkerland.example")
    woningen = list(
        VrijgekomenWoning.objects.zichtbaar_voor(lid)
        .bekend()
        .ongekoppeld()
        .select_related("gemeente", "corporatie")
        .filter(verhuurd_op__lt=vandaag - _OPEN_NA)
        .order_by("-verhuurd_op", "pk")[:aantal]
    )
    for nummer, woning in enumerate(woningen):
        kandidaten = kandidaten_voor(woning, lid)
        if kandidaten:
            wijs_toe(door=lid, woning=woning, plaatsingen=kandidaten[: 2 if nummer == len(woningen) - 1 else 1])
