"""Vandaag of a gemeente around 1 April and 1 October, and after a peildatum with an achterstand."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from taakstelling.acties.dossiers import maak_dossier
from taakstelling.regels.halfjaar import Halfjaar
from tests.taakstelling.cijferfeiten import DE_WOLDEN, beginstand, officieel, taakstelling
from tests.taakstelling.test_koppelingen import koppel
from tests.taakstelling.test_plaatsing_acties import leg

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]
EEN, TWEE = Halfjaar(2024, 1), Halfjaar(2024, 2)
MEDEWERKER = "huisvesting@dewolden.example"
KIJKT = "Op 1 oktober 2024 kijkt het COA of er genoeg mensen aan u zijn gekoppeld. Leg vóór die dag alles vast."
TEKORT = (
    "Op 1 oktober 2024 waren er 32 personen te weinig gekoppeld voor de opgave. Daar kunt u een"
    " verschoonbaarheidsdossier van maken."
)
ACHTERSTAND = (
    "De 1e helft van 2024 eindigde met een achterstand van 13 personen. Is daar een goede reden voor, maak dan een"
    " verschoonbaarheidsdossier voor de provincie."
)


@pytest.fixture(autouse=True)
def de_wolden(wereld: Any) -> None:
    beginstand(DE_WOLDEN, -10, EEN)
    taakstelling(DE_WOLDEN, 26, EEN)
    officieel(DE_WOLDEN, 23)
    taakstelling(DE_WOLDEN, 24, TWEE)
    koppel(wereld, "A", date(2024, 7, 1), kinderen=1)
    leg(wereld, kenmerk="B", afgemeld_op=date(2024, 7, 2), volwassenen=2, kinderen=0)


@pytest.mark.parametrize(
    ("vandaag", "verwacht"),
    [
        (date(2024, 7, 2), [ACHTERSTAND]),
        (date(2024, 8, 26), [ACHTERSTAND]),
        (date(2024, 8, 27), []),
        (date(2024, 9, 16), []),
        (date(2024, 9, 17), [KIJKT]),
        (date(2024, 9, 30), [KIJKT]),
        (date(2024, 10, 1), [TEKORT]),
        (date(2024, 11, 26), [TEKORT]),
        (date(2024, 11, 27), []),
    ],
)
def test_taken_rond_koppelpeildatum_en_peildatum(
    als: Als, monkeypatch: pytest.MonkeyPatch, vandaag: date, verwacht: list[str]
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: vandaag)
    taken = [taak.tekst for taak in als(MEDEWERKER).get("/").context["taken"]]
    assert [tekst for tekst in taken if tekst in (KIJKT, TEKORT, ACHTERSTAND)] == verwacht


def test_taak_verdwijnt_als_het_dossier_er_is(wereld: Any, als: Als, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: date(2024, 8, 1))
    lid = wereld.lid(MEDEWERKER)
    maak_dossier(door=lid, gemeente=lid.gemeente, halfjaar=EEN, gronden=["plan"], toelichting="Er is een plan.")
    assert ACHTERSTAND not in [taak.tekst for taak in als(MEDEWERKER).get("/").context["taken"]]


def test_geen_taak_als_er_genoeg_gekoppeld_was(wereld: Any, als: Als, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: date(2024, 10, 5))
    koppel(wereld, "VEEL", date(2024, 9, 1), volwassenen=40)
    assert TEKORT not in [taak.tekst for taak in als(MEDEWERKER).get("/").context["taken"]]


def test_een_persoon_te_weinig_is_enkelvoud(wereld: Any, als: Als, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: date(2024, 10, 5))
    koppel(wereld, "VEEL", date(2024, 9, 1), volwassenen=31)
    taken = [taak.tekst for taak in als(MEDEWERKER).get("/").context["taken"]]
    assert any("was er 1 persoon te weinig gekoppeld" in taak for taak in taken)
