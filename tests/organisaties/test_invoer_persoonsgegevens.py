"""No number or address of a person in what is recorded, nor in what is kept or shown of a file that was refused."""

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from organisaties.invoer.bestand import bestandsnaam
from organisaties.models import Bestandsinhoud, Invoerbestand
from taakstelling.acties.feiten import leg_feiten_vast
from taakstelling.acties.mutaties import leg_besluit_vast
from taakstelling.models import Mutatie, Prognose
from taakstelling.regels.halfjaar import Halfjaar
from tests.organisaties.venster import Venster

pytestmark = pytest.mark.django_db

GEMEENTE, BEHEER = "huisvesting@dewolden.example", "beheer@thuisstand.example"
BSN, V_NUMMER = "111222333", "2812345678"
PLAATSINGEN = (
    "kenmerk;koppelgemeente;huisvestingsgemeente;afgemeld_op;volwassenen;kinderen;amv;nareizigers;huisvestingsvorm"
)
TAAKSTELLINGEN = "gemeente;halfjaar;aantal;status;vastgesteld_op;bron"
REALISATIES = "gemeente;halfjaar;cijfers_per;aantal;bron"
NORMEN = "gemeente;percentage;soort;doelgroep;van;bron"
HUISHOUDENS = "kenmerk;koppelgemeente;gekoppeld_op;volwassenen;kinderen;amv"
GOED = "DW-1;De Wolden;De Wolden;2024-03-05;2;1;0;0;zelfstandig"

Open = Callable[[str], Venster]


@pytest.mark.parametrize(
    ("wie", "soort", "kop", "rij", "kolom"),
    [
        *(
            (BEHEER, "mutaties", "gemeente;datum;soort;aantal;grondslag;reden", rij, kolom)
            for rij, kolom in (
                ("GM1690;2024-01-01;beginstand;-10;Brief over {};r", "grondslag"),
                ("GM1690;2024-01-01;beginstand;-10;g;Van {}", "reden"),
            )
        ),
        (BEHEER, "prognoses", "halfjaar;aantal;status;bron", "2024-1;100;vastgesteld;{}", "bron"),
        (BEHEER, "taakstellingen", TAAKSTELLINGEN, "GM1690;2024-1;26;vastgesteld;2023-10-01;zie {}", "bron"),
        (BEHEER, "realisaties", REALISATIES, "GM1690;2024-1;2024-07-03;23;{}", "bron"),
        (GEMEENTE, "normen", NORMEN, "GM1690;10;maximum;statushouders;2024-01-01;{}", "bron"),
        (GEMEENTE, "huishoudens", HUISHOUDENS, "{};GM1690;2024-01-05;1;0;0", "kenmerk"),
        (GEMEENTE, "plaatsingen", PLAATSINGEN, GOED.replace("DW-1", "{}"), "kenmerk"),
        (GEMEENTE, "plaatsingen", f"{PLAATSINGEN};verhuurder", GOED + ";de heer {}", "verhuurder"),
    ],
)
@pytest.mark.parametrize("gegeven", [BSN, V_NUMMER, "jan@mail.example"])
def test_persoonsgegeven_in_een_cel_is_een_fout_en_blijft_nergens(
    venster: Open, wie: str, soort: str, kop: str, rij: str, kolom: str, gegeven: str
) -> None:
    zij = venster(wie)
    bestand = zij.bestand(soort, f"{kop}\n{rij.format(gegeven)}\n")
    inhoud = Bestandsinhoud.objects.get(bestand=bestand)
    (cel,) = inhoud.bevindingen["fouten"][0]["cellen"]
    assert (cel["kolom"], cel["waarde"]) == (kolom, "(verborgen)")
    assert "Dit lijkt op een" in cel["redenen"][0]
    terug = zij.client.get(reverse("invoerbestand-fouten", args=[bestand.pk])).content.decode("utf-8-sig")
    for tekst in (str(inhoud.bevindingen), zij.pagina(bestand), terug):
        assert gegeven not in tekst
    (rij_terug,) = csv.DictReader(io.StringIO(terug), delimiter=";")
    assert rij_terug[kolom] == "" and "Dit lijkt op een" in rij_terug["fout"]


@pytest.mark.parametrize(
    "bron",
    [
        "Stcrt. 2023, 26684",
        "https://zoek.officielebekendmakingen.nl/stcrt-2023-111222333.html",
        "Brief GS van 19 november 2024, kenmerk 202411123",
        "zaak 2017-118, besluit van 12-06-2024",
        "www.drenthe.nl/besluit/2812345678",
    ],
)
def test_kenmerk_vindplaats_en_datum_zijn_geen_persoonsgegevens(venster: Open, bron: str) -> None:
    bestand = venster(BEHEER).bestand("prognoses", f"halfjaar;aantal;status;bron\n2024-1;100;vastgesteld;{bron!r}\n")
    assert (bestand.fase, bestand.foute_rijen) == ("gecontroleerd", 0)


def test_in_een_verkeerde_of_onbekende_kolom_blijft_het_ook_niet(venster: Open) -> None:
    """A slipped column, and a column of their own that we do not read; in the good row the kenmerk stays."""
    zij = venster(GEMEENTE)
    kop = PLAATSINGEN.replace("amv", "amv;burgerservicenummer")
    goed, fout = GOED.replace(";0;0;", f";0;{BSN};0;", 1), GOED.replace(";2;1;0;", f";{BSN};1;0;{BSN};", 1)
    bestand = zij.bestand("plaatsingen", f"{kop}\n{goed}\n{fout.replace('DW-1', 'DW-2')}\n")
    inhoud = Bestandsinhoud.objects.get(bestand=bestand)
    assert BSN not in str(inhoud.bevindingen) and BSN.encode() not in bytes(inhoud.foutbestand or b"")
    assert b"DW-1" in bytes(inhoud.foutbestand or b"")


def test_excel_komt_terug_zonder_het_nummer(venster: Open) -> None:
    boek = openpyxl.Workbook()
    for rij in (PLAATSINGEN.split(";"), GOED.replace("DW-1", BSN).split(";")):
        boek.active.append(rij)
    boek.active["A2"] = int(BSN)
    uit = io.BytesIO()
    boek.save(uit)
    zij = venster(GEMEENTE)
    bestand = zij.bestand("plaatsingen", uit.getvalue(), "lijst.xlsx")
    terug = zij.client.get(reverse("invoerbestand-fouten", args=[bestand.pk])).content
    blad = openpyxl.load_workbook(io.BytesIO(terug)).active
    assert (blad["A2"].value, blad["A2"].fill.fill_type) == (None, "solid")


def test_kop_met_een_nummer_wordt_niet_getoond(venster: Open) -> None:
    zij = venster(GEMEENTE)
    dubbel = zij.bestand("plaatsingen", f"{BSN};{BSN};naam\nx;y;z\n")
    assert dubbel.fase == "geweigerd" and BSN not in zij.pagina(dubbel)
    erbij = zij.bestand("plaatsingen", f"{PLAATSINGEN};{BSN}\n{GOED};x\n{GOED.replace('DW-1', '')};x\n")
    inhoud = Bestandsinhoud.objects.get(bestand=erbij)
    assert BSN not in zij.pagina(erbij) and BSN.encode() not in bytes(inhoud.foutbestand or b"")


@pytest.mark.parametrize("naam", [f"{BSN}.csv", f"Jan {V_NUMMER}.csv", "jan@mail.example.csv", f"lijst.{BSN}"])
def test_bestandsnaam_met_een_nummer_wordt_die_van_de_soort(venster: Open, naam: str) -> None:
    bestand = venster(GEMEENTE).bestand("plaatsingen", f"{PLAATSINGEN}\n{GOED}\n", naam)
    assert bestand.naam in ("plaatsingen.csv", "plaatsingen")


def test_gewone_bestandsnaam_blijft() -> None:
    for naam in ("COA juli 2024.xlsx", "realisaties-2024-07-03.csv", "lijst_v2.csv"):
        assert bestandsnaam(naam, "realisaties") == naam


def test_na_het_inlezen_of_weigeren_is_de_inhoud_weg(venster: Open) -> None:
    zij = venster(GEMEENTE)
    goed = zij.bestand("plaatsingen", f"{PLAATSINGEN}\n{GOED}\n{GOED.replace('DW-1', BSN)}\n")
    assert bytes(Bestandsinhoud.objects.get(bestand=goed).ruw)
    geweigerd = zij.bestand("plaatsingen", "naam;bsn\nJan;111222333\n")
    for bestand in (zij.lees_in(goed), geweigerd):
        assert bytes(Bestandsinhoud.objects.get(bestand=bestand).ruw) == b""
    assert Invoerbestand.objects.get(pk=goed.pk).fase == "ingelezen"


def test_feiten_en_besluiten_weigeren_het_bij_het_veld(wereld: Any) -> None:
    prognose = Prognose(halfjaar=Halfjaar(2024, 1), aantal=100, status="vastgesteld", bron=f"zie {BSN}")
    with pytest.raises(ValidationError) as bij_bron:
        leg_feiten_vast(door=None, rijen=[prognose])
    assert list(bij_bron.value.message_dict) == ["bron"]
    vast = {"gemeente": wereld.gemeenten["GM1690"], "datum": date(2024, 2, 1), "soort": "correctie", "aantal": 1}
    for veld in ("grondslag", "reden"):
        mutatie = Mutatie(**vast, **({"grondslag": "g", "reden": "r"} | {veld: f"mail jan@mail.example {veld}"}))
        for leg_vast in (leg_feiten_vast, leg_besluit_vast):
            with pytest.raises(ValidationError) as bij_veld:
                leg_vast(door=None, rijen=[mutatie])
            assert list(bij_veld.value.message_dict) == [veld]
    assert not Mutatie.objects.exists()


def test_wat_een_rekenblad_zou_uitvoeren_komt_veilig_terug_en_getallen_blijven_getallen(venster: Open) -> None:
    """And a text that was made safe is the same text again when the corrected file comes in."""
    zij = venster(BEHEER)
    kop = "gemeente;datum;soort;aantal;grondslag;reden;-opmerking;+meer\n"
    rij = "GM1690;2024-01-01;beginstand;-10;-besluit 4;+1+cmd|x;@a;=1\n"
    fout = "GM0119;eerdaags;beginstand;+5;g;r;-3,5;\t=1\n"
    bestand = zij.bestand("mutaties", kop + rij + fout)
    terug = zij.client.get(reverse("invoerbestand-fouten", args=[bestand.pk])).content.decode("utf-8-sig")
    regels = list(csv.reader(io.StringIO(terug), delimiter=";"))
    assert regels[0][-3:] == ["'-opmerking", "'+meer", "fout"]
    assert regels[1][3:8] == ["-10", "'-besluit 4", "'+1+cmd|x", "'@a", "'=1"]
    assert regels[2][3:8] == ["+5", "g", "r", "-3,5", "'\t=1"]
    beter = zij.lees_in(zij.bestand("mutaties", terug.replace("eerdaags", "2024-01-01")))
    assert beter.fase == "ingelezen"
    assert set(Mutatie.objects.values_list("aantal", "grondslag", "reden")) == {
        (-10, "-besluit 4", "+1+cmd|x"),
        (5, "g", "r"),
    }
