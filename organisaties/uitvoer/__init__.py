"""A list as shown, as a file: the same rows, filter, order and columns, as .xlsx, .ods or CSV (docs/besluiten/0021).

A view of a table of django-tables2 needs one line, after `blader`:

    if bestand := tabel_als_bestand(request, tabel, filter_):
        return bestand

The table then also shows where its files are to be had. A list that is no such table names its columns: `als_bestand`.
"""

from organisaties.regels.tekens import onschadelijk
from organisaties.uitvoer.antwoord import als_bestand, tabel_als_bestand, uitvoerlinks
from organisaties.uitvoer.bestanden import SOORTEN, Kolom, Uitvoer
from organisaties.uitvoer.cellen import ONBEKEND

__all__ = [
    "ONBEKEND",
    "SOORTEN",
    "Kolom",
    "Uitvoer",
    "als_bestand",
    "onschadelijk",
    "tabel_als_bestand",
    "uitvoerlinks",
]
