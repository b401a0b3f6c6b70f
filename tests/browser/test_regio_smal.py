"""The pages of a regio on a screen of 320 px: nothing sticks out, nothing is cut off, no word breaks within."""

from typing import Any

import pytest

from organisaties.models import Regio
from taakstelling.regels.halfjaar import Halfjaar
from tests.browser.conftest import SMAL, Open
from tests.taakstelling.cijferfeiten import beginstand, officieel, taakstelling
from tests.taakstelling.huishoudens import dagen_terug, koppel
from tests.taakstelling.regiofeiten import COORDINATOR, LEEK, MARUM, ZUIDHORN, H, convenant, westerkwartier, woont

pytestmark = pytest.mark.django_db(transaction=True)

# What sticks out of the screen, what is cut off in a box that scrolls sideways, and the words that break within.
STEEKT_UIT = """() => {
    const uit = [];
    const verborgen = (el) => el !== null && (getComputedStyle(el).clipPath !== "none" || verborgen(el.parentElement));
    const breedte = document.scrollingElement.scrollWidth;
    if (breedte > innerWidth) uit.push(`pagina: ${breedte} px`);
    for (const el of document.querySelectorAll("main *")) {
        const vak = el.getBoundingClientRect();
        if (!vak.width || el.closest("svg") || verborgen(el)) continue;
        if (vak.right > innerWidth + 0.5) uit.push(`${el.tagName}.${el.className}: ${Math.round(vak.right)} px`);
    }
    const loper = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (loper.nextNode()) {
        const tekst = loper.currentNode;
        if (verborgen(tekst.parentElement)) continue;
        for (const woord of tekst.data.matchAll(/[\\p{L}\\p{N}]{4,}/gu)) {
            const bereik = document.createRange();
            bereik.setStart(tekst, woord.index);
            bereik.setEnd(tekst, woord.index + woord[0].length);
            const hoogten = new Set([...bereik.getClientRects()].map((vak) => Math.round(vak.top)));
            if (hoogten.size > 1) uit.push(`breekt: ${woord[0]}`);
        }
    }
    return uit;
}"""


@pytest.fixture
def paden(wereld: Any) -> list[str]:
    convenant(wereld)
    regio: Regio = westerkwartier()
    for code in (MARUM, ZUIDHORN, "GM1690"):
        woont(wereld, LEEK, code, 3)
    adres = f"/opgave/regio/{regio.pk}/"
    return [adres, f"{adres}{H}/", f"{adres}{H}/verrekening/"]


@pytest.fixture
def plan(wereld: Any) -> list[str]:
    """The regio of today, with who waits and homes for them."""
    nu, regio = Halfjaar.van_datum(dagen_terug(0)), Regio.objects.get()
    regio.gemeenten.set([wereld.gemeenten[code] for code in ("GM1690", "GM0119", "GM1708")])
    for code, stand in (("GM1690", -12), ("GM0119", 3), ("GM1708", 0)):
        beginstand(code, 0, nu)
        taakstelling(code, 20, nu)
        officieel(code, 20 + stand, nu, per=dagen_terug(0))
    koppel(wereld, "gezin-van-de-langste-naam", 30, kinderen=5, kamers=5, gelijkvloers=True, verwachte_nareizigers=2)
    koppel(wereld, "H-2", 10)
    adres = f"/opgave/regio/{regio.pk}/plaatsen/"
    return ["/", adres, f"{adres}?w2_GM0119=2&w99_GM1708=1"]


@pytest.mark.parametrize("welke", ["paden", "plan"])
def test_smal(open_venster: Open, request: pytest.FixtureRequest, welke: str) -> None:
    paden = request.getfixturevalue(welke)
    page = open_venster(COORDINATOR, viewport=SMAL)
    fouten = []
    for pad in paden:
        page.goto(pad)
        fouten += [f"{pad}: {fout}" for fout in page.evaluate(STEEKT_UIT)]
    assert fouten == []
