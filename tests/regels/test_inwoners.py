"""The inhabitants behind the formula: herindeling, chains, splits, and what is not known."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taakstelling.regels.grootboek import Gemeentetijd
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.inwoners import inwoners_per_gemeente
from tests.regels.gegevens import cijfers, gemeenten, inwoners

H = Halfjaar(2022, 1)
"""Inwonerpeildatum 1 January 2021, first day 1 January 2022."""
DAG = H.begin
TUSSEN = dt.date(2021, 7, 1)


def test_fusie_na_de_peildatum_is_de_som_van_de_delen() -> None:
    rijen = [
        Gemeentetijd("A", None, DAG, ("N",)),
        Gemeentetijd("B", None, DAG, ("N",)),
        Gemeentetijd("N", DAG, None),
    ]
    assert inwoners_per_gemeente(H, rijen, {"A": 10, "B": 20, "NL": 30}, {}).per_gemeente == {"N": 30}


def test_cijfer_van_een_latere_gemeente_is_al_de_som() -> None:
    rijen = [Gemeentetijd("A", None, DAG, ("N",)), Gemeentetijd("N", DAG, None)]
    assert inwoners_per_gemeente(H, rijen, {"A": 10, "N": 12}, {}).per_gemeente == {"N": 12}


def test_voorganger_komt_bij_een_bestaande_gemeente() -> None:
    rijen = [Gemeentetijd("A", None, DAG, ("B",)), Gemeentetijd("B", None, None)]
    assert inwoners_per_gemeente(H, rijen, {"A": 10, "B": 20}, {}).per_gemeente == {"B": 30}


@pytest.mark.parametrize(
    ("tot", "verwacht"),
    [
        (H.inwonerpeildatum, {"B": 20}),  # ended on the peildatum: B's figure has it already
        (H.inwonerpeildatum + dt.timedelta(days=1), {"B": 30}),
        (DAG, {"B": 30}),
        (DAG + dt.timedelta(days=1), {"A": 10, "B": 20}),  # still there on the first day
    ],
)
def test_voorganger_telt_alleen_na_de_peildatum_en_tot_en_met_de_eerste_dag(
    tot: dt.date, verwacht: dict[str, int]
) -> None:
    rijen = [Gemeentetijd("A", None, tot, ("B",)), Gemeentetijd("B", None, None)]
    assert inwoners_per_gemeente(H, rijen, {"A": 10, "B": 20}, {}).per_gemeente == verwacht


def test_keten_van_voorgangers_telt_door() -> None:
    rijen = [
        Gemeentetijd("A", None, TUSSEN, ("B",)),
        Gemeentetijd("B", TUSSEN, DAG, ("C",)),
        Gemeentetijd("C", None, None),
    ]
    assert inwoners_per_gemeente(H, rijen, {"A": 10, "C": 5}, {}).per_gemeente == {"C": 15}


SPLITSING = [
    Gemeentetijd("A", None, DAG, ("B", "C", "D")),
    Gemeentetijd("B", None, None),
    Gemeentetijd("C", None, None),
    Gemeentetijd("D", None, None),
]


@pytest.mark.parametrize(
    ("delen", "verwacht", "onvolledig"),
    [
        ({}, (110, 10, 10), ("A",)),
        # a part missing: the whole goes to the first successor, as the stand does in the ledger
        ({("A", "C"): 30}, (110, 10, 10), ("A",)),
        ({("A", "B"): 60}, (110, 10, 10), ("A",)),
        ({("A", "C"): 30, ("A", "D"): 20}, (110, 10, 10), ("A",)),
        ({("A", "B"): 50, ("A", "C"): 30, ("A", "D"): 20}, (60, 40, 30), ()),
    ],
)
def test_splitsing_volgt_de_deelinwoners(
    delen: dict[tuple[str, str], int], verwacht: tuple[int, ...], onvolledig: tuple[str, ...]
) -> None:
    uitkomst = inwoners_per_gemeente(H, SPLITSING, {"A": 100, "B": 10, "C": 10, "D": 10}, delen)
    assert tuple(uitkomst.per_gemeente.values()) == verwacht
    assert uitkomst.onvolledig == onvolledig


@given(st.dictionaries(st.sampled_from([("A", "B"), ("A", "C"), ("A", "D")]), st.integers(0, 33)))
def test_splitsing_verliest_niemand_zolang_een_deel_ontbreekt(delen: dict[tuple[str, str], int]) -> None:
    uitkomst = inwoners_per_gemeente(H, SPLITSING, {"A": 100, "B": 10, "C": 10, "D": 10}, delen)
    if len(delen) < 3:
        assert sum(uitkomst.per_gemeente.values()) == 130
    else:
        assert sum(uitkomst.per_gemeente.values()) == 30 + sum(delen.values())


def test_opgeheven_gemeente_zonder_bekende_opvolger_is_onvolledig() -> None:
    rijen = [Gemeentetijd("A", None, DAG, ("X",)), Gemeentetijd("B", None, None)]
    uitkomst = inwoners_per_gemeente(H, rijen, {"A": 10, "B": 20}, {})
    assert (uitkomst.per_gemeente, uitkomst.onvolledig) == ({"B": 20}, ("A",))


def test_gemeente_zonder_cijfer_ontbreekt_en_wordt_genoemd() -> None:
    rijen = [Gemeentetijd("A", None, None), Gemeentetijd("B", None, None)]
    uitkomst = inwoners_per_gemeente(H, rijen, {"B": 20}, {})
    assert (uitkomst.per_gemeente, uitkomst.nederland, uitkomst.zonder_cijfer) == ({"B": 20}, None, ("A",))


def test_nieuwe_gemeente_zonder_enig_deel_is_onbekend_en_niet_nul() -> None:
    rijen = [Gemeentetijd("A", None, DAG, ("N",)), Gemeentetijd("N", DAG, None)]
    uitkomst = inwoners_per_gemeente(H, rijen, {}, {})
    assert (uitkomst.per_gemeente, uitkomst.zonder_cijfer) == ({}, ("A", "N"))


def test_voorganger_zonder_cijfer_is_geen_gat_als_de_som_klopt() -> None:
    rijen = [Gemeentetijd("A", None, DAG, ("B",)), Gemeentetijd("B", None, None)]
    assert inwoners_per_gemeente(H, rijen, {"B": 30, "NL": 30}, {}).zonder_cijfer == ()
    assert inwoners_per_gemeente(H, rijen, {"B": 30, "NL": 40}, {}).zonder_cijfer == ("A",)
    assert inwoners_per_gemeente(H, rijen, {"B": 30}, {}).zonder_cijfer == ("A",)


def test_opvolgers_die_elkaar_noemen_lopen_niet_rond() -> None:
    rijen = [
        Gemeentetijd("A", None, DAG, ("B", "C")),
        Gemeentetijd("B", None, DAG, ("A", "C")),
        Gemeentetijd("C", None, None, ("C",)),
    ]
    assert inwoners_per_gemeente(H, rijen, {"A": 1, "B": 2, "C": 4}, {}).onvolledig == ("A", "B")


@pytest.mark.parametrize("halfjaar", [str(h) for h in Halfjaar(2016, 1).tot(Halfjaar(2027, 2))])
def test_inwoners_van_het_hele_land_tellen_op_voor_elk_halfjaar(halfjaar: str) -> None:
    uitkomst = inwoners(Halfjaar.van_code(halfjaar))
    assert uitkomst.zonder_cijfer == ()
    assert sum(uitkomst.per_gemeente.values()) == uitkomst.nederland


@pytest.mark.parametrize(
    ("halfjaar", "aantal"),
    [
        *(("2016-1", 390), ("2017-1", 388), ("2018-1", 380), ("2019-1", 355), ("2021-1", 352)),
        *(("2022-1", 345), ("2022-2", 344), ("2023-1", 342), ("2026-2", 342)),
    ],
)
def test_aantal_gemeenten_op_de_eerste_dag(halfjaar: str, aantal: int) -> None:
    assert len(inwoners(Halfjaar.van_code(halfjaar)).per_gemeente) == aantal


def test_splitsingen_zonder_deelinwoners_zijn_gemeld() -> None:
    gemeld = {str(h): inwoners(h).onvolledig for h in Halfjaar(2016, 1).tot(Halfjaar(2026, 2))}
    assert {halfjaar: codes for halfjaar, codes in gemeld.items() if codes} == {
        "2018-1": ("GM0140",),
        "2018-2": ("GM0140",),
        "2019-1": ("GM0053",),
        "2019-2": ("GM0053",),
        "2021-1": ("GM0788",),
        "2021-2": ("GM0788",),
    }


def test_weesp_gaat_tijdens_2022_over_naar_amsterdam() -> None:
    figuren = cijfers(dt.date(2021, 1, 1))
    assert inwoners(Halfjaar(2022, 1)).per_gemeente["GM0457"] == figuren["GM0457"] == 20445
    later = inwoners(Halfjaar(2022, 2)).per_gemeente
    assert "GM0457" not in later
    assert later["GM0363"] == figuren["GM0363"] + figuren["GM0457"]


def test_inwoners_voor_2016_zijn_onbekend() -> None:
    uitkomst = inwoners(Halfjaar(2015, 2))
    assert (uitkomst.per_gemeente, uitkomst.nederland) == ({}, None)


def test_gemeentenbestand_is_kloppend() -> None:
    per_code = {gemeente.code: gemeente for gemeente in gemeenten()}
    assert len(per_code) == len(gemeenten())
    for gemeente in gemeenten():
        assert bool(gemeente.geldig_tot) == bool(gemeente.opvolgers)
        for code in gemeente.opvolgers:
            assert gemeente.geldig_tot is not None
            assert per_code[code].bestaat_op(gemeente.geldig_tot)
