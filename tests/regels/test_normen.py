"""Norms: half-open, no two in force together, the parts add up, and every kind has its own verdict."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afspraken.regels.normen import (
    KLEINSTE_NOEMER,
    Doelgroep,
    Meting,
    Normdoelgroep,
    Normregel,
    Normsoort,
    Oordeel,
    TeltOp,
    Woning,
    fouten,
    geldende,
    meet,
    oordeel,
    stukken,
    telt_mee,
    tiende,
)

DAG = date(2024, 1, 1)
dagen = st.integers(0, 60).map(lambda n: DAG + timedelta(days=n))


def norm(van: date, tot: date | None = None, percentage: int | None = 10, **anders: object) -> Normregel:
    vast = {"bereik": "a", "soort": Normsoort.MAXIMUM, "doelgroep": Normdoelgroep.STATUSHOUDERS}
    deel = None if percentage is None else Fraction(percentage)
    return Normregel(**{**vast, "van": van, "tot": tot, "percentage": deel, **anders})  # type: ignore[arg-type]


@st.composite
def nette_normen(draw: st.DrawFn) -> list[Normregel]:
    """Norms of one group that may stand together: each next one that does not fit is left out."""
    gekozen: list[Normregel] = []
    for _ in range(draw(st.integers(1, 6))):
        van, duur = draw(dagen), draw(st.integers(1, 40) | st.none())
        in_plaats = draw(st.sampled_from([None, *(n.van for n in gekozen)]))
        telt_op = draw(st.sampled_from(TeltOp))
        nieuw = norm(
            van,
            None if duur is None else van + timedelta(days=duur),
            draw(st.integers(0, 100)),
            telt_op=telt_op,
            in_plaats_van=in_plaats,
        )
        if not any(n.van == van for n in gekozen) and not fouten([*gekozen, nieuw]):
            gekozen.append(nieuw)
    return gekozen


woningen = st.lists(
    st.builds(
        Woning,
        vrij_op=dagen,
        verhuurd_op=dagen | st.none(),
        onttrokken_op=st.none() | dagen,
        doelgroep=st.sampled_from([*Doelgroep]),
        nieuwbouw=st.booleans(),
        flex=st.booleans(),
        onzelfstandig=st.booleans(),
    ),
    max_size=30,
)


def test_geval_26_steenwijkerland_heeft_drie_perioden() -> None:
    basis = norm(date(2023, 1, 1), date(2028, 1, 1))
    addendum = norm(date(2024, 7, 12), date(2025, 1, 1), 25)
    for volgorde in ([basis, addendum], [addendum, basis]):
        assert fouten(volgorde) == {}
        assert [(s.van, s.tot, s.norm.percentage) for s in stukken(volgorde, date(2024, 1, 1), date(2026, 1, 1))] == [
            (date(2024, 1, 1), date(2024, 7, 12), 10),
            (date(2024, 7, 12), date(2025, 1, 1), 25),
            (date(2025, 1, 1), date(2026, 1, 1), 10),
        ]
    # The last day of the addendum is 31 December: "tot 1 januari" is exclusive.
    assert [geldende([basis, addendum], dag).percentage for dag in (date(2024, 12, 31), date(2025, 1, 1))] == [25, 10]


@pytest.mark.parametrize(("telt_op", "percentage"), [(TeltOp.VERHUURD, 25), (TeltOp.VRIJ, 10)])
def test_geval_26_vrij_voor_het_addendum_en_verhuurd_erna(telt_op: TeltOp, percentage: int) -> None:
    woning = Woning(vrij_op=date(2024, 7, 1), verhuurd_op=date(2024, 7, 20), doelgroep=Doelgroep.STATUSHOUDERS)
    basis = norm(date(2023, 1, 1), date(2028, 1, 1), telt_op=telt_op)
    addendum = norm(date(2024, 7, 12), date(2025, 1, 1), 25, telt_op=telt_op)
    delen = stukken([basis, addendum], date(2023, 1, 1), date(2028, 1, 1))
    assert [(s.norm.percentage, meet(s, [woning])) for s in delen if telt_mee(s, woning)] == [
        (percentage, Meting(1, 1))
    ]


def test_overlap_zonder_vervangt_wordt_geweigerd_met_vervangt_niet() -> None:
    basis = norm(DAG, DAG + timedelta(days=20))
    later = norm(DAG + timedelta(days=10), DAG + timedelta(days=40), 15)
    assert set(fouten([basis, later])) == {1}
    assert fouten([basis, norm(later.van, later.tot, 15, in_plaats_van=DAG)]) == {}
    assert "geen norm van" in fouten([basis, norm(later.van, later.tot, in_plaats_van=date(2020, 1, 1))])[1]
    # Another kind, doelgroep or scope may run beside it.
    for anders in ({"soort": Normsoort.MINIMUM}, {"doelgroep": Normdoelgroep.BIJZONDER}, {"bereik": "b"}):
        assert fouten([basis, norm(later.van, later.tot, **anders)]) == {}


def test_addendum_op_een_addendum() -> None:
    lagen = [norm(DAG + timedelta(days=10 * i), DAG + timedelta(days=60 - 10 * i), 10 + i) for i in range(3)]
    assert fouten(lagen) == {}
    gevonden = stukken(lagen, DAG, DAG + timedelta(days=60))
    assert [int(stuk.norm.percentage or 0) for stuk in gevonden] == [10, 11, 12, 11, 10]


@given(normen=nette_normen(), van=dagen, duur=st.integers(1, 60))
def test_stukken_overlappen_niet_en_volgen_de_geldende_norm(normen: list[Normregel], van: date, duur: int) -> None:
    tot = van + timedelta(days=duur)
    gevonden = stukken(normen, van, tot)
    assert all(a.tot <= b.van for a, b in pairwise(gevonden))
    for n in range(duur):
        dag = van + timedelta(days=n)
        in_stuk = [stuk.norm for stuk in gevonden if stuk.van <= dag < stuk.tot]
        geldt = geldende(normen, dag)
        assert in_stuk == ([] if geldt is None else [geldt])
        assert (geldt is None) == (not any(norm.geldt_op(dag) for norm in normen))


@given(normen=nette_normen(), huizen=woningen, knip=st.integers(1, 59))
def test_delen_tellen_op_tot_het_geheel(normen: list[Normregel], huizen: list[Woning], knip: int) -> None:
    eind, midden = DAG + timedelta(days=60), DAG + timedelta(days=knip)

    def som(van: date, tot: date) -> tuple[int, int]:
        metingen = [meet(stuk, huizen) for stuk in stukken(normen, van, tot)]
        return sum(m.teller for m in metingen), sum(m.noemer for m in metingen)

    links, rechts = som(DAG, midden), som(midden, eind)
    assert som(DAG, eind) == (links[0] + rechts[0], links[1] + rechts[1])


@given(teller=st.integers(0, 40), rest=st.integers(0, 40), grens=st.integers(0, 100))
def test_geval_29_maximum_is_het_spiegelbeeld_van_minimum(teller: int, rest: int, grens: int) -> None:
    meting = Meting(teller, teller + rest)
    uitkomst = {soort: oordeel(norm(DAG, None, grens, soort=soort), meting) for soort in Normsoort}
    if meting.noemer < KLEINSTE_NOEMER:
        assert set(uitkomst.values()) == {Oordeel.GEEN}
        return
    op_de_grens = 100 * teller == grens * meting.noemer
    boven = uitkomst[Normsoort.MAXIMUM] is Oordeel.BOVEN
    gehaald = uitkomst[Normsoort.MINIMUM] is Oordeel.GEHAALD
    assert (boven, gehaald) in ({(False, True)} if op_de_grens else {(True, True), (False, False)})
    assert (uitkomst[Normsoort.SIGNAALWAARDE] is Oordeel.SIGNAAL) == boven
    assert uitkomst[Normsoort.STREEFWAARDE] == uitkomst[Normsoort.MINIMUM]


@pytest.mark.parametrize(
    ("soort", "teller", "verwacht"),
    [
        (Normsoort.MAXIMUM, 3, Oordeel.BINNEN),
        (Normsoort.MAXIMUM, 4, Oordeel.BOVEN),
        (Normsoort.MINIMUM, 3, Oordeel.GEHAALD),
        (Normsoort.MINIMUM, 2, Oordeel.NIET_GEHAALD),
        (Normsoort.SIGNAALWAARDE, 4, Oordeel.SIGNAAL),
    ],
)
def test_een_norm_in_aantallen(soort: Normsoort, teller: int, verwacht: Oordeel) -> None:
    regel = norm(DAG, soort=soort, percentage=0)
    in_aantal = Normregel(regel.bereik, soort, regel.doelgroep, DAG, aantal=3)
    assert oordeel(in_aantal, Meting(teller, 20)) is verwacht


@given(st.dates(date(2020, 1, 1), date(2026, 12, 31)), st.integers(1, 2000), st.data())
def test_een_aantal_geldt_per_kalenderjaar(van: date, duur: int, data: st.DataObject) -> None:
    tot = van + timedelta(days=duur)
    in_aantal = norm(van, tot, percentage=None, aantal=60)
    begin, eind = date(2019, 1, 1), date(2034, 1, 1)
    gevonden = stukken([in_aantal], begin, eind)
    assert all(stuk.van.year == (stuk.tot - timedelta(days=1)).year for stuk in gevonden)
    assert len({stuk.van.year for stuk in gevonden}) == len(gevonden)
    assert (gevonden[0].van, gevonden[-1].tot) == (van, tot)
    # Whoever looks at one of these years only, finds the same stretch, so the same verdict.
    stuk = data.draw(st.sampled_from(gevonden))
    assert stukken([in_aantal], date(stuk.van.year, 1, 1), date(stuk.van.year + 1, 1, 1)) == [stuk]
    assert in_aantal.per_jaar == (len(gevonden) > 1)


def test_geval_30_welke_woningen_meetellen() -> None:
    (stuk,) = stukken([norm(DAG)], DAG, date(2025, 1, 1))
    op = {"vrij_op": date(2023, 12, 1), "verhuurd_op": DAG, "doelgroep": Doelgroep.REGULIER}
    assert telt_mee(stuk, Woning(**op, nieuwbouw=True, flex=True))
    assert not telt_mee(stuk, Woning(**op, onzelfstandig=True))
    assert not telt_mee(stuk, Woning(**{**op, "verhuurd_op": date(2025, 1, 1)}))
    assert not telt_mee(stuk, Woning(**{**op, "verhuurd_op": None}))
    assert not telt_mee(stuk, Woning(vrij_op=DAG, onttrokken_op=DAG))
    (op_vrij,) = stukken([norm(DAG, telt_op=TeltOp.VRIJ, telt_flex=False, telt_nieuwbouw=False)], DAG, date(2025, 1, 1))
    assert telt_mee(op_vrij, Woning(vrij_op=DAG))
    assert not telt_mee(op_vrij, Woning(vrij_op=DAG, flex=True))
    assert not telt_mee(op_vrij, Woning(vrij_op=DAG, nieuwbouw=True))


@given(teller=st.integers(0, 1000), noemer=st.integers(1, 1000))
def test_aandeel_op_een_decimaal_is_het_dichtstbijzijnde(teller: int, noemer: int) -> None:
    aandeel = Fraction(100 * teller, noemer)
    assert abs(tiende(aandeel) - aandeel) <= Fraction(1, 20)
    assert (tiende(aandeel) * 10).denominator == 1


def test_helft_wordt_naar_boven_afgerond() -> None:
    assert [tiende(Fraction(x, 100)) for x in (1225, 1224, 5)] == [
        Fraction(123, 10),
        Fraction(122, 10),
        Fraction(1, 10),
    ]
