"""The result block: labels, sums, and what happens when a term is unknown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taakstelling.regels.grootboek import Bron, Officieel, Stand
from taakstelling.regels.halfjaar import Halfjaar
from toezicht.regels.resultaat import (
    bevries,
    bronregel,
    regels,
    sluit_niet,
    stand_tekst,
    stand_uit,
    veranderd,
    verschillen,
)

HALFJAAR = Halfjaar(2024, 1)


def stand(halfjaar=HALFJAAR, begin=-10, gepubliceerd=26, realisatie=23, **anders):
    per = date(2024, 7, 3)
    gegevens = {
        "bron": Bron.OFFICIEEL if realisatie is not None else Bron.GEEN,
        "cijfers_per": per if realisatie is not None else None,
        "officieel": Officieel(per, realisatie) if realisatie is not None else None,
        "eigen": None,
    } | anders
    return Stand("GM1690", halfjaar, begin, gepubliceerd, realisatie, **gegevens)


def volgende(begin=-13, gepubliceerd=24):
    return stand(HALFJAAR.volgende, begin, gepubliceerd, None)


def test_regels_van_de_wolden():
    assert [(r.label, r.waarde) for r in regels(bevries(stand(), volgende()))] == [
        ("Stand op 1 januari 2024", "−10"),
        ("Taakstelling 1e helft 2024", "26 (+achterstand 10) = 36"),
        ("Realisatie 1e helft 2024", "23"),
        ("Stand op 1 juli 2024", "−13"),
        ("Taakstelling 2e helft 2024", "24 (+13 achterstand) = 37"),
    ]


def test_regels_zonder_vervolg():
    assert len(regels(bevries(stand(), None))) == 4


def test_regels_met_onbekende_realisatie_laten_een_gat():
    onbekend = [r.label for r in regels(bevries(stand(realisatie=None), volgende(None))) if r.waarde is None]
    assert onbekend == ["Realisatie 1e helft 2024", "Stand op 1 juli 2024", "Taakstelling 2e helft 2024"]


@pytest.mark.parametrize(("aantal", "tekst"), [(-1459, "−1.459"), (0, "0"), (8, "+8"), (None, None)])
def test_stand_tekst(aantal, tekst):
    assert stand_tekst(aantal) == tekst


def test_bronregel():
    cijfers = bevries(stand(), volgende())
    assert bronregel(cijfers, date(2024, 11, 19)) == (
        "De realisatie is het cijfer van het COA per 3 juli 2024. Alle aantallen zijn personen."
    )
    eigen = bevries(stand(bron=Bron.EIGEN, cijfers_per=None, officieel=None, eigen=23), volgende())
    assert bronregel(eigen, date(2024, 11, 19)) == (
        "De realisatie is de eigen telling van de gemeente, zoals bekend op 19 november 2024. "
        "Alle aantallen zijn personen."
    )
    assert bronregel(bevries(stand(realisatie=None), None), date(2024, 11, 19)) is None


AANTALLEN = st.integers(-5000, 5000)


@given(AANTALLEN, st.tuples(*[st.integers(0, 5000)] * 3), AANTALLEN, AANTALLEN)
def test_som_sluit_altijd_en_een_andere_uitkomst_nooit(begin, aantallen, correctie, ernaast):
    aantal, realisatie, later = aantallen
    nu = stand(HALFJAAR, begin, aantal, realisatie, correctie=correctie)
    cijfers = bevries(nu, volgende(nu.stand_eind, later))
    assert sluit_niet(cijfers) == []
    assert stand_uit(cijfers) == nu
    if ernaast:
        for veld in ("opgave", "stand_eind", "volgende_opgave"):
            assert sluit_niet({**cijfers, veld: cijfers[veld] + ernaast}) != []


def test_verschillen_noemt_de_regel():
    cijfers = bevries(stand(), volgende())
    assert verschillen(cijfers, cijfers) == []
    assert verschillen({**cijfers, "realisatie": 33}, cijfers) == [("Realisatie 1e helft 2024", "33", "23")]
    # Two terms that change together and come out the same are seen as well.
    assert verschillen({**cijfers, "gepubliceerd": 27, "herverdeling": 1}, cijfers) == [
        ("gepubliceerd", "27", "26"),
        ("herverdeling", "1", "0"),
    ]


def test_veranderd_noemt_alleen_wat_de_brief_afdrukt():
    toen = bevries(stand(), volgende())
    # A term behind a line that comes out the same, and an own count beside the official one, are not in the letter.
    assert veranderd(toen, {**toen, "gepubliceerd": 27, "herverdeling": 1, "eigen": 21, "officieel": 24}) == []
    nu = bevries(stand(realisatie=24, cijfers_per=date(2024, 9, 1)), volgende(-12))
    assert veranderd(toen, nu) == [
        "Realisatie 1e helft 2024: was 23, is nu 24.",
        "Stand op 1 juli 2024: was −13, is nu −12.",
        "Taakstelling 2e helft 2024: was 24 (+13 achterstand) = 37, is nu 24 (+12 achterstand) = 36.",
        "Bron van de realisatie: was het COA per 3 juli 2024, is nu het COA per 1 september 2024.",
    ]


def test_veranderd_noemt_ook_het_oordeel_en_wat_onbekend_werd():
    toen, nu = bevries(stand(), volgende()), bevries(stand(realisatie=None), volgende(None))
    assert veranderd(toen, nu)[-2:] == [
        "Oordeel: was “Taakstelling 1e helft 2024 niet gehaald, achterstand toegenomen”, is nu onbekend.",
        "Bron van de realisatie: was het COA per 3 juli 2024, is nu onbekend.",
    ]
