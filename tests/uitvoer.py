"""Reading what the application gives as a file."""

import io

from django.test import Client
from openpyxl import load_workbook


def toelichting(client: Client, adres: str) -> list[str]:
    """The values of the sheet that says what this list is, as .xlsx."""
    inhoud = client.get(f"{adres}&uitvoer=xlsx").content
    return [str(rij[1]) for rij in load_workbook(io.BytesIO(inhoud))["Toelichting"].iter_rows(values_only=True)]
