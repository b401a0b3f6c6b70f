"""The grammar of MDTO-XML 1.0.1 (Nationaal Archief): order, names, how often, and the kind of each value.

Written from the specification of MDTO; it is not the official XSD, which is not in this project.
"""

import re
from xml.etree import ElementTree as ET

NAAMRUIMTE = "{https://www.nationaalarchief.nl/mdto}"
TEKST = re.compile(r"(?s)\s*\S.*")
DAG = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")
GETAL = re.compile(r"\d+")
DUUR = re.compile(r"P(?=.)(\d+Y)?(\d+M)?(\d+D)?")
TAAL = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")

# Per kind its parts in order: name, kind, and * (any number), + (one or more), ? (at most one) or nothing (one).
SOORTEN = {
    "MDTO": "informatieobject:informatieobject? bestand:bestand?",
    "informatieobject": "identificatie:identificatie+ naam:TEKST aggregatieniveau:begrip? classificatie:begrip* "
    "trefwoord:TEKST* omschrijving:TEKST* raadpleeglocatie:raadpleeglocatie* dekkingInTijd:dekking* "
    "dekkingInRuimte:verwijzing* taal:TAAL* event:event* waardering:begrip bewaartermijn:termijn? "
    "informatiecategorie:begrip? isOnderdeelVan:verwijzing* bevatOnderdeel:verwijzing* heeftRepresentatie:verwijzing* "
    "aanvullendeMetagegevens:verwijzing* gerelateerdInformatieobject:gerelateerd* archiefvormer:verwijzing+ "
    "betrokkene:betrokkene* activiteit:verwijzing? beperkingGebruik:beperking+",
    "bestand": "identificatie:identificatie+ naam:TEKST omvang:GETAL bestandsformaat:begrip checksum:checksum+ "
    "URLBestand:TEKST? isRepresentatieVan:verwijzing",
    "identificatie": "identificatieKenmerk:TEKST identificatieBron:TEKST",
    "begrip": "begripLabel:TEKST begripCode:TEKST? begripBegrippenlijst:verwijzing",
    "verwijzing": "verwijzingNaam:TEKST verwijzingIdentificatie:identificatie?",
    "dekking": "dekkingInTijdType:begrip dekkingInTijdBegindatum:DAG dekkingInTijdEinddatum:DAG?",
    "termijn": "termijnTriggerStartLooptijd:begrip? termijnStartdatumLooptijd:DAG? termijnLooptijd:DUUR? "
    "termijnEinddatum:DAG?",
    "checksum": "checksumAlgoritme:begrip checksumWaarde:TEKST checksumDatum:MOMENT",
    "beperking": "beperkingGebruikType:begrip beperkingGebruikNadereBeschrijving:TEKST? "
    "beperkingGebruikDocumentatie:verwijzing* beperkingGebruikTermijn:termijn?",
}
WAARDEN = {"TEKST": TEKST, "DAG": DAG, "MOMENT": MOMENT, "GETAL": GETAL, "DUUR": DUUR, "TAAL": TAAL}


def fouten_in_mdto(xml: bytes) -> list[str]:
    """What does not fit, by the name of the element it is in; nothing when all of it does."""
    wortel = ET.fromstring(xml)
    if wortel.tag != f"{NAAMRUIMTE}MDTO" or len(wortel) != 1:
        return ["the root is not one MDTO with one object"]
    return _fouten(wortel, "MDTO")


def _fouten(element: ET.Element, soort: str) -> list[str]:
    naam = element.tag.removeprefix(NAAMRUIMTE)
    if soort in WAARDEN:
        goed = not len(element) and WAARDEN[soort].fullmatch(element.text or "")
        return [] if goed else [f"{naam}: {element.text!r} is no {soort}"]
    namen = [kind.tag.removeprefix(NAAMRUIMTE) for kind in element]
    delen = re.findall(r"(\w+):(\w+)([*+?]?)", SOORTEN[soort])
    vorm = "".join(f"(?:{deel} ){hoe}" for deel, _, hoe in delen)
    if not re.fullmatch(vorm, "".join(f"{een} " for een in namen)):
        return [f"{naam}: {' '.join(namen)}"]
    soort_van = {deel: soort for deel, soort, _ in delen}
    return [fout for kind, een in zip(element, namen, strict=True) for fout in _fouten(kind, soort_van[een])]
