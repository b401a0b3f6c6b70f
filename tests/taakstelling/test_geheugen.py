"""What the ledger came to is remembered, and forgotten at the next act."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from organisaties.models import Gemeente
from taakstelling.acties.plaatsingen import leg_plaatsing_vast, trek_plaatsing_in
from taakstelling.cijfers import standen_voor
from taakstelling.geheugen import onthoud
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.plaatsing import Plaatsingsgegevens

H = Halfjaar(2024, 1)


@pytest.mark.django_db(transaction=True)
def test_na_elke_handeling_klopt_het_cijfer(wereld: Any) -> None:
    lid, gemeente = wereld.lid("huisvesting@dewolden.example"), Gemeente.objects.get(code="GM1690")

    def realisatie() -> int | None:
        stand = standen_voor(lid, [gemeente], H, H).get(("GM1690", H))
        return stand.realisatie if stand else None

    assert [realisatie(), realisatie()] == [None, None]
    gegevens = Plaatsingsgegevens(volwassenen=2, afgemeld_op=date(2024, 3, 1))
    plaatsing = leg_plaatsing_vast(door=lid, koppelgemeente=gemeente, huisvestingsgemeente=gemeente, gegevens=gegevens)
    assert [realisatie(), realisatie()] == [2, 2]
    trek_plaatsing_in(door=lid, plaatsing=plaatsing, reden=f"Dubbel {timezone.localdate()}")
    assert realisatie() is None


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
