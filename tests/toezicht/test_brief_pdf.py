"""The letter as a PDF, element by element: what it says, that it is valid, and that it is the same every time."""

import json
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import page
import pikepdf
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from organisaties.drukken.letters import schrijf_truetype
from organisaties.drukken.lezen import regels_van
from taakstelling.models import Mutatie
from toezicht import acties
from toezicht.models import Tekstblok
from toezicht.pdf import papier
from toezicht.pdf.inhoud import problemen, stel_samen
from toezicht.pdf.zetten import BIJLAGE, als_fragment, als_pdf

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


@pytest.mark.parametrize("concept", [False, True])
def test_brief_op_papier_zegt_hetzelfde_als_het_voorbeeld(inhoud, concept):
    """Whatever stands in the fragment is printed: no element is lost for want of a rule in the style."""
    tekst = "1. een\n2. twee\n   - diep *schuin* **vet**\n\n3. los\n\n   nog een alinea\n\nregel  \nen nog een"
    vol = inhoud | {
        "herziet": {"kenmerk": "oud-1", "datum": "2024-10-01"},
        "afschrift_raad": True,
        "afzender": inhoud["afzender"] | {"adres": "Plein 1, Assen"},
        "blokken": inhoud["blokken"] | {"context": [{"kop": "Lijst", "tekst": tekst}]},
    }
    papier = "".join(" ".join(regels_van(als_pdf(vol, concept=concept))).split())
    fragment = ElementTree.fromstring(als_fragment(vol, concept=concept))
    for beeld in fragment.iter("{http://www.w3.org/2000/svg}svg"):
        beeld.clear()
    gezegd = [woorden for stuk in fragment.itertext() if (woorden := "".join(stuk.split()))]
    assert len(gezegd) > 40
    assert [woorden for woorden in gezegd if woorden not in papier] == []


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
            assert "IBMPlexSans" in str(beschrijving.FontName)


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


def test_een_ander_proces_maakt_dezelfde_bytes(inhoud):
    """Whoever sets a letter again later, on whatever day, gets the file of then."""
    opdracht = (
        "import django, json, sys; django.setup(); from toezicht.pdf.zetten import als_pdf; "
        "sys.stdout.buffer.write(als_pdf(json.load(sys.stdin), concept=False))"
    )
    ander = subprocess.run(
        [sys.executable, "-c", opdracht], input=json.dumps(inhoud).encode(), capture_output=True, check=True
    )
    assert ander.stdout == als_pdf(inhoud, concept=False)


def test_concept_zegt_op_elke_bladzijde_dat_het_een_concept_is(inhoud):
    pdf = als_pdf(inhoud, concept=True)
    regels = regels_van(pdf)
    assert "CONCEPT, niet verzonden" in regels
    assert [regel for regel in regels if regel.endswith("CONCEPT")] == [
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

{{ settings.SECRET_KEY }} {% include "base.html" %} {gemeente.__class__}

#read("/models/brieven.py") #import "papier.py" $x^2$ @ergens #panic("stuk")"""


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
    tekst = " ".join(regels_van(pdf))
    assert "alert(1)" in tekst
    assert '#read("/models/brieven.py") #import "papier.py" $x^2$ @ergens #panic("stuk")' in tekst
    assert len(problemen(inhoud)) == 4


def test_onzichtbare_tekens_maken_het_document_niet_stuk(inhoud, tmp_path: Path):
    pad = tmp_path / "brief.pdf"
    vies = "a\x0b\x1fb\ufffe & <c>"
    afzender = inhoud["afzender"] | {"orgaan": vies}
    pad.write_bytes(als_pdf(inhoud | {"onderwerp": vies, "kenmerk": vies, "afzender": afzender}, concept=False))
    for profiel in ("ua1", "3a"):
        verslag = page.validate_pdf(str(pad), profile=profiel)
        assert [f for f in verslag.failures if f.rule_id not in VALS_ALARM] == []


# What a database can hold: any character but half of one.
TEKST = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=120)


# And what Markdown makes lists and emphasis of, at any depth.
TEKENS = ["- ", "1. ", "*", "**", "\\", "\n", "\n\n", "  ", "    ", "{", "}", "a", "é"]
OPMAAK = st.lists(st.sampled_from(TEKENS), max_size=60).map("".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(kop="x", tekst="- a\n  - b\n    - c\n      - d\n        1. e\n           2. f", kenmerk="k", orgaan="o")
@given(kop=TEKST, tekst=TEKST | OPMAAK, kenmerk=TEKST, orgaan=TEKST)
def test_welke_tekst_ook_er_komt_een_geldige_brief(inhoud, tmp_path: Path, kop, tekst, kenmerk, orgaan):
    blokken = inhoud["blokken"] | {"context": [{"kop": kop, "tekst": tekst}]}
    afzender = inhoud["afzender"] | {"orgaan": orgaan, "adres": kop}
    pad = tmp_path / "brief.pdf"
    vreemd = inhoud | {"blokken": blokken, "afzender": afzender, "kenmerk": kenmerk, "onderwerp": kenmerk}
    pad.write_bytes(als_pdf(vreemd, concept=True))
    for profiel in ("ua1", "3a"):
        verslag = page.validate_pdf(str(pad), profile=profiel)
        assert [f for f in verslag.failures if f.rule_id not in VALS_ALARM] == []


def test_lange_tekst_loopt_door_op_een_volgende_bladzijde(dossier):
    Tekstblok.objects.filter(plek="context").update(tekst="Woord " * 1500 + "\n\n" + "x" * 400)
    with pikepdf.open(BytesIO(als_pdf(stel_samen(dossier.concept()), concept=False))) as document:
        assert len(document.pages) > 4


def test_lang_adres_breekt_zonder_streepje(inhoud):
    adres = "https://voorbeeld.example/officiele-bekendmakingen/provinciaal-blad/prb-2026-12345.html?pub=ja&deel=2"
    blokken = inhoud["blokken"] | {"context": [{"kop": "", "tekst": f"Zie {adres}."}]}
    tekst = "".join("".join(regels_van(als_pdf(inhoud | {"blokken": blokken}, concept=False))).split())
    assert tekst.count(adres) == 1
    assert "\N{SOFT HYPHEN}" not in tekst


def test_letter_is_in_het_geheugen_na_de_eerste_brief(inhoud, monkeypatch):
    """The folder it was written in is gone by then; a face that is first needed later is there all the same."""
    mappen = []
    monkeypatch.setattr(papier, "schrijf_truetype", lambda map_: (mappen.append(map_), schrijf_truetype(map_)))
    papier._zetter.cache_clear()
    als_pdf(inhoud | {"blokken": {plek: [] for plek in inhoud["blokken"]}}, concept=False)
    assert [map_.exists() for map_ in mappen] == [False]
    blokken = inhoud["blokken"] | {"context": [{"kop": "Kop ş", "tekst": "*schuin ş* **vet ş** gewoon ş"}]}
    tekst = " ".join(regels_van(als_pdf(inhoud | {"blokken": blokken}, concept=False)))
    assert "schuin ş vet ş gewoon ş" in tekst


def test_teken_dat_niet_kan_worden_afgedrukt(dossier):
    Tekstblok.objects.filter(plek="conclusie").update(
        tekst="Goed gedaan \N{PARTY POPPER}, Súdwest-Fryslân\N{NO-BREAK SPACE}– ’s ½ € ş"
    )
    inhoud = stel_samen(dossier.concept())
    assert problemen(inhoud) == ["Het teken “\N{PARTY POPPER}” (U+1F389) kan niet worden afgedrukt. Haal het weg."]
    tekst = " ".join(regels_van(als_pdf(inhoud, concept=True)))
    assert "Goed gedaan [U+1F389], Súdwest-Fryslân" in tekst
    assert "– ’s ½ € ş" in tekst
