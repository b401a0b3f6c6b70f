"""Journey: a housing officer follows a household from the koppeling to the last nareiziger."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from taakstelling.models import Huishouden, Koppelstap, Plaatsing
from tests.browser.conftest import SMAL, Open
from tests.browser.nu import Lopend
from tests.taakstelling.huishoudens import koppel

pytestmark = pytest.mark.django_db(transaction=True)

OFFICER = "huisvesting@dewolden.example"


def _nu(page: Page) -> Any:
    return page.locator("section.nu")


def test_van_koppeling_via_weigering_en_plaatsing_tot_nareizigers(open_venster: Open, lopend: Lopend) -> None:
    """One adult is coupled, two nareizigers are expected; the first home is refused.

    The opgave is 36 and 3 are housed, so 33 are left; with the referent 32, and with the nareizigers 30.
    """
    vandaag = lopend.vandaag
    page = open_venster(OFFICER)
    page.goto("/")
    page.get_by_role("link", name="Opgave", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Huishoudens")
    page.get_by_role("link", name="Huishouden koppelen").click()
    page.get_by_label("Door COA gekoppeld op").fill((vandaag - timedelta(days=20)).isoformat())
    page.get_by_label("Volwassenen").fill("1")
    page.get_by_label("Eigen kenmerk").fill("H-12")
    page.get_by_label("Verwachte nareizigers").fill("2")
    page.get_by_label("Nareizigers verwacht op").fill((vandaag + timedelta(days=60)).isoformat())
    page.get_by_role("button", name="Koppeling vastleggen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Huishouden H-12")
    expect(page.get_by_role("main")).to_contain_text("Zoek uiterlijk op")
    expect(_nu(page)).to_contain_text("Aan zet: De Wolden")

    page.get_by_role("link", name="Woning aangeboden").click()
    page.get_by_label("Op welke dag?").fill((vandaag - timedelta(days=10)).isoformat())
    page.get_by_label("Verhuurder").fill("Woonconcept")
    page.get_by_role("button", name="Stap vastleggen").click()
    expect(_nu(page)).to_contain_text("Aan zet: COA")

    page.get_by_role("link", name="Geweigerd").click()
    page.get_by_role("button", name="Stap vastleggen").click()
    expect(page.get_by_role("main")).to_contain_text("Kies een reden uit de lijst")
    page.get_by_label("De huur is te hoog").check()
    page.get_by_label("Wij zoeken een andere woning").check()
    page.get_by_role("button", name="Stap vastleggen").click()
    expect(_nu(page).get_by_role("heading")).to_have_text("Woning zoeken")
    expect(page.locator(".tijdlijn")).to_contain_text("De huur is te hoog. Wij zoeken een andere woning.")

    page.get_by_role("link", name="Plaatsing vastleggen").click()
    expect(page.get_by_label("Volwassenen")).to_have_value("1")
    page.get_by_label("Afgemeld bij COA op").fill(vandaag.isoformat())
    page.get_by_role("main").get_by_role("button", name="Plaatsing vastleggen").click()
    gedaan = page.get_by_role("status")
    expect(gedaan).to_contain_text("Nog 32 personen")
    gedaan.get_by_role("link", name="Naar het huishouden").click()
    expect(_nu(page).get_by_role("heading")).to_have_text("Nareizigers verwacht")

    page.goto("/opgave/nareizigers/")
    expect(page.get_by_role("main")).to_contain_text("De Wolden: 2 personen erbij met 0 extra woningen")
    page.get_by_role("link", name="H-12").click()
    page.get_by_role("link", name="Nareizigers vastleggen").click()
    expect(page.get_by_label("Nareizigers")).to_have_value("2")
    page.get_by_label("Afgemeld bij COA op").fill(vandaag.isoformat())
    page.get_by_role("main").get_by_role("button", name="Plaatsing vastleggen").click()
    expect(page.get_by_role("status")).to_contain_text("Nog 30 personen")
    expect(page.get_by_role("status")).to_contain_text("Toegevoegd als deel 2 bij H-12")
    page.get_by_role("status").get_by_role("link", name="Naar het huishouden").click()
    expect(_nu(page).get_by_role("heading")).to_have_text("Gehuisvest")
    delen = Plaatsing.objects.filter(huishouden__kenmerk="H-12").order_by("deel")
    assert [(p.deel, p.meegeteld, p.huisvestingsgemeente.code) for p in delen] == [(1, 1, "GM1690"), (2, 2, "GM1690")]


def test_stilgevallen_koppeling_vraagt_waarom_en_gaat_terug(open_venster: Open, lopend: Lopend, wereld: Any) -> None:
    """From the home: why does it lie still? Later it is given back to COA, on a small screen and without script."""
    koppel(wereld, "H-9", 120)
    page = open_venster(OFFICER, viewport=SMAL, java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="Leg vast waarom H-9 stil ligt").click()
    page.get_by_label("Er is geen passende woning vrij").check()
    page.get_by_label("Wanneer kijkt u weer?").fill((lopend.vandaag + timedelta(days=14)).isoformat())
    page.get_by_role("button", name="Stap vastleggen").click()
    expect(_nu(page)).to_contain_text("Ligt stil: te laat")
    page.goto("/")
    expect(page.get_by_role("main")).not_to_contain_text("H-9 (2 personen) had op")
    page.goto(f"/opgave/huishoudens/{Huishouden.objects.get(kenmerk='H-9').pk}/")
    page.get_by_text("Koppeling beëindigen").click()
    page.get_by_role("link", name="Teruggeven aan COA").click()
    page.get_by_label("Geen passende woning binnen de termijn").check()
    page.get_by_role("button", name="Einde vastleggen").click()
    expect(_nu(page).get_by_role("heading")).to_have_text("Beëindigd")
    assert [stap.soort for stap in Koppelstap.objects.order_by("pk")] == ["stilstand", "teruggegeven"]
