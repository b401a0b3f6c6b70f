"""Journey: a housing officer of De Wolden records plaatsingen, the quickest form in the building."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from balie.oefenwereld import WACHTWOORD
from taakstelling.models import Plaatsing
from tests.browser.conftest import Open
from tests.browser.nu import Lopend
from tests.taakstelling.test_plaatsing_acties import leg

pytestmark = pytest.mark.django_db(transaction=True)

OFFICER = "huisvesting@dewolden.example"
MEESTE_TOETSEN = 25


class Toetsenbord:
    """A keyboard that counts: one key is one press, a date is eight."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.aantal = 0

    def druk(self, *toetsen: str) -> None:
        for toets in toetsen:
            self.page.keyboard.press(toets)
            self.aantal += 1

    def typ(self, tekst: str) -> None:
        self.page.keyboard.type(tekst)
        self.aantal += len(tekst)

    def tab_tot(self, naam: str) -> None:
        """Tab on until the focus is on what has this name; everything in between is pressed and counted too."""
        for _ in range(40):
            self.druk("Tab")
            if _naam_van_focus(self.page) == naam:
                return
        raise AssertionError(f"Met Tab kom je niet bij “{naam}”.")


def _naam_van_focus(page: Page) -> str:
    naam: str = page.evaluate(
        """() => {
            const hier = document.activeElement;
            const tekst = hier.labels && hier.labels.length ? hier.labels[0].innerText : hier.innerText || "";
            return tekst.replace("(niet verplicht)", "").trim();
        }"""
    )
    return naam


def _log_in(page: Page, email: str = OFFICER) -> None:
    """By the form, as the visitor does it."""
    page.goto("/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("De Wolden")


def _naar_de_inhoud(toetsen: Toetsenbord) -> None:
    toetsen.druk("Tab", "Enter")


def _datum(browser: Browser, lopend: Lopend) -> str:
    """Today, in the order in which this browser asks for it: that goes by its own language, not by the page's."""
    with browser.new_page() as proef:
        proef.set_content("<input type=date autofocus>")
        proef.focus("input")
        proef.keyboard.type("03042024")
        return lopend.vandaag.strftime("%d%m%Y" if proef.input_value("input") == "2024-04-03" else "%m%d%Y")


def _personen() -> list[int]:
    """Persons of every plaatsing that counts now, oldest first; the first is the one that was there already."""
    return [
        p.personen for p in Plaatsing.objects.filter(ingetrokken_op=None, koppelgemeente__code="GM1690").order_by("pk")
    ]


def test_een_plaatsing_vastleggen_met_alleen_het_toetsenbord(
    browser: Browser, open_venster: Open, lopend: Lopend
) -> None:
    """A family of four, from the home to the new stand, without a mouse and in under 25 key presses.

    The stand was −10 with a taakstelling of 26: an opgave of 36, of which 3 are housed. With the family it is 7 of 36,
    so 29 are left.
    """
    page = open_venster()
    _log_in(page)
    expect(page.get_by_role("main")).to_contain_text("Nog 33 personen")
    toetsen = Toetsenbord(page)
    _naar_de_inhoud(toetsen)
    toetsen.tab_tot("Plaatsing vastleggen")
    toetsen.druk("Enter")
    expect(page.get_by_label("Volwassenen")).to_be_focused()
    toetsen.typ("2")
    toetsen.druk("Tab")
    toetsen.typ("2")
    toetsen.tab_tot("Afgemeld bij COA op")
    toetsen.typ(_datum(browser, lopend))
    toetsen.druk("Enter")

    gedaan = page.get_by_role("status")
    expect(gedaan).to_contain_text("Vastgelegd: 4 personen")
    expect(gedaan.get_by_role("img").first).to_be_visible()
    expect(gedaan).to_contain_text("Nog 29 personen")
    expect(gedaan).to_contain_text("per week")
    assert _personen() == [3, 4]
    assert toetsen.aantal <= MEESTE_TOETSEN


def test_een_fout_kost_niets_van_wat_er_stond(browser: Browser, open_venster: Open, lopend: Lopend) -> None:
    """Nobody moved in and the day is missing: the form says so at the fields and keeps the kenmerk and the rest."""
    page = open_venster()
    _log_in(page)
    page.goto("/opgave/plaatsingen/nieuw/")
    toetsen = Toetsenbord(page)
    expect(page.get_by_label("Volwassenen")).to_be_focused()
    toetsen.tab_tot("Soort huisvesting")
    toetsen.typ("Flex")
    toetsen.tab_tot("Eigen kenmerk")
    toetsen.typ("H-12")
    toetsen.druk("Enter")

    expect(page).to_have_title("Fout: Plaatsing vastleggen · Thuisstand")
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    assert page.locator("[aria-invalid=true]").count() >= 1
    expect(page.get_by_label("Eigen kenmerk")).to_have_value("H-12")
    expect(page.get_by_label("Soort huisvesting")).to_have_value("flexwoning")
    assert _personen() == [3]

    # The list of errors leads to the field, from where the officer goes on.
    page.get_by_role("alert").get_by_role("link").first.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"
    page.get_by_label("Volwassenen").focus()
    toetsen.typ("1")
    toetsen.tab_tot("Afgemeld bij COA op")
    toetsen.typ(_datum(browser, lopend))
    toetsen.druk("Enter")
    expect(page.get_by_role("status")).to_contain_text("Vastgelegd: 1 persoon")
    assert _personen() == [3, 1]


def test_twee_keer_verzenden_maakt_een_regel(open_venster: Open, lopend: Lopend) -> None:
    """Two quick Enters, and going back to send the same form again."""
    page = open_venster(OFFICER)
    page.goto("/opgave/plaatsingen/nieuw/")
    page.get_by_label("Volwassenen").fill("2")
    page.get_by_label("Afgemeld bij COA op").fill(lopend.vandaag.isoformat())
    page.evaluate("() => { const f = document.querySelector('main form'); f.requestSubmit(); f.requestSubmit(); }")
    expect(page.get_by_role("status")).to_contain_text("Vastgelegd: 2 personen")
    assert _personen() == [3, 2]

    page.go_back()
    expect(page.get_by_label("Volwassenen")).to_have_value("2")
    page.get_by_label("Volwassenen").press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Dit formulier was al verwerkt")
    assert _personen() == [3, 2]


def test_ook_zonder_script_maakt_twee_keer_verzenden_een_regel(open_venster: Open, lopend: Lopend) -> None:
    page = open_venster(OFFICER, java_script_enabled=False)
    page.goto("/opgave/plaatsingen/nieuw/")
    page.get_by_label("Volwassenen").fill("2")
    page.get_by_label("Afgemeld bij COA op").fill(lopend.vandaag.isoformat())
    knop = page.get_by_role("main").get_by_role("button", name="Plaatsing vastleggen")
    knop.dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Plaatsing vastleggen")
    page.goto("/opgave/plaatsingen/")
    assert _personen() == [3, 2]


def test_verbeteren_en_intrekken_vanuit_de_lijst(open_venster: Open, lopend: Lopend, wereld: Any) -> None:
    """There were four, not three; and then it turns out to have been another gemeente's. Every step stays readable."""
    leg(wereld, volwassenen=1, kinderen=0, afgemeld_op=lopend.vandaag, kenmerk="H-9")
    page = open_venster(OFFICER)
    page.goto("/")
    expect(page.get_by_role("main")).to_contain_text("Nog 32 personen")
    page.get_by_role("link", name="Alle plaatsingen").click()
    rij = page.get_by_role("row").filter(has_text="WS-GM1690")
    rij.get_by_role("rowheader").get_by_role("link").click()
    page.get_by_role("link", name="Verbeteren").click()
    expect(page.get_by_label("Volwassenen")).to_have_value("3")
    page.get_by_label("Volwassenen").fill("4")
    page.get_by_role("button", name="Verbetering vastleggen").click()
    expect(page.get_by_role("main")).to_contain_text("Reden van de correctie")
    expect(page.get_by_label("Volwassenen")).to_have_value("4")
    page.get_by_label("Reden van de correctie").fill("Een kind was vergeten")
    page.get_by_role("button", name="Verbetering vastleggen").click()
    expect(page.get_by_role("main")).to_contain_text("De plaatsing is verbeterd")
    assert sorted(_personen()) == [1, 4]

    page.goto("/opgave/plaatsingen/")
    rij.get_by_role("link", name="Intrekken").click()
    expect(page.get_by_role("main")).to_contain_text("4 personen lager")
    page.get_by_label("Waarom trekt u deze plaatsing in?").fill("Telt voor Meppel")
    page.get_by_role("button", name="Plaatsing intrekken").click()
    expect(page.get_by_role("main")).to_contain_text("Ingetrokken op")
    expect(page.get_by_role("main")).to_contain_text("Reden: Telt voor Meppel.")
    assert _personen() == [1]
    page.goto("/")
    expect(page.get_by_role("main")).to_contain_text("Nog 35 personen")


def test_een_hele_groep_tegelijk(open_venster: Open, lopend: Lopend) -> None:
    """Five households move into a doorstroomlocatie; the form has four rows, the button adds the fifth."""
    page = open_venster(OFFICER)
    page.goto("/")
    page.get_by_role("link", name="Meer tegelijk").click()
    page.get_by_label("Afgemeld bij COA op").fill(lopend.vandaag.isoformat())
    page.get_by_label("Soort huisvesting").select_option("doorstroomlocatie")
    for nummer in range(1, 5):
        page.get_by_role("group", name=f"Huishouden {nummer}").get_by_label("Volwassenen").fill("1")
    erbij = page.get_by_role("button", name="Nog een huishouden")
    erbij.focus()
    page.keyboard.press("Enter")
    vijfde = page.get_by_role("group", name="Huishouden 5")
    expect(vijfde.get_by_label("Volwassenen")).to_be_focused()
    page.keyboard.type("2")
    page.get_by_role("button", name="Plaatsingen vastleggen").click()
    expect(page.get_by_role("main")).to_contain_text("5 plaatsingen vastgelegd. Samen tellen 6 personen mee.")
    expect(page.get_by_role("main")).to_contain_text("Nog 27 personen")
    assert _personen() == [3, 1, 1, 1, 1, 2]


def test_een_fout_in_een_regel_legt_niets_vast(open_venster: Open, lopend: Lopend) -> None:
    """All or nothing: the wrong row says what is wrong, the right ones keep what was typed, also the added one."""
    page = open_venster(OFFICER)
    page.goto("/opgave/plaatsingen/meer/")
    page.get_by_label("Afgemeld bij COA op").fill(lopend.vandaag.isoformat())
    page.get_by_role("group", name="Huishouden 1").get_by_label("Volwassenen").fill("2")
    page.get_by_role("group", name="Huishouden 2").get_by_label("Volwassenen").fill("-1")
    page.get_by_role("button", name="Nog een huishouden").click()
    page.get_by_role("group", name="Huishouden 5").get_by_label("Kinderen").fill("1")
    page.get_by_role("button", name="Plaatsingen vastleggen").click()
    expect(page).to_have_title("Fout: Meer plaatsingen vastleggen · Thuisstand")
    tweede = page.get_by_role("group", name="Huishouden 2").get_by_label("Volwassenen")
    expect(tweede).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("group", name="Huishouden 1").get_by_label("Volwassenen")).to_have_value("2")
    expect(page.get_by_role("group", name="Huishouden 5").get_by_label("Kinderen")).to_have_value("1")
    assert _personen() == [3]
