"""Back in time and forward again, with the keyboard, on a wide and on a narrow screen."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from organisaties.templatetags.weergave import datum
from tests.browser import nu
from tests.browser.conftest import BREED, SMAL, Open

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("scherm", [BREED, SMAL], ids=["breed", "smal"])
def test_terug_in_de_tijd_en_weer_naar_nu(lopend: nu.Lopend, open_venster: Open, scherm: dict[str, int]) -> None:
    page = open_venster("huisvesting@dewolden.example", viewport=scherm)
    page.goto("/")
    dag: date = timezone.localdate() - timedelta(days=200)
    page.locator("summary", has_text="Terug in de tijd").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Stand van").fill(dag.isoformat())
    page.get_by_role("button", name="Bekijken").focus()
    page.keyboard.press("Enter")

    banner = page.get_by_role("complementary", name="Tijdmachine")
    expect(banner).to_contain_text(f"U ziet de stand van {datum(dag)}, met wat nu bekend is.")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("link", name="Alle halfjaren van De Wolden").click()
    expect(banner).to_contain_text(datum(dag))
    page.get_by_role("navigation", name="Hoofdnavigatie").get_by_role("link", name="Cijfers").click()
    expect(banner).to_contain_text(datum(dag))

    page.get_by_role("link", name="Vandaag").click()
    page.get_by_role("main").get_by_role("link", name="Plaatsing vastleggen").first.click()
    expect(banner).to_contain_text("Vastleggen gebeurt altijd nu.")
    banner.get_by_role("link", name="Terug naar nu").click()
    expect(banner).to_have_count(0)
    assert "peildatum" not in page.url
