"""What a dossier says: grounds, medians, and counts that tell nobody."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taakstelling.regels.grootboek import Bron, Stand
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.koppelpeildatum import Uitkomst
from taakstelling.regels.verschoonbaarheid import (
    GRONDEN,
    Geteld,
    Verloop,
    bevries,
    doorlooptijden,
    fouten_in_gronden,
    stand_uit,
    tel,
)

DAG = date(2024, 1, 1)


def na(dagen: int | None) -> date | None:
    return None if dagen is None else DAG + timedelta(days=dagen)


def test_mediaan_per_stap_in_weken() -> None:
    rijen = [Verloop(DAG, na(14), na(21), DAG + timedelta(days=70 + 7 * i)) for i in range(5)]
    rijen.append(Verloop(DAG, None, None, DAG + timedelta(days=700)))
    stappen = doorlooptijden(rijen)
    assert [(stap.aantal, stap.weken) for stap in stappen] == [(5, 2), (5, 1), (5, 9), (6, Fraction(25, 2))]


def test_minder_dan_vijf_huishoudens_geven_geen_mediaan() -> None:
    stappen = doorlooptijden([Verloop(DAG, None, None, DAG + timedelta(days=70))] * 4)
    assert [(stap.aantal, stap.weken) for stap in stappen] == [(0, None), (0, None), (0, None), (4, None)]
    assert [stap.aantal for stap in doorlooptijden([])] == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("redenen", "verwacht"),
    [
        ({}, Geteld(0, ())),
        ({"te duur": 0}, Geteld(0, ())),
        ({"te duur": 4}, Geteld(None, ())),
        ({"te duur": 2, "te klein": 2}, Geteld(None, ())),
        ({"te duur": 5}, Geteld(5, (("te duur", 5),))),
        ({"te duur": 6, "te klein": 7}, Geteld(13, (("te duur", 6), ("te klein", 7)))),
        # One hidden number would follow from the total: then another goes with it.
        ({"te duur": 6, "te klein": 2}, Geteld(8, (("te duur", None), ("te klein", None)))),
    ],
)
def test_kleine_aantallen_worden_niet_verteld(redenen: dict[str, int], verwacht: Geteld) -> None:
    assert tel(redenen) == verwacht


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 30)))
def test_geen_getoond_aantal_is_kleiner_dan_vijf(redenen: dict[str, int]) -> None:
    geteld = tel(redenen)
    assert geteld.totaal in (None, sum(redenen.values()))
    assert geteld.totaal is None or geteld.totaal == 0 or geteld.totaal >= 5
    assert all(aantal is None or aantal >= 5 for _, aantal in geteld.redenen)


def test_gronden_moeten_gekozen_zijn_en_niet_in_strijd_met_de_som() -> None:
    assert fouten_in_gronden([], Uitkomst.TEKORT, "1 april 2024") == ["Kies minstens één grond."]
    for uitkomst in (Uitkomst.TEKORT, Uitkomst.ONBEKEND):
        assert fouten_in_gronden(list(GRONDEN), uitkomst, "1 april 2024") == []
    for uitkomst in (Uitkomst.GENOEG, Uitkomst.GEEN_OPGAVE):
        fout = fouten_in_gronden(["te-weinig-gekoppeld"], uitkomst, "1 april 2024")
        assert fout[0].startswith("Volgens uw koppelingen waren er op 1 april 2024 genoeg mensen gekoppeld.")
        assert fouten_in_gronden(["plan"], uitkomst, "1 april 2024") == []


getal = st.none() | st.integers(-50, 50)


@given(getal, getal, getal, getal, st.integers(-9, 9))
def test_bevroren_stand_tekent_hetzelfde(
    begin: int | None, taak: int | None, realisatie: int | None, herindeling: int | None, correctie: int
) -> None:
    halfjaar = Halfjaar(2024, 1)
    stand = Stand(
        "GM1690",
        halfjaar,
        begin,
        taak,
        realisatie,
        Bron.EIGEN,
        None,
        None,
        None,
        correctie=correctie,
        herindeling=herindeling,
    )
    terug = stand_uit("GM1690", halfjaar, bevries(stand))
    if herindeling is not None:
        assert (terug.opgave, terug.stand_eind, terug.mutaties) == (stand.opgave, stand.stand_eind, stand.mutaties)
    assert (terug.stand_begin, terug.taakstelling, terug.bron) == (stand.stand_begin, stand.taakstelling, stand.bron)
