"""Text with `;` or `,` between the values, as spreadsheets and other systems write it.

Encoding: UTF-8, with or without BOM. What is not valid UTF-8 is read as Windows-1252, which a Dutch Excel still writes
for plain "CSV", and this is reported. UTF-8 is tried first and strictly, so an ë never comes out as two other letters.
"""

import csv
import io
import re
from collections.abc import Callable, Collection, Iterator, Sequence

from organisaties.invoer.grenzen import Onleesbaar

_SCHEIDINGSTEKENS = (";", ",")
# Control characters that no text file has; tab and line ends are allowed.
_BINAIR = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_SEP = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def rijen(
    inhoud: bytes, kolommen: Collection[str], opmerkingen: list[str], normaliseer: Callable[[str], str]
) -> Iterator[tuple[int, Sequence[str]]]:
    """Every row with its number, blank ones too. Raises Onleesbaar."""
    tekst = _ontcijfer(inhoud, opmerkingen)
    # Excel puts its own line "sep=;" before the header and does not count it as a row.
    sep = _SEP.match(tekst)
    if sep:
        tekst = tekst[sep.end() :]
    teken = _scheidingsteken(tekst, kolommen, normaliseer)
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=teken, strict=True)
    nummer = 0
    while True:
        try:
            rij = next(lezer)
        except StopIteration:
            return
        except csv.Error as fout:
            raise Onleesbaar(
                "De aanhalingstekens kloppen niet. Een tekst tussen aanhalingstekens moet ook worden afgesloten;"
                ' een aanhalingsteken in de tekst schrijft u dubbel ("").',
                nummer + 1,
            ) from fout
        nummer += 1
        yield nummer, rij


def _ontcijfer(inhoud: bytes, opmerkingen: list[str]) -> str:
    if inhoud.startswith(b"\xd0\xcf\x11\xe0"):
        raise Onleesbaar(
            "Dit is een oud Excel-bestand (.xls) of een bestand met een wachtwoord."
            " Sla het op als .xlsx zonder wachtwoord."
        )
    if inhoud.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Onleesbaar("De tekst is opgeslagen als UTF-16. Kies bij opslaan “CSV UTF-8”, of .xlsx.")
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            tekst = inhoud.decode("cp1252")
        except UnicodeDecodeError as fout:
            raise Onleesbaar("Dit is geen leesbare tekst. Sla het bestand op als “CSV UTF-8” of als .xlsx.") from fout
        if not _BINAIR.search(tekst):
            opmerkingen.append(
                "Het bestand is geen UTF-8 en is gelezen als Windows-1252. Controleer letters als ë en ú."
            )
    if _BINAIR.search(tekst):
        raise Onleesbaar(
            "In het bestand staan tekens die niet in een tekstbestand horen. Sla het op als “CSV UTF-8” of als .xlsx."
        )
    return tekst


def _scheidingsteken(tekst: str, kolommen: Collection[str], normaliseer: Callable[[str], str]) -> str:
    """The one with which the header row has most of the known columns; else the one that occurs most."""
    kop = next((regel for regel in tekst.split("\n") if regel.strip(" \t\r;,")), "")[:20_000]

    def treffers(teken: str) -> tuple[int, int]:
        namen = {normaliseer(naam.strip(' "\r')) for naam in kop.split(teken)}
        return len(namen & set(kolommen)), kop.count(teken)

    beste = max(_SCHEIDINGSTEKENS, key=treffers)
    if "\t" in kop and treffers("\t") > treffers(beste):
        raise Onleesbaar("Tussen de kolommen staan tabs. Gebruik een puntkomma (;) of een komma (,).")
    return beste
