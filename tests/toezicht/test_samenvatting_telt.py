"""What the summary of a round counts: letters sent, when one gets another, and who goes up or down."""

from datetime import date
from typing import Any

import pytest

from tests.toezicht.dossierstukken import op_trede
from toezicht import acties
from toezicht.overzicht import rondes_van
from toezicht.rondestukken.rijen import rondebeeld
from toezicht.rondestukken.samenvatting import OPNIEUW, stel_samen

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
