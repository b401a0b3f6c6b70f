"""Journey: the supervisor of Drenthe makes the letter about the first half of 2024, and De Wolden reads it."""

from datetime import date
from hashlib import sha256
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from balie.oefenwereld import WACHTWOORD
from organisaties.drukken.lezen import regels_van
from tests.browser.conftest import Open
from tests.toezicht.conftest import leg_cijfers_vast
from toezicht.acties import neem_voorbeeld_over
from toezicht.models import Brief

pytestmark = pytest.mark.django_db(transaction=True)

CIJFERREGELS = [
    "Stand op 1 januari 2024: −10",
    "Taakstelling 1e helft 2024: 26 (+achterstand 10) = 36",
    "Realisatie 1e helft 2024: 23",
    "Stand op 1 juli 2024: −13",
    "Taakstelling 2e helft 2024: 24 (+13 achterstand) = 37",
]
OORDEELZIN = "Taakstelling 1e helft 2024 niet gehaald, achterstand toegenomen."
KENMERK = "47/4.1/2024001652"


@pytest.fixture
def cijfers_2024(wereld: Any) -> None:
    """What there is before the letter: figures and the provincie's own text blocks; no round and no address yet."""
    leg_cijfers_vast(wereld.gemeenten["GM1690"], stand=-10, taakstelling=26, realisatie=23, volgende=24)
    drenthe = wereld.lid("toezicht@drenthe.example")
    neem_voorbeeld_over(door=drenthe, provincie=drenthe.provincie, voorbeeld="drenthe")


def _log_in(page: Page, email: str, kop: str) -> None:
    page.goto("/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(kop)


def _pdf(page: Page) -> bytes:
    """The bytes behind the link "PDF bekijken", fetched as the browser itself would, with its cookies."""
    adres = page.get_by_role("link", name="PDF bekijken").get_attribute("href")
    assert adres is not None
    antwoord = page.request.get(adres)
    assert antwoord.status == 200
    assert antwoord.headers["content-type"] == "application/pdf"
    return antwoord.body()


def _in_volgorde(regels: list[str], gezocht: list[str]) -> None:
    """Every line is there, alone on its line, and in this order."""
    assert [regel for regel in regels if regel in gezocht] == gezocht


def test_van_de_cijfers_tot_de_brief_bij_de_gemeente(open_venster: Open, cijfers_2024: None) -> None:
    """From the home of the provincie to the letter that De Wolden reads; both have the same bytes."""
    page = open_venster()
    _log_in(page, "toezicht@drenthe.example", "Drenthe")
    _open_de_ronde(page)
    _beoordeel(page)
    _vul_aan(page)
    _bekijk_het_concept(page)
    vast = _stel_vast(page)
    _verzend(page)
    assert _pdf(page) == vast
    assert Brief.objects.get().sha256 == sha256(vast).hexdigest()
    assert [(bericht.to, bericht.attachments) for bericht in mail.outbox] == [(["huisvesting@dewolden.example"], [])]

    ander = open_venster()
    _log_in(ander, "huisvesting@dewolden.example", "De Wolden")
    _lees_als_gemeente(ander)
    assert _pdf(ander) == vast


def _open_de_ronde(page: Page) -> None:
    main = page.get_by_role("main")
    page.get_by_role("navigation", name="Hoofdnavigatie").get_by_role("link", name="Toezicht").click()
    main.get_by_role("link", name="Ronde openen").first.click()
    page.get_by_label("Halfjaar").fill("2024-1")
    page.get_by_role("button", name="Ronde openen").click()
    expect(main).to_contain_text("De ronde over de 1e helft van 2024 is open.")
    expect(main).to_contain_text("peildatum 1 juli 2024")


def _beoordeel(page: Page) -> None:
    """The figures as they stand, the proposal, and the decision of the supervisor."""
    main = page.get_by_role("main")
    main.get_by_role("link", name="De Wolden", exact=True).click()
    expect(main).to_contain_text("24 (+13 achterstand) = 37")
    expect(main).to_contain_text("U beslist.")
    expect(page.get_by_label("voldoet niet", exact=True)).to_be_checked()
    page.get_by_label("voldoet niet, doch verschoonbaar").check()
    page.get_by_label("Verschoond tot").fill("2025-01-01")
    page.get_by_label("Motivering").fill("Eenmalig verschoond.")
    page.get_by_label("Datum van de brief").fill("2024-11-19")
    page.get_by_role("button", name="Vastleggen en brief bekijken").click()
    expect(main).to_contain_text("De Wolden is beoordeeld: voldoet niet, doch verschoonbaar.")


def _vul_aan(page: Page) -> None:
    """The concept says what is still missing; it cannot be made final before that is there."""
    main = page.get_by_role("main")
    expect(main).to_contain_text("Dit moet nog voordat u kunt vaststellen")
    expect(main.get_by_role("link", name="Vaststellen", exact=True)).to_have_count(0)
    brief = page.url
    main.get_by_role("link", name="postadres").click()
    page.get_by_label("Aan", exact=True).fill("het college van burgemeester en wethouders van De Wolden")
    page.get_by_label("Straat of postbus").fill("Postbus 20")
    page.get_by_label("Postcode").fill("7920aa")
    page.get_by_label("Plaats").fill("Zuidwolde")
    page.get_by_role("button", name="Adres vastleggen").click()
    page.goto(brief)
    main.get_by_role("link", name="Kenmerk en datum").click()
    page.get_by_label("Ons kenmerk").fill(KENMERK)
    page.get_by_role("button", name="Opslaan").click()
    expect(main).not_to_contain_text("Dit moet nog")


def _bekijk_het_concept(page: Page) -> None:
    """The preview, on the page and as a PDF: the same lines, marked as a concept."""
    vel = page.locator(".brief-vel")
    expect(vel).to_contain_text("CONCEPT")
    for regel in [*CIJFERREGELS, OORDEELZIN, KENMERK, "7920 AA ZUIDWOLDE", "Assen, 19 november 2024"]:
        expect(vel).to_contain_text(regel)
    concept = regels_van(_pdf(page))
    _in_volgorde(concept, [*CIJFERREGELS, OORDEELZIN])
    assert any("CONCEPT" in regel for regel in concept)


def _stel_vast(page: Page) -> bytes:
    """Final, after a sentence that says what that means; from here on the bytes stay."""
    main = page.get_by_role("main")
    main.get_by_role("link", name="Vaststellen", exact=True).click()
    expect(main).to_contain_text("ligt daarna vast")
    page.get_by_role("button", name="Brief vaststellen").click()
    expect(main).to_contain_text("vastgesteld op")
    vast = _pdf(page)
    _is_de_brief(vast)
    expect(page.locator(".brief-vel")).not_to_contain_text("CONCEPT")
    return vast


def _verzend(page: Page) -> None:
    main = page.get_by_role("main")
    main.get_by_role("link", name="Verzenden", exact=True).click()
    expect(main).to_contain_text("Dit kan niet ongedaan worden gemaakt.")
    page.get_by_role("button", name="Brief verzenden").click()
    expect(main).to_contain_text("verzonden op")


def _lees_als_gemeente(page: Page) -> None:
    """De Wolden finds the letter by its own way in, without what is the provincie's alone."""
    page.get_by_role("navigation", name="Hoofdnavigatie").get_by_role("link", name="Toezicht").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Brieven")
    page.get_by_role("rowheader").get_by_role("link").click()
    gelezen = page.get_by_role("main")
    for regel in [*CIJFERREGELS, OORDEELZIN]:
        expect(gelezen).to_contain_text(regel)
    expect(gelezen).not_to_contain_text("CONCEPT")
    expect(gelezen).not_to_contain_text("Eenmalig verschoond.")
    for knop in ("Vaststellen", "Verzenden", "Kenmerk en datum"):
        expect(gelezen.get_by_role("link", name=knop, exact=True)).to_have_count(0)


def _is_de_brief(pdf: bytes) -> None:
    """A real PDF: opens, says what it is and in which language, and has the lines of the letter."""
    with pikepdf.open(BytesIO(pdf)) as document:
        assert str(document.Root.Lang) == "nl"
        assert "eerste helft 2024" in str(document.docinfo["/Title"])
        assert len(document.pages) >= 1
    regels = regels_van(pdf)
    _in_volgorde(regels, [*CIJFERREGELS, OORDEELZIN])
    assert not any("CONCEPT" in regel for regel in regels)


def test_een_latere_plaatsing_verandert_de_verzonden_brief_niet(
    open_venster: Open, cijfers_2024: None, wereld: Any
) -> None:
    """After the letter COA counts one more; the page of today moves along, the letter keeps its 23."""
    from organisaties.acties import leg_adres_vast
    from organisaties.vastleggen import leg_vast
    from taakstelling.models import Realisatie
    from taakstelling.regels.halfjaar import Halfjaar
    from toezicht.acties import beoordeel, maak_brief, open_ronde, stel_brief_vast, verzend_brief

    drenthe, gemeente = wereld.lid("toezicht@drenthe.example"), wereld.gemeenten["GM1690"]
    adres = {"aan": "het college", "straat_of_postbus": "Postbus 20", "postcode": "7920 AA", "plaats": "Zuidwolde"}
    leg_adres_vast(door=drenthe, gemeente=gemeente, **adres)
    ronde = open_ronde(door=drenthe, provincie=drenthe.provincie, halfjaar=Halfjaar(2024, 1))
    beoordeling = beoordeel(door=drenthe, ronde=ronde, gemeente=gemeente, oordeel="voldoet niet")
    brief = maak_brief(door=drenthe, beoordeling=beoordeling, datum=date(2024, 11, 19), kenmerk=KENMERK)
    brief = verzend_brief(door=drenthe, brief=stel_brief_vast(door=drenthe, brief=brief))
    leg_vast(
        Realisatie(
            gemeente=gemeente, halfjaar=ronde.halfjaar, cijfers_per=date(2024, 9, 1), aantal=24, bron="COA, nagekomen"
        ),
        door=None,
    )
    page = open_venster("huisvesting@dewolden.example")
    page.goto(f"/toezicht/brieven/{brief.pk}/")
    expect(page.locator(".brief-vel")).to_contain_text("Realisatie 1e helft 2024: 23")
    page.get_by_role("link", name="Bekijk de stand van nu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De Wolden, 1e helft 2024")
    expect(page.get_by_role("main")).to_contain_text("24 realisatie=12 achterstand")
