"""A file as a table: `;` or `,` separated text, or .xlsx. The first sheet or the whole text; row 1 is the header.

What cannot be read is refused with one clear message, before anything in the file is believed.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import PurePath

from organisaties.invoer import csvbestand, xlsxbestand
from organisaties.invoer.grenzen import MEESTE_BYTES, MEESTE_KOLOMMEN, MEESTE_RIJEN, MEESTE_TEKENS, Onleesbaar
from organisaties.regels.persoonsgegevens import lijkt_persoonsgegeven, persoonsgegeven_in_kenmerk

Cel = str | int | float | bool | datetime | date | time | object | None

_KLEIN, _KLEIN_XML = 100_000, 1_000_000

FOUTKOLOM = "fout"
"""The column we add to the rows we give back; it may come in again with the corrected file."""
VERBORGEN = "(verborgen)"
"""What is shown and kept in the place of what looks like a person's number or address."""


@dataclass(frozen=True, slots=True)
class Fout:
    """What is wrong, where: the row as a spreadsheet numbers it (header is 1) and the column, as far as known."""

    rij: int | None
    kolom: str | None
    reden: str

    def __str__(self) -> str:
        waar = [f"rij {self.rij}"] if self.rij is not None else []
        waar += [f"kolom {self.kolom}"] if self.kolom is not None else []
        return f"{', '.join(waar)}: {self.reden}" if waar else self.reden


class Geweigerd(Exception):
    """The file as a whole cannot be read in."""

    def __init__(self, *fouten: Fout) -> None:
        super().__init__("\n".join(map(str, fouten)))
        self.fouten = list(fouten)


@dataclass(slots=True)
class Tabel:
    """The header as it was written, the rows with their numbers, and what the sender should know."""

    kop: list[str]
    rijen: list[tuple[int, list[Cel]]]
    kolommen: dict[str, int]
    opmerkingen: list[str] = field(default_factory=list)


def lees(inhoud: bytes, kolommen: Sequence[str], optioneel: Collection[str]) -> Tabel:
    """The table in these bytes. Raises Geweigerd; a missing column is named, an unknown one is reported."""
    opmerkingen: list[str] = []
    try:
        bekijk(inhoud)
        rauw: Iterable[tuple[int, Sequence[Cel]]]
        if is_xlsx(inhoud):
            rauw = xlsxbestand.rijen(inhoud, opmerkingen)
        else:
            rauw = csvbestand.rijen(inhoud, {normaliseer(k) for k in kolommen}, opmerkingen, normaliseer)
        regels = _niet_lege(rauw)
        eerste = next(regels, None)
        if eerste is None:
            raise Onleesbaar("Het bestand is leeg.")
        kopnummer, kop = eerste[0], [_koptekst(cel) for cel in eerste[1]]
        plaatsen = _kolommen(kop, kopnummer, kolommen, optioneel, opmerkingen)
        rijen = list(regels)
    except Onleesbaar as fout:
        raise Geweigerd(Fout(fout.rij, None, str(fout))) from fout
    if not rijen:
        # A list of nothing is a list: a nightly run may have nothing to tell.
        opmerkingen.append("Onder de koprij staan geen regels.")
    return Tabel(kop, rijen, plaatsen, opmerkingen)


_ANDERS = (
    (b"%PDF", "een pdf"),
    (b"\x89PNG", "een afbeelding"),
    (b"\xff\xd8\xff", "een afbeelding"),
    (b"GIF8", "een afbeelding"),
    (b"{\\rtf", "een tekstdocument"),
    (b"<", "een webpagina of ander XML-bestand"),
    (b"\xef\xbb\xbf<", "een webpagina of ander XML-bestand"),
    (b"\x1f\x8b", "een ingepakt bestand"),
    (b"7z\xbc\xaf", "een ingepakt bestand"),
    (b"Rar!", "een ingepakt bestand"),
)


def bekijk(inhoud: bytes) -> None:
    """The first look, which costs nothing: empty, too large, something else under another name. Raises Onleesbaar."""
    if not inhoud.strip():
        raise Onleesbaar("Het bestand is leeg.")
    if len(inhoud) > MEESTE_BYTES:
        raise Onleesbaar(f"Het bestand is groter dan {MEESTE_BYTES // 1_000_000} MB. Verdeel het over meer bestanden.")
    for begin, wat in _ANDERS:
        if inhoud.startswith(begin):
            raise Onleesbaar(f"Dit is {wat}, ook al heet het anders. Sla de lijst op als .xlsx of als CSV.")
    if is_xlsx(inhoud):
        xlsxbestand.bekijk(inhoud)


def is_xlsx(inhoud: bytes) -> bool:
    return inhoud.startswith(b"PK\x03\x04")


def is_klein(inhoud: bytes) -> bool:
    """Whether it is read while somebody waits for the page."""
    try:
        uitgepakt = xlsxbestand.bekijk(inhoud) if is_xlsx(inhoud) else len(inhoud)
    except Onleesbaar:
        return True  # refused at once
    return uitgepakt <= (_KLEIN_XML if is_xlsx(inhoud) else _KLEIN)


def normaliseer(naam: str) -> str:
    """A header name without the differences nobody means: case, spaces around it, space or hyphen for underscore."""
    return re.sub(r"[\s_-]+", "_", unicodedata.normalize("NFC", naam).strip().casefold())


def zonder_persoon(tekst: str) -> str:
    """The text, or a sign in its place when it looks like a person's number or address."""
    return VERBORGEN if persoonsgegeven_in_kenmerk(tekst) else tekst


def bestandsnaam(naam: str, soort: str) -> str:
    """The name under which a file is kept; one with a person's number or address in it gives way to the kind."""
    achter = PurePath(naam).suffix.lower()
    if lijkt_persoonsgegeven(naam):
        naam = f"{soort}{achter if achter in ('.csv', '.txt', '.xlsx') else ''}"
    return naam[:200]


def is_leeg(cel: Cel) -> bool:
    return cel is None or (isinstance(cel, str) and not cel.strip())


def _koptekst(cel: Cel) -> str:
    return "" if cel is None else " ".join(str(cel).split())


def _niet_lege(rauw: Iterable[tuple[int, Sequence[Cel]]]) -> Iterator[tuple[int, list[Cel]]]:
    aantal = 0
    for nummer, cellen in rauw:
        rij = list(cellen)
        while rij and is_leeg(rij[-1]):
            rij.pop()
        if len(rij) > MEESTE_KOLOMMEN:
            raise Onleesbaar(f"Een regel heeft meer dan {MEESTE_KOLOMMEN} kolommen.", nummer)
        if not rij:
            continue
        if any(isinstance(cel, str) and len(cel) > MEESTE_TEKENS for cel in rij):
            raise Onleesbaar(
                f"Een cel heeft meer dan {MEESTE_TEKENS:,} tekens. Staat er een aanhalingsteken te veel?".replace(
                    ",", "."
                ),
                nummer,
            )
        aantal += 1
        if aantal > MEESTE_RIJEN:
            raise Onleesbaar("Het bestand heeft te veel regels. Verdeel het over meer bestanden.")
        yield nummer, rij


def _kolommen(
    kop: list[str], kopnummer: int, kolommen: Sequence[str], optioneel: Collection[str], opmerkingen: list[str]
) -> dict[str, int]:
    """Where each known column is."""
    bekend = {normaliseer(naam): naam for naam in kolommen}
    plaatsen: dict[str, int] = {}
    fouten: list[Fout] = []
    vreemd: list[str] = []
    gezien: set[str] = set()
    for plaats, tekst in enumerate(kop):
        sleutel = normaliseer(tekst)
        if not sleutel:
            continue
        if sleutel in gezien:
            fouten.append(
                Fout(kopnummer, zonder_persoon(tekst), "Deze kolom staat er twee keer in. Laat er één staan.")
            )
        gezien.add(sleutel)
        if sleutel in bekend:
            plaatsen.setdefault(bekend[sleutel], plaats)
        elif sleutel != FOUTKOLOM:
            vreemd.append(zonder_persoon(tekst))
    ontbreekt = [naam for naam in kolommen if naam not in plaatsen and naam not in optioneel]
    nodig = ";".join(naam for naam in kolommen if naam not in optioneel)
    fouten += [
        Fout(kopnummer, naam, f"Deze kolom ontbreekt. De koprij heeft minstens nodig: {nodig}.") for naam in ontbreekt
    ]
    if fouten:
        raise Geweigerd(*fouten)
    opmerkingen += [f"De kolom “{naam[:60]}” is niet bekend en wordt niet ingelezen." for naam in vreemd]
    return plaatsen
