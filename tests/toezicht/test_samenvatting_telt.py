"""What the summary of a round counts: letters sent, when one gets another, who goes up or down; and how it prints."""

from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.urls import reverse
from openpyxl import load_workbook

from organisaties.drukken.lezen import _stukken, regels_van
from organisaties.models import Gemeente
from tests.toezicht.dossierstukken import op_trede
from toezicht import acties
from toezicht.overzicht import rondes_van
from toezicht.rondestukken.rijen import rondebeeld
from toezicht.rondestukken.samenvatting import OPNIEUW, als_pdf, stel_samen

pytestmark = pytest.mark.django_db
OP = date(2024, 12, 1)


def test_wie_een_nieuw_concept_heeft_na_een_verzonden_brief_telt_eenmaal(dossier: Any) -> None:
    lid, oud = dossier.toezichthouder, dossier.verzonden()
    nieuw = dossier.beoordeel(vervangt=oud.beoordeling, motivering="Opnieuw bekeken.")
    verwacht = [["concept", 0], ["vastgesteld", 0], ["verzonden", 0], [OPNIEUW, 1], ["nog geen brief", 1]]
    assert stel_samen(rondebeeld(dossier.ronde, lid), OP)["brieven"] == verwacht
    brief = acties.maak_brief(door=lid, beoordeling=nieuw, datum=oud.datum, kenmerk="Z-2")
    inhoud = stel_samen(rondebeeld(dossier.ronde, lid), OP)
    assert inhoud["brieven"] == verwacht
    assert [rij["brief"] for rij in inhoud["rijen"]] == [OPNIEUW, None]
    acties.verzend_brief(door=lid, brief=acties.stel_brief_vast(door=lid, brief=brief))
    assert ["verzonden", 1] in stel_samen(rondebeeld(dossier.ronde, lid), OP)["brieven"]
    ronde = rondes_van(lid).get(pk=dossier.ronde.pk)
    assert (ronde.beoordeeld, ronde.verzonden) == (1, 1)


@pytest.mark.parametrize(
    ("bekend", "omhoog", "onbekend"), [(True, [["De Wolden", 1, 2]], []), (False, [], ["De Wolden"])]
)
def test_wie_omhoog_gaat_volgt_uit_de_trede_ervoor(
    dossier: Any, bekend: bool, omhoog: list[Any], onbekend: list[str]
) -> None:
    """Also in the first round here: the trede before it was given, or nobody knew it."""
    op_trede(dossier, 2, voorstel={"oordeel": None, "van": 1, "trede": 2, "begin_bekend": bekend})
    inhoud = stel_samen(rondebeeld(dossier.ronde, dossier.toezichthouder), OP)
    assert (inhoud["omhoog"], inhoud["trede_ervoor_onbekend"]) == (omhoog, onbekend)


RECHTS = 595.3 - 20 / 25.4 * 72
"""Where the right margin of the page begins, in points."""


def test_pdf_blijft_binnen_de_marge_en_zegt_tot_wanneer_iemand_verschoond_is(dossier: Any) -> None:
    dossier.beoordeel()
    bytes_ = als_pdf(rondebeeld(dossier.ronde, dossier.toezichthouder), OP)
    with pikepdf.open(BytesIO(bytes_)) as document:
        buiten = [tekst for pagina in document.pages for x, _, tekst in _stukken(pagina) if x >= RECHTS]
    assert buiten == []
    assert any(regel.startswith("De Wolden") and "1 jan 2025" in regel for regel in regels_van(bytes_))


def test_pdf_laat_geen_halve_bladzijde_leeg_om_de_kaart(dossier: Any) -> None:
    """The table runs on over the pages; the map, which cannot, comes after it."""
    for code in ("GM0106", "GM0109", "GM0114", "GM0118", "GM1680", "GM1681", "GM1699", "GM1701", "GM1730", "GM1731"):
        Gemeente.objects.get_or_create(code=code, defaults={"naam": code, "provincie": dossier.ronde.provincie})
    bytes_ = als_pdf(rondebeeld(dossier.ronde, dossier.toezichthouder), OP)
    with pikepdf.open(BytesIO(bytes_)) as document:
        eerste = " ".join(tekst for _, _, tekst in _stukken(document.pages[0]))
    assert "Per gemeente" in eerste and "GM0106" in eerste


def test_bijlage_zegt_tot_wanneer_iemand_verschoond_is(dossier: Any) -> None:
    dossier.beoordeel()
    rijen = stel_samen(rondebeeld(dossier.ronde, dossier.toezichthouder), OP)["rijen"]
    assert [rij["verschoond_tot"] for rij in rijen] == ["2025-01-01", None]


def test_bestand_noemt_het_besluit_met_een_leesbare_dag(dossier: Any, als: Any) -> None:
    acties.leg_gs_besluit_vast(
        door=dossier.toezichthouder, ronde=dossier.ronde, nummer="GS-7", datum=date(2024, 11, 12)
    )
    adres = reverse("ronde-samenvatting", args=[dossier.ronde.pk])
    bestand = als("toezicht@drenthe.example").get(adres, {"uitvoer": "xlsx"}).content
    uitleg = {rij[0].value: rij[1].value for rij in load_workbook(BytesIO(bestand))["Toelichting"].iter_rows()}
    assert uitleg["Besluit van GS"] == "GS-7, 12 november 2024"
