"""What is looked over before a letter is made final: what the system makes has no finding, every change has one."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taakstelling.regels.grootboek import Bron, Officieel, Stand
from taakstelling.regels.halfjaar import Halfjaar
from toezicht.regels.besluit import oordeel_bij
from toezicht.regels.briefvelden import waarden
from toezicht.regels.lint import Vergelijk, gegevens_van, kijk_na, lees
from toezicht.regels.ondertekening import Machtiging, onbevoegd, van_het_orgaan
from toezicht.regels.resultaat import bevries

H = Halfjaar(2024, 1)
PER = date(2024, 7, 3)
TEKST = "Wij meten opnieuw op {volgende_peildatum}."
Inhoud = dict[str, Any]


def cijfers(begin: int = -10, aantal: int = 26, realisatie: int = 23, volgende: int = 24, **mutaties: int) -> Inhoud:
    stand = Stand(
        "GM1690", H, begin, aantal, realisatie, Bron.OFFICIEEL, PER, Officieel(PER, realisatie), eigen=None, **mutaties
    )
    vervolg = Stand("GM1690", H.volgende, stand.stand_eind, volgende, None, Bron.GEEN, None, None, eigen=None)
    return bevries(stand, vervolg)


def maak(bevroren: Inhoud, **anders: Any) -> Inhoud:
    """A letter as `stel_samen` makes it, without a database."""
    inhoud = {
        "kenmerk": "K-1",
        "herziet": None,
        "onderwerp": "Toezicht huisvesting statushouders",
        "formeel": None,
        "datum": "2024-11-19",
        "halfjaar": H.code,
        "provincie": {"code": "PV22", "naam": "Drenthe"},
        "gemeente": {"code": "GM1690", "naam": "De Wolden"},
        "afzender": {"eerste_ondertekenaar": "plv. voorzitter", "tweede_ondertekenaar": "secretaris"},
        "mandaten": [],
        "blokken": {"gevolg": [{"kop": "IBT-gevolg", "tekst": TEKST}]},
        "oordeel": oordeel_bij(bevroren["stand_eind"]),
        "gemotiveerd": False,
        "trede": None,
        "weken": None,
        "verschoond_tot": None,
        "gs_besluit": {"nummer": "", "datum": None},
        "cijfers": bevroren,
    } | anders
    return inhoud | {"waarden": waarden(gegevens_van(inhoud), inhoud["cijfers"])} | anders


def bevindingen(inhoud: Inhoud, **anders: Any) -> list[str]:
    vergelijk = replace(Vergelijk(date(2024, 12, 1), nagerekend=inhoud["cijfers"]), **anders)
    return [zin for punt in kijk_na(inhoud, vergelijk) for zin in punt.zinnen]


aantallen = st.integers(0, 3000)
BRIEVEN = st.builds(
    cijfers,
    begin=st.integers(-3000, 3000),
    aantal=aantallen,
    realisatie=aantallen,
    volgende=aantallen,
    herverdeling=st.integers(-50, 50),
    vrijstelling=st.integers(0, 50),
    correctie=st.integers(-50, 50),
    herindeling=st.integers(-50, 50),
    nagekomen=st.integers(-50, 50),
)


@given(BRIEVEN)
def test_een_brief_van_het_systeem_heeft_nooit_een_bevinding(bevroren: Inhoud) -> None:
    punten = kijk_na(maak(bevroren), Vergelijk(date(2024, 12, 1), nagerekend=bevroren))
    assert [punt for punt in punten if not punt.in_orde] == []


GETALLEN = sorted(
    naam for naam, waarde in cijfers().items() if isinstance(waarde, int) and not isinstance(waarde, bool)
)
AFGEDRUKT = ["stand_begin", "taakstelling", "mutaties", "opgave", "realisatie", "stand_eind", "volgende_opgave"]


@given(BRIEVEN, st.sampled_from(GETALLEN), st.integers(-40, 40).filter(bool))
def test_elke_wijziging_van_een_cijfer_is_een_bevinding(bevroren: Inhoud, naam: str, erbij: int) -> None:
    anders = bevroren | {naam: bevroren[naam] + erbij}
    assert bevindingen(maak(bevroren) | {"cijfers": anders}, nagerekend=bevroren)
    assert bevindingen(maak(anders), nagerekend=bevroren)


@given(BRIEVEN, st.sampled_from(AFGEDRUKT), st.integers(-40, 40).filter(bool))
def test_een_som_die_niet_sluit_valt_ook_op_zonder_narekenen(bevroren: Inhoud, naam: str, erbij: int) -> None:
    anders = bevroren | {naam: bevroren[naam] + erbij}
    assert bevindingen(maak(anders), nagerekend=anders)


@pytest.mark.parametrize(
    ("tekst", "getallen"),
    [
        ("26 (+achterstand 10)", [26, 10]),
        ("24 (+13 achterstand)", [24, 13]),
        ("1.459 (−voorsprong 1.000)", [1459, -1000]),
    ],
)
def test_lees_een_gedrukte_regel(tekst: str, getallen: list[int]) -> None:
    assert lees(tekst) == getallen


def test_een_andere_oordeelzin() -> None:
    anders = cijfers() | {"oordeelzin": "Taakstelling 1e helft 2024 gehaald."}
    assert (
        "De oordeelzin is “Taakstelling 1e helft 2024 gehaald.”, en uit de cijfers volgt"
        in bevindingen(maak(anders))[0]
    )


@pytest.mark.parametrize(
    ("oordeel", "realisatie", "past"),
    [("voldoet", 23, False), ("voldoet", 36, True), ("voldoet niet", 23, True), ("voldoet niet", 36, False)],
)
def test_het_oordeel_past_bij_het_teken_van_de_stand(oordeel: str, realisatie: int, past: bool) -> None:
    inhoud = maak(cijfers(realisatie=realisatie), oordeel=oordeel)
    assert (bevindingen(inhoud) == []) is past
    assert bevindingen(inhoud | {"gemotiveerd": True}) == []


def test_geval_38_een_late_brief_kondigt_geen_meetpunt_aan_dat_voorbij_is() -> None:
    """The next peildatum is a day of the half-year: the last day on which a letter can announce it is that day."""
    for dag, past in ((date(2025, 1, 1), True), (date(2025, 1, 2), False)):
        laat = maak(cijfers(), datum=dag.isoformat())
        assert (bevindingen(laat, vandaag=date(2025, 1, 3)) == []) is past
    zonder = laat | {"blokken": {"gevolg": [{"kop": "IBT-gevolg", "tekst": "Wij gaan niet verder omhoog."}]}}
    assert bevindingen(zonder, vandaag=date(2025, 1, 3)) == []


@pytest.mark.parametrize("anders", [{"datum": "2024-06-30"}, {"datum": "2025-03-01"}])
def test_een_briefdatum_buiten_de_grenzen(anders: Inhoud) -> None:
    assert bevindingen(maak(cijfers(), **anders))


@pytest.mark.parametrize(
    "anders",
    [
        {"verschoond_tot": "2025-01-01"},
        {"oordeel": "voldoet niet, doch verschoonbaar"},
        {"oordeel": "voldoet niet, doch verschoonbaar", "verschoond_tot": "2024-07-01"},
        {"halfjaar": "2024-2", "datum": "2024-11-19"},
        {"gemeente": {"code": "GM0119", "naam": "Meppel"}},
    ],
)
def test_datums_en_gemeente_die_niet_bij_elkaar_passen(anders: Inhoud) -> None:
    assert bevindingen(maak(cijfers(), gemotiveerd=True, **anders))


@pytest.mark.parametrize(("per", "past"), [("2023-12-31", False), ("2024-01-01", True), ("2024-11-20", False)])
def test_cijfers_per_ligt_tussen_het_halfjaar_en_de_brief(per: str, past: bool) -> None:
    assert (bevindingen(maak(cijfers() | {"cijfers_per": per})) == []) is past


@given(st.sampled_from(sorted(maak(cijfers())["waarden"])))
def test_een_veld_met_een_andere_waarde(naam: str) -> None:
    inhoud = maak(cijfers())
    inhoud["waarden"] = inhoud["waarden"] | {naam: "iets anders"}
    assert [zin for zin in bevindingen(inhoud) if f"{{{naam}}}" in zin]


def test_een_kenmerk_staat_op_een_brief() -> None:
    assert "staat al op een andere brief" in bevindingen(maak(cijfers()), kenmerk_bezet=True)[0]


@pytest.mark.parametrize(
    ("tekst", "soort"),
    [
        ("Het gezin met BSN 111222333 wacht.", "BSN"),
        ("Over 2812345678 spraken wij.", "V-nummer"),
        ("Vragen? 050-1234567, 0592123456 of ibt@drenthe.example.", ""),
        ("Zie onze brief 47/4.1/2024001652.", ""),
        ("Zie ons besluit 2024009999.", ""),
    ],
)
def test_geen_nummer_van_een_persoon_in_een_tekst_van_de_brief(tekst: str, soort: str) -> None:
    anders: list[tuple[str, Inhoud]] = [
        ("Onderwerp", {"onderwerp": tekst}),
        ("IBT-gevolg", {"blokken": {"gevolg": [{"kop": "IBT-gevolg", "tekst": tekst}]}}),
        ("Formeel besluit", {"formeel": {"fase": "besluit", "waarden": {"reactie": tekst, "termijn_tot": None}}}),
    ]
    for waar, wat in anders:
        inhoud = maak(cijfers(), gs_besluit={"nummer": "2024009999", "datum": "2024-11-12"}, **wat)
        zin = f"In “{waar}” staat iets dat lijkt op een {soort}. Schrijf dit zonder persoonsgegevens."
        assert bevindingen(inhoud) == ([zin] if soort else [])


def test_wat_onbekend_is_is_nog_niet_na_te_kijken() -> None:
    leeg = bevries(Stand("GM1690", H, None, 26, None, Bron.GEEN, None, None, eigen=None), None)
    punten = kijk_na(maak(leeg, oordeel=""), Vergelijk(date(2024, 12, 1)))
    assert [punt.kon for punt in punten] == [False, False, False, True, True, True, False, True, True]
    assert [punt.zinnen for punt in punten if punt.zinnen] == []


@pytest.mark.parametrize(
    ("functie", "hoort"),
    [
        ("voorzitter", True),
        ("plv. voorzitter", True),
        ("Plaatsvervangend voorzitter", True),
        ("commissaris van de Koning", True),
        ("de secretaris", True),
        ("loco-secretaris", True),
        ("gedeputeerde", False),
        ("manager Toezicht", False),
        ("voorzitter van de ondernemingsraad", False),
        ("", False),
    ],
)
def test_wie_volgens_de_wet_ondertekent(functie: str, hoort: bool) -> None:
    assert van_het_orgaan(functie) is hoort


@pytest.mark.parametrize(
    ("dag", "mag"),
    [(date(2023, 12, 31), False), (date(2024, 1, 1), True), (date(2024, 12, 31), True), (date(2025, 1, 1), False)],
)
def test_een_mandaat_geldt_van_en_tot(dag: date, mag: bool) -> None:
    machtiging = Machtiging("Gedeputeerde", date(2024, 1, 1), date(2025, 1, 1))
    assert onbevoegd("de gedeputeerde", [machtiging], dag) is not mag
    assert onbevoegd("manager", [machtiging], dag)
    assert not onbevoegd("gedeputeerde", [replace(machtiging, tot=None)], dag + timedelta(days=365))


def test_een_ondertekenaar_zonder_mandaat() -> None:
    afzender = {"eerste_ondertekenaar": "gedeputeerde", "tweede_ondertekenaar": "secretaris"}
    (zin,) = bevindingen(maak(cijfers(), afzender=afzender))
    assert zin.startswith("De gedeputeerde heeft geen mandaat dat geldt op 19 november 2024.")
    mandaat = {"functie": "gedeputeerde", "van": "2024-01-01", "tot": None, "grondslag": "x"}
    assert bevindingen(maak(cijfers(), afzender=afzender, mandaten=[mandaat])) == []
