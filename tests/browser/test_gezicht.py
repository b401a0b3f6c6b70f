"""The gallery of all components in a real browser: axe, no sideways scrolling, nothing the CSP refuses, keyboard."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.urls("tests.gezicht.urls"), pytest.mark.django_db(transaction=True)]

BREED, SMAL = {"width": 1280, "height": 900}, {"width": 320, "height": 640}


@pytest.fixture
def klachten() -> list[str]:
    return []


@pytest.fixture
def galerij(
    browser: Browser, live_server: LiveServer, klachten: list[str], request: pytest.FixtureRequest
) -> Iterator[Page]:
    """The gallery, opened with the context options that the test asks for."""
    context = browser.new_context(**request.param)
    page = context.new_page()
    page.on("console", lambda melding: klachten.append(melding.text) if melding.type == "error" else None)
    page.on("requestfailed", lambda verzoek: klachten.append(verzoek.url))
    page.on(
        "request", lambda verzoek: None if verzoek.url.startswith(live_server.url) else klachten.append(verzoek.url)
    )
    page.goto(f"{live_server.url}/galerij/")
    yield page
    context.close()


ALLE = [
    pytest.param({"viewport": BREED}, id="licht"),
    pytest.param({"viewport": BREED, "color_scheme": "dark"}, id="donker"),
    pytest.param({"viewport": SMAL}, id="smal"),
    pytest.param({"viewport": BREED, "forced_colors": "active"}, id="hoog-contrast"),
]


@pytest.mark.parametrize("galerij", ALLE, indirect=True)
def test_axe_vindt_niets_en_de_pagina_schuift_niet_opzij(galerij: Page, klachten: list[str]) -> None:
    for knop in galerij.locator("main details > summary:visible").all():
        knop.click()
    breedtes = galerij.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert breedtes[0] <= breedtes[1]
    # Colours that the reader's own system chooses are not ours to judge.
    opties = {
        "rules": {"color-contrast": {"enabled": not galerij.evaluate("matchMedia('(forced-colors: active)').matches")}}
    }
    gevonden = Axe().run(galerij, options=opties)
    assert [
        (fout["id"], [k["html"][:160] for k in fout["nodes"]][:4]) for fout in gevonden.response["violations"]
    ] == []
    assert klachten == []


@pytest.mark.parametrize("galerij", [{"viewport": BREED}], indirect=True)
def test_met_het_toetsenbord_naar_de_inhoud(galerij: Page, live_server: LiveServer) -> None:
    galerij.goto(f"{live_server.url}/account/login/")
    galerij.keyboard.press("Tab")
    overslaan = galerij.get_by_role("link", name="Naar de inhoud")
    expect(overslaan).to_be_focused()
    expect(overslaan).to_be_in_viewport()
    galerij.keyboard.press("Enter")
    galerij.keyboard.press("Tab")
    expect(galerij.locator("[name=login]")).to_be_focused()


@pytest.mark.parametrize("galerij", [{"viewport": BREED}], indirect=True)
def test_met_escape_uit_een_menu(galerij: Page) -> None:
    menu = galerij.locator("details.menu").first
    menu.locator("summary").focus()
    galerij.keyboard.press("Enter")
    expect(menu.get_by_role("button").first).to_be_visible()
    galerij.keyboard.press("Tab")
    galerij.keyboard.press("Escape")
    expect(menu.get_by_role("button").first).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


@pytest.mark.parametrize("galerij", [{"viewport": SMAL}], indirect=True)
def test_op_een_telefoon_is_een_rij_een_kaart_met_de_balk(galerij: Page) -> None:
    rij = galerij.get_by_role("table", name="Gemeenten").get_by_role("row").nth(1)
    expect(rij.get_by_role("rowheader")).to_have_text("De Wolden")
    expect(rij.get_by_role("img")).to_be_visible()
    vak = rij.bounding_box()
    assert vak is not None
    assert vak["width"] <= 320
    assert rij.evaluate("rij => getComputedStyle(rij).display") == "grid"


@pytest.mark.parametrize("galerij", [{"viewport": BREED}], indirect=True)
def test_tabelkop_blijft_in_beeld(galerij: Page) -> None:
    tabel = galerij.get_by_role("table", name="Gemeenten")
    # Asked again until it holds: while the fonts come in, the page above still moves.
    galerij.wait_for_function(
        """tabel => {
            tabel.rows[8].scrollIntoView({block: "start", behavior: "instant"});
            return tabel.tHead.rows[0].cells[0].getBoundingClientRect().y === 0;
        }""",
        arg=tabel.element_handle(),
    )


@pytest.mark.parametrize("galerij", [{"viewport": BREED}], indirect=True)
def test_cijfers_zijn_even_breed_in_beide_gewichten(galerij: Page) -> None:
    breedtes = galerij.evaluate(
        """async () => {
            await document.fonts.ready;
            const doek = document.createElement("canvas").getContext("2d");
            return [400, 600].flatMap((gewicht) => [..."0123456789+−"].map((teken) => {
                doek.font = `${gewicht} 100px "IBM Plex Sans"`;
                return Math.round(doek.measureText(teken).width);
            }));
        }"""
    )
    assert set(breedtes) == {60}
