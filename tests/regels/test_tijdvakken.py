"""Cutting stretches: nothing is lost and nothing counted twice."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from afspraken.regels.normen import Normdoelgroep, Normregel, Normsoort, Stuk, jaargrenzen
from afspraken.regels.tijdvakken import knip, kwartaalgrenzen

NORM = Normregel("a", Normsoort.MAXIMUM, Normdoelgroep.STATUSHOUDERS, date(2000, 1, 1))
dagen = st.dates(date(2015, 1, 1), date(2030, 12, 31))


@given(dagen, st.integers(1, 2000), st.lists(dagen, max_size=6))
def test_delen_sluiten_aan_en_bedekken_het_stuk(van: date, duur: int, grenzen: list[date]) -> None:
    tot = van + timedelta(days=duur)
    delen = knip([Stuk(van, tot, NORM)], grenzen)
    assert (delen[0].van, delen[-1].tot) == (van, tot)
    assert all(een.van < een.tot == ander.van for een, ander in pairwise(delen))
    assert {deel.van for deel in delen} == {van, *(dag for dag in grenzen if van < dag < tot)}


@given(dagen, dagen)
def test_elk_jaar_begint_een_kwartaal(van: date, tot: date) -> None:
    kwartalen = kwartaalgrenzen(van, tot)
    assert set(jaargrenzen(van, tot)) == {dag for dag in kwartalen if dag.month == 1}
    assert all(van < dag < tot and dag.day == 1 for dag in kwartalen)
