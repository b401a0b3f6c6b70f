"""Before a koppeling is recorded that looks like one that is there, the page or the file says so."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organisaties.models import Bestandsinhoud
from taakstelling.models import Koppeling
from tests.organisaties.venster import Venster
from tests.taakstelling.huishoudens import DE_WOLDEN, dagen_terug, koppel
from tests.taakstelling.test_plaatsing_paginas import ingevuld

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]
NIEUW = "/opgave/huishoudens/nieuw/"
KOP = "kenmerk;koppelgemeente;gekoppeld_op;volwassenen;kinderen;amv\n"


def test_zelfde_dag_en_aantal_wordt_getoond_en_een_keer_gevraagd(wereld: Any, als: Als) -> None:
    al = koppel(wereld, "H-7", 30)
    client = als(DE_WOLDEN)
    gegevens = ingevuld(client, NIEUW, volwassenen="1", kinderen="1", gekoppeld_op=dagen_terug(30).isoformat())
    antwoord = client.post(NIEUW, gegevens)
    assert list(antwoord.context["form"].errors) == ["anders"]
    tekst = antwoord.content.decode()
    assert f'href="{reverse("huishouden", args=[al.pk])}"' in tekst and "2 personen, H-7" in tekst
    assert Koppeling.objects.count() == 1
    assert client.post(NIEUW, {**gegevens, "anders": "on"}).status_code == 302
    assert Koppeling.objects.count() == 2


@pytest.mark.parametrize(("personen", "dagen"), [("3", 30), ("2", 29)])
def test_ander_aantal_of_andere_dag_is_geen_vraag(wereld: Any, als: Als, personen: str, dagen: int) -> None:
    koppel(wereld, "H-7", 30)
    koppel(wereld, "H-8", 30, wie="huisvesting@meppel.example", voor="GM0119", volwassenen=3)
    client = als(DE_WOLDEN)
    gegevens = ingevuld(client, NIEUW, volwassenen=personen, gekoppeld_op=dagen_terug(dagen).isoformat())
    assert client.post(NIEUW, gegevens).status_code == 302


def test_lijst_waarschuwt_bij_wat_erin_en_wat_er_al_staat(
    wereld: Any, als: Als, django_capture_on_commit_callbacks: Any
) -> None:
    koppel(wereld, "H-7", 30)
    zij = Venster(als(DE_WOLDEN), django_capture_on_commit_callbacks)
    dag, ander = dagen_terug(30), dagen_terug(29)
    regels = (
        f"H-7;De Wolden;{dag};2;0;0\nH-9;De Wolden;{dag};1;1;0\n"
        f"H-3;De Wolden;{ander};2;0;0\nH-4;De Wolden;{ander};1;0;1\nH-5;De Wolden;{dag};3;0;0\n"
    )
    bestand = zij.bestand("huishoudens", KOP + regels)
    waarschuwingen = Bestandsinhoud.objects.get(bestand=bestand).bevindingen["waarschuwingen"]
    assert [(w["rij"], w["kolom"]) for w in waarschuwingen] == [(3, "kenmerk"), (5, "kenmerk")]
    assert zij.lees_in(bestand, akkoord="on").fase == "ingelezen"
    alleen = zij.bestand("huishoudens", KOP + f"H-6;De Wolden;{dag};0;2;0\n")
    (waarschuwing,) = Bestandsinhoud.objects.get(bestand=alleen).bevindingen["waarschuwingen"]
    assert "onder een ander kenmerk al vastgelegd" in waarschuwing["reden"]
