"""Writing a text block: the preview follows what is typed and the focus stays."""

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from balie.oefenwereld import WACHTWOORD
from organisaties.models import Gemeente
from tests.browser.conftest import Open
from tests.toezicht.conftest import HALFJAAR, leg_cijfers_vast
from toezicht.acties import beoordeel, neem_voorbeeld_over, open_ronde
from toezicht.models import Tekstblok

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def de_wolden_beoordeeld(wereld: Any) -> None:
    gemeente: Gemeente = wereld.gemeenten["GM1690"]
    leg_cijfers_vast(gemeente, stand=-10, taakstelling=26, realisatie=23, volgende=24)
    lid = wereld.lid("toezicht@drenthe.example")
    neem_voorbeeld_over(door=lid, provincie=lid.provincie, voorbeeld="drenthe")
    ronde = open_ronde(door=lid, provincie=lid.provincie, halfjaar=HALFJAAR)
    beoordeel(
        door=lid,
        ronde=ronde,
        gemeente=gemeente,
        oordeel="voldoet niet, doch verschoonbaar",
        verschoond_tot=date(2025, 1, 1),
        motivering="Eenmalig.",
    )


def _open_blok(page: Page) -> None:
    page.goto("/")
    page.get_by_label("E-mail").fill("toezicht@drenthe.example")
    page.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Drenthe")
    page.goto("/toezicht/tekstblokken/nieuw/")


def test_het_voorbeeld_volgt_wat_er_wordt_getypt(open_venster: Open, de_wolden_beoordeeld: None) -> None:
    page = open_venster()
    _open_blok(page)
    tekst = page.get_by_label("Tekst", exact=True)
    tekst.press_sequentially("Beste {gemeente}, {onzin} ")
    expect(page.get_by_role("status").filter(has_text="De Wolden")).to_contain_text("Zonder waarde: onzin.")
    expect(tekst).to_be_focused()
    # The buttons above the text are reached and pressed with the keyboard.
    vet = page.get_by_role("button", name="Vet", exact=True)
    vet.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("let op")
    page.get_by_label("Veld om in te voegen").select_option("{achterstand}")
    page.get_by_role("button", name="Veld invoegen").press("Enter")
    expect(tekst).to_have_value("Beste {gemeente}, {onzin} **let op{achterstand}**")
    expect(page.locator("[data-proef] > .brief-vel strong")).to_have_text("let op13")
    assert not Tekstblok.objects.filter(tekst__contains="onzin").exists()
