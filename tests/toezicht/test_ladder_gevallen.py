"""Real cases of the ladder (ladder_gevallen.csv) with the kader of that provincie and day.

`trede` is what the source says, or the trede of the pack that fits its words (a brief, strikt toezicht). No source
gives the history: `vanaf` (the trede before) and `keer` (peildata on end) are assumptions, and so is a stand or a
taakstelling that the source does not give.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from taakstelling.regels.halfjaar import Halfjaar
from tests.toezicht.kaders import grootboek, pakket, pakketten, verloop
from toezicht.regels.feiten import Feiten
from toezicht.regels.voorstel import stel_voor

with (Path(__file__).parent / "ladder_gevallen.csv").open(encoding="utf-8", newline="") as bestand:
    GEVALLEN = list(csv.DictReader(bestand, delimiter=";"))
PROVINCIES = {
    "Groningen": "PV20",
    "Fryslân": "PV21",
    "Drenthe": "PV22",
    "Utrecht": "PV26",
    "Noord-Holland": "PV27",
    "Zuid-Holland": "PV28",
    "Zeeland": "PV29",
    "Limburg": "PV31",
}
AANGENOMEN_STAND, AANGENOMEN_TAAKSTELLING = -20, 60


def _dag(bijzonder: str, wat: str) -> date | None:
    return date.fromisoformat(bijzonder.removeprefix(f"{wat} tot ")) if bijzonder.startswith(wat) else None


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda g: f"{g['gemeente']} {g['peildatum']} trede {g['trede']}")
def test_een_geval_uit_de_praktijk(geval: dict[str, str]) -> None:
    peildatum, bijzonder = date.fromisoformat(geval["peildatum"]), geval["bijzonder"]
    halfjaar = Halfjaar.van_datum(peildatum).vorige
    keer, stand = int(geval["keer"]), int(geval["stand"] or AANGENOMEN_STAND)
    regels = pakket(PROVINCIES[geval["provincie"]], peildatum)
    if bijzonder.startswith("halfjaar"):
        over = Halfjaar.van_code(bijzonder.removeprefix("halfjaar "))
        sindsdien = [(0, 0) for _ in over.volgende.tot(halfjaar)]
        metingen = grootboek(0, (-stand, 0), *sindsdien, vanaf=over.code)
        feiten = Feiten(metingen, trede=int(geval["vanaf"]), halfjaartreden={over: int(geval["vanaf"])})
        (deel,) = stel_voor(regels, feiten).per_halfjaar
        assert (deel.open, deel.trede) == (-stand, int(geval["trede"]))
        return
    metingen = verloop(
        *(0, *[stand] * max(1, keer)),
        tot=halfjaar.code,
        taakstelling=AANGENOMEN_TAAKSTELLING,
        verlengd_tot=_dag(bijzonder, "verlengd"),
        verschoond_tot=_dag(bijzonder, "verschoond"),
    )
    feiten = Feiten(metingen, trede=int(geval["vanaf"]), toezegging_gebroken=bijzonder == "toezegging")
    voorstel = stel_voor(regels, feiten)
    assert voorstel.trede == int(geval["trede"]), [reden.tekst for reden in voorstel.redenen]


def test_elke_provincie_heeft_een_pakket_en_geen_twee_op_een_dag() -> None:
    dagen = [(pak.provincie, pak.geldig_van) for pak in pakketten()]
    assert {code for code, _ in dagen} == {f"PV{nummer}" for nummer in range(20, 32)}
    assert len(dagen) == len(set(dagen))
