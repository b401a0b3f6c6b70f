"""The lists of taakstelling as files: the rows, filter and columns of the screen, and nobody's else."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from organisaties.models import Regio
from taakstelling.acties.afsluitingen import sluit_af
from taakstelling.models import Coalijst, Coalijstregel
from taakstelling.regels.halfjaar import Halfjaar
from tests.taakstelling.afstemmingsfeiten import coalijst
from tests.taakstelling.cijferfeiten import EEN, MEPPEL, de_wolden, officieel
from tests.taakstelling.huishoudens import DE_WOLDEN, dagen_terug, koppel
from tests.taakstelling.regiofeiten import COORDINATOR, LEEK, MARUM, H, westerkwartier, woont
from tests.taakstelling.test_plaatsing_acties import leg

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]
TOEZICHT, BUUR = "toezicht@drenthe.example", "huisvesting@meppel.example"


def tabel(client: Client, adres: str, veld: str = "uitvoer") -> list[list[str]]:
    antwoord = client.get(f"{adres}{'&' if '?' in adres else '?'}{veld}=csv")
    assert antwoord["Content-Type"].startswith("text/csv"), antwoord.content.decode()[:200]
    return list(csv.reader(io.StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";"))


def xlsx(client: Client, adres: str) -> list[tuple[Any, ...]]:
    boek = load_workbook(io.BytesIO(client.get(f"{adres}?uitvoer=xlsx").content))
    return list(boek["Cijfers"].iter_rows(values_only=True))


def test_huishoudens_met_filter_en_kolommen_van_het_scherm_en_alleen_de_eigen(wereld: Any, als: Als) -> None:
    Regio.objects.get().gemeenten.set([wereld.gemeenten["GM1690"], wereld.gemeenten["GM0119"]])
    koppel(wereld, "H-laat", 100)
    koppel(wereld, "H-nieuw", 3)
    koppel(wereld, "M-1", 50, wie=BUUR, voor=MEPPEL)
    kop, *rijen = tabel(als(DE_WOLDEN), "/opgave/huishoudens/?kenmerk=laat")
    assert ([rij[0] for rij in rijen], "Gekoppeld aan" in kop) == (["H-laat"], False)
    assert rijen[0][kop.index("Gekoppeld op")] == dagen_terug(100).isoformat()
    assert "te laat" in rijen[0][kop.index("Uiterlijk")]
    kop, *rijen = tabel(als(COORDINATOR), "/opgave/huishoudens/")
    assert [(rij[0], rij[kop.index("Gekoppeld aan")]) for rij in rijen] == [
        ("H-laat", "De Wolden"),
        ("M-1", "Meppel"),
        ("H-nieuw", "De Wolden"),
    ]
    assert [rij[0] for rij in tabel(als(BUUR), "/opgave/huishoudens/")[1:]] == ["M-1"]
    assert als(TOEZICHT).get("/opgave/huishoudens/?uitvoer=csv").status_code == 403


def test_nareizigers_als_lijst_en_als_planning(wereld: Any, als: Als) -> None:
    nu = Halfjaar.van_datum(dagen_terug(0))
    koppel(wereld, "H-1", 10, verwachte_nareizigers=3, verwacht_op=dagen_terug(0))
    kop, rij = tabel(als(DE_WOLDEN), "/opgave/nareizigers/")
    assert (rij[0], rij[1], kop) == ("H-1", "3", ["Kenmerk", "Nareizigers", "Verwacht op", "Woning"])
    planning = tabel(als(DE_WOLDEN), "/opgave/nareizigers/", "planning-uitvoer")
    assert planning[1][:5] == ["De Wolden", nu.code, "3", "1", "3"]
    for veld in ("uitvoer", "planning-uitvoer"):
        assert len(tabel(als(BUUR), "/opgave/nareizigers/", veld)) == 1


def test_koppelpeildata_met_getallen_en_datums(wereld: Any, als: Als) -> None:
    de_wolden()
    koppel(wereld, "K-1", gekoppeld_op=date(2024, 3, 1))
    leg(wereld, kenmerk="X", afgemeld_op=date(2024, 2, 1), volwassenen=2, kinderen=0)
    kop, *rijen = xlsx(als(TOEZICHT), "/cijfers/koppelpeildata/")
    assert kop[:3] == ("Gemeente", "Koppelpeildatum", "Opgave")
    rijen = tabel(als(TOEZICHT), "/cijfers/koppelpeildata/?halfjaar=2024-1")[1:]
    assert ["De Wolden", "2024-04-01", "36", "2", "34", "2", "32", "te weinig gekoppeld"] in rijen
    eigen = xlsx(als(DE_WOLDEN), "/cijfers/koppelpeildata/")
    assert ("1e helft 2024", datetime(2024, 4, 1), 36, 2, 34, 2, 32, "te weinig gekoppeld") in eigen
    een = reverse("koppelpeildatum", args=["GM1690", EEN])
    assert tabel(als(DE_WOLDEN), een)[1:] == [["K-1", "2024-03-01", "2"]]
    assert als(TOEZICHT).get(f"{een}?uitvoer=csv")["Content-Type"].startswith("text/html")


def test_gesloten_halfjaar_en_wat_er_later_kwam(wereld: Any, als: Als) -> None:
    de_wolden()
    sluit_af(door=wereld.lid(TOEZICHT), provincie=wereld.provincies["PV22"], halfjaar=EEN)
    officieel("GM1690", 25, per=date(2024, 8, 1))
    adres = "/cijfers/afsluitingen/2024-1/"
    kop, *rijen = xlsx(als(TOEZICHT), adres)
    assert kop == (
        "Gemeente", "Stand begin", "Opgave", "Realisatie", "Stand eind", "Telling van", "Later gekomen",
    )  # fmt: skip
    assert ("De Wolden", -10, 36, 23, -13, "COA", 2) in rijen
    assert [rij[1:3] for rij in tabel(als(TOEZICHT), adres, "later-uitvoer")[1:]] == [["De Wolden", "1e helft 2024"]]
    assert tabel(als(TOEZICHT), "/cijfers/afsluitingen/")[0] == ["Halfjaar", "Staat"]
    assert "Let op" in tabel(als(TOEZICHT), "/cijfers/afsluitingen/2024-2/sluiten/")[0]
    for dicht in (adres, "/cijfers/afsluitingen/"):
        assert als(DE_WOLDEN).get(f"{dicht}?uitvoer=csv").status_code == 403
    assert len(tabel(als("toezicht@overijssel.example"), "/cijfers/afsluitingen/2024-2/sluiten/")) == 2


def test_afstemming_en_lijsten_van_coa_alleen_de_eigen(wereld: Any, als: Als) -> None:
    de_wolden()
    leg(wereld, afgemeld_op=date(2024, 2, 1), volwassenen=2, kinderen=0)
    coalijst(wereld, EEN)
    kop, *rijen = tabel(als(DE_WOLDEN), "/cijfers/afstemming/?toon=open")
    assert rijen == [["1e helft 2024", "2", "23", "2024-07-03", "-21", "COA", "open"]]
    assert "Gemeente" not in kop
    assert len(tabel(als(DE_WOLDEN), "/opgave/coa-lijsten/")) == 2
    een = reverse("coa-lijst", args=[Coalijst.objects.get().pk])
    kop, *rijen = tabel(als(DE_WOLDEN), een)
    assert kop == ["Rij in het bestand", "Datum", "Personen", "Herkend als"]
    assert [rij[-1] for rij in rijen] == ["niet herkend"] * Coalijstregel.objects.count()
    assert als(BUUR).get(f"{een}?uitvoer=csv").status_code == 404
    assert len(tabel(als(BUUR), "/cijfers/afstemming/")) == len(tabel(als(BUUR), "/opgave/coa-lijsten/")) == 1
    assert als(TOEZICHT).get("/opgave/coa-lijsten/?uitvoer=csv").status_code == 403


def test_tabellen_van_de_regio(wereld: Any, als: Als) -> None:
    regio = westerkwartier()
    woont(wereld, LEEK, MARUM, 3)
    adres = reverse("regio-halfjaar", args=[regio.pk, H])
    client = als(COORDINATOR)
    assert tabel(client, adres)[2] == ["GM0022", "Leek", "0", "12", "12", "24", "12", "COA", "2018-01-01"]
    kop, *rijen = tabel(client, adres, "spreiding-uitvoer")
    leek = next(rij for rij in rijen if rij[0] == "Leek")
    assert (leek[kop.index("Marum")], leek[-1]) == ("3", "3")
    Regio.objects.update(geldig_van=H.begin)
    assert "2017-2" in [rij[0] for rij in tabel(client, reverse("regio", args=[regio.pk]))]
    toezicht = als("toezicht@groningen.example")
    assert len(tabel(toezicht, adres)) == 5
    assert toezicht.get(f"{adres}?spreiding-uitvoer=csv")["Content-Type"].startswith("text/html")


def test_voorstel_van_de_regio_met_de_woningen_uit_het_adres(wereld: Any, als: Als) -> None:
    Regio.objects.get().gemeenten.set([wereld.gemeenten["GM1690"], wereld.gemeenten["GM0119"]])
    koppel(wereld, "H-1", 10, kamers=3, gelijkvloers=True)
    adres = reverse("regio-plan", args=[Regio.objects.get().pk])
    rij = tabel(als(COORDINATOR), f"{adres}?w2_GM0119=1")[1]
    assert rij == [
        "H-1",
        "De Wolden",
        "2",
        "0",
        dagen_terug(10).isoformat(),
        "3 kamers, gelijkvloers",
        "Meppel",
        "1 of 2 personen",
    ]
    tekst = als(COORDINATOR).get(adres).content.decode()
    assert "Op kamers en gelijkvloers let het voorstel niet" in tekst
    assert als(DE_WOLDEN).get(f"{adres}?uitvoer=csv").status_code == 403
