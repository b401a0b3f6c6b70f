"""The first sheet of an .xlsx: text, numbers and real dates. Formulas are not calculated, so they are refused."""

import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from typing import Any

from openpyxl import load_workbook

from organisaties.invoer.grenzen import MEESTE_KOLOMMEN, MEESTE_REGELNUMMERS, MEESTE_UITGEPAKT, Onleesbaar

_MEESTE_DELEN = 2_000
_GEEN_XLSX = "Dit is geen leesbaar Excel-bestand. Open het in Excel of LibreOffice en sla het opnieuw op als .xlsx."


class Formule(str):
    """What stands in a cell instead of a value: a formula, or an error like #N/B."""

    __slots__ = ()


def rijen(inhoud: bytes, opmerkingen: list[str]) -> Iterator[tuple[int, Sequence[Any]]]:
    """Every row with its number, blank ones too. Raises Onleesbaar."""
    _weiger_zipbom(inhoud)
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
        if len(bladen) > 1:
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


def _weiger_zipbom(inhoud: bytes) -> None:
    """Look at the sizes the zip declares; zipfile itself never unpacks more than that."""
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as zak:
            delen = zak.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as fout:
        raise Onleesbaar(_GEEN_XLSX) from fout
    if len(delen) > _MEESTE_DELEN or sum(deel.file_size for deel in delen) > MEESTE_UITGEPAKT:
        raise Onleesbaar("Uitgepakt is dit Excel-bestand te groot. Verdeel het over meer bestanden.")
    if not any(deel.filename == "[Content_Types].xml" for deel in delen):
        raise Onleesbaar(_GEEN_XLSX)
