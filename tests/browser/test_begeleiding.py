"""Journey: the coach of a gemeente guides a household, and the corporatie answers a signal."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from afspraken.models import Begeleiding, Begeleidingssignaal
from afspraken.regels.begeleiding import PUNTEN, Fase
from tests.afspraken.begeleiding import VERHUURDER
from tests.browser.conftest import SMAL, Open
from tests.browser.nu import Lopend
from tests.taakstelling.huishoudens import DE_WOLDEN, koppel

pytestmark = pytest.mark.django_db(transaction=True)


def _nu(page: Page) -> Any:
    return page.locator("section.nu")


def test_van_beginnen_tot_een_beantwoord_signaal(open_venster: Open, lopend: Lopend, wereld: Any) -> None:
    koppel(wereld, "B-12", 60)
    gisteren = timezone.localdate() - timedelta(days=1)
    page = open_venster(DE_WOLDEN)
    page.goto("/")
    page.get_by_role("link", name="Afspraken", exact=True).click()
    page.goto("/afspraken/begeleiding/")
    page.get_by_role("link", name="Begeleiding beginnen").click()
    page.get_by_label("Kenmerk van het huishouden").fill("B-12")
    page.get_by_label("Pré-vestiging begonnen op").fill((gisteren - timedelta(days=20)).isoformat())
    page.get_by_label("Functie van het aanspreekpunt").fill("Consulent inburgering")
    page.get_by_label("Verhuurder").select_option(label="Stichting Woonconcept")
    page.get_by_label("Kenmerk van de woning").fill("W-12")
    page.get_by_label("Huurcontract getekend op").fill(gisteren.isoformat())
    page.get_by_role("button", name="Begeleiding beginnen").click()
    expect(_nu(page).get_by_role("heading")).to_have_text("Pré-vestiging")

    page.get_by_role("link", name="Pré-vestiging afsluiten").click()
    page.get_by_role("button", name="Fase afsluiten").click()
    expect(page.get_by_role("main")).to_contain_text("Nog niet alle punten van deze fase zijn gedaan")
    page.get_by_role("link", name="Annuleren").click()
    for naam in PUNTEN[Fase.PRE_VESTIGING].values():
        page.get_by_label(naam).select_option(label="Gedaan")
    page.get_by_role("button", name="Punten bewaren").click()
    expect(_nu(page)).to_contain_text("Sluit pré-vestiging af.")
    page.get_by_role("link", name="Pré-vestiging afsluiten").click()
    page.get_by_role("button", name="Fase afsluiten").click()
    expect(_nu(page).get_by_role("heading")).to_have_text("Wacht op coaching vestiging")
    page.get_by_role("link", name="Coaching vestiging beginnen").click()
    page.get_by_role("button", name="Fase beginnen").click()
    expect(_nu(page).get_by_role("heading")).to_have_text("Coaching vestiging")

    page.get_by_role("link", name="Signaal melden").click()
    page.get_by_label("Tolk nodig voor een gesprek over het wonen").check()
    page.get_by_role("button", name="Signaal melden").click()
    expect(page.get_by_role("status")).to_contain_text("Het signaal is gemeld")

    ander = open_venster(VERHUURDER, viewport=SMAL, java_script_enabled=False)
    ander.goto("/")
    ander.get_by_role("link", name="Beantwoord het signaal over woning W-12").click()
    expect(ander.get_by_role("main")).not_to_contain_text("B-12")
    ander.get_by_label("Er is een afspraak met het huishouden").check()
    ander.get_by_role("button", name="Antwoord versturen").click()
    expect(ander.get_by_role("heading", level=1)).to_have_text("Woning W-12")
    expect(ander.get_by_role("main")).to_contain_text("Er is een afspraak met het huishouden")
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("Er is een afspraak met het huishouden")
    assert Begeleidingssignaal.objects.get().antwoord == "afspraak"
    assert [fase.fase for fase in Begeleiding.objects.get().fasen.all()] == ["pre-vestiging", "vestiging"]
