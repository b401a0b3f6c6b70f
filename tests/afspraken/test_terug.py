"""Norms, the spread of homes and the page of the year as they were on an earlier day."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.afspraken.normfeiten import WOONCONCEPT, norm, verdeling, verhuur
from tests.klok import klok
from tests.taakstelling.cijferfeiten import officieel, taakstelling

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]
STEENWIJK = "huisvesting@steenwijkerland.example"
WIJKEN, NORMEN = ("/afspraken/woningen/wijken/", "/afspraken/normen/")


@pytest.fixture
def toen(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A norm and six homes on 1 March, two more on 1 June with a second norm; now 1 July 2024."""
    zet = klok(monkeypatch)
    zet(date(2024, 3, 1))
    wereld = request.getfixturevalue("wereld")
    norm("GM1708", 10, date(2023, 1, 1), date(2028, 1, 1))
    verhuur(WOONCONCEPT, "GM1708", date(2024, 2, 15), verdeling(1, 5))
    taakstelling("GM1708", 30)
    zet(date(2024, 6, 1))
    verhuur(WOONCONCEPT, "GM1708", date(2024, 5, 20), verdeling(2, 0))
    norm("GM1708", 25, date(2024, 7, 12), date(2025, 1, 1))
    officieel("GM1708", 12, per=date(2024, 5, 31))
    zet(date(2024, 7, 1))
    return wereld


def test_normen_van_toen(toen: Any, als: Als) -> None:
    def normen(vraag: str) -> int:
        return len(als(STEENWIJK).get(f"{NORMEN}?{vraag}").context["table"].data)

    assert [normen(f"bekend_op=2024-{dag}") for dag in ("02-29", "03-01", "05-31", "06-01")] == [0, 1, 1, 2]
    terug = als(STEENWIJK).get(f"{NORMEN}?peildatum=2024-03-01").content.decode()
    assert "maakt hier dus geen verschil" in terug
    assert "Norm vastleggen" not in terug


def test_spreiding_van_toen(toen: Any, als: Als) -> None:
    def meting(vraag: str) -> tuple[int, int]:
        meting = als(STEENWIJK).get(f"{WIJKEN}?{vraag}").context["meting"]
        return meting.teller, meting.noemer

    assert [meting(f"bekend_op=2024-{dag}") for dag in ("02-29", "05-31", "06-01")] == [(0, 0), (1, 6), (3, 8)]
    assert [meting(f"peildatum=2024-{dag}") for dag in ("02-14", "05-19", "05-20")] == [(0, 0), (1, 6), (3, 8)]


def test_bladzijde_van_het_jaar_van_toen(toen: Any, als: Als) -> None:
    adres = reverse("overleg", args=["GM1708", 2024])

    def blad(vraag: str) -> Any:
        return als(STEENWIJK).get(f"{adres}?{vraag}")

    mei = blad("bekend_op=2024-05-31").context["overleg"]
    assert [regel.stand.realisatie for regel in mei.huisvesting] == [None]
    assert [(a.gemeten.meting.teller, a.gemeten.meting.noemer) for a in mei.aandelen] == [(1, 6)]
    juni = blad("bekend_op=2024-06-01")
    overleg = juni.context["overleg"]
    assert [regel.stand.realisatie for regel in overleg.huisvesting] == [12]
    assert [(a.gemeten.meting.teller, a.gemeten.meting.noemer) for a in overleg.aandelen] == [(3, 8)]
    tekst = juni.content.decode()
    assert "niet bewaard wat op een eerdere dag bekend was" in tekst
    assert "Bladzijde als PDF" not in tekst
    assert (overleg.begeleid, overleg.signalen) == (None, None)
    assert blad("").context["overleg"].begeleid is not None


def test_een_jaar_dat_toen_nog_moest_beginnen(toen: Any, als: Als) -> None:
    adres = reverse("overleg", args=["GM1708", 2024])
    pagina = als(STEENWIJK).get(f"{adres}?peildatum=2023-12-31")
    assert (pagina.context["overleg"].huisvesting, pagina.context["overleg"].aandelen) == ([], [])
    assert "2024 was op deze dag nog niet begonnen." in pagina.content.decode()


@pytest.mark.parametrize("adres", [WIJKEN, NORMEN, "/afspraken/duurzame-start/GM1708/overleg/2024/"])
def test_banner_en_links(toen: Any, als: Als, adres: str) -> None:
    pagina = als(STEENWIJK).get(f"{adres}?bekend_op=2024-06-01").content.decode()
    assert "U ziet de stand van 1 juni 2024, zoals die toen bekend was." in pagina
    links = [deel.split('"')[0] for deel in pagina.split('<a class="utrecht-link utrecht-link--html-a" href="')[1:]]
    assert [link for link in links if link.startswith("/") and "bekend_op=" not in link and link != adres] == []
