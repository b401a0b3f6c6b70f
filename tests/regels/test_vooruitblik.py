"""The outlook: the same facts give the same range, more facts never a lower one, and it is as wide as it says."""

import datetime as dt
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.vooruitblik import (
    Afloop,
    Basis,
    Doorlooptijden,
    Feiten,
    Groep,
    Koppelfeiten,
    Vooruitblik,
    Wachtend,
    basis_van,
    vooruitblik,
    waarom_niet,
)

H = Halfjaar(2026, 2)
OP = dt.date(2026, 9, 14)
BEGIN = dt.date(2025, 3, 1)
ZAAD = "GM1690|2026-2|2026-09-14"
JAAR = OP - dt.timedelta(days=363)

groepen = st.lists(st.builds(Groep, st.dates(JAAR, OP), st.integers(1, 8)), min_size=10, max_size=40).map(tuple)
wachtenden = st.lists(st.tuples(st.dates(JAAR, OP), st.integers(1, 8)), max_size=8).map(
    lambda rij: tuple(Wachtend(plek, *een) for plek, een in enumerate(rij))
)
duren = st.lists(st.builds(Afloop, st.integers(0, 200), st.booleans()), max_size=30)


@st.composite
def feiten(draw: st.DrawFn, *, met_koppelingen: bool | None = None) -> Feiten:
    plaatsingen = draw(groepen)
    log = None
    if met_koppelingen or (met_koppelingen is None and draw(st.booleans())):
        wachtend = draw(wachtenden)
        afgerond = [Afloop(draw(st.integers(0, 150))) for _ in range(10)] + draw(duren)
        log = Koppelfeiten(
            begin=BEGIN,
            gekoppeld=draw(groepen),
            wachtend=wachtend,
            doorlooptijden=Doorlooptijden(afgerond, [(OP - w.dag).days for w in wachtend]),
            gedekt=sum(g.personen for g in plaatsingen),
            verwacht=draw(wachtenden),
        )
    op = draw(st.dates(dt.date(2026, 7, 1), OP))
    return Feiten(H, op, draw(st.integers(0, 60)), BEGIN, plaatsingen, log)


def blik(gegeven: Feiten, zaad: str = ZAAD) -> Vooruitblik:
    uitkomst = vooruitblik(gegeven, zaad)
    assert uitkomst is not None
    return uitkomst


def ruim(gegeven: Feiten) -> Feiten:
    """The same with enough placements on the day itself for an outlook."""
    return replace(gegeven, plaatsingen=(*gegeven.plaatsingen, *(Groep(gegeven.op, 1) for _ in range(10))))


@given(feiten())
def test_vooruitblik_is_elke_keer_dezelfde(gegeven: Feiten) -> None:
    gegeven = ruim(gegeven)
    assert blik(gegeven) == blik(gegeven)


@given(feiten())
def test_bereik_ligt_op_volgorde_en_nooit_onder_de_realisatie(gegeven: Feiten) -> None:
    gegeven = ruim(gegeven)
    uitkomst = blik(gegeven)
    assert uitkomst.punten[-1].dag == H.eind
    vorig = (gegeven.realisatie,) * 3
    for punt in uitkomst.punten:
        assert gegeven.op < punt.dag <= H.eind
        assert punt.laag <= punt.midden <= punt.hoog
        nu = (punt.laag, punt.midden, punt.hoog)
        assert all(was <= is_ for was, is_ in zip(vorig, nu, strict=True))
        vorig = nu


@given(feiten(), st.integers(1, 30))
def test_meer_gerealiseerd_schuift_het_hele_bereik_op(gegeven: Feiten, erbij: int) -> None:
    gegeven = ruim(gegeven)
    nu, straks = blik(gegeven).eind, blik(replace(gegeven, realisatie=gegeven.realisatie + erbij)).eind
    assert (straks.laag, straks.midden, straks.hoog) == (nu.laag + erbij, nu.midden + erbij, nu.hoog + erbij)


@given(feiten(met_koppelingen=False), st.integers(1, 6), st.integers(0, 300))
def test_meer_geplaatst_geeft_nooit_een_lager_bereik(gegeven: Feiten, personen: int, terug: int) -> None:
    gegeven = ruim(gegeven)
    erbij = Groep(gegeven.op - dt.timedelta(days=terug), personen)
    nu, straks = blik(gegeven).eind, blik(replace(gegeven, plaatsingen=(*gegeven.plaatsingen, erbij))).eind
    assert nu.laag <= straks.laag and nu.midden <= straks.midden and nu.hoog <= straks.hoog


def met_log(**anders: object) -> Feiten:
    """A gemeente that houses everybody exactly ten weeks after the koppeling, one household of two a week."""
    dagen = [JAAR + dt.timedelta(days=7 * week) for week in range(52)]
    wachtend = tuple(Wachtend(i, dag, 2) for i, dag in enumerate(dagen[-10:]))
    log = Koppelfeiten(
        begin=BEGIN,
        gekoppeld=tuple(Groep(dag, 2) for dag in dagen),
        wachtend=wachtend,
        doorlooptijden=Doorlooptijden([Afloop(70)] * 42, [(OP - w.dag).days for w in wachtend]),
        gedekt=104,
    )
    log = replace(log, **anders)  # type: ignore[arg-type]
    return Feiten(H, OP, 20, BEGIN, tuple(Groep(dag, 2) for dag in dagen), log)


@pytest.mark.parametrize("terug", [0, 30, 90, 400])
def test_meer_wachtenden_geven_nooit_een_lager_bereik(terug: int) -> None:
    gegeven = met_log()
    log = gegeven.koppelingen
    assert log is not None
    erbij = (*log.wachtend, Wachtend(99, OP - dt.timedelta(days=terug), 3))
    nu, straks = blik(gegeven).eind, blik(replace(gegeven, koppelingen=replace(log, wachtend=erbij))).eind
    assert nu.laag <= straks.laag and nu.midden <= straks.midden and nu.hoog <= straks.hoog


def test_wie_altijd_na_tien_weken_huisvest_doet_dat_weer() -> None:
    """From 15 September to 31 December: ten who wait, and who is coupled up to 70 days before the end."""
    gegeven = met_log()
    assert basis_van(gegeven) is Basis.KOPPELINGEN
    uitkomst = blik(gegeven)
    # 108 days to come; new households from 15 September to 22 October: five or six weeks of one household of two.
    assert uitkomst.basis is Basis.KOPPELINGEN
    assert uitkomst.wachtend == 20
    assert uitkomst.eind.laag == uitkomst.eind.midden == uitkomst.eind.hoog
    assert uitkomst.eind.midden - 20 - 20 in (10, 12)


def test_verwachte_nareizigers_tellen_mee() -> None:
    zonder, met = met_log(), met_log(verwacht=(Wachtend(1, dt.date(2026, 9, 20), 4),))
    # They come within half a year after the expected day: in 102 of 183 plays before the peildatum.
    assert blik(met).eind.laag == blik(zonder).eind.laag
    assert blik(met).eind.midden == blik(zonder).eind.midden + 4
    laat = met_log(verwacht=(Wachtend(1, H.eind, 4),))
    assert blik(laat) == blik(zonder)


def test_nareizigers_die_bekend_zijn_komen_niet_bovenop_wie_altijd_komt() -> None:
    stroom = tuple(Groep(JAAR + dt.timedelta(days=7 * week), 4) for week in range(52))
    gewoonlijk = blik(met_log(nareizigers=stroom)).eind.midden
    assert gewoonlijk > blik(met_log()).eind.midden + 40
    assert blik(met_log(nareizigers=stroom, verwacht=(Wachtend(1, OP, 4),))).eind.midden == gewoonlijk


def test_vooruitblik_uit_plaatsingen_als_de_koppelingen_te_weinig_zeggen() -> None:
    te_kort = met_log(begin=OP - dt.timedelta(weeks=25))
    te_weinig = met_log(doorlooptijden=Doorlooptijden([Afloop(70)] * 9))
    niet_gedekt = met_log(gedekt=83)
    assert [basis_van(f) for f in (te_kort, te_weinig, niet_gedekt)] == [Basis.PLAATSINGEN] * 3
    assert basis_van(met_log(gedekt=84)) is Basis.KOPPELINGEN
    assert blik(te_kort) == blik(replace(te_kort, koppelingen=None))


def test_geen_vooruitblik_waar_te_weinig_is_om_iets_te_zeggen() -> None:
    goed = replace(met_log(), koppelingen=None)
    negen = replace(goed, plaatsingen=goed.plaatsingen[-9:])
    een = replace(goed, plaatsingen=goed.plaatsingen[-1:])
    oud = replace(goed, plaatsingen=tuple(Groep(JAAR - dt.timedelta(days=1), 2) for _ in range(20)))
    assert waarom_niet(goed) == ""
    assert waarom_niet(replace(goed, plaatsingen=goed.plaatsingen[-10:])) == ""
    assert waarom_niet(negen).endswith("minstens 10 plaatsingen in het afgelopen jaar nodig. Het zijn er 9.")
    assert waarom_niet(een).endswith("Het is er 1.")
    assert waarom_niet(oud).endswith("Het zijn er 0.")
    assert "minstens 26 weken" in waarom_niet(replace(goed, begin=OP - dt.timedelta(days=26 * 7 - 2)))
    assert "minstens 26 weken" in waarom_niet(replace(goed, begin=None))
    assert waarom_niet(replace(goed, halfjaar=H.volgende)) == (
        "Een verwachting is er alleen in het halfjaar dat loopt."
    )
    for te_weinig in (negen, oud, replace(goed, begin=None), replace(goed, halfjaar=H.vorige)):
        assert vooruitblik(te_weinig, ZAAD) is None
    assert waarom_niet(replace(goed, begin=OP - dt.timedelta(days=26 * 7 - 1))) == ""


def test_op_de_laatste_dag_is_er_niets_meer_te_verwachten() -> None:
    laatste = H.eind - dt.timedelta(days=1)
    voorlaatste = laatste - dt.timedelta(days=1)
    gegeven = Feiten(H, voorlaatste, 20, BEGIN, tuple(Groep(voorlaatste, 2) for _ in range(10)))
    assert [punt.dag for punt in blik(gegeven).punten] == [H.eind]
    assert vooruitblik(replace(gegeven, op=laatste), ZAAD) is None


def test_gat_tussen_de_verwachting_en_de_opgave() -> None:
    uitkomst = blik(met_log())
    midden = uitkomst.eind.midden
    assert [uitkomst.gat(opgave) for opgave in (midden - 5, midden, midden + 7)] == [0, 0, 7]


@given(
    duren, st.lists(st.integers(0, 300), max_size=10), st.floats(0, 0.999), st.floats(0, 0.999), st.integers(-1, 250)
)
def test_getrokken_doorlooptijd_kwam_voor_en_is_langer_dan_gewacht(
    afgerond: list[Afloop], lopend: list[int], hoe_lang: float, hoe: float, na: int
) -> None:
    duur = Doorlooptijden(afgerond, lopend).trek(hoe_lang, hoe, na=na)
    assert duur is None or (duur > na and Afloop(duur) in afgerond)


def test_doorlooptijd_volgt_de_verdeling_en_rekent_mee_wie_nog_wacht() -> None:
    snel = Doorlooptijden([Afloop(10)] * 5 + [Afloop(20)] * 5)
    assert [snel.trek(kans, 0) for kans in (0.0, 0.49, 0.51, 0.99)] == [10, 10, 20, 20]
    assert snel.trek(0.0, 0, na=10) == 20
    assert snel.trek(0.5, 0, na=20) is None
    # Five that wait since day 15: of ten who were there on day 15 half left on day 20.
    met_wachtenden = Doorlooptijden([Afloop(10)] * 5 + [Afloop(20)] * 5, [25] * 5)
    assert [met_wachtenden.trek(kans, 0) for kans in (0.3, 0.6, 0.7)] == [10, 20, None]
    # Half of those who left on day 10 were given back.
    terug = Doorlooptijden([Afloop(10)] * 5 + [Afloop(10, gehuisvest=False)] * 5)
    assert [terug.trek(0.5, hoe) for hoe in (0.0, 0.49, 0.5, 0.9)] == [10, 10, None, None]
    assert Doorlooptijden([]).trek(0.5, 0.5) is None


def _poisson(kans: Random, gemiddeld: float) -> int:
    aantal, rest = 0, kans.expovariate(gemiddeld)
    while rest < 1:
        aantal, rest = aantal + 1, rest + kans.expovariate(gemiddeld)
    return aantal


@pytest.mark.parametrize("per_week", [0.7, 2.0, 6.0])
def test_bereik_uit_plaatsingen_is_zo_wijd_als_het_zegt(per_week: float) -> None:
    """Histories with a known truth: in about 80 of 100 the real outcome lies within the range."""
    kans = Random(f"terugblik|{per_week}")
    keren, binnen, eronder = 150, 0, 0
    for keer in range(keren):
        op = H.begin + dt.timedelta(days=kans.randrange(10, 140))
        dagen: list[Groep] = []
        dag = op - dt.timedelta(days=363)
        while dag < H.eind:
            for _ in range(_poisson(kans, per_week)):
                dagen.append(Groep(dag + dt.timedelta(days=kans.randrange(7)), kans.choice((1, 1, 1, 2, 3, 4, 5))))
            dag += dt.timedelta(days=7)
        waar = sum(g.personen for g in dagen if op < g.dag < H.eind)
        gegeven = Feiten(H, op, 0, BEGIN, tuple(g for g in dagen if g.dag <= op))
        eind = blik(gegeven, f"terugblik {keer}").eind
        binnen += eind.laag <= waar <= eind.hoog
        eronder += waar < eind.laag
    assert 0.72 <= binnen / keren <= 0.92
    assert eronder / keren <= 0.18


def test_bereik_uit_koppelingen_is_zo_wijd_als_het_zegt() -> None:
    """Koppelingen with lead times and some given back; only what is known on the day is told."""
    kans = Random("terugblik op koppelingen")
    keren, binnen = 150, 0
    for keer in range(keren):
        op = H.begin + dt.timedelta(days=kans.randrange(20, 140))
        begin = op - dt.timedelta(days=363 + 180)
        alle = []
        for dag in range((H.eind - begin).days):
            for _ in range(_poisson(kans, 1.5 / 7)):
                duur = round(kans.lognormvariate(4.2, 0.5))
                alle.append((begin + dt.timedelta(days=dag), duur, kans.random() < 0.9, kans.choice((1, 1, 2, 4))))

        def af(een: tuple[dt.date, int, bool, int]) -> dt.date:
            return een[0] + dt.timedelta(days=een[1])

        gezien = [een for een in alle if een[0] <= op]
        wachtend = tuple(Wachtend(i, een[0], een[3]) for i, een in enumerate(gezien) if af(een) > op)
        log = Koppelfeiten(
            begin=begin,
            gekoppeld=tuple(Groep(een[0], een[3]) for een in gezien),
            wachtend=wachtend,
            doorlooptijden=Doorlooptijden(
                [Afloop(een[1], een[2]) for een in gezien if af(een) <= op], [(op - w.dag).days for w in wachtend]
            ),
            gedekt=10_000,
        )
        geplaatst = tuple(Groep(af(een), een[3]) for een in gezien if een[2] and af(een) <= op)
        waar = sum(een[3] for een in alle if een[2] and op < af(een) < H.eind)
        uitkomst = blik(Feiten(H, op, 0, begin, geplaatst, log), f"terugblik {keer}")
        assert uitkomst.basis is Basis.KOPPELINGEN
        binnen += uitkomst.eind.laag <= waar <= uitkomst.eind.hoog
    assert 0.70 <= binnen / keren <= 0.93
