"""The Word template for who has none of their own: the elements of the PDF letter, in the same order."""

import io
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

NAAM = "standaardsjabloon.docx"
_INKT, _TEAL, _STIL = RGBColor(0x14, 0x23, 0x2B), RGBColor(0x06, 0x43, 0x4A), RGBColor(0x44, 0x52, 0x5A)
_LETTER = "Calibri"


def standaardsjabloon() -> bytes:
    """The .docx, with the fields of `velden` in it; a provincie can download it and make it its own."""
    document = Document()
    _stel_in(document)
    regel = document.add_paragraph

    regel("{{ status }}").runs[0].font.color.rgb = RGBColor(0xA3, 0x27, 0x0E)
    hoofd = regel()
    hoofd.paragraph_format.space_after = Pt(24)
    naam = hoofd.add_run("Provincie {{ provincie }}")
    naam.bold, naam.font.size, naam.font.color.rgb = True, Pt(15), _TEAL
    adres = hoofd.add_run("   {{ afzender_adres }}")
    adres.font.size, adres.font.color.rgb = Pt(8.5), _STIL
    regel("{{p adres }}")
    regel().paragraph_format.space_after = Pt(18)
    regel("{{ plaats }}, {{ briefdatum }}")
    _gegeven(regel(), "Ons kenmerk", "{{ kenmerk }}")
    _gegeven(regel(), "Behandeld door", "{{ behandeld_door }}")
    onderwerp = regel()
    _gegeven(onderwerp, "Onderwerp:", "{{ onderwerp }}", vet=True)
    onderwerp.paragraph_format.space_after = Pt(18)
    regel("Geacht college,")
    for deel in ("herziet", "taak", "context", "gevolg", "resultaten"):
        regel(f"{{{{p {deel} }}}}")
    regel().add_run("{{ oordeelzin }}").bold = True
    regel().add_run("{{ bronregel }}").font.color.rgb = _STIL
    regel("{{p formeel }}")
    regel("{{p conclusie }}")
    slot = regel("Hoogachtend,")
    slot.paragraph_format.keep_with_next = True
    orgaan = regel("{{ orgaan }},")
    orgaan.paragraph_format.keep_with_next, orgaan.paragraph_format.space_after = True, Pt(60)
    namen = regel("{{ eerste_ondertekenaar }}\t{{ tweede_ondertekenaar }}")
    namen.paragraph_format.tab_stops.add_tab_stop(Cm(8))
    regel("{{p afschrift }}")
    uit = io.BytesIO()
    document.save(uit)
    return uit.getvalue()


def _stel_in(document: Any) -> None:
    vel = document.sections[0]
    vel.page_width, vel.page_height = Cm(21), Cm(29.7)
    vel.left_margin, vel.right_margin, vel.top_margin, vel.bottom_margin = Cm(2.5), Cm(2.4), Cm(2), Cm(2.4)
    gewoon = document.styles["Normal"]
    gewoon.font.name, gewoon.font.size, gewoon.font.color.rgb = _LETTER, Pt(10.5), _INKT
    gewoon.paragraph_format.space_after, gewoon.paragraph_format.line_spacing = Pt(6), 1.25
    # Without this the spelling check takes the text for English.
    taal = OxmlElement("w:lang")
    taal.set(qn("w:val"), "nl-NL")
    gewoon.element.get_or_add_rPr().append(taal)
    kop = document.styles["Heading 1"]
    kop.font.name, kop.font.size, kop.font.bold, kop.font.color.rgb = _LETTER, Pt(11.5), True, _INKT
    kop.element.rPr.rFonts.attrib.pop(qn("w:asciiTheme"), None)
    kop.element.rPr.rFonts.attrib.pop(qn("w:hAnsiTheme"), None)
    kop.paragraph_format.space_before, kop.paragraph_format.space_after = Pt(12), Pt(3)
    kop.paragraph_format.keep_with_next = True
    # Between the lines of a list this style has no space; after the last one it has this.
    document.styles["List Bullet"].paragraph_format.space_after = Pt(6)
    voet = vel.footer.paragraphs[0]
    voet.alignment = WD_ALIGN_PARAGRAPH.LEFT
    tekst = voet.add_run("Ons kenmerk {{ kenmerk }}")
    tekst.font.size, tekst.font.color.rgb = Pt(8.5), _STIL


def _gegeven(alinea: Any, label: str, waarde: str, *, vet: bool = False) -> None:
    alinea.paragraph_format.space_after = Pt(0)
    alinea.add_run(f"{label} ").font.color.rgb = _STIL
    alinea.add_run(waarde).bold = vet
