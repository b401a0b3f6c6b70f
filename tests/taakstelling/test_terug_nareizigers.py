"""The nareizigersplanner as it was on an earlier day, and the plan forward from there."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.koppeling import Soort
from tests.klok import Zet, klok
from tests.taakstelling import cijferfeiten as feit
from tests.taakstelling.huishoudens import DE_WOLDEN, koppel, leg_stap
from tests.taakstelling.test_plaatsing_acties import leg
from tests.uitvoer import toelichting

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]
ADRES = "/opgave/nareizigers/"


@pytest.fixture
def verloop(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Two families expected; of the first three of five come in May, the second leaves; now it is 1 September 2024."""
    zet: Zet = klok(monkeypatch)
    zet(date(2024, 2, 1))
    wereld = request.getfixturevalue("wereld")
    feit.de_wolden()
    feit.taakstelling("GM1690", 24, Halfjaar(2024, 2))
    koppel(wereld, "H-1", 10, verwachte_nareizigers=5, verwacht_op=date(2024, 5, 1))
    zet(date(2024, 3, 1))
    weg = koppel(wereld, "H-2", 10, verwachte_nareizigers=2)
    zet(date(2024, 5, 10))
    leg(
        wereld,
        kenmerk="H-1",
        volwassenen=2,
        kinderen=0,
        nareizigers=3,
        afgemeld_op=date(2024, 5, 6),
        huurcontract_op=date(2024, 5, 6),
    )
    zet(date(2024, 6, 1))
    leg_stap(wereld, weg, Soort.VERTROKKEN, 3)
    zet(date(2024, 9, 1))
    return wereld


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        ("bekend_op=2024-01-31", {}),
        ("bekend_op=2024-02-15", {"H-1": 5}),
        ("bekend_op=2024-05-09", {"H-1": 5, "H-2": 2}),
        ("bekend_op=2024-05-10", {"H-1": 2, "H-2": 2}),
        ("bekend_op=2024-05-31", {"H-1": 2, "H-2": 2}),
        ("bekend_op=2024-06-01", {"H-1": 2}),
        ("peildatum=2024-02-10", {"H-1": 5}),
        ("peildatum=2024-05-05", {"H-1": 5, "H-2": 2}),
        ("peildatum=2024-05-06", {"H-1": 2, "H-2": 2}),
        ("peildatum=2024-05-29", {"H-1": 2}),
        ("", {"H-1": 2}),
    ],
)
def test_wie_er_toen_nog_kwam(verloop: Any, als: Als, vraag: str, verwacht: dict[str, int]) -> None:
    pagina = als(DE_WOLDEN).get(f"{ADRES}?{vraag}")
    rijen = {rij.record.kenmerk: rij.record.nog_nareizigers for rij in pagina.context["table"].rows}
    assert rijen == verwacht
    assert sum(plan.personen for plan in pagina.context["planningen"]) == sum(verwacht.values())


def test_het_plan_loopt_vanaf_die_dag(verloop: Any, als: Als) -> None:
    (plan,) = als(DE_WOLDEN).get(f"{ADRES}?bekend_op=2024-05-31").context["planningen"]
    assert [str(regel.halfjaar) for regel in plan.regels] == ["2024-1", "2024-2"]
    assert (plan.regels[0].personen, plan.zonder_datum) == (2, 2)
    (nu,) = als(DE_WOLDEN).get(ADRES).context["planningen"]
    assert [str(regel.halfjaar) for regel in nu.regels] == ["2024-2", "2025-1"]


def test_de_stand_is_die_van_toen(verloop: Any, als: Als) -> None:
    def stand(vraag: str) -> int | None:
        (plan,) = als(DE_WOLDEN).get(f"{ADRES}?{vraag}").context["planningen"]
        return plan.regels[0].stand_zonder

    # The COA figure of 3 July was known in February here; by the peildatum it was not read yet.
    assert stand("peildatum=2024-05-05") is None
    assert stand("peildatum=2024-05-06") == 5 - 36


def test_banner_links_en_bestand(verloop: Any, als: Als) -> None:
    client = als(DE_WOLDEN)
    pagina = client.get(f"{ADRES}?bekend_op=2024-05-31").content.decode()
    zin = "U ziet de stand van 31 mei 2024, zoals die toen bekend was."
    assert zin in pagina
    links = [deel.split('"')[0] for deel in pagina.split('<a class="utrecht-link utrecht-link--html-a" href="')[1:]]
    assert [link for link in links if link.startswith("/") and "bekend_op=" not in link and link != ADRES] == []
    assert zin in toelichting(client, f"{ADRES}?bekend_op=2024-05-31")


def test_evenveel_vragen_bij_meer_huishoudens(verloop: Any, als: Als) -> None:
    client = als(DE_WOLDEN)

    def vragen() -> int:
        with CaptureQueriesContext(connection) as gevangen:
            client.get(f"{ADRES}?bekend_op=2024-08-31&per_page=100")
        return len(gevangen)

    vragen()
    weinig = vragen()
    for nummer in range(20):
        koppel(verloop, f"K-{nummer}", 30, verwachte_nareizigers=1)
    assert vragen() == weinig
