"""The three kinds of file. Excel and OpenDocument have a second sheet that says what, when, for whom, which filter."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from organisaties.regels.tekens import onschadelijk
from organisaties.uitvoer.cellen import Cel, cel, in_csv
from organisaties.uitvoer.ods import als_ods

SOORTEN = {"csv": "CSV", "xlsx": "Excel", "ods": "OpenDocument"}
_MIME = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
BLAD, TOELICHTING = "Cijfers", "Toelichting"


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
    rijen: Iterable[Any]
    toelichting: Sequence[tuple[str, str]]
    gefilterd: bool = False

    def antwoord(self, soort: str) -> HttpResponse:
        """The file as a download; `soort` is one of SOORTEN. Its name says what, whether filtered, and when."""
        inhoud = {"csv": self.als_csv, "xlsx": self.als_xlsx, "ods": self.als_ods}[soort]()
        delen = [
            slugify(self.naam),
            *(["gefilterd"] if self.gefilterd else []),
            f"{timezone.localtime():%Y-%m-%d-%H%M}",
        ]
        return HttpResponse(
            inhoud,
            content_type=_MIME[soort],
            headers={"Content-Disposition": f'attachment; filename="{"-".join(delen)}.{soort}"'},
        )

    def als_csv(self) -> bytes:
        """Only header and rows, for whatever reads it next; `;` between, a comma in decimals, UTF-8 with BOM."""
        uit = io.StringIO(newline="")
        schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
        for rij in self._regels():
            schrijver.writerow([in_csv(waarde) for waarde in rij])
        return uit.getvalue().encode("utf-8-sig")

    def als_xlsx(self) -> bytes:
        """The table on the first sheet, the note on the second."""
        boek = Workbook(write_only=True)
        blad = boek.create_sheet(BLAD)
        blad.freeze_panes = "B2"
        for nummer, breedte in enumerate(self.breedtes, start=1):
            blad.column_dimensions[get_column_letter(nummer)].width = breedte
        aantal = _schrijf(blad, self._regels(), vet=1)
        blad.auto_filter.ref = f"A1:{get_column_letter(len(self.kolommen))}{aantal}"
        uitleg = boek.create_sheet(TOELICHTING)
        uitleg.column_dimensions["A"].width, uitleg.column_dimensions["B"].width = 22, 90
        _schrijf(uitleg, self._toelichting())
        uit = io.BytesIO()
        boek.save(uit)
        return uit.getvalue()

    def als_ods(self) -> bytes:
        return als_ods([(BLAD, self._regels(), self.breedtes), (TOELICHTING, self._toelichting(), [22, 90])])

    @property
    def breedtes(self) -> list[int]:
        """Of the columns, in characters: names need room, numbers no more than their heading."""
        return [24 if nummer < 2 else max(12, len(kolom.kop) + 3) for nummer, kolom in enumerate(self.kolommen)]  # noqa: PLR2004

    def _regels(self) -> Iterator[list[Cel]]:
        yield [onschadelijk(kolom.kop) for kolom in self.kolommen]
        for rij in self.rijen:
            yield [cel(kolom.waarde(rij)) for kolom in self.kolommen]

    def _toelichting(self) -> Iterator[list[Cel]]:
        for label, tekst in self.toelichting:
            yield [onschadelijk(label), onschadelijk(tekst)]


def _schrijf(blad: Any, regels: Iterable[Sequence[Cel]], vet: int = 0) -> int:
    """Write the rows, the first `vet` of them bold; how many there were."""
    nummer = 0
    for nummer, regel in enumerate(regels, start=1):
        rij = []
        for waarde in regel:
            deze = WriteOnlyCell(blad, waarde)
            if isinstance(waarde, str):
                deze.data_type = "s"  # whatever it begins with
            elif isinstance(waarde, datetime):
                deze.number_format = "yyyy-mm-dd hh:mm"
            elif isinstance(waarde, date):
                deze.number_format = "yyyy-mm-dd"
            elif isinstance(waarde, Decimal):
                deze.number_format = "0.0"
            if nummer <= vet:
                deze.font = Font(bold=True)
            rij.append(deze)
        blad.append(rij)
    return nummer
