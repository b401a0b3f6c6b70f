"""The hard cases of this field about computing, each under its own number (`tests/project/test_gevallen.py`)."""

import math
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisaties.models import Gemeente, Opvolging, Provincie
from taakstelling.acties.landelijk import leg_landelijk_vast
from taakstelling.cijfers import stand_van
from taakstelling.formuleblad import formuleblad, inwoners_voor
from taakstelling.models import Mutatie, Prognose
from taakstelling.overzicht import zin
from taakstelling.regels.formule import Rekenregel, bereken
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.toegang import mag_cijfers_vastleggen
from tests.opdracht import importeer
from tests.taakstelling.cijferfeiten import (
    DE_WOLDEN,
    EEN,
    LEEK,
    MEPPEL,
    WESTERKWARTIER,
    beginstand,
    de_wolden,
    formulefeiten,
    gemeente,
    mutatie,
    officieel,
    prognose,
    taakstelling,
)
from tests.taakstelling.test_mutatie_paginas import formulier
from tests.toezicht.conftest import Dossier, dossier
from tests.uitvoer import toelichting

pytestmark = pytest.mark.django_db
__all__ = ["dossier"]
TWEE = EEN.volgende
DRENTHE, BEHEER = "toezicht@drenthe.example", "beheer@thuisstand.example"
Als = Callable[[str], Client]


def test_geval_01_naar_boven_is_precies_bij_hele_getallen() -> None:
    assert math.ceil(100 * (7 / 100)) == 8  # what a float makes of it
    assert bereken(Rekenregel.NAAR_BOVEN, 100, {"a": 7, "b": 93}, 100).aantallen == {"a": 7, "b": 93}
    assert bereken(Rekenregel.NAAR_BOVEN, 100, {"a": 251, "b": 749}, 1000).aantallen == {"a": 26, "b": 75}


@pytest.mark.usefixtures("wereld")
def test_geval_02_beide_helften_rekenen_met_het_jaar_ervoor() -> None:
    formulefeiten()
    assert {Halfjaar(2026, helft).inwonerpeildatum for helft in (1, 2)} == {date(2025, 1, 1)}
    assert inwoners_voor(EEN).per_gemeente == inwoners_voor(TWEE).per_gemeente == {DE_WOLDEN: 3_000, MEPPEL: 7_000}


@pytest.mark.usefixtures("wereld")
def test_geval_03_som_boven_landelijk_verandert_niets_aan_wat_gepubliceerd_is() -> None:
    formulefeiten()
    prognose(101, "bijgesteld")
    taakstelling(DE_WOLDEN, 31)
    blad = formuleblad(EEN, Rekenregel.NAAR_BOVEN)
    assert (blad.uitkomst.aantallen, blad.uitkomst.som) == ({DE_WOLDEN: 31, MEPPEL: 71}, 102)
    sluitend = formuleblad(EEN)
    assert (sluitend.uitkomst.som <= 101, sluitend.verschil(DE_WOLDEN)) == (
        True,
        31 - sluitend.uitkomst.aantallen[DE_WOLDEN],
    )
    assert stand_van(DE_WOLDEN, EEN).taakstelling == 31


def test_geval_04_bijgesteld_aantal_laat_verzonden_brieven_staan(dossier: Dossier, als: Als) -> None:
    formulefeiten()
    brief = dossier.verzonden()
    voor = (bytes(brief.pdf), brief.sha256, brief.status)
    versie = Prognose(
        halfjaar=EEN, aantal=50, status="bijgesteld", gepubliceerd_op=date(2024, 3, 20), bron="Staatscourant"
    )
    pad = f"{reverse('landelijk-vastleggen', args=[EEN])}?aantal=50&status=bijgesteld&gepubliceerd_op=2024-03-20&bron=S"
    assert als(BEHEER).get(pad).context["besloten"] == 1
    leg_landelijk_vast(door=dossier.wereld.lid(BEHEER), prognose=versie, met_taakstellingen=True)
    assert stand_van(DE_WOLDEN, EEN).taakstelling == 15
    brief.refresh_from_db()
    assert (bytes(brief.pdf), brief.sha256, brief.status) == voor
    gemeente_ziet = als("huisvesting@dewolden.example").get(reverse("brief", args=[brief.pk])).content.decode()
    assert "26" in gemeente_ziet


@pytest.mark.usefixtures("wereld")
def test_geval_05_indicatief_is_nooit_de_taakstelling(als: Als) -> None:
    formulefeiten()
    taakstelling(DE_WOLDEN, 40, status="indicatief")
    prognose(200, "indicatief", TWEE)
    assert stand_van(DE_WOLDEN, EEN).taakstelling is None
    pagina = als("huisvesting@dewolden.example").get(reverse("stand", args=[DE_WOLDEN, EEN])).content.decode()
    assert "een indicatief getal is een aankondiging" in pagina
    landelijk = als("griffie@raad.example").get(reverse("halfjaar", args=[TWEE]))
    assert landelijk.context["landelijk"].aantal is None


@pytest.mark.usefixtures("wereld")
def test_geval_06_achterstand_telt_op_en_voorsprong_gaat_er_af(als: Als) -> None:
    de_wolden()
    taakstelling(DE_WOLDEN, 24, TWEE)
    assert (stand_van(DE_WOLDEN, EEN).stand_eind, stand_van(DE_WOLDEN, TWEE).opgave) == (-13, 37)
    beginstand(MEPPEL, 40)
    taakstelling(MEPPEL, 26)
    officieel(MEPPEL, 0)
    stand = stand_van(MEPPEL, EEN)
    assert (stand.opgave, stand.nog, stand.stand_eind) == (-14, 0, 14)
    assert "voorsprong" in als("griffie@raad.example").get(reverse("stand", args=[MEPPEL, EEN])).content.decode()


@pytest.mark.usefixtures("wereld")
def test_geval_07_latere_realisatie_heft_een_oud_tekort_niet_op() -> None:
    """As the Afdeling decided about Delfzijl: only the old and the new obligation together, once met, are met."""
    beginstand(DE_WOLDEN, 0)
    for halfjaar, taak, gehuisvest in ((EEN, 20, 10), (TWEE, 20, 25)):
        taakstelling(DE_WOLDEN, taak, halfjaar)
        officieel(DE_WOLDEN, gehuisvest, halfjaar)
    assert [stand_van(DE_WOLDEN, h).stand_eind for h in (EEN, TWEE)] == [-10, -5]


@pytest.mark.usefixtures("wereld")
def test_geval_08_taakstelling_gehaald_opgave_niet() -> None:
    beginstand(DE_WOLDEN, -10)
    taakstelling(DE_WOLDEN, 26)
    officieel(DE_WOLDEN, 30)
    assert zin(stand_van(DE_WOLDEN, EEN)) == (
        "Taakstelling 1e helft 2024 gehaald, opgave niet gehaald, achterstand afgenomen."
    )


def test_geval_09_verschoning_verandert_de_stand_niet(dossier: Dossier) -> None:
    voor = stand_van(DE_WOLDEN, EEN)
    dossier.beoordeel(oordeel="voldoet niet, doch verschoonbaar", verschoond_tot=date(2025, 1, 1))
    assert stand_van(DE_WOLDEN, EEN) == voor
    assert stand_van(DE_WOLDEN, TWEE).opgave == 24 + 13


def test_geval_11_coa_correctie_na_de_brief_laat_de_brief_staan(dossier: Dossier) -> None:
    brief = dossier.verzonden()
    tekst = bytes(brief.pdf)
    officieel(DE_WOLDEN, 26, per=date(2024, 12, 1))
    assert stand_van(DE_WOLDEN, EEN).stand_eind == -10
    brief.refresh_from_db()
    assert bytes(brief.pdf) == tekst
    herzien = dossier.beoordeel(vervangt=brief.beoordeling)
    assert herzien.pk != brief.beoordeling_id


@pytest.mark.usefixtures("wereld")
def test_geval_19_samenvoeging_op_1_januari_telt_de_standen_op(tmp_path: Path) -> None:
    h, na = Halfjaar(2018, 2), Halfjaar(2019, 1)
    for code, stand in {"GM0015": -3, LEEK: 2, "GM0025": -1, "GM0056": 5}.items():
        beginstand(code, stand, h)
        taakstelling(code, 10, h)
        officieel(code, 10, h, per=date(2019, 1, 4))
    assert [stand_van(code, h).stand_eind for code in (LEEK, WESTERKWARTIER)] == [2, None]
    assert stand_van(WESTERKWARTIER, na).herindeling == 3
    # The old code is valid in time: a row about the old half-year names it, one of after it does not.
    kop = "gemeente;datum;soort;aantal;grondslag;reden\n"
    assert importeer(tmp_path, "mutaties", f"{kop}Leek;2018-09-01;correctie;1;b;r\n").status == 0
    assert importeer(tmp_path, "mutaties", f"{kop}Leek;2019-09-01;correctie;1;b;r\n").status == 1
    assert stand_van(WESTERKWARTIER, na).herindeling == 4


def test_geval_20_herindeling_over_de_provinciegrens_verandert_wie_vastlegt(wereld: Any) -> None:
    oud = Gemeente.objects.create(
        code="GM9001", naam="Oudstad", provincie=wereld.provincies["PV22"], geldig_tot=EEN.begin
    )
    nieuw = Gemeente.objects.create(
        code="GM9002", naam="Nieuwstad", provincie=Provincie.objects.get(code="PV23"), geldig_van=EEN.begin
    )
    Opvolging.objects.create(van=oud, naar=nieuw, volgorde=0)
    beginstand("GM9001", -7, EEN.vorige)
    taakstelling("GM9001", 5, EEN.vorige)
    officieel("GM9001", 4, EEN.vorige)
    assert (stand_van("GM9001", EEN.vorige).stand_eind, stand_van("GM9002", EEN).herindeling) == (-8, -8)
    drenthe, overijssel = wereld.lid(DRENTHE), wereld.lid("toezicht@overijssel.example")
    assert [bool(mag_cijfers_vastleggen(lid, g)) for lid in (drenthe, overijssel) for g in (oud, nieuw)] == [
        True,
        False,
        False,
        True,
    ]


@pytest.mark.usefixtures("wereld")
def test_geval_21_herverdeling_voor_een_gemeente_of_na_afloop(als: Als, tmp_path: Path) -> None:
    de_wolden()
    alleen = "gemeente;datum;soort;aantal;grondslag;reden\nGM1690;2024-03-01;herverdeling;5;Besluit;Reden\n"
    assert importeer(tmp_path, "mutaties", alleen).status == 1
    client = als(DRENTHE)
    pad = reverse("mutatie-vastleggen", args=["herverdeling"])
    velden = {"datum": "2024-03-01", "grondslag": "Besluit", "reden": "Reden"}
    een = client.post(pad, formulier(client, pad, ("De Wolden", "5"), **velden, stap="vastleggen"))
    assert "minstens twee gemeenten" in een.content.decode()
    assert not Mutatie.objects.filter(soort="herverdeling").exists()
    na_afloop = client.post(pad, formulier(client, pad, ("De Wolden", "5"), ("Meppel", "-5"), **velden))
    assert (na_afloop.context["voorbij"], "is voorbij" in na_afloop.content.decode()) == (True, True)


@pytest.mark.usefixtures("wereld")
def test_geval_22_regio_gehaald_terwijl_een_lid_achterloopt(als: Als) -> None:
    regio = Gemeente.objects.get(code=WESTERKWARTIER).regios.get()
    regio.gemeenten.set([gemeente(WESTERKWARTIER), gemeente(MEPPEL)])
    h = Halfjaar.van_datum(timezone.localdate())
    for code, stand in ((WESTERKWARTIER, 20), (MEPPEL, -12)):
        beginstand(code, stand, h)
        taakstelling(code, 0, h)
        officieel(code, 0, h, per=h.begin)
    som = als("regio@westerkwartier.example").get(reverse("vandaag")).context["beeld"].totalen
    assert (som.per_saldo, som.achterstand_gemeenten, som.achterstand) == (8, 1, 12)
    assert [stand_van(code, h).stand_eind for code in (WESTERKWARTIER, MEPPEL)] == [20, -12]


@pytest.mark.usefixtures("wereld")
def test_geval_37_einde_van_de_regeling_laat_de_geschiedenis_leesbaar(als: Als) -> None:
    """Without a new taakstelling nothing is made up: what was stays, what comes is unknown."""
    de_wolden()
    client = als("griffie@raad.example")
    assert (stand_van(DE_WOLDEN, EEN).stand_eind, stand_van(DE_WOLDEN, TWEE).opgave) == (-13, None)
    geschiedenis = client.get(reverse("gemeente", args=[DE_WOLDEN]))
    assert [lijn.stand_eind for lijn in geschiedenis.context["lijnen"] if lijn.halfjaar == EEN] == [-13]
    assert client.get(reverse("stand", args=[DE_WOLDEN, "2099-1"])).status_code == 200


@pytest.mark.usefixtures("wereld")
def test_geval_40_cijfers_per_is_een_andere_dag_dan_de_peildatum(als: Als) -> None:
    """Gelderland judged the second half of 2015 by COA figures of 25 January 2016."""
    h = Halfjaar(2015, 2)
    beginstand(DE_WOLDEN, 0, h)
    taakstelling(DE_WOLDEN, 10, h)
    officieel(DE_WOLDEN, 6, h, per=date(2015, 12, 1))
    officieel(DE_WOLDEN, 9, h, per=date(2016, 1, 25))
    stand = stand_van(DE_WOLDEN, h)
    assert (h.peildatum, stand.cijfers_per, stand.stand_eind) == (date(2016, 1, 1), date(2016, 1, 25), -1)
    pagina = als("griffie@raad.example").get(reverse("stand", args=[DE_WOLDEN, h])).content.decode()
    assert "Stand per 1 januari 2016 · COA-cijfers per 25 januari 2016" in pagina


@pytest.mark.usefixtures("wereld")
def test_geval_41_vrijgesteld_is_nul_en_niet_onbekend(als: Als) -> None:
    prognose(100, "vastgesteld")
    beginstand(DE_WOLDEN, 0)
    taakstelling(DE_WOLDEN, 26)
    mutatie(DE_WOLDEN, EEN.begin, "vrijstelling", 26)
    beginstand(MEPPEL, 0)
    assert [stand_van(code, EEN).taakstelling for code in (DE_WOLDEN, MEPPEL)] == [0, None]
    lijst = als(DRENTHE).get(reverse("vandaag") + "?halfjaar=2024-1&mist=taakstelling")
    assert [rij.record.gemeente.code for rij in lijst.context["table"].rows] == [MEPPEL]


@pytest.mark.usefixtures("wereld")
def test_geval_42_provincie_saldeert_nooit_een_achterstand_weg(als: Als) -> None:
    prognose(100, "vastgesteld")
    for code, gehuisvest in ((DE_WOLDEN, 5), (MEPPEL, 40)):
        beginstand(code, 0)
        taakstelling(code, 20)
        officieel(code, gehuisvest)
    client = als(DRENTHE)
    totalen = client.get(reverse("vandaag") + "?halfjaar=2024-1").context["totalen"]
    assert (totalen.per_saldo, totalen.achterstand_gemeenten, totalen.achterstand, totalen.voorsprong) == (5, 1, 15, 20)
    for pad, vraag in ((reverse("vandaag"), ""), (reverse("cijfers"), "&provincie=PV22")):
        tekst = " ".join(client.get(f"{pad}?halfjaar=2024-1{vraag}").content.decode().split())
        assert "Per saldo +5" in tekst
        assert "1 gemeente met achterstand, samen 15 personen" in tekst
        bijblad = " ".join(toelichting(client, f"{pad}?halfjaar=2024-1{vraag}"))
        assert "per saldo +5; 1 gemeente met samen 15 achterstand, 1 met samen 20 voorsprong" in bijblad
    land = als("griffie@raad.example").get(reverse("vandaag")).content.decode()
    assert "Per saldo" in land
    assert "met samen 15 achterstand" in land
