"""By keyboard alone: past the menu, through the form as one reads it, and always seeing where one is."""

import itertools
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import BREED, SMAL, Open
from tests.browser.nu import Lopend
from tests.project.test_matrix import ACTOREN

pytestmark = pytest.mark.django_db(transaction=True)

# Where the focus is, what it is called, and how it shows: an outline, or the edge of what belongs to it.
FOCUS = """() => {
    const hier = document.activeElement;
    const stijl = getComputedStyle(hier);
    const vak = hier.getBoundingClientRect();
    return {
        naam: hier === document.body ? "" : hier.name || hier.innerText.trim() || hier.tagName,
        omlijnd: stijl.outlineStyle !== "none" && parseFloat(stijl.outlineWidth) >= 2,
        boven: Math.round(vak.top + scrollY), links: Math.round(vak.left),
        inBeeld: vak.bottom > 0 && vak.top < innerHeight,
        inMain: !!hier.closest("main"),
    };
}"""


def _stappen(page: Page, hoogstens: int = 60) -> list[dict[str, Any]]:
    """Every stop of Tab from where the focus is now, until it leaves the page's main part."""
    stappen: list[dict[str, Any]] = []
    for _ in range(hoogstens):
        page.keyboard.press("Tab")
        stap = page.evaluate(FOCUS)
        if not stap["inMain"]:
            return stappen
        # A date field has stops of its own for day, month and year; it is one field.
        if not stappen or stap["naam"] != stappen[-1]["naam"]:
            stappen.append(stap)
    raise AssertionError("Tab komt niet uit het formulier")


@pytest.mark.parametrize("actor", "gpcb")
def test_naar_de_inhoud_slaat_het_menu_over(actor: str, open_venster: Open, wereld: Any) -> None:
    page = open_venster(ACTOREN[actor])
    page.goto("/")
    page.keyboard.press("Tab")
    overslaan = page.get_by_role("link", name="Naar de inhoud")
    expect(overslaan).to_be_focused()
    expect(overslaan).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


@pytest.mark.parametrize("venster", [BREED, SMAL], ids=["breed", "smal"])
def test_het_formulier_in_leesvolgorde_met_zichtbare_focus(
    open_venster: Open, lopend: Lopend, venster: dict[str, int]
) -> None:
    """The fields in the order of the page, all of them, each drawn round with at least 2 px, none under the edge."""
    page = open_venster(ACTOREN["g"], viewport=venster, reduced_motion="reduce")
    page.goto("/opgave/plaatsingen/nieuw/")
    page.locator("details.meer > summary").click()
    page.get_by_role("main").focus()
    stappen = _stappen(page)
    namen = [stap["naam"] for stap in stappen]
    # The form itself begins after the links of the title.
    velden = stappen[namen.index("volwassenen") :]
    assert [stap["naam"] for stap in velden] == [
        "volwassenen",
        "kinderen",
        "amv",
        "nareizigers",
        "afgemeld_op",
        "huisvestingsvorm",
        "huisvestingsgemeente",
        "kenmerk",
        "Meer gegevens: huurcontract, BRP, verhuurder, eerder geteld",
        "huurcontract_op",
        "brp_op",
        "teldatum",
        "verhuurder",
        "deel",
        "eerder_geteld",
        "Plaatsing vastleggen",
    ]
    assert [stap["naam"] for stap in stappen if not stap["omlijnd"]] == []
    assert [stap["naam"] for stap in stappen if not stap["inBeeld"]] == []
    for eerste, tweede in itertools.pairwise(velden):
        # Downwards, and on one line from left to right; fields of one line may differ some pixels in height.
        verder = tweede["boven"] > eerste["boven"] + 8 or tweede["links"] > eerste["links"]
        assert verder, (eerste["naam"], tweede["naam"])


@pytest.mark.parametrize(("actor", "pad"), [("g", "/"), ("p", "/"), ("l", "/cijfers/"), ("b", "/beheer/gebruikers/")])
def test_focus_is_overal_te_zien(actor: str, pad: str, open_venster: Open, lopend: Lopend) -> None:
    page = open_venster(ACTOREN[actor], reduced_motion="reduce")
    page.goto(pad)
    zonder = []
    for _ in range(45):
        page.keyboard.press("Tab")
        stap = page.evaluate(FOCUS)
        if not stap["naam"]:  # past the last link, out of the page
            break
        if not stap["omlijnd"] or not stap["inBeeld"]:
            zonder.append(stap["naam"])
    assert zonder == []


def test_het_menu_gaat_met_het_toetsenbord_open_en_dicht(open_venster: Open, lopend: Lopend) -> None:
    page = open_venster(ACTOREN["b"])
    page.goto("/")
    knop = page.locator("details.menu > summary").first
    knop.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Werken namens")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("Werken namens")).to_be_hidden()
    expect(knop).to_be_focused()
