"""The history of one gemeente, and the sum behind each figure of one half-year."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from taakstelling.regels.grootboek import Bron
from taakstelling.regels.halfjaar import Halfjaar
from tests.taakstelling.cijferfeiten import (
    DE_WOLDEN,
    EEN,
    LEEK,
    MEPPEL,
    WESTERKWARTIER,
    beginstand,
    de_wolden,
    formulefeiten,
    gemeente,
    mutatie,
    officieel,
    plaatsing,
    prognose,
    taakstelling,
)

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]
STAND = f"/cijfers/{DE_WOLDEN}/2024-1/"


def opbouw(als: Als, email: str, adres: str = STAND) -> Any:
    return als(email).get(adres).context["opbouw"]


@pytest.mark.parametrize(
    ("email", "eigen", "vreemd"),
    [
        ("huisvesting@dewolden.example", 200, 200),
        ("regio@westerkwartier.example", 200, 200),
        ("verhuur@woonconcept.example", 200, 404),
        ("bestuur@deveste.example", 404, 404),
        ("toezicht@drenthe.example", 200, 200),
        ("griffie@raad.example", 200, 200),
        ("beheer@thuisstand.example", 200, 200),
    ],
)
@pytest.mark.parametrize("rest", ["", "2024-1/"])
def test_gemeente_per_rol_wie_haar_mag_openen(als: Als, email: str, eigen: int, vreemd: int, rest: str) -> None:
    client = als(email)
    assert client.get(f"/cijfers/{DE_WOLDEN}/{rest}").status_code == eigen
    assert client.get(f"/cijfers/GM0363/{rest}").status_code == vreemd


@pytest.mark.parametrize(
    "adres",
    [
        "/cijfers/GM9999/",
        "/cijfers/GM9999/2024-1/",
        "/cijfers/GM1690/2024-3/",
        "/cijfers/GM1690/1800-1/",
        "/cijfers/GM1690/2024/",
        "/cijfers/gm1690/",
        "/cijfers/landelijk/2024-9/",
    ],
)
def test_adres_dat_niet_kan_is_er_niet(als: Als, adres: str) -> None:
    assert als("griffie@raad.example").get(adres).status_code == 404


@pytest.mark.parametrize("code", ["1995-1", "2100-2"])
def test_stand_aan_de_rand_van_de_tijd_zegt_onbekend(als: Als, code: str) -> None:
    antwoord = als("griffie@raad.example").get(f"/cijfers/{DE_WOLDEN}/{code}/")
    assert (antwoord.status_code, antwoord.context["regel"].opgave) == (200, None)


def test_geschiedenis_zonder_feiten_wijst_naar_wat_ontbreekt(als: Als) -> None:
    antwoord = als("griffie@raad.example").get(f"/cijfers/{DE_WOLDEN}/")
    assert antwoord.context["lijnen"] == []
    assert "Nog geen cijfers" in antwoord.content.decode()


def test_geschiedenis_gaat_van_nieuw_naar_oud_vanaf_het_eerste_bekende(als: Als) -> None:
    de_wolden()
    officieel("GM0363", 5, Halfjaar(2020, 1))
    lijnen = als("griffie@raad.example").get(f"/cijfers/{DE_WOLDEN}/").context["lijnen"]
    assert lijnen[-1].halfjaar == EEN
    assert [lijn.halfjaar for lijn in lijnen] == sorted((lijn.halfjaar for lijn in lijnen), reverse=True)
    assert [lijn.stand_eind for lijn in lijnen[-2:]] == [None, -13]


def test_geschiedenis_van_een_beeindigde_gemeente_noemt_haar_opvolger(als: Als) -> None:
    beginstand(LEEK, -5, Halfjaar(2018, 2))
    taakstelling(LEEK, 10, Halfjaar(2018, 2))
    officieel(LEEK, 12, Halfjaar(2018, 2))
    antwoord = als("griffie@raad.example").get(f"/cijfers/{LEEK}/")
    lijnen = antwoord.context["lijnen"]
    assert [(lijn.halfjaar.code, lijn.stand_eind) for lijn in lijnen] == [("2019-1", 0), ("2018-2", -3)]
    opvolgers = antwoord.context["opvolgers"]
    assert (opvolgers.datum, [v.gemeente.code for v in opvolgers.gemeenten]) == (date(2019, 1, 1), [WESTERKWARTIER])


def test_opvolger_noemt_haar_voorgangers_met_datum(als: Als) -> None:
    antwoord = als("griffie@raad.example").get(f"/cijfers/{WESTERKWARTIER}/")
    (overgang,) = antwoord.context["voorgangers"]
    assert overgang.datum == date(2019, 1, 1)
    assert [v.gemeente.naam for v in overgang.gemeenten] == ["Grootegast", "Leek", "Marum", "Zuidhorn"]
    assert "Tot 1 januari 2019" in antwoord.content.decode()


def test_voorganger_buiten_het_werkgebied_wordt_genoemd_zonder_link(als: Als, wereld: Any) -> None:
    wereld.lid("verhuur@leystromen.example").corporatie.gemeenten.add(gemeente(WESTERKWARTIER))
    antwoord = als("verhuur@leystromen.example").get(f"/cijfers/{WESTERKWARTIER}/")
    (overgang,) = antwoord.context["voorgangers"]
    assert [v.zichtbaar for v in overgang.gemeenten] == [False] * 4
    assert f"/cijfers/{LEEK}/" not in antwoord.content.decode()


def test_stand_telt_de_som_van_links_naar_rechts(als: Als) -> None:
    de_wolden()
    sommen = als("griffie@raad.example").get(STAND).context["sommen"]
    assert [[(t.teken, t.tekst, t.url) for t in som.termen] for som in sommen] == [
        [("", "10", "#begin"), ("+", "26", "#taakstelling"), ("=", "36", "#opgave")],
        [("", "36", "#opgave"), ("\N{MINUS SIGN}", "23", "#realisatie"), ("=", "13", "#stand")],
    ]


@pytest.mark.parametrize("anker", ["begin", "taakstelling", "formule", "mutaties", "opgave", "realisatie", "stand"])
def test_stand_heeft_achter_elk_cijfer_een_plek(als: Als, anker: str) -> None:
    assert als("griffie@raad.example").get(STAND).content.decode().count(f'id="{anker}"') == 1


def test_stand_noemt_welke_versie_telt_en_waarom(als: Als) -> None:
    taakstelling(DE_WOLDEN, 31, status="indicatief", op=date(2023, 7, 1))
    taakstelling(DE_WOLDEN, 26, op=date(2023, 10, 1))
    taakstelling(DE_WOLDEN, 20, status="bijgesteld", op=date(2024, 2, 1))
    versies = opbouw(als, "griffie@raad.example").versies
    assert [(rij.feit.aantal, rij.telt, rij.waarom) for rij in versies] == [
        (31, False, "telt niet: een indicatief getal is een aankondiging"),
        (26, False, "telt niet meer: er is een latere versie"),
        (20, True, "telt: de laatst vastgestelde versie"),
    ]


def test_stand_toont_een_ingetrokken_regel_met_reden_en_vervanging(als: Als, wereld: Any) -> None:
    door = wereld.lid("toezicht@drenthe.example")
    oud = taakstelling(DE_WOLDEN, 62, door=door)
    taakstelling(DE_WOLDEN, 26, door=door, vervangt=oud, reden="Cijfers omgedraaid")
    antwoord = als("toezicht@drenthe.example").get(STAND)
    assert [(rij.feit.aantal, rij.telt, rij.ingetrokken) for rij in antwoord.context["opbouw"].versies] == [
        (62, False, True),
        (26, True, False),
    ]
    inhoud = antwoord.content.decode()
    assert "Cijfers omgedraaid" in inhoud
    assert "Vervangen door de regel van" in inhoud
    assert 'class="ingetrokken"' in inhoud


@pytest.mark.parametrize(
    ("email", "ziet_naam"),
    [
        ("toezicht@drenthe.example", True),
        ("huisvesting@dewolden.example", True),
        ("beheer@thuisstand.example", True),
        ("griffie@raad.example", False),
        ("huisvesting@meppel.example", False),
        ("toezicht@groningen.example", False),
    ],
)
def test_stand_noemt_wie_iets_vastlegde_alleen_binnen_eigen_kring(
    als: Als, wereld: Any, email: str, ziet_naam: bool
) -> None:
    door = wereld.lid("toezicht@drenthe.example")
    door.gebruiker.naam = "Berendina Toets"
    door.gebruiker.save()
    taakstelling(DE_WOLDEN, 26, door=door)
    antwoord = als(email).get(STAND)
    assert antwoord.context["opbouw"].toont_namen is ziet_naam
    naam_in_rij = ", Berendina Toets" in antwoord.content.decode()
    assert naam_in_rij is ziet_naam


def test_stand_van_vorig_halfjaar_gaat_mee(als: Als) -> None:
    de_wolden()
    antwoord = als("griffie@raad.example").get(f"/cijfers/{DE_WOLDEN}/2024-2/")
    assert (antwoord.context["regel"].stand_begin, antwoord.context["opbouw"].vorige.stand_eind) == (-13, -13)
    assert f'href="{STAND}#stand"' in antwoord.content.decode()


def test_stand_toont_mutaties_met_hun_werking(als: Als) -> None:
    de_wolden()
    mutatie(DE_WOLDEN, date(2024, 3, 1), "correctie", 2)
    mutatie(DE_WOLDEN, date(2024, 4, 1), "herverdeling", 5)
    stuk = opbouw(als, "griffie@raad.example")
    assert [(rij.feit.soort, rij.waarom) for rij in stuk.mutaties] == [
        ("correctie", "wordt opgeteld bij de stand"),
        ("herverdeling", "verandert de taakstelling"),
    ]
    assert (stuk.stand.taakstelling, stuk.stand.mutaties, stuk.stand.opgave) == (21, 2, 29)


def test_stand_van_een_opvolger_toont_de_berekende_herindeling(als: Als) -> None:
    twee = Halfjaar(2018, 2)
    for code in ("GM0015", LEEK, "GM0025", "GM0056"):
        beginstand(code, -2, twee)
        taakstelling(code, 10, twee)
        officieel(code, 10, twee)
    stuk = opbouw(als, "griffie@raad.example", f"/cijfers/{WESTERKWARTIER}/2019-1/")
    assert (stuk.stand.stand_begin, stuk.stand.herindeling, stuk.herindeling_berekend, stuk.nieuw) == (0, -8, -8, True)
    assert [len(overgang.gemeenten) for overgang in stuk.voorgangers] == [4]
    weg = opbouw(als, "griffie@raad.example", f"/cijfers/{LEEK}/2019-1/")
    assert (weg.herindeling_berekend, weg.stand.stand_eind, weg.opvolgers.datum) == (2, 0, date(2019, 1, 1))


def test_stand_van_een_gemeente_die_nog_niet_bestond_wijst_de_voorgangers(als: Als) -> None:
    antwoord = als("griffie@raad.example").get(f"/cijfers/{WESTERKWARTIER}/2018-1/")
    assert antwoord.context["bestond"] is False
    assert "In dit halfjaar bestond deze gemeente niet" in antwoord.content.decode()
    assert f'href="/cijfers/{LEEK}/"' in antwoord.content.decode()


def test_stand_zegt_welk_officieel_cijfer_telt(als: Als) -> None:
    officieel(DE_WOLDEN, 20, per=date(2024, 4, 1))
    officieel(DE_WOLDEN, 23, per=date(2024, 7, 3))
    rijen = opbouw(als, "griffie@raad.example").realisaties
    assert [(rij.feit.aantal, rij.telt) for rij in rijen] == [(23, True), (20, False)]


def test_stand_toont_de_eigen_telling_en_het_verschil_aan_de_gemeente(als: Als) -> None:
    officieel(DE_WOLDEN, 5, per=date(2024, 4, 1))
    plaatsing(DE_WOLDEN, volwassenen=4, kinderen=3)
    antwoord = als("huisvesting@dewolden.example").get(STAND)
    stuk = antwoord.context["opbouw"]
    assert (stuk.stand.bron, stuk.stand.eigen, stuk.stand.verschil_met_officieel) == (Bron.EIGEN, 7, 2)
    assert stuk.telling.aantallen == {"volwassenen": 4, "kinderen": 3, "amv": 0, "nareizigers": 0}
    assert "/opgave/plaatsingen/?halfjaar=2024-1" in antwoord.content.decode()


def test_stand_verbergt_kleine_aantallen_voor_de_provincie(als: Als) -> None:
    plaatsing(DE_WOLDEN, volwassenen=12, kinderen=7, amv=2)
    antwoord = als("toezicht@drenthe.example").get(STAND)
    stuk = antwoord.context["opbouw"]
    assert (stuk.telling.personen, stuk.telling.aantallen) == (
        21,
        {"volwassenen": 12, "kinderen": 7, "amv": None, "nareizigers": None},
    )
    assert "/opgave/plaatsingen/" not in antwoord.content.decode().split("<main")[1]


@pytest.mark.parametrize(
    "email",
    [
        "huisvesting@meppel.example",
        "regio@westerkwartier.example",
        "verhuur@woonconcept.example",
        "toezicht@groningen.example",
        "griffie@raad.example",
        "beheer@thuisstand.example",
    ],
)
def test_stand_laat_een_buitenstaander_niets_van_de_eigen_telling_zien(als: Als, email: str) -> None:
    officieel(DE_WOLDEN, 5, per=date(2024, 4, 1))
    plaatsing(DE_WOLDEN, volwassenen=7_311)
    antwoord = als(email).get(STAND)
    stuk = antwoord.context["opbouw"]
    assert (stuk.telling, stuk.stand.eigen, stuk.stand.realisatie) == (None, None, 5)
    # "7.311" kan niet bij toeval in een CSRF-token staan: daarin komt geen punt voor.
    assert "7.311" in als("huisvesting@dewolden.example").get(STAND).content.decode()
    assert "7.311" not in antwoord.content.decode()
    assert "7.311" not in als(email).get(f"/cijfers/{DE_WOLDEN}/").content.decode()


def test_stand_controleert_met_de_drie_rekenregels(als: Als) -> None:
    formulefeiten()
    taakstelling(DE_WOLDEN, 30)
    context = als("griffie@raad.example").get(STAND).context
    assert (context["inwoners"], context["formule"]) == (
        3_000,
        [("sluitend afgerond", 30), ("naar boven afgerond", 30), ("rekenkundig afgerond", 30)],
    )


def test_stand_kost_evenveel_vragen_bij_een_en_bij_dertig_rijen(als: Als) -> None:
    de_wolden()
    client = als("huisvesting@dewolden.example")
    aantallen = []
    for dagen in (range(1, 2), range(2, 31)):
        for dag in dagen:
            plaatsing(DE_WOLDEN, volwassenen=1)
            officieel(DE_WOLDEN, 1, per=date(2024, 5, dag))
        client.get(STAND)
        with CaptureQueriesContext(connection) as vragen:
            antwoord = client.get(STAND)
        aantallen.append((len(antwoord.context["opbouw"].realisaties), len(vragen)))
    assert [rijen for rijen, _ in aantallen] == [2, 31]
    assert aantallen[0][1] == aantallen[1][1]


def test_landelijk_toont_alle_versies_en_onbekend(als: Als) -> None:
    prognose(27_300, "vastgesteld", Halfjaar(2023, 2), date(2023, 4, 1))
    prognose(17_600, "bijgesteld", Halfjaar(2023, 2), date(2023, 8, 1))
    prognose(9_000, "indicatief", Halfjaar(2024, 1), date(2023, 9, 1))
    halfjaren = {
        h.halfjaar.code: h for h in als("griffie@raad.example").get("/cijfers/landelijk/").context["halfjaren"]
    }
    assert (halfjaren["2023-2"].aantal, len(halfjaren["2023-2"].versies)) == (17_600, 2)
    assert (halfjaren["2024-1"].aantal, len(halfjaren["2024-1"].versies)) == (None, 1)
    assert (halfjaren["2024-2"].aantal, halfjaren["2024-2"].versies) == (None, [])


def test_landelijk_zonder_aantallen_zegt_wie_ze_inleest(als: Als) -> None:
    assert (
        "Functioneel beheer leest de aantallen in"
        in als("griffie@raad.example").get("/cijfers/landelijk/").content.decode()
    )


def test_halfjaar_zet_formule_naast_gepubliceerd(als: Als) -> None:
    formulefeiten()
    taakstelling(DE_WOLDEN, 31)
    taakstelling(MEPPEL, 70)
    antwoord = als("griffie@raad.example").get("/cijfers/landelijk/2024-1/?toon=verschil")
    rijen = [
        (r.gemeente.code, r.inwoners, r.formule, r.gepubliceerd, r.verschil) for r in antwoord.context["table"].data
    ]
    assert rijen == [(DE_WOLDEN, 3_000, 30, 31, 1)]
    assert [(naam, uitkomst.som, totaal) for naam, uitkomst, totaal in antwoord.context["uitkomsten"]] == [
        ("sluitend afgerond", 100, "100,0"),
        ("naar boven afgerond", 100, "100"),
        ("rekenkundig afgerond", 100, "100"),
    ]


def test_halfjaar_toont_een_corporatie_alleen_haar_gemeenten(als: Als) -> None:
    formulefeiten()
    rijen = als("bestuur@deveste.example").get("/cijfers/landelijk/2024-1/").context["table"].data
    assert [r.gemeente.code for r in rijen] == ["GM1708"]


def test_halfjaar_zonder_aantal_zegt_onbekend(als: Als) -> None:
    antwoord = als("griffie@raad.example").get("/cijfers/landelijk/2024-1/")
    assert (antwoord.status_code, antwoord.context["landelijk"].aantal) == (200, None)
    assert "Het landelijke aantal is onbekend" in antwoord.content.decode()


def test_herindeling_toont_een_corporatie_alleen_haar_gemeenten(wereld: Any, als: Als) -> None:
    lid = wereld.lid("verhuur@woonconcept.example")
    pagina = f"/cijfers/{WESTERKWARTIER}/"
    lid.corporatie.gemeenten.set([gemeente(WESTERKWARTIER), gemeente(LEEK)])
    beginstand(LEEK, -4, Halfjaar(2018, 2))
    taakstelling(LEEK, 10, Halfjaar(2018, 2))
    officieel(LEEK, 10, Halfjaar(2018, 2))
    [overgang] = als("verhuur@woonconcept.example").get(pagina).context["overgekomen"]
    assert [(deel.van.code, deel.aantal) for deel in overgang.delen] == [(LEEK, -4)]
    alle = als("griffie@raad.example").get(pagina).context["overgekomen"][0]
    assert [deel.van.naam for deel in alle.delen] == ["Grootegast", "Leek", "Marum", "Zuidhorn"]
    assert alle.som is None
