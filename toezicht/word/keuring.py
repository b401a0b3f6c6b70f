"""Is a .docx fit to be a template? It can be filled in and nothing else: no macros, no ways out, no code.

A .docx is a zip of XML. Everything is looked at before anything is handed to a library: how large it unpacks, what is
in it, and which fields it names. A field is a name of the closed list (`velden`) and nothing more, so there is no
expression to run; what fills in knows nothing else either (`omgeving`).
"""

import io
import re
import zipfile
import zlib
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

from docxtpl import DocxTemplate
from jinja2 import Template

from toezicht.word.alineas import alinea, als_xml, stuk
from toezicht.word.omgeving import Invulomgeving
from toezicht.word.velden import ALINEAS, IN_DE_REGEL

MEESTE_BYTES = 2_000_000
_MEESTE_UITGEPAKT = 20_000_000
_MEESTE_XML = 4_000_000
"""Of one part; a letter has a fraction of it, and the filling reads it with regular expressions."""
_MEESTE_DELEN = 300
_DOCUMENT = b"wordprocessingml.document.main+xml"
_GEEN_DOCX = "Dit is geen Word-document (.docx). Sla het sjabloon in Word op als “Word-document (.docx)”."
_TE_GROOT = "Uitgepakt is dit bestand te groot voor een sjabloon. Begin met een nieuw Word-document."
_MACRO, _ACTIVEX, _INGESLOTEN = "macro's", "een besturingselement (ActiveX)", "een ingesloten bestand"
_VERBODEN = {
    "vbaproject": _MACRO,
    "vbadata": _MACRO,
    "activex": _ACTIVEX,
    "embeddings/": _INGESLOTEN,
    "afchunk": _INGESLOTEN,
    "attachedtoolbars": _MACRO,
}
_VERBODEN_RELATIES = {
    "vbaproject": _MACRO,
    "wordvbadata": _MACRO,
    "attachedtoolbars": _MACRO,
    "control": _ACTIVEX,
    "activexcontrolbinary": _ACTIVEX,
    "oleobject": _INGESLOTEN,
    "package": _INGESLOTEN,
    "afchunk": _INGESLOTEN,
    "subdocument": _INGESLOTEN,
    "attachedtemplate": "een gekoppeld sjabloon",
}
"""By the last word of its type, which is the same in every edition of the standard: the name of a part is free."""

_VERBODEN_SOORTEN = {
    "vbaproject": _MACRO,
    "vbadata": _MACRO,
    "attachedtoolbars": _MACRO,
    "activex": _ACTIVEX,
    "oleobject": _INGESLOTEN,
    "html": _INGESLOTEN,
    "/rtf": _INGESLOTEN,
    "rfc822": _INGESLOTEN,
    "msword": _INGESLOTEN,
}
"""By a word in its content type."""

_HAALT_OP = re.compile(r"INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|\bLINK\b|IMPORT|MACROBUTTON|DATABASE|\bRD\b")
_OPDRACHT = ("instrText", "delInstrText")
_TAG = re.compile(r"\{\{.*?\}\}|\{\{|\{%|\{#", re.DOTALL)
_VELD = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")
_VOOR_XML = b"\0\t\n\r \xef\xbb\xbf\xfe\xff"
"""What may stand before the first < of XML, in UTF-8 and in UTF-16."""

_EIGENSCHAPPEN = ("author", "comments", "identifier", "language", "subject", "title")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OUDERS = tuple(f"{_W}{naam}" for naam in ("body", "tc", "hdr", "ftr", "footnote", "txbxContent", "p", "r"))


class Afgekeurd(Exception):
    """The file is no template; the text says why and what to do."""


def keur(inhoud: bytes) -> None:
    """Raise Afgekeurd when this is not a template that can be filled in, and nothing else."""
    if len(inhoud) > MEESTE_BYTES:
        raise Afgekeurd("Het sjabloon is groter dan 2 MB. Maak de afbeeldingen erin kleiner.")
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as zak:
            _keur_delen(zak)
            for deel in zak.infolist():
                naam, bytes_ = deel.filename.lower(), zak.read(deel)
                if naam.endswith((".xml", ".rels")) or _is_xml(bytes_):
                    if len(bytes_) > _MEESTE_XML:
                        raise Afgekeurd(_TE_GROOT)
                    _keur_xml(naam, bytes_)
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, EOFError, OSError) as fout:
        raise Afgekeurd(_GEEN_DOCX) from fout
    _keur_eigenschappen(inhoud)
    _keur_op_proef(inhoud)


def _is_xml(inhoud: bytes) -> bool:
    """By what is in it: relationships and content types say what a part is for, and its name may be anything."""
    return inhoud.lstrip(_VOOR_XML).startswith(b"<")


def _keur_delen(zak: zipfile.ZipFile) -> None:
    """By the sizes that the zip declares: zipfile itself never unpacks more than that."""
    delen = zak.infolist()
    namen = [deel.filename.lower() for deel in delen]
    te_groot = sum(deel.file_size for deel in delen) > _MEESTE_UITGEPAKT
    if te_groot or len(delen) > _MEESTE_DELEN or len(set(namen)) < len(namen):
        raise Afgekeurd(_TE_GROOT)
    for naam in namen:
        for begin, wat in _VERBODEN.items():
            if begin in naam:
                raise _zit_in(wat)
    if "[content_types].xml" not in namen or "word/document.xml" not in namen:
        raise Afgekeurd(_GEEN_DOCX)
    soorten = zak.read("[Content_Types].xml")
    if b"macroenabled" in soorten.lower():
        raise Afgekeurd("Dit bestand kan macro's bevatten (.docm). Sla het op als .docx.")
    if _DOCUMENT not in soorten:
        raise Afgekeurd(_GEEN_DOCX)


def _zit_in(wat: str) -> Afgekeurd:
    return Afgekeurd(f"In dit bestand zit {wat}. Haal dat eruit en sla het op als .docx.")


def _keur_soort(naam: str, kenmerken: dict[str, str]) -> None:
    """What a part is for, as its relationship and its content type say; they decide, whatever the part is called."""
    for kenmerk, waarde in kenmerken.items():
        soort = waarde.strip().lower()
        if naam.endswith(".rels") and _lokaal(kenmerk) == "Type":
            wat = _VERBODEN_RELATIES.get(soort.rstrip("/").rpartition("/")[2])
        elif naam == "[content_types].xml" and _lokaal(kenmerk) == "ContentType":
            wat = next((wat for woord, wat in _VERBODEN_SOORTEN.items() if woord in soort), None)
        else:
            continue
        if wat:
            raise _zit_in(wat)


def _lokaal(naam: str) -> str:
    return naam.rpartition(" ")[2]


def _naar_buiten(kenmerken: dict[str, str]) -> bool:
    return any(
        _lokaal(kenmerk).lower() == "targetmode" and waarde.strip().lower() == "external"
        for kenmerk, waarde in kenmerken.items()
    )


def _keur_xml(naam: str, xml: bytes) -> None:
    """No DTD, no way out of the file, no Word field that fetches something."""
    # A prefix may be anything, or nothing: only the name after it says what an element or attribute is.
    lezer = expat.ParserCreate(namespace_separator=" ")
    opdrachten: list[str] = []

    def doctype(*_: object) -> None:
        raise Afgekeurd("In dit bestand staat een DTD. Open het in Word of LibreOffice en sla het opnieuw op.")

    def begin(element: str, kenmerken: dict[str, str]) -> None:
        if naam.endswith(".rels") and _naar_buiten(kenmerken):
            raise Afgekeurd(
                f"Dit bestand verwijst naar buiten: {kenmerken.get('Target', '')[:100]}. Haal de koppeling, de"
                " hyperlink of het gekoppelde sjabloon weg."
            )
        _keur_soort(naam, kenmerken)
        if _lokaal(element) in ("fldChar", "fldSimple"):
            opdrachten.append("\n")  # here one field ends and another begins
        opdrachten.extend(waarde for kenmerk, waarde in kenmerken.items() if _lokaal(kenmerk) == "instr")
        # The text of a Word field may be cut into pieces, so the pieces are read as one.
        if _lokaal(element) in _OPDRACHT:
            lezer.CharacterDataHandler = opdrachten.append

    def eind(element: str) -> None:
        if _lokaal(element) in _OPDRACHT:
            lezer.CharacterDataHandler = None

    lezer.StartDoctypeDeclHandler = doctype
    lezer.StartElementHandler = begin
    lezer.EndElementHandler = eind
    try:
        lezer.Parse(xml, True)
    except expat.ExpatError as fout:
        raise Afgekeurd(_GEEN_DOCX) from fout
    velden = "".join(opdrachten).upper()
    if gevonden := _HAALT_OP.search(velden) or _HAALT_OP.search(velden.replace("\n", "")):
        raise Afgekeurd(f"Dit bestand haalt iets op met het Word-veld {gevonden[0]}. Haal dat veld weg.")


def _keur_eigenschappen(inhoud: bytes) -> None:
    """The properties of the document are filled in as well, and nobody would see what stands there."""
    try:
        eigenschappen = DocxTemplate(io.BytesIO(inhoud)).get_docx().core_properties
        teksten = [getattr(eigenschappen, naam) for naam in _EIGENSCHAPPEN]
    except Exception as fout:  # whatever a library makes of a file that somebody sends
        raise Afgekeurd(_GEEN_DOCX) from fout
    if any(_TAG.search(tekst) for tekst in teksten):
        raise Afgekeurd("In de eigenschappen van het document staat een veld. Zet velden alleen in de tekst.")


class _Proefomgeving(Invulomgeving):
    """Checks each text that docxtpl is about to fill in, so what is checked and what is filled in are the same."""

    gebruikt = False

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Template:
        """Only fields of the list, and nothing that is more than a name."""
        onbekend: dict[str, None] = {}
        for tag in _TAG.findall(source):
            veld = _VELD.fullmatch(tag)
            self.gebruikt = self.gebruikt or veld is not None
            if veld is None or (veld[1] not in IN_DE_REGEL and veld[1] not in ALINEAS):
                onbekend[" ".join(re.sub(r"<[^>]*>", "", tag).split())[:80]] = None
        if onbekend:
            raise Afgekeurd(
                f"Dit veld bestaat niet: {', '.join(onbekend)}. Gebruik alleen de velden van de lijst, zoals"
                " {{ gemeente }}."
            )
        return super().from_string(source, *args, **kwargs)


def _keur_op_proef(inhoud: bytes) -> None:
    """Fill it in once: whole paragraphs cannot stand in a line, and a line not between paragraphs."""
    omgeving = _Proefomgeving()
    try:
        proef = DocxTemplate(io.BytesIO(inhoud))
        velden = dict.fromkeys(IN_DE_REGEL, "X") | {naam: als_xml([alinea([stuk("X")])]) for naam in ALINEAS}
        proef.render(velden, omgeving, autoescape=True)
        gevuld = io.BytesIO()
        proef.save(gevuld)
        with zipfile.ZipFile(gevuld) as zak:
            # A DTD was refused before, so there is nothing to unfold.
            delen = [ElementTree.fromstring(xml) for xml in map(zak.read, zak.namelist()) if _is_xml(xml)]  # noqa: S314
    except Afgekeurd:
        raise
    except Exception as fout:  # whatever a library makes of a file that somebody sends
        raise Afgekeurd("Dit sjabloon kan niet worden ingevuld. Begin met het standaardsjabloon.") from fout
    if not omgeving.gebruikt:
        raise Afgekeurd("In dit sjabloon staat geen enkel veld. Begin met het standaardsjabloon.")
    for deel in delen:
        if any(True for tekst in deel.iter(f"{_W}t") for _ in tekst.iter(f"{_W}p")):
            raise Afgekeurd(f"Deze velden zijn hele alinea's: {', '.join(ALINEAS)}. Schrijf ze zo: {{{{p taak }}}}.")
        if any(_losse_tekst(ouder) for ouder in deel.iter() if ouder.tag in _OUDERS):
            raise Afgekeurd(
                f"Alleen deze velden krijgen een p: {', '.join(ALINEAS)}. Schrijf de andere zo: {{{{ plaats }}}}."
            )


def _losse_tekst(ouder: Any) -> bool:
    """Whether there is text between the parts of an element in which no text can stand."""
    return any(tekst and tekst.strip() for tekst in (ouder.text, *(kind.tail for kind in ouder)))
