"""The letter as a Word file: its elements in order, and a template that can do nothing but be filled in."""

import io
import zipfile
from datetime import date

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from toezicht.models import Tekstblok
from toezicht.pdf.inhoud import stel_samen
from toezicht.regels.formeel import TITELS, velden_van
from toezicht.regels.ladder import Fase
from toezicht.word.alineas import Stijlen, uit_markdown
from toezicht.word.keuring import Afgekeurd, keur
from toezicht.word.standaard import standaardsjabloon
from toezicht.word.velden import ALINEAS, IN_DE_REGEL
from toezicht.word.vullen import vul

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture(scope="module")
def standaard() -> bytes:
    return standaardsjabloon()


def met(sjabloon: bytes, **nieuw: str | bytes | None) -> bytes:
    """The template with parts added, changed or (None) left out."""
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sjabloon)) as oud, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as zak:
        for deel in oud.namelist():
            if deel not in nieuw:
                zak.writestr(deel, oud.read(deel))
        for naam, waarde in nieuw.items():
            if waarde is not None:
                zak.writestr(naam, waarde)
    return uit.getvalue()


def lees_deel(sjabloon: bytes, naam: str) -> str:
    with zipfile.ZipFile(io.BytesIO(sjabloon)) as zak:
        return zak.read(naam).decode()


def met_tekst(sjabloon: bytes, tekst: str) -> bytes:
    document = Document(io.BytesIO(sjabloon))
    document.add_paragraph(tekst)
    uit = io.BytesIO()
    document.save(uit)
    return uit.getvalue()


def regels_van_docx(docx: bytes) -> list[str]:
    alineas = Document(io.BytesIO(docx)).paragraphs
    return [regel for alinea in alineas for regel in alinea.text.split("\n") if regel.strip()]


def test_de_brief_aan_de_wolden_element_voor_element(dossier, standaard) -> None:
    docx = vul(standaard, stel_samen(dossier.concept()), concept=True)
    regels = regels_van_docx(docx)
    volgorde = [
        "CONCEPT, niet verzonden",
        "Aan:",
        "het college van Burgemeester en Wethouders De Wolden",
        "Postbus 20",
        "7920 AA ZUIDWOLDE",
        "Assen, 19\N{NO-BREAK SPACE}november 2024",
        "Ons kenmerk 47/4.1/2024001652",
        "Behandeld door team Interbestuurlijk toezicht, telefoon (0592) 00 00 00",
        "Onderwerp: Toezicht huisvesting statushouders eerste helft 2024",
        "Geacht college,",
        "Waardering voor de inzet in Drenthe",
        "Samen werken aan oplossingen",
        "humaniteit",
        "IBT-gevolg",
        "Resultaten gemeente De Wolden",
        "Stand op 1 januari 2024: −10",
        "Taakstelling 1e helft 2024: 26 (+achterstand 10) = 36",
        "Realisatie 1e helft 2024: 23",
        "Stand op 1 juli 2024: −13",
        "Taakstelling 2e helft 2024: 24 (+13 achterstand) = 37",
        "23 van 36 gehuisvest, achterstand 13",
        "Taakstelling 1e helft 2024 niet gehaald, achterstand toegenomen.",
        "De realisatie is het cijfer van het COA per 3 juli 2024. Alle aantallen zijn personen.",
        "Conclusie",
        "Hoogachtend,",
        "Gedeputeerde Staten van Drenthe,",
        "plv. voorzitter\tsecretaris",
    ]
    assert [regel for regel in regels if regel in volgorde] == volgorde
    assert "{" not in " ".join(regels) and "ontbreekt" not in " ".join(regels)


def test_wat_een_brief_soms_heeft_staat_op_zijn_plaats(dossier, standaard) -> None:
    inhoud = stel_samen(dossier.concept())
    inhoud["herziet"] = {"kenmerk": "47/4.1/1", "datum": "2024-10-01"}
    inhoud["afschrift_raad"] = True
    leeg = {veld.value: None for veld in velden_van(Fase.VOORNEMEN)}
    inhoud["formeel"] = {"fase": Fase.VOORNEMEN.value, "waarden": leeg | {"kosten": "Voor rekening van u."}}
    regels = regels_van_docx(vul(standaard, inhoud, concept=True))
    plek = [
        "Deze brief vervangt onze brief van 1 oktober 2024 met kenmerk 47/4.1/1.",
        "IBT-gevolg",
        TITELS[Fase.VOORNEMEN],
        "Conclusie",
        "Een afschrift van deze brief gaat naar de gemeenteraad.",
    ]
    assert [regel for regel in regels if regel in plek] == plek
    assert any("Voor rekening van u." in regel for regel in regels) and any("ontbreekt]" in regel for regel in regels)


def test_een_afschrift_zegt_dat_de_pdf_de_brief_is(dossier, standaard) -> None:
    inhoud = stel_samen(dossier.concept())
    for concept, begin in ((True, "CONCEPT"), (False, "AFSCHRIFT")):
        eigenschappen = Document(io.BytesIO(vul(standaard, inhoud, concept=concept))).core_properties
        assert eigenschappen.title.startswith(f"{begin} Toezicht huisvesting")
        assert ("De brief zelf is de PDF, kenmerk 47/4.1/2024001652." in eigenschappen.comments) is not concept


def test_een_gat_is_te_zien(dossier, standaard) -> None:
    Tekstblok.objects.filter(plek="conclusie").update(tekst="Tot **{cijfers_per}** en {verschoond_tot}")
    Tekstblok.objects.filter(plek="gevolg").delete()
    inhoud = stel_samen(dossier.concept(kenmerk="")) | {"adres": None}
    inhoud["waarden"] = inhoud["waarden"] | {"verschoond_tot": None}
    tekst = " ".join(regels_van_docx(vul(standaard, inhoud, concept=True)))
    for gat in ("[kenmerk ontbreekt]", "[postadres ontbreekt]", "[verschoond_tot ontbreekt]", "[IBT-gevolg ontbreekt]"):
        assert gat in tekst


def test_kwade_tekst_is_tekst_in_word(dossier, standaard) -> None:
    kwaad = "</w:t></w:r></w:p> {{ 7*7 }} <w:p> & [x](javascript:alert(1)) <script>"
    inhoud = stel_samen(dossier.concept())
    inhoud["blokken"]["conclusie"] = [{"kop": kwaad, "tekst": kwaad}]
    inhoud["onderwerp"] = kwaad
    inhoud["adres"] = inhoud["adres"] | {"aan": kwaad}
    docx = vul(standaard, inhoud, concept=True)
    tekst = " ".join(regels_van_docx(docx))
    assert tekst.count("</w:t></w:r></w:p>") == 4
    assert "[7*7" not in tekst and " 49 " not in tekst
    assert b"hyperlink" not in etree.tostring(Document(io.BytesIO(docx)).element)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=120))
def test_elke_tekst_wordt_welgevormde_alineas(tekst: str) -> None:
    for stijlen in (Stijlen("Kop1", "Lijst"), Stijlen(None, None)):
        xml = f'<w:body xmlns:w="{W}">{uit_markdown(tekst, {"gemeente": "De Wolden"}, stijlen)}</w:body>'
        namen = {etree.QName(element).localname for element in etree.fromstring(xml).iter()}
        assert namen <= {"body", "p", "pPr", "pStyle", "ind", "r", "rPr", "b", "i", "t", "br", "highlight"}


def test_lijsten_en_nadruk() -> None:
    xml = uit_markdown("- een\n- **twee**\n\n3. drie\n4. *vier*", {}, Stijlen(None, None))
    tekst = "|".join("".join(alinea.itertext()) for alinea in etree.fromstring(f'<w:body xmlns:w="{W}">{xml}</w:body>'))
    assert tekst == "• een|• twee|3. drie|4. vier"
    assert xml.count("<w:b/>") == 1 and xml.count("<w:i/>") == 1


def test_het_standaardsjabloon_is_goed_en_noemt_elk_deel_van_de_brief(standaard) -> None:
    keur(standaard)
    tekst = lees_deel(standaard, "word/document.xml")
    assert [naam for naam in ALINEAS if f"{{{{p {naam} }}}}" not in tekst] == []


def test_een_eigen_sjabloon_mag_elk_veld_gebruiken(standaard) -> None:
    keur(met_tekst(standaard, " ".join(f"{{{{ {naam} }}}}" for naam in IN_DE_REGEL)))


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("{{ burgemeester }}", "Dit veld bestaat niet: {{ burgemeester }}."),
        ("{{ gemeente.__class__ }}", "bestaat niet"),
        ("{{ gemeente|upper }}", "bestaat niet"),
        ("{{ 7*7 }}", "bestaat niet"),
        ("{% for x in y %}{% endfor %}", "bestaat niet"),
        ("{# stil #}", "bestaat niet"),
        ("{{ gemeente", "bestaat niet"),
        ("Tekst {{ taak }}", "Schrijf ze zo: {{p taak }}"),
        ("{{p gemeente }}", "Schrijf de andere zo"),
    ],
)
def test_alleen_velden_van_de_lijst(standaard, tekst, zin) -> None:
    with pytest.raises(Afgekeurd) as fout:
        keur(met_tekst(standaard, tekst))
    assert zin in str(fout.value)


def test_een_veld_dat_word_in_stukken_knipt_is_een_veld(standaard) -> None:
    document = Document(io.BytesIO(standaard))
    alinea = document.add_paragraph()
    for stuk in ("{", "{ gem", "eente }", "}"):
        alinea.add_run(stuk).bold = True
    uit = io.BytesIO()
    document.save(uit)
    keur(uit.getvalue())
    alinea.add_run("{").bold = True
    alinea.add_run("{ kwaad }}").bold = True
    uit = io.BytesIO()
    document.save(uit)
    with pytest.raises(Afgekeurd, match="kwaad"):
        keur(uit.getvalue())


RELATIE = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
    'Target="https://kwaad.example/x.dotm" TargetMode="External"/></Relationships>'
)


def kwade_bestanden(goed: bytes) -> dict[str, bytes]:
    document = lees_deel(goed, "word/document.xml")
    soorten = lees_deel(goed, "[Content_Types].xml")
    bom = io.BytesIO()
    with zipfile.ZipFile(bom, "w", zipfile.ZIP_DEFLATED) as zak:
        zak.writestr("[Content_Types].xml", soorten)
        zak.writestr("word/document.xml", document)
        zak.writestr("word/media/x.bin", b"0" * 30_000_000)
    dubbel = io.BytesIO()
    with zipfile.ZipFile(dubbel, "w") as zak:
        zak.writestr("word/document.xml", document)
        zak.writestr("WORD/document.xml", document)

    def veld(instructie: str) -> str:
        stukken = "".join(f"<w:r><w:instrText>{deel}</w:instrText></w:r>" for deel in instructie.split("|"))
        return document.replace("<w:sectPr", f"<w:p>{stukken}</w:p><w:sectPr", 1)

    return {
        "geen zip": b"%PDF-1.7",
        "niets": b"",
        "een zip zonder document": met(goed, **{"word/document.xml": None}),
        "te groot": goed + b"0" * 2_100_000,
        "zipbom": bom.getvalue(),
        "twee keer hetzelfde deel": dubbel.getvalue(),
        "macro's": met(goed, **{"word/vbaProject.bin": b"x"}),
        "docm": met(goed, **{"[Content_Types].xml": soorten.replace("document.main+xml", "x+xml macroEnabled")}),
        "ole": met(goed, **{"word/embeddings/oleObject1.bin": b"x"}),
        "gekoppeld sjabloon": met(goed, **{"word/_rels/settings.xml.rels": RELATIE}),
        "hyperlink": met(goed, **{"word/_rels/footer9.xml.rels": RELATIE.replace("attachedTemplate", "hyperlink")}),
        "dtd": met(goed, **{"word/document.xml": document.replace("<w:document", "<!DOCTYPE x><w:document", 1)}),
        "kapotte xml": met(goed, **{"word/document.xml": document[:-20]}),
        "haalt op": met(goed, **{"word/document.xml": veld("INCLUDETEXT &quot;c:/x&quot;")}),
        "haalt op in stukken": met(goed, **{"word/document.xml": veld(" DDE|AUTO c:/cmd.exe")}),
        "veld in de eigenschappen": met(
            goed,
            **{"docProps/core.xml": lees_deel(goed, "docProps/core.xml").replace("python-docx", "{{ x }}")},
        ),
        "veld in een kenmerk": met(
            goed, **{"word/document.xml": document.replace('w:val="', 'w:val="{{ x.__class__ }}', 1)}
        ),
        "geen veld": leeg_document(),
    }


def leeg_document() -> bytes:
    uit = io.BytesIO()
    Document().save(uit)
    return uit.getvalue()


def test_wat_meer_kan_dan_ingevuld_worden_wordt_geweigerd(standaard) -> None:
    for wat, bestand in kwade_bestanden(standaard).items():
        with pytest.raises(Afgekeurd) as fout:
            keur(bestand)
        assert str(fout.value), wat


def test_de_datum_van_de_brief_staat_erin(dossier, standaard) -> None:
    docx = vul(standaard, stel_samen(dossier.concept(datum=date(2024, 12, 2))), concept=True)
    assert any("2\N{NO-BREAK SPACE}december 2024" in regel for regel in regels_van_docx(docx))
