"""Entering, replacing and withdrawing norms in the browser, and settling a share above a signaalwaarde."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from afspraken.models import Norm, Normafstemming
from afspraken.overzicht.afstemmingen import open_afstemmingen
from balie.afspraaktaken import afspraaktaken
from organisaties.models import Corporatie, Logregel
from tests.afspraken.normfeiten import LEYSTROMEN, drie_tijdvakken, norm, steenwijkerlandse_normen, verdeling, verhuur

pytestmark = pytest.mark.django_db
GEMEENTE = "huisvesting@steenwijkerland.example"


def invoer(**anders: Any) -> dict[str, Any]:
    vast = {
        "inzending": str(uuid4()),
        "bereik": "GM1708",
        "soort": "maximum",
        "doelgroep": "statushouders",
        "percentage": "10",
        "van": "2023-01-01",
        "tot_en_met": "2027-12-31",
        "telt_op": "verhuurd",
        "telt_nieuwbouw": "on",
        "telt_flex": "on",
        "bron": "Prestatieafspraken 2023-2027",
        "vastleggen": "ja",
    }
    return vast | anders


def test_geval_27_norm_vastleggen_met_de_laatste_dag_zoals_mensen_die_schrijven(
    wereld: Any, als: Callable[[str], Client]
) -> None:
    antwoord = als(GEMEENTE).post(reverse("norm-vastleggen"), invoer(percentage="12,5"))
    assert antwoord.status_code == 302
    rij = Norm.objects.get()
    assert (str(rij.percentage), rij.tot, rij.telt_nieuwbouw, rij.telt_onzelfstandig) == (
        "12.50",
        date(2028, 1, 1),
        True,
        False,
    )
    assert Logregel.objects.filter(handeling="norm vastgelegd").count() == 1


def test_eerst_bekijken_legt_niets_vast_en_toont_de_tijdvakken(wereld: Any, als: Callable[[str], Client]) -> None:
    steenwijkerlandse_normen()
    gegevens = invoer(percentage="15", van="2025-03-01", tot_en_met="2025-06-30")
    del gegevens["vastleggen"]
    bladzijde = als(GEMEENTE).post(reverse("norm-vastleggen"), gegevens).content.decode()
    assert Norm.objects.count() == 2
    for tijdvak in ("12 jul 2024 t/m 31 dec 2024", "1 jan 2025 t/m 28 feb 2025", "1 mrt 2025 t/m 30 jun 2025"):
        assert tijdvak in bladzijde


def test_dubbel_verzonden_is_een_norm(wereld: Any, als: Callable[[str], Client]) -> None:
    client, gegevens = als(GEMEENTE), invoer()
    for _ in range(2):
        client.post(reverse("norm-vastleggen"), gegevens)
    assert Norm.objects.count() == 1


@pytest.mark.parametrize(
    ("anders", "veld", "woorden"),
    [
        ({"van": "2027-01-01", "tot_en_met": "2029-12-31"}, "in_plaats_van", "geldt al een norm: maximum 10%"),
        ({}, "van", "Er is al zo&#x27;n norm"),
        ({"percentage": "", "van": "2024-02-01"}, "percentage", "percentage of een aantal"),
        ({"aantal": "40"}, "aantal", "niet allebei"),
        ({"percentage": "101"}, "percentage", "0 tot en met 100"),
        ({"tot_en_met": "2022-12-31"}, "tot_en_met", "Kies een dag op of na"),
        ({"bereik": "GM0119"}, "bereik", ""),
        ({"bron": ""}, "bron", "waar deze norm staat"),
    ],
)
def test_een_fout_staat_bij_het_veld_en_houdt_wat_er_stond(
    wereld: Any, als: Callable[[str], Client], anders: dict[str, str], veld: str, woorden: str
) -> None:
    steenwijkerlandse_normen()
    antwoord = als(GEMEENTE).post(reverse("norm-vastleggen"), invoer(**anders))
    assert antwoord.status_code == 200
    assert list(antwoord.context["form"].errors) == [veld]
    assert woorden in antwoord.content.decode()
    assert "Prestatieafspraken 2023-2027" in antwoord.content.decode() or veld == "bron"
    assert Norm.objects.count() == 2


def test_een_andere_gemeente_en_een_corporatie_mogen_niet(wereld: Any, als: Callable[[str], Client]) -> None:
    rij, _ = steenwijkerlandse_normen()
    assert als("huisvesting@meppel.example").get(reverse("norm-vervangen", args=[rij.pk])).status_code == 404
    assert als("verhuur@woonconcept.example").get(reverse("norm-vervangen", args=[rij.pk])).status_code == 403
    assert als("verhuur@woonconcept.example").post(reverse("norm-vastleggen"), invoer()).status_code == 403
    assert Norm.objects.filter(ingetrokken_op=None).count() == 2


def test_vervangen_met_een_andere_eerste_dag(wereld: Any, als: Callable[[str], Client]) -> None:
    _, addendum = steenwijkerlandse_normen()
    gegevens = invoer(percentage="25", van="2024-08-01", tot_en_met="2024-12-31")
    assert als(GEMEENTE).post(reverse("norm-vervangen", args=[addendum.pk]), gegevens).status_code == 302
    nieuw = Norm.objects.bekend().get(percentage=25)
    assert (nieuw.vervangt_id, nieuw.van) == (addendum.pk, date(2024, 8, 1))
    # The old one is withdrawn: who still had its form open is told, and nothing is recorded twice.
    assert (
        als(GEMEENTE).post(reverse("norm-vervangen", args=[addendum.pk]), invoer(van="2024-09-01")).status_code == 200
    )
    assert Norm.objects.bekend().count() == 2


def test_intrekken_met_reden(wereld: Any, als: Callable[[str], Client]) -> None:
    _, addendum = steenwijkerlandse_normen()
    adres = reverse("norm-intrekken", args=[addendum.pk])
    assert als(GEMEENTE).post(adres, {"inzending": uuid4(), "reden": ""}).status_code == 200
    assert als(GEMEENTE).post(adres, {"inzending": uuid4(), "reden": "Niet getekend"}).status_code == 302
    addendum.refresh_from_db()
    assert addendum.reden_intrekking == "Niet getekend"


def test_wie_wordt_genoemd_kan_niet_weg(wereld: Any, als: Callable[[str], Client]) -> None:
    basis = norm("GM1708", 10, date(2023, 1, 1), date(2025, 1, 1))
    norm("GM1708", 20, date(2024, 7, 1), date(2026, 1, 1), in_plaats_van=date(2023, 1, 1))
    antwoord = als(GEMEENTE).post(
        reverse("norm-intrekken", args=[basis.pk]), {"inzending": uuid4(), "reden": "Vergissing"}
    )
    assert "zegt dat zij deze vervangt" in antwoord.content.decode()
    assert Norm.objects.bekend().count() == 2


@pytest.fixture
def signaal(wereld: Any) -> Norm:
    """Alphen-Chaam: 4 of 20 bijzondere doelgroepen in 2024, where 15 % is the signaalwaarde; 1 of 20 in 2023."""
    rij = norm(
        "GM1723",
        15,
        date(2023, 1, 1),
        date(2025, 1, 1),
        soort="signaalwaarde",
        doelgroep="bijzondere-doelgroepen",
        corporatie=Corporatie.objects.get(naam=LEYSTROMEN),
    )
    verhuur(LEYSTROMEN, "GM1723", date(2023, 5, 1), verdeling(1, 19))
    verhuur(LEYSTROMEN, "GM1723", date(2024, 5, 1), [*verdeling(2, 16), "urgent", "maatwerk"])
    return rij


@pytest.mark.parametrize("email", ["huisvesting@alphenchaam.example", "verhuur@leystromen.example"])
def test_boven_de_signaalwaarde_is_een_taak_tot_er_is_afgestemd(
    wereld: Any, als: Callable[[str], Client], signaal: Norm, email: str
) -> None:
    lid = wereld.lid(email)
    (open_,) = open_afstemmingen(lid, date(2025, 2, 1))
    assert (open_.jaar, open_.regel.meting.teller, open_.regel.meting.noemer) == (2024, 4, 20)
    (taak,) = [taak for taak in afspraaktaken(lid, date(2025, 2, 1)) if "signaalwaarde" in taak.tekst]
    assert taak.url == reverse("norm-afstemmen", args=[signaal.pk, 2024])
    gegevens = {"inzending": uuid4(), "besproken_op": "2024-06-01", "afspraak": "Twee woningen extra dit jaar."}
    assert als(email).post(reverse("norm-afstemmen", args=[signaal.pk, 2024]), gegevens).status_code == 302
    assert open_afstemmingen(lid, date(2025, 2, 1)) == []
    assert not any("signaalwaarde" in taak.tekst for taak in afspraaktaken(lid, date(2025, 2, 1)))
    adres = reverse("aandeel", args=[f"GM1723-{signaal.corporatie_id}"])
    assert "Twee woningen extra dit jaar." in als(email).get(adres).content.decode()
    assert Logregel.objects.filter(handeling="signaalwaarde afgestemd").count() == 1


def test_achterblijven_bij_het_aanbod_staat_er_in_woorden(
    wereld: Any, als: Callable[[str], Client], signaal: Norm
) -> None:
    bladzijde = als("verhuur@leystromen.example").get(reverse("aandelen") + "?jaar=2023").content.decode()
    assert "binnen de signaalwaarde, 2 woningen minder dan aangeboden" in bladzijde


def test_afstemmen_kan_alleen_boven_de_signaalwaarde_en_als_partij(
    wereld: Any, als: Callable[[str], Client], signaal: Norm
) -> None:
    adres_2023, adres_2024 = (reverse("norm-afstemmen", args=[signaal.pk, jaar]) for jaar in (2023, 2024))
    assert als("verhuur@leystromen.example").get(adres_2023).status_code == 404
    assert als("verhuur@woonconcept.example").get(adres_2024).status_code == 404
    assert als(GEMEENTE).get(adres_2024).status_code == 404
    assert not Normafstemming.objects.exists()


def test_lijst_als_bestand_heeft_elk_tijdvak(wereld: Any, als: Callable[[str], Client]) -> None:
    drie_tijdvakken()
    antwoord = als("huisvesting@steenwijkerland.example").get(f"{reverse('aandelen')}?jaar=2024&uitvoer=csv")
    regels = antwoord.content.decode("utf-8-sig").splitlines()
    rijen = [regel.split(";") for regel in regels if regel.startswith("Steenwijkerland")]
    assert [(rij[1], *rij[5:9]) for rij in rijen] == [
        ("maximum 10%", "1", "8", "12,5%", "boven de norm"),
        ("maximum 25%", "4", "20", "20,0%", "binnen de norm"),
    ]
