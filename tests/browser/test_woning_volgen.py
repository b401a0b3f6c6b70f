"""Journey: a corporation employee logs a home by keyboard alone, reserves it, lets it, and corrects it."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from afspraken.acties.lijstvragen import teken
from afspraken.models import Lijstvraag, VrijgekomenWoning
from tests.afspraken.woningen import leg
from tests.browser.conftest import SMAL, Open

pytestmark = pytest.mark.django_db(transaction=True)

VERHUUR = "verhuur@woonconcept.example"


def _naar(page: Page, *toetsen: str) -> None:
    for toets in toetsen:
        page.keyboard.press(toets)


def test_vastleggen_met_het_toetsenbord_reserveren_verhuren_en_verbeteren(open_venster: Open, wereld: Any) -> None:
    page = open_venster(VERHUUR)
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Woning vastleggen").click()
    expect(page.get_by_label("Eigen kenmerk")).to_be_focused()
    page.keyboard.type("WC-1")
    page.get_by_label("Kamers").focus()
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Vastgelegd: woning WC-1, vrij")
    # The next one starts where this one ended: a kenmerk and the rooms are all there is to type.
    expect(page.get_by_label("Eigen kenmerk")).to_be_focused()
    page.keyboard.type("WC-2")
    page.get_by_label("Kamers").focus()
    _naar(page, "4", "Enter")
    expect(page.get_by_role("status")).to_contain_text("2 woningen")
    page.get_by_role("link", name="Woningen", exact=True).first.click()

    page.get_by_role("link", name="Reserveren woning WC-1").click()
    page.get_by_role("button", name="Stap vastleggen").click()
    expect(page.get_by_role("main")).to_contain_text("Gereserveerd sinds")
    page.get_by_role("link", name="Verhuren").click()
    page.get_by_role("button", name="Stap vastleggen").click()
    expect(page.get_by_role("alert")).to_contain_text("Kies voor welke doelgroep")
    page.get_by_label("regulier").check()
    page.get_by_role("button", name="Stap vastleggen").click()
    expect(page.get_by_role("main")).to_contain_text("Verhuurd sinds")

    page.get_by_role("link", name="Verbeteren").click()
    page.get_by_label("Doelgroep").select_option("statushouders")
    page.get_by_label("Reden van de correctie").fill("verkeerde doelgroep gekozen")
    page.get_by_role("button", name="Verbetering vastleggen").click()
    expect(page.get_by_role("main")).to_contain_text("Doelgroep: statushouders.")
    expect(page.get_by_role("main")).to_contain_text("verkeerde doelgroep gekozen")
    geldig = VrijgekomenWoning.objects.bekend().order_by("kenmerk")
    assert [(w.kenmerk, w.stap.value, w.doelgroep, w.kamers) for w in geldig] == [
        ("WC-1", "verhuurd", "statushouders", 3),
        ("WC-2", "vrij", "", 4),
    ]
    assert VrijgekomenWoning.objects.filter(kenmerk="WC-1").count() == 4


def test_de_maandlijst_op_een_telefoon_via_de_link(open_venster: Open, wereld: Any) -> None:
    vandaag = timezone.localdate()
    maand = (vandaag.replace(day=1) - timedelta(days=1)).replace(day=1)
    leg("WC-7", vrij_op=maand)
    vraag = Lijstvraag.objects.create(lidmaatschap=wereld.lid(VERHUUR), maand=maand)
    page = open_venster(None, viewport=SMAL)
    page.goto(f"/woningenlijst/{teken(vraag)}/")
    page.get_by_label("Wat is ermee gebeurd?").select_option("verhuurd")
    page.get_by_role("button", name="Lijst versturen").click()
    expect(page.get_by_role("alert")).to_contain_text("Woning WC-7, Op welke dag?: Vul in op welke dag.")
    page.get_by_label("Op welke dag?").fill(vandaag.isoformat())
    page.get_by_label("Voor wie?").select_option("statushouders")
    page.get_by_role("button", name="Nog een woning").click()
    rij = page.get_by_role("group", name="Nieuwe woning 3")
    rij.get_by_label("Eigen kenmerk").fill("WC-8")
    rij.get_by_label("Vrij op").fill(vandaag.isoformat())
    rij.get_by_label("Kamers").fill("2")
    page.get_by_role("button", name="Lijst versturen").click()
    expect(page.get_by_role("main")).to_contain_text("Dank u wel, uw lijst is ontvangen. Gewijzigd: 2 woningen.")
    assert page.evaluate("document.documentElement.scrollWidth") == SMAL["width"]
    geldig = VrijgekomenWoning.objects.bekend().order_by("kenmerk")
    assert [(w.kenmerk, w.stap.value) for w in geldig] == [("WC-7", "verhuurd"), ("WC-8", "vrij")]
