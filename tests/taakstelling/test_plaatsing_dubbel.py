"""Before a plaatsing is recorded that looks like one in the log, the page shows that one and asks once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organisaties.models import Regio
from taakstelling.models import Plaatsing
from tests.taakstelling.test_plaatsing_acties import leg
from tests.taakstelling.test_plaatsing_paginas import DE_WOLDEN, NIEUW, ingevuld

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]


def test_zelfde_dag_en_aantal_wordt_getoond_en_een_keer_gevraagd(wereld: Any, als: Als) -> None:
    al = leg(wereld, kenmerk="H-7")
    client = als(DE_WOLDEN)
    gegevens = ingevuld(client, volwassenen="2", kinderen="1", afgemeld_op="2024-06-12", kenmerk="H-8")
    antwoord = client.post(NIEUW, gegevens)
    assert list(antwoord.context["form"].errors) == ["anders"]
    tekst = antwoord.content.decode()
    assert f'href="{reverse("plaatsing", args=[al.pk])}"' in tekst
    assert "12 juni 2024, 3 personen, H-7" in tekst
    assert Plaatsing.objects.count() == 1
    client.post(NIEUW, {**gegevens, "anders": "on"})
    assert Plaatsing.objects.count() == 2


def test_ander_aantal_andere_dag_of_andere_gemeente_is_geen_vraag(wereld: Any, als: Als) -> None:
    leg(wereld, kenmerk="H-7")
    leg(wereld, wie="huisvesting@meppel.example", voor="GM0119", volwassenen=4, kinderen=0)
    client = als(DE_WOLDEN)
    for velden in (
        {"volwassenen": "2", "afgemeld_op": "2024-06-12"},
        {"volwassenen": "3", "afgemeld_op": "2024-06-13"},
    ):
        assert client.post(NIEUW, ingevuld(client, **velden)).status_code == 302
    assert client.post(NIEUW, ingevuld(client, volwassenen="4", afgemeld_op="2024-06-12")).status_code == 302
    assert Plaatsing.objects.count() == 5


def test_zelfde_kenmerk_in_een_volgend_deel_wordt_gevraagd_maar_nareizigers_niet(wereld: Any, als: Als) -> None:
    leg(wereld, kenmerk="H-7")
    client = als(DE_WOLDEN)
    deel = ingevuld(client, volwassenen="1", afgemeld_op="2024-06-20", kenmerk="h-7", deel="2")
    assert "hetzelfde kenmerk" in client.post(NIEUW, deel).content.decode()
    komt_na = ingevuld(client, nareizigers="2", afgemeld_op="2024-06-21", kenmerk="H-7")
    assert client.post(NIEUW, komt_na).status_code == 302


def test_huishouden_van_een_buurgemeente_in_het_adres_slaat_de_vraag_niet_over(wereld: Any, als: Als) -> None:
    """It lives here, so it is seen; but its kenmerk is that of somebody else here. A coordinator houses for both."""
    leg(wereld, kenmerk="H-7")
    eigen = leg(wereld, kenmerk="H-9").huishouden
    buur = leg(wereld, wie="huisvesting@meppel.example", voor="GM0119", waar="GM1690", kenmerk="H-7").huishouden
    assert eigen is not None and buur is not None
    velden = {"volwassenen": "1", "kinderen": "", "afgemeld_op": "2024-06-20", "deel": "2"}
    client = als(DE_WOLDEN)
    van_buur = f"{NIEUW}?huishouden={buur.pk}"
    form = client.get(van_buur).context["form"]
    assert form["koppelgemeente"].value() == wereld.gemeenten["GM1690"].pk
    antwoord = client.post(van_buur, ingevuld(client, van_buur, **velden, kenmerk="H-7"))
    assert "hetzelfde kenmerk" in antwoord.content.decode()
    coordinator = als("regio@westerkwartier.example")
    Regio.objects.get().gemeenten.set([wereld.gemeenten["GM1690"], wereld.gemeenten["GM0119"]])
    gegevens = ingevuld(coordinator, van_buur, **velden, koppelgemeente=wereld.gemeenten["GM1690"].pk)
    assert "hetzelfde kenmerk" in coordinator.post(van_buur, gegevens).content.decode()
    van_eigen = f"{NIEUW}?huishouden={eigen.pk}"
    assert client.post(van_eigen, ingevuld(client, van_eigen, **velden)).status_code == 302


def test_meer_tegelijk_vraagt_een_keer_voor_alle_regels(wereld: Any, als: Als) -> None:
    leg(wereld, kenmerk="H-7")
    client = als(DE_WOLDEN)
    adres = reverse("plaatsingen-vastleggen")
    gegevens = ingevuld(client, adres, afgemeld_op="2024-06-12")
    regels = {
        "regel-TOTAL_FORMS": "3",
        "regel-INITIAL_FORMS": "0",
        "regel-0-volwassenen": "1",
        "regel-1-volwassenen": "3",
    }
    antwoord = client.post(adres, {**gegevens, **regels})
    assert [nummer for nummer, _ in antwoord.context["form"].dubbel] == [1]
    assert "Huishouden 2 lijkt op" in antwoord.content.decode()
    assert Plaatsing.objects.count() == 1
    assert client.post(adres, {**gegevens, **regels, "anders": "on"}).status_code == 302
    assert Plaatsing.objects.count() == 3


def test_verbeteren_vraagt_niet_naar_de_regel_zelf(wereld: Any, als: Als) -> None:
    eerste, tweede = leg(wereld, kenmerk="H-1"), leg(wereld, kenmerk="H-2", volwassenen=5)
    client = als(DE_WOLDEN)
    adres = reverse("plaatsing-corrigeren", args=[eerste.pk])
    assert client.post(adres, ingevuld(client, adres, verhuurder="Woonconcept", reden="Aangevuld")).status_code == 302
    adres = reverse("plaatsing-corrigeren", args=[tweede.pk])
    assert client.post(adres, ingevuld(client, adres, volwassenen="2", reden="Vergist")).status_code == 200


def test_een_plaatsing_met_een_persoon_is_enkelvoud(als: Als) -> None:
    client, adres = als(DE_WOLDEN), reverse("plaatsingen-vastleggen")
    regels = {"regel-TOTAL_FORMS": "1", "regel-INITIAL_FORMS": "0", "regel-0-volwassenen": "1"}
    gegevens = ingevuld(client, adres, afgemeld_op="2024-06-12") | regels
    antwoord = client.post(adres, gegevens, follow=True)
    assert "1 plaatsing vastgelegd. Samen telt 1 persoon mee." in antwoord.content.decode()
