"""Setting the letter: the page fragment for the preview and the PDF/A-3a and PDF/UA-1 file, from the same dictionary.

The same letter gives the same bytes: nothing here reads the clock. What is made once for a process (fonts, stylesheets,
fetcher) costs more than a letter, so it is kept.
"""

import json
import re
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from weasyprint import CSS, HTML, Attachment
from weasyprint.css import ColorProfile
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from taakstelling.regels.halfjaar import Halfjaar
from toezicht.models import Tekstblok
from toezicht.pdf.inhoud import VERPLICHT, Inhoud, berekening
from toezicht.pdf.letters import DELEN, GEZICHTEN, LETTERMAP, bestand
from toezicht.pdf.tekst import gat, naar_html
from toezicht.regels.resultaat import bronregel, datum, regels, stand_uit
from toezicht.regels.tekstvelden import Gat, vul_in

BIJLAGE = "berekening.json"
STIJL = Path(__file__).resolve().parent.parent / "static" / "toezicht"
# Characters without a shape: a typeface has none for them, and PDF/A wants one for every character.
_ONZICHTBAAR = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ufffe\\uffff]")
_TOEGESTAAN = (LETTERMAP, STIJL)


class EigenBestanden(URLFetcher):
    """Fetches our own fonts and stylesheets and nothing else: no network, no other file of this machine."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        delen = urlsplit(url)
        if delen.scheme == "file":
            pad = Path(unquote(delen.path)).resolve()
            if not any(pad.is_relative_to(map_.resolve()) for map_ in _TOEGESTAAN):
                raise ValueError("Een brief mag dit bestand niet lezen.")
        return super().fetch(url, headers)


HALER = EigenBestanden(allowed_protocols=("data", "file"))


@cache
def _opmaak() -> tuple[list[CSS], FontConfiguration]:
    """Stylesheets and fonts, read once for a process."""
    letters = FontConfiguration()
    gezichten = "".join(
        f'@font-face {{ font-family: "{familie}"; font-weight: {gewicht}; font-style: {stijl}; '
        f'src: url("{bestand(deel, gewicht, stijl).as_uri()}"); }}\n'
        for familie, deel in DELEN
        for gewicht, stijl in GEZICHTEN
    )
    bladen = [CSS(string=gezichten, font_config=letters, url_fetcher=HALER)]
    for naam in ("brief.css", "brief-papier.css"):
        bladen.append(CSS(filename=STIJL / naam, font_config=letters, url_fetcher=HALER))
    return bladen, letters


def _kleurprofiel() -> ColorProfile:
    """The sRGB profile of WeasyPrint, which for each PDF of its own leaves that file open until it is garbage."""
    icc = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
    return ColorProfile(BytesIO(icc), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


def context(inhoud: Inhoud, *, concept: bool, kopniveau: int = 1) -> dict[str, Any]:
    """What the template of the letter shows, with every hole marked."""
    waarden, halfjaar = inhoud["waarden"], Halfjaar.van_code(inhoud["halfjaar"])

    def of_gat(waarde: str | None, naam: str) -> SafeString:
        return format_html("{}", waarde) if waarde and waarde.strip() else gat(naam)

    def kop(tekst: str) -> SafeString:
        return format_html_join("", "{}", ((gat(s.naam) if isinstance(s, Gat) else s,) for s in vul_in(tekst, waarden)))

    def blokken(plek: str) -> list[dict[str, Any]]:
        gevonden: list[dict[str, Any]] = [
            {"kop": kop(blok["kop"]), "tekst": naar_html(blok["tekst"], waarden)} for blok in inhoud["blokken"][plek]
        ]
        if not gevonden and plek in VERPLICHT:
            label = Tekstblok.Plek(plek).label
            gevonden.append({"kop": label, "tekst": format_html("<p>{}</p>", gat(label))})
        return gevonden

    afzender, adres, cijfers = inhoud["afzender"], inhoud["adres"], inhoud["cijfers"]
    return {
        "concept": concept,
        "kop": f"h{kopniveau}",
        "titel": f"{'CONCEPT ' if concept else ''}{inhoud['onderwerp']}, gemeente {inhoud['gemeente']['naam']}",
        "provincie": inhoud["provincie"]["naam"],
        "gemeente": inhoud["gemeente"]["naam"],
        "afzender": afzender,
        "adresregels": [
            of_gat(adres["aan"], "geadresseerde"),
            of_gat(adres["straat_of_postbus"], "straat of postbus"),
            format_html("{} {}", of_gat(adres["postcode"], "postcode"), of_gat(adres["plaats"].upper(), "plaats")),
        ]
        if adres
        else [gat("postadres")],
        "plaats": of_gat(afzender["plaats"], "plaats"),
        "datum": datum(date.fromisoformat(inhoud["datum"])),
        "datum_iso": inhoud["datum"],
        "kenmerk": of_gat(inhoud["kenmerk"], "kenmerk"),
        "behandeld_door": of_gat(afzender["behandeld_door"], "behandeld door"),
        "telefoon": afzender["telefoon"],
        "onderwerp": of_gat(inhoud["onderwerp"], "onderwerp"),
        "taak": blokken("taak"),
        "context": blokken("context"),
        "gevolg": blokken("gevolg"),
        "conclusie": blokken("conclusie"),
        "regels": [(regel.label, of_gat(regel.waarde, "cijfer")) for regel in regels(cijfers)],
        "stand": stand_uit(cijfers),
        "peildag": halfjaar.eind,
        "oordeelzin": of_gat(cijfers["oordeelzin"], "oordeelzin"),
        "bronregel": of_gat(bronregel(cijfers, date.fromisoformat(inhoud["bekend_op"])), "bron van de realisatie"),
        "orgaan": of_gat(afzender["orgaan"], "orgaan"),
        "ondertekenaars": [
            of_gat(afzender["eerste_ondertekenaar"], "eerste ondertekenaar"),
            of_gat(afzender["tweede_ondertekenaar"], "tweede ondertekenaar"),
        ],
        "peildatum": datum(halfjaar.eind),
    }


def als_fragment(inhoud: Inhoud, *, concept: bool) -> SafeString:
    """The letter as part of a page, for the preview."""
    return render_to_string("brieven/_ibt.html", context(inhoud, concept=concept, kopniveau=3))


def als_pdf(inhoud: Inhoud, *, concept: bool) -> bytes:
    """The letter as a PDF: tagged, with its fonts and its calculation inside; a concept says so on every page."""
    bladen, letters = _opmaak()
    html = _ONZICHTBAAR.sub(" ", render_to_string("brieven/ibt.html", context(inhoud, concept=concept)))
    # A date without a time is all a letter has; the day itself makes the bytes the same each time.
    moment = datetime.combine(date.fromisoformat(inhoud["datum"]), time(), tzinfo=UTC)
    bijlage = Attachment(
        string=json.dumps(berekening(inhoud, concept=concept), ensure_ascii=False, indent=1, sort_keys=True),
        name=BIJLAGE,
        description="De berekening achter de cijfers in deze brief",
        created=moment,
        modified=moment,
        relationship="Data",
        url_fetcher=HALER,
    )
    pdf: bytes = HTML(string=html, url_fetcher=HALER).write_pdf(
        stylesheets=bladen,
        font_config=letters,
        pdf_variant="pdf/a-3a",
        color_profiles={"kleur": _kleurprofiel()},
        output_intent="kleur",
        attachments=[bijlage],
        finisher=_maak_ook_ua,
    )
    return pdf


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
