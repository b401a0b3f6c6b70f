"""Supervision per half-year beside the stand: Westerkwartier, Delfzijl, and that the parts are the whole."""

from hypothesis import given
from hypothesis import strategies as st

from taakstelling.regels.halfjaar import Halfjaar
from tests.toezicht.kaders import grootboek, kader, pakket
from toezicht.regels.cohorten import Cohort, cohorten
from toezicht.regels.feiten import Feiten, Meting
from toezicht.regels.kader import Toerekening
from toezicht.regels.ladder import Zet
from toezicht.regels.voorstel import speel_na, stel_voor

H2023_1, H2023_2 = Halfjaar(2023, 1), Halfjaar(2023, 2)
# 42 short over 2023-1 and 38 over 2023-2 (welkominzuidhorn.nl, 11 April 2025); the taakstellingen are invented.
WESTERKWARTIER = grootboek(0, (70, 28), (60, 22), (65, 65), (55, 55), vanaf="2023-1")


def test_westerkwartier_eerst_42_en_dan_38() -> None:
    groningen = pakket("PV20", H2023_1.peildatum)
    voorstel = speel_na(groningen, WESTERKWARTIER)[-1]
    assert [(deel.halfjaar, deel.open, deel.trede) for deel in voorstel.per_halfjaar] == [
        (H2023_1, 42, 5),
        (H2023_2, 38, 4),
    ]
    assert "42 personen" in voorstel.per_halfjaar[0].redenen[0].tekst
    assert WESTERKWARTIER[-1].stand_eind == -80  # the proposal on the stand is about both
    # In 2025-1 the 42 are housed beside the new taakstelling: that besluit lapses and the 38 are next.
    later = grootboek(0, (70, 28), (60, 22), (65, 65), (55, 55), (50, 92), vanaf="2023-1")
    delen = {deel.halfjaar: deel for deel in speel_na(groningen, later)[-1].per_halfjaar}
    assert (delen[H2023_1].open, delen[H2023_1].trede, delen[H2023_1].zet) == (0, 0, Zet.AFSCHALEN)
    assert delen[H2023_1].redenen[0].tekst == (
        "Van de 1e helft van 2023 staat niets meer open. Dit halfjaar gaat van trede 5 van de ladder af."
    )
    assert (delen[H2023_2].open, delen[H2023_2].trede) == (38, 5)


def test_delfzijl_haalt_niets_in_zolang_de_nieuwe_taakstelling_niet_is_gehaald() -> None:
    """Short by 18 over 2016-1; in 2016-2 more were housed, yet fewer than the new taakstelling (invented: 20 of 30)."""
    metingen = grootboek(0, (40, 22), (30, 20), vanaf="2016-1")
    groningen = pakket("PV20", Halfjaar(2016, 2).peildatum)
    assert cohorten(metingen, Toerekening.EIGEN) == (Cohort(Halfjaar(2016, 1), 18), Cohort(Halfjaar(2016, 2), 10))
    assert cohorten(metingen, Toerekening.OUDSTE) == (Cohort(Halfjaar(2016, 2), 28),)
    feiten = Feiten(metingen, trede=4, halfjaartreden={Halfjaar(2016, 1): 4})
    deel = stel_voor(groningen, feiten).per_halfjaar[0]
    assert (deel.halfjaar, deel.open, deel.trede) == (Halfjaar(2016, 1), 18, 5)


def test_een_overschot_vult_ook_bij_eigen_halfjaar_eerst_het_oudste() -> None:
    metingen = grootboek(-5, (10, 4), (10, 20), vanaf="2023-1")
    assert cohorten(metingen, Toerekening.EIGEN) == (Cohort(H2023_1, 1),)
    (deel,) = stel_voor(kader(per_halfjaar=Toerekening.EIGEN), Feiten(metingen)).per_halfjaar
    assert deel.redenen[0].tekst.startswith("Van de 1e helft van 2023 staat 1 persoon open, op 2 peildata.")


def test_zonder_volledige_cijfers_geen_voorstel_per_halfjaar() -> None:
    gat = (*WESTERKWARTIER, Meting(Halfjaar(2025, 1), None, stand_begin=-80))
    assert cohorten(gat, Toerekening.OUDSTE) is None
    assert stel_voor(kader(per_halfjaar=Toerekening.OUDSTE), Feiten(gat)).per_halfjaar == ()


def test_voor_een_onbekend_halfjaar_of_een_beginstand_telt_alleen_de_stand() -> None:
    oud = Meting(Halfjaar(2022, 2), None, stand_begin=0)
    later = grootboek(-7, (10, 4), vanaf="2023-1")
    delen = (Cohort(None, 7), Cohort(H2023_1, 6))
    assert cohorten((oud, *later), Toerekening.EIGEN) == delen
    ander_begin = (*grootboek(0, (10, 2), vanaf="2022-2"), *later)
    assert cohorten(ander_begin, Toerekening.EIGEN) == delen


@given(
    st.integers(-50, 50),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 90)), min_size=1, max_size=10),
    st.sampled_from(Toerekening),
)
def test_de_delen_zijn_samen_de_achterstand(begin: int, rijen: list[tuple[int, int]], wijze: Toerekening) -> None:
    metingen = grootboek(begin, *rijen, vanaf="2018-1")
    delen = cohorten(metingen, wijze)
    assert delen is not None
    assert sum(deel.open for deel in delen) == metingen[-1].achterstand
    assert all(deel.open > 0 for deel in delen)
