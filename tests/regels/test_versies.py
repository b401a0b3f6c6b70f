"""Which version of a number counts: dated, undated and mixed."""

import datetime as dt
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taakstelling.regels.versies import Status, geldende, nieuwste_indicatieve, op_volgorde
from tests.regels.gegevens import datum as lees_datum
from tests.regels.gegevens import lees


@dataclass(frozen=True)
class V:
    """A version as small as it can be."""

    status: str
    datum: dt.date | None
    volgorde: int


APRIL, MEI, JUNI = dt.date(2023, 4, 1), dt.date(2023, 5, 1), dt.date(2023, 6, 1)

enkele = st.tuples(st.sampled_from(list(Status)), st.none() | st.sampled_from([APRIL, MEI, JUNI]))
reeksen = st.lists(enkele, max_size=6).map(lambda paren: [V(s, d, nummer) for nummer, (s, d) in enumerate(paren)])
geschud = reeksen.flatmap(lambda reeks: st.tuples(st.just(reeks), st.permutations(reeks)))


@given(geschud)
def test_geldende_hangt_niet_af_van_de_volgorde_van_invoer(paar: tuple[list[V], list[V]]) -> None:
    reeks, andersom = paar
    assert geldende(reeks) == geldende(andersom)
    assert nieuwste_indicatieve(reeks) == nieuwste_indicatieve(andersom)
    assert op_volgorde(reeks) == op_volgorde(andersom)


@given(reeksen)
def test_op_volgorde_eindigt_met_de_geldende(reeks: list[V]) -> None:
    volgorde = op_volgorde(reeks)
    assert sorted(volgorde, key=lambda v: v.volgorde) == reeks
    if (telt := geldende(reeks)) is not None:
        assert volgorde[-1] == telt
        assert telt.status != Status.INDICATIEF
    else:
        assert all(v.status == Status.INDICATIEF for v in reeks)


@given(reeksen)
def test_gedateerde_versies_staan_op_datum(reeks: list[V]) -> None:
    datums = [v.datum for v in op_volgorde(reeks) if v.datum and v.status != Status.INDICATIEF]
    assert datums == sorted(datums)


@given(reeksen)
def test_zonder_datum_gaat_bijgesteld_na_elke_vastgestelde(reeks: list[V]) -> None:
    plaats = {v: nummer for nummer, v in enumerate(op_volgorde(reeks))}
    for bijgesteld in reeks:
        if bijgesteld.status == Status.BIJGESTELD and bijgesteld.datum is None:
            vastgesteld = [plaats[v] for v in reeks if v.status == Status.VASTGESTELD]
            assert all(nummer < plaats[bijgesteld] for nummer in vastgesteld)


@given(reeksen)
def test_zonder_datum_gaat_een_versie_na_de_eerder_vastgelegde_van_die_status(reeks: list[V]) -> None:
    plaats = {v: nummer for nummer, v in enumerate(op_volgorde(reeks))}
    for later in reeks:
        if later.datum is None:
            eerder = [v for v in reeks if v.status == later.status and v.volgorde < later.volgorde]
            assert all(plaats[v] < plaats[later] for v in eerder)


@given(reeksen)
def test_indicatieve_versies_veranderen_niets(reeks: list[V]) -> None:
    assert geldende(reeks) == geldende([v for v in reeks if v.status != Status.INDICATIEF])


@pytest.mark.parametrize(
    ("reeks", "telt"),
    [
        ([], None),
        ([V("indicatief", JUNI, 1)], None),
        ([V("vastgesteld", None, 1)], 1),
        # dates decide
        ([V("vastgesteld", APRIL, 2), V("bijgesteld", MEI, 1)], 1),
        ([V("vastgesteld", JUNI, 1), V("bijgesteld", MEI, 2)], 1),
        ([V("vastgesteld", MEI, 2), V("bijgesteld", MEI, 1)], 1),
        ([V("vastgesteld", MEI, 1), V("vastgesteld", MEI, 2)], 2),
        # no dates: status, then recording
        ([V("vastgesteld", None, 2), V("bijgesteld", None, 1)], 1),
        ([V("bijgesteld", None, 1), V("bijgesteld", None, 2), V("vastgesteld", None, 3)], 2),
        # one with and one without
        ([V("vastgesteld", MEI, 2), V("bijgesteld", None, 1)], 1),
        ([V("vastgesteld", MEI, 1), V("bijgesteld", None, 2)], 2),
        ([V("vastgesteld", None, 2), V("bijgesteld", MEI, 1)], 1),
        ([V("vastgesteld", None, 1), V("vastgesteld", MEI, 2)], 2),
        ([V("vastgesteld", MEI, 1), V("vastgesteld", None, 2)], 2),
        ([V("bijgesteld", None, 1), V("bijgesteld", MEI, 2)], 2),
        ([V("bijgesteld", MEI, 1), V("bijgesteld", None, 2)], 2),
        # an indicatieve with a late date does not lift an undated one
        ([V("indicatief", JUNI, 1), V("vastgesteld", None, 2), V("vastgesteld", APRIL, 3)], 3),
    ],
)
def test_geldende_versie_per_geval(reeks: list[V], telt: int | None) -> None:
    gevonden = geldende(reeks)
    assert (gevonden.volgorde if gevonden else None) == telt


def test_nieuwste_indicatieve_is_de_laatst_gepubliceerde() -> None:
    reeks = [V("indicatief", MEI, 1), V("indicatief", APRIL, 2), V("vastgesteld", JUNI, 3)]
    assert nieuwste_indicatieve(reeks) == reeks[0]
    assert nieuwste_indicatieve([V("indicatief", None, 2), V("indicatief", None, 1)]) == V("indicatief", None, 2)
    assert nieuwste_indicatieve(reeks[2:]) is None


def test_onbekende_status_wordt_geweigerd() -> None:
    with pytest.raises(ValueError, match="voorlopig"):
        geldende([V("voorlopig", None, 1)])


@pytest.mark.parametrize(
    ("halfjaar", "aantal"),
    [("2018-2", 11000), ("2023-1", 21200), ("2023-2", 17600), ("2025-1", 15000), ("2026-1", 15000), ("2026-2", None)],
)
def test_geldende_landelijke_prognose_per_halfjaar(halfjaar: str, aantal: int | None) -> None:
    rijen = [rij for rij in lees("prognoses") if rij["halfjaar"] == halfjaar]
    versies = [V(rij["status"], lees_datum(rij["gepubliceerd_op"]), nummer) for nummer, rij in enumerate(rijen)]
    telt = geldende(versies)
    assert (int(rijen[telt.volgorde]["aantal"]) if telt else None) == aantal
