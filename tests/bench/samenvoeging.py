"""The letter as a mail merge in Word leaves it: one .docx, with the same words as our HTML."""

import re
from html.parser import HTMLParser
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

_BLOKKEN = ("p", "li", "h1", "h3")
_TYPEN = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/footer1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>'
)
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{_R}"'
_RELATIES = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
_VELD = '<w:r><w:t xml:space="preserve">{}</w:t></w:r><w:fldSimple w:instr="{}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
_VOET = _VELD.format("Pagina ", "PAGE") + _VELD.format(" van ", "NUMPAGES")


class _Alineas(HTMLParser):
    """The paragraphs of the letter in order, each with whether it is a heading; pictures are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.alineas: list[tuple[str, bool]] = []
        self._tekst: list[str] | None = None
        self._beeld = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._beeld += tag == "svg"
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
    alineas = "".join(_alinea(tekst, kop=kop) for tekst, kop in lezer.alineas)
    blad = (
        '<w:sectPr><w:footerReference w:type="default" r:id="r1"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1250" w:right="1360" w:bottom="1360" w:left="1420" w:header="700" w:footer="700"/></w:sectPr>'
    )
    delen = {
        "[Content_Types].xml": _TYPEN,
        "_rels/.rels": f'{_RELATIES}Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{_RELATIES}Type="{_R}/footer" Target="footer1.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_W}><w:body>{alineas}{blad}</w:body></w:document>",
        "word/footer1.xml": f"<w:ftr {_W}><w:p>{_VOET}</w:p></w:ftr>",
    }
    with ZipFile(pad, "w", ZIP_DEFLATED) as bestand:
        for naam, inhoud in delen.items():
            bestand.writestr(naam, '<?xml version="1.0" encoding="UTF-8"?>' + inhoud)


def _alinea(tekst: str, *, kop: bool) -> str:
    vorm = f'<w:rPr>{"<w:b/>" if kop else ""}<w:sz w:val="{23 if kop else 21}"/></w:rPr>'
    regels = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(regel)}</w:t>' for regel in tekst.split("\n"))
    return f'<w:p><w:pPr><w:spacing w:after="160" w:line="300"/></w:pPr><w:r>{vorm}{regels}</w:r></w:p>'
