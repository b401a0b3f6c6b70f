"""The three phases over all pairs, the year after the huurcontract, and the terms of the Wet inburgering."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afspraken.regels.begeleiding import (
    PUNTEN,
    Fase,
    Faseloop,
    Handeling,
    Inburgering,
    Toestand,
    betreft,
    eerste_einde,
    fase_in_woorden,
    fouten_in_dagen,
    fouten_in_stap,
    jaren_later,
    mogelijk,
    toestand_op,
    toestand_van,
    volgende_fase,
)

DAGEN = st.dates(date(2015, 1, 1), date(2060, 12, 31))
VANDAAG = date(2026, 3, 1)
T, H = Toestand, Handeling

MAG = {
    (T.PRE_VESTIGING, H.SLUIT): Fase.PRE_VESTIGING,
    (T.NA_PRE_VESTIGING, H.BEGIN): Fase.VESTIGING,
    (T.NA_PRE_VESTIGING, H.HEROPEN): Fase.PRE_VESTIGING,
    (T.VESTIGING, H.SLUIT): Fase.VESTIGING,
    (T.NA_VESTIGING, H.BEGIN): Fase.INTEGRATIE,
    (T.NA_VESTIGING, H.HEROPEN): Fase.VESTIGING,
    (T.INTEGRATIE, H.SLUIT): Fase.INTEGRATIE,
    (T.AFGEROND, H.HEROPEN): Fase.INTEGRATIE,
}


def stap(toestand: Toestand, handeling: Handeling, dag: date = VANDAAG, **anders: object) -> dict[str, list[str]]:
    vast: dict[str, object] = {
        "vandaag": VANDAAG,
        "niet_voor": date(2024, 1, 1),
        "contract_op": date(2025, 1, 1),
        "open_punten": [],
    }
    return fouten_in_stap(toestand, handeling, dag, **(vast | anders))  # type: ignore[arg-type]


@pytest.mark.parametrize(("toestand", "handeling"), list(product(Toestand, Handeling)))
def test_elk_paar_van_toestand_en_handeling(toestand: Toestand, handeling: Handeling) -> None:
    mag = (toestand, handeling) in MAG
    assert (handeling in mogelijk(toestand), stap(toestand, handeling) == {}) == (mag, mag)
    if mag:
        assert betreft(toestand, handeling) is MAG[toestand, handeling]
    else:
        assert list(stap(toestand, handeling)) == [""]


@given(st.lists(st.sampled_from(Handeling), max_size=30))
def test_een_fase_begint_nooit_voor_de_vorige_is_afgesloten(handelingen: list[Handeling]) -> None:
    """Whatever is tried, at any time the closed phases are the first ones and at most the next one is open."""
    dicht: list[Fase] = []
    open_: list[Fase] = [Fase.PRE_VESTIGING]
    for handeling in handelingen:
        toestand = toestand_van(afgesloten=len(dicht), open_fase=bool(open_))
        if handeling not in mogelijk(toestand):
            continue
        fase = betreft(toestand, handeling)
        if handeling is Handeling.SLUIT:
            open_.remove(fase)
            dicht.append(fase)
        elif handeling is Handeling.BEGIN:
            open_.append(fase)
        else:
            dicht.remove(fase)
            open_.append(fase)
        assert [*dicht, *open_] == list(Fase)[: len(dicht) + len(open_)]
        assert len(open_) <= 1


def test_wat_een_toestand_zegt() -> None:
    assert [fase_in_woorden(toestand) for toestand in Toestand] == [
        "Pré-vestiging",
        "Wacht op coaching vestiging",
        "Coaching vestiging",
        "Wacht op coaching integratie en participatie",
        "Coaching integratie en participatie",
        "Afgerond",
    ]
    assert [volgende_fase(t) for t in Toestand] == [None, Fase.VESTIGING, None, Fase.INTEGRATIE, None, None]


def test_codes_van_punten_zijn_uniek() -> None:
    codes = [code for punten in PUNTEN.values() for code in punten]
    assert len(set(codes)) == len(codes)
    assert list(PUNTEN) == list(Fase)


def test_sluiten_vraagt_om_punten_en_huurcontract() -> None:
    fouten = stap(T.VESTIGING, H.SLUIT, open_punten=["Tolk"], contract_op=None)
    assert [tekst.split(".")[0] for tekst in fouten[""]] == [
        "Nog niet alle punten van deze fase zijn gedaan",
        "Vul eerst in op welke dag het huurcontract is getekend",
    ]
    assert list(stap(T.PRE_VESTIGING, H.SLUIT, date(2024, 12, 31))) == ["dag"]
    assert stap(T.PRE_VESTIGING, H.SLUIT, date(2025, 1, 1)) == {}


@pytest.mark.parametrize(("dag", "goed"), [(date(2025, 12, 31), False), (date(2026, 1, 1), True)])
def test_de_laatste_fase_sluit_niet_binnen_het_jaar(dag: date, goed: bool) -> None:
    assert (stap(T.INTEGRATIE, H.SLUIT, dag) == {}) is goed


def test_dag_in_de_toekomst_of_voor_de_vorige_stap() -> None:
    for handeling, toestand in ((H.BEGIN, T.NA_VESTIGING), (H.SLUIT, T.VESTIGING)):
        assert "toekomst" in stap(toestand, handeling, VANDAAG + timedelta(days=1))["dag"][0]
        assert "vorige stap" in stap(toestand, handeling, date(2023, 12, 31))["dag"][0]


@given(DAGEN)
def test_het_jaar_is_nooit_korter_dan_een_jaar(contract: date) -> None:
    einde = eerste_einde(contract)
    assert 365 <= (einde - contract).days <= 366
    assert (einde.month, einde.day) in ((contract.month, contract.day), (3, 1))


@given(DAGEN, st.integers(1, 5))
def test_jaren_later_houdt_de_volgorde(dag: date, jaren: int) -> None:
    assert jaren_later(dag, jaren) <= jaren_later(dag + timedelta(days=1), jaren)


@given(DAGEN)
def test_termijn_van_de_inburgering_duurt_drie_jaar_vanaf_de_dag_na_het_pip(pip: date) -> None:
    termijn = Inburgering(None, pip)
    assert termijn.termijn_begint == pip + timedelta(days=1)
    assert termijn.laatste_dag is not None
    assert 1095 <= (termijn.laatste_dag - pip).days <= 1096


def test_termijn_op_bekende_dagen_en_de_volgende_stap() -> None:
    assert Inburgering(None, date(2023, 5, 10)).laatste_dag == date(2026, 5, 10)
    assert Inburgering(None, date(2024, 2, 28)).laatste_dag == date(2027, 2, 28)
    assert Inburgering(date(2023, 4, 1), None).begin == date(2023, 4, 1)
    stappen = [
        Inburgering(*dagen).volgende(VANDAAG).split(".")[0]
        for dagen in (
            (None, None),
            (date(2025, 1, 1), None),
            (date(2025, 1, 1), date(2025, 3, 1)),
            (date(2022, 1, 1), date(2022, 3, 1)),
        )
    ]
    assert stappen == [
        "Schrijf het huishouden in de BRP in",
        "Doe de brede intake en stel het PIP vast",
        "De termijn van drie jaar loopt",
        "De termijn van drie jaar is voorbij",
    ]


def test_dagen_in_de_toekomst_worden_elk_bij_hun_veld_geweigerd() -> None:
    morgen = VANDAAG + timedelta(days=1)
    fouten = fouten_in_dagen(huurcontract_op=morgen, brp_op=VANDAAG, pip_op=morgen, vandaag=VANDAAG)
    assert list(fouten) == ["huurcontract_op", "pip_op"]


def test_toestand_op_een_dag() -> None:
    loop = [
        Faseloop(Fase.PRE_VESTIGING, date(2025, 1, 1), date(2025, 2, 1)),
        Faseloop(Fase.VESTIGING, date(2025, 2, 10), None),
    ]
    gevonden = [
        toestand_op(loop, dag)
        for dag in (date(2024, 12, 31), date(2025, 1, 1), date(2025, 2, 1), date(2025, 2, 10), date(2026, 1, 1))
    ]
    assert gevonden == [None, T.PRE_VESTIGING, T.NA_PRE_VESTIGING, T.VESTIGING, T.VESTIGING]
