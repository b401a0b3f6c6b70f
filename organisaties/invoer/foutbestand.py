"""The rows that were refused, given back in the sender's own columns with one more: what is wrong with them."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime

from organisaties.invoer.bestand import FOUTKOLOM, Cel, Tabel, normaliseer
from organisaties.invoer.soorten import Rij
from organisaties.invoer.xlsxbestand import Formule


def schrijf(tabel: Tabel, rijen: Sequence[Rij]) -> bytes:
    """`;` and UTF-8 with BOM, which a Dutch Excel opens by itself."""
    cellen = dict(tabel.rijen)
    mee = [i for i, naam in enumerate(tabel.kop) if normaliseer(naam) != FOUTKOLOM]
    uit = io.StringIO(newline="")
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow([*(tabel.kop[i] for i in mee), FOUTKOLOM])
    for rij in rijen:
        if not rij.fouten:
            continue
        waarden = cellen[rij.nummer]
        teksten = [_tekst(waarden[i]) if i < len(waarden) else "" for i in mee]
        schrijver.writerow([*teksten, *map(_tekst, waarden[len(tabel.kop) :]), _uitleg(rij)])
    return uit.getvalue().encode("utf-8-sig")


def _uitleg(rij: Rij) -> str:
    return " | ".join(f"{fout.kolom}: {fout.reden}" if fout.kolom else fout.reden for fout in rij.fouten)


def _tekst(cel: Cel) -> str:
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
