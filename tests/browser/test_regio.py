"""Journey of the coordinator: look at the joint figure, settle between the gemeenten, take the overview along."""

from typing import Any

import pytest
from playwright.sync_api import expect

from organisaties.drukken.lezen import regels_van
from organisaties.models import Regio
from taakstelling.models import Mutatie
from tests.browser.conftest import Open
from tests.taakstelling.regiofeiten import COORDINATOR, LEEK, MARUM, H, convenant, westerkwartier, woont

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def regio(wereld: Any) -> Regio:
    convenant(wereld)
    gevonden = westerkwartier()
    woont(wereld, LEEK, MARUM, 3)
    return gevonden


def test_van_gezamenlijk_cijfer_tot_overzicht(open_venster: Open, regio: Regio) -> None:
    page = open_venster(COORDINATOR)
    inhoud = page.get_by_role("main")
    page.goto("/")
    page.get_by_role("link", name="Bekijk de halfjaren van toen").click()
    page.get_by_role("link", name=H.kort).click()
    expect(inhoud).to_contain_text("De gezamenlijke opgave is gehaald, met 7 personen voorsprong.")
    expect(inhoud).to_contain_text("3 van 4 gemeenten achter")

    page.get_by_role("link", name="Verrekenen", exact=True).click()
    expect(inhoud).to_contain_text("Leek neemt 2 personen over van Grootegast")
    leek, zuidhorn = (page.get_by_label(f"Stand erbij of eraf, {naam}") for naam in ("Leek", "Zuidhorn"))
    expect(leek).to_have_value("-5")
    leek.fill("-4")
    zuidhorn.fill("0")
    page.get_by_role("button", name="Bekijk wat dit doet").click()
    expect(page.get_by_role("heading", name="Uw aanpassing")).to_be_visible()
    expect(page.get_by_role("row", name="Zuidhorn")).to_contain_text("−1 achterstand")

    page.get_by_label("Datum van het besluit").fill("2018-01-05")
    page.get_by_label("Kenmerk van het besluit").fill("Besluit 2017-118")
    page.get_by_role("button", name="Besluit vastleggen").click()
    expect(page.get_by_role("alert")).to_contain_text(
        "Leg de verrekening pas vast als de colleges haar hebben besloten."
    )
    page.get_by_label("De colleges van al deze gemeenten").check()
    page.get_by_role("button", name="Besluit vastleggen").click()
    expect(page.get_by_role("alert")).to_contain_text("Kies een dag in de 2e helft van 2017.")
    expect(leek).to_have_value("-4")
    page.get_by_label("Datum van het besluit").fill("2017-12-20")
    page.get_by_role("button", name="Besluit vastleggen").click()

    expect(inhoud).to_contain_text("De herverdeling over 3 gemeenten is vastgelegd.")
    expect(inhoud).to_contain_text("1 van 4 gemeenten achter, samen 1 persoon: Zuidhorn (−1)")
    assert Mutatie.objects.filter(soort="herverdeling").count() == 3

    with page.expect_download() as download:
        page.get_by_role("link", name="Overzicht als PDF").click()
    tekst = " ".join(regels_van(download.value.path().read_bytes()))
    assert "Besluit 2017-118, besluit van 20 december 2017: Grootegast +2, Leek −4, Marum +2." in tekst


def test_een_getal_opent_de_plaatsingen_erachter(open_venster: Open, regio: Regio) -> None:
    page = open_venster(COORDINATOR)
    page.goto(f"/opgave/regio/{regio.pk}/{H.code}/")
    page.get_by_role("row", name="Leek 0 0 3").get_by_role("link", name="3").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Plaatsingen")
    expect(page.get_by_role("table").get_by_role("rowheader")).to_have_count(1)


def test_convenant_vastleggen_zonder_javascript(open_venster: Open, wereld: Any) -> None:
    page = open_venster(COORDINATOR, java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="Convenant vastleggen").click()
    page.get_by_label("Naam of kenmerk").fill("Convenant 2016-2017")
    page.get_by_label("Geldt vanaf").fill("2016-03-01")
    page.get_by_label("Geldt tot en met").fill("2017-12-31")
    for naam in ("Grootegast", "Leek", "Marum", "Zuidhorn"):
        page.get_by_label(naam).check()
    page.get_by_label("Westerkwartier").uncheck()
    page.get_by_label("Wat is afgesproken").fill("De taakstelling is gezamenlijk.")
    page.get_by_role("button", name="Convenant vastleggen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Convenant 2016-2017")
    expect(page.get_by_role("main")).to_contain_text("tot en met 31 december 2017 · verlopen")
