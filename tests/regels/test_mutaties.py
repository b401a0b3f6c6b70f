"""What must hold for mutaties before they are recorded."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taakstelling.regels.grootboek import Gemeentetijd
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.mutaties import Mutatiegegevens, fout_in_aantal, fout_in_besluit, fout_in_tijd, in_woorden

DAG = dt.date(2024, 1, 1)
dagen = st.dates(min_value=dt.date(1995, 1, 1), max_value=dt.date(2099, 12, 31))


def rij(gemeente: str, aantal: int) -> Mutatiegegevens:
    return Mutatiegegevens(gemeente, DAG, "herverdeling", aantal, "besluit")


@given(st.dictionaries(st.sampled_from("ABCDEF"), st.integers(-500, 500), min_size=1))
def test_besluit_kan_alleen_als_het_samen_nul_is(aantallen: dict[str, int]) -> None:
    rijen = [rij(gemeente, aantal) for gemeente, aantal in aantallen.items()]
    mag = len(aantallen) > 1 and sum(aantallen.values()) == 0
    assert (fout_in_besluit(rijen) == "") == mag


@given(st.lists(st.integers(-500, 500), min_size=1, max_size=4), st.integers(-500, 500))
def test_verbeterd_besluit_telt_samen_met_wat_er_al_is(aantallen: list[int], nieuw: int) -> None:
    al = [rij(f"G{i}", aantal) for i, aantal in enumerate(aantallen)]
    al.append(rij("rest", -sum(aantallen)))
    assert fout_in_besluit([al[0]], al) == ""
    anders = fout_in_besluit([rij("G0", nieuw)], al)
    assert (anders == "") == (nieuw == aantallen[0])


@given(dagen)
def test_beginstand_geldt_op_de_eerste_dag_van_een_halfjaar(dag: dt.date) -> None:
    mag = dag == Halfjaar.van_datum(dag).begin
    assert (fout_in_tijd("beginstand", dag, Gemeentetijd("A")) == "") == mag


@given(dagen, dagen)
def test_mutatie_telt_alleen_in_een_halfjaar_dat_de_gemeente_heeft(dag: dt.date, einde: dt.date) -> None:
    tijd = Gemeentetijd("A", None, einde, ("B",))
    assert (fout_in_tijd("correctie", dag, tijd) == "") == (Halfjaar.van_datum(dag).begin <= einde)
    begonnen = Gemeentetijd("A", einde)
    assert (fout_in_tijd("correctie", dag, begonnen) == "") == (einde < Halfjaar.van_datum(dag).eind)


@pytest.mark.parametrize("jaar", [1812, 2500])
def test_jaar_dat_geen_halfjaar_heeft(jaar: int) -> None:
    assert fout_in_tijd("correctie", dt.date(jaar, 1, 1), Gemeentetijd("A")) != ""


SOORTEN = st.sampled_from(["beginstand", "correctie", "herverdeling", "herindeling", "vrijstelling"])


@pytest.mark.parametrize(
    ("soort", "aantal", "woorden"),
    [
        ("herverdeling", 5, "5 personen minder te huisvesten"),
        ("herverdeling", -1, "1 persoon meer te huisvesten"),
        ("vrijstelling", 26, "26 personen minder te huisvesten"),
        ("correctie", -2, "de stand gaat 2 personen omlaag"),
        ("herindeling", 3, "de stand gaat 3 personen omhoog"),
        ("beginstand", -10, "een achterstand van 10 personen"),
        ("beginstand", 5, "een voorsprong van 5 personen"),
        ("beginstand", 0, "stand nul: geen achterstand en geen voorsprong"),
    ],
)
def test_een_getal_met_een_teken_in_woorden(soort: str, aantal: int, woorden: str) -> None:
    assert in_woorden(soort, aantal) == woorden


@given(soort=SOORTEN, aantal=st.integers(1, 9999))
def test_het_tegendeel_leest_anders_en_noemt_hetzelfde_aantal(soort: str, aantal: int) -> None:
    een, ander = in_woorden(soort, aantal), in_woorden(soort, -aantal)
    assert een != ander
    assert f"{aantal} perso" in een
    assert f"{aantal} perso" in ander


@given(soort=SOORTEN, aantal=st.integers(-9999, 9999))
def test_alleen_een_beginstand_mag_nul_zijn_en_een_vrijstelling_nooit_eronder(soort: str, aantal: int) -> None:
    mag = soort == "beginstand" or (aantal > 0 if soort == "vrijstelling" else aantal != 0)
    assert (fout_in_aantal(soort, aantal) == "") == mag
