"""Every page × every role: axe (WCAG 2.2 A and AA), our own rules of structure, and no sideways scrolling at 320 px.

What there is to scan follows from the URL conf and the matrix of who gets what. A page that is neither scanned nor
excused here fails, and so does an excuse that is no longer needed.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import get_resolver, reverse
from django.utils import timezone
from playwright.sync_api import Page

from organisaties.models import Lidmaatschap
from taakstelling.acties.plaatsingen import trek_plaatsing_in
from tests.browser.conftest import BREED, SMAL, Open
from tests.browser.formulieren import LEEG_MAG, LEGE_FORMULIEREN
from tests.browser.nu import Lopend
from tests.project.test_matrix import ACTOREN, KOLOMMEN, rijen, urls

pytestmark = pytest.mark.django_db(transaction=True)

VERONTSCHULDIGD = {
    "kies-lidmaatschap": "only takes a POST and leads on to the home",
    "account_set_password": "only leads on to the page to ask for a new password",
    "voortgang-akkoord": "only takes a POST and leads back to the round",
    "invoer-sjabloon": "a download: looked at by tests/organisaties/test_invoer.py",
    "invoerbestand-fouten": "a download: looked at by tests/organisaties/test_invoer.py",
    "afspraakdocument": "a download of what a party brought",
    "verschoonbaarheid-pdf": "a PDF: held to PDF/UA by tests/taakstelling/test_dossier.py",
    "monitoring-pdf": "a PDF: held to PDF/UA by tests/afspraken/test_monitoring.py",
    "ronde-samenvatting-pdf": "a PDF: held to PDF/UA by tests/toezicht/test_rondebeeld.py",
    "ronde-openbare-brieven": "a download: looked at by tests/toezicht/test_uitgifte.py",
    "ronde-brieven-pdf": "a download: looked at by tests/toezicht/test_brievenkamer.py",
    "ronde-brieven-zip": "a download: looked at by tests/toezicht/test_brievenkamer.py",
    "ronde-brieven-verzenden": "the page of ronde-brieven-vaststellen, once there are final letters",
    "brief-docx": "a download: looked at by tests/toezicht/test_word.py",
    "woordsjabloon-bestand": "a download: looked at by tests/toezicht/test_word.py",
    "brief-pdf": "a PDF: held to PDF/UA by tests/toezicht/test_brief_pdf.py",
    "matrix-pdf": "a PDF: held to PDF/UA by tests/afspraken/test_overleg.py",
    "overleg-pdf": "a PDF: held to PDF/UA by tests/afspraken/test_overleg.py",
    "overleg-regio-pdf": "a PDF: made as overleg-pdf",
    "regio-pdf": "a PDF: held to PDF/UA by tests/balie/test_regio.py",
}

OPTIES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
# What may come out differently on a narrow screen; the rest of a page is the same there.
SMALLE_OPTIES = {
    "runOnly": {
        "type": "rule",
        "values": ["color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable"],
    },
    "resultTypes": ["violations"],
}

BOUW = """() => {
    const fouten = [];
    const zichtbaar = (el) => el.checkVisibility({visibilityProperty: true}) && el.getClientRects().length > 0;
    const koppen = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")];
    const h1 = koppen.filter((kop) => kop.tagName === "H1").length;
    if (h1 !== 1) fouten.push(`${h1} keer een h1`);
    let vorige = 0;
    for (const kop of koppen) {
        const niveau = Number(kop.tagName[1]);
        if (niveau > vorige + 1) fouten.push(`h${niveau} na h${vorige}: ${kop.innerText}`);
        vorige = niveau;
    }
    for (const tabel of document.querySelectorAll("table")) {
        if (!tabel.caption || !tabel.caption.textContent.trim()) fouten.push("tabel zonder bijschrift");
        for (const th of tabel.querySelectorAll("th")) {
            if (!th.hasAttribute("scope")) fouten.push(`th zonder scope: ${th.innerText}`);
        }
    }
    // Links inside a sentence are as high as the line; everything that stands alone must be easy to hit.
    const knoppen = "a[href], button, input:not([type=hidden]), select, textarea, summary";
    for (const el of document.querySelectorAll(knoppen)) {
        if (!zichtbaar(el) || el.classList.contains("utrecht-skip-link")) continue;
        if (el.tagName === "A" && getComputedStyle(el).display === "inline") continue;
        const vak = el.getBoundingClientRect();
        if (vak.width < 24 || vak.height < 24) {
            fouten.push(`${Math.round(vak.width)}×${Math.round(vak.height)} px: ${el.outerHTML.slice(0, 120)}`);
        }
    }
    return fouten;
}"""

# The page without what differs at every visit and without the shell, to see whether it has been scanned for somebody
# else. The shell is scanned with the home of each role, which is nobody else's.
GEDAANTE = """() => (document.title + document.querySelector("main").outerHTML)
    .replaceAll(/value="[0-9a-zA-Z-]{30,}"/g, "").replaceAll(/\\/[0-9]+\\//g, "/n/")"""


class Keuring:
    """Collects what is wrong on the pages that pass by, so that one run shows everything."""

    def __init__(self, page: Page, gezien: set[str] | None = None) -> None:
        self.page = page
        self.fouten: list[str] = []
        self.gezien = set() if gezien is None else gezien

    def ga(self, pad: str, status: int = 200) -> None:
        antwoord = self.page.goto(pad)
        assert antwoord is not None
        if antwoord.status != status:
            self.fouten.append(f"{pad}: status {antwoord.status}")

    def keur(self, waar: str) -> None:
        """Everything, wide and narrow. A page that looks exactly like one before is not looked at twice."""
        gedaante = self.page.evaluate(GEDAANTE)
        if gedaante in self.gezien:
            return
        self.gezien.add(gedaante)
        self._axe(waar, OPTIES)
        self.fouten += [f"{waar}: {fout}" for fout in self.page.evaluate(BOUW)]
        self.page.set_viewport_size(SMAL)
        breedte, venster = self.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        if breedte > venster:
            self.fouten.append(f"{waar}: {breedte} px breed op een scherm van {venster}")
        self.keur_kleuren(f"{waar} (smal)")
        self.page.set_viewport_size(BREED)

    def keur_kleuren(self, waar: str) -> None:
        """What a dark or a narrow screen can change."""
        self._axe(waar, SMALLE_OPTIES)

    def _axe(self, waar: str, opties: dict[str, Any]) -> None:
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(_AXE.axe_script)
        gevonden = self.page.evaluate(f"axe.run({json.dumps(opties)})")
        self.fouten += [
            f"{waar}: axe {regel['id']}: {', '.join(knoop['html'][:140] for knoop in regel['nodes'][:3])}"
            for regel in gevonden["violations"]
        ]

    def klaar(self) -> None:
        assert not self.fouten, "\n".join(["", *self.fouten])


_AXE = Axe()


def paginas(actor: str) -> list[str]:
    """The names in the matrix, with their variant, that give this actor a page."""
    plek = KOLOMMEN.split().index(actor)
    return [
        naam
        for naam, statussen in rijen()
        if statussen.split()[plek] == "2" and naam.split("@")[0] not in VERONTSCHULDIGD
    ]


def test_elke_url_wordt_gekeurd_of_is_verontschuldigd() -> None:
    gekeurd = {naam.split("@")[0] for actor in ACTOREN for naam in paginas(actor)}
    alle = set(urls(get_resolver().url_patterns))
    assert gekeurd | set(VERONTSCHULDIGD) == alle
    assert gekeurd & set(VERONTSCHULDIGD) == set()


@pytest.fixture(scope="module")
def gezien() -> set[str]:
    """The pages that have been scanned, over all roles."""
    return set()


def adres(naam: str, dingen: dict[str, list[Any]]) -> str:
    basis = naam.split("@", maxsplit=1)[0]
    return reverse(basis, args=dingen.get(naam, dingen.get(basis, [])))


IN_TE_VULLEN = "main form[method=post] :is(input:not([type=hidden]), textarea, select)"
# What is read with a field; of a group of choices it stands with the group.
UITLEG = """(veld) => [veld, veld.closest("fieldset")]
    .map((el) => el?.getAttribute("aria-describedby") || "").join(" ")"""
MAAK_LEEG = """(form) => {
    for (const veld of form.elements) {
        if (veld.type === "checkbox" || veld.type === "radio") veld.checked = false;
        else if (veld.tagName === "SELECT") veld.value = veld.querySelector("option[value='']") ? "" : veld.value;
        else if (veld.type !== "hidden" && veld.tagName !== "BUTTON") veld.value = "";
    }
    form.requestSubmit();
}"""


@pytest.mark.parametrize("actor", ACTOREN)
def test_elke_pagina_van_elke_rol(
    actor: str, open_venster: Open, lopend: Lopend, dingen: dict[str, list[Any]], gezien: set[str]
) -> None:
    page = open_venster(ACTOREN[actor])
    keuring = Keuring(page, gezien)
    titels: dict[str, list[str]] = {}
    for naam in paginas(actor):
        pad = adres(naam, dingen)
        keuring.ga(pad)
        titels.setdefault(page.title(), []).append(pad)
        keuring.keur(f"{naam} {pad}")
        if page.locator(IN_TE_VULLEN).count() and naam not in {*LEGE_FORMULIEREN, *LEEG_MAG}:
            keuring.fouten.append(f"{naam}: een formulier dat niet in LEGE_FORMULIEREN staat")
    keuring.fouten += [f"dezelfde titel “{titel}”: {', '.join(p)}" for titel, p in titels.items() if len(set(p)) > 1]
    keuring.klaar()


def test_een_leeg_formulier_zegt_bij_elk_veld_wat_er_moet(
    open_venster: Open, lopend: Lopend, dingen: dict[str, list[Any]]
) -> None:
    fouten: list[str] = []
    for actor in sorted(set(LEGE_FORMULIEREN.values())):
        page = open_venster(ACTOREN[actor])
        keuring = Keuring(page)
        for naam in (naam for naam, wie in LEGE_FORMULIEREN.items() if wie == actor):
            keuring.ga(adres(naam, dingen))
            with page.expect_event("load"):
                page.locator("main form[method=post]").filter(visible=True).first.evaluate(MAAK_LEEG)
            waar = f"{naam}, leeg verzonden"
            if not page.title().startswith("Fout: "):
                keuring.fouten.append(f"{waar}: de titel begint niet met Fout ({page.title()})")
            velden = page.locator("main [aria-invalid=true]").all()
            if not velden and not page.locator(".foutenlijst").count():
                keuring.fouten.append(f"{waar}: geen melding")
            for veld in velden:
                bij = veld.evaluate(UITLEG).split()
                teksten = [page.locator(f"[id='{id_}']").inner_text() for id_ in bij]
                if not any(tekst.strip() for tekst in teksten):
                    keuring.fouten.append(f"{waar}: {veld.get_attribute('name')} heeft geen uitleg bij zich")
            keuring.keur(waar)
        fouten += keuring.fouten
    assert not fouten, "\n".join(["", *fouten])


def toestanden(lopend: Lopend, dingen: dict[str, list[Any]]) -> Iterator[tuple[str, str, int]]:
    """What a page looks like at other moments than the usual one: after saving, refused, nothing found, withdrawn."""
    ingetrokken = lopend.plaatsing
    yield "g", f"{reverse('plaatsing-vastleggen')}?na={dingen['plaatsing'][0]}", 200
    yield "g", reverse("plaatsing", args=[ingetrokken.pk]), 200
    yield "g", f"{reverse('plaatsingen')}?halfjaar=2019-1", 200
    yield "g", f"{reverse('plaatsing-vastleggen')}?huishouden={dingen['huishouden'][0]}", 200
    yield "g", f"{reverse('huishoudens')}?fase=alle&let_op=te-laat", 200
    yield "g", reverse("huishouden", args=[ingetrokken.huishouden_id]), 200
    yield "g", reverse("beheer"), 403
    yield "g", "/bestaat-niet/", 404
    yield "p", f"{reverse('cijfers')}?halfjaar=2024-1&sort=-stand", 200
    yield "p", f"{reverse('vandaag')}?halfjaar=2024-1", 200
    yield "p", f"{reverse('cijfers')}?naam=nergens", 200
    yield "p", f"{reverse('mutaties')}?halfjaar=2024-1", 200
    versie = "aantal=17600&status=bijgesteld&gepubliceerd_op=2024-03-20&bron=Staatscourant"
    yield "b", f"{reverse('landelijk-vastleggen', args=['2024-1'])}?{versie}", 200
    yield "p", reverse("gemeente", args=["GM0119"]), 200
    yield "l", reverse("stand", args=["GM0119", lopend.halfjaar.code]), 200


def test_andere_toestanden(
    open_venster: Open, lopend: Lopend, dingen: dict[str, list[Any]], wereld: Any, gezien: set[str]
) -> None:
    trek_plaatsing_in(door=wereld.lid(ACTOREN["g"]), plaatsing=lopend.plaatsing, reden="Telt voor Meppel")
    vensters: dict[str, Keuring] = {}
    for actor, pad, status in toestanden(lopend, dingen):
        keuring = vensters.setdefault(actor, Keuring(open_venster(ACTOREN[actor]), gezien))
        keuring.ga(pad, status)
        keuring.keur(pad)
    fouten = [fout for keuring in vensters.values() for fout in keuring.fouten]
    assert not fouten, "\n".join(["", *fouten])


LEEG = (
    "vandaag",
    "plaatsingen",
    "huishoudens",
    "nareizigers",
    "werkafspraken",
    "woningen",
    "woningen-wijken",
    "toewijzingen",
    "woning-vastleggen",
    "cijfers",
    "landelijk",
    "toezicht",
    "brieven",
    "tekstblokken",
    "kaders",
    "logboek",
    "gebruikers",
)


@pytest.mark.parametrize("actor", "grpclb")
def test_een_rol_zonder_gegevens(actor: str, open_venster: Open, wereld: Any, gezien: set[str]) -> None:
    """The first day: gemeenten and people are there and nothing else."""
    keuring = Keuring(open_venster(ACTOREN[actor]), gezien)
    for naam in sorted(set(LEEG) & set(paginas(actor))):
        keuring.ga(reverse(naam))
        keuring.keur(f"{naam}, leeg")
    keuring.klaar()


def test_wie_geen_rol_heeft(open_venster: Open, wereld: Any) -> None:
    Lidmaatschap.objects.filter(gebruiker__email=ACTOREN["g"]).update(beeindigd_op=timezone.now())
    keuring = Keuring(open_venster(ACTOREN["g"]))
    keuring.ga(reverse("vandaag"), 403)
    keuring.keur("zonder rol")
    keuring.klaar()


DONKER = {
    "g": ("vandaag", "plaatsingen", "plaatsing-vastleggen", "plaatsing", "stand", "gemeente", "brief"),
    "p": ("vandaag", "ronde", "beoordeling-maken", "brief@concept", "tekstblok", "kader@concept"),
    "b": ("vandaag", "gebruikers", "gebruiker"),
    "a": ("account_login",),
}


def test_in_het_donker(open_venster: Open, lopend: Lopend, dingen: dict[str, list[Any]]) -> None:
    fouten: list[str] = []
    for actor, namen in DONKER.items():
        keuring = Keuring(open_venster(ACTOREN[actor], color_scheme="dark"))
        for naam in namen:
            keuring.ga(adres(naam, dingen))
            keuring.keur_kleuren(f"{naam} (donker)")
        fouten += keuring.fouten
    assert not fouten, "\n".join(["", *fouten])
