"""The home of the huurdersorganisatie: its agreements, what waits, and the shares where it works."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from afspraken import acties
from afspraken.models import Norm
from afspraken.regels.monitoring import Verloop
from organisaties.vastleggen import leg_vast
from taakstelling.regels.halfjaar import Halfjaar
from tests.afspraken.overeenkomsten import CORPORATIE, HUURDERS, getekend, partij, ronde_van

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]
LANG = {"van": date(2024, 1, 1), "tot": date(2100, 1, 1)}


def norm(wereld: Any, code: str, percentage: int, soort: str = "maximum") -> Norm:
    rij = Norm(
        gemeente=wereld.gemeenten[code],
        corporatie=wereld.lid(CORPORATIE).corporatie,
        soort=soort,
        doelgroep="statushouders",
        percentage=percentage,
        van=date(2024, 1, 1),
    )
    return leg_vast(rij, door=None)


def test_vandaag_toont_afspraken_taken_akkoord_en_normen(wereld: Any, als: Als) -> None:
    rij = getekend(wereld, naam="Lopende afspraken", **LANG)
    getekend(wereld, naam="Oude afspraken", van=date(2020, 1, 1), tot=date(2021, 1, 1))
    getekend(wereld, "GM1690", naam="Van een ander", **LANG)
    ronde = ronde_van(rij, Halfjaar(2024, 2))
    acties.vul_voortgang_in(
        door=None,
        ronde=ronde,
        afspraak=rij.themas.get().afspraken.get(),
        partij=partij(rij, "gemeente"),
        verloop=Verloop.OP_SCHEMA,
    )
    norm(wereld, "GM1708", 10)
    norm(wereld, "GM1690", 44)
    antwoord = als(HUURDERS).get(reverse("vandaag"))
    bladzijde = antwoord.content.decode()
    for stuk in (
        "Wat wacht op u?",
        "u hebt nog 1 melding te doen",
        "1 melding van een ander wacht op akkoord",
        "Lopende afspraken",
        "Eerstvolgende termijn:",
        "maximum 10% (statushouders), vanaf",
        "Uw gemeenten",
    ):
        assert stuk in bladzijde
    assert [een.rij for een in antwoord.context["afspraken"]] == [rij]
    assert "44 %" not in bladzijde
    assert bladzijde.count('aria-labelledby="nb-') == 1


def test_vandaag_zonder_afspraken_zegt_dat(wereld: Any, als: Als) -> None:
    bladzijde = als(HUURDERS).get(reverse("vandaag")).content.decode()
    assert "Er lopen nu geen afspraken waarbij u partij bent." in bladzijde
    assert "geldt dit jaar geen norm" in bladzijde


def test_vandaag_vraagt_voor_meer_normen_niet_meer(wereld: Any, als: Als) -> None:
    client, adres = als(HUURDERS), reverse("vandaag")
    aantallen = []
    for soort in ("maximum", "minimum", "streefwaarde"):
        norm(wereld, "GM1708", 10, soort)
        client.get(adres)
        with CaptureQueriesContext(connection) as gevraagd:
            client.get(adres)
        aantallen.append(len(gevraagd))
    assert len(set(aantallen)) == 1
