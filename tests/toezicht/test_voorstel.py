"""What a kader proposes: counting, verschonen, coulance, extension, stepping down, herindeling, and properties."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taakstelling.regels.halfjaar import Halfjaar
from tests.toezicht.kaders import grootboek, kader, pakketten, verloop
from toezicht.regels.feiten import Feiten, Herkomst, Meting, Plan
from toezicht.regels.kader import Afdaling, Effect, Kader, Overgang, Regel, Soort, Toerekening, Voorwaarde
from toezicht.regels.ladder import Gebeurtenis, Zet
from toezicht.regels.voorstel import VERSCHOONBAAR, VOLDOET, VOLDOET_NIET, speel_na, stel_voor

JANUARI_2025 = date(2025, 1, 1)


def treden(kader: Kader, metingen: tuple[Meting, ...], herkomst: Herkomst | None = None) -> list[int]:
    return [voorstel.trede for voorstel in speel_na(kader, metingen, herkomst)]


def test_een_trede_omhoog_per_peildatum_met_achterstand() -> None:
    assert treden(kader(), verloop(3, -1, -2, -3, -4, -5, -6, -7)) == [0, 1, 2, 3, 4, 5, 6, 6]


def test_geval_24_wie_voldoet_begint_daarna_opnieuw_te_tellen() -> None:
    assert treden(kader(), verloop(-1, -2, 0, -1, -2)) == [1, 2, 0, 1, 2]
    assert stel_voor(kader(), Feiten(verloop(-1, 0, -1), trede=0)).keer == 1


def test_de_reden_noemt_regel_cijfers_en_vindplaats() -> None:
    voorstel = stel_voor(kader(), Feiten(verloop(-10, -13), trede=1))
    reden, telling = voorstel.redenen
    assert (reden.regel, reden.bron) == ("Van trede 1 naar 2", "art. 2")
    assert reden.tekst == (
        "De achterstand op 1 juli 2024 is 13 personen. Dit is de 2e peildatum op rij die meetelt."
        " De regel vraagt: er is op minstens 2 peildata op rij een achterstand."
    )
    assert (telling.regel, telling.bron) == ("Telling", "")
    assert telling.tekst == "1 januari 2024 en 1 juli 2024 tellen mee: er was een achterstand."
    assert (voorstel.oordeel, voorstel.van, voorstel.trede, voorstel.zet) == (VOLDOET_NIET, 1, 2, Zet.OPSCHALEN)


@pytest.mark.parametrize(
    ("effect", "hoeveelste", "telling"),
    [
        (
            Effect.BEVRIEZEN,
            "Dit is de eerste peildatum die meetelt.",
            (
                "1 januari 2025 telt mee: er was een achterstand. 1 juli 2024 telt niet mee: die achterstand is"
                " verschoond, tot 1 januari 2025. Volgens het kader telt een verschoonde peildatum niet mee."
            ),
        ),
        (
            Effect.NIET_OPSCHALEN,
            "Dit is de 2e peildatum op rij die meetelt.",
            (
                "1 januari 2025 telt mee: er was een achterstand. 1 juli 2024 telt wel mee: die achterstand is"
                " verschoond, tot 1 januari 2025. Volgens het kader telt een verschoonde peildatum mee."
            ),
        ),
    ],
)
def test_een_verschoonde_peildatum_in_de_telling_wordt_uitgelegd(effect: Effect, hoeveelste: str, telling: str) -> None:
    """De Wolden over the second half of 2024, as the demo has it: no rule leads on from trede 1, or one does."""
    (eerst,) = verloop(-13, verschoond_tot=JANUARI_2025)
    metingen = (eerst, Meting(Halfjaar(2024, 2), -11))
    *_, stap, uitleg = stel_voor(kader(effect=effect), Feiten(metingen, trede=1)).redenen
    assert hoeveelste in stap.tekst and "1 keer op rij" not in stap.tekst
    assert (uitleg.regel, uitleg.tekst, uitleg.bron) == ("Telling", telling, "art. 11")


def test_een_eerste_achterstand_vraagt_geen_uitleg_van_de_telling() -> None:
    redenen = stel_voor(kader(), Feiten(verloop(3, -1))).redenen
    assert [reden.regel for reden in redenen] == ["Van trede 0 naar 1"]


def test_onbekende_cijfers_leiden_nergens_toe() -> None:
    voorstel = stel_voor(kader(), Feiten(verloop(-10, None), trede=3))
    assert (voorstel.oordeel, voorstel.trede, voorstel.keer) == (None, 3, 0)


def test_een_gat_in_de_peildata_breekt_de_telling() -> None:
    metingen = (Meting(Halfjaar(2022, 1), -5), *verloop(-5, -5))
    assert stel_voor(kader(), Feiten(metingen, trede=0)).keer == 2


@pytest.mark.parametrize(("effect", "daarna"), [(Effect.BEVRIEZEN, 2), (Effect.NIET_OPSCHALEN, 3)])
def test_geval_24_verschoond_staat_stil_en_telt_wel_of_niet_mee(effect: Effect, daarna: int) -> None:
    """Drenthe 2024: the achterstand is excused until 1 January 2025, stays in the stand and leads to no step."""
    metingen = verloop(-10, -13, verschoond_tot=JANUARI_2025)
    regels = kader(effect=effect)
    voorstel = speel_na(regels, metingen)[-1]
    assert (voorstel.oordeel, voorstel.zet, voorstel.trede) == (VERSCHOONBAAR, Zet.BEVRIEZEN, 1)
    assert "verschoond tot 1 januari 2025" in voorstel.redenen[0].tekst
    assert "13 personen" in voorstel.redenen[1].tekst and "de stand verandert niet" in voorstel.redenen[1].tekst
    later = (*metingen, Meting(Halfjaar(2024, 2), -15))
    assert speel_na(regels, later)[-1].keer == daarna
    assert speel_na(regels, later)[-1].trede == 2


def test_verschoning_houdt_op_de_dag_zelf_op() -> None:
    metingen = verloop(-10, verschoond_tot=date(2025, 7, 1))
    standen = speel_na(kader(), (*metingen, Meting(Halfjaar(2024, 2), -11), Meting(Halfjaar(2025, 1), -12)))
    assert [v.oordeel for v in standen] == [VERSCHOONBAAR, VERSCHOONBAAR, VOLDOET_NIET]


def test_te_weinig_gekoppeld_verschoont_als_het_kader_die_grond_kent() -> None:
    feiten = Feiten(verloop(-4, -5), trede=1, gronden=frozenset({"te-weinig-gekoppeld"}))
    assert stel_voor(kader(), feiten).oordeel == VERSCHOONBAAR
    assert stel_voor(kader(gronden=()), feiten).oordeel == VOLDOET_NIET
    voldoet = replace(feiten, metingen=verloop(-4, 1))
    assert stel_voor(kader(), voldoet).oordeel == VOLDOET


def test_geval_24_coulance_stelt_een_stap_uit_en_telt_mee() -> None:
    metingen = verloop(-1, -1, -1, coulance=True)
    assert treden(kader(), metingen) == [1, 2, 2]
    assert treden(kader(), (*metingen, Meting(Halfjaar(2024, 2), -1)))[-1] == 3
    assert speel_na(kader(), metingen)[-1].keer == 3


def test_een_verlengde_trede_blijft_tot_de_dag_van_de_verlenging() -> None:
    """Lansingerland: trede 4, in January 2026 extended until 1 July 2026."""
    metingen = verloop(-90, -95, -98, -100, -102, tot="2025-2", verlengd_tot=date(2026, 7, 1))
    voorstel = stel_voor(kader(), Feiten(metingen, trede=4))
    assert (voorstel.gebeurtenis, voorstel.trede) == (Gebeurtenis.VERLENGD, 4)
    assert "102 personen" in voorstel.redenen[0].tekst and "1 juli 2026" in voorstel.redenen[0].tekst
    daarna = stel_voor(kader(), Feiten((*metingen, Meting(Halfjaar(2026, 1), -80)), trede=4))
    assert (daarna.trede, daarna.keer) == (5, 6)


@pytest.mark.parametrize(("wijze", "naar"), [(Afdaling.DIRECT, 0), (Afdaling.EEN_TREDE, 3), (Afdaling.HANDMATIG, 4)])
def test_afschalen_zoals_het_kader_zegt(wijze: Afdaling, naar: int) -> None:
    voorstel = stel_voor(kader(afdaling=wijze), Feiten(verloop(-1, 0), trede=4))
    assert (voorstel.trede, voorstel.oordeel) == (naar, VOLDOET)
    assert voorstel.zet == (Zet.BLIJVEN if wijze == Afdaling.HANDMATIG else Zet.AFSCHALEN)
    assert voorstel.redenen[0].bron == "art. 10"


@pytest.mark.parametrize(
    ("soort", "minstens", "feiten", "geldt"),
    [
        (Soort.ACHTERSTAND, 0, {}, True),
        (Soort.PERSONEN, 13, {}, True),
        (Soort.PERSONEN, 14, {}, False),
        (Soort.PROCENT_TAAKSTELLING, 50, {}, True),
        (Soort.PROCENT_TAAKSTELLING, 51, {}, False),
        (Soort.PROCENT_OPGAVE, 36, {}, True),
        (Soort.PROCENT_OPGAVE, 37, {}, False),
        (Soort.OPEENVOLGEND, 1, {}, True),
        (Soort.OPEENVOLGEND, 2, {}, False),
        (Soort.TOEGENOMEN, 0, {}, True),
        (Soort.PLAN_ONTBREEKT, 0, {}, False),
        (Soort.PLAN_ONTBREEKT, 0, {"plan": Plan.AKKOORD}, False),
        (Soort.PLAN_ONTBREEKT, 0, {"plan": Plan.AFGEKEURD}, True),
        (Soort.TOEZEGGING, 0, {}, False),
        (Soort.TOEZEGGING, 0, {"toezegging_gebroken": True}, True),
    ],
)
def test_elke_voorwaarde(soort: Soort, minstens: int, feiten: dict, geldt: bool) -> None:
    """De Wolden, first half of 2024: 23 of 26, with an achterstand of 10 before."""
    regels = kader(regels=(Regel(0, 1, (Voorwaarde(soort, minstens),), "x"),))
    metingen = grootboek(-10, (26, 23), vanaf="2024-1")
    assert stel_voor(regels, Feiten(metingen, trede=0, **feiten)).trede == (1 if geldt else 0)


def test_alle_voorwaarden_samen_en_de_hoogste_regel() -> None:
    samen = Regel(0, 1, (Voorwaarde(Soort.PERSONEN, 5), Voorwaarde(Soort.TOEGENOMEN)), "x")
    hoger = Regel(0, 3, (Voorwaarde(Soort.PERSONEN, 50),), "y")
    regels = kader(regels=(samen, hoger))
    assert stel_voor(regels, Feiten(grootboek(0, (20, 12), vanaf="2024-1"))).trede == 1
    assert stel_voor(regels, Feiten(grootboek(-9, (20, 23), vanaf="2024-1"))).trede == 0
    assert stel_voor(regels, Feiten(grootboek(0, (90, 12), vanaf="2024-1"))).trede == 3


@pytest.mark.parametrize(
    ("andere_provincie", "trede", "keer"),
    [(False, 4, 4), (True, 1, 1)],
)
def test_geval_24_na_herindeling_gaat_de_ladder_mee_en_na_een_provinciewissel_niet(
    andere_provincie: bool, trede: int, keer: int
) -> None:
    herkomst = Herkomst("Leerdam", trede=3, keer=3, andere_provincie=andere_provincie)
    voorstel = stel_voor(kader(), Feiten(verloop(-5), herkomst=herkomst))
    assert (voorstel.trede, voorstel.keer) == (trede, keer)
    assert "Leerdam" in voorstel.redenen[0].tekst
    anders = kader(herindeling=Overgang.OPNIEUW, provinciewissel=Overgang.BEHOUDEN)
    assert stel_voor(anders, Feiten(verloop(-5), herkomst=herkomst)).trede == (4 if andere_provincie else 1)


def test_de_telling_van_een_voorganger_houdt_op_bij_een_peildatum_zonder_achterstand() -> None:
    herkomst = Herkomst("Leerdam", trede=3, keer=3)
    assert treden(kader(), verloop(-5, 1, -2), herkomst) == [4, 0, 1]


METINGEN = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 80)), min_size=1, max_size=8).flatmap(
    lambda rijen: st.integers(-40, 40).map(lambda begin: grootboek(begin, *rijen, vanaf="2018-1"))
)
KADERS = st.sampled_from([p.kader for p in pakketten()]) | st.builds(
    kader,
    afdaling=st.sampled_from(Afdaling),
    effect=st.sampled_from(Effect),
    per_halfjaar=st.sampled_from([None, *Toerekening]),
)


@given(KADERS, METINGEN, st.integers(0, 9))
def test_een_voorstel_klopt_met_zichzelf(regels: Kader, metingen: tuple[Meting, ...], trede: int) -> None:
    voorstel = stel_voor(regels, Feiten(metingen, trede=trede))
    assert voorstel == stel_voor(regels, Feiten(metingen, trede=trede))
    assert 0 <= voorstel.trede <= regels.hoogste
    assert voorstel.redenen and all(reden.tekst.endswith(".") and reden.regel for reden in voorstel.redenen)
    assert (voorstel.zet == Zet.OPSCHALEN) == (voorstel.trede > voorstel.van)
    assert (voorstel.zet == Zet.AFSCHALEN) == (voorstel.trede < voorstel.van)
    assert (voorstel.oordeel == VOLDOET) == (metingen[-1].stand_eind >= 0)
    assert voorstel.keer <= len(metingen)
    if voorstel.per_halfjaar:
        assert sum(deel.open for deel in voorstel.per_halfjaar) == metingen[-1].achterstand


@given(KADERS, METINGEN)
def test_zonder_achterstand_gaat_niemand_omhoog(regels: Kader, metingen: tuple[Meting, ...]) -> None:
    gespeeld = speel_na(regels, metingen)
    assert len(gespeeld) == len(metingen)
    for meting, voorstel in zip(metingen, gespeeld, strict=True):
        if not meting.achterstand:
            assert voorstel.trede <= voorstel.van


@given(METINGEN, st.sampled_from([p.kader for p in pakketten()]))
def test_verschonen_verandert_geen_cijfer_en_geeft_nooit_een_hogere_trede(
    metingen: tuple[Meting, ...], regels: Kader
) -> None:
    feiten = Feiten(metingen, trede=2)
    verschoond = replace(feiten, metingen=(*metingen[:-1], replace(metingen[-1], verschoond_tot=date(2030, 1, 1))))
    assert verschoond.nu.stand_eind == feiten.nu.stand_eind
    assert stel_voor(regels, verschoond).trede <= max(2, stel_voor(regels, feiten).trede)
    assert stel_voor(regels, verschoond).trede <= 2
