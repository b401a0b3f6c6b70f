"""The text on the pages of a PDF, line by line: to see where a file differs from the letter that was made final.

Reads what this project's own files are made of (fonts with a ToUnicode map). Of a file that somebody put together
another way the lines may come out unreadable; then they differ, which is the answer.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

_BEREIK = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_TEKEN = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_LOS_LEESTEKEN = re.compile(r" ([.,;:)])")
_SECTIE = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)


def aantal_bladzijden(pdf: bytes) -> int:
    """How many pages a PDF has. Raises PdfError for what is not a PDF."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)


def regels_van(pdf: bytes) -> list[str]:
    """The lines of all pages from top to bottom. Raises PdfError for what is not a PDF."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [regel for pagina in document.pages for regel in _pagina(pagina)]


def _pagina(pagina: pikepdf.Page) -> list[str]:
    regels: dict[int, list[tuple[float, str]]] = {}
    for x, y, tekst in _stukken(pagina):
        # Pieces of one line share a baseline; half a point is less than any line space.
        regels.setdefault(round(y * 2), []).append((x, tekst))
    volgorde = sorted(regels, reverse=True)
    samen = [" ".join(" ".join(tekst for _, tekst in sorted(regels[y])).split()) for y in volgorde]
    return [_LOS_LEESTEKEN.sub(r"\1", regel) for regel in samen if regel]


def _stukken(pagina: pikepdf.Page) -> Iterator[tuple[float, float, str]]:
    """Every piece of text with its place on the page, measured upwards."""
    letters = {naam: _kaart(letter) for naam, letter in (pagina.resources.get("/Font") or pikepdf.Dictionary()).items()}
    kaart: dict[int, str] = {}
    matrix, bewaard = pikepdf.Matrix(), []
    plek = pikepdf.Matrix()
    for stap in pikepdf.parse_content_stream(pagina):
        termen: Any = stap.operands
        opdracht = str(stap.operator)
        match opdracht:
            case "q":
                bewaard.append(matrix)
            case "Q" if bewaard:
                matrix = bewaard.pop()
            case "cm":
                matrix = pikepdf.Matrix(*map(float, termen)) @ matrix
            case "Tm":
                plek = pikepdf.Matrix(*map(float, termen))
            case "Tf":
                kaart = letters.get(str(termen[0]), {})
            case "Tj" | "TJ":
                tekst = "".join(_teken(stuk, kaart) for stuk in (termen[0] if opdracht == "TJ" else termen))
                ware = plek @ matrix
                yield float(ware.e), float(ware.f), tekst


def _teken(stuk: Any, kaart: dict[int, str]) -> str:
    if not isinstance(stuk, pikepdf.String):
        return ""
    bytes_ = bytes(stuk)
    return "".join(
        kaart.get(int.from_bytes(bytes_[i : i + 2], "big"), "\N{REPLACEMENT CHARACTER}")
        for i in range(0, len(bytes_), 2)
    )


def _kaart(letter: Any) -> dict[int, str]:
    """What each glyph number of a font stands for, from its ToUnicode map."""
    if "/ToUnicode" not in letter:
        return {}
    kaart: dict[int, str] = {}
    for soort, inhoud in _SECTIE.findall(letter.ToUnicode.read_bytes()):
        if soort == b"bfchar":
            for glief, teken in _TEKEN.findall(inhoud):
                kaart[int(glief, 16)] = bytes.fromhex(teken.decode()).decode("utf-16-be", "replace")
        else:
            for van, tot, teken in _BEREIK.findall(inhoud):
                begin = int(teken, 16)
                for stap in range(min(int(tot, 16) - int(van, 16) + 1, 65_536)):
                    kaart[int(van, 16) + stap] = chr(begin + stap)
    return kaart
