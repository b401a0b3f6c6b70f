"""A list as a file: what was shown, safe for a spreadsheet, with numbers as numbers."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from organisaties.uitvoer import Kolom, Uitvoer, onschadelijk
from tests.taakstelling.cijferfeiten import (
    DE_WOLDEN,
    EEN,
    MEPPEL,
    beginstand,
    de_wolden,
    gemeente,
    prognose,
    taakstelling,
)

Als = Callable[[str], Client]


def csv_van(inhoud: bytes) -> list[list[str]]:
    """The rows of a csv file."""
    assert inhoud.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(inhoud.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_onschadelijk_zet_een_apostrof_voor_wat_een_formule_kan_zijn(begin: str) -> None:
    assert onschadelijk(f"{begin}1+1") == f"'{begin}1+1"


@pytest.mark.parametrize("tekst", ["De Wolden", "'s-Hertogenbosch", "Súdwest-Fryslân", "1690", ""])
def test_onschadelijk_laat_gewone_tekst_met_rust(tekst: str) -> None:
    assert onschadelijk(tekst) == tekst


KOLOMMEN = [
    Kolom("Naam", lambda r: r[0]),
    Kolom("Stand", lambda r: r[1]),
    Kolom("Tempo", lambda r: r[2]),
    Kolom("Per", lambda r: r[3]),
]
RIJEN = [("=HYPERLINK(1)", -13, Fraction(7, 4), date(2024, 7, 3)), ("Meppel\x07", None, None, None)]


def test_csv_houdt_getallen_getallen_en_zegt_onbekend() -> None:
    assert csv_van(Uitvoer("Proef", KOLOMMEN, RIJEN, [("Vraag", "=alles")]).als_csv()) == [
        ["Naam", "Stand", "Tempo", "Per"],
        ["'=HYPERLINK(1)", "-13", "1,8", "2024-07-03"],
        ["Meppel", "onbekend", "onbekend", "onbekend"],
    ]


def test_xlsx_houdt_getallen_getallen_en_heeft_een_toelichting() -> None:
    boek = load_workbook(io.BytesIO(Uitvoer("Proef", KOLOMMEN, RIJEN, [("Vraag", "=alles")]).als_xlsx()))
    assert boek.sheetnames == ["Cijfers", "Toelichting"]
    cellen = list(boek["Cijfers"].iter_rows(values_only=True))
    assert cellen[0] == ("Naam", "Stand", "Tempo", "Per")
    assert cellen[1][:3] == ("'=HYPERLINK(1)", -13, pytest.approx(1.8))
    assert cellen[2] == ("Meppel", "onbekend", "onbekend", "onbekend")
    assert {cel.data_type for rij in boek["Cijfers"].iter_rows() for cel in rij} == {"s", "n", "d"}
    assert list(boek["Toelichting"].iter_rows(values_only=True)) == [("Vraag", "'=alles")]


def test_rekent_een_half_naar_boven_af() -> None:
    tabel = csv_van(Uitvoer("Proef", [Kolom("T", lambda r: r)], [Fraction(1, 4), Decimal("1.5")], []).als_csv())
    assert tabel == [["T"], ["0,3"], ["1,5"]]


@pytest.mark.django_db
def test_lijst_als_csv_houdt_filter_sortering_en_kolommen(als: Als) -> None:
    prognose(18_750, "vastgesteld", EEN)
    de_wolden()
    beginstand(MEPPEL, 2)
    taakstelling(MEPPEL, 30)
    antwoord = als("griffie@raad.example").get("/cijfers/?halfjaar=2024-1&provincie=PV22&sort=-stand&uitvoer=csv")
    assert antwoord["Content-Type"] == "text/csv; charset=utf-8"
    naam = r'attachment; filename="cijfers-per-gemeente-2024-1-gefilterd-\d{4}-\d\d-\d\d-\d{4}\.csv"'
    assert re.fullmatch(naam, antwoord["Content-Disposition"])
    tabel = csv_van(antwoord.content)
    onbekend = ["onbekend"]
    assert tabel == [
        [
            "Code",
            "Gemeente",
            "Provincie",
            "Stand begin",
            "Taakstelling",
            "Opgave",
            "Realisatie",
            "Telling van",
            "Cijfers per",
            "Stand",
            "Verandering",
            "Nagekomen",
            "Gesloten",
            "Later bekend geworden",
        ],
        ["GM1690", "De Wolden", "Drenthe", "-10", "26", "36", "23", "COA", "2024-07-03", "-13", "-3", "0", "nee", "0"],
        ["GM0119", "Meppel", "Drenthe", "2", "30", "28", *onbekend * 5, "0", "nee", "0"],
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "adres", ["/cijfers/?", "/cijfers/GM1690/?", "/cijfers/landelijk/2024-1/?", "/cijfers/?naam=bestaatniet&"]
)
def test_elke_lijst_is_als_excel_te_krijgen(als: Als, adres: str) -> None:
    antwoord = als("griffie@raad.example").get(f"{adres}uitvoer=xlsx")
    assert antwoord.status_code == 200
    assert load_workbook(io.BytesIO(antwoord.content)).sheetnames == ["Cijfers", "Toelichting"]


@pytest.mark.django_db
def test_uitvoer_die_niet_bestaat_geeft_de_gewone_bladzijde(als: Als) -> None:
    assert als("griffie@raad.example").get("/cijfers/?uitvoer=pdf")["Content-Type"].startswith("text/html")


@pytest.mark.django_db
def test_uitvoer_bevat_niet_meer_dan_de_bladzijde_mag_tonen(als: Als, wereld: Any) -> None:
    naam = gemeente(DE_WOLDEN).naam
    tekst = als("bestuur@deveste.example").get("/cijfers/?halfjaar=2024-1&uitvoer=csv").content.decode("utf-8-sig")
    assert naam not in tekst
