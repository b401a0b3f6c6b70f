"""Metadata of a file or a dossier as XML, after the names and order of MDTO 1.0 (Nationaal Archief).

What only the archive knows (a classificatie, identifiers of its own) is left out; what is to be decided says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

NAAMRUIMTE = "https://www.nationaalarchief.nl/mdto"
SCHEMA = f"{NAAMRUIMTE} {NAAMRUIMTE}/MDTO-XML1.0.1.xsd"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
BRON = "Thuisstand"
NOG_TE_BEPALEN = "nog te bepalen"
WAARDERINGEN = (NOG_TE_BEPALEN, "blijvend te bewaren", "tijdelijk te bewaren")
FORMATEN = {"pdf": "PDF/A-3a", "json": "JSON", "csv": "CSV"}


@dataclass(frozen=True, slots=True)
class Bestand:
    """A file: its size in bytes, and its sha256 as it was taken on `dag`."""

    pad: str
    omvang: int
    sha256: str
    dag: date

    @property
    def naam(self) -> str:
        return self.pad.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Object:
    """An informatieobject: what a file or a folder is about; `over` is the first and the last day it covers.

    `deel_van` and `delen` are the kenmerken of the objects around it.
    """

    kenmerk: str
    naam: str
    niveau: str
    over: tuple[date, date]
    archiefvormer: str
    waardering: str
    bewaarjaren: int | None
    openbaar: bool
    deel_van: str = ""
    delen: Sequence[str] = ()
    bestand: Bestand | None = None


def informatieobject(object_: Object) -> bytes:
    """The XML of an informatieobject."""
    wortel, deel = _begin("informatieobject", object_.kenmerk, object_.naam)
    _begrip(deel, "aggregatieniveau", object_.niveau, "Begrippenlijst Aggregatieniveaus MDTO")
    dekking = ET.SubElement(deel, "dekkingInTijd")
    _begrip(dekking, "dekkingInTijdType", "Heeft betrekking op", "Begrippenlijst DekkingInTijdType MDTO")
    _tekst(dekking, "dekkingInTijdBegindatum", object_.over[0].isoformat())
    _tekst(dekking, "dekkingInTijdEinddatum", object_.over[1].isoformat())
    _tekst(deel, "taal", "nl")
    _begrip(deel, "waardering", object_.waardering, "Selectielijst van de archiefvormer")
    if object_.bewaarjaren is not None:
        _tekst(ET.SubElement(deel, "bewaartermijn"), "termijnLooptijd", f"P{object_.bewaarjaren}Y")
    if object_.deel_van:
        _verwijzing(deel, "isOnderdeelVan", object_.deel_van, eigen=True)
    for kenmerk in object_.delen:
        _verwijzing(deel, "bevatOnderdeel", kenmerk, eigen=True)
    if object_.bestand:
        _verwijzing(deel, "heeftRepresentatie", object_.bestand.pad, eigen=True)
    _verwijzing(deel, "archiefvormer", object_.archiefvormer)
    gebruik = ET.SubElement(deel, "beperkingGebruik")
    woord = "openbaar na verzending" if object_.openbaar else NOG_TE_BEPALEN
    _begrip(gebruik, "beperkingGebruikType", woord, BRON)
    return _als_bytes(wortel)


def bestandsgegevens(bestand: Bestand, van: str) -> bytes:
    """The XML of a bestand; `van` is the kenmerk of the informatieobject it represents."""
    wortel, deel = _begin("bestand", bestand.pad, bestand.naam)
    _tekst(deel, "omvang", str(bestand.omvang))
    _begrip(deel, "bestandsformaat", FORMATEN[bestand.naam.rsplit(".", 1)[-1]], BRON)
    controle = ET.SubElement(deel, "checksum")
    _begrip(controle, "checksumAlgoritme", "SHA-256", "Begrippenlijst ChecksumAlgoritme MDTO")
    _tekst(controle, "checksumWaarde", bestand.sha256)
    _tekst(controle, "checksumDatum", f"{bestand.dag.isoformat()}T00:00:00")
    _verwijzing(deel, "isRepresentatieVan", van, eigen=True)
    return _als_bytes(wortel)


def _begin(soort: str, kenmerk: str, naam: str) -> tuple[ET.Element, ET.Element]:
    wortel = ET.Element("MDTO", {"xmlns": NAAMRUIMTE, "xmlns:xsi": XSI, "xsi:schemaLocation": SCHEMA})
    deel = ET.SubElement(wortel, soort)
    _identificatie(deel, "identificatie", kenmerk)
    _tekst(deel, "naam", naam)
    return wortel, deel


def _identificatie(ouder: ET.Element, naam: str, kenmerk: str) -> None:
    deel = ET.SubElement(ouder, naam)
    _tekst(deel, "identificatieKenmerk", kenmerk)
    _tekst(deel, "identificatieBron", BRON)


def _tekst(ouder: ET.Element, naam: str, waarde: str) -> None:
    ET.SubElement(ouder, naam).text = waarde


def _verwijzing(ouder: ET.Element, naam: str, waarde: str, *, eigen: bool = False) -> None:
    """Point at something by its name; `eigen` is in the same package, and has that name as its kenmerk."""
    deel = ET.SubElement(ouder, naam)
    _tekst(deel, "verwijzingNaam", waarde)
    if eigen:
        _identificatie(deel, "verwijzingIdentificatie", waarde)


def _begrip(ouder: ET.Element, naam: str, label: str, lijst: str) -> None:
    deel = ET.SubElement(ouder, naam)
    _tekst(deel, "begripLabel", label)
    _verwijzing(deel, "begripBegrippenlijst", lijst)


def _als_bytes(wortel: ET.Element) -> bytes:
    ET.indent(wortel)
    tekst: bytes = ET.tostring(wortel, encoding="utf-8", xml_declaration=True)
    return tekst + b"\n"
