"""The whole practice world, made as `make demo` makes it: every act in it is a real one, so each may refuse."""

from datetime import date

import pytest

from balie.oefenwereld_vullen import is_gevuld, vul
from organisaties.models import Lidmaatschap
from taakstelling.cijfers import standen
from taakstelling.regels.halfjaar import Halfjaar
from toezicht.models import Brief

DE_WOLDEN, HALFJAAR = "GM1690", Halfjaar(2024, 1)


@pytest.mark.django_db
def test_de_oefenwereld_komt_er_helemaal() -> None:
    assert not is_gevuld()
    gemeld: list[str] = []
    vul(gemeld.append, date(2026, 11, 22))
    assert is_gevuld()
    assert len(gemeld) > 10
    assert Lidmaatschap.objects.count() == 15
    stand = standen([DE_WOLDEN], HALFJAAR, HALFJAAR)[DE_WOLDEN, HALFJAAR]
    assert (stand.stand_begin, stand.taakstelling, stand.opgave, stand.realisatie, stand.stand_eind) == (
        *(-10, 26, 36),
        *(23, -13),
    )
    brieven = Brief.objects.filter(beoordeling__ronde__provincie__naam="Overijssel")
    assert set(brieven.values_list("status", flat=True)) == {Brief.Status.VERZONDEN}
    assert brieven.count() == 25
    assert Brief.objects.exclude(pk__in=brieven).get().status == Brief.Status.CONCEPT
