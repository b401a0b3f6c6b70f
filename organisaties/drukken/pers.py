"""HTML to PDF/A-3a and PDF/UA-1, with its fonts and its calculation inside, the same bytes for the same text.

Nothing here reads the clock. What is made once for a process (fonts, stylesheets, fetcher) costs more than a document,
so whoever prints keeps one `Pers` as a constant of its module.
"""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from functools import cached_property
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import cssselect2
from weasyprint import CSS, HTML, Attachment
from weasyprint.css import ColorProfile
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from organisaties.drukken.bijlagen import Bijlage
from organisaties.drukken.letters import DELEN, GEZICHTEN, LETTERMAP, ONZICHTBAAR, bestand

BLAD = Path(__file__).with_name("blad.css")
"""The stylesheet that every sheet but the letter begins with."""


class EigenBestanden(URLFetcher):
    """Fetches our own fonts and the stylesheets of one folder and nothing else: no network, no other file."""

    def __init__(self, stijlmap: Path) -> None:
        super().__init__(allowed_protocols=("data", "file"))
        self._toegestaan = (LETTERMAP.resolve(), stijlmap.resolve())

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        delen = urlsplit(url)
        if delen.scheme == "file":
            pad = Path(unquote(delen.path)).resolve()
            if not any(pad.is_relative_to(map_) for map_ in self._toegestaan):
                raise ValueError("Een brief mag dit bestand niet lezen.")
        return super().fetch(url, headers)


class _Blad(HTML):
    """A page that is well-formed XML, as our templates are: expat reads it many times faster than an HTML parser."""

    def __init__(self, html: str, haler: URLFetcher) -> None:
        self.base_url, self.url_fetcher, self.media_type = None, haler, "print"
        wortel = ElementTree.fromstring(html)  # noqa: S314  our own template, with every value escaped
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(wortel, content_language=None)
        self.etree_element = wortel


@contextmanager
def _opruimen_kan_wachten() -> Iterator[None]:
    """The garbage collector waits until the document is there: of all that is made, nothing is free before that."""
    aan = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if aan:
            gc.enable()


class Pers:
    """Prints with the stylesheets of one folder, where their images lie too, and with `BLAD` if that is named."""

    def __init__(self, stijlmap: Path, *bladen: str | Path) -> None:
        self._stijlmap, self._namen = stijlmap, bladen
        self.haler = EigenBestanden(stijlmap)

    @cached_property
    def _opmaak(self) -> tuple[list[CSS], FontConfiguration]:
        """Stylesheets and fonts, read once for a process."""
        letters = FontConfiguration()
        gezichten = "".join(
            f'@font-face {{ font-family: "{familie}"; font-weight: {gewicht}; font-style: {stijl}; '
            f'src: url("{bestand(deel, gewicht, stijl).as_uri()}"); }}\n'
            for familie, deel in DELEN
            for gewicht, stijl in GEZICHTEN
        )
        bladen = [CSS(string=gezichten, font_config=letters, url_fetcher=self.haler)]
        for naam in self._namen:
            bladen.append(CSS(filename=self._stijlmap / naam, font_config=letters, url_fetcher=self.haler))
        return bladen, letters

    def druk(self, html: str, *, dag: date, bijlagen: Sequence[Bijlage] = ()) -> bytes:
        """The PDF of a whole, well-formed HTML document; `dag` is the date its attachments bear."""
        bladen, letters = self._opmaak
        # A date without a time is all a letter has; the day itself makes the bytes the same each time.
        moment = datetime.combine(dag, time(), tzinfo=UTC)
        bijgevoegd = [
            Attachment(
                string=bijlage.json,
                name=bijlage.naam,
                description=bijlage.omschrijving,
                created=moment,
                modified=moment,
                relationship="Data",
                url_fetcher=self.haler,
            )
            for bijlage in bijlagen
        ]
        with _opruimen_kan_wachten():
            pdf: bytes = _Blad(ONZICHTBAAR.sub(" ", html), self.haler).write_pdf(
                stylesheets=bladen,
                font_config=letters,
                pdf_variant="pdf/a-3a",
                color_profiles={"kleur": _kleurprofiel()},
                output_intent="kleur",
                attachments=bijgevoegd,
                finisher=_maak_ook_ua,
            )
        return pdf


def _kleurprofiel() -> ColorProfile:
    """The sRGB profile of WeasyPrint, which for each PDF of its own leaves that file open until it is garbage."""
    icc = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
    return ColorProfile(BytesIO(icc), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


def _maak_ook_ua(_document: Any, pdf: Any) -> None:
    """Claim PDF/UA-1 beside PDF/A-3a, and leave the metadata uncompressed as PDF/A asks.

    WeasyPrint writes one of the two claims; the tag tree it makes satisfies both.
    """
    verwijzing = pdf.catalog["Metadata"]
    metadata = next(deel for deel in pdf.objects if getattr(deel, "reference", None) == verwijzing)
    ua = (
        b'<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        b'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/></rdf:RDF>'
    )
    inhoud = b"".join(deel if isinstance(deel, bytes) else str(deel).encode() for deel in metadata.stream)
    metadata.stream = [inhoud.replace(b"</rdf:RDF>", _UITBREIDING + ua, 1)]
    metadata.compress = False


# PDF/A wants a description of every metadata schema it does not know itself.
_UITBREIDING = (
    b'<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="" '
    b'xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    b'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" '
    b'xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    b'<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    b"<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>"
    b"</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
