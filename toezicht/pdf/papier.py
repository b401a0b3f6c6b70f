"""The letter on paper: the page fragment that a reader sees, set by Typst in the style of `brief.typ` (besluit 0029).

There is one template of the letter, the fragment. Here it becomes a tree of its elements that Typst gets as data: what
somebody typed is never read as Typst, and reads no file.
"""

import json
import re
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any, cast
from xml.etree import ElementTree

import typst

from organisaties.drukken.bijlagen import Bijlage
from organisaties.drukken.letters import LETTERFAMILIES, drukbaar, schrijf_truetype

STIJL = Path(__file__).with_name("brief.typ")
_SVG = "http://www.w3.org/2000/svg"
# Between these white space means nothing.
_BLOKKEN = {"article", "section", "div", "h1", "p", "ul", "ol", "li"}
_WIT = re.compile(r"[ \t\r\n\f]+")
# A word longer than a line may break; Typst breaks it nowhere by itself.
_TE_LANG = re.compile(r"(\S{40})(?=\S{20})")
_KNIP = {"tag": "knip", "klasse": "", "delen": []}
_TEKSTBREEDTE = 608
"""Pixels of 1/96 inch: the 161 mm between the margins, to which a picture's percentages relate."""
_PROEF = "".join(
    f'#text(font: "{familie}", fallback: false, "{teken}")#text(font: "{familie}", style: "italic", "{teken}")'
    f'#text(font: "{familie}", weight: 700, "{teken}")'
    for familie, teken in zip(LETTERFAMILIES, "aş", strict=True)
).encode()
_een_tegelijk = Lock()

ElementTree.register_namespace("", _SVG)


def zet(fragment: str, kop: dict[str, Any], *, dag: date, bijlage: Bijlage) -> bytes:
    """A PDF/A-3a and PDF/UA-1 of a well-formed fragment, the same bytes for the same text.

    `kop`: what stands on each page and in the properties of the file (titel, auteur, omschrijving, onderwerp, kenmerk,
    concept); `dag`: the date that the file bears.
    """
    wortel = ElementTree.fromstring(drukbaar(fragment))  # noqa: S314  our own template, with every value escaped
    schoon = {naam: drukbaar(waarde) if isinstance(waarde, str) else waarde for naam, waarde in kop.items()}
    brief = schoon | {
        "letters": LETTERFAMILIES,
        "boom": _boom(wortel),
        "bijlage": {"naam": bijlage.naam, "omschrijving": bijlage.omschrijving},
    }
    with _een_tegelijk:
        pdf = _zetter().compile(
            sys_inputs={"brief": json.dumps(brief), "bijlage": bijlage.json},
            format="pdf",
            pdf_standards=["a-3a", "ua-1"],
            # A date without a time is all a letter has; the day itself makes the bytes the same each time.
            timestamp=datetime.combine(dag, time(), tzinfo=UTC),
        )
    return cast("bytes", pdf)


@cache
def _zetter() -> typst.Compiler:
    """Style and typeface, read once for a process; it reads no file outside this app and nothing from the network."""
    with TemporaryDirectory(prefix="thuisstand-letters-") as map_:
        schrijf_truetype(Path(map_))
        letters = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[map_])
        # Typst opens a file when it first needs it: a word in each face, and after that it needs the folder no more.
        typst.Compiler(_PROEF, font_paths=letters).compile(format="pdf", pdf_standards="a-3b")
    return typst.Compiler(str(STIJL), root=str(STIJL.parent.parent), font_paths=letters)


def _boom(element: ElementTree.Element) -> dict[str, Any]:
    if element.tag == f"{{{_SVG}}}svg":
        return _beeld(element)
    delen: list[str | dict[str, Any]] = []
    houdt_blokken = any(kind.tag in _BLOKKEN for kind in element)

    def tekst(stuk: str | None) -> None:
        if stuk and (stuk.strip() or not houdt_blokken):
            eerste, *verder = _TE_LANG.sub("\\1\0", _WIT.sub(" ", stuk)).split("\0")
            delen.append(eerste)
            for rest in verder:
                delen.extend((_KNIP, rest))

    tekst(element.text)
    for kind in element:
        delen.append(_boom(kind))
        tekst(kind.tail)
    return {"tag": element.tag, "klasse": element.get("class", ""), "delen": delen}


def _beeld(svg: ElementTree.Element) -> dict[str, Any]:
    """A picture as wide as the text; its title and description become the text for who cannot see it."""
    alt = [svg.findtext(f"{{{_SVG}}}{naam}") for naam in ("title", "desc")]
    svg.set("width", str(_TEKSTBREEDTE))
    svg.tail = None
    return {"tag": "svg", "svg": ElementTree.tostring(svg, encoding="unicode"), "alt": ". ".join(filter(None, alt))}
