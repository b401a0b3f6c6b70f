"""How many more may or must: exact, in whole homes."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afspraken.regels.normen import Meting, Normdoelgroep, Normregel, Normsoort
from afspraken.regels.ruimte import eerstvolgende, grens_in_woningen, is_plafond, van_de_komende, verwacht_in_tempo

metingen = st.integers(0, 400).flatmap(lambda noemer: st.builds(Meting, st.integers(0, noemer), st.just(noemer)))
plafonds = st.sampled_from([Normsoort.MAXIMUM, Normsoort.SIGNAALWAARDE])
vloeren = st.sampled_from([Normsoort.MINIMUM, Normsoort.STREEFWAARDE])
percentages = st.integers(0, 200).map(lambda n: Fraction(n, 2))


def norm(soort: Normsoort, percentage: Fraction | None = None, aantal: int | None = None) -> Normregel:
    return Normregel("a", soort, Normdoelgroep.STATUSHOUDERS, date(2024, 1, 1), percentage=percentage, aantal=aantal)


def binnen(p: Fraction, teller: int, noemer: int) -> bool:
    return 100 * teller <= p * noemer


@given(plafonds, percentages, metingen)
def test_onder_een_plafond_past_precies_dit_aantal(soort: Normsoort, p: Fraction, m: Meting) -> None:
    ruimte = eerstvolgende(norm(soort, p), m)
    assert ruimte.plafond
    if ruimte.onbegrensd:
        assert p == 100
        return
    k = ruimte.aantal
    assert k is not None
    if binnen(p, m.teller, m.noemer):
        assert binnen(p, m.teller + k, m.noemer + k)
        assert not binnen(p, m.teller + k + 1, m.noemer + k + 1)
        assert ruimte.eerst_anderen == 0
    else:
        assert k == 0
        if p:
            anderen = ruimte.eerst_anderen
            assert binnen(p, m.teller, m.noemer + anderen)
            assert not binnen(p, m.teller, m.noemer + anderen - 1)


@given(vloeren, percentages, metingen)
def test_voor_een_minimum_zijn_precies_zoveel_nodig(soort: Normsoort, p: Fraction, m: Meting) -> None:
    k = eerstvolgende(norm(soort, p), m).aantal
    if k is None:
        assert p == 100
        assert m.teller < m.noemer
        return
    assert 100 * (m.teller + k) >= p * (m.noemer + k)
    if k:
        assert 100 * (m.teller + k - 1) < p * (m.noemer + k - 1)


@given(st.sampled_from(Normsoort), st.integers(0, 300), metingen)
def test_een_norm_in_woningen_geeft_gewoon_de_rest(soort: Normsoort, aantal: int, m: Meting) -> None:
    assert eerstvolgende(norm(soort, aantal=aantal), m).aantal == max(0, aantal - m.teller)


@given(st.sampled_from(Normsoort), percentages, metingen, st.integers(0, 300))
def test_van_de_komende_is_de_grens_en_niet_meer(soort: Normsoort, p: Fraction, m: Meting, verwacht: int) -> None:
    komend = van_de_komende(norm(soort, p), m, verwacht)
    eind, k = m.noemer + verwacht, komend.aantal
    assert 0 <= k <= verwacht
    if is_plafond(soort):
        if komend.tekort:
            assert k == 0
            assert not binnen(p, m.teller, eind)
            assert binnen(p, m.teller - komend.tekort, eind)
        else:
            assert binnen(p, m.teller + k, eind)
            assert k == verwacht or not binnen(p, m.teller + k + 1, eind)
    elif komend.tekort:
        assert k == verwacht
        assert 100 * (m.teller + k + komend.tekort) >= p * eind > 100 * (m.teller + k + komend.tekort - 1)
    else:
        assert 100 * (m.teller + k) >= p * eind
        assert k == 0 or 100 * (m.teller + k - 1) < p * eind


@given(st.integers(0, 100).map(Fraction), st.integers(0, 500))
def test_de_grens_van_een_maximum_en_van_het_minimum_voor_de_anderen_vullen_elkaar_aan(p: Fraction, n: int) -> None:
    assert (
        grens_in_woningen(norm(Normsoort.MAXIMUM, p), n) + grens_in_woningen(norm(Normsoort.MINIMUM, 100 - p), n) == n
    )


@pytest.mark.parametrize(("noemer", "gedaan", "nog", "verwacht"), [(50, 100, 100, 50), (7, 3, 1, 2), (9, 0, 30, 0)])
def test_verwacht_in_tempo(noemer: int, gedaan: int, nog: int, verwacht: int) -> None:
    assert verwacht_in_tempo(noemer, gedaan, nog) == verwacht
