"""From a cell to a value."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisaties.invoer.waarden import (
    OngeldigeWaarde,
    als_tekst,
    code,
    codes,
    datum,
    geheel,
    ja_nee,
    keuze,
    tekst,
)
from organisaties.invoer.xlsxbestand import Formule
from taakstelling.invoer.waarden import halfjaar
from taakstelling.regels.halfjaar import Halfjaar


@pytest.mark.parametrize(
    ("cel", "waarde"),
    [("12", 12), (" 12 ", 12), (12, 12), (12.0, 12), ("-10", -10), ("\N{MINUS SIGN}10", -10), ("+5", 5), ("007", 7)],
)
def test_geheel_getal(cel: Any, waarde: int) -> None:
    assert geheel(-100, 100)(cel) == waarde


@pytest.mark.parametrize(
    "cel",
    [
        "1.234",
        "1 234",
        "12,0",
        "12.0",
        12.5,
        "twaalf",
        "1e3",
        "--1",
        "٣",
        "101",
        -101,
        True,
        dt.date(2024, 1, 1),
        "9" * 40,
    ],
)
def test_geen_geheel_getal(cel: Any) -> None:
    with pytest.raises(OngeldigeWaarde):
        geheel(-100, 100)(cel)


@pytest.mark.parametrize("cel", ["2024-07-01", "01-07-2024", "1-7-2024", dt.date(2024, 7, 1)])
def test_datum(cel: Any) -> None:
    assert datum(cel) == dt.date(2024, 7, 1)


@pytest.mark.parametrize(
    "cel",
    [
        "2024-13-01",
        "30-02-2024",
        "01/07/2024",
        "20240701",
        45474,
        "1-7-24",
        "0000-01-01",
        dt.datetime(2024, 7, 1, 9),
        "٠١-٠٧-٢٠٢٤",
    ],
)
def test_geen_datum(cel: Any) -> None:
    with pytest.raises(OngeldigeWaarde):
        datum(cel)


@given(st.dates(min_value=dt.date(1, 1, 1)))
def test_datum_leest_wat_er_geschreven_staat(dag: dt.date) -> None:
    assert datum(dag.isoformat()) == dag
    assert datum(f"{dag.day:02}-{dag.month:02}-{dag.year:04}") == dag


def melding(lezer: Any, cel: Any) -> str:
    try:
        lezer(cel)
    except OngeldigeWaarde as fout:
        return str(fout)
    return ""


@given(st.text())
def test_elke_tekst_geeft_een_waarde_of_een_melding_zonder_de_inhoud(geschreven: str) -> None:
    cel = f"kenmerk{geschreven}"
    for lezer in (datum, halfjaar, ja_nee, geheel(0, 10), keuze(["a"]), code("GM[0-9]{4}", "GM1690"), tekst(5)):
        assert cel not in melding(lezer, cel)


def test_halfjaar_dat_een_datum_werd_wordt_geweigerd() -> None:
    assert halfjaar(" 2024-1 ") == Halfjaar(2024, 1)
    with pytest.raises(OngeldigeWaarde, match="datum"):
        halfjaar(dt.date(2024, 1, 1))


def test_onbekende_keuze_noemt_de_lijst() -> None:
    with pytest.raises(OngeldigeWaarde, match=r"Kies uit: ja \| nee\.$"):
        ja_nee("misschien")
    assert [ja_nee("JA"), ja_nee("nee"), ja_nee(True)] == [True, False, True]


def test_codes_met_spatie_of_puntkomma() -> None:
    lezer = codes("GM[0-9]{4}", "GM1690")
    assert lezer("GM1690 gm0119;GM1708") == ("GM1690", "GM0119", "GM1708")
    for mis in ("De Wolden", "GM1690 GM1690", "GM16901"):
        with pytest.raises(OngeldigeWaarde):
            lezer(mis)


def test_formule_in_een_cel_wordt_geweigerd() -> None:
    for lezer in (als_tekst, datum, geheel(0, 9)):
        with pytest.raises(OngeldigeWaarde, match="formule"):
            lezer(Formule("=1+1"))
