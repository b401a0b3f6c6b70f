"""A koppeling that another gemeente hands over waits on the home of the one that receives it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from organisaties.models import Regio
from organisaties.templatetags.weergave import datum
from taakstelling.acties.huishoudens import trek_stap_in
from taakstelling.regels.koppeling import Soort
from tests.taakstelling.huishoudens import dagen_terug, koppel, leg_stap
from tests.taakstelling.test_plaatsing_acties import leg

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]
MEPPEL = "huisvesting@meppel.example"


def overdrachten(als: Als, wie: str = MEPPEL) -> list[str]:
    return [taak.tekst for taak in als(wie).get("/").context["taken"] if " droeg op " in taak.tekst]


def test_overgedragen_koppeling_is_een_taak_tot_zij_is_vastgelegd(wereld: Any, als: Als) -> None:
    """Two of the same size are two; who is housed already does not come along."""
    stap = leg_stap(wereld, koppel(wereld, "H-1"), Soort.OVERGEDRAGEN, 5)
    groot = koppel(wereld, "H-2", kinderen=2)
    leg(wereld, kenmerk="H-2", volwassenen=1, kinderen=1, afgemeld_op=dagen_terug(6))
    leg_stap(wereld, groot, Soort.OVERGEDRAGEN, 3)
    zinnen = [
        f"De Wolden droeg op {datum(dagen_terug(dagen))} een koppeling van 2 personen aan u over."
        " De plaatsing telt voor u."
        for dagen in (5, 3)
    ]
    assert overdrachten(als) == zinnen
    assert "H-1" not in als(MEPPEL).get("/").content.decode()
    assert overdrachten(als, "huisvesting@steenwijkerland.example") == []
    koppel(wereld, "M-1", 5, wie=MEPPEL, voor="GM0119")
    assert overdrachten(als) == zinnen[1:]
    trek_stap_in(door=wereld.lid("huisvesting@dewolden.example"), stap=stap, reden="Toch niet")
    assert overdrachten(als) == []


def test_lang_geleden_is_geen_taak_meer(wereld: Any, als: Als) -> None:
    leg_stap(wereld, koppel(wereld, "H-1", 100), Soort.OVERGEDRAGEN, 57)
    leg_stap(wereld, koppel(wereld, "H-2", 100), Soort.OVERGEDRAGEN, 56)
    assert len(overdrachten(als)) == 1


def test_wat_de_coordinator_meteen_overzet_is_geen_taak(wereld: Any, als: Als) -> None:
    Regio.objects.get().gemeenten.set([wereld.gemeenten["GM1690"], wereld.gemeenten["GM0119"]])
    leg_stap(wereld, koppel(wereld, "H-1"), Soort.OVERGEDRAGEN, 2, wie="regio@westerkwartier.example")
    assert overdrachten(als) == []
