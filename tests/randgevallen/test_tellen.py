"""The hard cases of this field about who counts, when and for whom, and who may see it; see also `test_rekenen.py`."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organisaties.models import Gemeente, Postadres
from organisaties.vastleggen import leg_vast
from taakstelling.cijfers import stand_van
from taakstelling.koppelingen import nog_te_huisvesten
from taakstelling.models import Huishouden, Koppeling, Koppelstap, Mutatie, Plaatsing
from taakstelling.overzicht import opbouw, vouw_naam
from taakstelling.regels.telling import telt
from taakstelling.toegang import mag_cijfers_vastleggen, mag_plaatsing_vastleggen
from tests.opdracht import importeer
from tests.taakstelling.cijferfeiten import (
    DE_WOLDEN,
    EEN,
    MEPPEL,
    beginstand,
    gemeente,
    officieel,
    prognose,
    taakstelling,
)
from tests.taakstelling.test_koppelingen import koppel
from tests.taakstelling.test_plaatsing_acties import leg

pytestmark = pytest.mark.django_db
DRENTHE = "toezicht@drenthe.example"
Als = Callable[[str], Client]
TWEE = EEN.volgende


def test_geval_10_teldatum_volgt_de_volgorde_van_de_provincie(wereld: Any) -> None:
    dagen = {"huurcontract_op": date(2024, 6, 30), "afgemeld_op": date(2024, 7, 2)}
    assert leg(wereld, kenmerk="H-1", **dagen).halfjaar == TWEE
    provincie = wereld.provincies["PV22"]
    provincie.teldatum_volgorde = "huurcontract afmelding brp"
    provincie.save()
    assert leg(wereld, kenmerk="H-2", **dagen).halfjaar == EEN
    # What was recorded before stays where it was: a choice of the provincie does not move old people.
    assert [stand_van(DE_WOLDEN, h).eigen for h in (EEN, TWEE)] == [3, 3]


def stap(koppeling: Koppeling, soort: str, dag: date) -> None:
    leg_vast(
        Koppelstap(
            huishouden=koppeling.huishouden,
            dossier=koppeling.dossier,
            koppelgemeente=koppeling.koppelgemeente,
            soort=soort,
            datum=dag,
        ),
        door=None,
    )


def test_geval_12_koppeling_en_acceptatie_tellen_niet(wereld: Any) -> None:
    leg(wereld, kenmerk="H-1")
    koppeling = koppel(wereld, "H-2", date(2024, 4, 1), kinderen=3)
    for soort in ("aangeboden", "geaccepteerd"):
        stap(koppeling, soort, date(2024, 6, 1))
    assert stand_van(DE_WOLDEN, EEN).eigen == 3
    leg(wereld, kenmerk="H-2", kinderen=3)
    assert stand_van(DE_WOLDEN, EEN).eigen == 8


def test_geval_13_doorstroomlocatie_elders_telt_voor_de_koppelgemeente(wereld: Any) -> None:
    leg(wereld, waar=MEPPEL, huisvestingsvorm="doorstroomlocatie", volwassenen=4, kinderen=0)
    assert [stand_van(code, EEN).eigen for code in (DE_WOLDEN, MEPPEL)] == [4, None]


def test_geval_14_latere_verhuizing_telt_niet_nog_een_keer(wereld: Any) -> None:
    leg(wereld, kenmerk="H-1", huisvestingsvorm="doorstroomlocatie")
    leg(wereld, kenmerk="H-1", deel=2, afgemeld_op=None, huurcontract_op=date(2024, 6, 20), eerder_geteld=True)
    assert (stand_van(DE_WOLDEN, EEN).eigen, Plaatsing.objects.bekend().count()) == (3, 2)


def test_geval_14_wie_vertrekt_gaat_er_niet_af(wereld: Any) -> None:
    """Three of five are housed; then nobody has to be housed any more, and in the end the household is erased."""
    koppeling = koppel(wereld, "H-1", date(2024, 4, 1), kinderen=3)
    leg(wereld, kenmerk="H-1")
    stap(koppeling, "vertrokken", date(2024, 6, 20))
    assert nog_te_huisvesten([DE_WOLDEN], date(2024, 6, 20)) == {DE_WOLDEN: 0}
    assert stand_van(DE_WOLDEN, EEN).eigen == 3
    Huishouden.objects.get().delete()
    assert stand_van(DE_WOLDEN, EEN).eigen == 3


def test_geval_15_amv_in_kso_telt_een_keer(wereld: Any) -> None:
    jong = {"volwassenen": 0, "kinderen": 0, "amv": 1}
    leg(wereld, kenmerk="H-1", huisvestingsvorm="amv-kso", **jong)
    assert stand_van(DE_WOLDEN, EEN).eigen == 1
    leg(wereld, kenmerk="H-1", deel=2, afgemeld_op=date(2024, 6, 25), eerder_geteld=True, volwassenen=1, kinderen=0)
    assert stand_van(DE_WOLDEN, EEN).eigen == 1


def test_geval_16_nareizigers_tellen_zonder_nieuwe_woning(wereld: Any) -> None:
    leg(wereld, kenmerk="H-1", volwassenen=1, kinderen=0)
    leg(wereld, kenmerk="H-1", volwassenen=0, kinderen=0, nareizigers=4, afgemeld_op=date(2024, 6, 25))
    assert (stand_van(DE_WOLDEN, EEN).eigen, Huishouden.objects.count()) == (5, 1)
    uitkomst = telt("zelfstandig", nareizigers=4)
    assert (uitkomst.meegeteld, uitkomst.nieuwe_woning) == (4, False)


def test_geval_17_kamerbewoning_is_drie_personen_en_geen_drie_woningen(wereld: Any, als: Als) -> None:
    plaatsing = leg(wereld, huisvestingsvorm="kamerbewoning", volwassenen=3, kinderen=0)
    assert (plaatsing.meegeteld, stand_van(DE_WOLDEN, EEN).eigen, Plaatsing.objects.count()) == (3, 3, 1)
    pagina = als("huisvesting@dewolden.example").get(reverse("plaatsing", args=[plaatsing.pk])).content.decode()
    assert "3 personen" in pagina
    assert "3 woningen" not in pagina


def test_geval_18_logeren_met_brp_adres_telt_niet(wereld: Any) -> None:
    plaatsing = leg(wereld, huisvestingsvorm="logeren", afgemeld_op=None, brp_op=date(2024, 6, 12))
    assert (plaatsing.personen, plaatsing.meegeteld, stand_van(DE_WOLDEN, EEN).eigen) == (3, 0, 0)


def test_geval_35_drie_waarheden_naast_elkaar_en_ieder_de_eigen(wereld: Any, als: Als) -> None:
    beginstand(DE_WOLDEN, 0)
    taakstelling(DE_WOLDEN, 26)
    plaatsing = leg(wereld)
    officieel(DE_WOLDEN, 5)
    for email in ("huisvesting@dewolden.example", DRENTHE):
        tekst = als(email).get(reverse("stand", args=[DE_WOLDEN, EEN])).content.decode()
        assert "Realisatie: 5 (COA)" in tekst
        assert "Eigen telling: 3" in tekst
    provincie, eigen = wereld.lid(DRENTHE), wereld.lid("huisvesting@dewolden.example")
    assert [bool(mag_plaatsing_vastleggen(lid, gemeente(DE_WOLDEN))) for lid in (provincie, eigen)] == [False, True]
    assert [bool(mag_cijfers_vastleggen(lid, gemeente(DE_WOLDEN))) for lid in (provincie, eigen)] == [True, False]
    assert als(DRENTHE).get(reverse("plaatsing-corrigeren", args=[plaatsing.pk])).status_code == 404


def test_geval_36_kleine_aantallen_zijn_verborgen_ook_in_bestanden(wereld: Any, als: Als) -> None:
    prognose(100, "vastgesteld")
    leg(wereld, kenmerk="H-zichtbaar", volwassenen=9, kinderen=7, amv=1)
    vandaag = date(2024, 9, 1)
    ziet = opbouw(wereld.lid(DRENTHE), gemeente(DE_WOLDEN), EEN, vandaag).telling
    assert ziet is not None
    assert ziet.aantallen == {"volwassenen": 9, "kinderen": 7, "amv": None, "nareizigers": None}
    eigen = opbouw(wereld.lid("huisvesting@dewolden.example"), gemeente(DE_WOLDEN), EEN, vandaag).telling
    assert eigen is not None
    assert eigen.aantallen["amv"] == 1
    csv = als(DRENTHE).get(reverse("vandaag") + "?halfjaar=2024-1&uitvoer=csv").content.decode("utf-8-sig")
    assert "De Wolden" in csv
    assert "H-zichtbaar" not in csv
    assert "amv" not in csv.lower()
    # While the half-year runs there is no breakdown at all: between two looks one household would show.
    loopt = opbouw(wereld.lid(DRENTHE), gemeente(DE_WOLDEN), EEN, date(2024, 6, 20)).telling
    assert loopt is not None
    assert (loopt.personen, loopt.aantallen) == (None, {})


@pytest.mark.usefixtures("wereld")
def test_geval_43_namen_sorteren_en_worden_gevonden_zoals_geschreven(tmp_path: Path) -> None:
    for code, naam in (("GM0796", "'s-Hertogenbosch"), ("GM1900", "Súdwest-Fryslân"), ("GM0737", "Tytsjerksteradiel")):
        Gemeente.objects.create(code=code, naam=naam)
    namen = ["Tytsjerksteradiel", "Súdwest-Fryslân", "'s-Hertogenbosch", "De Wolden"]
    assert sorted(namen, key=vouw_naam) == ["De Wolden", "'s-Hertogenbosch", "Súdwest-Fryslân", "Tytsjerksteradiel"]
    kop = "gemeente;datum;soort;aantal;grondslag;reden\n"
    rijen = "’s-Hertogenbosch;2024-01-01;beginstand;1;b;r\nSúdwest-Fryslân;2024-01-01;beginstand;2;b;r\n"
    assert importeer(tmp_path, "mutaties", kop + rijen).status == 0
    assert set(Mutatie.objects.values_list("gemeente__code", "aantal")) == {("GM0796", 1), ("GM1900", 2)}
    # The place of the town hall is part of the address and never the name of the gemeente.
    Postadres.objects.create(
        gemeente=gemeente(DE_WOLDEN),
        aan="het college",
        straat_of_postbus="Postbus 20",
        postcode="7920 AA",
        plaats="Zuidwolde",
    )
    assert importeer(tmp_path, "mutaties", f"{kop}Zuidwolde;2024-01-01;beginstand;1;b;r\n").status == 1
