"""The joint line is the sum of the lines, term by term, and unknown where one of them is."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from taakstelling.regels.gezamenlijk import tel_samen
from taakstelling.regels.grootboek import Bron, Stand
from taakstelling.regels.halfjaar import Halfjaar

H = Halfjaar(2017, 1)
getallen = st.integers(-60, 60)


def lijn(begin: int | None, taak: int, realisatie: int | None, herverdeling: int = 0) -> Stand:
    return Stand("GM", H, begin, taak, realisatie, Bron.OFFICIEEL, H.peildatum, None, None, herverdeling=herverdeling)


lijnen = st.lists(st.builds(lijn, getallen, st.integers(0, 60), st.integers(0, 60), getallen), min_size=1, max_size=6)


@given(lijnen)
def test_elke_term_is_de_som(standen: list[Stand]) -> None:
    samen = tel_samen("samen", H, standen)
    for term in ("stand_begin", "taakstelling", "opgave", "realisatie", "stand_eind", "verandering"):
        assert getattr(samen, term) == sum(getattr(stand, term) for stand in standen)


@given(lijnen, st.data())
def test_onbekend_bij_een_is_onbekend_bij_allen(standen: list[Stand], data: st.DataObject) -> None:
    i = data.draw(st.integers(0, len(standen) - 1))
    standen[i] = replace(standen[i], realisatie=None, bron=Bron.GEEN)
    samen = tel_samen("samen", H, standen)
    assert (samen.realisatie, samen.stand_eind, samen.bron) == (None, None, Bron.GEEN)
    assert samen.opgave == sum(stand.opgave or 0 for stand in standen)


def test_samen_officieel_alleen_als_alles_het_is_en_dan_per_het_oudste_cijfer() -> None:
    een, twee = lijn(0, 10, 5), replace(lijn(0, 10, 5), cijfers_per=date(2017, 7, 9))
    assert tel_samen("samen", H, [twee, een]).cijfers_per == H.peildatum
    eigen = replace(twee, bron=Bron.EIGEN, cijfers_per=None)
    assert (tel_samen("samen", H, [een, eigen]).bron, tel_samen("samen", H, [een, eigen]).cijfers_per) == (
        Bron.EIGEN,
        None,
    )


def test_samen_gehaald_terwijl_een_gemeente_achterloopt() -> None:
    """The joint stand is nil; the formal one of the first is −4."""
    assert tel_samen("samen", H, [lijn(0, 10, 6), lijn(0, 10, 14)]).stand_eind == 0


def test_zonder_gemeenten_is_alles_onbekend() -> None:
    assert (tel_samen("samen", H, []).opgave, tel_samen("samen", H, []).realisatie) == (None, None)
