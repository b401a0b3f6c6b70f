"""What goes out about a round: to the public only what was sent, to the archive everything of a closed round."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import page
import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from organisaties.drukken.lezen import regels_van
from organisaties.models import Gemeente
from organisaties.toegang import GeenToegang
from organisaties.vastleggen import leg_vast
from tests.toezicht.test_brief_pdf import VALS_ALARM
from toezicht import acties
from toezicht.models import Brief, Dossierstuk
from toezicht.pdf.zetten import BIJLAGE
from toezicht.rondestukken.archief import INVENTARIS
from toezicht.rondestukken.mdto import NAAMRUIMTE
from toezicht.rondestukken.openbaar import KOLOMMEN, KOP_KOPIE, openbare_kopie, openbare_rijen

pytestmark = pytest.mark.django_db
DRENTHE, OVERIJSSEL = "toezicht@drenthe.example", "toezicht@overijssel.example"
Als = Callable[[str], Client]


def uitgepakt(zip_: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(zip_)) as zak:
        assert zak.testzip() is None
        return {naam: zak.read(naam) for naam in zak.namelist()}


def meppel_verzonden(dossier: Any) -> Brief:
    besluit = dossier.beoordeel("GM0119", oordeel="voldoet", verschoond_tot=None)
    brief = acties.maak_brief(door=dossier.toezichthouder, beoordeling=besluit, datum=date(2024, 11, 20), kenmerk="K-2")
    brief = acties.stel_brief_vast(door=dossier.toezichthouder, brief=brief)
    return acties.verzend_brief(door=dossier.toezichthouder, brief=brief)


# The public


def test_alleen_wat_verzonden_is(dossier: Any) -> None:
    brief = dossier.vastgesteld()
    assert openbare_rijen(dossier.ronde, dossier.toezichthouder) == []
    acties.verzend_brief(door=dossier.toezichthouder, brief=brief)
    [rij] = openbare_rijen(dossier.ronde, dossier.toezichthouder)
    assert (rij.gemeente, rij.code, rij.halfjaar) == ("De Wolden", "GM1690", "2024-1")
    assert (rij.stand_begin, rij.taakstelling, rij.opgave, rij.realisatie, rij.stand_eind) == (-10, 26, 36, 23, -13)
    assert (rij.oordeel, rij.kenmerk) == ("voldoet niet, doch verschoonbaar", "47/4.1/2024001652")
    assert (rij.datum, rij.sha256) == (date(2024, 11, 19), Brief.objects.get().sha256)
    assert openbare_rijen(dossier.ronde, dossier.wereld.lid(OVERIJSSEL)) == []


def test_een_rij_per_gemeente_met_de_laatste_brief(dossier: Any) -> None:
    eerste = dossier.verzonden()
    besluit = acties.beoordeel(
        door=dossier.toezichthouder,
        ronde=dossier.ronde,
        gemeente=dossier.gemeente(),
        oordeel="voldoet niet",
        vervangt=eerste.beoordeling,
    )
    # A concept changes nothing.
    brief = acties.maak_brief(door=dossier.toezichthouder, beoordeling=besluit, datum=date(2024, 12, 3), kenmerk="K-9")
    [rij] = openbare_rijen(dossier.ronde, dossier.toezichthouder)
    assert rij.brief == eerste.pk
    acties.verzend_brief(
        door=dossier.toezichthouder, brief=acties.stel_brief_vast(door=dossier.toezichthouder, brief=brief)
    )
    [rij] = openbare_rijen(dossier.ronde, dossier.toezichthouder)
    assert (rij.brief, rij.kenmerk, rij.oordeel) == (brief.pk, "K-9", "voldoet niet")


def test_niets_dan_deze_kolommen(dossier: Any, als: Als) -> None:
    dossier.verzonden()
    client, adres = als(DRENTHE), reverse("ronde-openbaar", args=[dossier.ronde.pk])
    boek = load_workbook(io.BytesIO(client.get(adres, {"uitvoer": "xlsx"}).content))
    koppen = [cel.value for cel in boek["Cijfers"][1]]
    assert koppen == [kolom.kop for kolom in KOLOMMEN]
    tekst = client.get(adres, {"uitvoer": "csv"}).content.decode("utf-8-sig")
    assert "Eenmalig" not in tekst, "the motivering stays inside"
    assert len(tekst.splitlines()) == 2
    pagina = client.get(adres).content.decode()
    assert "Dit blijft binnen" in pagina
    assert "1 gemeente met een verzonden brief" in pagina


def test_zip_met_een_openbare_kopie_van_elke_brief(dossier: Any, als: Als) -> None:
    brief = dossier.verzonden()
    meppel_verzonden(dossier)
    adres = reverse("ronde-openbare-brieven", args=[dossier.ronde.pk])
    antwoord = als(DRENTHE).get(adres)
    assert antwoord.headers["Content-Disposition"] == 'attachment; filename="brieven-PV22-2024-1.zip"'
    zip_ = antwoord.getvalue()
    bestanden = uitgepakt(zip_)
    assert list(bestanden) == ["GM1690-2024-1.pdf", "GM0119-2024-1.pdf", "overzicht.csv"]
    kopie = bestanden["GM1690-2024-1.pdf"]
    rijen = list(csv.DictReader(io.StringIO(bestanden["overzicht.csv"].decode("utf-8-sig")), delimiter=";"))
    assert [rij["Code"] for rij in rijen] == ["GM1690", "GM0119"]
    assert rijen[0]["Controlegetal (sha256)"] == brief.sha256
    assert rijen[0][KOP_KOPIE] == hashlib.sha256(kopie).hexdigest() != brief.sha256
    assert regels_van(kopie) == regels_van(bytes(brief.pdf))
    pagina = als(DRENTHE).get(reverse("ronde-openbaar", args=[dossier.ronde.pk])).content.decode()
    assert "met dezelfde bladzijden maar zonder de berekening" in pagina
    assert zip_ == als(DRENTHE).get(adres).getvalue(), "the same contents are the same bytes"


@pytest.mark.parametrize("profiel", ["ua1", "3a"])
def test_openbare_kopie_heeft_geen_berekening_en_blijft_toegankelijk(
    dossier: Any, profiel: str, tmp_path: Path
) -> None:
    echt = bytes(dossier.verzonden().pdf)
    kopie = openbare_kopie(echt)
    assert kopie == openbare_kopie(echt)
    with pikepdf.open(io.BytesIO(echt)) as brief, pikepdf.open(io.BytesIO(kopie)) as openbaar:
        assert (list(brief.attachments), list(openbaar.attachments)) == ([BIJLAGE], [])
        assert openbaar.Root.Metadata.read_bytes() == brief.Root.Metadata.read_bytes()
        stromen = [o.read_bytes() for o in openbaar.objects if isinstance(o, pikepdf.Stream)]
    assert not any(b"thuisstand-ibt-brief" in stroom for stroom in stromen)
    pad = tmp_path / "kopie.pdf"
    pad.write_bytes(kopie)
    assert [f for f in page.validate_pdf(str(pad), profile=profiel).failures if f.rule_id not in VALS_ALARM] == []


def test_zip_zonder_brieven(dossier: Any, als: Als) -> None:
    bestanden = uitgepakt(als(DRENTHE).get(reverse("ronde-openbare-brieven", args=[dossier.ronde.pk])).getvalue())
    assert list(bestanden) == ["overzicht.csv"]
    pagina = als(DRENTHE).get(reverse("ronde-openbaar", args=[dossier.ronde.pk])).content.decode()
    assert "Brieven als ZIP" not in pagina


def test_evenveel_vragen_bij_meer_brieven(dossier: Any, django_assert_num_queries: Any) -> None:
    dossier.verzonden()
    with django_assert_num_queries(1):
        openbare_rijen(dossier.ronde, dossier.toezichthouder)
    meppel_verzonden(dossier)
    with django_assert_num_queries(1):
        assert len(openbare_rijen(dossier.ronde, dossier.toezichthouder)) == 2


# The archive


@pytest.fixture
def gesloten(dossier: Any) -> Any:
    """Every gemeente judged, every letter sent; and a piece in the dossier of De Wolden."""
    Gemeente.objects.filter(provincie=dossier.ronde.provincie).exclude(code__in=("GM1690", "GM0119")).update(
        geldig_tot=date(2020, 1, 1)
    )
    acties.laad_pakketten(door=dossier.toezichthouder, provincies=[dossier.ronde.provincie])
    dossier.verzonden()
    meppel_verzonden(dossier)
    for dag in (date(2024, 8, 1), date(2025, 1, 1)):
        leg_vast(
            Dossierstuk(
                provincie=dossier.ronde.provincie,
                gemeente=dossier.gemeente(),
                soort="gesprek-ambtelijk",
                datum=dag,
                omschrijving="Over de planning.",
            ),
            door=dossier.toezichthouder,
        )
    return dossier


def draag_over(dossier: Any, **anders: Any) -> bytes:
    pakket = acties.draag_ronde_over(door=dossier.toezichthouder, ronde=dossier.ronde, **anders)
    with pakket:
        return pakket.read()


def test_een_open_ronde_gaat_niet_naar_het_archief(dossier: Any, als: Als) -> None:
    dossier.vastgesteld()
    with pytest.raises(ValidationError) as fout:
        draag_over(dossier)
    assert sorted(fout.value.messages) == [
        "De Wolden: de brief is nog niet verzonden.",
        "Meppel: er is nog geen oordeel.",
    ]
    pagina = als(DRENTHE).get(reverse("ronde-archief", args=[dossier.ronde.pk])).content.decode()
    assert "Meppel: er is nog geen oordeel." in pagina
    assert "<form" not in pagina.split("<main", 1)[1]


def test_een_ronde_zonder_gemeenten_ook_niet(dossier: Any) -> None:
    Gemeente.objects.filter(provincie=dossier.ronde.provincie).update(geldig_tot=date(2020, 1, 1))
    with pytest.raises(ValidationError, match="geen gemeenten"):
        draag_over(dossier)


def test_alleen_de_eigen_provincie_draagt_over(gesloten: Any) -> None:
    with pytest.raises(GeenToegang):
        acties.draag_ronde_over(door=gesloten.wereld.lid(OVERIJSSEL), ronde=gesloten.ronde)
    with pytest.raises(ValidationError, match="Kies uit de lijst"):
        draag_over(gesloten, waardering="weg ermee")


def test_pakket_heeft_alles_met_metagegevens_en_inventaris(gesloten: Any) -> None:
    bestanden = uitgepakt(draag_over(gesloten, waardering="tijdelijk te bewaren", bewaarjaren=10))
    inhoud = [naam for naam in bestanden if not naam.endswith(".mdto.xml")]
    assert inhoud == [
        "kader.json",
        "GM0119/brief-1.pdf",
        "GM0119/beoordeling-1.json",
        "GM1690/brief-1.pdf",
        "GM1690/beoordeling-1.json",
        "GM1690/dossierstukken.json",
        INVENTARIS,
    ]
    for naam in inhoud[:-1]:
        stam = naam.rsplit(".", 1)[0]
        assert {f"{stam}.mdto.xml", f"{stam}.bestand.mdto.xml"} < set(bestanden)
    assert {"ronde.mdto.xml", "GM1690/dossier.mdto.xml", "GM0119/dossier.mdto.xml"} < set(bestanden)
    regels = list(csv.DictReader(io.StringIO(bestanden[INVENTARIS].decode("utf-8-sig")), delimiter=";"))
    assert {rij["bestand"] for rij in regels} == set(bestanden) - {INVENTARIS}
    for rij in regels:
        eigen = bestanden[rij["bestand"]]
        assert (int(rij["bytes"]), rij["sha256"]) == (len(eigen), hashlib.sha256(eigen).hexdigest())

    besluit = json.loads(bestanden["GM1690/beoordeling-1.json"])
    assert (besluit["oordeel"], besluit["motivering"]) == ("voldoet niet, doch verschoonbaar", "Eenmalig.")
    assert besluit["cijfers"]["stand_eind"] == -13
    assert besluit["rijen"]["taakstelling"]
    stukken = json.loads(bestanden["GM1690/dossierstukken.json"])["stukken"]
    assert [stuk["datum"] for stuk in stukken] == ["2024-08-01"], "later ones belong to the next round"
    assert json.loads(bestanden["kader.json"])["kader"]["naam"]


def velden(xml: bytes) -> list[tuple[str, str]]:
    wortel = ET.fromstring(xml)
    assert wortel.tag == f"{{{NAAMRUIMTE}}}MDTO"
    return [(e.tag.split("}")[1], (e.text or "").strip()) for e in wortel.iter()]


def test_metagegevens_naar_mdto(gesloten: Any) -> None:
    bestanden = uitgepakt(draag_over(gesloten, waardering="tijdelijk te bewaren", bewaarjaren=10))
    brief = Brief.objects.get(beoordeling__gemeente__code="GM1690")
    bestand = dict(velden(bestanden["GM1690/brief-1.bestand.mdto.xml"]))
    assert bestand["checksumWaarde"] == brief.sha256
    assert bestand["omvang"] == str(len(bytes(brief.pdf or b"")))
    assert bestand["checksumDatum"].startswith(timezone.localdate(brief.verzonden_op).isoformat())
    object_ = velden(bestanden["GM1690/brief-1.mdto.xml"])
    assert [naam for naam, _ in object_ if naam in VOLGORDE] == VOLGORDE
    waarden = dict(object_)
    assert (waarden["dekkingInTijdBegindatum"], waarden["dekkingInTijdEinddatum"]) == ("2024-01-01", "2024-06-30")
    assert waarden["termijnLooptijd"] == "P10Y"
    zonder = dict(velden(uitgepakt(draag_over(gesloten))["ronde.mdto.xml"]))
    assert "bewaartermijn" not in zonder
    assert ("begripLabel", "nog te bepalen") in velden(uitgepakt(draag_over(gesloten))["ronde.mdto.xml"])


# The order that the schema asks for.
VOLGORDE = [
    "identificatie",
    "naam",
    "aggregatieniveau",
    "dekkingInTijd",
    "taal",
    "waardering",
    "bewaartermijn",
    "isOnderdeelVan",
    "heeftRepresentatie",
    "archiefvormer",
    "beperkingGebruik",
]


def test_zelfde_ronde_zelfde_bytes_en_in_het_logboek(gesloten: Any, nieuwe_regels: Any) -> None:
    eerste = draag_over(gesloten)
    assert eerste == draag_over(gesloten)
    regel = nieuwe_regels().filter(handeling="ronde overgedragen").first()
    assert regel.gegevens["sha256"] == hashlib.sha256(eerste).hexdigest()
    assert regel.gegevens["bestanden"] == len(uitgepakt(eerste)) - 1


def test_overdragen_op_de_pagina(gesloten: Any, als: Als) -> None:
    client, adres = als(DRENTHE), reverse("ronde-archief", args=[gesloten.ronde.pk])
    form = client.get(adres).context["form"]
    gegevens = {"inzending": form["inzending"].value(), "waardering": "nog te bepalen", "bewaarjaren": ""}
    fout = client.post(adres, gegevens | {"waardering": ""})
    assert fout.status_code == 200
    antwoord = client.post(adres, gegevens)
    assert antwoord.headers["Content-Disposition"] == 'attachment; filename="archief-PV22-2024-1.zip"'
    assert INVENTARIS in uitgepakt(antwoord.getvalue())
    assert client.post(adres, gegevens).status_code == 302, "sent in twice: done once"
