"""What made a stand change: the causes add up to the difference, whatever was recorded in between."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from taakstelling.regels.grootboek import Boeking, Feiten, Gemeentetijd, Officieel, Stand, vouw
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.veranderd import Term, Verschil, pad, som, verschillen

EERSTE, LAATSTE = Halfjaar(2022, 1), Halfjaar(2024, 1)
HALFJAREN = list(EERSTE.tot(LAATSTE))
DE_WOLDEN = Gemeentetijd("GM1690")
OUD = Gemeentetijd("GM0001", geldig_tot=date(2023, 3, 1), opvolgers=("GM0003", "GM0002"))
NIEUW = Gemeentetijd("GM0002", geldig_van=date(2023, 3, 1))
ANDER = Gemeentetijd("GM0003")
GEMEENTEN = {g.code: g for g in (DE_WOLDEN, OUD, NIEUW, ANDER)}

sleutels = st.tuples(st.sampled_from(sorted(GEMEENTEN)), st.sampled_from(HALFJAREN))
aantallen = st.integers(-50, 50)
officieel = st.builds(Officieel, st.dates(date(2022, 1, 1), date(2025, 1, 1)), st.integers(0, 80))
boekingen = st.builds(
    Boeking,
    st.just(date(2023, 1, 1)),
    st.sampled_from(["correctie", "herverdeling", "vrijstelling", "herindeling"]),
    aantallen,
)
ledgers = st.builds(
    Feiten,
    gemeenten=st.just(GEMEENTEN),
    beginstanden=st.dictionaries(sleutels, aantallen, max_size=6),
    gepubliceerd=st.dictionaries(sleutels, st.integers(0, 80), max_size=20),
    boekingen=st.dictionaries(sleutels, st.lists(boekingen, max_size=3), max_size=5),
    officieel=st.dictionaries(sleutels, officieel, max_size=15),
    eigen=st.dictionaries(sleutels, st.integers(0, 80), max_size=15),
    eigen_vanaf=st.dictionaries(st.sampled_from(sorted(GEMEENTEN)), st.sampled_from(HALFJAREN)),
)


def tussen(toen: dict[Halfjaar, Stand], nu: dict[Halfjaar, Stand], halfjaar: Halfjaar) -> list[Verschil]:
    return verschillen(pad(toen, nu, halfjaar))


def lijnen(feiten: Feiten, code: str) -> dict[Halfjaar, Stand]:
    return {h: stand for (wie, h), stand in vouw(feiten, LAATSTE, EERSTE).items() if wie == code}


@given(ledgers, ledgers, st.sampled_from(sorted(GEMEENTEN)), st.sampled_from(HALFJAREN))
def test_oorzaken_tellen_op_tot_het_verschil(toen: Feiten, nu: Feiten, code: str, halfjaar: Halfjaar) -> None:
    was, werd = lijnen(toen, code), lijnen(nu, code)
    if halfjaar not in was:
        return
    gevonden = tussen(was, werd, halfjaar)
    begin, eind = was[halfjaar].stand_eind, werd[halfjaar].stand_eind
    if begin is not None and eind is not None:
        assert som(gevonden) == eind - begin
    elif begin != eind:
        assert None in [verschil.bedrag for verschil in gevonden]


@given(ledgers, st.sampled_from(sorted(GEMEENTEN)), st.sampled_from(HALFJAREN))
def test_zonder_verandering_is_er_geen_oorzaak(feiten: Feiten, code: str, halfjaar: Halfjaar) -> None:
    was = lijnen(feiten, code)
    assert tussen(was, was, halfjaar) == []


def volledig(**velden: int) -> Feiten:
    """De Wolden over 2023-2 and 2024-1: −10; 26 (+10) = 36; 23; −13."""
    vorig, dit = Halfjaar(2023, 2), LAATSTE
    return Feiten(
        gemeenten={"GM1690": DE_WOLDEN},
        beginstanden={("GM1690", vorig): -4},
        gepubliceerd={("GM1690", vorig): 20, ("GM1690", dit): velden.get("taakstelling", 26)},
        officieel={
            ("GM1690", vorig): Officieel(vorig.eind, velden.get("vorig", 14)),
            ("GM1690", dit): Officieel(dit.eind, velden.get("realisatie", 23)),
        },
    )


def test_hogere_taakstelling_verlaagt_de_stand() -> None:
    (een,) = tussen(lijnen(volledig(), "GM1690"), lijnen(volledig(taakstelling=28), "GM1690"), LAATSTE)
    assert (een.term, een.was, een.werd, een.bedrag) == (Term.TAAKSTELLING, 26, 28, -2)


def test_oorzaak_in_een_eerder_halfjaar_werkt_door() -> None:
    nu = lijnen(volledig(vorig=15, realisatie=22), "GM1690")
    gevonden = tussen(lijnen(volledig(), "GM1690"), nu, LAATSTE)
    assert [(v.halfjaar.code, v.term, v.bedrag) for v in gevonden] == [
        ("2024-1", Term.REALISATIE, -1),
        ("2023-2", Term.REALISATIE, 1),
    ]
    assert som(gevonden) == 0


def test_nieuwe_beginstand_snijdt_af_wat_ervoor_lag() -> None:
    nieuw = volledig(vorig=15)
    nieuw = replace(nieuw, beginstanden={**nieuw.beginstanden, ("GM1690", LAATSTE): -12})
    gevonden = tussen(lijnen(volledig(), "GM1690"), lijnen(nieuw, "GM1690"), LAATSTE)
    assert [(v.term, v.was, v.werd, v.bedrag) for v in gevonden] == [(Term.BEGIN, -10, -12, -2)]


def test_onbekende_term_heeft_geen_bedrag() -> None:
    zonder = replace(volledig(), gepubliceerd={("GM1690", Halfjaar(2023, 2)): 20})
    gevonden = tussen(lijnen(zonder, "GM1690"), lijnen(volledig(), "GM1690"), LAATSTE)
    assert [(v.term, v.was, v.werd, v.bedrag) for v in gevonden] == [(Term.TAAKSTELLING, None, 26, None)]
    assert som(gevonden) is None


def test_elke_term_van_een_stand_kan_een_oorzaak_zijn() -> None:
    """A term that is added to the ledger must get its place here, or the causes no longer add up."""
    stand = lijnen(volledig(), "GM1690")[LAATSTE]
    for term in Term:
        ander = replace(stand, **{term.value: getattr(stand, term.value) + 3})
        assert stand.stand_eind is not None
        assert ander.stand_eind is not None
        assert ander.stand_eind - stand.stand_eind == Verschil(term, stand, ander).bedrag
