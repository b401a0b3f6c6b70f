"""Every list as a file: rows, filter, order and columns of the screen, in three kinds, safe for a spreadsheet."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from openpyxl import load_workbook

from organisaties.models import Gebruiker
from organisaties.uitvoer import Kolom, Uitvoer
from tests.taakstelling.test_plaatsing_acties import leg

Als = Callable[[str], Client]
GEMEENTE, BEHEER, DRENTHE = "huisvesting@dewolden.example", "beheer@thuisstand.example", "toezicht@drenthe.example"
NS = {
    "t": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "o": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "x": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
LIJSTEN = {
    "/opgave/plaatsingen/": GEMEENTE,
    "/invoer/": GEMEENTE,
    "/logboek/": GEMEENTE,
    "/mijn-account/": GEMEENTE,
    "/beheer/gebruikers/": BEHEER,
    "/beheer/organisaties/gemeenten/": BEHEER,
    "/beheer/organisaties/corporaties/": BEHEER,
    "/cijfers/": BEHEER,
    "/toezicht/": DRENTHE,
    "/toezicht/brieven/": DRENTHE,
    "/toezicht/tekstblokken/": DRENTHE,
    "/": DRENTHE,
    "/opgave/huishoudens/": GEMEENTE,
    "/opgave/nareizigers/": GEMEENTE,
    "/opgave/coa-lijsten/": GEMEENTE,
    "/cijfers/afstemming/": GEMEENTE,
    "/cijfers/koppelpeildata/": DRENTHE,
    "/cijfers/verschoonbaarheid/": DRENTHE,
    "/cijfers/afsluitingen/": DRENTHE,
    "/cijfers/afsluitingen/2024-1/sluiten/": DRENTHE,
}


def ods(inhoud: bytes) -> dict[str, list[list[Any]]]:
    """The sheets of an OpenDocument file, numbers and dates as such."""
    with zipfile.ZipFile(io.BytesIO(inhoud)) as zak:
        assert zak.infolist()[0].filename == "mimetype" and zak.infolist()[0].compress_type == zipfile.ZIP_STORED
        boom = ElementTree.fromstring(zak.read("content.xml"))

    def waarde(cel: Any) -> Any:
        soort = cel.get(f"{{{NS['o']}}}value-type")
        if soort == "float":
            return Decimal(cel.get(f"{{{NS['o']}}}value"))
        if soort == "date":
            return datetime.fromisoformat(cel.get(f"{{{NS['o']}}}date-value"))
        return "\n".join(p.text or "" for p in cel.findall("x:p", NS))

    return {
        blad.get(f"{{{NS['t']}}}name"): [
            [waarde(cel) for cel in rij.findall("t:table-cell", NS)] for rij in blad.findall("t:table-row", NS)
        ]
        for blad in boom.iter(f"{{{NS['t']}}}table")
    }


def test_ods_houdt_getallen_en_datums_en_maakt_formules_onschadelijk() -> None:
    rijen = [
        ("=1+1", -13, date(2024, 7, 3)),
        ("+31 <b>&", Decimal("1.5"), datetime(2024, 7, 3, 14, 5)),
        ("@x", None, "\t=1"),
    ]
    kolommen = [Kolom("A", lambda r: r[0]), Kolom("-B", lambda r: r[1]), Kolom("C", lambda r: r[2])]
    bladen = ods(Uitvoer("Proef", kolommen, rijen, [("Filter", "-1")]).als_ods())
    assert bladen == {
        "Cijfers": [
            ["A", "'-B", "C"],
            ["'=1+1", Decimal(-13), datetime(2024, 7, 3)],
            ["'+31 <b>&", Decimal("1.5"), datetime(2024, 7, 3, 14, 5)],
            ["'@x", "onbekend", "'\t=1"],
        ],
        "Toelichting": [["Filter", "'-1"]],
    }


@pytest.mark.django_db
@pytest.mark.parametrize("adres", LIJSTEN)
def test_elke_lijst_is_als_drie_soorten_bestand_te_krijgen(adres: str, als: Als, wereld: Any) -> None:
    leg(wereld)
    client = als(LIJSTEN[adres])
    csv_rijen = list(
        csv.reader(io.StringIO(client.get(f"{adres}?uitvoer=csv").content.decode("utf-8-sig")), delimiter=";")
    )
    boek = load_workbook(io.BytesIO(client.get(f"{adres}?uitvoer=xlsx").content))
    bladen = ods(client.get(f"{adres}?uitvoer=ods").content)
    assert boek.sheetnames == list(bladen) == ["Cijfers", "Toelichting"]
    assert [cel.value for cel in boek["Cijfers"][1]] == bladen["Cijfers"][0] == csv_rijen[0]
    assert boek["Cijfers"].max_row == len(bladen["Cijfers"]) == len(csv_rijen)
    labels = [rij[0] for rij in bladen["Toelichting"]]
    assert {"Thuisstand", "Gemaakt op", "Voor", "Eenheid", "Adres"} <= set(labels)


@pytest.mark.django_db
def test_uitvoer_heeft_filter_en_volgorde_van_het_scherm_en_alle_bladzijden(als: Als) -> None:
    for nummer in range(40):
        Gebruiker.objects.create(email=f"x{nummer:02}@proef.example", naam=f"=Proef {nummer:02}")
    antwoord = als(BEHEER).get("/beheer/gebruikers/?zoek=Proef&sort=-naam&page=2&per_page=10&uitvoer=xlsx")
    boek = load_workbook(io.BytesIO(antwoord.content))
    namen = [rij[0] for rij in boek["Cijfers"].iter_rows(min_row=2, values_only=True)]
    assert namen == [f"'=Proef {nummer:02}" for nummer in reversed(range(40))]
    assert "gefilterd" in antwoord["Content-Disposition"]
    assert "Proef" in dict(boek["Toelichting"].iter_rows(values_only=True)).values()


@pytest.mark.django_db
def test_kolom_met_knoppen_blijft_op_het_scherm_en_getallen_zijn_getallen(als: Als, wereld: Any) -> None:
    plaatsing = leg(wereld)
    blad = load_workbook(io.BytesIO(als(GEMEENTE).get("/opgave/plaatsingen/?uitvoer=xlsx").content))["Cijfers"]
    koppen = [cel.value for cel in blad[1]]
    assert koppen == ["Teldatum", "Kenmerk", "Personen", "Telt mee", "Soort huisvesting", "Woning in"]
    rij = [cel.value for cel in blad[2]]
    assert (rij[0].date(), rij[2]) == (plaatsing.teldatum, plaatsing.personen)


@pytest.mark.django_db
def test_te_lange_lijst_vraagt_om_een_filter(als: Als, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("organisaties.uitvoer.antwoord.MEESTE_RIJEN", 2)
    antwoord = als(BEHEER).get("/beheer/gebruikers/?uitvoer=csv")
    assert antwoord["Content-Type"].startswith("text/html")
    assert "Filter haar" in antwoord.content.decode()


@pytest.mark.django_db
def test_uitvoer_geeft_een_ander_niet_meer_dan_het_scherm(als: Als, wereld: Any) -> None:
    leg(wereld)
    assert als(DRENTHE).get("/opgave/plaatsingen/?uitvoer=csv").status_code == 403
    buur = als("huisvesting@meppel.example").get("/opgave/plaatsingen/?uitvoer=csv").content.decode("utf-8-sig")
    assert len(buur.splitlines()) == 1
