"""The ledger: real cases by hand, and properties that hold for every course of facts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taakstelling.regels.grootboek import (
    Boeking,
    Bron,
    Feiten,
    Gemeentetijd,
    Officieel,
    Stand,
    kies_realisatie,
    verdeel,
    vouw,
)
from taakstelling.regels.halfjaar import Halfjaar

H = Halfjaar.van_code
EEN = H("2024-1")
G = "GM1690"


def feiten(**velden: object) -> Feiten:
    return Feiten(**{"gemeenten": {G: Gemeentetijd(G)}, **velden})  # type: ignore[arg-type]


def test_de_wolden_2024_komt_uit_zoals_in_de_brief() -> None:
    uit = vouw(
        feiten(
            beginstanden={(G, EEN): -10},
            gepubliceerd={(G, EEN): 26, (G, H("2024-2")): 24},
            officieel={(G, EEN): Officieel(date(2024, 7, 3), 23)},
        ),
        H("2024-2"),
    )
    eerste, tweede = uit[G, EEN], uit[G, H("2024-2")]
    assert (eerste.stand_begin, eerste.taakstelling, eerste.opgave, eerste.realisatie, eerste.stand_eind) == (
        -10,
        26,
        36,
        23,
        -13,
    )
    assert (tweede.stand_begin, tweede.taakstelling, tweede.opgave) == (-13, 24, 37)
    assert (tweede.realisatie, tweede.stand_eind, tweede.bron) == (None, None, Bron.GEEN)


def test_haarlemmermeer_volgt_de_jaarstukken_van_2023() -> None:
    """Stand −33, taakstelling 158, realisatie 165: stand −26 (jaarstukken 2023)."""
    code = "GM0394"
    uit = vouw(
        Feiten(
            gemeenten={code: Gemeentetijd(code)},
            beginstanden={(code, H("2023-2")): -33},
            gepubliceerd={(code, H("2023-2")): 158},
            officieel={(code, H("2023-2")): Officieel(date(2024, 1, 2), 165)},
        ),
        H("2023-2"),
    )
    assert uit[code, H("2023-2")].stand_eind == -26


def test_voorsprong_groter_dan_de_taakstelling_geeft_een_negatieve_opgave() -> None:
    regel = vouw(feiten(beginstanden={(G, EEN): 30}, gepubliceerd={(G, EEN): 26}, eigen={(G, EEN): 2}), EEN)[G, EEN]
    assert (regel.opgave, regel.nog, regel.stand_eind) == (-4, 0, 6)


def test_zonder_beginstand_is_de_stand_onbekend_en_niet_nul() -> None:
    regel = vouw(feiten(gepubliceerd={(G, EEN): 26}, eigen={(G, EEN): 20}), EEN)[G, EEN]
    assert (regel.stand_begin, regel.opgave, regel.stand_eind, regel.nog) == (None, None, None, None)
    assert (regel.taakstelling, regel.realisatie) == (26, 20)


def test_onbekende_taakstelling_maakt_ook_latere_standen_onbekend() -> None:
    uit = vouw(feiten(beginstanden={(G, EEN): 0}, gepubliceerd={(G, H("2024-2")): 5}, eigen={(G, EEN): 1}), H("2024-2"))
    assert uit[G, EEN].stand_eind is None
    assert uit[G, H("2024-2")].opgave is None


def test_latere_beginstand_vervangt_alles_wat_ervoor_lag() -> None:
    uit = vouw(
        feiten(
            beginstanden={(G, EEN): -10, (G, H("2024-2")): 4},
            gepubliceerd={(G, EEN): 26, (G, H("2024-2")): 24},
            eigen={(G, EEN): 0},
        ),
        H("2024-2"),
    )
    assert (uit[G, EEN].stand_eind, uit[G, H("2024-2")].stand_begin) == (-36, 4)


def test_getekende_mutaties_werken_op_hun_eigen_plaats() -> None:
    """Herverdeling and vrijstelling change the taakstelling, a correctie the opgave; + is always fewer to house."""
    regel = vouw(
        feiten(
            beginstanden={(G, EEN): 0},
            gepubliceerd={(G, EEN): 20},
            boekingen={
                (G, EEN): [
                    Boeking(date(2024, 2, 1), "herverdeling", 5),
                    Boeking(date(2024, 2, 1), "vrijstelling", 3),
                    Boeking(date(2024, 3, 1), "correctie", -2),
                ]
            },
            eigen={(G, EEN): 14},
        ),
        EEN,
    )[G, EEN]
    assert (regel.taakstelling, regel.mutaties, regel.opgave, regel.stand_eind) == (12, -2, 14, 0)


@pytest.mark.parametrize(
    ("officieel", "eigen", "verwacht"),
    [
        (None, None, (None, Bron.GEEN, None)),
        (None, 0, (0, Bron.EIGEN, None)),
        (Officieel(date(2024, 6, 30), 9), 11, (11, Bron.EIGEN, None)),
        (Officieel(date(2024, 6, 30), 9), None, (9, Bron.OFFICIEEL, date(2024, 6, 30))),
        (Officieel(date(2024, 7, 1), 9), 11, (9, Bron.OFFICIEEL, date(2024, 7, 1))),
        (Officieel(date(2024, 7, 25), 9), 11, (9, Bron.OFFICIEEL, date(2024, 7, 25))),
    ],
)
def test_kies_realisatie(
    officieel: Officieel | None, eigen: int | None, verwacht: tuple[int | None, Bron, date | None]
) -> None:
    assert kies_realisatie(officieel, eigen, EEN.peildatum) == verwacht


def test_eigen_registratie_zonder_plaatsing_telt_nul_maar_pas_vanaf_het_begin_ervan() -> None:
    uit = vouw(
        feiten(
            beginstanden={(G, EEN): 0},
            gepubliceerd={(G, EEN): 5, (G, H("2024-2")): 5, (G, H("2025-1")): 5},
            eigen={(G, H("2024-2")): 3},
            eigen_vanaf={G: H("2024-2")},
        ),
        H("2025-1"),
    )
    assert [uit[G, H(h)].realisatie for h in ("2024-1", "2024-2", "2025-1")] == [None, 3, 0]


VIER = ("GM0015", "GM0022", "GM0025", "GM0056")
OP_2019 = date(2019, 1, 1)


def westerkwartier(**velden: object) -> Feiten:
    tijden = {code: Gemeentetijd(code, geldig_tot=OP_2019, opvolgers=("GM1969",)) for code in VIER}
    tijden["GM1969"] = Gemeentetijd("GM1969", geldig_van=OP_2019)
    return Feiten(
        **{
            "gemeenten": tijden,
            "beginstanden": {(code, H("2018-2")): stand for code, stand in zip(VIER, (-3, 5, 0, -8), strict=True)},
            "gepubliceerd": {
                **{(code, H("2018-2")): 10 for code in VIER},
                ("GM1969", H("2019-1")): 29,
            },
            "officieel": {(code, H("2018-2")): Officieel(OP_2019, 10) for code in VIER},
            **velden,
        }  # type: ignore[arg-type]
    )


def test_samenvoeging_op_1_januari_telt_de_standen_op() -> None:
    """Bathmen/Deventer: the standen of the predecessors add up; each old row ends at nil."""
    uit = vouw(westerkwartier(), H("2019-1"))
    nieuw = uit["GM1969", H("2019-1")]
    assert (nieuw.stand_begin, nieuw.herindeling, nieuw.opgave) == (0, -6, 35)
    for code in VIER:
        oud = uit[code, H("2019-1")]
        assert (oud.taakstelling, oud.realisatie, oud.stand_eind) == (0, 0, 0)
    assert ("GM1969", H("2018-2")) not in uit


def test_samenvoeging_met_een_onbekende_stand_is_onbekend() -> None:
    zonder = {(code, H("2018-2")): 0 for code in VIER[1:]}
    uit = vouw(westerkwartier(beginstanden=zonder), H("2019-1"))
    assert uit["GM1969", H("2019-1")].opgave is None


def test_beginstand_van_de_opvolger_bevat_de_herindeling_al() -> None:
    gegeven = {**{(code, H("2018-2")): 0 for code in VIER}, ("GM1969", H("2019-1")): -4}
    nieuw = vouw(westerkwartier(beginstanden=gegeven), H("2019-1"))["GM1969", H("2019-1")]
    assert (nieuw.stand_begin, nieuw.herindeling, nieuw.opgave) == (-4, 0, 33)


def test_weesp_gaat_midden_in_het_halfjaar_met_zijn_taakstelling_over() -> None:
    einde = date(2022, 3, 24)
    h = H("2022-1")
    uit = vouw(
        Feiten(
            gemeenten={
                "GM0457": Gemeentetijd("GM0457", geldig_tot=einde, opvolgers=("GM0363",)),
                "GM0363": Gemeentetijd("GM0363"),
            },
            beginstanden={("GM0457", h): -4, ("GM0363", h): -100},
            gepubliceerd={("GM0457", h): 11, ("GM0363", h): 490},
            officieel={("GM0457", h): Officieel(date(2022, 7, 1), 6), ("GM0363", h): Officieel(date(2022, 7, 1), 400)},
        ),
        h.volgende,
    )
    weesp, amsterdam = uit["GM0457", h], uit["GM0363", h]
    assert (weesp.taakstelling, weesp.herindeling, weesp.stand_eind) == (11, 9, 0)
    assert (amsterdam.herindeling, amsterdam.opgave, amsterdam.stand_eind) == (-9, 599, -199)
    assert ("GM0457", h.volgende) not in uit


def test_splitsing_volgt_de_inwoners_van_de_delen() -> None:
    einde, h = date(2021, 1, 1), H("2021-1")
    tijden = {
        "GM0788": Gemeentetijd("GM0788", geldig_tot=einde, opvolgers=("GM0824", "GM0865", "GM0757")),
        **{code: Gemeentetijd(code) for code in ("GM0824", "GM0865", "GM0757")},
    }
    basis = {
        "gemeenten": tijden,
        "beginstanden": {(code, H("2020-2")): 0 for code in tijden},
        "gepubliceerd": {("GM0788", H("2020-2")): 10, **{(c, H("2020-2")): 0 for c in tijden if c != "GM0788"}},
        "eigen": {(code, H("2020-2")): 0 for code in tijden},
    }
    sleutel = {
        ("GM0788", naar): {date(2020, 1, 1): n} for naar, n in (("GM0824", 6000), ("GM0865", 3000), ("GM0757", 2500))
    }
    met = vouw(Feiten(**basis, deelinwoners=sleutel), h)  # type: ignore[arg-type]
    assert [met[code, h].herindeling for code in ("GM0824", "GM0865", "GM0757")] == [-5, -3, -2]
    zonder = vouw(Feiten(**basis), h)  # type: ignore[arg-type]
    assert [zonder[code, h].herindeling for code in ("GM0824", "GM0865", "GM0757")] == [-10, 0, 0]


def test_vastgelegde_herindeling_vervangt_de_berekende() -> None:
    boekingen = {
        ("GM0022", H("2019-1")): [Boeking(OP_2019, "herindeling", -5)],
        ("GM1969", H("2019-1")): [Boeking(OP_2019, "herindeling", 5)],
    }
    nieuw = vouw(westerkwartier(boekingen=boekingen), H("2019-1"))["GM1969", H("2019-1")]
    assert nieuw.herindeling == 5 - 3 - 8


klein = st.integers(-200, 200)
natuurlijk = st.integers(0, 200)


@given(st.integers(-(10**6), 10**6), st.lists(st.integers(0, 10**6), min_size=1, max_size=6))
def test_verdeel_verliest_niemand(aantal: int, gewichten: list[int]) -> None:
    delen = verdeel(aantal, gewichten)
    assert sum(delen) == aantal
    assert len(delen) == len(gewichten)
    assert all(deel == 0 or (deel > 0) == (aantal > 0) for deel in delen)


@given(klein, st.lists(st.tuples(natuurlijk, natuurlijk, klein), min_size=1, max_size=8))
def test_stand_is_begin_plus_alles_wat_gebeurde(begin: int, reeks: list[tuple[int, int, int]]) -> None:
    """stand = start + realisatie − taakstelling + mutaties, in any order, and each prefix replays to the same."""
    halfjaren = list(EEN.tot(Halfjaar.van_volgnummer(EEN.volgnummer + len(reeks) - 1)))
    rij = feiten(
        beginstanden={(G, EEN): begin},
        gepubliceerd={(G, h): t for h, (t, _, _) in zip(halfjaren, reeks, strict=True)},
        eigen={(G, h): r for h, (_, r, _) in zip(halfjaren, reeks, strict=True)},
        boekingen={(G, h): [Boeking(h.begin, "correctie", c)] for h, (_, _, c) in zip(halfjaren, reeks, strict=True)},
    )
    uit = vouw(rij, halfjaren[-1])
    for n, h in enumerate(halfjaren, start=1):
        regel = uit[G, h]
        assert regel.stand_eind == begin + sum(r - t + c for t, r, c in reeks[:n])
        assert regel.opgave is not None and regel.realisatie is not None
        assert regel.stand_eind == regel.realisatie - regel.opgave
        assert vouw(rij, h)[G, h] == regel


@given(klein, natuurlijk, natuurlijk, klein)
def test_correctie_en_terugdraaien_is_niets(begin: int, taak: int, gehuisvest: int, correctie: int) -> None:
    kaal = feiten(beginstanden={(G, EEN): begin}, gepubliceerd={(G, EEN): taak}, eigen={(G, EEN): gehuisvest})
    heen = [Boeking(EEN.begin, "correctie", correctie), Boeking(EEN.begin, "correctie", -correctie)]
    assert vouw(replace(kaal, boekingen={(G, EEN): heen}), EEN) == vouw(kaal, EEN)


@given(
    # Not on the first day: the beginstanden of that day contain it already.
    st.dates(date(2024, 1, 2), date(2024, 6, 30)),
    st.lists(st.tuples(klein, natuurlijk, natuurlijk), min_size=3, max_size=3),
    st.lists(st.integers(1, 50_000), min_size=2, max_size=2),
)
def test_herindeling_laat_het_totaal_gelijk(
    dag: date, cijfers: list[tuple[int, int, int]], inwoners: list[int]
) -> None:
    """Whatever the day and the division: the sum of all standen is what it would have been without a herindeling."""
    codes = ("A", "B", "C")
    basis = {
        "beginstanden": {(c, EEN): s for c, (s, _, _) in zip(codes, cijfers, strict=True)},
        "gepubliceerd": {(c, h): t for h in EEN.tot(EEN.volgende) for c, (_, t, _) in zip(codes, cijfers, strict=True)},
        "eigen": {(c, EEN): r for c, (_, _, r) in zip(codes, cijfers, strict=True)},
        "deelinwoners": {("A", n): {date(2024, 1, 1): i} for n, i in zip("BC", inwoners, strict=True)},
    }
    heel = {c: Gemeentetijd(c) for c in codes}
    gedeeld = {**heel, "A": Gemeentetijd("A", geldig_tot=dag, opvolgers=("B", "C"))}
    zonder = vouw(Feiten(gemeenten=heel, **basis), EEN)  # type: ignore[arg-type]
    met = vouw(Feiten(gemeenten=gedeeld, **basis), EEN)  # type: ignore[arg-type]
    som = sum(met[c, EEN].stand_eind or 0 for c in codes)
    assert met["A", EEN].stand_eind == 0
    assert som == sum(zonder[c, EEN].stand_eind or 0 for c in codes)


@given(st.permutations(["A", "B", "C", "D"]))
def test_keten_van_herindelingen_op_een_dag_komt_bij_de_laatste_uit(volgorde: list[str]) -> None:
    """A into B into C on one day, in whatever order the gemeenten come."""
    tijden = {
        "A": Gemeentetijd("A", geldig_tot=EEN.begin, opvolgers=("B",)),
        "B": Gemeentetijd("B", geldig_tot=EEN.begin, opvolgers=("C",)),
        "C": Gemeentetijd("C"),
        "D": Gemeentetijd("D"),
    }
    vorig = EEN.vorige
    uit = vouw(
        Feiten(
            gemeenten={code: tijden[code] for code in volgorde},
            beginstanden={(c, vorig): n for c, n in zip("ABCD", (1, 2, 4, 8), strict=True)},
            gepubliceerd={(c, h): 0 for c in "ABCD" for h in (vorig, EEN)},
            eigen={(c, h): 0 for c in "ABCD" for h in (vorig, EEN)},
        ),
        EEN,
    )
    assert {c: uit[c, EEN].stand_eind for c in "ABCD"} == {"A": 0, "B": 0, "C": 7, "D": 8}


def test_stand_kent_geen_nul_waar_niets_bekend_is() -> None:
    leeg = Stand(G, EEN, None, None, None, Bron.GEEN, None, None, None)
    assert (leeg.taakstelling, leeg.opgave, leeg.stand_eind, leeg.verandering, leeg.nog) == (None,) * 5
    assert leeg.mutaties == 0


def test_grens_van_het_halfjaar_is_half_open() -> None:
    """A gemeente that ends on the last day of a half-year still has its row there; a day later it is the next one's."""
    laatste = EEN.eind - timedelta(days=1)
    for einde, verwacht in ((laatste, EEN), (EEN.eind, EEN.volgende)):
        tijden = {"A": Gemeentetijd("A", geldig_tot=einde, opvolgers=("B",)), "B": Gemeentetijd("B")}
        uit = vouw(
            Feiten(
                gemeenten=tijden,
                beginstanden={("A", EEN): -2, ("B", EEN): 0},
                gepubliceerd={(c, h): 0 for c in "AB" for h in (EEN, EEN.volgende)},
                eigen={(c, h): 0 for c in "AB" for h in (EEN, EEN.volgende)},
            ),
            EEN.volgende,
        )
        assert [h for h in (EEN, EEN.volgende) if uit["B", h].herindeling == -2] == [verwacht]


def test_gemeente_die_midden_in_het_halfjaar_ontstaat_verzint_geen_nul() -> None:
    """Its taakstelling there is known to be nil; what it housed is not."""
    dag = date(2024, 3, 24)
    tijden = {"A": Gemeentetijd("A", geldig_tot=dag, opvolgers=("B",)), "B": Gemeentetijd("B", geldig_van=dag)}
    basis = {
        "gemeenten": tijden,
        "beginstanden": {("A", EEN): -4},
        "gepubliceerd": {("A", EEN): 11},
        "eigen": {("A", EEN): 2},
    }
    zonder = vouw(Feiten(**basis), EEN)["B", EEN]  # type: ignore[arg-type]
    assert (zonder.stand_begin, zonder.taakstelling, zonder.realisatie, zonder.stand_eind) == (0, 0, None, None)
    met = vouw(Feiten(**basis, officieel={("B", EEN): Officieel(date(2024, 6, 1), 5)}), EEN)["B", EEN]  # type: ignore[arg-type]
    assert (met.realisatie, met.bron) == (5, Bron.OFFICIEEL)


def test_gemeente_zonder_feiten_begint_bij_haar_ontstaan_op_nul() -> None:
    dag = date(2024, 1, 1)
    tijden = {"A": Gemeentetijd("A", geldig_tot=dag, opvolgers=("B",)), "B": Gemeentetijd("B", geldig_van=dag)}
    regel = vouw(Feiten(gemeenten=tijden), EEN, EEN)["B", EEN]
    assert (regel.stand_begin, regel.taakstelling, regel.herindeling) == (0, None, None)
