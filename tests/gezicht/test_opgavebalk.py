"""The opgavebalk: what it measures, and what it says."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taakstelling.beelden import Maat, Vorm, opgavebalk
from taakstelling.beelden.maatvoering import LUCHT, Etiket, plaats
from taakstelling.beelden.opgavebalk import LIJST_RUIMTE
from taakstelling.regels.grootboek import Stand
from taakstelling.regels.tempo import schema
from tests.gezicht.galerij import EERSTE_HELFT, GEVALLEN, stand

PERSONEN = st.integers(0, 3000)
DAGEN = st.dates(EERSTE_HELFT.begin - timedelta(days=40), EERSTE_HELFT.eind + timedelta(days=40))
STANDEN = st.builds(
    lambda begin, taakstelling, realisatie, correctie: stand(begin, taakstelling, realisatie, correctie=correctie),
    st.none() | st.integers(-3000, 3000),
    st.none() | PERSONEN,
    st.none() | PERSONEN,
    st.integers(-50, 50),
)
MATEN = st.sampled_from(Maat)


@given(STANDEN, DAGEN, MATEN)
def test_delen_samen_precies_de_opgave(regel: Stand, op: date, maat: Maat) -> None:
    balk = opgavebalk(regel, op, maat)
    if balk.vorm is Vorm.BALK:
        assert sum(deel.personen for deel in balk.delen) == regel.opgave == balk.eindpunt
        assert [deel.van for deel in balk.delen] == [0, *(deel.tot for deel in balk.delen[:-1])]


@given(STANDEN, DAGEN, MATEN)
def test_niets_steekt_buiten_de_breedte(regel: Stand, op: date, maat: Maat) -> None:
    balk = opgavebalk(regel, op, maat)
    stukken = [*balk.delen, *balk.open, *filter(None, (balk.gevuld, balk.over))]
    assert all(0 <= stuk.van < stuk.tot <= balk.schaal for stuk in stukken)
    assert balk.schema is None or 0 < balk.schema < balk.schaal
    assert balk.eindpunt is None or 0 <= balk.eindpunt <= balk.schaal


@given(STANDEN, DAGEN)
def test_gevuld_en_over_samen_de_realisatie_op_een_pagina(regel: Stand, op: date) -> None:
    balk = opgavebalk(regel, op, Maat.GROOT)
    if balk.vorm is Vorm.BALK:
        gevuld, over = (stuk.personen if stuk else 0 for stuk in (balk.gevuld, balk.over))
        assert gevuld + over == (regel.realisatie or 0)
        assert over == max(0, regel.stand_eind or 0)
        assert balk.schaal == max(regel.opgave or 0, regel.realisatie or 0)


@given(STANDEN, DAGEN)
def test_elke_balk_in_een_lijst_eindigt_op_dezelfde_plek(regel: Stand, op: date) -> None:
    balk = opgavebalk(regel, op, Maat.KLEIN)
    if balk.vorm is Vorm.BALK:
        assert balk.eindpunt is not None
        assert balk.eindpunt / balk.schaal == 1 / (1 + LIJST_RUIMTE)
        assert balk.afgekapt == ((regel.realisatie or 0) > balk.schaal)


@given(STANDEN, DAGEN, MATEN)
def test_merk_staat_op_schema(regel: Stand, op: date, maat: Maat) -> None:
    balk = opgavebalk(regel, op, maat)
    if balk.schema is not None:
        assert balk.schema == schema(regel.opgave or 0, regel.halfjaar, op)


@given(STANDEN, DAGEN, MATEN)
def test_nooit_een_lege_balk_voor_wat_niet_leeg_is(regel: Stand, op: date, maat: Maat) -> None:
    balk = opgavebalk(regel, op, maat)
    assert (balk.vorm is Vorm.ONBEKEND) == (regel.opgave is None)
    assert (balk.vorm is Vorm.GEDEKT) == (regel.opgave is not None and regel.opgave <= 0)
    if balk.vorm is Vorm.GEDEKT:
        assert bool(balk.delen) == ((regel.taakstelling or 0) > 0)
        assert bool(balk.over) == ((regel.realisatie or 0) - (regel.opgave or 0) > 0)
    if balk.vorm is Vorm.BALK:
        assert balk.realisatie_bekend == (regel.realisatie is not None)


@given(STANDEN, DAGEN, st.integers(272, 1200))
def test_open_is_wat_van_het_oude_deel_niet_gevuld_is(regel: Stand, op: date, breedte: int) -> None:
    balk = opgavebalk(regel, op, Maat.GROOT)
    if balk.vorm is Vorm.BALK:
        vol = balk.gevuld.tot if balk.gevuld else 0
        oud = sum(deel.personen for deel in balk.delen if deel.soort != "taakstelling")
        assert sum(deel.personen for deel in balk.open) == max(0, oud - vol)
    opmaak = balk.opmaak(breedte)
    assert all(0 < label.tekst_y <= opmaak.hoogte for label in opmaak.labels)


@pytest.mark.parametrize(
    ("regel", "op", "zin"),
    [
        (GEVALLEN["De Wolden"], date(2024, 5, 31), "23 van 36 gehuisvest, nog 13, 7 onder schema"),
        (GEVALLEN["De Wolden"], date(2024, 1, 1), "23 van 36 gehuisvest, nog 13"),
        (GEVALLEN["De Wolden"], date(2023, 12, 1), "23 van 36 gehuisvest, nog 13"),
        (GEVALLEN["De Wolden"], date(2024, 3, 1), "23 van 36 gehuisvest, nog 13, 11 boven schema"),
        (GEVALLEN["De Wolden"], date(2024, 7, 1), "23 van 36 gehuisvest, achterstand 13"),
        (GEVALLEN["op schema"], date(2024, 6, 1), "30 van 36 gehuisvest, nog 6, op schema"),
        (GEVALLEN["gehaald"], date(2024, 5, 31), "36 van 36 gehuisvest, opgave gehaald"),
        (GEVALLEN["gehaald"], date(2024, 7, 1), "36 van 36 gehuisvest, opgave gehaald"),
        (GEVALLEN["voorsprong"], date(2024, 5, 31), "40 van 36 gehuisvest, opgave gehaald, voorsprong 4"),
        (
            GEVALLEN["gedekt"],
            date(2024, 5, 31),
            "geen opgave: de taakstelling van 26 is al gedekt, 3 gehuisvest, voorsprong 7",
        ),
        (
            GEVALLEN["precies gedekt"],
            date(2024, 5, 31),
            "geen opgave: de taakstelling van 26 is al gedekt, 0 gehuisvest, stand nul",
        ),
        (
            stand(30, 26, None),
            date(2024, 5, 31),
            "geen opgave: de taakstelling van 26 is al gedekt, realisatie onbekend",
        ),
        (GEVALLEN["geen taakstelling"], date(2024, 5, 31), "geen opgave, 0 gehuisvest, stand nul"),
        (
            GEVALLEN["geen taakstelling, wel gehuisvest"],
            date(2024, 5, 31),
            "geen opgave, 4 gehuisvest, voorsprong 4",
        ),
        (GEVALLEN["onbekende beginstand"], date(2024, 5, 31), "opgave onbekend, 12 gehuisvest"),
        (stand(None, None, None), date(2024, 5, 31), "opgave onbekend, realisatie onbekend"),
        (GEVALLEN["onbekende realisatie"], date(2024, 5, 31), "36 te huisvesten, realisatie onbekend"),
        (GEVALLEN["groot"], date(2024, 7, 1), "1.459 van 3.615 gehuisvest, achterstand 2.156"),
    ],
)
def test_zin_zegt_wat_de_balk_toont(regel: Stand, op: date, zin: str) -> None:
    assert opgavebalk(regel, op).zin == zin


@pytest.mark.parametrize(
    ("regel", "uitleg"),
    [
        (GEVALLEN["De Wolden"], "1e helft 2024: taakstelling 26, plus achterstand 10 is opgave 36."),
        (GEVALLEN["uit voorsprong"], "1e helft 2024: taakstelling 26, min voorsprong 4 is opgave 22."),
        (
            GEVALLEN["mutaties eraf"],
            "1e helft 2024: taakstelling 26, plus achterstand 10, min mutaties 6 is opgave 30.",
        ),
        (GEVALLEN["niets gedaan"], "1e helft 2024: taakstelling 26 is opgave 26."),
        (GEVALLEN["onbekende beginstand"], "1e helft 2024: onbekend is de beginstand."),
        (stand(None, None, 3), "1e helft 2024: onbekend is de taakstelling en de beginstand."),
    ],
)
def test_uitleg_zegt_hoe_de_opgave_ontstond(regel: Stand, uitleg: str) -> None:
    assert opgavebalk(regel, date(2024, 5, 31)).uitleg == uitleg


def test_achterstand_gaat_voor_en_voorsprong_en_mutaties_gaan_er_achteraan_af() -> None:
    balk = opgavebalk(GEVALLEN["mutaties eraf"], date(2024, 5, 31), Maat.GROOT)
    assert [(deel.soort, deel.van, deel.tot) for deel in balk.delen] == [
        ("achterstand", 0, 10),
        ("taakstelling", 10, 30),
    ]
    assert [etiket.tekst for etiket in balk.boven] == ["opgave 30", "taakstelling 26 − 6 mutaties", "achterstand 10"]


ETIKETTEN = st.lists(
    st.builds(
        Etiket,
        st.text("abcdefghij 0123456789−", min_size=1, max_size=24),
        st.fractions(0, 1),
        st.just("taakstelling"),
        st.sampled_from(["start", "middle", "end"]),
    ),
    max_size=6,
)


@given(ETIKETTEN, st.integers(272, 700), st.integers(0, 900))
def test_etiketten_raken_elkaar_niet_op_deze_of_grotere_breedte(
    etiketten: list[Etiket], breedte: int, meer: int
) -> None:
    geplaatst = plaats(etiketten, breedte)
    vakken: dict[int, list[tuple[float, float]]] = {}
    for etiket, plek in zip(etiketten, geplaatst, strict=True):
        schuif = {"start": 0.0, "middle": 0.5, "end": 1.0}[plek.anker] * etiket.breedte
        links = float(plek.plek) * (breedte + meer) - schuif
        assert links >= -0.01
        assert links + etiket.breedte <= breedte + meer + 0.01
        for begin, eind in vakken.get(plek.rij, []):
            assert links + etiket.breedte + LUCHT <= begin + 0.01 or eind + LUCHT <= links + 0.01
        vakken.setdefault(plek.rij, []).append((links, links + etiket.breedte))


def test_maten_zijn_met_een_punt_geschreven() -> None:
    balk = opgavebalk(GEVALLEN["De Wolden"], date(2024, 5, 31), Maat.GROOT)
    assert balk.delen[0].breedte == "27.778%"
    assert balk.gevuld is not None
    assert balk.gevuld.breedte == "63.889%"
    assert balk.eind == "100%"
    assert balk.schema == Fraction(36) * (4 + Fraction(30, 31)) / 6
