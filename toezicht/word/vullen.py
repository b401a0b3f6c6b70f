"""Filling a Word template with a letter: the same text in the same order as the PDF."""

import io
from datetime import date
from typing import Any

from docxtpl import DocxTemplate

from taakstelling.beelden.zinnen import zin_van
from taakstelling.regels.halfjaar import Halfjaar
from toezicht.formeel import in_brief
from toezicht.models import Tekstblok
from toezicht.pdf.inhoud import VERPLICHT, Inhoud
from toezicht.regels.resultaat import bronregel, datum, regels, stand_uit
from toezicht.regels.tekstvelden import VELDEN
from toezicht.word.alineas import Stijlen, alinea, als_xml, gat, kop, punt, stuk, uit_markdown
from toezicht.word.omgeving import Invulomgeving

CONCEPT = "CONCEPT, niet verzonden"
AFSCHRIFT_RAAD = "Een afschrift van deze brief gaat naar de gemeenteraad."
AFSCHRIFT = "Afschrift om mee te werken. De brief zelf is de PDF"


class Onbruikbaar(Exception):
    """The template that is in use cannot be filled in; the text says what to do."""


def vul(sjabloon: bytes, inhoud: Inhoud, *, concept: bool) -> bytes:
    """The letter in this template; whoever opens it reads in its properties that the PDF is the letter.

    Raises Onbruikbaar: what was fit to be a template when it was taken need not be so for a later version.
    """
    try:
        return _vul(sjabloon, inhoud, concept)
    except Exception as fout:  # whatever a library makes of a file that somebody sent
        raise Onbruikbaar(
            "Het Word-sjabloon kan niet worden ingevuld. Neem bij Word-sjabloon een nieuw sjabloon in gebruik,"
            " bijvoorbeeld het standaardsjabloon."
        ) from fout


def _vul(sjabloon: bytes, inhoud: Inhoud, concept: bool) -> bytes:  # noqa: FBT001
    gevuld = DocxTemplate(io.BytesIO(sjabloon))
    stijlen = _stijlen(gevuld.get_docx())
    gevuld.render(_velden(inhoud, concept) | _alineas(inhoud, stijlen), Invulomgeving(), autoescape=True)
    eigenschappen = gevuld.docx.core_properties  # not get_docx(), which begins again
    wat = "CONCEPT" if concept else "AFSCHRIFT"
    eigenschappen.title = f"{wat} {inhoud['onderwerp']}, gemeente {inhoud['gemeente']['naam']}"[:255]
    eigenschappen.subject = _status(inhoud, concept)[:255]
    eigenschappen.comments = _status(inhoud, concept)[:255]
    eigenschappen.author = inhoud["afzender"]["orgaan"][:255]
    eigenschappen.language = "nl-NL"
    uit = io.BytesIO()
    gevuld.save(uit)
    return uit.getvalue()


def _status(inhoud: Inhoud, concept: bool) -> str:  # noqa: FBT001
    return CONCEPT if concept else f"{AFSCHRIFT}, kenmerk {inhoud['kenmerk']}."


def _velden(inhoud: Inhoud, concept: bool) -> dict[str, str]:  # noqa: FBT001
    """Every field in a line; what has no value says so."""
    afzender = inhoud["afzender"]
    behandeld = afzender["behandeld_door"]
    if behandeld and afzender["telefoon"]:
        behandeld += f", telefoon {afzender['telefoon']}"
    waarden = {naam: inhoud["waarden"].get(naam) for naam in VELDEN} | {
        "status": _status(inhoud, concept),
        "orgaan": afzender["orgaan"],
        "afzender_adres": afzender["adres"] or " ",
        "plaats": afzender["plaats"],
        "behandeld_door": behandeld,
        "kenmerk": inhoud["kenmerk"],
        "onderwerp": inhoud["onderwerp"],
        "oordeelzin": inhoud["cijfers"]["oordeelzin"],
        "bronregel": bronregel(inhoud["cijfers"], date.fromisoformat(inhoud["bekend_op"])),
        "eerste_ondertekenaar": afzender["eerste_ondertekenaar"],
        "tweede_ondertekenaar": afzender["tweede_ondertekenaar"],
    }
    return {naam: waarde or f"[{naam.replace('_', ' ')} ontbreekt]" for naam, waarde in waarden.items()}


def _alineas(inhoud: Inhoud, stijlen: Stijlen) -> dict[str, Any]:
    delen = {plek.value: als_xml(_blokken(inhoud, plek, stijlen)) for plek in Tekstblok.Plek}
    return delen | {
        "adres": als_xml(_adres(inhoud)),
        "herziet": als_xml(_herziet(inhoud)),
        "resultaten": als_xml(_resultaten(inhoud, stijlen)),
        "formeel": als_xml(_formeel(inhoud, stijlen)),
        "afschrift": als_xml([alinea([stuk(AFSCHRIFT_RAAD)])] if inhoud.get("afschrift_raad") else []),
    }


def _herziet(inhoud: Inhoud) -> list[str]:
    """Letters from before this field was kept replace none."""
    oud = inhoud.get("herziet")
    if oud is None:
        return []
    zin = f"Deze brief vervangt onze brief van {datum(date.fromisoformat(oud['datum']))} met kenmerk {oud['kenmerk']}."
    return [alinea([stuk(zin)])]


def _formeel(inhoud: Inhoud, stijlen: Stijlen) -> list[str]:
    """The section of Gemeentewet art. 124, with its holes."""
    deel = in_brief(inhoud.get("formeel"))
    if deel is None:
        return []
    uit = [kop(deel["titel"], inhoud["waarden"], stijlen)]
    for naam, tekst in deel["regels"]:
        uit.append(alinea([stuk(f"{naam}: ", vet=True), stuk(tekst) if tekst else gat(naam.lower())]))
    return uit


def _blokken(inhoud: Inhoud, plek: Tekstblok.Plek, stijlen: Stijlen) -> list[str]:
    uit = []
    for blok in inhoud["blokken"][plek]:
        if blok["kop"]:
            uit.append(kop(blok["kop"], inhoud["waarden"], stijlen))
        uit.append(uit_markdown(blok["tekst"], inhoud["waarden"], stijlen))
    return uit or ([alinea([gat(plek.label)])] if plek in VERPLICHT else [])


def _adres(inhoud: Inhoud) -> list[str]:
    """One paragraph of lines."""
    adres = inhoud["adres"]
    if adres is None:
        return [alinea([stuk("Aan:\n"), gat("postadres")])]
    onder_elkaar = ("Aan:", adres["aan"], adres["straat_of_postbus"], f"{adres['postcode']} {adres['plaats'].upper()}")
    return [alinea([stuk("\n".join(onder_elkaar))])]


def _resultaten(inhoud: Inhoud, stijlen: Stijlen) -> list[str]:
    """The block of results; the bar is a sentence here, as it is for who cannot see it."""
    cijfers = inhoud["cijfers"]
    uit = [kop("Resultaten gemeente {gemeente}", inhoud["waarden"], stijlen)]
    for regel in regels(cijfers):
        waarde = stuk(regel.waarde, vet=True) if regel.waarde else gat("cijfer")
        uit.append(punt([stuk(f"{regel.label}: "), waarde], stijlen))
    stand = stand_uit(cijfers)
    if stand.opgave is not None:
        uit.append(alinea([stuk(zin_van(stand, Halfjaar.van_code(cijfers["halfjaar"]).eind))]))
    return uit


def _stijlen(document: Any) -> Stijlen:
    def zoek(naam: str) -> str | None:
        try:
            return str(document.styles[naam].style_id)
        except KeyError:
            return None

    return Stijlen(kop=zoek("Heading 1"), opsomming=zoek("List Bullet"))
