"""The first sheet of an .xlsx: text, numbers and real dates. Formulas are not calculated, so they are refused."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from typing import Any
from xml.parsers import expat

from openpyxl import load_workbook

from organisaties.invoer.grenzen import MEESTE_KOLOMMEN, MEESTE_REGELNUMMERS, MEESTE_UITGEPAKT, Onleesbaar

_MEESTE_DELEN = 2_000
_VERDACHT, _MEESTE_KEER = 20_000_000, 150
"""Above so many bytes: how often larger than packed a list can be. Real ones are some ten to forty times."""
_GEEN_XLSX = "Dit is geen leesbaar Excel-bestand. Open het in Excel of LibreOffice en sla het opnieuw op als .xlsx."


UITLEG = "Uitleg"
"""The second sheet of our own template."""


class Formule(str):
    """What stands in a cell instead of a value: a formula, or an error like #N/B."""

    __slots__ = ()


def rijen(inhoud: bytes, opmerkingen: list[str]) -> Iterator[tuple[int, Sequence[Any]]]:
    """Every row with its number, blank ones too. Raises Onleesbaar."""
    bekijk(inhoud)
    try:
        with warnings.catch_warnings():
            # What openpyxl says about styles and extensions it does not know is of no use to the sender.
            warnings.simplefilter("ignore")
            werkboek = load_workbook(io.BytesIO(inhoud), read_only=True, data_only=False, keep_links=False)
    except Exception as fout:  # openpyxl raises whatever its parsers raise on a broken file
        raise Onleesbaar(_GEEN_XLSX) from fout
    try:
        bladen = werkboek.worksheets
        if not bladen:
            raise Onleesbaar("In het Excel-bestand staat geen blad met regels.")
        blad = bladen[0]
        if [ander.title for ander in bladen[1:]] not in ([], [UITLEG]):
            opmerkingen.append(
                f"Alleen het eerste blad (“{blad.title}”) is gelezen; het bestand heeft {len(bladen)} bladen."
            )
        # What the file says of its own size is often wrong.
        blad.reset_dimensions()
        rijen_van_blad = iter(blad.iter_rows(max_col=MEESTE_KOLOMMEN + 1))
        nummer = 0
        while True:
            try:
                rij = next(rijen_van_blad)
            except StopIteration:
                return
            except Exception as fout:
                raise Onleesbaar(_GEEN_XLSX) from fout
            nummer += 1
            if nummer > MEESTE_REGELNUMMERS:
                raise Onleesbaar(_GEEN_XLSX)
            yield nummer, [_waarde(cel) for cel in rij]
    finally:
        werkboek.close()


def _waarde(cel: Any) -> Any:
    waarde = cel.value
    if waarde is None:
        return None
    soort = cel.data_type
    if soort in ("f", "e"):
        return Formule(waarde)
    # A cell that shows only a time still has a day 0; it is no date.
    if isinstance(waarde, datetime) and waarde.time() == time.min:
        return waarde.date()
    return waarde


def bekijk(inhoud: bytes) -> int:
    """Look at the parts before anything is unpacked; gives what they are unpacked. Raises Onleesbaar.

    By the sizes that the zip declares: zipfile itself never unpacks more than that.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as zak:
            delen = zak.infolist()
            uitgepakt = sum(deel.file_size for deel in delen)
            te_veel = uitgepakt > _VERDACHT and uitgepakt > _MEESTE_KEER * len(inhoud)
            if len(delen) > _MEESTE_DELEN or uitgepakt > MEESTE_UITGEPAKT or te_veel:
                raise Onleesbaar("Uitgepakt is dit Excel-bestand te groot. Verdeel het over meer bestanden.")
            namen = {deel.filename.lower() for deel in delen}
            _weiger_soort(zak, namen)
            for deel in delen:
                if deel.filename.lower().endswith((".xml", ".rels")):
                    _weiger_doctype(zak, deel)
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, EOFError) as fout:
        raise Onleesbaar(_GEEN_XLSX) from fout
    return uitgepakt


def _weiger_soort(zak: zipfile.ZipFile, namen: set[str]) -> None:
    """Another kind of zip, and an Excel file that does more than hold a list."""
    if "mimetype" in namen and b"opendocument" in zak.read("mimetype")[:200]:
        raise Onleesbaar("Dit is een OpenDocument-bestand (.ods). Sla het op als .xlsx of als CSV.")
    if any(naam.startswith("word/") for naam in namen):
        raise Onleesbaar("Dit is een Word-document. Zet de lijst in een rekenblad en sla dat op als .xlsx of als CSV.")
    if any(naam.endswith("vbaproject.bin") or "/macrosheets/" in naam for naam in namen):
        raise Onleesbaar("In dit Excel-bestand staan macro's. Sla het op als .xlsx zonder macro's.")
    if any("externallinks/" in naam or naam.endswith("connections.xml") for naam in namen):
        raise Onleesbaar(
            "Dit Excel-bestand verwijst naar andere bestanden. Kopieer de lijst als waarden naar een nieuw bestand."
        )
    if "[content_types].xml" not in namen:
        raise Onleesbaar(_GEEN_XLSX)


class _Begonnen(Exception):
    """The first element: what a document may say before it was all there."""


def _weiger_doctype(zak: zipfile.ZipFile, deel: zipfile.ZipInfo) -> None:
    """No office program writes a DTD; one that is there wants to have something unfolded or fetched."""
    lezer = expat.ParserCreate()

    def doctype(*_: object) -> None:
        raise Onleesbaar("In dit Excel-bestand staat een DTD. Open het in Excel of LibreOffice en sla het opnieuw op.")

    def begonnen(*_: object) -> None:
        raise _Begonnen

    lezer.StartDoctypeDeclHandler = doctype
    lezer.StartElementHandler = begonnen
    try:
        with zak.open(deel) as stroom:
            while stuk := stroom.read(65_536):
                lezer.Parse(stuk)
    except _Begonnen:
        return
    except expat.ExpatError as fout:
        raise Onleesbaar(_GEEN_XLSX) from fout
