"""The home of who reads figures: the newest half-year of which COA gave them, and what is not there yet."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from balie.views.overig import Laatste
from tests.taakstelling.cijferfeiten import DE_WOLDEN, EEN, MEPPEL, beginstand, de_wolden, officieel, taakstelling

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]
LEZERS = ["griffie@raad.example", "verhuur@woonconcept.example", "bestuur@deveste.example"]
TWEE = EEN.volgende


@pytest.fixture(autouse=True)
def in_november(wereld: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: date(2024, 11, 22))


@pytest.mark.parametrize("email", LEZERS)
def test_thuis_zonder_cijfers_zegt_wie_ze_inleest(als: Als, email: str) -> None:
    antwoord = als(email).get("/")
    assert antwoord.context["laatste"] == Laatste(TWEE, None)
    assert "Er zijn nog geen cijfers van COA" in antwoord.content.decode()


@pytest.mark.parametrize("email", LEZERS)
def test_thuis_toont_de_laatste_bekende_cijfers_en_zegt_wanneer_er_nieuwe_komen(als: Als, email: str) -> None:
    de_wolden()
    officieel("GM1708", 5)
    antwoord = als(email).get("/")
    tekst = " ".join(antwoord.content.decode().split())
    per = date(2024, 7, 3) if email != "bestuur@deveste.example" else date(2024, 7, 1)
    assert antwoord.context["laatste"] == Laatste(EEN, per)
    assert "COA-cijfers over de 2e helft van 2024 komen na 1 januari 2025." in tekst
    assert f"die over de 1e helft van 2024, per {per.day} juli 2024." in tekst


def test_thuis_van_de_corporatie_toont_alleen_haar_gemeenten_met_hun_cijfers(als: Als) -> None:
    de_wolden()
    officieel("GM0363", 900, per=date(2024, 7, 9))
    antwoord = als("verhuur@woonconcept.example").get("/")
    assert antwoord.context["laatste"].per == date(2024, 7, 3)
    regels = {regel.gemeente.code: regel.stand.stand_eind for regel in antwoord.context["regels"]}
    assert regels == {DE_WOLDEN: -13, MEPPEL: None, "GM1708": None}


def test_thuis_van_het_land_telt_de_laatste_bekende_en_die_ervoor(als: Als) -> None:
    for halfjaar, gehuisvest in ((EEN.vorige, 4), (EEN, 12)):
        beginstand(MEPPEL, 0, halfjaar)
        taakstelling(MEPPEL, 10, halfjaar)
        officieel(MEPPEL, gehuisvest, halfjaar)
    context = als("griffie@raad.example").get("/").context
    assert (context["totalen"].voorsprong, context["eerder"].achterstand) == (2, 6)


def test_thuis_gaat_niet_om_een_enkel_vroeg_cijfer_naar_het_lopende_halfjaar(als: Als) -> None:
    for code in (DE_WOLDEN, MEPPEL, "GM1708"):
        officieel(code, 5)
    officieel(DE_WOLDEN, 1, TWEE, per=date(2024, 10, 1))
    client = als("verhuur@woonconcept.example")
    assert client.get("/").context["laatste"].halfjaar == EEN
    officieel(MEPPEL, 1, TWEE, per=date(2024, 10, 1))
    assert client.get("/").context["laatste"] == Laatste(TWEE, date(2024, 10, 1))
