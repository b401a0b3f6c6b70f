"""The empty file to fill in: the header of a kind; as .xlsx with a second sheet that explains the columns."""

import csv
import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from organisaties.invoer.soorten import Soort
from organisaties.invoer.toelichting import Vorm
from organisaties.invoer.xlsxbestand import UITLEG

VORMEN = {"xlsx": "Excel", "csv": "CSV"}
_RIJEN = 1_000
"""So many rows are laid out; further ones work as well."""
# Text for everything that a spreadsheet would make something else of: 2024-1 becomes a date, 04017287 loses its nil.
_OPMAAK = {Vorm.TEKST: "@", Vorm.GETAL: "0", Vorm.DATUM: "yyyy-mm-dd"}
_KOP = PatternFill("solid", start_color="FFE7ECF1")


def als_csv(soort: Soort) -> bytes:
    """The header row and nothing else: whatever stands below it would be read in."""
    uit = io.StringIO(newline="")
    csv.writer(uit, delimiter=";", lineterminator="\r\n").writerow(soort.kolommen)
    return uit.getvalue().encode("utf-8-sig")


def als_xlsx(soort: Soort) -> bytes:
    """The header with the key in bold, columns laid out, lists to choose from; on a second sheet what goes where."""
    boek = Workbook()
    blad = boek.active
    blad.title = soort.titel[:31]
    blad.freeze_panes = "A2"
    for nummer, kolom in enumerate(soort.kolommen, start=1):
        uitleg, letter = soort.toelichting.van(kolom), get_column_letter(nummer)
        kop = blad.cell(row=1, column=nummer, value=kolom)
        kop.font, kop.fill = Font(bold=kolom in soort.toelichting.sleutel), _KOP
        blad.column_dimensions[letter].width = max(14, len(kolom) + 3)
        for rij in range(2, _RIJEN + 2):
            blad.cell(row=rij, column=nummer).number_format = _OPMAAK[uitleg.vorm]
        if uitleg.keuzes:
            lijst = DataValidation(type="list", formula1=f'"{",".join(uitleg.keuzes)}"', allow_blank=True)
            lijst.error, lijst.errorTitle = "Kies een waarde uit de lijst.", "Deze waarde is niet bekend"
            lijst.add(f"{letter}2:{letter}{_RIJEN + 1}")
            blad.add_data_validation(lijst)
    _schrijf_uitleg(boek, soort)
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


def _schrijf_uitleg(boek: Workbook, soort: Soort) -> None:
    blad = boek.create_sheet(UITLEG)
    regels = [
        (soort.titel, "", "", ""),
        (soort.toelichting.wat, "", "", ""),
        ("Vul het eerste blad in. De vette kolommen zeggen samen waar een rij over gaat.", "", "", ""),
        ("", "", "", ""),
        ("Kolom", "Verplicht", "Wat u invult", "Voorbeeld"),
    ]
    for kolom in soort.kolommen:
        uitleg = soort.toelichting.van(kolom)
        keuzes = f" Kies uit: {', '.join(uitleg.keuzes)}." if uitleg.keuzes else ""
        regels.append((kolom, "nee" if kolom in soort.optioneel else "ja", uitleg.uitleg + keuzes, uitleg.voorbeeld))
    for nummer, regel in enumerate(regels, start=1):
        for plaats, tekst in enumerate(regel, start=1):
            cel = blad.cell(row=nummer, column=plaats)
            cel.value, cel.data_type = tekst or None, "s" if tekst else "n"
            cel.number_format = "@"
            cel.alignment = Alignment(wrap_text=nummer > 5 and plaats == 3, vertical="top")  # noqa: PLR2004
            vet = nummer in (1, 5) or (plaats == 1 and tekst in soort.toelichting.sleutel)
            cel.font = Font(bold=vet, size=14 if nummer == 1 else 11)
    for letter, breedte in zip("ABCD", (24, 12, 80, 30), strict=True):
        blad.column_dimensions[letter].width = breedte
