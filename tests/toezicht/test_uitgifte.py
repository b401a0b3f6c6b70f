"""What goes out about a round: to the public only what was sent, to the archive everything of a closed round."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from organisaties.drukken.lezen import regels_van
from tests.toezicht.test_brief_pdf import VALS_ALARM
from toezicht import acties
from toezicht.models import Brief
from toezicht.pdf.zetten import BIJLAGE
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
    assert antwoord.headers["Content-Disposition"] == 'attachment; filename="openbaar-PV22-2024-1.zip"'
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
