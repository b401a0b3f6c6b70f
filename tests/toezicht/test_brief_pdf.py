"""The letter as a PDF, element by element: what it says, that it is valid, and that it is the same every time."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest

from organisaties.drukken.lezen import regels_van
from taakstelling.models import Mutatie
from toezicht import acties
from toezicht.models import Tekstblok
from toezicht.pdf.inhoud import problemen, stel_samen
from toezicht.pdf.zetten import BIJLAGE, PERS, STIJL, als_fragment, als_pdf

# The validator takes a compressed stream that happens to end in the byte 0x0D for one that is too short.
VALS_ALARM = {"PDFA3A-STREAM-LENGTH-001"}


@pytest.fixture
def inhoud(dossier):
    return stel_samen(dossier.concept())


def test_brief_de_wolden_element_voor_element(inhoud):
    regels = regels_van(als_pdf(inhoud, concept=False))
    volgorde = [
        "Provincie Drenthe",
        "Aan:",
        "het college van Burgemeester en Wethouders De Wolden",
        "Postbus 20",
        "7920 AA ZUIDWOLDE",
        "Assen, 19 november 2024",
        "Ons kenmerk 47/4.1/2024001652",
        "Behandeld door team Interbestuurlijk toezicht, telefoon (0592) 00 00 00",
        "Onderwerp: Toezicht huisvesting statushouders eerste helft 2024",
        "Geacht college,",
        "De provincie houdt volgens de Huisvestingswet 2014 toezicht op de taakstelling van gemeenten",
        "Waardering voor de inzet in Drenthe",
        "Samen werken aan oplossingen",
        "IBT-gevolg",
        "Resultaten gemeente De Wolden",
        "Stand op 1 januari 2024: −10",
        "Taakstelling 1e helft 2024: 26 (+achterstand 10) = 36",
        "Realisatie 1e helft 2024: 23",
        "Stand op 1 juli 2024: −13",
        "Taakstelling 2e helft 2024: 24 (+13 achterstand) = 37",
        "Taakstelling 1e helft 2024 niet gehaald, achterstand toegenomen.",
        "De realisatie is het cijfer van het COA per 3 juli 2024. Alle aantallen zijn personen.",
        "Conclusie",
        "Hoogachtend,",
        "Gedeputeerde Staten van Drenthe,",
        "plv. voorzitter secretaris",
    ]
    assert [regel for regel in regels if regel in volgorde] == volgorde
    assert [regel for regel in regels if "Pagina" in regel] == [
        "Ons kenmerk 47/4.1/2024001652 Pagina 1 van 2",
        "Ons kenmerk 47/4.1/2024001652 Pagina 2 van 2",
    ]


def test_tekst_van_de_provincie_wordt_ingevuld(inhoud):
    tekst = " ".join(regels_van(als_pdf(inhoud, concept=False)))
    assert "die op 1 juli 2024 is ontstaan" in tekst
    assert "in de eerste helft van 2024." in tekst
    assert "{" not in tekst
    assert "ontbreekt" not in tekst


def test_geval_43_namen_met_accent_en_apostrof_staan_goed_op_papier(inhoud):
    for naam, plaats in (("Súdwest-Fryslân", "Snits"), ("'s-Hertogenbosch", "'s-Hertogenbosch")):
        brief = inhoud | {"gemeente": {"code": "GM1690", "naam": naam}, "adres": inhoud["adres"] | {"plaats": plaats}}
        brief["waarden"] = inhoud["waarden"] | {"gemeente": naam}
        assert problemen(brief) == []
        regels = regels_van(als_pdf(brief, concept=False))
        assert f"Resultaten gemeente {naam}" in regels
        assert f"7920 AA {plaats.upper()}" in regels


def test_brief_zonder_gaten_heeft_geen_problemen(inhoud):
    assert problemen(inhoud) == []


@pytest.mark.parametrize("concept", [False, True])
@pytest.mark.parametrize("profiel", ["ua1", "3a"])
def test_brief_is_toegankelijk_en_houdbaar(inhoud, profiel, concept, tmp_path: Path):
    pad = tmp_path / "brief.pdf"
    pad.write_bytes(als_pdf(inhoud | ({"adres": None} if concept else {}), concept=concept))
    verslag = page.validate_pdf(str(pad), profile=profiel)
    assert [f for f in verslag.failures if f.rule_id not in VALS_ALARM] == []


def test_gegevens_van_het_document(inhoud):
    with pikepdf.open(BytesIO(als_pdf(inhoud, concept=False))) as pdf:
        assert pdf.Root.Lang == "nl"
        assert pdf.docinfo.Title == "Toezicht huisvesting statushouders eerste helft 2024, gemeente De Wolden"
        assert pdf.docinfo.Author == "Gedeputeerde Staten van Drenthe"
        letters = [letter for pagina in pdf.pages for letter in pagina.resources.Font.values()]
        assert letters
        for letter in letters:
            beschrijving = letter.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in beschrijving or "/FontFile3" in beschrijving
            assert "Brief" in str(beschrijving.FontName)


def test_berekening_zit_in_de_brief(inhoud):
    with pikepdf.open(BytesIO(als_pdf(inhoud, concept=False))) as pdf:
        gelezen = json.loads(pdf.attachments[BIJLAGE].get_file().read_bytes())
    assert gelezen["regels"][1] == {"label": "Taakstelling 1e helft 2024", "waarde": "26 (+achterstand 10) = 36"}
    assert gelezen["cijfers"] == inhoud["cijfers"]
    assert gelezen["rijen"] == inhoud["rijen"]
    assert gelezen["rijen"]["mutatie"] == [Mutatie.objects.get(gemeente__code="GM1690").pk]
    assert (gelezen["beoordeling"], gelezen["concept"]) == (inhoud["beoordeling"], False)


def test_zelfde_brief_geeft_dezelfde_bytes(inhoud):
    assert als_pdf(inhoud, concept=False) == als_pdf(json.loads(json.dumps(inhoud)), concept=False)


def test_concept_zegt_op_elke_bladzijde_dat_het_een_concept_is(inhoud):
    pdf = als_pdf(inhoud, concept=True)
    regels = regels_van(pdf)
    assert "CONCEPT, niet verzonden" in regels
    assert [regel for regel in regels if regel.endswith("CONCEPT")] == [
        "CONCEPT",
        "Toezicht huisvesting statushouders eerste helft 2024 CONCEPT",
    ]
    with pikepdf.open(BytesIO(pdf)) as document:
        assert str(document.docinfo.Title).startswith("CONCEPT ")


def test_gat_staat_gemarkeerd_in_het_voorbeeld(dossier):
    inhoud = stel_samen(dossier.concept(kenmerk=""))
    fragment = als_fragment(inhoud, concept=True)
    assert '<mark class="brief-gat">[kenmerk ontbreekt]</mark>' in fragment
    assert problemen(inhoud) == ["Het kenmerk ontbreekt. Vul het in bij de brief."]


def test_gevolg_van_de_beoordeling_gaat_voor_de_algemene_tekst(dossier):
    beoordeling = dossier.beoordeel(gevolg="Alleen voor {gemeente}.")
    brief = acties.maak_brief(door=None, beoordeling=beoordeling, datum=date(2024, 11, 19), kenmerk="1")
    tekst = " ".join(regels_van(als_pdf(stel_samen(brief), concept=True)))
    assert "Alleen voor De Wolden." in tekst
    assert "interventieladder" not in tekst


KWAAD = """<script>alert(1)</script> <img src="file:///etc/passwd"/>

![x](file:///etc/passwd) [y](http://127.0.0.1:1/) <link rel="attachment" href="file:///etc/passwd"/>

{{ settings.SECRET_KEY }} {% include "base.html" %} {gemeente.__class__}"""


def test_kwade_tekst_doet_niets(dossier):
    """Put straight into the database, past the check on fields: still only characters, and it blocks the letter."""
    Tekstblok.objects.filter(plek="conclusie").update(tekst=KWAAD, kop="<b>{x}</b>")
    inhoud = stel_samen(dossier.concept())
    fragment = als_fragment(inhoud, concept=True)
    assert "<script" not in fragment
    assert "<img" not in fragment
    assert "<b>" not in fragment
    pdf = als_pdf(inhoud, concept=True)
    with pikepdf.open(BytesIO(pdf)) as document:
        assert list(document.attachments) == [BIJLAGE]
    assert "alert(1)" in " ".join(regels_van(pdf))
    assert len(problemen(inhoud)) == 4


@pytest.mark.parametrize(
    "adres", ["file:///etc/passwd", "http://127.0.0.1/", "ftp://127.0.0.1/", Path(__file__).as_uri()]
)
def test_haler_leest_alleen_eigen_bestanden(adres):
    with pytest.raises(ValueError, match=r"disallowed protocol|mag dit bestand niet lezen"):
        PERS.haler.fetch(adres)


def test_haler_laat_zich_niet_omleiden():
    with pytest.raises(ValueError, match="mag dit bestand niet lezen"):
        PERS.haler.fetch(f"{STIJL.as_uri()}/../../models.py")
    assert PERS.haler.fetch((STIJL / "merk.svg").as_uri()).read().startswith(b"<svg")


def test_onzichtbare_tekens_maken_het_document_niet_stuk(inhoud, tmp_path: Path):
    pad = tmp_path / "brief.pdf"
    vies = "a\x0b\x1fb\ufffe & <c>"
    afzender = inhoud["afzender"] | {"orgaan": vies}
    pad.write_bytes(als_pdf(inhoud | {"onderwerp": vies, "kenmerk": vies, "afzender": afzender}, concept=False))
    for profiel in ("ua1", "3a"):
        verslag = page.validate_pdf(str(pad), profile=profiel)
        assert [f for f in verslag.failures if f.rule_id not in VALS_ALARM] == []


def test_lange_tekst_loopt_door_op_een_volgende_bladzijde(dossier):
    Tekstblok.objects.filter(plek="context").update(tekst="Woord " * 1500 + "\n\n" + "x" * 400)
    with pikepdf.open(BytesIO(als_pdf(stel_samen(dossier.concept()), concept=False))) as document:
        assert len(document.pages) > 4


def test_teken_dat_niet_kan_worden_afgedrukt(dossier):
    Tekstblok.objects.filter(plek="conclusie").update(
        tekst="Goed gedaan \N{PARTY POPPER}, Súdwest-Fryslân\N{NO-BREAK SPACE}– ’s ½ € ş"
    )
    inhoud = stel_samen(dossier.concept())
    assert problemen(inhoud) == ["Het teken “\N{PARTY POPPER}” (U+1F389) kan niet worden afgedrukt. Haal het weg."]
