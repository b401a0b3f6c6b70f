"""The rows that were refused, given back in the sender's own columns with one more: what is wrong with them."""

import csv
import io
import re
from collections.abc import Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill

from organisaties.invoer.bestand import FOUTKOLOM, VERBORGEN, Cel, Tabel, is_xlsx, normaliseer, zonder_persoon
from organisaties.invoer.soorten import Rij
from organisaties.regels.tekens import onschadelijk

_GEMERKT = PatternFill("solid", start_color="FFFFE0B2")
_GETAL = re.compile(r"[-+]?[0-9]+([.,][0-9]+)?")


def schrijf(
    tabel: Tabel, rijen: Sequence[Rij], *, als: bytes = b"", alles: bool = False, bewaren: bool = False
) -> bytes:
    """The bad rows, or `alles`: every row. As .xlsx when `als`, the file as it was sent, is one; else as text.

    `bewaren`: it is kept here, so what looks like a person's number or address is left out (see `_zonder_personen`).
    """
    if bewaren:
        tabel, rijen = _zonder_personen(tabel, rijen)
    mee = [i for i, naam in enumerate(tabel.kop) if normaliseer(naam) != FOUTKOLOM]
    cellen = dict(tabel.rijen)
    regels = [(rij, cellen[rij.nummer]) for rij in rijen if alles or rij.fouten]
    return _xlsx(tabel, mee, regels) if is_xlsx(als) else _csv(tabel, mee, regels)


def _zonder_personen(tabel: Tabel, rijen: Sequence[Rij]) -> tuple[Tabel, Sequence[Rij]]:
    """The same with empty cells for what looks like a person, where it is wrong or in a column that we do not know.

    Empty, because a sign in its place could come back as if it were a kenmerk. What is right stays: a KvK number may
    look like a BSN.
    """
    kolom_van = {plaats: naam for naam, plaats in tabel.kolommen.items()}
    mis = {rij.nummer: {fout.kolom for fout in rij.fouten} for rij in rijen}

    def cel(nummer: int, plaats: int, waarde: Cel) -> Cel:
        goed = plaats in kolom_van and kolom_van[plaats] not in mis.get(nummer, ())
        return waarde if goed or zonder_persoon(tekst_van(waarde)) != VERBORGEN else None

    kop = [zonder_persoon(naam) for naam in tabel.kop]
    schoon = [(nummer, [cel(nummer, i, waarde) for i, waarde in enumerate(cellen)]) for nummer, cellen in tabel.rijen]
    return Tabel(kop, schoon, tabel.kolommen), rijen


def _csv(tabel: Tabel, mee: list[int], regels: Sequence[tuple[Rij, list[Cel]]]) -> bytes:
    """`;` and UTF-8 with BOM, which a Dutch Excel opens by itself."""
    uit = io.StringIO(newline="")
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow([*(onschadelijk(tabel.kop[i]) for i in mee), FOUTKOLOM])
    for rij, waarden in regels:
        teksten = [_veilig(waarden[i]) if i < len(waarden) else "" for i in mee]
        schrijver.writerow([*teksten, *map(_veilig, waarden[len(tabel.kop) :]), onschadelijk(_uitleg(rij))])
    return uit.getvalue().encode("utf-8-sig")


def _xlsx(tabel: Tabel, mee: list[int], regels: Sequence[tuple[Rij, list[Cel]]]) -> bytes:
    """The cells as they were, numbers and dates too; the wrong ones have a colour, and the last column says why."""
    boek = Workbook(write_only=True)
    blad = boek.create_sheet("Verbeteren")
    blad.freeze_panes = "A2"
    kop = [WriteOnlyCell(blad, onschadelijk(naam)) for naam in [*(tabel.kop[i] for i in mee), FOUTKOLOM]]
    for cel in kop:
        cel.font, cel.data_type = Font(bold=True), "s"
    blad.append(kop)
    kolom_van = {plaats: naam for naam, plaats in tabel.kolommen.items()}
    for rij, waarden in regels:
        mis = {fout.kolom for fout in rij.fouten}
        cellen = []
        for i in mee:
            waarde = waarden[i] if i < len(waarden) else None
            cel = WriteOnlyCell(blad, _veilig(waarde) if isinstance(waarde, str) else waarde)
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
    """What stands in the cell, on the screen."""
    if cel is None:
        return ""
    if isinstance(cel, bool):
        return "ja" if cel else "nee"
    if isinstance(cel, float) and cel.is_integer():
        return str(int(cel))
    if isinstance(cel, datetime):
        return cel.isoformat(sep=" ")
    return str(cel)


def _veilig(cel: Cel) -> str:
    """The same, so that no spreadsheet runs it; a number with its sign is a number."""
    tekst = tekst_van(cel)
    return tekst if _GETAL.fullmatch(tekst) else onschadelijk(tekst)
