"""When a decision needs a reason, and where the ladder may not go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.toezicht.kaders import FASEN, kader, verloop
from toezicht.regels.besluit import (
    Uitspraak,
    afwijkingen,
    bewaar,
    foute_trede,
    halfjaar_van,
    sleutel_van,
    voorgesteld,
    vraag_om_motivering,
)
from toezicht.regels.feiten import Feiten
from toezicht.regels.kader import Oordeelwoord
from toezicht.regels.ladder import Fase, geen_stap
from toezicht.regels.voorstel import stel_voor

OORDELEN = st.sampled_from(["voldoet", "voldoet niet", "voldoet niet, doch verschoonbaar"])
TREDEN = st.integers(0, 6)
HALFJAREN = st.dictionaries(st.sampled_from(["eerder", "2023-1", "2023-2"]), TREDEN)
UITSPRAKEN = st.builds(Uitspraak, OORDELEN, TREDEN, HALFJAREN)


@given(UITSPRAKEN, UITSPRAKEN)
def test_alleen_wie_afwijkt_geeft_een_reden(voorstel: Uitspraak, besluit: Uitspraak) -> None:
    zelfde_halfjaren = all(voorstel.per_halfjaar.get(code, 0) == trede for code, trede in besluit.per_halfjaar.items())
    zelfde = (voorstel.oordeel, voorstel.trede) == (besluit.oordeel, besluit.trede) and zelfde_halfjaren
    assert (vraag_om_motivering(voorstel, besluit, -3) is None) is zelfde
    assert vraag_om_motivering(voorstel, voorstel, -3) is None


@given(UITSPRAKEN)
def test_wie_niets_zegt_over_de_ladder_wijkt_daar_niet_van_af(voorstel: Uitspraak) -> None:
    assert afwijkingen(voorstel, Uitspraak(voorstel.oordeel)) == []


def test_de_vraag_noemt_wat_het_voorstel_zegt() -> None:
    voorstel = Uitspraak("voldoet niet", 2, {"2023-1": 4})
    anders = Uitspraak("voldoet", 1, {"2023-1": 3, "eerder": 1})
    assert vraag_om_motivering(voorstel, anders, -13) == (
        "Het voorstel is “voldoet niet” en trede 2 en trede 4 voor de 1e helft van 2023 en trede 0 voor eerdere"
        " halfjaren (stand −13). Schrijf bij Motivering waarom u afwijkt."
    )
    assert vraag_om_motivering(Uitspraak(None), Uitspraak("voldoet"), None) is None


@given(TREDEN, st.integers(-1, 8))
def test_een_trede_ligt_op_de_ladder_en_de_wet_laat_de_stap_toe(van: int, naar: int) -> None:
    fout = foute_trede(kader(), van, naar)
    if not 0 <= naar <= 6:
        assert fout == "Kies een trede van 0 tot en met 6."
        return
    fasen = (Fase.GEEN, *FASEN)
    assert fout == geen_stap(fasen[van], fasen[naar])


@given(st.lists(st.integers(-9, 3), min_size=1, max_size=6), st.one_of(st.none(), TREDEN))
def test_een_bewaard_voorstel_zegt_hetzelfde(standen: list[int], trede: int | None) -> None:
    voorstel = stel_voor(kader(), Feiten(verloop(*standen), trede=trede))
    bewaard = bewaar(voorstel, begin_bekend=trede is not None)
    zelfde = voorgesteld(voorstel, standen[-1])
    assert (bewaard["oordeel"], bewaard["trede"]) == (zelfde.oordeel, zelfde.trede)
    assert [reden["tekst"] for reden in bewaard["redenen"]] == [reden.tekst for reden in voorstel.redenen]


@pytest.mark.parametrize("code", ["eerder", "2023-1"])
def test_een_halfjaar_heeft_een_sleutel(code: str) -> None:
    assert sleutel_van(halfjaar_van(code)) == code


@pytest.mark.parametrize(
    ("kleur", "merk"),
    [("Rood", "rood"), ("oranje of rood", "oranje"), ("paars", ""), ("", ""), ("wit, of groen", "wit")],
)
def test_het_merk_van_een_oordeel(kleur: str, merk: str) -> None:
    assert Oordeelwoord("x", kleur).merk == merk
