"""The home of the provincie: who is behind, what is missing, every gemeente of its own and none of another's."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organisaties.models import Postadres
from taakstelling.regels.halfjaar import Halfjaar
from tests.taakstelling.cijferfeiten import (
    DE_WOLDEN,
    EEN,
    MEPPEL,
    beginstand,
    de_wolden,
    gemeente,
    officieel,
    plaatsing,
    prognose,
    taakstelling,
    vul_provincie,
)
from toezicht.models import Toezichtronde

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]
DRENTHE = "toezicht@drenthe.example"


@pytest.fixture(autouse=True)
def halfjaren(wereld: Any) -> None:
    prognose(18_750, "vastgesteld", EEN)


def codes(antwoord: Any) -> list[str]:
    return [regel.gemeente.code for regel in antwoord.context["table"].data]


def test_thuis_toont_het_lopende_halfjaar_en_alleen_eigen_gemeenten(als: Als) -> None:
    antwoord = als(DRENTHE).get("/")
    assert antwoord.context["halfjaar"] == Halfjaar.van_datum(timezone.localdate())
    assert sorted(codes(antwoord)) == [MEPPEL, DE_WOLDEN]


def test_thuis_zet_de_grootste_achterstand_bovenaan(als: Als) -> None:
    de_wolden()
    beginstand(MEPPEL, 5)
    taakstelling(MEPPEL, 10)
    officieel(MEPPEL, 10)
    antwoord = als(DRENTHE).get("/?halfjaar=2024-1")
    assert codes(antwoord) == [DE_WOLDEN, MEPPEL]
    uit = antwoord.context["totalen"]
    assert (uit.achterstand_gemeenten, uit.achterstand, uit.voorsprong_gemeenten, uit.voorsprong) == (1, 13, 1, 5)


def test_thuis_houdt_de_kerncijfers_van_alle_gemeenten_ook_bij_een_filter(als: Als) -> None:
    de_wolden()
    antwoord = als(DRENTHE).get("/?halfjaar=2024-1&naam=Meppel")
    assert codes(antwoord) == [MEPPEL]
    assert antwoord.context["totalen"].achterstand == 13
    assert antwoord.context["table"].totalen.achterstand == 0


def test_thuis_noemt_wat_ontbreekt_met_een_lijst_erachter(als: Als) -> None:
    de_wolden()
    Postadres.objects.create(
        gemeente=gemeente(DE_WOLDEN),
        aan="het college",
        straat_of_postbus="Postbus 20",
        postcode="7920 AA",
        plaats="Zuidwolde",
    )
    client = als(DRENTHE)
    taken = client.get("/?halfjaar=2024-1").context["taken"]
    assert [(taak.tekst, taak.namen) for taak in taken] == [
        ("1 gemeente zonder taakstelling", "Meppel"),
        ("1 gemeente zonder beginstand", "Meppel"),
        ("1 gemeente zonder officieel cijfer", "Meppel"),
        ("1 gemeente zonder postadres", "Meppel"),
    ]
    for taak in taken:
        assert codes(client.get("/" + taak.url.split("#")[0])) == [MEPPEL]


def test_thuis_in_het_lopende_halfjaar_vraagt_nog_niet_om_het_officiele_cijfer(als: Als) -> None:
    nu = Halfjaar.van_datum(timezone.localdate())
    for code in (DE_WOLDEN, MEPPEL):
        beginstand(code, 0, nu)
        taakstelling(code, 10, nu)
        plaatsing(code, nu, volwassenen=1)
    taken = als(DRENTHE).get("/").context["taken"]
    assert [taak.tekst for taak in taken] == ["2 gemeenten zonder postadres"]


def test_thuis_telt_wie_achterloopt_op_schema(als: Als, monkeypatch: pytest.MonkeyPatch) -> None:
    """Halfway, half of the opgave is due: 15 of 30. De Wolden has 5, Meppel 15."""
    monkeypatch.setattr(timezone, "localdate", lambda: date(2024, 4, 1))
    for code, gehuisvest in ((DE_WOLDEN, 5), (MEPPEL, 15)):
        beginstand(code, 0)
        taakstelling(code, 30)
        plaatsing(code, volwassenen=gehuisvest)
    client = als(DRENTHE)
    uit = client.get("/").context["totalen"]
    assert (uit.onder_schema_gemeenten, uit.onder_schema, uit.achterstand_gemeenten) == (1, 10, 2)
    assert codes(client.get("/?achterstand=schema")) == [DE_WOLDEN]
    assert client.get("/?halfjaar=2024-2").context["totalen"].onder_schema_gemeenten == 0


def test_thuis_toont_de_eigen_telling_van_de_gemeenten_maar_geen_plaatsingen(als: Als) -> None:
    nu = Halfjaar.van_datum(timezone.localdate())
    beginstand(DE_WOLDEN, 0, nu)
    taakstelling(DE_WOLDEN, 10, nu)
    plaatsing(DE_WOLDEN, nu, volwassenen=3)
    antwoord = als(DRENTHE).get("/")
    (regel,) = [regel for regel in antwoord.context["table"].data if regel.gemeente.code == DE_WOLDEN]
    assert (regel.stand.eigen, regel.stand.realisatie, regel.nog) == (3, 3, 7)
    assert "/opgave/plaatsingen/" not in antwoord.content.decode().split("<main")[1]


def test_thuis_zonder_gemeenten_zegt_wat_er_komt(als: Als, wereld: Any) -> None:
    lid = wereld.lid(DRENTHE)
    for een in lid.provincie.gemeenten.all():
        een.provincie = wereld.provincies["PV23"]
        een.save()
    assert "Nog geen gemeenten" in als(DRENTHE).get("/").content.decode()


def test_thuis_met_een_onbegrepen_vraag_zegt_het_bij_het_veld(als: Als) -> None:
    antwoord = als(DRENTHE).get("/?halfjaar=straks&mist=geduld")
    assert antwoord.context["filter"].form.errors == {
        "halfjaar": ["Kies een halfjaar uit de lijst."],
        "mist": ["Kies uit de lijst."],
    }


def test_thuis_als_bestand_houdt_de_lijst_van_de_provincie(als: Als) -> None:
    de_wolden()
    antwoord = als(DRENTHE).get("/?halfjaar=2024-1&achterstand=ja&uitvoer=csv")
    assert antwoord["Content-Disposition"].startswith('attachment; filename="drenthe-2024-1-gefilterd-')
    rijen = antwoord.content.decode("utf-8-sig").splitlines()
    laatste = "Verandering;Nagekomen;Gesloten;Later bekend geworden"
    assert rijen[-2:] == [
        "Code;Gemeente;Stand begin;Taakstelling;Opgave;Realisatie;Telling van;Cijfers per;Stand;" + laatste,
        "GM1690;De Wolden;-10;26;36;23;COA;2024-07-03;-13;-3;0;nee;0",
    ]


def test_thuis_kost_evenveel_vragen_bij_een_en_bij_dertig_gemeenten(als: Als, wereld: Any) -> None:
    client = als("toezicht@overijssel.example")
    aantallen = []
    for extra in (0, 29):
        if extra:
            vul_provincie("PV23", extra)
        client.get("/?halfjaar=2024-1")
        with CaptureQueriesContext(connection) as vragen:
            antwoord = client.get("/?halfjaar=2024-1")
        aantallen.append((len(codes(antwoord)), len(vragen)))
    assert [rijen for rijen, _ in aantallen] == [1, 30]
    assert aantallen[0][1] == aantallen[1][1]
    assert aantallen[1][1] <= 27  # five for the terms in the dossiers, three for what waits in the rounds


def test_thuis_zonder_adres_geeft_per_gemeente_de_weg_erheen_en_terug(als: Als) -> None:
    client = als(DRENTHE)
    assert "adres" not in client.get("/").context["table"].columns.names()
    antwoord = client.get("/?mist=adres&naam=wolden")
    terug = "%2F%3Fmist%3Dadres%26naam%3Dwolden"
    assert f'href="/gemeenten/{DE_WOLDEN}/adres/?terug={terug}"' in antwoord.content.decode()


def test_thuis_opent_de_ronde_over_het_laatste_voorbije_halfjaar_of_gaat_ermee_verder(
    als: Als, wereld: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: date(2024, 7, 1))
    client = als(DRENTHE)
    assert client.get("/").context["ronde"] == ("/toezicht/rondes/openen/", "Ronde over de 1e helft van 2024 openen")
    Toezichtronde.objects.create(provincie=wereld.provincies["PV23"], halfjaar=EEN)
    assert client.get("/").context["ronde"][0] == "/toezicht/rondes/openen/"
    eigen = Toezichtronde.objects.create(provincie=wereld.provincies["PV22"], halfjaar=EEN)
    assert client.get("/").context["ronde"] == (
        f"/toezicht/rondes/{eigen.pk}/",
        "Verder met de ronde over de 1e helft van 2024",
    )


def test_thuis_telt_wie_precies_op_nul_staat_met_een_lijst_erachter(als: Als) -> None:
    de_wolden()
    beginstand(MEPPEL, 0)
    taakstelling(MEPPEL, 10)
    officieel(MEPPEL, 10)
    client = als(DRENTHE)
    antwoord = client.get("/?halfjaar=2024-1")
    assert antwoord.context["totalen"].op_nul == 1
    assert "?halfjaar=2024-1&amp;achterstand=nul#lijst" in antwoord.content.decode()
    assert codes(client.get("/?halfjaar=2024-1&achterstand=nul")) == [MEPPEL]
