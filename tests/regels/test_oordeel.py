"""The oordeelzin in all its cells, and the two sums of the result block."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.oordeel import (
    getal,
    oordeelzin,
    resultaatregel_huidig,
    resultaatregel_volgend,
    verloop_stand,
)

H = Halfjaar(2024, 1)
BEGIN = "Taakstelling 1e helft 2024"

VERLOOP = [
    # from an achterstand
    (-10, -13, "achterstand toegenomen"),
    (-10, -10, "achterstand gelijk gebleven"),
    (-10, -4, "achterstand afgenomen"),
    (-10, 0, "achterstand weggewerkt"),
    (-10, 3, "achterstand weggewerkt, voorsprong ontstaan"),
    # from nil
    (0, -1, "achterstand ontstaan"),
    (0, 0, "stand nul"),
    (0, 1, "voorsprong ontstaan"),
    # from a voorsprong
    (10, 13, "voorsprong toegenomen"),
    (10, 10, "voorsprong gelijk gebleven"),
    (10, 4, "voorsprong afgenomen"),
    (10, 0, "voorsprong verbruikt"),
    (10, -3, "voorsprong verbruikt, achterstand ontstaan"),
]

EERSTE_DEEL = [
    # taakstelling met, opgave met
    (True, True, f"{BEGIN} gehaald"),
    (True, False, f"{BEGIN} gehaald, opgave niet gehaald"),
    (False, True, f"{BEGIN} niet gehaald, opgave gehaald"),
    (False, False, f"{BEGIN} niet gehaald"),
]


@pytest.mark.parametrize(("begin", "eind", "tekst"), VERLOOP)
def test_verloop_stand_per_cel(begin: int, eind: int, tekst: str) -> None:
    assert verloop_stand(begin, eind) == tekst


@pytest.mark.parametrize(("begin", "eind", "verloop"), VERLOOP)
@pytest.mark.parametrize(("taakstelling_gehaald", "opgave_gehaald", "eerste"), EERSTE_DEEL)
def test_oordeelzin_per_cel(
    taakstelling_gehaald: bool, opgave_gehaald: bool, eerste: str, begin: int, eind: int, verloop: str
) -> None:
    # Equal to what was asked is met; one short is not.
    taakstelling = 20 if taakstelling_gehaald else 21
    opgave = 20 if opgave_gehaald else 21
    assert oordeelzin(H, taakstelling, opgave, begin, 20, eind) == f"{eerste}, {verloop}."


def test_oordeelzin_van_de_wolden_2024() -> None:
    assert oordeelzin(H, 26, 36, -10, 23, -13) == "Taakstelling 1e helft 2024 niet gehaald, achterstand toegenomen."


@pytest.mark.parametrize(
    ("taakstelling", "stand", "realisatie", "zin"),
    [
        (26, -10, 30, "gehaald, opgave niet gehaald, achterstand afgenomen."),
        (26, -10, 36, "gehaald, achterstand weggewerkt."),
        (26, -10, 40, "gehaald, achterstand weggewerkt, voorsprong ontstaan."),
        (26, 10, 20, "niet gehaald, opgave gehaald, voorsprong afgenomen."),
        (26, 10, 16, "niet gehaald, opgave gehaald, voorsprong verbruikt."),
        (26, 10, 10, "niet gehaald, voorsprong verbruikt, achterstand ontstaan."),
        (26, 30, 0, "niet gehaald, opgave gehaald, voorsprong afgenomen."),
        (26, 0, 26, "gehaald, stand nul."),
        (0, 0, 0, "gehaald, stand nul."),
    ],
)
def test_oordeelzin_van_een_gewoon_halfjaar(taakstelling: int, stand: int, realisatie: int, zin: str) -> None:
    opgave = taakstelling - stand
    assert oordeelzin(H, taakstelling, opgave, stand, realisatie, realisatie - opgave) == f"{BEGIN} {zin}"


@pytest.mark.parametrize("onbekend", range(5))
def test_oordeelzin_is_er_niet_bij_een_onbekende_term(onbekend: int) -> None:
    termen: list[int | None] = [26, 36, -10, 23, -13]
    termen[onbekend] = None
    assert oordeelzin(H, *termen) is None


def test_oordeelzin_noemt_de_tweede_helft() -> None:
    zin = oordeelzin(Halfjaar(2024, 2), 24, 37, -13, 37, 0)
    assert zin == "Taakstelling 2e helft 2024 gehaald, achterstand weggewerkt."


getallen = st.integers(-50, 50)


@given(getallen, getallen, getallen, getallen)
def test_oordeelzin_is_een_zin_en_zijn_delen_spreken_elkaar_niet_tegen(
    taakstelling: int, stand: int, mutaties: int, realisatie: int
) -> None:
    opgave = taakstelling - stand - mutaties
    stand_eind = realisatie - opgave
    zin = oordeelzin(H, taakstelling, opgave, stand, realisatie, stand_eind)
    assert zin is not None
    assert re.fullmatch(r"Taakstelling 1e helft 2024 [a-z ,]+\.", zin)
    assert (", opgave" in zin) == ((realisatie >= taakstelling) != (stand_eind >= 0))
    achterstand_na = re.search(r"achterstand (ontstaan|toegenomen|gelijk gebleven|afgenomen)\.", zin)
    assert bool(achterstand_na) == (stand_eind < 0)


REGELS = [
    # taakstelling, stand, mutaties, this half-year, next half-year
    (26, -10, 0, "26 (+achterstand 10) = 36", "26 (+10 achterstand) = 36"),
    (24, -13, 0, "24 (+achterstand 13) = 37", "24 (+13 achterstand) = 37"),
    (26, 4, 0, "26 (−voorsprong 4) = 22", "26 (−4 voorsprong) = 22"),
    (26, 26, 0, "26 (−voorsprong 26) = 0", "26 (−26 voorsprong) = 0"),
    (26, 30, 0, "26 (−voorsprong 30) = −4", "26 (−30 voorsprong) = −4"),
    (26, 0, 0, "26", "26"),
    (0, 0, 0, "0", "0"),
    (26, 0, 3, "26 (−mutaties 3) = 23", "26 (−3 mutaties) = 23"),
    (26, -10, 3, "26 (+achterstand 10) (−mutaties 3) = 33", "26 (+10 achterstand) (−3 mutaties) = 33"),
    (26, -10, -2, "26 (+achterstand 10) (+mutaties 2) = 38", "26 (+10 achterstand) (+2 mutaties) = 38"),
    (26, -10, 10, "26 (+achterstand 10) (−mutaties 10) = 26", "26 (+10 achterstand) (−10 mutaties) = 26"),
    (1459, -849, 0, "1.459 (+achterstand 849) = 2.308", "1.459 (+849 achterstand) = 2.308"),
]


@pytest.mark.parametrize(("taakstelling", "stand", "mutaties", "huidig", "volgend"), REGELS)
def test_resultaatregels_per_geval(taakstelling: int, stand: int, mutaties: int, huidig: str, volgend: str) -> None:
    assert resultaatregel_huidig(taakstelling, stand, mutaties) == huidig
    assert resultaatregel_volgend(taakstelling, stand, mutaties) == volgend


def _lees_getallen(tekst: str) -> list[int]:
    # The sign may stand before the word: "(−voorsprong 4)".
    kaal = re.sub(r"[a-z() ]+", " ", tekst.replace(".", "").replace("achterstand ", "").replace("voorsprong ", ""))
    kaal = kaal.replace("−", "-").replace("- ", "-").replace("+ ", "+")
    return [int(deel) for deel in kaal.split()]


@given(st.integers(-5, 3000), st.integers(-3000, 3000), st.integers(-100, 100))
def test_elke_gedrukte_som_klopt(taakstelling: int, stand: int, mutaties: int) -> None:
    for regel in (resultaatregel_huidig, resultaatregel_volgend):
        tekst = regel(taakstelling, stand, mutaties)
        termen, _, uitkomst = tekst.partition(" = ")
        assert sum(_lees_getallen(termen)) == taakstelling - stand - mutaties
        assert _lees_getallen(uitkomst or termen)[-1] == taakstelling - stand - mutaties
        assert "-" not in tekst


@pytest.mark.parametrize(("aantal", "tekst"), [(-13, "−13"), (0, "0"), (26, "26"), (-1234567, "−1.234.567")])
def test_getal_heeft_een_echt_minteken_en_punten(aantal: int, tekst: str) -> None:
    assert getal(aantal) == tekst
