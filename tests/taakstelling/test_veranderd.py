"""What changed a stand since a day: the causes, who sees which of them, and that they add up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organisaties.vastleggen import leg_vast, trek_in
from taakstelling.models import Mutatie, Plaatsing, Realisatie, Taakstelling
from taakstelling.overzicht import oorzaken, veranderingen
from taakstelling.regels.halfjaar import Halfjaar
from tests.taakstelling.cijferfeiten import DE_WOLDEN, EEN, gemeente, prognose

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]
VANDAAG, SINDS = date(2024, 11, 22), date(2024, 7, 25)
VROEG, LAAT = datetime(2024, 2, 1, 12, tzinfo=UTC), datetime(2024, 8, 2, 12, tzinfo=UTC)
OFFICER, LEZER, PROVINCIE = "huisvesting@dewolden.example", "griffie@raad.example", "toezicht@drenthe.example"
ADRES = f"/cijfers/{DE_WOLDEN}/2024-1/veranderd/?sinds=2024-07-25"


@pytest.fixture(autouse=True)
def _vandaag(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: VANDAAG)


def leg(model: Any, op: datetime, halfjaar: Halfjaar = EEN, **velden: Any) -> Any:
    """One fact of De Wolden, recorded at that moment; with `vervangt` in the place of another."""
    waar = gemeente(DE_WOLDEN)
    vervangt, door = velden.pop("vervangt", None), velden.pop("door", None)
    if model is Plaatsing:
        velden |= {"koppelgemeente": waar, "huisvestingsgemeente": waar, "meegeteld": velden["volwassenen"]}
        velden.setdefault("teldatum", halfjaar.begin)
    else:
        velden["gemeente"] = waar
    if model is Mutatie:
        velden = {"datum": halfjaar.begin, "grondslag": "Besluit", "reden": "Zo besloten", **velden}
    else:
        velden["halfjaar"] = halfjaar
    if model is Taakstelling:
        velden = {"status": "vastgesteld", "vastgesteld_op": date(2023, 10, 2), "bron": "Stcrt.", **velden}
    if model is Realisatie:
        velden = {"cijfers_per": halfjaar.peildatum, "bron": "COA", **velden}
    return leg_vast(model(**velden), door=door, op=op, vervangt=vervangt, reden="Verkeerd overgenomen")


@dataclass
class Begin:
    """What was recorded before the day; two plaatsingen, of three and of four personen."""

    versie: Taakstelling
    drie: Plaatsing
    vier: Plaatsing


@pytest.fixture
def begin(wereld: Any) -> Begin:
    """−10; 26 (+10) = 36; 7 housed by the own count."""
    leg(Mutatie, VROEG, soort="beginstand", aantal=-10)
    versie = leg(Taakstelling, VROEG, aantal=26)
    return Begin(versie, leg(Plaatsing, VROEG, volwassenen=3), leg(Plaatsing, VROEG, volwassenen=4))


def gezien(als: Als, email: str, adres: str = ADRES) -> tuple[int | None, list[tuple[str, int | None]]]:
    inhoud = als(email).get(adres).context
    gevonden = inhoud["oorzaken"]
    verschil = inhoud["verandering"].verschil
    if verschil is not None:
        assert sum(oorzaak.bedrag for oorzaak in gevonden) == verschil
    return verschil, [(oorzaak.tekst, oorzaak.bedrag) for oorzaak in gevonden]


def test_zonder_verandering_zegt_de_pagina_dat(begin: Begin, als: Als) -> None:
    assert gezien(als, OFFICER) == (0, [])
    assert "Er is niets veranderd aan de stand." in als(OFFICER).get(ADRES).content.decode()


def test_plaatsingen_per_regel_voor_de_gemeente_en_in_personen_voor_de_provincie(begin: Begin, als: Als) -> None:
    leg(Plaatsing, LAAT, volwassenen=2, teldatum=date(2024, 6, 1))
    leg(Plaatsing, LAAT, volwassenen=5, vervangt=begin.vier)
    trek_in(begin.drie, door=None, reden="Dubbel", op=LAAT)
    assert gezien(als, OFFICER) == (
        0,
        [
            ("Plaatsing van 1 juni 2024, later vastgelegd", 2),
            ("Plaatsing van 1 januari 2024, verbeterd: 4 → 5", 1),
            ("Plaatsing van 1 januari 2024, ingetrokken", -3),
        ],
    )
    assert gezien(als, PROVINCIE) == (
        0,
        [
            ("Eigen telling, ingetrokken", -3),
            ("Eigen telling, later vastgelegd", 2),
            ("Eigen telling, verbeterd", 1),
        ],
    )
    pagina = als(PROVINCIE).get(ADRES).content.decode()
    assert "/opgave/plaatsingen/" not in pagina
    assert "juni 2024" not in pagina


def test_wie_alleen_officiele_cijfers_ziet_merkt_niets_van_de_eigen_telling(begin: Begin, als: Als) -> None:
    leg(Plaatsing, LAAT, volwassenen=2)
    for email in (LEZER, "toezicht@overijssel.example", "huisvesting@steenwijkerland.example"):
        assert gezien(als, email) == (None, [])


def test_verbetering_in_twee_stappen_is_een_oorzaak(begin: Begin, als: Als) -> None:
    tussen = leg(Plaatsing, LAAT, volwassenen=9, vervangt=begin.vier)
    leg(Plaatsing, LAAT, volwassenen=6, vervangt=tussen)
    assert gezien(als, OFFICER) == (2, [("Plaatsing van 1 januari 2024, verbeterd: 4 → 6", 2)])


def test_coa_cijfer_komt_in_de_plaats_van_de_eigen_telling(begin: Begin, als: Als) -> None:
    leg(Plaatsing, LAAT, volwassenen=2)
    leg(Realisatie, LAAT, aantal=6)
    assert gezien(als, OFFICER) == (
        -1,
        [("COA-cijfer per 1 juli 2024 kwam in de plaats van de eigen telling: 7 → 6", -1)],
    )


def test_hersteld_coa_cijfer(begin: Begin, als: Als) -> None:
    oud = leg(Realisatie, VROEG, aantal=6)
    leg(Realisatie, LAAT, aantal=8, vervangt=oud)
    for email in (OFFICER, PROVINCIE, LEZER):
        assert gezien(als, email) == (2, [("COA-cijfer 6 → 8, per 1 juli 2024", 2)])


def test_ingetrokken_coa_cijfer_geeft_de_eigen_telling_terug(begin: Begin, als: Als) -> None:
    trek_in(leg(Realisatie, VROEG, aantal=6), door=None, reden="Hoort elders", op=LAAT)
    assert gezien(als, OFFICER) == (1, [("De eigen telling kwam in de plaats van het COA-cijfer: 6 → 7", 1)])
    assert gezien(als, LEZER) == (None, [("COA-cijfer per 1 juli 2024 ingetrokken 6 → onbekend", None)])


def test_nieuwe_versie_van_de_taakstelling(begin: Begin, als: Als) -> None:
    leg(Taakstelling, LAAT, aantal=24, status="bijgesteld", vastgesteld_op=date(2024, 7, 30))
    assert gezien(als, OFFICER) == (2, [("Taakstelling 26 → 24, bijgesteld op 30 juli 2024", 2)])


def test_mutaties_elk_met_hun_eigen_bedrag(begin: Begin, als: Als) -> None:
    weg = leg(Mutatie, VROEG, soort="correctie", aantal=2, grondslag="A")
    anders = leg(Mutatie, VROEG, soort="herverdeling", aantal=5, grondslag="B")
    trek_in(weg, door=None, reden="Onterecht", op=LAAT)
    leg(Mutatie, LAAT, soort="herverdeling", aantal=3, grondslag="B", vervangt=anders)
    leg(Mutatie, LAAT, soort="vrijstelling", aantal=4, grondslag="C")
    assert gezien(als, OFFICER) == (
        0,
        [
            ("Herverdeling van 1 januari 2024: +5 werd +3", -2),
            ("Vrijstelling van 1 januari 2024: vastgelegd", 4),
            ("Correctie van 1 januari 2024: +2 ingetrokken", -2),
        ],
    )


def test_beginstand_telt_voor_wat_het_begin_werd(begin: Begin, als: Als) -> None:
    beginstand = Mutatie.objects.get()
    leg(Mutatie, LAAT, soort="beginstand", aantal=-12, vervangt=beginstand)
    assert gezien(als, OFFICER) == (-2, [("Beginstand per 1 januari 2024 −10 → −12", -2)])


def test_eerder_halfjaar_werkt_door_tot_de_dag_van_vandaag(begin: Begin, als: Als) -> None:
    leg(Taakstelling, VROEG, EEN.volgende, aantal=24)
    leg(Plaatsing, LAAT, volwassenen=2)
    adres = ADRES.replace("2024-1/", "2024-2/")
    assert gezien(als, OFFICER, adres) == (2, [("Plaatsing van 1 januari 2024, later vastgelegd", 2)])
    assert "werkt door" in als(OFFICER).get(adres).content.decode()


def test_wie_en_wanneer_staan_erbij_voor_wie_dat_mag_zien(wereld: Any, begin: Begin, als: Als) -> None:
    leg(Taakstelling, LAAT, aantal=25, vervangt=begin.versie, door=wereld.lid(PROVINCIE))
    naam = wereld.gebruikers[PROVINCIE].naam
    assert naam in als(OFFICER).get(ADRES).content.decode()
    pagina = als(LEZER).get(ADRES).content.decode()
    assert naam not in pagina
    assert "2 augustus 2024, 14.00 uur, een medewerker" in pagina


def test_elke_oorzaak_is_een_deur_die_opengaat(begin: Begin, als: Als) -> None:
    leg(Plaatsing, LAAT, volwassenen=2)
    leg(Taakstelling, LAAT, aantal=25, vervangt=begin.versie)
    leg(Mutatie, LAAT, soort="correctie", aantal=1)
    for email in (OFFICER, PROVINCIE):
        client = als(email)
        urls = [oorzaak.url for oorzaak in client.get(ADRES).context["oorzaken"]]
        assert len(urls) == 3
        assert [client.get(url).status_code for url in urls] == [200, 200, 200]


def test_tot_een_dag_in_het_verleden(begin: Begin, als: Als) -> None:
    leg(Plaatsing, LAAT, volwassenen=2)
    assert gezien(als, OFFICER, f"{ADRES}&bekend_op=2024-08-01") == (0, [])
    assert gezien(als, OFFICER, f"{ADRES}&bekend_op=2024-08-02")[0] == 2


@pytest.mark.parametrize("sinds", ["2030-01-01", "1800-01-01", "gisteren", "2024-11-22"])
def test_dag_die_niet_kan_zegt_wat_wel_kan(begin: Begin, als: Als, sinds: str) -> None:
    antwoord = als(OFFICER).get(ADRES.replace("2024-07-25", sinds))
    assert antwoord.context["sinds"] == date(2024, 10, 23)
    assert antwoord.context["filter"].form["sinds"].errors


def test_halfjaar_dat_nog_moet_beginnen_heeft_geen_stand(begin: Begin, als: Als) -> None:
    assert "nog niet begonnen" in als(OFFICER).get(ADRES.replace("2024-1/", "2025-1/")).content.decode()


def test_lijst_van_de_provincie_telt_per_gemeente_op(begin: Begin, als: Als) -> None:
    prognose(100, "vastgesteld")  # from then on a half-year can be chosen
    leg(Plaatsing, LAAT, volwassenen=2)
    leg(Taakstelling, LAAT, aantal=25, vervangt=begin.versie)
    leg(Mutatie, LAAT, soort="correctie", aantal=4)
    client = als(PROVINCIE)
    adres = "/cijfers/veranderd/?halfjaar=2024-1&sinds=2024-07-25"
    (een,) = client.get(adres).context["table"].data
    tabel = client.get(adres).context["table"].cellen(een)
    assert [tabel[naam] for naam in ("realisatie", "taakstelling", "mutaties", "eerder")] == ["+2", "+1", "+4", "0"]
    assert een.verschil == 7
    assert [rij.gemeente.code for rij in client.get(f"{adres}&toon=alles").context["table"].data] == [
        DE_WOLDEN,
        "GM0119",
    ]
    bestand = client.get(f"{adres}&uitvoer=csv").content.decode("utf-8-sig")
    assert "GM1690;De Wolden;-29;-22;7;2;1;4;0" in bestand


def test_lijst_zonder_verandering_zegt_dat(begin: Begin, als: Als) -> None:
    pagina = als(PROVINCIE).get("/cijfers/veranderd/?halfjaar=2024-1&sinds=2024-07-25").content.decode()
    assert "Er is sinds die dag geen stand veranderd." in pagina


SOORTEN = st.sampled_from(["plaatsing", "realisatie", "taakstelling", "correctie", "beginstand", "vrijstelling"])
HALFJAREN = st.sampled_from([EEN, EEN.volgende])


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(SOORTEN, HALFJAREN, st.integers(0, 30), st.booleans(), st.booleans()), max_size=12))
def test_oorzaken_tellen_op_wat_er_ook_is_vastgelegd(wereld: Any, stappen: list[Any]) -> None:
    """Recorded, replaced and withdrawn at random, before and after the day; seen by the gemeente and its provincie."""
    from django.db import transaction

    with transaction.atomic():
        _speel(stappen)
        for email in (OFFICER, PROVINCIE, LEZER):
            lid = wereld.lid(email)
            for halfjaar in (EEN, EEN.volgende):
                (kort,) = veranderingen(lid, [gemeente(DE_WOLDEN)], halfjaar, SINDS)
                (een,) = veranderingen(lid, [gemeente(DE_WOLDEN)], halfjaar, SINDS, volledig=True)
                assert (kort.verschil, kort.door(eerder=True)) == (een.verschil, een.door(eerder=True))
                gevonden = [oorzaak.bedrag for oorzaak in oorzaken(lid, een, SINDS)]
                if een.verschil is not None:
                    assert sum(bedrag for bedrag in gevonden if bedrag is not None) == een.verschil
                    assert None not in gevonden
        transaction.set_rollback(True)


def _speel(stappen: list[Any]) -> None:
    leg(Mutatie, VROEG, soort="beginstand", aantal=-10)
    for halfjaar in (EEN, EEN.volgende):
        leg(Taakstelling, VROEG, halfjaar, aantal=26)
    for soort, halfjaar, aantal, laat, weg in stappen:
        op = LAAT if laat else VROEG
        if soort == "plaatsing":
            nieuw = leg(Plaatsing, op, halfjaar, volwassenen=aantal + 1)
        else:
            model = {"realisatie": Realisatie, "taakstelling": Taakstelling}.get(soort, Mutatie)
            velden = {"soort": soort} if model is Mutatie else {}
            vraag = {"halfjaar": halfjaar} if model is not Mutatie else {"datum": halfjaar.begin, "soort": soort}
            oud = model.objects.bekend().filter(**vraag).first()
            op = LAAT if oud is not None else op
            nieuw = leg(model, op, halfjaar, aantal=aantal, vervangt=oud, **velden)
        if weg and soort != "taakstelling":
            trek_in(nieuw, door=None, reden="Onterecht", op=LAAT)
