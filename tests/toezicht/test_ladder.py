"""The state machine: every pair of both tables, and the diagram in the documentation."""

from pathlib import Path

import pytest

from toezicht.regels.ladder import RICHTINGEN, ZETTEN, Fase, Gebeurtenis, Richting, Zet, diagram, geen_stap

BLAD = Path(__file__).parents[2] / "docs" / "toezichtkader.md"
ORDE = list(Fase)


def test_beide_tabellen_kennen_elk_paar() -> None:
    assert set(RICHTINGEN) == {(van, naar) for van in Fase for naar in Fase}
    assert set(ZETTEN) == {(fase, wat) for fase in Fase for wat in Gebeurtenis}


@pytest.mark.parametrize("van", Fase)
@pytest.mark.parametrize("naar", Fase)
def test_elk_paar_van_fasen(van: Fase, naar: Fase) -> None:
    """Down always; up never past a voornemen or a besluit."""
    stap = ORDE.index(naar) - ORDE.index(van)
    verwacht = Richting.ZELFDE if stap == 0 else Richting.OMLAAG if stap < 0 else Richting.OMHOOG
    overgeslagen = (naar == Fase.BESLUIT and stap > 1) or (naar == Fase.UITVOERING and stap > 1)
    assert RICHTINGEN[van, naar] == (Richting.NIET if overgeslagen else verwacht)
    assert (geen_stap(van, naar) is not None) == overgeslagen


@pytest.mark.parametrize("fase", Fase)
@pytest.mark.parametrize("wat", Gebeurtenis)
def test_elk_paar_van_fase_en_gebeurtenis(fase: Fase, wat: Gebeurtenis) -> None:
    op_ladder = fase != Fase.GEEN
    verwacht = Zet.BLIJVEN
    if wat == Gebeurtenis.VOLDOET and op_ladder:
        verwacht = Zet.AFSCHALEN
    elif wat == Gebeurtenis.VERSCHOOND and op_ladder:
        verwacht = Zet.BEVRIEZEN
    elif wat == Gebeurtenis.REGEL and fase != Fase.UITVOERING:
        verwacht = Zet.OPSCHALEN
    assert ZETTEN[fase, wat] == verwacht


def test_het_diagram_in_de_documentatie_is_dat_van_de_tabel() -> None:
    """`python -c "from toezicht.regels.ladder import diagram; print(diagram())"` gives what must stand there."""
    assert f"```mermaid\n{diagram()}\n```" in BLAD.read_text(encoding="utf-8")
