"""A template has nothing in it but fields: in every part that is filled in, and however its XML is written."""

import pytest
from django.urls import reverse
from django.utils import timezone
from jinja2.exceptions import SecurityError

from tests.toezicht.test_paginas import TOEZICHT
from tests.toezicht.test_word import RELATIE, W, lees_deel, met
from toezicht.models import Woordsjabloon
from toezicht.pdf.inhoud import stel_samen
from toezicht.word.keuring import Afgekeurd, keur
from toezicht.word.omgeving import Invulomgeving
from toezicht.word.standaard import standaardsjabloon
from toezicht.word.vullen import Onbruikbaar, vul


@pytest.fixture(scope="module")
def standaard() -> bytes:
    return standaardsjabloon()


HUIS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def met_deel(goed: bytes, soort: str, naam: str, tekst: str) -> bytes:
    """The template with one more header, footer or part of footnotes, under a name that nobody expects."""
    wortel = {"header": "hdr", "footer": "ftr", "footnotes": "footnotes"}[soort]
    relaties = lees_deel(goed, "word/_rels/document.xml.rels")
    soorten = lees_deel(goed, "[Content_Types].xml")
    relatie = f'<Relationship Id="rId99" Type="{HUIS}/{soort}" Target="{naam}"/></Relationships>'
    inhoud = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{soort}+xml"
    soorten_nieuw = f'<Override PartName="/word/{naam}" ContentType="{inhoud}"/></Types>'
    return met(
        goed,
        **{
            "word/_rels/document.xml.rels": relaties.replace("</Relationships>", relatie),
            "[Content_Types].xml": soorten.replace("</Types>", soorten_nieuw),
            f"word/{naam}": f'<w:{wortel} xmlns:w="{W}">{tekst}</w:{wortel}>',
        },
    )


def in_alinea(tekst: str) -> str:
    return f"<w:p><w:r><w:t>{tekst}</w:t></w:r></w:p>"


LUS = "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}"


@pytest.mark.parametrize("soort", ["header", "footer", "footnotes"])
@pytest.mark.parametrize("naam", ["hdr.xml", "deel.txt"])
def test_elk_deel_dat_wordt_ingevuld_wordt_gekeurd_hoe_het_ook_heet(standaard, soort, naam) -> None:
    if soort == "footnotes":
        goed = in_alinea("{{ gemeente }}")
    else:
        goed = in_alinea("{{ gemeente }}") + in_alinea("{{p taak }}")
    keur(met_deel(standaard, soort, naam, goed))
    for kwaad in ("{{ 7*7 }}", "{{ burgemeester }}", "{# stil #}", LUS):
        with pytest.raises(Afgekeurd, match="bestaat niet"):
            keur(met_deel(standaard, soort, naam, in_alinea(kwaad)))
    with pytest.raises(Afgekeurd, match="hele alinea's"):
        keur(met_deel(standaard, soort, naam, in_alinea("Tekst {{ taak }}")))
    haalt_op = "<w:p><w:r><w:instrText>INCLUDETEXT x</w:instrText></w:r></w:p>"
    with pytest.raises(Afgekeurd, match="Word-veld INCLUDETEXT"):
        keur(met_deel(standaard, soort, naam, haalt_op))


def test_het_invullen_zelf_kan_alleen_namen_invullen(dossier, standaard) -> None:
    """Also a template that was never checked."""
    assert Invulomgeving().from_string("{{ a }} en {{ b }}").render(a="<", b=1) == "&lt; en 1"
    inhoud = stel_samen(dossier.concept())
    for kwaad in (LUS, "{{ 7*7 }}", "{{ range(9) }}", "{{ gemeente.x }}", "{{ gemeente|upper }}", "{% set a = 1 %}"):
        with pytest.raises(Onbruikbaar, match="nieuw sjabloon") as fout:
            vul(met_deel(standaard, "header", "hdr.xml", in_alinea(kwaad)), inhoud, concept=True)
        assert isinstance(fout.value.__cause__, SecurityError)


MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"


@pytest.mark.parametrize(
    ("relatie", "wat"),
    [
        (f"{MICROSOFT}/vbaProject", "macro's"),
        (f"{MICROSOFT}/wordVbaData", "macro's"),
        (f"{HUIS}/aFChunk", "een ingesloten bestand"),
        ("http://purl.oclc.org/ooxml/officeDocument/relationships/oleObject", "een ingesloten bestand"),
        (f"{HUIS}/package/", "een ingesloten bestand"),
        (f"{HUIS}/control", "ActiveX"),
    ],
)
def test_een_deel_wordt_herkend_aan_zijn_relatie_hoe_het_ook_heet(standaard, relatie, wat) -> None:
    relaties = lees_deel(standaard, "word/_rels/document.xml.rels")
    erbij = f'<Relationship Id="rId99" Type="{relatie}" Target="plaatje.dat"/></Relationships>'
    kwaad = {"word/_rels/document.xml.rels": relaties.replace("</Relationships>", erbij), "word/plaatje.dat": b"x"}
    with pytest.raises(Afgekeurd, match=wat):
        keur(met(standaard, **kwaad))


@pytest.mark.parametrize(
    ("soort", "wat"),
    [
        ("application/vnd.ms-office.vbaProject", "macro's"),
        ("application/vnd.openxmlformats-officedocument.oleObject", "een ingesloten bestand"),
        ("application/vnd.ms-office.activeX+xml", "ActiveX"),
        ("text/html", "een ingesloten bestand"),
        ("application/rtf", "een ingesloten bestand"),
    ],
)
def test_een_deel_wordt_herkend_aan_zijn_soort_hoe_het_ook_heet(standaard, soort, wat) -> None:
    soorten = lees_deel(standaard, "[Content_Types].xml")
    erbij = f'<Override PartName="/word/plaatje.dat" ContentType="{soort}"/></Types>'
    kwaad = {"[Content_Types].xml": soorten.replace("</Types>", erbij), "word/plaatje.dat": b"x"}
    with pytest.raises(Afgekeurd, match=wat):
        keur(met(standaard, **kwaad))


def test_een_bewaard_sjabloon_dat_niet_kan_geeft_een_zin_en_geen_storing(dossier, als, standaard) -> None:
    """Taken before a later version looked closer, or put there by hand."""
    brief = dossier.concept()
    Woordsjabloon.objects.create(
        provincie=dossier.ronde.provincie,
        versie=1,
        naam="oud.docx",
        inhoud=met_deel(standaard, "header", "hdr.xml", in_alinea(LUS)),
        sha256="0" * 64,
        vastgelegd_op=timezone.now(),
    )
    antwoord = als(TOEZICHT).get(reverse("brief-docx", args=[brief.pk]), follow=True)
    assert antwoord.redirect_chain[-1][0] == reverse("brief", args=[brief.pk])
    assert "Het Word-sjabloon kan niet worden ingevuld." in antwoord.content.decode()


@pytest.mark.parametrize(
    "opdracht",
    [
        f'<instrText xmlns="{W}">INCLUDEPICTURE "http://kwaad.example"</instrText>',
        f'<x:instrText xmlns:x="{W}">INCLUDEPICTURE x</x:instrText>',
        "<w:instrText>INCLUDE<w:noBreakHyphen/>PICTURE x</w:instrText>",
        "<w:delInstrText>INCLUDEPICTURE x</w:delInstrText>",
        f'<x:fldSimple xmlns:x="{W}" x:instr="INCLUDEPICTURE x"/>',
        '<w:fldSimple instr="INCLUDEPICTURE x"/>',
    ],
)
def test_een_veld_dat_ophaalt_wordt_herkend_bij_elk_voorvoegsel(standaard, opdracht) -> None:
    document = lees_deel(standaard, "word/document.xml")
    kwaad = document.replace("<w:sectPr", f"<w:p><w:r>{opdracht}</w:r></w:p><w:sectPr", 1)
    with pytest.raises(Afgekeurd, match="Word-veld INCLUDEPICTURE"):
        keur(met(standaard, **{"word/document.xml": kwaad}))


def test_een_verwijzing_naar_buiten_wordt_herkend_bij_elk_voorvoegsel(standaard) -> None:
    vorm = RELATIE.replace("<Relationships xmlns=", "<r:Relationships xmlns:r=").replace(
        "<Relationship ", "<r:Relationship "
    )
    vorm = vorm.replace("</Relationships>", "</r:Relationships>")
    for kwaad in (vorm, vorm.replace("TargetMode", "r:TargetMode"), RELATIE.replace('"External"', '" external "')):
        with pytest.raises(Afgekeurd, match="verwijst naar buiten"):
            keur(met(standaard, **{"word/_rels/settings.xml.rels": kwaad}))


def test_xml_is_te_groot_hoe_het_ook_heet(standaard) -> None:
    with pytest.raises(Afgekeurd, match="te groot"):
        keur(met_deel(standaard, "header", "deel.txt", " " * 5_000_000))


def test_twee_velden_na_elkaar_zijn_geen_een_woord(standaard) -> None:
    document = lees_deel(standaard, "word/document.xml")
    begin = '<w:fldChar w:fldCharType="begin"/>'
    velden = (
        f"{begin}<w:instrText>PAGE</w:instrText>{begin}<w:instrText>LI</w:instrText><w:instrText>NK x</w:instrText>"
    )
    kwaad = document.replace("<w:sectPr", f"<w:p><w:r>{velden}</w:r></w:p><w:sectPr", 1)
    with pytest.raises(Afgekeurd, match="Word-veld LINK"):
        keur(met(standaard, **{"word/document.xml": kwaad}))
