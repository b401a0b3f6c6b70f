"""The figures of the letters that were sent, for raad, pers and Rijk: of all provincies, and those figures only."""

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisaties.bewaking import zonder_bewaking
from tests.toezicht.conftest import HALFJAAR
from tests.toezicht.test_uitgifte import meppel_verzonden
from toezicht import acties
from toezicht.models import Brief, Toezichtronde
from toezicht.rondestukken.openbaar import KOLOMMEN, cijfers_voor_lezer

pytestmark = pytest.mark.django_db
GRIFFIE, DRENTHE, OVERIJSSEL = "griffie@raad.example", "toezicht@drenthe.example", "toezicht@overijssel.example"
ADRES = reverse("verzonden-cijfers")
Als = Callable[[str], Client]


def namen(antwoord: Any) -> list[str]:
    return [rij["gemeente"] for rij in antwoord.context["tabel"].page.object_list.data]


def test_de_cijferlezer_ziet_wat_verzonden_is_en_een_provincie_het_hare(dossier: Any, als: Als) -> None:
    dossier.vastgesteld("GM0119")
    assert "Geen verzonden brieven gevonden." in als(GRIFFIE).get(ADRES).content.decode()
    dossier.verzonden()
    pagina = als(GRIFFIE).get(ADRES)
    assert namen(pagina) == namen(als(DRENTHE).get(ADRES)) == ["De Wolden"]
    assert namen(als(OVERIJSSEL).get(ADRES)) == []
    tekst = pagina.content.decode()
    assert reverse("stand", args=["GM1690", "2024-1"]) in tekst
    assert "Eenmalig" not in tekst, "the motivering stays inside"
    assert f'href="{ADRES}"' in als(GRIFFIE).get("/").content.decode()


def test_bestand_heeft_de_openbare_kolommen_en_niet_meer(dossier: Any, als: Als) -> None:
    brief = dossier.verzonden()
    regels = als(GRIFFIE).get(ADRES, {"uitvoer": "csv"}).content.decode("utf-8-sig")
    [rij] = csv.DictReader(io.StringIO(regels), delimiter=";")
    assert set(rij) == {kolom.kop for kolom in KOLOMMEN} | {"Provincie"}
    assert (rij["Code"], rij["Provincie"], rij["Stand eind"]) == ("GM1690", "Drenthe", "-13")
    assert (rij["Kenmerk"], rij["Controlegetal (sha256)"]) == (brief.kenmerk, brief.sha256)
    assert brief.sha256 not in als(GRIFFIE).get(ADRES).content.decode(), "for a program, too wide for a page"


def test_van_meer_brieven_telt_de_laatste(dossier: Any, als: Als) -> None:
    oud = dossier.verzonden()
    besluit = dossier.beoordeel(oordeel="voldoet niet", verschoond_tot=None, vervangt=oud.beoordeling)
    brief = acties.maak_brief(door=dossier.toezichthouder, beoordeling=besluit, datum=date(2024, 12, 3), kenmerk="K-9")
    acties.verzend_brief(
        door=dossier.toezichthouder, brief=acties.stel_brief_vast(door=dossier.toezichthouder, brief=brief)
    )
    [rij] = cijfers_voor_lezer(dossier.wereld.lid(GRIFFIE))
    assert (rij["brief"], rij["oordeel"], rij["kenmerk"]) == (brief.pk, "voldoet niet", "K-9")


def test_onbekend_is_geen_nul(dossier: Any) -> None:
    brief = dossier.verzonden()
    brief.inhoud["cijfers"]["realisatie"] = None
    with zonder_bewaking(connection):
        Brief.objects.filter(pk=brief.pk).update(inhoud=brief.inhoud)
    [rij] = cijfers_voor_lezer(dossier.wereld.lid(GRIFFIE))
    assert (rij["realisatie"], rij["opgave"]) == (None, 36)


def test_filter_op_provincie_en_halfjaar(dossier: Any, als: Als) -> None:
    """Steenwijkerland as if it had a letter of Overijssel about the half-year after."""
    dossier.verzonden()
    ander = meppel_verzonden(dossier)
    ronde = Toezichtronde.objects.create(provincie=dossier.wereld.provincies["PV23"], halfjaar=HALFJAAR.volgende)
    with zonder_bewaking(connection):
        type(ander.beoordeling).objects.filter(pk=ander.beoordeling_id).update(ronde=ronde)
    client = als(GRIFFIE)
    assert len(namen(client.get(ADRES))) == 2
    assert namen(client.get(ADRES, {"provincie": "PV22"})) == ["De Wolden"]
    assert namen(client.get(ADRES, {"halfjaar": "2024-2"})) == ["Meppel"]
    assert namen(client.get(ADRES, {"provincie": "PV22", "halfjaar": "2024-2"})) == []
    assert client.get(ADRES, {"provincie": "PV99", "halfjaar": "x", "page": "-3"}).status_code == 200
    assert "provincie" not in als(DRENTHE).get(ADRES).context["filter"].form.fields


def test_sorteert_en_bladert_in_de_database(dossier: Any, als: Als) -> None:
    dossier.verzonden()
    meppel_verzonden(dossier)
    client = als(GRIFFIE)
    client.get(ADRES)
    assert namen(client.get(ADRES, {"sort": "-stand_eind", "per_page": "1"})) == ["Meppel"]
    with CaptureQueriesContext(connection) as vragen:
        pagina = client.get(ADRES, {"sort": "stand_eind", "per_page": "1"})
    assert namen(pagina) == ["De Wolden"], "-13 before +5, as numbers"
    assert [v for v in vragen if "sha256" in v["sql"] and "LIMIT 1" in v["sql"]]
