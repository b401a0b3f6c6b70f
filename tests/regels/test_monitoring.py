"""The round of monitoring: every pair of state and act, and who explains a delay."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afspraken.regels.monitoring import (
    HERINNER_DAGEN,
    OVERGANGEN,
    Handeling,
    Invoerstand,
    Melding,
    Verloop,
    onverklaard,
    opent_op,
    te_herinneren,
    volgende,
)
from taakstelling.regels.halfjaar import Halfjaar

TE_DOEN, INGEVULD, AKKOORD = Invoerstand.TE_DOEN, Invoerstand.INGEVULD, Invoerstand.AKKOORD
VERWACHT = {
    (TE_DOEN, Handeling.INVULLEN): INGEVULD,
    (INGEVULD, Handeling.INVULLEN): INGEVULD,
    (AKKOORD, Handeling.INVULLEN): INGEVULD,
    (TE_DOEN, Handeling.AKKOORD_GEVEN): None,
    (INGEVULD, Handeling.AKKOORD_GEVEN): AKKOORD,
    (AKKOORD, Handeling.AKKOORD_GEVEN): None,
}


@pytest.mark.parametrize("stand", Invoerstand)
@pytest.mark.parametrize("handeling", Handeling)
def test_elk_paar_van_stand_en_handeling(stand: Invoerstand, handeling: Handeling) -> None:
    assert volgende(stand, handeling, gesloten=False) is VERWACHT[stand, handeling]
    assert volgende(stand, handeling, gesloten=True) is None


def test_geen_overgang_maakt_iets_weer_te_doen() -> None:
    assert TE_DOEN not in OVERGANGEN.values()


MELDINGEN = st.lists(
    st.builds(
        Melding, st.integers(1, 3), st.integers(1, 3), st.sampled_from(Verloop), st.sampled_from(["", " ", "want"])
    ),
    max_size=9,
    unique_by=lambda m: (m.afspraak, m.partij),
)
REGIE = st.dictionaries(st.integers(1, 3), st.lists(st.integers(1, 3), max_size=3, unique=True))


@given(MELDINGEN, REGIE)
def test_na_de_uitleg_van_wie_moet_is_niets_meer_onverklaard(
    meldingen: list[Melding], regie: dict[int, list[int]]
) -> None:
    for _ in range(3):  # where nobody leads each reporter explains for itself
        open_ = onverklaard(meldingen, regie)
        for afspraak, wie in open_.items():
            assert wie == tuple(regie.get(afspraak) or wie)
            meldingen = [m for m in meldingen if (m.afspraak, m.partij) != (afspraak, wie[-1])]
            meldingen.append(Melding(afspraak, wie[-1], Verloop.VERTRAAGD, "Het grondonderzoek duurt langer."))
    assert onverklaard(meldingen, regie) == {}


@given(MELDINGEN, REGIE)
def test_zonder_vertraging_hoeft_niemand_iets_uit_te_leggen(
    meldingen: list[Melding], regie: dict[int, list[int]]
) -> None:
    zonder = [m for m in meldingen if m.verloop is not Verloop.VERTRAAGD]
    assert onverklaard(zonder, regie) == {}


def test_de_regie_legt_uit_ook_als_een_ander_de_vertraging_meldt() -> None:
    melding = Melding(1, 2, Verloop.VERTRAAGD, "Wij wachten op de gemeente.")
    assert onverklaard([melding], {1: [8, 9]}) == {1: (8, 9)}
    assert onverklaard([melding, Melding(1, 9, Verloop.OP_SCHEMA, "Komt in maart.")], {1: [8, 9]}) == {}
    assert onverklaard([melding], {1: []}) == {}


def test_rondes_gaan_open_in_het_tweede_en_vierde_kwartaal() -> None:
    assert opent_op(Halfjaar(2024, 1)) == date(2024, 4, 1)
    assert opent_op(Halfjaar(2024, 2)) == date(2024, 10, 1)


def test_elke_herinnering_gaat_eenmaal_uit() -> None:
    uiterlijk, gestuurd = date(2024, 12, 20), list[int]()
    for dagen in range(40, -30, -1):
        moment = te_herinneren(uiterlijk, uiterlijk - timedelta(days=dagen), gestuurd)
        if moment is not None:
            gestuurd.append(moment)
    assert gestuurd == list(HERINNER_DAGEN)
