"""The list of gemeenten in a half-year: who sees which rows, what is asked, what stands in the foot."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from taakstelling.overzicht import regels_van, totalen
from taakstelling.regels.grootboek import Bron
from taakstelling.tables.cijfers import StandenTable
from tests.taakstelling.cijferfeiten import (
    DE_WOLDEN,
    EEN,
    LEEK,
    MEPPEL,
    WESTERKWARTIER,
    beginstand,
    de_wolden,
    gemeente,
    officieel,
    plaatsing,
    prognose,
    taakstelling,
    vul_provincie,
)

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]


def regels(antwoord: Any) -> dict[str, Any]:
    return {regel.gemeente.code: regel for regel in antwoord.context["table"].data}


def codes(antwoord: Any) -> list[str]:
    return [regel.gemeente.code for regel in antwoord.context["table"].data]


@pytest.fixture(autouse=True)
def halfjaren(wereld: Any) -> None:
    prognose(18_750, "vastgesteld", EEN)


LAND_2024 = {"GM1690", "GM0119", "GM1708", "GM1723", "GM1969", "GM0363"}


@pytest.mark.parametrize(
    ("email", "verwacht"),
    [
        ("huisvesting@dewolden.example", LAND_2024),
        ("regio@westerkwartier.example", LAND_2024),
        ("toezicht@drenthe.example", LAND_2024),
        ("griffie@raad.example", LAND_2024),
        ("beheer@thuisstand.example", LAND_2024),
        ("verhuur@woonconcept.example", {"GM1708", "GM0119", "GM1690"}),
        ("bestuur@deveste.example", {"GM1708"}),
    ],
)
def test_lijst_toont_per_rol_de_zichtbare_gemeenten_van_het_halfjaar(als: Als, email: str, verwacht: set[str]) -> None:
    assert set(codes(als(email).get("/cijfers/?halfjaar=2024-1"))) == verwacht


def test_lijst_van_voor_de_herindeling_toont_de_oude_gemeenten(als: Als) -> None:
    prognose(11_000, "vastgesteld", EEN.van_code("2018-2"))
    toen = set(codes(als("griffie@raad.example").get("/cijfers/?halfjaar=2018-2")))
    assert LEEK in toen
    assert WESTERKWARTIER not in toen


def test_lijst_zonder_feiten_zegt_onbekend_en_geen_nul(als: Als) -> None:
    antwoord = als("griffie@raad.example").get("/cijfers/?halfjaar=2024-1")
    cellen = antwoord.context["table"].cellen(regels(antwoord)[DE_WOLDEN])
    tekst = {naam: re.sub("<[^>]+>", "", str(cel)) for naam, cel in cellen.items() if naam not in ("gemeente", "balk")}
    assert tekst == {
        "provincie": "Drenthe",
        "stand_begin": "onbekend",
        "taakstelling": "onbekend",
        "opgave": "onbekend",
        "realisatie": "onbekend",
        "stand": "onbekend",
        "verandering": "onbekend",
        "tempo": "onbekend",
    }


def test_lijst_geeft_de_termen_van_de_wolden(als: Als) -> None:
    de_wolden()
    stand = regels(als("griffie@raad.example").get("/cijfers/?halfjaar=2024-1"))[DE_WOLDEN].stand
    assert (stand.stand_begin, stand.taakstelling, stand.opgave, stand.realisatie, stand.stand_eind) == (
        -10,
        26,
        36,
        23,
        -13,
    )


@pytest.mark.parametrize(
    ("email", "bron", "realisatie"),
    [
        ("huisvesting@dewolden.example", Bron.EIGEN, 7),
        ("toezicht@drenthe.example", Bron.EIGEN, 7),
        ("huisvesting@meppel.example", Bron.OFFICIEEL, 5),
        ("toezicht@overijssel.example", Bron.OFFICIEEL, 5),
        ("griffie@raad.example", Bron.OFFICIEEL, 5),
        ("beheer@thuisstand.example", Bron.OFFICIEEL, 5),
        ("verhuur@woonconcept.example", Bron.OFFICIEEL, 5),
    ],
)
def test_lijst_toont_de_eigen_telling_alleen_aan_gemeente_en_provincie(
    als: Als, email: str, bron: Bron, realisatie: int
) -> None:
    taakstelling(DE_WOLDEN, 26)
    officieel(DE_WOLDEN, 5, per=EEN.begin)
    plaatsing(DE_WOLDEN, volwassenen=4, kinderen=3)
    stand = regels(als(email).get("/cijfers/?halfjaar=2024-1"))[DE_WOLDEN].stand
    assert (stand.bron, stand.realisatie) == (bron, realisatie)


def test_lijst_gefilterd_op_provincie_en_naam_zonder_accent(als: Als) -> None:
    client = als("griffie@raad.example")
    assert set(codes(client.get("/cijfers/?halfjaar=2024-1&provincie=PV22"))) == {DE_WOLDEN, MEPPEL}
    assert codes(client.get("/cijfers/?halfjaar=2024-1&naam=wólden")) == [DE_WOLDEN]


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        ("ja", [DE_WOLDEN]),
        ("nee", ["GM1708", MEPPEL]),
        ("voorsprong", [MEPPEL]),
        ("onbekend", ["GM1723", "GM0363", WESTERKWARTIER]),
    ],
)
def test_lijst_gefilterd_op_stand(als: Als, vraag: str, verwacht: list[str]) -> None:
    de_wolden()
    for code, gehuisvest in ((MEPPEL, 12), ("GM1708", 10)):
        beginstand(code, 0)
        taakstelling(code, 10)
        officieel(code, gehuisvest)
    gevonden = codes(als("griffie@raad.example").get(f"/cijfers/?halfjaar=2024-1&achterstand={vraag}"))
    assert sorted(gevonden) == sorted(verwacht)


@pytest.mark.parametrize(
    ("vraag", "veld", "melding"),
    [
        ("halfjaar=vandaag", "halfjaar", "Kies een halfjaar uit de lijst."),
        ("provincie=PV99", "provincie", "Kies een provincie uit de lijst."),
        ("achterstand=misschien", "achterstand", "Kies een stand uit de lijst."),
        (f"naam={'x' * 81}", "naam", "Gebruik ten hoogste 80 tekens."),
    ],
)
def test_lijst_met_een_onbegrepen_vraag_zegt_het_bij_het_veld(als: Als, vraag: str, veld: str, melding: str) -> None:
    antwoord = als("griffie@raad.example").get(f"/cijfers/?{vraag}")
    assert antwoord.status_code == 200
    assert antwoord.context["filter"].form.errors == {veld: [melding]}
    assert len(codes(antwoord)) == len(LAND_2024)
    assert antwoord.context["filter"].form["halfjaar"].value() == antwoord.context["halfjaar"].code
    assert melding in antwoord.content.decode()


@pytest.mark.parametrize(
    "kolom", ["stand_begin", "taakstelling", "opgave", "realisatie", "stand", "verandering", "balk"]
)
@pytest.mark.parametrize("teken", ["", "-"])
def test_lijst_gesorteerd_zet_onbekend_achteraan(als: Als, kolom: str, teken: str) -> None:
    de_wolden()
    beginstand(MEPPEL, 3)
    taakstelling(MEPPEL, 40)
    officieel(MEPPEL, 40)
    volgorde = codes(als("griffie@raad.example").get(f"/cijfers/?halfjaar=2024-1&sort={teken}{kolom}"))
    assert set(volgorde[:2]) == {DE_WOLDEN, MEPPEL}
    oplopend = [DE_WOLDEN, MEPPEL]
    assert volgorde[:2] == (oplopend if not teken else oplopend[::-1])


def test_lijst_voorbij_het_einde_geeft_de_laatste_bladzijde(als: Als) -> None:
    vul_provincie("PV22", 30)
    tabel = als("griffie@raad.example").get("/cijfers/?halfjaar=2024-1&page=99").context["table"]
    assert (tabel.page.number, tabel.paginator.num_pages, tabel.paginator.count) == (2, 2, 36)


def test_totalen_strepen_achterstand_en_voorsprong_niet_weg(wereld: Any) -> None:
    for code, gehuisvest in ((DE_WOLDEN, 4), (MEPPEL, 26), ("GM1708", 10)):
        beginstand(code, 0)
        taakstelling(code, 10)
        officieel(code, gehuisvest)
    lid = wereld.lid("griffie@raad.example")
    uit = totalen(regels_van(lid, [gemeente(c) for c in (DE_WOLDEN, MEPPEL, "GM1708", "GM0363")], EEN, EEN.eind))
    assert (uit.achterstand_gemeenten, uit.achterstand, uit.voorsprong_gemeenten, uit.voorsprong) == (1, 6, 1, 16)
    assert (uit.op_nul, uit.onbekend, uit.aantal) == (1, 1, 4)
    assert (uit.sommen["stand"].waarde, uit.sommen["stand"].onbekend, uit.sommen["taakstelling"].waarde) == (10, 1, 30)


def test_lijst_schrijft_een_naam_met_tekens_veilig(als: Als) -> None:
    gevaarlijk = gemeente(DE_WOLDEN)
    gevaarlijk.naam = "<script>x</script>"
    gevaarlijk.save()
    inhoud = als("griffie@raad.example").get("/cijfers/?halfjaar=2024-1").content.decode()
    assert "<script>x" not in inhoud
    assert "&lt;script&gt;x" in inhoud


def test_lijst_kost_evenveel_vragen_bij_een_en_bij_dertig_gemeenten(als: Als) -> None:
    client = als("griffie@raad.example")
    vul_provincie("PV22", 30)
    aantallen = []
    for vraag in ("naam=Oefendorp 001", "naam=Oefendorp"):
        client.get(f"/cijfers/?halfjaar=2024-1&{vraag}")
        with CaptureQueriesContext(connection) as vragen:
            antwoord = client.get(f"/cijfers/?halfjaar=2024-1&{vraag}")
        aantallen.append((len(codes(antwoord)), len(vragen)))
    assert [rijen for rijen, _ in aantallen] == [1, 30]
    assert aantallen[0][1] == aantallen[1][1]


def test_tabel_zonder_lopend_halfjaar_heeft_geen_tempo(wereld: Any) -> None:
    lid = wereld.lid("griffie@raad.example")
    lijn = regels_van(lid, [gemeente(DE_WOLDEN)], EEN, EEN.begin)
    lopend = StandenTable(lijn, halfjaar=EEN, vandaag=EEN.begin)
    voorbij = StandenTable(lijn, halfjaar=EEN, vandaag=EEN.eind)
    assert ("tempo" in lopend.columns, "tempo" in voorbij.columns) == (True, False)
