"""Journey: somebody from elsewhere sees nothing of De Wolden but its official figures."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from taakstelling.acties.feiten import leg_feiten_vast
from taakstelling.models import Realisatie
from tests.browser.conftest import Open
from tests.browser.nu import Lopend

pytestmark = pytest.mark.django_db(transaction=True)

KENMERK = "WS-GM1690"
GEMEENTE, CORPORATIE, PROVINCIE = (
    "huisvesting@steenwijkerland.example",
    "verhuur@woonconcept.example",
    "toezicht@overijssel.example",
)
LIJSTEN = ("/", "/opgave/plaatsingen/", "/cijfers/", "/toezicht/", "/toezicht/brieven/", "/logboek/")
# Whatever somebody may try to get the household out of a list: search, filter, sort, page, export.
ZOEKTERMEN = (f"?q={KENMERK}", f"?kenmerk={KENMERK}", f"?naam={KENMERK}", "?formaat=csv", "?uitvoer=csv", "?sort=-pk")


@pytest.fixture
def alles(wereld: Any, lopend: Lopend, dingen: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """De Wolden has plaatsingen, a letter that was sent and a concept; everything that could leak is there."""
    return dingen


def _status(page: Page, pad: str) -> int:
    antwoord = page.goto(pad)
    assert antwoord is not None
    return antwoord.status


def _ziet_niets(page: Page, kenmerken: tuple[str, ...]) -> None:
    """No list, search term or export of any page tells the kenmerk of a household or of a letter."""
    for lijst in LIJSTEN:
        for zoek in ("", *ZOEKTERMEN):
            antwoord = page.request.get(lijst + zoek)
            inhoud = antwoord.text()
            for kenmerk in kenmerken:
                # What was asked for may be repeated in the search field; the row itself may not be there.
                over = (
                    inhoud.replace(f'value="{kenmerk}"', "").replace(zoek, "").replace(zoek.replace("&", "&amp;"), "")
                )
                assert kenmerk not in over, (lijst + zoek, antwoord.status)


@pytest.mark.parametrize(
    ("email", "plaatsingen"),
    [(GEMEENTE, 404), (CORPORATIE, 404), (PROVINCIE, 404)],
    ids=["gemeente", "corporatie", "provincie"],
)
def test_rechtstreeks_naar_een_adres_van_een_ander(
    open_venster: Open, alles: dict[str, list[Any]], lopend: Lopend, email: str, plaatsingen: int
) -> None:
    """The number is known, the row is not: 404, with a page that helps on and does not name what it hides."""
    page = open_venster(email)
    nummer, brief, concept, ronde = (
        lopend.plaatsing.pk,
        *(alles[naam][0] for naam in ("brief", "brief@concept", "ronde")),
    )
    for pad in (
        f"/opgave/plaatsingen/{nummer}/",
        f"/opgave/plaatsingen/{nummer}/corrigeren/",
        f"/opgave/plaatsingen/{nummer}/intrekken/",
        f"/toezicht/brieven/{brief}/",
        f"/toezicht/brieven/{brief}/pdf/",
        f"/toezicht/brieven/{concept}/",
        f"/toezicht/rondes/{ronde}/",
        f"/toezicht/rondes/{ronde}/GM1690/",
    ):
        assert (pad, _status(page, pad)) == (pad, plaatsingen)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("main")).not_to_contain_text(KENMERK)
        expect(page.get_by_role("main")).not_to_contain_text("De Wolden")


@pytest.mark.parametrize("email", [GEMEENTE, CORPORATIE, PROVINCIE], ids=["gemeente", "corporatie", "provincie"])
def test_niets_in_lijsten_zoeken_en_uitvoer(
    open_venster: Open, alles: dict[str, list[Any]], lopend: Lopend, email: str
) -> None:
    page = open_venster(email)
    page.goto("/")
    _ziet_niets(page, (KENMERK, "K-1", "K-2"))


def test_een_andere_gemeente_ziet_haar_eigen_werk_en_niet_dat_van_de_buren(
    open_venster: Open, alles: dict[str, list[Any]], lopend: Lopend
) -> None:
    """Steenwijkerland has one plaatsing of its own in the list, and cannot record one for De Wolden."""
    page = open_venster(GEMEENTE)
    page.goto("/opgave/plaatsingen/")
    rijen = page.get_by_role("table").get_by_role("rowheader")
    expect(rijen).to_have_count(1)
    expect(page.get_by_role("table")).to_contain_text("WS-GM1708")
    page.goto("/toezicht/brieven/")
    expect(page.get_by_role("main")).to_contain_text("Hier komen de brieven van de provincie")
    page.goto("/opgave/plaatsingen/nieuw/")
    assert page.locator("[name=koppelgemeente]").get_attribute("type") == "hidden"


def test_van_een_ander_zijn_alleen_de_officiele_cijfers(
    open_venster: Open, alles: dict[str, list[Any]], lopend: Lopend, wereld: Any
) -> None:
    """De Wolden itself counts 3; somebody else sees no realisatie until COA has one, and then COA's 7."""
    pad = f"/cijfers/GM1690/{lopend.halfjaar.code}/"
    eigen = open_venster("huisvesting@dewolden.example")
    eigen.goto(pad)
    expect(eigen.get_by_role("main")).to_contain_text("3 realisatie=33 nog te huisvesten")
    vreemden = [open_venster(email) for email in (GEMEENTE, CORPORATIE, PROVINCIE, "griffie@raad.example")]
    for page in vreemden:
        assert _status(page, pad) == 200
        expect(page.get_by_role("main")).not_to_contain_text("=33")
        expect(page.get_by_role("main")).not_to_contain_text(KENMERK)
        expect(page.get_by_role("main").get_by_role("link", name="plaatsing", exact=False)).to_have_count(0)
    leg_feiten_vast(
        rijen=[
            Realisatie(
                gemeente=wereld.gemeenten["GM1690"],
                halfjaar=lopend.halfjaar,
                cijfers_per=lopend.vandaag,
                aantal=7,
                bron="COA",
            )
        ],
        door=None,
    )
    for page in vreemden:
        page.reload()
        expect(page.get_by_role("main")).to_contain_text("7 realisatie=29 nog te huisvesten")


def test_zonder_inloggen_is_er_alleen_de_inlogpagina(
    open_venster: Open, alles: dict[str, list[Any]], lopend: Lopend
) -> None:
    page = open_venster()
    for pad in (*LIJSTEN, f"/opgave/plaatsingen/{lopend.plaatsing.pk}/", f"/toezicht/brieven/{alles['brief'][0]}/pdf/"):
        page.goto(pad)
        expect(page.get_by_role("heading", level=1)).to_have_text("Inloggen")
