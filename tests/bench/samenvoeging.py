"""The letter as a mail merge in Word leaves it: one .docx, with the same words as our HTML."""

import re
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image, ImageDraw

_BLOKKEN = ("p", "li", "h1", "h3")
_TYPEN = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/footer1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>'
)
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{_R}"'
_RELATIES = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
_TEKEN = "http://schemas.openxmlformats.org/drawingml/2006"
_BEELD = (
    f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{_TEKEN}/wordprocessingDrawing"><wp:extent cx="5400000" cy="900000"/>'
    f'<wp:docPr id="1" name="Opgavebalk"/><a:graphic xmlns:a="{_TEKEN}/main"><a:graphicData uri="{_TEKEN}/picture">'
    f'<pic:pic xmlns:pic="{_TEKEN}/picture"><pic:nvPicPr><pic:cNvPr id="1" name="balk"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="r2"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="5400000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)
_VELD = '<w:r><w:t xml:space="preserve">{}</w:t></w:r><w:fldSimple w:instr="{}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
_VOET = _VELD.format("Pagina ", "PAGE") + _VELD.format(" van ", "NUMPAGES")


class _Alineas(HTMLParser):
    """The paragraphs of the letter in order, each with whether it is a heading; None where the picture stands."""

    def __init__(self) -> None:
        super().__init__()
        self.alineas: list[tuple[str, bool] | None] = []
        self._tekst: list[str] | None = None
        self._beeld = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "svg":
            self._beeld += 1
            self.alineas.append(None)
        if tag in _BLOKKEN:
            self._tekst = []
        elif tag == "br" and self._tekst is not None:
            self._tekst.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._beeld -= tag == "svg"
        if tag in _BLOKKEN and self._tekst is not None:
            self.alineas.append(("".join(self._tekst).strip(), tag.startswith("h")))
            self._tekst = None

    def handle_data(self, data: str) -> None:
        if self._tekst is not None and not self._beeld:
            self._tekst.append(re.sub(r"\s+", " ", data))


def schrijf_docx(html: str, pad: Path) -> None:
    lezer = _Alineas()
    lezer.feed(html)
    alineas = "".join(_BEELD if alinea is None else _alinea(alinea[0], kop=alinea[1]) for alinea in lezer.alineas)
    blad = (
        '<w:sectPr><w:footerReference w:type="default" r:id="r1"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1250" w:right="1360" w:bottom="1360" w:left="1420" w:header="700" w:footer="700"/></w:sectPr>'
    )
    delen = {
        "[Content_Types].xml": _TYPEN,
        "_rels/.rels": f'{_RELATIES}Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{_RELATIES}Type="{_R}/footer" Target="footer1.xml"/>'
        f'<Relationship Id="r2" Type="{_R}/image" Target="media/balk.png"/></Relationships>',
        "word/document.xml": f"<w:document {_W}><w:body>{alineas}{blad}</w:body></w:document>",
        "word/footer1.xml": f"<w:ftr {_W}><w:p>{_VOET}</w:p></w:ftr>",
    }
    with ZipFile(pad, "w", ZIP_DEFLATED) as bestand:
        for naam, inhoud in delen.items():
            bestand.writestr(naam, '<?xml version="1.0" encoding="UTF-8"?>' + inhoud)
        bestand.writestr("word/media/balk.png", _balk())


def _alinea(tekst: str, *, kop: bool) -> str:
    vorm = f'<w:rPr>{"<w:b/>" if kop else ""}<w:sz w:val="{23 if kop else 21}"/></w:rPr>'
    regels = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(regel)}</w:t>' for regel in tekst.split("\n"))
    return f'<w:p><w:pPr><w:spacing w:after="160" w:line="300"/></w:pPr><w:r>{vorm}{regels}</w:r></w:p>'


@cache
def _balk() -> bytes:
    """A bar as somebody would paste it from a spreadsheet."""
    beeld = Image.new("RGB", (1200, 200), "white")
    teken = ImageDraw.Draw(beeld)
    for links, rechts, kleur in ((20, 500, "#0a5c63"), (500, 800, "#d9d4c7"), (800, 1180, "#a3270e")):
        teken.rectangle((links, 60, rechts, 140), fill=kleur)
    uit = BytesIO()
    beeld.save(uit, "PNG")
    return uit.getvalue()
