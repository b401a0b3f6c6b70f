"""Journey: a round is opened, the huurdersorganisatie reads, fills in and agrees, and takes the report along."""

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect

from organisaties.drukken.lezen import regels_van
from tests.afspraken.overeenkomsten import GEMEENTE, HUURDERS, getekend
from tests.browser.conftest import Open

pytestmark = pytest.mark.django_db(transaction=True)


def test_van_afspraken_tot_verslag(open_venster: Open, wereld: Any) -> None:
    getekend(wereld, tot=date(2100, 1, 1))
    gemeente = open_venster(GEMEENTE)
    gemeente.goto("/")
    gemeente.get_by_role("link", name="Afspraken", exact=True).click()
    gemeente.get_by_role("link", name="Afspraken 2024-2025").click()
    gemeente.get_by_role("link", name="Monitoringronde openen").click()
    gemeente.get_by_label("Halfjaar").fill("2024-1")
    gemeente.get_by_role("button", name="Ronde openen").click()
    expect(gemeente.get_by_role("main")).to_contain_text("De ronde is open.")
    gemeente.get_by_role("main").get_by_role("link", name="Invullen").click()
    gemeente.get_by_label("Vertraagd").check()
    gemeente.get_by_role("button", name="Voortgang vastleggen").click()
    expect(gemeente.get_by_role("alert")).to_contain_text("Leg uit waardoor het later wordt")
    gemeente.get_by_label("Toelichting").fill("Het bouwplan ligt stil.")
    gemeente.get_by_role("button", name="Voortgang vastleggen").click()

    huurders = open_venster(HUURDERS)
    huurders.goto("/")
    huurders.get_by_role("link", name="Vul uw deel in").click()
    huurders.get_by_role("link", name="1. Aandeel", exact=True).first.click()
    expect(huurders.get_by_role("main")).to_contain_text("Wat De Veste doet.")
    huurders.go_back()
    huurders.get_by_role("main").get_by_role("link", name="Invullen").click()
    huurders.get_by_label("Op schema").check()
    huurders.get_by_role("button", name="Voortgang vastleggen").click()
    expect(huurders.get_by_role("main")).to_contain_text("U hebt alles ingevuld.")
    huurders.get_by_role("button", name="Akkoord met Gemeente Steenwijkerland: 1. Aandeel").click()
    expect(huurders.get_by_role("main")).to_contain_text("Uw akkoord is vastgelegd.")

    gemeente.get_by_role("link", name="Ronde sluiten").click()
    gemeente.get_by_role("button", name="Ronde sluiten").click()
    huurders.reload()
    huurders.get_by_role("link", name="Verslag", exact=True).click()
    with huurders.expect_download() as download:
        huurders.get_by_role("link", name="Verslag als PDF").click()
    tekst = " ".join(regels_van(download.value.path().read_bytes()))
    assert "Het bouwplan ligt stil." in tekst
    assert "akkoord: De Veste" in tekst
