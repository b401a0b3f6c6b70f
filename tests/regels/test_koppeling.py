import pytest
from hypothesis import given
from hypothesis import strategies as st

from taakstelling.regels.koppeling import (
    EINDES,
    FASE_NA,
    FASEN,
    GEVOLGEN,
    KAN_NU,
    LOPEND,
    REDENEN,
    SOORTEN,
    Fase,
    Partij,
    Soort,
    aan_zet,
    fase_van,
)

aantallen = st.integers(-3, 9)
stappen = st.sampled_from(sorted(FASE_NA))


def test_elke_soort_en_fase_heeft_een_naam() -> None:
    assert set(SOORTEN) == set(Soort)
    assert set(FASEN) == set(Fase)
    assert set(KAN_NU) == LOPEND


def test_elke_stap_is_een_einde_of_leidt_tot_een_fase() -> None:
    assert {*FASE_NA, *EINDES} == {"", *Soort}
    assert set(FASE_NA.values()) == LOPEND


@given(stappen, st.booleans(), aantallen, aantallen)
def test_de_klok_loopt_precies_zolang_iemand_moet_worden_gehuisvest(
    stap: str, einde: bool, personen: int, nareizigers: int
) -> None:
    fase = fase_van(laatste_stap=stap, beeindigd=einde, nog_personen=personen, nog_nareizigers=nareizigers)
    assert (fase in LOPEND) == (personen > 0 and not einde)
    assert (fase is Fase.BEEINDIGD) == (personen > 0 and einde)
    assert (fase is Fase.NAREIZIGERS) == (personen <= 0 < nareizigers and not einde)


@pytest.mark.parametrize(
    ("fase", "reden", "gevolg", "wie"),
    [
        (Fase.ZOEKEN, "", "", Partij.GEMEENTE),
        (Fase.ZOEKEN, "te-klein", "gesprek", Partij.COA),
        (Fase.AANGEBODEN, "", "", Partij.COA),
        (Fase.VERHUIZEN, "", "", Partij.VERHUURDER),
        (Fase.STILSTAND, "gegevens", "", Partij.COA),
        (Fase.STILSTAND, "geen-woning", "", Partij.GEMEENTE),
    ],
)
def test_wie_aan_zet_is(fase: Fase, reden: str, gevolg: str, wie: Partij) -> None:
    assert aan_zet(fase, reden, gevolg) is wie


@given(st.sampled_from(sorted(Fase)))
def test_in_elke_fase_is_iemand_aan_zet_voor_elke_reden(fase: Fase) -> None:
    for reden in ("", *REDENEN[Soort.STILSTAND]):
        assert isinstance(aan_zet(fase, reden), Partij)
    for gevolg in GEVOLGEN:
        assert isinstance(aan_zet(fase, gevolg=gevolg), Partij)
