"""Each row opens into who recorded it, from which file, and every version before and after it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from organisaties.models import Invoerbestand
from organisaties.vastleggen import leg_vast
from taakstelling.models import Deelinwoners
from taakstelling.overzicht.regel import SOORTEN, regeladres
from tests.taakstelling.cijferfeiten import (
    DE_WOLDEN,
    EEN,
    LEEK,
    WESTERKWARTIER,
    formulefeiten,
    gemeente,
    mutatie,
    officieel,
    plaatsing,
    taakstelling,
)

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]
OFFICER, LEZER, PROVINCIE = "huisvesting@dewolden.example", "griffie@raad.example", "toezicht@drenthe.example"
STAND = f"/cijfers/{DE_WOLDEN}/2024-1/"


@pytest.fixture
def keten(wereld: Any) -> list[Any]:
    """21 was read from a file, replaced by 22, and that by 23."""
    lid = wereld.lid(PROVINCIE)
    bestand = Invoerbestand.objects.create(
        soort="realisaties", naam="coa-juli.csv", sha256="ab" * 32, ingelezen_door=lid.gebruiker, lidmaatschap=lid
    )
    een = officieel(DE_WOLDEN, 21, door=lid, invoerbestand=bestand, op=datetime(2024, 7, 3, 10, tzinfo=UTC))
    twee = officieel(DE_WOLDEN, 22, door=lid, vervangt=een, reden="Later opgegeven")
    drie = officieel(DE_WOLDEN, 23, vervangt=twee, reden="Nog eens geteld")
    return [een, twee, drie]


def test_regel_toont_alle_versies_en_het_bestand(keten: list[Any], als: Als) -> None:
    for rij in keten:
        antwoord = als(OFFICER).get(regeladres(rij))
        blad = antwoord.context["blad"]
        assert [versie.feit.aantal for versie in blad.versies] == [21, 22, 23]
        assert [versie.gold for versie in blad.versies] == [False, False, True]
        assert [versie.hier for versie in blad.versies] == [versie.feit == rij for versie in blad.versies]
    pagina = als(OFFICER).get(regeladres(keten[0])).content.decode()
    for tekst in ("Realisaties van COA", "ab" * 32, "Later opgegeven", "Naar de nieuwe regel"):
        assert tekst in pagina
    assert "niet uit een bestand" in als(OFFICER).get(regeladres(keten[2])).content.decode()


def test_naam_van_het_bestand_alleen_voor_wie_het_bestand_ziet(keten: list[Any], als: Als) -> None:
    """People put anything in a file name; that the row came from a file is for everybody."""
    for email, ziet in ((PROVINCIE, True), (OFFICER, False), (LEZER, False), ("beheer@thuisstand.example", False)):
        for adres in (regeladres(keten[0]), regeladres(keten[2]), STAND):
            pagina = als(email).get(adres).content.decode()
            assert ("coa-juli.csv" in pagina) is ziet, (email, adres)
            assert ziet or "uit een bestand" in pagina


def test_regel_zegt_wie_het_deed_alleen_aan_wie_dat_mag_zien(wereld: Any, keten: list[Any], als: Als) -> None:
    naam = wereld.gebruikers[PROVINCIE].naam
    for email, ziet in ((OFFICER, True), (PROVINCIE, False), ("beheer@thuisstand.example", True), (LEZER, False)):
        inhoud = als(email).get(regeladres(keten[0])).content.decode().split('<main id="inhoud"')[1]
        assert (naam in inhoud) is (ziet or email == PROVINCIE), email


def test_regel_van_toen_zegt_welke_versie_toen_gold(keten: list[Any], als: Als) -> None:
    blad = als(OFFICER).get(f"{regeladres(keten[2])}?bekend_op=2024-07-25").context["blad"]
    assert [versie.gold for versie in blad.versies] == [True, False, False]


def test_elk_cijfer_van_de_stand_heeft_een_deur_naar_zijn_regels(wereld: Any, als: Als) -> None:
    rijen = [
        taakstelling(DE_WOLDEN, 26),
        officieel(DE_WOLDEN, 23),
        mutatie(DE_WOLDEN, EEN.begin, "beginstand", -10),
        mutatie(DE_WOLDEN, EEN.begin, "correctie", 2),
    ]
    pagina = als(LEZER).get(STAND).content.decode()
    for rij in rijen:
        assert f'href="{regeladres(rij)}"' in pagina
        assert als(LEZER).get(regeladres(rij)).context["blad"].stand_url.startswith(STAND)


def test_elke_soort_regel_heeft_een_pagina(wereld: Any, als: Als) -> None:
    formulefeiten()
    taakstelling(DE_WOLDEN, 26)
    officieel(DE_WOLDEN, 23)
    mutatie(DE_WOLDEN, EEN.begin, "beginstand", -10)
    delen = Deelinwoners(van=gemeente(LEEK), naar=gemeente(WESTERKWARTIER), peildatum=date(2018, 1, 1), inwoners=9)
    leg_vast(delen, door=None)
    for soort, (model, naam) in SOORTEN.items():
        for rij in model.objects.all():
            antwoord = als(LEZER).get(f"/cijfers/regels/{soort}/{rij.pk}/")
            assert (antwoord.status_code, antwoord.context["blad"].titel) == (200, naam)


def test_regel_van_een_vreemde_gemeente_is_er_niet(wereld: Any, als: Als) -> None:
    rij = officieel("GM0363", 5)
    assert als("verhuur@woonconcept.example").get(regeladres(rij)).status_code == 404
    assert als(LEZER).get(regeladres(rij)).status_code == 200


@pytest.mark.parametrize("soort", ["plaatsing", "huishouden", "logregel", "brief"])
def test_soort_zonder_regelpagina_is_er_niet(wereld: Any, als: Als, soort: str) -> None:
    rij = plaatsing(DE_WOLDEN, volwassenen=2)
    assert als(OFFICER).get(f"/cijfers/regels/{soort}/{rij.pk}/").status_code == 404
    assert regeladres(rij) == f"/opgave/plaatsingen/{rij.pk}/"


def test_plaatsing_zegt_uit_welk_bestand(wereld: Any, als: Als) -> None:
    lid = wereld.lid(OFFICER)
    bestand = Invoerbestand.objects.create(soort="plaatsingen", naam="lijst.xlsx", sha256="cd" * 32, lidmaatschap=lid)
    rij = plaatsing(DE_WOLDEN, volwassenen=2)
    nieuw = type(rij)(
        **{v.attname: getattr(rij, v.attname) for v in rij._meta.local_fields if v.name not in ("id", "vervangt")}
    )
    leg_vast(nieuw, door=None, vervangt=rij, reden="Dubbel", invoerbestand=bestand)
    pagina = als(OFFICER).get(regeladres(nieuw)).content.decode()
    assert "lijst.xlsx" in pagina and f"/invoer/bestand/{bestand.pk}/" in pagina
    assert "cd" * 32 in pagina
    pagina = als("regio@westerkwartier.example").get(regeladres(nieuw))
    assert pagina.status_code == 404
    Invoerbestand.objects.update(lidmaatschap=None)  # read in by a command
    pagina = als(OFFICER).get(regeladres(nieuw)).content.decode()
    assert "lijst.xlsx" not in pagina and f"/invoer/bestand/{bestand.pk}/" not in pagina
