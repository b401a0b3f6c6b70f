"""The kinds of files that can be read in. An app joins with its own kinds in `AppConfig.ready`."""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from organisaties.gemeentewijzer import GeenGemeente, Gemeentewijzer
from organisaties.invoer.bestand import Cel, Fout, Tabel, is_leeg
from organisaties.invoer.toelichting import Toelichting
from organisaties.invoer.waarden import Lezer, OngeldigeWaarde, als_tekst
from organisaties.models import Gemeente, Lidmaatschap
from organisaties.overnemen import Telling
from organisaties.rollen import Rol
from organisaties.templatetags.weergave import hoeveel
from organisaties.toegang import Besluit, mag_werken


class Rij:
    """One row of a file, while it is checked: it collects all that is wrong with it."""

    __slots__ = ("_cellen", "_kolommen", "fouten", "nummer", "waarschuwingen")

    def __init__(self, nummer: int, cellen: Sequence[Cel], kolommen: dict[str, int]) -> None:
        self.nummer = nummer
        self._cellen = cellen
        self._kolommen = kolommen
        self.fouten: list[Fout] = []
        self.waarschuwingen: list[Fout] = []

    def fout(self, kolom: str | None, reden: str) -> None:
        self.fouten.append(Fout(self.nummer, kolom, reden))

    def waarschuw(self, kolom: str | None, reden: str) -> None:
        """What may be right, but is to be looked at before the file is read in."""
        self.waarschuwingen.append(Fout(self.nummer, kolom, reden))

    def mis(self, *kolommen: str) -> bool:
        """Whether one of these columns is wrong already."""
        return any(fout.kolom in kolommen for fout in self.fouten)

    def heeft(self, kolom: str) -> bool:
        """Whether the file has this column at all."""
        return kolom in self._kolommen

    def cel(self, kolom: str) -> Cel:
        plaats = self._kolommen.get(kolom)
        return None if plaats is None or plaats >= len(self._cellen) else self._cellen[plaats]

    def lees(self, kolom: str, lezer: Lezer[Any]) -> Any:
        """The value of a required cell; None with a fault noted when it is empty or wrong."""
        if is_leeg(self.cel(kolom)):
            self.fout(kolom, "Vul deze kolom in.")
            return None
        return self.lees_of(kolom, lezer, None)

    def lees_of(self, kolom: str, lezer: Lezer[Any], anders: Any) -> Any:
        """The value of a cell that may be empty or missing: then `anders`."""
        cel = self.cel(kolom)
        if is_leeg(cel):
            return anders
        try:
            return lezer(cel)
        except ValueError as fout:
            self.fout(kolom, str(fout))
            return None


class Dubbelen:
    """Rows that stand in one file twice: the same again is skipped, something else under the same key is a fault."""

    def __init__(self) -> None:
        self.aantal = 0
        self._gezien: dict[Hashable, tuple[int, Any]] = {}

    def herhaalt(self, rij: Rij, sleutel: Iterable[Hashable | None], waarden: Any, kolom: str) -> bool:
        delen = tuple(sleutel)
        if None in delen:
            return False
        nummer, eerder = self._gezien.setdefault(delen, (rij.nummer, waarden))
        if nummer == rij.nummer:
            return False
        if not rij.fouten and eerder == waarden:
            self.aantal += 1
            return True
        rij.fout(kolom, f"Rij {nummer} gaat over hetzelfde, met andere waarden. Laat één van beide staan.")
        return False


@dataclass(slots=True)
class Lezing:
    """What the reading of one file has at hand, and what it found out."""

    door: Lidmaatschap | None
    op: datetime | None
    """When these facts were recorded; None is now."""
    wijzer: Gemeentewijzer = field(default_factory=Gemeentewijzer)
    dubbelen: Dubbelen = field(default_factory=Dubbelen)
    opmerkingen: list[str] = field(default_factory=list)
    _besluiten: dict[Any, Besluit] = field(default_factory=dict)

    def eis(self, rij: Rij, kolom: str, vraag: Callable[..., Besluit], gemeente: Gemeente | None) -> None:
        """A fault at this cell when who reads in may not do this (`vraag`, of a `toegang.py`) for this gemeente."""
        if self.door is None or gemeente is None:
            return
        sleutel = (vraag, gemeente.pk)
        if sleutel not in self._besluiten:
            self._besluiten[sleutel] = vraag(self.door, gemeente)
        if not self._besluiten[sleutel]:
            rij.fout(kolom, self._besluiten[sleutel].reden)

    def gemeente(self, rij: Rij, kolom: str, dag: Any, *, verplicht: bool = True, of_beeindigd: bool = False) -> Any:
        """The gemeente in this column, by code or by its name valid on `dag`."""

        def lezer(cel: Any) -> Gemeente:
            try:
                return self.wijzer.vind(als_tekst(cel), dag, of_beeindigd=of_beeindigd)
            except GeenGemeente as fout:
                raise OngeldigeWaarde(str(fout)) from fout

        return rij.lees(kolom, lezer) if verplicht else rij.lees_of(kolom, lezer, None)


@dataclass(frozen=True, slots=True)
class Soort:
    """A kind of file. `lees` checks every row and gives what the good ones say; `schrijf` records that."""

    naam: str
    kolommen: tuple[str, ...]
    lees: Callable[[Sequence[Rij], Lezing], list[tuple[Rij, Any]]]
    schrijf: Callable[..., Telling]
    """Called as schrijf(items, door=, invoerbestand=, op=)."""
    optioneel: Collection[str] = frozenset()
    met_opnamedatum: bool = True
    """Whether the rows are facts with a recording date (`Registratie`)."""
    gemeenten: Callable[[Any], Collection[int]] = lambda _: ()
    """The gemeenten a row is about, for the logboek."""
    toelichting: Toelichting = field(default_factory=Toelichting)
    """What the page and the template say about it."""
    lijst: str = ""
    """The name of the page on which the rows can be seen once they are in."""
    rollen: Collection[str] = frozenset({Rol.GEMEENTE, Rol.REGIO, Rol.PROVINCIE, Rol.BEHEER})
    """Who is offered this kind. Whether they may record a row is for its act, and `Lezing.eis` says so per row."""

    @property
    def titel(self) -> str:
        return self.toelichting.titel or self.naam.replace("-", " ").capitalize()


_SOORTEN: dict[str, Soort] = {}
_ANDERE_TITELS: dict[str, str] = {}


def registreer(*soorten: Soort) -> None:
    for soort in soorten:
        _SOORTEN[soort.naam] = soort


def noem_soort(naam: str, titel: str) -> None:
    """Join: how files are called that another page than the one for files reads in."""
    _ANDERE_TITELS[naam] = titel


def titel_van(naam: str) -> str:
    """The kind in words, also of a kind that only another page reads in."""
    soort = _SOORTEN.get(naam)
    return soort.titel if soort else _ANDERE_TITELS.get(naam, naam)


def alle_soorten() -> dict[str, Soort]:
    return dict(_SOORTEN)


def soorten_voor(lid: Lidmaatschap | None) -> list[Soort]:
    """The kinds that are offered to this membership, by title."""
    if lid is None or not mag_werken(lid):
        return []
    return sorted((s for s in _SOORTEN.values() if lid.rol in s.rollen), key=lambda soort: soort.titel)


def rijen_van(tabel: Tabel) -> list[Rij]:
    """The rows, with the fault of those that have more values than the header has columns."""
    breedte = len(tabel.kop)
    uit = []
    for nummer, cellen in tabel.rijen:
        rij = Rij(nummer, cellen, tabel.kolommen)
        if len(cellen) > breedte:
            rij.fout(
                None,
                f"Deze regel heeft {len(cellen)} waarden, de koprij {hoeveel(breedte, 'kolom', 'kolommen')}."
                " Zet een tekst met een scheidingsteken tussen aanhalingstekens.",
            )
        uit.append(rij)
    return uit
