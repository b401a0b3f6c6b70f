"""The one reading of the ledger from the database: what is known when, who sees what, and how many queries it takes."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisaties.models import Gemeente
from organisaties.vastleggen import leg_vast, trek_in
from taakstelling.acties.plaatsingen import leg_plaatsing_vast
from taakstelling.cijfers import rijen_achter, stand_van, standen, standen_uit, standen_voor
from taakstelling.models import Mutatie, Plaatsing, Realisatie, Taakstelling
from taakstelling.regels.grootboek import Bron
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.plaatsing import Plaatsingsgegevens

pytestmark = pytest.mark.django_db
EEN, TWEE = Halfjaar(2024, 1), Halfjaar(2024, 2)


def op(jaar: int, maand: int, dag: int) -> datetime:
    return datetime(jaar, maand, dag, 12, tzinfo=UTC)


def taakstelling(code: str, halfjaar: Halfjaar, aantal: int, wanneer: datetime, **velden: Any) -> Taakstelling:
    return leg_vast(
        Taakstelling(
            gemeente=Gemeente.objects.get(code=code),
            halfjaar=halfjaar,
            aantal=aantal,
            bron="Circulaire",
            **{"status": "vastgesteld", "vastgesteld_op": date(2023, 10, 1), **velden},
        ),
        door=None,
        op=wanneer,
    )


def beginstand(code: str, dag: date, aantal: int, wanneer: datetime) -> Mutatie:
    return leg_vast(
        Mutatie(
            gemeente=Gemeente.objects.get(code=code),
            datum=dag,
            soort="beginstand",
            aantal=aantal,
            grondslag="Overzicht",
            reden="Begin",
        ),
        door=None,
        op=wanneer,
    )


def officieel(code: str, halfjaar: Halfjaar, per: date, aantal: int, wanneer: datetime) -> Realisatie:
    return leg_vast(
        Realisatie(
            gemeente=Gemeente.objects.get(code=code), halfjaar=halfjaar, cijfers_per=per, aantal=aantal, bron="COA"
        ),
        door=None,
        op=wanneer,
    )


def plaats(code: str, dag: date, personen: int, waar: str = "") -> Plaatsing:
    return leg_plaatsing_vast(
        door=None,
        koppelgemeente=Gemeente.objects.get(code=code),
        huisvestingsgemeente=Gemeente.objects.get(code=waar or code),
        gegevens=Plaatsingsgegevens(volwassenen=personen, afgemeld_op=dag),
    )


@pytest.fixture
def de_wolden(wereld: Any) -> Any:
    taakstelling("GM1690", EEN, 26, op(2024, 1, 5))
    taakstelling("GM1690", TWEE, 24, op(2024, 4, 5))
    beginstand("GM1690", date(2024, 1, 1), -10, op(2024, 1, 5))
    officieel("GM1690", EEN, date(2024, 6, 1), 17, op(2024, 6, 3))
    officieel("GM1690", EEN, date(2024, 7, 3), 23, op(2024, 7, 5))
    return wereld


@pytest.mark.usefixtures("de_wolden")
def test_de_wolden_uit_de_database() -> None:
    stand = stand_van("GM1690", EEN)
    assert (stand.stand_begin, stand.taakstelling, stand.opgave, stand.realisatie) == (-10, 26, 36, 23)
    assert (stand.stand_eind, stand.bron, stand.cijfers_per) == (-13, Bron.OFFICIEEL, date(2024, 7, 3))
    assert stand_van("GM1690", TWEE).opgave == 37


@pytest.mark.usefixtures("de_wolden")
@pytest.mark.parametrize(
    ("dag", "verwacht"),
    [
        (date(2024, 1, 4), (None, None, None, None)),
        (date(2024, 1, 5), (-10, 26, None, None)),
        (date(2024, 6, 3), (-10, 26, 17, -19)),
        (date(2024, 7, 4), (-10, 26, 17, -19)),
        (date(2024, 7, 5), (-10, 26, 23, -13)),
        (date(2026, 1, 1), (-10, 26, 23, -13)),
    ],
)
def test_bekend_op_geeft_de_stand_van_toen(dag: date, verwacht: tuple[int | None, ...]) -> None:
    stand = stand_van("GM1690", EEN, bekend_op=dag)
    assert (stand.stand_begin, stand.taakstelling, stand.realisatie, stand.stand_eind) == verwacht


@pytest.mark.usefixtures("de_wolden")
def test_ingetrokken_rij_telt_tot_het_eind_van_de_dag_ervoor() -> None:
    rij = taakstelling("GM1690", EEN, 30, op(2024, 2, 1), status="bijgesteld", vastgesteld_op=date(2024, 2, 1))
    assert stand_van("GM1690", EEN).taakstelling == 30
    trek_in(rij, door=None, reden="Vergissing", op=op(2024, 3, 10))
    assert stand_van("GM1690", EEN).taakstelling == 26
    assert stand_van("GM1690", EEN, bekend_op=date(2024, 3, 9)).taakstelling == 30
    assert stand_van("GM1690", EEN, bekend_op=date(2024, 3, 10)).taakstelling == 26


@pytest.mark.usefixtures("de_wolden")
def test_indicatieve_taakstelling_is_geen_taakstelling() -> None:
    taakstelling("GM0119", EEN, 40, op(2024, 1, 5), status="indicatief")
    assert stand_van("GM0119", EEN).taakstelling is None


@pytest.mark.usefixtures("de_wolden")
def test_eigen_telling_geldt_tot_het_officiele_eindcijfer_er_is() -> None:
    plaats("GM1690", date(2024, 3, 1), 4)
    plaats("GM1690", date(2024, 6, 30), 15, waar="GM0119")
    plaats("GM0119", date(2024, 3, 1), 7, waar="GM1690")
    stand = stand_van("GM1690", EEN)
    assert (stand.realisatie, stand.eigen, stand.verschil_met_officieel) == (23, 19, -4)
    assert stand_van("GM1690", TWEE).realisatie == 0
    plaats("GM1690", date(2024, 7, 1), 2)
    tweede = stand_van("GM1690", TWEE)
    assert (tweede.realisatie, tweede.bron, tweede.stand_eind) == (2, Bron.EIGEN, -35)


@pytest.mark.usefixtures("de_wolden")
def test_eigen_registratie_begint_bij_de_eerste_geldige_plaatsing() -> None:
    """A typing error in the year that was withdrawn must not turn years of unknown into years of nil."""
    plaats("GM0119", date(2024, 3, 1), 7)
    fout = plaats("GM0119", date(2006, 3, 1), 1)
    assert stand_van("GM0119", Halfjaar(2010, 1)).realisatie == 0
    trek_in(fout, door=None, reden="Verkeerd jaar")
    assert [stand_van("GM0119", h).realisatie for h in (Halfjaar(2010, 1), EEN, TWEE)] == [None, 7, 0]
    assert stand_van("GM1708", EEN).realisatie is None


@pytest.mark.usefixtures("wereld")
def test_plaatsingen_na_een_herindeling_tellen_voor_de_opvolger() -> None:
    """Recorded under the old code before the end was known; the gemeente ended on 24 March 2022."""
    weesp = Gemeente.objects.get(code="GM0457")
    einde, weesp.geldig_tot = weesp.geldig_tot, None
    weesp.save()
    plaats("GM0457", date(2022, 3, 23), 3)
    plaats("GM0457", date(2022, 3, 24), 5)
    weesp.geldig_tot = einde
    weesp.save()
    h = Halfjaar(2022, 1)
    uit = standen(["GM0457", "GM0363"], h, h)
    assert (uit["GM0457", h].realisatie, uit["GM0363", h].realisatie) == (3, 5)


def test_een_ander_ziet_alleen_officiele_cijfers(de_wolden: Any) -> None:
    plaats("GM1690", date(2024, 8, 1), 6)
    officieel("GM1690", TWEE, date(2024, 9, 1), 4, op(2024, 9, 3))
    gemeente = [Gemeente.objects.get(code="GM1690")]

    def ziet(email: str) -> tuple[int | None, int | None, Bron]:
        stand = standen_voor(de_wolden.lid(email), gemeente, TWEE, TWEE)["GM1690", TWEE]
        return stand.realisatie, stand.eigen, stand.bron

    assert ziet("huisvesting@dewolden.example") == (6, 6, Bron.EIGEN)
    assert ziet("toezicht@drenthe.example") == (6, 6, Bron.EIGEN)
    for email in (
        "huisvesting@meppel.example",
        "toezicht@overijssel.example",
        "verhuur@woonconcept.example",
        "griffie@raad.example",
        "beheer@thuisstand.example",
        "regio@westerkwartier.example",
    ):
        assert ziet(email) == (4, None, Bron.OFFICIEEL), email


@pytest.mark.usefixtures("de_wolden")
def test_uit_de_rijen_komt_hetzelfde_ook_als_er_later_iets_verandert() -> None:
    plaats("GM1690", date(2024, 8, 1), 6)
    voor = stand_van("GM1690", TWEE)
    rijen = rijen_achter("GM1690", TWEE)
    officieel("GM1690", EEN, date(2024, 9, 1), 26, op(2024, 9, 3))
    trek_in(Plaatsing.objects.get(), door=None, reden="Dubbel")
    assert stand_van("GM1690", TWEE) != voor
    assert standen_uit(rijen, "GM1690", TWEE)["GM1690", TWEE] == voor


@pytest.mark.usefixtures("de_wolden")
def test_aantal_vragen_groeit_niet_met_de_rijen(django_assert_num_queries: Callable[..., Any]) -> None:
    def vragen() -> int:
        with CaptureQueriesContext(connection) as gevangen:
            standen(None, Halfjaar(2020, 1), TWEE)
        return len(gevangen)

    plaats("GM1690", date(2024, 1, 2), 1)
    taakstelling("GM1690", EEN, 27, op(2024, 2, 1), status="bijgesteld", vastgesteld_op=date(2024, 2, 1))
    weinig = vragen()
    for n in range(30):
        plaats("GM0119", date(2024, 1, 1) + timedelta(days=n), 1)
        taakstelling(
            "GM0119",
            Halfjaar.van_volgnummer(EEN.volgnummer - n % 15),
            10 + n,
            op(2024, 1, 1 + n // 2),
            vastgesteld_op=date(2023, 1, 1) + timedelta(days=n),
        )
    assert vragen() == weinig <= 12
