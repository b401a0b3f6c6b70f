"""The half-year as a value: its order, its dates, its names."""

import copy
import datetime as dt
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taakstelling.regels.halfjaar import EERSTE_JAAR, LAATSTE_JAAR, Halfjaar

EERSTE = Halfjaar(EERSTE_JAAR, 1)
LAATSTE = Halfjaar(LAATSTE_JAAR, 2)
halfjaren = st.builds(Halfjaar, st.integers(EERSTE_JAAR, LAATSTE_JAAR), st.integers(1, 2))
binnenste = halfjaren.filter(lambda halfjaar: EERSTE < halfjaar < LAATSTE)
datums = st.dates(EERSTE.begin, LAATSTE.eind - dt.timedelta(days=1))


@given(binnenste)
def test_volgende_van_vorige_is_hetzelfde_halfjaar(halfjaar: Halfjaar) -> None:
    assert halfjaar.vorige.volgende == halfjaar == halfjaar.volgende.vorige


@given(halfjaren, halfjaren)
def test_volgorde_is_die_van_de_datums(een: Halfjaar, ander: Halfjaar) -> None:
    assert (een < ander) == (een.begin < ander.begin) == (een.volgnummer < ander.volgnummer)
    assert (een == ander) == (een.begin == ander.begin) == (hash(een) == hash(ander))


@given(st.integers(EERSTE_JAAR, LAATSTE_JAAR))
def test_inwonerpeildatum_is_dezelfde_voor_beide_helften(jaar: int) -> None:
    assert Halfjaar(jaar, 1).inwonerpeildatum == Halfjaar(jaar, 2).inwonerpeildatum == dt.date(jaar - 1, 1, 1)


@given(halfjaren)
def test_code_en_volgnummer_gaan_heen_en_terug(halfjaar: Halfjaar) -> None:
    assert Halfjaar.van_code(halfjaar.code) == halfjaar
    assert Halfjaar.van_code(f" {halfjaar} ") == halfjaar
    assert Halfjaar.van_volgnummer(halfjaar.volgnummer) == halfjaar
    assert pickle.loads(pickle.dumps(halfjaar)) == copy.deepcopy(halfjaar) == halfjaar


@given(halfjaren, halfjaren)
def test_label_en_kort_zijn_voor_elk_halfjaar_anders(een: Halfjaar, ander: Halfjaar) -> None:
    assert (een == ander) == (een.label == ander.label) == (een.kort == ander.kort)


@given(datums)
def test_van_datum_bevat_die_datum(datum: dt.date) -> None:
    halfjaar = Halfjaar.van_datum(datum)
    assert halfjaar.bevat(datum)
    assert halfjaar.begin <= datum < halfjaar.eind
    assert not halfjaar.bevat(halfjaar.eind)


@given(binnenste)
def test_eind_is_peildatum_en_begin_van_volgende(halfjaar: Halfjaar) -> None:
    assert halfjaar.eind == halfjaar.peildatum == halfjaar.volgende.begin


@given(halfjaren, st.integers(-3, 12))
def test_tot_geeft_elk_halfjaar_tot_en_met_de_ander(begin: Halfjaar, stappen: int) -> None:
    nummer = max(EERSTE.volgnummer, min(LAATSTE.volgnummer, begin.volgnummer + stappen))
    reeks = list(begin.tot(Halfjaar.van_volgnummer(nummer)))
    assert [halfjaar.volgnummer for halfjaar in reeks] == list(range(begin.volgnummer, nummer + 1))


def test_halfjaar_2024_1_in_alle_vormen() -> None:
    halfjaar = Halfjaar.van_code("2024-1")
    assert (halfjaar.jaar, halfjaar.helft, halfjaar.volgnummer) == (2024, 1, 4048)
    assert (str(halfjaar), halfjaar.label, halfjaar.kort) == ("2024-1", "eerste helft 2024", "1e helft 2024")
    assert (halfjaar.begin, halfjaar.eind) == (dt.date(2024, 1, 1), dt.date(2024, 7, 1))
    assert halfjaar.inwonerpeildatum == dt.date(2023, 1, 1)
    assert halfjaar.koppelpeildatum == dt.date(2024, 4, 1)


def test_halfjaar_2024_2_in_alle_vormen() -> None:
    halfjaar = Halfjaar.van_datum(dt.date(2024, 12, 31))
    assert (str(halfjaar), halfjaar.label, halfjaar.kort) == ("2024-2", "tweede helft 2024", "2e helft 2024")
    assert (halfjaar.begin, halfjaar.peildatum) == (dt.date(2024, 7, 1), dt.date(2025, 1, 1))
    assert halfjaar.koppelpeildatum == dt.date(2024, 10, 1)


@pytest.mark.parametrize("code", ["", "2024", "2024-0", "2024-3", "2024-11", "24-1", "2024/1", "2024-I", "٢٠٢٤-1"])
def test_van_code_weigert_wat_geen_halfjaar_is(code: str) -> None:
    with pytest.raises(ValueError, match="Schrijf een halfjaar als jaar-helft"):
        Halfjaar.van_code(code)


@pytest.mark.parametrize("code", ["1994-2", "2101-1", "0000-1", "9999-2"])
def test_van_code_weigert_een_jaar_buiten_bereik(code: str) -> None:
    with pytest.raises(ValueError, match="ligt tussen 1995 en 2100"):
        Halfjaar.van_code(code)


@pytest.mark.parametrize("helft", [0, 3, -1])
def test_halfjaar_weigert_een_derde_helft(helft: int) -> None:
    with pytest.raises(ValueError, match="is 1 of 2"):
        Halfjaar(2024, helft)


def test_buren_van_de_uiterste_halfjaren_bestaan_niet() -> None:
    assert LAATSTE.eind == dt.date(LAATSTE_JAAR + 1, 1, 1)
    with pytest.raises(ValueError, match="ligt tussen"):
        _ = LAATSTE.volgende
    with pytest.raises(ValueError, match="ligt tussen"):
        _ = EERSTE.vorige


def test_van_volgnummer_geeft_telkens_hetzelfde_object() -> None:
    assert Halfjaar.van_volgnummer(4048) is Halfjaar.van_code("2024-1")
