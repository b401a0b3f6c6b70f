"""The formula: its three rules, every published figure we have, and the inhabitants it starts from."""

import time
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taakstelling.regels.formule import STANDAARD_REGEL, Rekenregel, bereken, sluitend_rekentotaal
from taakstelling.regels.halfjaar import Halfjaar
from tests.regels.gegevens import inwoners, lees

NAAR_BOVEN, REKENKUNDIG, SLUITEND = Rekenregel.NAAR_BOVEN, Rekenregel.REKENKUNDIG, Rekenregel.SLUITEND

# code, half-year, national, inhabitants, published, status, the three rules, rekentotaal to the nearest tenth and down.
GEPUBLICEERD = [
    ("GM0363", "2021-1", 13500, 872757, 668, "vastgesteld", 677, 677, 668, "13316.9", "13316.8"),
    ("GM0394", "2023-1", 21200, 159336, 191, "vastgesteld", 193, 192, 191, "21039.1", "21039.1"),
    ("GM0394", "2023-2", 27300, 159336, 246, "vastgesteld", 248, 247, 246, "27131.4", "27131.4"),
    ("GM0394", "2023-2", 17600, 159336, 158, "bijgesteld", 160, 159, 158, "17439.6", "17439.6"),
    ("GM0503", "2023-2", 27300, 104572, 162, "vastgesteld", 163, 162, 162, "27131.4", "27131.4"),
    ("GM0503", "2023-2", 17600, 104572, 104, "bijgesteld", 105, 105, 104, "17439.6", "17439.6"),
    ("GM1690", "2024-1", 18750, 24602, 26, "vastgesteld", 26, 26, 26, "18582.9", "18582.8"),
    ("GM1690", "2024-2", 17000, 24602, 24, "vastgesteld", 24, 23, 24, "16829.4", "16829.4"),
    ("GM1969", "2025-1", 15000, 64896, 54, "bijgesteld", 55, 54, 54, "14826.1", "14826.0"),
]

lijsten = st.lists(st.integers(0, 5000), min_size=1, max_size=40).filter(any)
landelijken = st.integers(0, 3000)


def als_gemeenten(aantallen: list[int]) -> dict[str, int]:
    return {f"GM{nummer:04}": aantal for nummer, aantal in enumerate(aantallen)}


def som_naar_boven(totaal: Fraction, aantallen: list[int], nederland: int) -> int:
    return sum(ceil(totaal * aantal / nederland) for aantal in aantallen)


@pytest.mark.parametrize("rij", GEPUBLICEERD, ids=lambda rij: f"{rij[0]}-{rij[1]}-{rij[2]}")
def test_formule_bij_elk_gepubliceerd_cijfer(
    rij: tuple[str, str, int, int, int, str, int, int, int, str, str],
) -> None:
    code, halfjaar, landelijk, inwonertal, gepubliceerd, _, boven, rekenkundig, sluitend, dichtstbij, omlaag = rij
    basis = inwoners(Halfjaar.van_code(halfjaar))
    assert basis.per_gemeente[code] == inwonertal
    assert basis.nederland is not None
    uitkomsten = {regel: bereken(regel, landelijk, basis.per_gemeente, basis.nederland) for regel in Rekenregel}
    assert uitkomsten[NAAR_BOVEN].aantallen[code] == boven
    assert uitkomsten[REKENKUNDIG].aantallen[code] == rekenkundig
    assert uitkomsten[SLUITEND].aantallen[code] == sluitend == gepubliceerd
    assert uitkomsten[SLUITEND].som == landelijk
    assert uitkomsten[SLUITEND].rekentotaal_tekst == omlaag
    exact = uitkomsten[SLUITEND].rekentotaal
    assert exact is not None
    assert abs(exact - Fraction(dichtstbij)) <= Fraction(1, 20)


def test_gepubliceerd_bestand_heeft_dezelfde_cijfers() -> None:
    bestand = [(rij["gemeente"], rij["halfjaar"], int(rij["aantal"]), rij["status"]) for rij in lees("gepubliceerd")]
    assert bestand == [(rij[0], rij[1], rij[4], rij[5]) for rij in GEPUBLICEERD]


@given(landelijken, lijsten)
def test_naar_boven_is_het_kleinste_gehele_getal_dat_niet_lager_is(landelijk: int, aantallen: list[int]) -> None:
    nederland = sum(aantallen)
    uitkomst = bereken(NAAR_BOVEN, landelijk, als_gemeenten(aantallen), nederland)
    for aantal, taakstelling in zip(aantallen, uitkomst.aantallen.values(), strict=True):
        deel = Fraction(landelijk * aantal, nederland)
        assert deel <= taakstelling < deel + 1
    assert landelijk <= uitkomst.som < landelijk + len(aantallen)


@given(landelijken, lijsten)
def test_rekenkundig_wijkt_hooguit_een_half_af_en_een_half_gaat_omhoog(landelijk: int, aantallen: list[int]) -> None:
    nederland = sum(aantallen)
    uitkomst = bereken(REKENKUNDIG, landelijk, als_gemeenten(aantallen), nederland)
    for aantal, taakstelling in zip(aantallen, uitkomst.aantallen.values(), strict=True):
        assert Fraction(-1, 2) < taakstelling - Fraction(landelijk * aantal, nederland) <= Fraction(1, 2)


@given(landelijken, lijsten, st.integers(1, 200), st.data())
def test_naar_boven_en_rekenkundig_dalen_niet_bij_meer(
    landelijk: int, aantallen: list[int], meer: int, data: st.DataObject
) -> None:
    nederland = sum(aantallen) + meer
    plek = data.draw(st.integers(0, len(aantallen) - 1))
    groter = [aantal + meer * (nummer == plek) for nummer, aantal in enumerate(aantallen)]
    for regel in (NAAR_BOVEN, REKENKUNDIG):
        was = bereken(regel, landelijk, als_gemeenten(aantallen), nederland).aantallen
        bij_groter_land = bereken(regel, landelijk + meer, als_gemeenten(aantallen), nederland).aantallen
        bij_groter = bereken(regel, landelijk, als_gemeenten(groter), nederland).aantallen
        assert all(was[code] <= bij_groter_land[code] for code in was)
        assert all(was[code] <= bij_groter[code] for code in was)


@given(landelijken, st.lists(st.integers(0, 5000), min_size=2, max_size=40).filter(any))
def test_fusie_verhoogt_de_som_naar_boven_nooit(landelijk: int, aantallen: list[int]) -> None:
    apart = bereken(NAAR_BOVEN, landelijk, als_gemeenten(aantallen), sum(aantallen))
    samen = bereken(NAAR_BOVEN, landelijk, als_gemeenten([sum(aantallen[:2]), *aantallen[2:]]), sum(aantallen))
    assert samen.som <= apart.som


@given(landelijken, lijsten)
def test_sluitend_komt_nooit_boven_het_landelijke_aantal(landelijk: int, aantallen: list[int]) -> None:
    nederland = sum(aantallen)
    uitkomst = bereken(SLUITEND, landelijk, als_gemeenten(aantallen), nederland)
    totaal = uitkomst.rekentotaal
    assert totaal is not None
    assert totaal <= landelijk
    assert uitkomst.som == som_naar_boven(totaal, aantallen, nederland) <= landelijk
    # Short of it by less than the number of gemeenten that step together just past T'.
    stappen = [aantal for aantal in aantallen if aantal and (totaal * aantal / nederland).denominator == 1]
    if totaal < landelijk:
        assert uitkomst.som + len(stappen) > landelijk


@given(landelijken, lijsten)
def test_sluitend_rekentotaal_is_het_grootste_dat_past(landelijk: int, aantallen: list[int]) -> None:
    nederland = sum(aantallen)
    totaal = sluitend_rekentotaal(landelijk, aantallen, nederland)
    punten = {
        Fraction(k * nederland, aantal)
        for aantal in aantallen
        if aantal
        for k in range(landelijk * aantal // nederland + 1)
    } | {Fraction(landelijk)}
    passend = [punt for punt in punten if punt <= landelijk and som_naar_boven(punt, aantallen, nederland) <= landelijk]
    assert totaal == max(passend)


@given(landelijken, lijsten)
def test_sluitend_hangt_niet_af_van_de_volgorde(landelijk: int, aantallen: list[int]) -> None:
    gemeenten = als_gemeenten(aantallen)
    omgekeerd = dict(reversed(gemeenten.items()))
    een = bereken(SLUITEND, landelijk, gemeenten, sum(aantallen))
    ander = bereken(SLUITEND, landelijk, omgekeerd, sum(aantallen))
    assert een.aantallen == ander.aantallen
    assert een.rekentotaal == ander.rekentotaal


@given(landelijken, lijsten, st.integers(1, 100_000))
def test_sluitend_met_ontbrekende_gemeenten_geeft_nooit_meer_dan_naar_boven(
    landelijk: int, aantallen: list[int], ontbreekt: int
) -> None:
    nederland = sum(aantallen) + ontbreekt
    sluitend = bereken(SLUITEND, landelijk, als_gemeenten(aantallen), nederland)
    boven = bereken(NAAR_BOVEN, landelijk, als_gemeenten(aantallen), nederland)
    assert sluitend.som <= landelijk
    assert all(sluitend.aantallen[code] <= boven.aantallen[code] for code in boven.aantallen)


@pytest.mark.parametrize(
    ("landelijk", "aantallen", "verwacht", "rekentotaal"),
    [
        (0, [10, 20], [0, 0], "0.0"),
        (2, [10, 10, 10], [0, 0, 0], "0.0"),  # fewer personen than gemeenten: all would step at once
        (3, [10, 10, 10], [1, 1, 1], "3.0"),
        (5, [10, 10, 10], [1, 1, 1], "3.0"),  # a tie of three steps together or not at all
        (4, [10, 0, 30], [1, 0, 3], "4.0"),  # no inhabitants: nil
        (4, [20, 10, 10], [2, 1, 1], "4.0"),
        (10, [1, 1, 998], [1, 1, 8], "8.0"),
        (7, [0, 0, 5], [0, 0, 7], "7.0"),
    ],
)
def test_sluitend_per_geval(landelijk: int, aantallen: list[int], verwacht: list[int], rekentotaal: str) -> None:
    uitkomst = bereken(SLUITEND, landelijk, als_gemeenten(aantallen), sum(aantallen))
    assert list(uitkomst.aantallen.values()) == verwacht
    assert uitkomst.rekentotaal_tekst == rekentotaal


def test_sluitend_zonder_inwoners_geeft_ieder_nul() -> None:
    assert bereken(SLUITEND, 9, {"GM0001": 0}, 100).aantallen == {"GM0001": 0}
    assert bereken(SLUITEND, 9, {}, 100).aantallen == {}


def test_andere_regels_hebben_geen_rekentotaal() -> None:
    assert STANDAARD_REGEL is SLUITEND
    for regel in (NAAR_BOVEN, REKENKUNDIG):
        uitkomst = bereken(regel, 9, {"GM0001": 100}, 100)
        assert (uitkomst.rekentotaal, uitkomst.rekentotaal_tekst, uitkomst.som) == (None, None, 9)


@pytest.mark.parametrize(
    ("landelijk", "aantal", "nederland", "melding"),
    [(-1, 5, 5, "landelijke aantal"), (5, -5, 5, "aantal inwoners kan niet"), (5, 5, 0, "groter zijn dan nul")],
)
def test_bereken_weigert_onmogelijke_getallen(landelijk: int, aantal: int, nederland: int, melding: str) -> None:
    with pytest.raises(ValueError, match=melding):
        bereken(SLUITEND, landelijk, {"GM0001": aantal}, nederland)


def test_exact_geheel_getal_wordt_niet_naar_boven_afgerond() -> None:
    # A third of thirty is exactly ten; a float of these sizes could come out just above it.
    assert bereken(NAAR_BOVEN, 30, {"GM0001": 10**15, "GM0002": 2 * 10**15}, 3 * 10**15).aantallen == {
        "GM0001": 10,
        "GM0002": 20,
    }


def test_sluitend_is_snel_voor_het_hele_land() -> None:
    basis = inwoners(Halfjaar.van_code("2023-2"))
    assert basis.nederland is not None
    tijden = []
    for _ in range(3):  # the best of three: the machine may be busy with something else
        begin = time.perf_counter()
        bereken(SLUITEND, 27300, basis.per_gemeente, basis.nederland)
        tijden.append(time.perf_counter() - begin)
    assert min(tijden) < 0.05


@pytest.mark.parametrize("halfjaar", [str(h) for h in Halfjaar(2016, 1).tot(Halfjaar(2026, 2))])
@pytest.mark.parametrize("landelijk", [4500, 27300])
def test_sluitend_telt_voor_elk_halfjaar_op_tot_het_landelijke_aantal(halfjaar: str, landelijk: int) -> None:
    basis = inwoners(Halfjaar.van_code(halfjaar))
    assert basis.nederland is not None
    uitkomst = bereken(SLUITEND, landelijk, basis.per_gemeente, basis.nederland)
    assert landelijk - 3 < uitkomst.som <= landelijk
    assert min(uitkomst.aantallen.values()) >= 1
