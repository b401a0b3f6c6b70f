"""The koppelpeildatum: needed, coupled, too few; unknown is never nil."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taakstelling.regels.grootboek import Gemeentetijd
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.koppelpeildatum import Koppelstand, Uitkomst
from taakstelling.regels.opgegaan import met_opgegane

H = Halfjaar(2024, 1)
aantal = st.integers(0, 300)


@pytest.mark.parametrize(
    ("opgave", "gehuisvest", "gekoppeld", "nodig", "tekort", "uitkomst"),
    [
        (36, 10, 20, 26, 6, Uitkomst.TEKORT),
        (36, 10, 26, 26, 0, Uitkomst.GENOEG),
        (36, 10, 40, 26, 0, Uitkomst.GENOEG),
        (36, 40, 0, 0, 0, Uitkomst.GEEN_OPGAVE),
        (-4, 0, 0, 0, 0, Uitkomst.GEEN_OPGAVE),
        (-4, 0, None, 0, 0, Uitkomst.GEEN_OPGAVE),
        (None, 10, 20, None, None, Uitkomst.ONBEKEND),
        (36, None, 20, None, None, Uitkomst.ONBEKEND),
        (36, 10, None, 26, None, Uitkomst.ONBEKEND),
    ],
)
def test_geval_25_te_weinig_gekoppeld_op_de_koppelpeildatum(
    opgave: int | None,
    gehuisvest: int | None,
    gekoppeld: int | None,
    nodig: int | None,
    tekort: int | None,
    uitkomst: Uitkomst,
) -> None:
    stand = Koppelstand(H, opgave, gehuisvest, gekoppeld)
    assert (stand.nodig, stand.tekort, stand.uitkomst) == (nodig, tekort, uitkomst)


@given(st.integers(-50, 300), aantal, aantal, st.integers(-300, 100))
def test_buiten_de_gemeente_is_nooit_meer_dan_achterstand_of_tekort(
    opgave: int, gehuisvest: int, gekoppeld: int, stand_eind: int
) -> None:
    stand = Koppelstand(H, opgave, gehuisvest, gekoppeld)
    buiten = stand.buiten_de_gemeente(stand_eind)
    assert stand.tekort is not None and buiten is not None
    assert 0 <= buiten <= min(stand.tekort, max(0, -stand_eind))
    assert stand.buiten_de_gemeente(None) is None
    assert Koppelstand(H, opgave, None, gekoppeld).buiten_de_gemeente(stand_eind) is None


@given(st.integers(-50, 300), aantal, aantal, st.integers(1, 50))
def test_meer_gekoppeld_geeft_nooit_een_groter_tekort(opgave: int, gehuisvest: int, gekoppeld: int, erbij: int) -> None:
    was, is_ = (Koppelstand(H, opgave, gehuisvest, n).tekort for n in (gekoppeld, gekoppeld + erbij))
    assert was is not None and is_ is not None
    assert is_ == max(0, was - erbij) if was else is_ == 0


def test_wie_helemaal_opging_hoort_erbij_en_wie_gesplitst_is_niet() -> None:
    tijden = {
        code: Gemeentetijd(code, None, None, opvolgers)
        for code, opvolgers in {
            "OUDST": ("OUD",),
            "OUD": ("NU",),
            "DEEL": ("NU", "ANDERS"),
            "NU": (),
            "ANDERS": (),
        }.items()
    }
    assert met_opgegane("NU", tijden) == {"NU", "OUD", "OUDST"}
    assert met_opgegane("ANDERS", tijden) == {"ANDERS"}
