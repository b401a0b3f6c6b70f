"""How many letters of a round were sent, when one gets another."""

from datetime import date
from typing import Any

import pytest

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
