"""What the home of the provincie says is remembered, and forgotten at the next act."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from organisaties.geheugen import onthoud
from organisaties.models import Gemeente
from taakstelling.acties.plaatsingen import leg_plaatsing_vast, trek_plaatsing_in
from taakstelling.regels.plaatsing import Plaatsingsgegevens


@pytest.mark.django_db(transaction=True)
def test_na_elke_handeling_klopt_het_cijfer(wereld: Any, als: Callable[[str], Client]) -> None:
    lid, gemeente = wereld.lid("huisvesting@dewolden.example"), Gemeente.objects.get(code="GM1690")
    client = als("toezicht@drenthe.example")

    def realisatie() -> str:
        """What the row of De Wolden says, twice: the second time it is remembered."""
        teksten = [client.get("/").content.decode() for _ in range(2)]
        rijen = {next(rij for rij in tekst.split("<tr ") if ">De Wolden</a>" in rij) for tekst in teksten}
        (rij,) = rijen
        gevonden = re.search(r'/#realisatie">([^<]+)<', rij)
        return gevonden[1] if gevonden else ""

    assert realisatie() == "onbekend"
    gegevens = Plaatsingsgegevens(volwassenen=2, afgemeld_op=timezone.localdate())
    plaatsing = leg_plaatsing_vast(door=lid, koppelgemeente=gemeente, huisvestingsgemeente=gemeente, gegevens=gegevens)
    assert realisatie() == "2"
    trek_plaatsing_in(door=lid, plaatsing=plaatsing, reden=f"Dubbel {timezone.localdate()}")
    assert realisatie() == "onbekend"


@pytest.mark.django_db(transaction=True)
def test_tweede_keer_wordt_niet_opnieuw_gerekend_en_een_ander_krijgt_het_zijne(wereld: Any) -> None:
    geteld: list[str] = []

    def maak(wie: str) -> str:
        geteld.append(wie)
        return wie

    assert [onthoud((wie,), lambda wie=wie: maak(wie)) for wie in "aabab"] == list("aabab")  # type: ignore[misc]
    assert geteld == ["a", "b"]


@pytest.mark.django_db
def test_in_een_transactie_wordt_niets_onthouden() -> None:
    geteld: list[int] = []
    for _ in range(2):
        onthoud(("x",), lambda: geteld.append(1))
    assert len(geteld) == 2
