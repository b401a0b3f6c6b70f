"""The rows that were refused, given back in the sender's own columns with one more: what is wrong with them."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill

from organisaties.invoer.bestand import FOUTKOLOM, Cel, Tabel, is_xlsx, normaliseer
from organisaties.invoer.soorten import Rij
from organisaties.invoer.xlsxbestand import Formule

_GEMERKT = PatternFill("solid", start_color="FFFFE0B2")


def schrijf(tabel: Tabel, rijen: Sequence[Rij], *, als: bytes = b"", alles: bool = False) -> bytes:
    """The bad rows, or `alles`: every row. As .xlsx when `als`, the file as it was sent, is one; else as text."""
    mee = [i for i, naam in enumerate(tabel.kop) if normaliseer(naam) != FOUTKOLOM]
    regels = [(rij, cellen) for rij, cellen in _regels(tabel, rijen) if alles or rij.fouten]
    return _xlsx(tabel, mee, regels) if is_xlsx(als) else _csv(tabel, mee, regels)


def _regels(tabel: Tabel, rijen: Sequence[Rij]) -> Iterator[tuple[Rij, list[Cel]]]:
    cellen = dict(tabel.rijen)
    for rij in rijen:
        yield rij, cellen[rij.nummer]


def _csv(tabel: Tabel, mee: list[int], regels: Sequence[tuple[Rij, list[Cel]]]) -> bytes:
    """`;` and UTF-8 with BOM, which a Dutch Excel opens by itself."""
    uit = io.StringIO(newline="")
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow([*(tabel.kop[i] for i in mee), FOUTKOLOM])
    for rij, waarden in regels:
        teksten = [tekst_van(waarden[i]) if i < len(waarden) else "" for i in mee]
        schrijver.writerow([*teksten, *map(tekst_van, waarden[len(tabel.kop) :]), _uitleg(rij)])
    return uit.getvalue().encode("utf-8-sig")


def _xlsx(tabel: Tabel, mee: list[int], regels: Sequence[tuple[Rij, list[Cel]]]) -> bytes:
    """The cells as they were, numbers and dates too; the wrong ones have a colour, and the last column says why."""
    boek = Workbook(write_only=True)
    blad = boek.create_sheet("Verbeteren")
    blad.freeze_panes = "A2"
    kop = [WriteOnlyCell(blad, naam) for naam in [*(tabel.kop[i] for i in mee), FOUTKOLOM]]
    for cel in kop:
        cel.font, cel.data_type = Font(bold=True), "s"
    blad.append(kop)
    kolom_van = {plaats: naam for naam, plaats in tabel.kolommen.items()}
    for rij, waarden in regels:
        mis = {fout.kolom for fout in rij.fouten}
        cellen = []
        for i in mee:
            waarde = waarden[i] if i < len(waarden) else None
            cel = WriteOnlyCell(blad, tekst_van(waarde) if isinstance(waarde, str) else waarde)
            if isinstance(waarde, str):
                cel.data_type = "s"  # never a formula
            if kolom_van.get(i) in mis:
                cel.fill = _GEMERKT
            cellen.append(cel)
        uitleg = WriteOnlyCell(blad, _uitleg(rij))
        uitleg.data_type = "s"
        blad.append([*cellen, uitleg])
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


def _uitleg(rij: Rij) -> str:
    return " | ".join(f"{fout.kolom}: {fout.reden}" if fout.kolom else fout.reden for fout in rij.fouten)


def tekst_van(cel: Cel) -> str:
    """What stands in the cell, for a text file or the screen."""
    if cel is None:
        return ""
    if isinstance(cel, bool):
        return "ja" if cel else "nee"
    if isinstance(cel, float) and cel.is_integer():
        return str(int(cel))
    if isinstance(cel, datetime):
        return cel.isoformat(sep=" ")
    tekst = str(cel)
    # A spreadsheet would run this as a formula; no valid value begins like it.
    return f"'{tekst}" if isinstance(cel, Formule) or tekst.startswith(("=", "@")) else tekst
