"""1 April and 1 October: needed, coupled, short; rows for the gemeente, numbers for the provincie."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organisaties.models import Gemeente
from taakstelling.koppelpeildata import MEESTE, Koppelregel, halfjaren_tot, koppelregels
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.koppelpeildatum import Uitkomst
from tests.taakstelling.cijferfeiten import DE_WOLDEN, MEPPEL, beginstand, officieel, taakstelling
from tests.taakstelling.test_koppelingen import koppel
from tests.taakstelling.test_plaatsing_acties import leg

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]
NU = date(2024, 11, 22)
EEN, TWEE = Halfjaar(2024, 1), Halfjaar(2024, 2)
MEDEWERKER, TOEZICHT = "huisvesting@dewolden.example", "toezicht@drenthe.example"


@pytest.fixture(autouse=True)
def in_november(wereld: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: NU)


@pytest.fixture
def de_wolden(wereld: Any) -> None:
    """36 to house in the first half; 5 housed by 1 April, 12 coupled then; 23 housed in the end."""
    beginstand(DE_WOLDEN, -10, EEN)
    taakstelling(DE_WOLDEN, 26, EEN)
    koppel(wereld, "A", date(2024, 1, 20), kinderen=3)
    leg(wereld, kenmerk="A", afgemeld_op=date(2024, 4, 1), volwassenen=2, kinderen=3)
    koppel(wereld, "B", date(2024, 4, 1), volwassenen=4, kinderen=8)
    leg(wereld, kenmerk="B", afgemeld_op=date(2024, 6, 20), volwassenen=4, kinderen=8)
    koppel(wereld, "C", date(2024, 4, 2), volwassenen=6)
    leg(wereld, kenmerk="C", afgemeld_op=date(2024, 6, 25), volwassenen=6, kinderen=0)


def regel(wereld: Any, halfjaar: Halfjaar = EEN, email: str = MEDEWERKER, **opties: Any) -> Koppelregel:
    gemeente = Gemeente.objects.get(code=DE_WOLDEN)
    return koppelregels(wereld.lid(email), [gemeente], [halfjaar], NU, **opties)[0]


def test_geval_25_tekort_op_de_koppelpeildatum_is_deels_niet_van_de_gemeente(wereld: Any, de_wolden: None) -> None:
    een = regel(wereld)
    stand = een.koppelstand
    assert (stand.opgave, stand.gehuisvest, stand.nodig, stand.gekoppeld, stand.tekort) == (36, 5, 31, 12, 19)
    assert stand.uitkomst is Uitkomst.TEKORT
    # 23 housed of 36: behind by 13, all of them within the 19 that were never coupled in time.
    assert (een.stand.stand_eind, een.voorbij, een.buiten_de_gemeente) == (-13, True, 13)


def test_voor_de_peildatum_is_er_nog_niets_toe_te_rekenen(wereld: Any, de_wolden: None) -> None:
    taakstelling(DE_WOLDEN, 24, TWEE)
    een = regel(wereld, TWEE)
    assert (een.koppelstand.tekort, een.voorbij, een.buiten_de_gemeente) == (37, False, None)


def test_zonder_koppelingen_of_eigen_telling_is_het_onbekend(wereld: Any) -> None:
    beginstand(DE_WOLDEN, -10, EEN)
    taakstelling(DE_WOLDEN, 26, EEN)
    officieel(DE_WOLDEN, 23)
    assert (regel(wereld).koppelstand.gehuisvest, regel(wereld).koppelstand.gekoppeld) == (None, None)
    leg(wereld, kenmerk="A", afgemeld_op=date(2024, 5, 1))
    koppel(wereld, "B", date(2024, 4, 2))
    # The log of koppelingen begins a day too late: what was coupled on 1 April is not known.
    assert (regel(wereld).koppelstand.gehuisvest, regel(wereld).koppelstand.gekoppeld) == (0, None)
    koppel(wereld, "C", date(2024, 4, 1))
    assert regel(wereld).koppelstand.gekoppeld == 2


def test_zoals_bekend_op_een_dag(wereld: Any, de_wolden: None) -> None:
    koppel(wereld, "LAAT", date(2024, 3, 1), volwassenen=3, vastgelegd=date(2024, 7, 10))
    assert regel(wereld).koppelstand.gekoppeld == 15
    # The plaatsing of the five of A was recorded today: on 9 July they were coupled, and not known to be housed.
    assert regel(wereld, bekend_op=date(2024, 7, 9)).koppelstand.gekoppeld == 12 + 5


def test_pagina_gaat_mee_terug_in_de_tijd(wereld: Any, als: Als, de_wolden: None) -> None:
    koppel(wereld, "LAAT", date(2024, 3, 1), volwassenen=3, vastgelegd=date(2024, 7, 10))

    def gekoppeld(vraag: str = "") -> Any:
        antwoord = als(MEDEWERKER).get(f"/cijfers/{DE_WOLDEN}/2024-1/koppelpeildatum/{vraag}")
        rijen = [rij.huishouden.kenmerk for rij in antwoord.context["table"].data]
        return antwoord.context["koppelstand"].gekoppeld, rijen

    assert gekoppeld() == (15, ["LAAT", "B"])
    assert gekoppeld("?bekend_op=2024-07-09") == (17, ["A", "B"])
    # On 31 March B was not coupled yet, and the five of A were waiting.
    assert gekoppeld("?peildatum=2024-03-31") == (8, ["A", "LAAT"])
    pagina = als(TOEZICHT).get("/cijfers/koppelpeildata/?halfjaar=2024-1&bekend_op=2024-07-09")
    cijfers = {regel.gemeente.code: regel.koppelstand.gekoppeld for regel in pagina.context["table"].data}
    assert (cijfers[DE_WOLDEN], "zoals die toen bekend was" in pagina.content.decode()) == (17, True)
    maken = "Verschoonbaarheidsdossier maken"
    adres = f"/cijfers/{DE_WOLDEN}/2024-1/koppelpeildatum/"
    assert maken in als(MEDEWERKER).get(adres).content.decode()
    assert maken not in als(MEDEWERKER).get(f"{adres}?peildatum=2024-07-09").content.decode()


def test_provincie_ziet_aantallen_en_geen_rijen(als: Als, de_wolden: None) -> None:
    gemeente = als(MEDEWERKER).get(f"/cijfers/{DE_WOLDEN}/2024-1/koppelpeildatum/")
    assert [rij.huishouden.kenmerk for rij in gemeente.context["table"].data] == ["B"]
    assert ">B</a>" in gemeente.content.decode()
    provincie = als(TOEZICHT).get(f"/cijfers/{DE_WOLDEN}/2024-1/koppelpeildatum/")
    assert provincie.context["table"] is None
    assert provincie.context["koppelstand"] == gemeente.context["koppelstand"]
    assert "De huishoudens zelf ziet alleen de gemeente." in provincie.content.decode()


def test_lijst_van_de_gemeente_gaat_over_haar_halfjaren(als: Als, de_wolden: None) -> None:
    antwoord = als(MEDEWERKER).get("/cijfers/koppelpeildata/")
    regels = list(antwoord.context["table"].data)
    assert [r.halfjaar for r in regels] == halfjaren_tot(NU)
    assert len(regels) == MEESTE
    assert {r.gemeente.code for r in regels} == {DE_WOLDEN}
    assert "<strong>te weinig gekoppeld</strong>" in antwoord.content.decode()


def test_lijst_van_de_provincie_gaat_over_haar_gemeenten(als: Als, de_wolden: None) -> None:
    antwoord = als(TOEZICHT).get("/cijfers/koppelpeildata/?halfjaar=2024-1")
    regels = {r.gemeente.code: r.koppelstand for r in antwoord.context["table"].data}
    assert regels.keys() == {DE_WOLDEN, MEPPEL}
    assert (regels[DE_WOLDEN].tekort, regels[MEPPEL].tekort) == (19, None)
    # An odd choice is the newest.
    assert als(TOEZICHT).get("/cijfers/koppelpeildata/?halfjaar=x").context["gekozen"] == TWEE


@pytest.mark.parametrize(
    ("dag", "eerste"),
    [
        (date(2024, 9, 30), EEN),
        (date(2024, 10, 1), TWEE),
        (date(2024, 3, 31), EEN.vorige),
        (date(2024, 4, 1), EEN),
    ],
)
def test_nieuwste_koppelpeildatum_die_er_is(dag: date, eerste: Halfjaar) -> None:
    assert halfjaren_tot(dag)[0] == eerste


def test_een_halfjaar_dat_nog_moet_beginnen_heeft_geen_pagina(als: Als) -> None:
    assert als(MEDEWERKER).get(f"/cijfers/{DE_WOLDEN}/2025-1/koppelpeildatum/").status_code == 404


def test_aantal_vragen_hangt_niet_van_het_aantal_gemeenten_af(wereld: Any, de_wolden: None) -> None:
    def vragen(*codes: str) -> int:
        gemeenten = list(Gemeente.objects.filter(code__in=codes))
        with CaptureQueriesContext(connection) as gesteld:
            koppelregels(wereld.lid(TOEZICHT), gemeenten, [EEN, TWEE], NU)
        return len(gesteld)

    assert vragen(DE_WOLDEN) == vragen(DE_WOLDEN, MEPPEL)
