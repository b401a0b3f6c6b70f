"""Who counts, and from which day."""

import datetime as dt
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taakstelling.regels.telling import (
    CATEGORIEEN,
    SITUATIES,
    TELDATUM_VOLGORDE,
    VORMEN,
    Categorie,
    Huisvestingsvorm,
    Teldatumbron,
    Zekerheid,
    teldatum,
    telt,
)

vormen = st.sampled_from(list(Huisvestingsvorm))
aantallen = st.integers(0, 12)


@given(vormen, aantallen, aantallen, aantallen, aantallen, st.booleans())
def test_telt_alle_personen_of_geen_en_zegt_waarom(
    vorm: str, volwassenen: int, kinderen: int, amv: int, nareizigers: int, eerder: bool
) -> None:
    telling = telt(
        vorm, volwassenen=volwassenen, kinderen=kinderen, amv=amv, nareizigers=nareizigers, eerder_geteld=eerder
    )
    assert telling.personen == volwassenen + kinderen + amv + nareizigers
    assert telling.meegeteld == (0 if eerder or vorm == Huisvestingsvorm.LOGEREN else telling.personen)
    assert telling.redenen
    assert all(reden.endswith(".") for reden in telling.redenen)
    if not volwassenen + kinderen + amv:
        assert not telling.nieuwe_woning


@given(vormen, aantallen, aantallen)
def test_dezelfde_personen_tellen_over_twee_plaatsingen_een_keer(vorm: str, volwassenen: int, kinderen: int) -> None:
    eerst = telt("doorstroomlocatie", volwassenen=volwassenen, kinderen=kinderen)
    daarna = telt(vorm, volwassenen=volwassenen, kinderen=kinderen, eerder_geteld=True)
    assert eerst.meegeteld + daarna.meegeteld == volwassenen + kinderen


@pytest.mark.parametrize(
    ("vorm", "telt_mee", "woning"),
    [
        ("zelfstandig", True, True),
        ("kamerbewoning", True, True),
        ("flexwoning", True, True),
        ("doorstroomlocatie", True, False),
        ("amv-kso", True, False),
        ("har", True, False),
        ("logeren", False, False),
        ("overig", True, True),
    ],
)
@pytest.mark.parametrize("eerder", [False, True])
def test_telt_per_huisvestingsvorm(vorm: str, telt_mee: bool, woning: bool, eerder: bool) -> None:
    telling = telt(vorm, volwassenen=2, kinderen=3, eerder_geteld=eerder)
    assert (telling.personen, telling.meegeteld) == (5, 5 if telt_mee and not eerder else 0)
    # Someone who already counted needs the home all the same.
    assert telling.nieuwe_woning is woning


def test_nareizigers_tellen_zonder_nieuwe_woning() -> None:
    telling = telt("zelfstandig", nareizigers=4)
    assert (telling.personen, telling.meegeteld, telling.nieuwe_woning) == (4, 4, False)
    assert CATEGORIEEN[Categorie.NAREIZIGERS].uitleg in telling.redenen


def test_nareizigers_samen_met_de_eerste_bewoner_vragen_een_woning() -> None:
    assert telt("zelfstandig", volwassenen=1, nareizigers=4).nieuwe_woning


def test_amv_telt_in_de_kleinschalige_opvang_en_rond_achttien_niet_nog_eens() -> None:
    assert telt("amv-kso", amv=3).meegeteld == 3
    later = telt("zelfstandig", amv=3, eerder_geteld=True)
    assert (later.meegeteld, later.nieuwe_woning) == (0, True)


def test_geval_15_amv_buiten_de_kleinschalige_opvang_krijgt_uitleg() -> None:
    assert CATEGORIEEN[Categorie.AMV].uitleg in telt("zelfstandig", amv=1).redenen
    assert CATEGORIEEN[Categorie.AMV].uitleg not in telt("amv-kso", amv=1).redenen


def test_logeren_telt_niet_ook_niet_als_eerder_geteld() -> None:
    for eerder in (False, True):
        telling = telt("logeren", volwassenen=2, eerder_geteld=eerder)
        assert (telling.personen, telling.meegeteld, telling.nieuwe_woning) == (2, 0, False)
        assert telling.redenen == (VORMEN[Huisvestingsvorm.LOGEREN].uitleg,)


def test_telt_zonder_personen_is_nul_met_een_reden() -> None:
    telling = telt("zelfstandig")
    assert (telling.personen, telling.meegeteld, telling.nieuwe_woning) == (0, 0, False)
    assert telling.redenen == ("Er zijn geen personen ingevuld.",)


def test_telt_weigert_een_onbekende_vorm_en_een_negatief_aantal() -> None:
    with pytest.raises(ValueError, match="kasteel"):
        telt("kasteel", volwassenen=1)
    with pytest.raises(ValueError, match="niet negatief"):
        telt("zelfstandig", volwassenen=2, kinderen=-1)


def test_de_tabel_is_volledig_en_heeft_overal_een_bron() -> None:
    assert set(VORMEN) == set(Huisvestingsvorm)
    assert set(CATEGORIEEN) == set(Categorie)
    for regel in [*VORMEN.values(), *CATEGORIEEN.values(), *SITUATIES]:
        assert regel.uitleg.endswith(".")
        assert regel.naam
        assert regel.bron
        assert regel.zekerheid in Zekerheid


AFMELDING, HUUR, BRP, GEGEVEN = (dt.date(2024, 7, 2), dt.date(2024, 6, 28), dt.date(2024, 6, 30), dt.date(2024, 6, 1))


@pytest.mark.parametrize(
    ("afgemeld", "huur", "brp", "gegeven", "verwacht"),
    [
        (AFMELDING, HUUR, BRP, None, AFMELDING),
        (None, HUUR, BRP, None, HUUR),
        (None, None, BRP, None, BRP),
        (AFMELDING, None, None, None, AFMELDING),
        (None, None, None, None, None),
        (AFMELDING, HUUR, BRP, GEGEVEN, GEGEVEN),
        (None, None, None, GEGEVEN, GEGEVEN),
    ],
)
def test_teldatum_in_de_gewone_volgorde(
    afgemeld: dt.date | None,
    huur: dt.date | None,
    brp: dt.date | None,
    gegeven: dt.date | None,
    verwacht: dt.date | None,
) -> None:
    gevonden = teldatum(TELDATUM_VOLGORDE, afgemeld_op=afgemeld, huurcontract_op=huur, brp_op=brp, gegeven=gegeven)
    assert gevonden == verwacht


@pytest.mark.parametrize("volgorde", list(permutations(Teldatumbron)))
def test_teldatum_volgt_de_volgorde_van_de_provincie(volgorde: tuple[Teldatumbron, ...]) -> None:
    datums = {"afmelding": AFMELDING, "huurcontract": HUUR, "brp": BRP}
    gevonden = teldatum(volgorde, afgemeld_op=AFMELDING, huurcontract_op=HUUR, brp_op=BRP)
    assert gevonden == datums[volgorde[0]]


def test_teldatum_gebruikt_geen_datum_buiten_de_volgorde() -> None:
    assert teldatum(["afmelding"], huurcontract_op=HUUR, brp_op=BRP) is None


def test_teldatum_weigert_een_onbekende_bron() -> None:
    with pytest.raises(ValueError, match="sleuteluitgifte"):
        teldatum(["sleuteluitgifte"], brp_op=BRP)
