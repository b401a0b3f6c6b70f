"""Undoing an import: what somebody went on with stays, and what stays behind must be right."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from afspraken.models import Norm
from organisaties.models import Invoerbestand, Logregel
from taakstelling.acties.afsluitingen import sluit_af
from taakstelling.acties.huishoudens import gegevens_van_huishouden, wijzig_huishouden
from taakstelling.acties.mutaties import leg_besluit_vast
from taakstelling.acties.plaatsingen import leg_plaatsing_vast
from taakstelling.models import Huishouden, Koppeling, Mutatie
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.koppeling import Soort
from taakstelling.regels.plaatsing import Plaatsingsgegevens
from tests.organisaties.venster import Venster
from tests.taakstelling.cijferfeiten import beginstand, officieel, taakstelling
from tests.taakstelling.huishoudens import leg_stap

pytestmark = pytest.mark.django_db

GEMEENTE, BEHEER = "huisvesting@dewolden.example", "beheer@thuisstand.example"
KOP = "kenmerk;koppelgemeente;gekoppeld_op;volwassenen;kinderen;amv\n"
MUTATIES = "gemeente;datum;soort;aantal;grondslag;reden\n"
PAAR = "GM1690;2024-03-01;herverdeling;5;B1;r\nGM1708;2024-03-01;herverdeling;-5;B1;r\n"
EEN = Halfjaar(2024, 1)

Open = Callable[[str], Venster]


def uitkomst(bestand: Invoerbestand) -> dict[str, int]:
    return {naam: lijst["aantal"] for naam, lijst in bestand.terugdraaiing.items()}


def vooruitzicht(zij: Venster, bestand: Invoerbestand) -> str:
    return zij.client.get(reverse("invoerbestand-terugdraaien", args=[bestand.pk])).content.decode()


def plaats(wereld: Any, kenmerk: str, **aantallen: int) -> None:
    gemeente = wereld.gemeenten["GM1690"]
    gegevens = Plaatsingsgegevens(
        kenmerk=kenmerk, afgemeld_op=date(2024, 6, 1), huisvestingsvorm="zelfstandig", **aantallen
    )
    leg_plaatsing_vast(
        door=wereld.lid(GEMEENTE), koppelgemeente=gemeente, huisvestingsgemeente=gemeente, gegevens=gegevens
    )


def test_huishouden_waarmee_iemand_verder_ging_blijft_gekoppeld(venster: Open, wereld: Any) -> None:
    """Of five households one has a step, one a plaatsing, one nareizigers, one another wish, and one nothing."""
    zij = venster(GEMEENTE)
    regels = "".join(f"K-{n};De Wolden;2024-0{n}-05;{n};0;0\n" for n in range(1, 6))
    bestand = zij.lees_in(zij.bestand("huishoudens", KOP + regels))
    een, _, _, vier, _ = Huishouden.objects.order_by("kenmerk")
    leg_stap(wereld, een, Soort.GEVRAAGD)
    plaats(wereld, "K-2", volwassenen=2)
    plaats(wereld, "K-3", nareizigers=1)
    gegevens = gegevens_van_huishouden(vier)
    wijzig_huishouden(door=wereld.lid(GEMEENTE), huishouden=vier, gegevens=gegevens.met_kenmerk("K-4"))
    pagina = vooruitzicht(zij, bestand)
    assert "1 rij uit dit bestand telt daarna niet meer mee." in pagina
    assert "4 rijen zijn sindsdien gewijzigd, ingetrokken of gebruikt, en blijven staan." in pagina
    bestand = zij.draai_terug(bestand)
    assert uitkomst(bestand) == {"ongedaan": 1, "gehouden": 4, "mislukt": 0}
    assert sorted(k.huishouden.kenmerk for k in Koppeling.objects.bekend()) == ["K-1", "K-2", "K-3", "K-4"]
    pagina = zij.pagina(bestand)
    for reden in ("sindsdien een stap vastgelegd", "een plaatsing vastgelegd", "is sindsdien gewijzigd"):
        assert reden in pagina


def test_verbeterde_koppeling_gaat_terug_ook_als_er_eerder_al_een_stap_of_plaatsing_was(
    venster: Open, wereld: Any
) -> None:
    zij = venster(GEMEENTE)
    zij.lees_in(zij.bestand("huishoudens", KOP + "K-1;De Wolden;2024-01-05;2;0;0\nK-2;De Wolden;2024-02-05;1;0;0\n"))
    leg_stap(wereld, Huishouden.objects.get(kenmerk="K-1"), Soort.GEVRAAGD)
    plaats(wereld, "K-2", volwassenen=1)
    beter = zij.bestand("huishoudens", KOP + "K-1;De Wolden;2024-01-05;9;0;0\nK-2;De Wolden;2024-02-05;8;0;0\n")
    bestand = zij.draai_terug(zij.lees_in(beter))
    assert uitkomst(bestand) == {"ongedaan": 2, "gehouden": 0, "mislukt": 0}
    assert sorted(Koppeling.objects.bekend().values_list("volwassenen", flat=True)) == [1, 2]


def test_al_geplaatst_voor_het_inlezen_blijft_gekoppeld(venster: Open, wereld: Any) -> None:
    """As the koppeling that is withdrawn by hand: not once the household is housed."""
    zij = venster(GEMEENTE)
    plaats(wereld, "K-1", volwassenen=2)
    bestand = zij.lees_in(zij.bestand("huishoudens", KOP + "K-1;De Wolden;2024-01-05;2;0;0\n"))
    assert uitkomst(zij.draai_terug(bestand)) == {"ongedaan": 0, "gehouden": 1, "mislukt": 0}


def test_terugdraaien_en_plaatsen_gaan_om_de_beurt(venster: Open, wereld: Any) -> None:
    """Both lock the household, so neither can slip between the other's look and its writing; SQLite needs no lock."""

    def op_slot(vragen: CaptureQueriesContext) -> bool:
        return any("FOR UPDATE" in v["sql"] and "taakstelling_huishouden" in v["sql"] for v in vragen.captured_queries)

    zij = venster(GEMEENTE)
    bestand = zij.lees_in(zij.bestand("huishoudens", KOP + "K-1;De Wolden;2024-01-05;2;0;0\n"))
    with CaptureQueriesContext(connection) as plaatsen:
        plaats(wereld, "K-1", volwassenen=2)
    with CaptureQueriesContext(connection) as terug:
        zij.draai_terug(bestand)
    assert op_slot(plaatsen) is op_slot(terug) is (connection.vendor == "postgresql")


@pytest.fixture
def besluit(venster: Open, wereld: Any) -> tuple[Venster, Invoerbestand]:
    """A herverdeling over two provincies, read in when the half-year was open in both; then one of them closed it."""
    for code in ("GM1690", "GM1708"):
        beginstand(code, 0)
        taakstelling(code, 20)
        officieel(code, 20)
    zij = venster(BEHEER)
    bestand = zij.lees_in(zij.bestand("mutaties", MUTATIES + PAAR))
    assert bestand.fase == "ingelezen"
    sluit_af(door=None, provincie=wereld.gemeenten["GM1690"].provincie, halfjaar=EEN)
    return zij, bestand


def test_besluit_gaat_niet_terug_als_de_helft_ergens_anders_zou_tellen(besluit: tuple[Venster, Invoerbestand]) -> None:
    zij, bestand = besluit
    assert "2 rijen kunnen niet terug" in vooruitzicht(zij, bestand)
    bestand = zij.draai_terug(bestand)
    assert uitkomst(bestand) == {"ongedaan": 0, "gehouden": 0, "mislukt": 2}
    assert "in de ene provincie gesloten en in de andere open" in zij.pagina(bestand)
    assert Mutatie.objects.bekend().filter(soort="herverdeling").count() == 2


@pytest.mark.usefixtures("besluit")
def test_besluit_wordt_niet_verbeterd_als_het_oude_niet_samen_terug_kan() -> None:
    oud = list(Mutatie.objects.bekend().filter(soort="herverdeling").select_related("gemeente__provincie"))
    nieuw = [
        Mutatie(gemeente=m.gemeente, datum=date(2024, 8, 1), soort=m.soort, aantal=m.aantal, grondslag="B2", reden="r")
        for m in oud
    ]
    with pytest.raises(ValidationError, match="Leg het tegengestelde besluit vast in de 2e helft van 2024"):
        leg_besluit_vast(door=None, rijen=nieuw, vervangt=oud, verbetering="Andere datum")
    assert Mutatie.objects.bekend().filter(soort="herverdeling", ingetrokken_op=None).count() == 2


def test_norm_gaat_niet_terug_als_wat_blijft_niet_bij_elkaar_past(venster: Open) -> None:
    """The corrected norm ends earlier so that another fits behind it; the old one would overlap that."""
    kop = "gemeente;percentage;soort;doelgroep;van;tot\n"
    norm = "GM1690;{};maximum;statushouders;{};{}\n"
    zij = venster(GEMEENTE)
    zij.lees_in(zij.bestand("normen", kop + norm.format(10, "2024-01-01", "2025-01-01")))
    korter = zij.lees_in(zij.bestand("normen", kop + norm.format(10, "2024-01-01", "2024-07-01")))
    zij.lees_in(zij.bestand("normen", kop + norm.format(25, "2024-07-01", "2026-01-01")))
    assert uitkomst(zij.draai_terug(korter)) == {"ongedaan": 0, "gehouden": 0, "mislukt": 1}
    assert "past niet bij elkaar" in zij.pagina(korter)
    assert {n.tot for n in Norm.objects.bekend()} == {date(2024, 7, 1), date(2026, 1, 1)}


def test_terugdraaien_staat_leesbaar_bij_het_bestand_en_in_het_logboek_van_de_gemeente(venster: Open) -> None:
    zij = venster(GEMEENTE)
    bestand = zij.lees_in(zij.bestand("huishoudens", KOP + "K-1;De Wolden;2024-01-05;2;0;0\n"))
    zij.draai_terug(bestand)
    for pagina in (zij.pagina(bestand), zij.client.get(reverse("logboek")).content.decode()):
        assert "Bestand teruggedraaid: huishoudens, 1 ongedaan gemaakt" in pagina
    assert Logregel.objects.get(handeling="bestand teruggedraaid").gemeente.code == "GM1690"


def test_provincie_leest_bij_haar_bestand_wat_ermee_is_gedaan(venster: Open) -> None:
    zij = venster("toezicht@drenthe.example")
    kop = "gemeente;halfjaar;cijfers_per;aantal;bron\n"
    rijen = "GM1690;2024-1;2024-07-03;23;COA\nGM0119;2024-1;2024-07-03;9;COA\n"
    bestand = zij.draai_terug(zij.lees_in(zij.bestand("realisaties", kop + rijen)))
    pagina = zij.pagina(bestand)
    assert "Bestand ingelezen: realisaties van coa, 2 nieuw" in pagina
    assert "Bestand teruggedraaid: realisaties van coa, 2 ongedaan gemaakt" in pagina
