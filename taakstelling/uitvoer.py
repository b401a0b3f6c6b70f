"""A table as shown, as a file: .csv as Dutch Excel opens it, or .xlsx. Numbers stay numbers, unknown says so.

A text that a spreadsheet would take for a formula is made harmless with an apostrophe before it.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from django.http import HttpResponse
from django.utils.text import slugify
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

ONBEKEND = "onbekend"
SOORTEN = {"csv": "CSV", "xlsx": "Excel"}
_GEVAARLIJK = ("=", "+", "-", "@", "\t", "\r", "\n")
_NIET_IN_BESTAND = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")

Cel = str | int | Decimal | date


@dataclass(frozen=True, slots=True)
class Kolom:
    """A heading, and what stands under it for a row; None is unknown."""

    kop: str
    waarde: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Uitvoer:
    """What leaves the page: the rows as filtered and sorted, and a note on what, when and which filter."""

    naam: str
    kolommen: Sequence[Kolom]
    rijen: Sequence[Any]
    toelichting: Sequence[tuple[str, str]]

    def antwoord(self, soort: str) -> HttpResponse:
        """The file as a download; `soort` is csv or xlsx."""
        inhoud, mime = (
            (self.als_csv(), "text/csv; charset=utf-8")
            if soort == "csv"
            else (self.als_xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        )
        return HttpResponse(
            inhoud,
            content_type=mime,
            headers={"Content-Disposition": f'attachment; filename="{slugify(self.naam)}.{soort}"'},
        )

    def als_csv(self) -> bytes:
        """The note first, an empty line, the header, the rows; `;` between, a comma in decimals, UTF-8 with BOM."""
        uit = io.StringIO(newline="")
        schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
        for label, tekst in self.toelichting:
            schrijver.writerow([onschadelijk(label), onschadelijk(tekst)])
        schrijver.writerow([])
        schrijver.writerow([onschadelijk(kolom.kop) for kolom in self.kolommen])
        for rij in self._cellen():
            schrijver.writerow([_in_csv(cel) for cel in rij])
        return uit.getvalue().encode("utf-8-sig")

    def als_xlsx(self) -> bytes:
        """The table on the first sheet, the note on the second."""
        boek = Workbook()
        blad: Worksheet = boek.active
        blad.title = "Cijfers"
        koppen = [kolom.kop for kolom in self.kolommen]
        _schrijf(blad, [koppen, *self._cellen()])
        for cel in blad[1]:
            cel.font = Font(bold=True)
        blad.freeze_panes = "B2"
        blad.auto_filter.ref = blad.dimensions
        for nummer, kop in enumerate(koppen, start=1):
            blad.column_dimensions[get_column_letter(nummer)].width = 24 if nummer <= 2 else max(12, len(kop) + 3)  # noqa: PLR2004
        uitleg = boek.create_sheet("Toelichting")
        _schrijf(uitleg, self.toelichting)
        uitleg.column_dimensions["A"].width = 22
        uitleg.column_dimensions["B"].width = 90
        uit = io.BytesIO()
        boek.save(uit)
        return uit.getvalue()

    def _cellen(self) -> Iterable[list[Cel]]:
        for rij in self.rijen:
            yield [_cel(kolom.waarde(rij)) for kolom in self.kolommen]


def onschadelijk(tekst: str) -> str:
    """The text, so that no spreadsheet takes it for a formula, and without signs that no file may hold."""
    tekst = _NIET_IN_BESTAND.sub("", tekst)
    return f"'{tekst}" if tekst.startswith(_GEVAARLIJK) else tekst


def _cel(waarde: Any) -> Cel:
    if waarde is None:
        return ONBEKEND
    if isinstance(waarde, Fraction):
        tienden = Decimal(waarde.numerator) / Decimal(waarde.denominator)
        return tienden.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    if isinstance(waarde, int | Decimal | date) and not isinstance(waarde, bool):
        return waarde
    return onschadelijk(str(waarde))


def _in_csv(cel: Cel) -> str:
    if isinstance(cel, Decimal):
        return str(cel).replace(".", ",")
    return cel.isoformat() if isinstance(cel, date) else str(cel)


def _schrijf(blad: Worksheet, rijen: Iterable[Iterable[Any]]) -> None:
    for nummer, rij in enumerate(rijen, start=1):
        for kolom, waarde in enumerate(rij, start=1):
            cel = blad.cell(row=nummer, column=kolom)
            if isinstance(waarde, str):
                cel.value = onschadelijk(waarde)
                cel.data_type = "s"
            else:
                cel.value = waarde
