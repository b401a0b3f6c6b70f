"""A half-year that has not begun: no realisatie, no stand, nobody counted as achterstand; what is expected says so."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from taakstelling.overzicht import regels_van, totalen
from taakstelling.regels.halfjaar import Halfjaar
from tests.taakstelling.cijferfeiten import (
    DE_WOLDEN,
    EEN,
    MEPPEL,
    beginstand,
    gemeente,
    plaatsing,
    prognose,
    taakstelling,
)

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]
DRENTHE = "toezicht@drenthe.example"
TWEE, DRIE = EEN.volgende, EEN.volgende.volgende
VANDAAG = date(2024, 5, 31)


@pytest.fixture(autouse=True)
def opgave_voor_straks(wereld: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """On 31 May 2024 De Wolden has 5 of 36 and keeps a log; the taakstellingen of the next two are published."""
    monkeypatch.setattr(timezone, "localdate", lambda: VANDAAG)
    prognose(18_750, "vastgesteld", EEN)
    beginstand(DE_WOLDEN, -10)
    plaatsing(DE_WOLDEN, volwassenen=5)
    for halfjaar in (EEN, TWEE, DRIE):
        taakstelling(DE_WOLDEN, 26, halfjaar)


def velden(stand: Any) -> tuple[Any, ...]:
    return (stand.stand_begin, stand.opgave, stand.realisatie, stand.bron.value, stand.stand_eind, stand.verandering)


def test_lijn_van_straks_heeft_geen_realisatie_en_een_verwacht_begin(wereld: Any) -> None:
    lid = wereld.lid(DRENTHE)
    een, twee, drie = (
        regels_van(lid, [gemeente(DE_WOLDEN)], halfjaar, VANDAAG)[0].stand for halfjaar in (EEN, TWEE, DRIE)
    )
    assert velden(een) == (-10, 36, 5, "eigen", -31, -21)
    assert velden(twee) == (-31, 57, None, "geen", None, None)
    assert velden(drie) == (None, None, None, "geen", None, None)


def test_op_de_eerste_dag_is_een_halfjaar_begonnen(wereld: Any) -> None:
    (regel,) = regels_van(wereld.lid(DRENTHE), [gemeente(DE_WOLDEN)], TWEE, TWEE.begin)
    assert velden(regel.stand) == (-31, 57, 0, "eigen", -57, -26)


def test_totalen_tellen_straks_niet_als_achterstand_en_niet_als_onbekend(wereld: Any) -> None:
    uit = totalen(
        regels_van(wereld.lid(DRENTHE), [gemeente(DE_WOLDEN), gemeente(MEPPEL)], TWEE, VANDAAG),
    )
    assert (uit.niet_begonnen, uit.achterstand_gemeenten, uit.achterstand, uit.onbekend) == (2, 0, 0, 0)


@pytest.mark.parametrize("adres", ["/", "/cijfers/"])
def test_lijst_van_straks_heeft_geen_kolommen_die_er_nog_niet_zijn(als: Als, adres: str) -> None:
    antwoord = als(DRENTHE).get(f"{adres}?halfjaar=2024-2")
    assert {"realisatie", "balk", "stand", "verandering", "tempo"}.isdisjoint(antwoord.context["table"].columns.names())
    tekst = antwoord.content.decode()
    assert "begint op 1 juli 2024 · stand verwacht op basis van vandaag" in tekst
    assert "Er is dus nog geen realisatie en geen stand." in tekst
    assert 'class="kerncijfers"' not in tekst
    assert "gemeenten met achterstand" not in tekst


@pytest.mark.parametrize("stand", ["ja", "nee", "voorsprong", "nul", "onbekend", "schema"])
def test_filter_op_stand_vindt_straks_niemand(als: Als, stand: str) -> None:
    assert list(als(DRENTHE).get(f"/?halfjaar=2024-2&achterstand={stand}").context["table"].data) == []


def test_straks_mist_alleen_wat_er_al_kan_zijn(als: Als) -> None:
    taken = als(DRENTHE).get("/?halfjaar=2024-2").context["taken"]
    assert [taak.tekst for taak in taken] == [
        "1 gemeente zonder taakstelling",
        "1 gemeente zonder beginstand",
        "2 gemeenten zonder postadres",
    ]
    later = als(DRENTHE).get("/?halfjaar=2025-1").context
    assert later["halfjaar"] == TWEE.vorige  # not on offer: the running one


def test_lijst_van_straks_als_bestand_heeft_dezelfde_kolommen(als: Als) -> None:
    rijen = [
        als(DRENTHE).get(f"/?halfjaar={code}&naam=wolden&uitvoer=csv").content.decode("utf-8-sig").splitlines()[-2:]
        for code in ("2024-1", "2024-2")
    ]
    assert rijen[0][0] == f"{rijen[1][0]};Nodig per week"
    assert rijen[1][1] == "GM1690;De Wolden;-31;26;57" + ";nog niet begonnen" * 5 + ";0;nee;0"


def test_geschiedenis_toont_straks_zonder_stand_en_zonder_staaf(als: Als) -> None:
    antwoord = als(DRENTHE).get(f"/cijfers/{DE_WOLDEN}/")
    assert [velden(lijn)[2:5:2] for lijn in antwoord.context["lijnen"]] == [(None, None), (None, None), (5, -31)]
    assert [lijn.halfjaar for lijn in antwoord.context["op_tijd"]] == [EEN]
    assert "begint op 1 juli 2024" in antwoord.content.decode()


def test_geschiedenis_als_bestand_zegt_nog_niet_begonnen(als: Als) -> None:
    regels = als(DRENTHE).get(f"/cijfers/{DE_WOLDEN}/?uitvoer=csv").content.decode("utf-8-sig").splitlines()
    assert regels[-2:] == [
        "2024-2;-31;26;0;57" + ";nog niet begonnen" * 5 + ";0;nee;0",
        "2024-1;-10;26;0;36;5;eigen telling;onbekend;-31;-21;0;nee;0",
    ]


def test_gemeente_toont_nu_het_lopende_halfjaar_ook_als_het_volgende_bekend_is(als: Als) -> None:
    antwoord = als(DRENTHE).get(f"/cijfers/{DE_WOLDEN}/")
    assert (antwoord.context["nu"].halfjaar, antwoord.context["laatste"].halfjaar) == (EEN, EEN)
    assert "Opbouw van de 1e helft van 2024" in antwoord.content.decode()


def test_stand_van_straks_geeft_alleen_de_verwachte_opgave(als: Als) -> None:
    antwoord = als(DRENTHE).get(f"/cijfers/{DE_WOLDEN}/2024-2/")
    assert [som.zin for som in antwoord.context["sommen"]] == ["31 achterstand + 26 taakstelling = 57 opgave"]
    tekst = antwoord.content.decode()
    assert "Begint op 1 juli 2024 · stand verwacht op basis van vandaag" in tekst
    assert "Stand aan het eind: nog niet begonnen" in tekst


def test_stand_van_nog_later_verzint_geen_begin(als: Als) -> None:
    antwoord = als(DRENTHE).get(f"/cijfers/{DE_WOLDEN}/2025-1/")
    assert (antwoord.context["regel"].stand_begin, antwoord.context["regel"].opgave) == (None, None)
    tekst = antwoord.content.decode()
    assert "moet nog beginnen" in tekst
    assert "verwacht" not in tekst.split("<main")[1]


def test_stand_van_nog_later_houdt_een_vastgelegde_beginstand(als: Als) -> None:
    beginstand(DE_WOLDEN, -4, Halfjaar(2025, 1))
    assert als(DRENTHE).get(f"/cijfers/{DE_WOLDEN}/2025-1/").context["regel"].opgave == 30
