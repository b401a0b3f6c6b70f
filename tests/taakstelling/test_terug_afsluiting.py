"""A closed half-year as it was on an earlier day: closed or not, and what had come later by then."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from organisaties.models import Provincie
from taakstelling.acties.afsluitingen import sluit_af
from tests.klok import klok
from tests.taakstelling import cijferfeiten as feit
from tests.taakstelling.cijferfeiten import DE_WOLDEN, EEN

pytestmark = pytest.mark.django_db
TOEZICHT = "toezicht@drenthe.example"
ADRES = "/cijfers/afsluitingen/2024-1/"


@pytest.fixture
def gesloten(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Closed on 1 October, a COA figure came on 1 November; now it is 1 December 2024."""
    zet = klok(monkeypatch)
    zet(date(2024, 8, 1))
    wereld = request.getfixturevalue("wereld")
    feit.de_wolden()
    zet(date(2024, 10, 1))
    sluit_af(door=None, provincie=Provincie.objects.get(code="PV22"), halfjaar=EEN)
    zet(date(2024, 11, 1))
    feit.officieel(DE_WOLDEN, 25, per=date(2024, 10, 30))
    zet(date(2024, 12, 1))
    return wereld


@pytest.mark.parametrize("vraag", ["bekend_op", "peildatum"])
def test_voor_het_sluiten_lag_er_niets_vast(gesloten: Any, als: Callable[[str], Client], vraag: str) -> None:
    pagina = als(TOEZICHT).get(f"{ADRES}?{vraag}=2024-09-30").content.decode()
    assert "Op 30 september 2024 was de 1e helft van 2024 niet gesloten." in pagina
    assert als(TOEZICHT).get(f"/cijfers/afsluitingen/2024-2/?{vraag}=2024-09-30").status_code == 404


def test_wat_later_kwam_komt_er_pas_dan_bij(gesloten: Any, als: Callable[[str], Client]) -> None:
    def later(vraag: str) -> tuple[int, int]:
        context = als(TOEZICHT).get(f"{ADRES}?{vraag}").context
        return context["gemeenten_later"], len(context["later"].data)

    assert [later(vraag) for vraag in ("bekend_op=2024-10-31", "bekend_op=2024-11-01", "")] == [(0, 0), (1, 1), (1, 1)]


def test_heropenen_staat_er_alleen_nu(gesloten: Any, als: Callable[[str], Client]) -> None:
    client = als(TOEZICHT)
    assert ">Heropenen<" in client.get(ADRES).content.decode()
    toen = client.get(f"{ADRES}?bekend_op=2024-10-31").content.decode()
    assert ">Heropenen<" not in toen
    assert "U ziet de stand van 31 oktober 2024" in toen
