"""The shares in the browser: three periods of Steenwijkerland, who sees what, and a constant number of questions."""

import json
import re
from collections.abc import Callable
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from afspraken.models import Norm
from afspraken.overzicht.aandelen import beeld_van
from afspraken.overzicht.bereiken import vind_bereik
from afspraken.overzicht.passend import grootte_op, passend_in
from afspraken.overzicht.verhuring import terugkoppeling
from afspraken.overzicht.watals import begin_van
from afspraken.regels.normen import Meting, Oordeel
from afspraken.regels.passend import Passend
from organisaties.acties import leg_corporatie_vast
from organisaties.models import Corporatie, Gemeente
from taakstelling.regels.halfjaar import Halfjaar
from tests.afspraken.normfeiten import LEYSTROMEN, WETLAND, WOONCONCEPT, drie_tijdvakken, norm, verdeling, verhuur
from tests.taakstelling.cijferfeiten import beginstand, plaatsing, taakstelling

pytestmark = pytest.mark.django_db
STEENWIJKERLAND = "huisvesting@steenwijkerland.example"


def tekst(client: Client, naam: str, *args: Any, vraag: str = "") -> str:
    antwoord = client.get(reverse(naam, args=args) + vraag)
    assert antwoord.status_code == 200
    zonder = re.sub(r"<[^>]+>", " ", antwoord.content.decode())
    return re.sub(r"\s+", " ", zonder)


def nummer(naam: str) -> int:
    return int(Corporatie.objects.get(naam=naam).pk)


def test_geval_26_drie_tijdvakken_met_elk_hun_eigen_norm_en_oordeel(wereld: Any) -> None:
    drie_tijdvakken()
    lid = wereld.lid(STEENWIJKERLAND)
    bereik = vind_bereik("GM1708", lid)
    assert bereik is not None
    (groep,) = beeld_van(bereik, lid, date(2025, 6, 1)).groepen
    assert [(r.stuk.van, r.stuk.tot, r.norm.percentage, r.meting, r.oordeel) for r in groep.tijdvakken] == [
        (date(2023, 1, 1), date(2024, 7, 12), 10, Meting(1, 8), Oordeel.BOVEN),
        (date(2024, 7, 12), date(2025, 1, 1), 25, Meting(4, 20), Oordeel.BINNEN),
        (date(2025, 1, 1), date(2026, 1, 1), 10, Meting(0, 4), Oordeel.GEEN),
    ]
    samen, *per_corporatie = groep.lezingen
    assert samen.telt
    assert [lezing.metingen for lezing in per_corporatie] == [
        [Meting(0, 2), Meting(3, 8), Meting(0, 0)],
        [Meting(1, 6), Meting(1, 12), Meting(0, 4)],
    ]
    # Quarters add up to the stretches: nothing is lost at the 12th of July.
    assert sum(m.noemer for _, m in groep.kwartalen) == 32


def test_een_norm_in_aantallen_geeft_overal_hetzelfde_oordeel(wereld: Any, als: Callable[[str], Client]) -> None:
    norm("GM1708", None, date(2023, 1, 1), date(2028, 1, 1), aantal=6)
    for jaar in (2023, 2024, 2025):
        verhuur(WOONCONCEPT, "GM1708", date(jaar, 3, 1), verdeling(4, 10))
    lid = wereld.lid(STEENWIJKERLAND)
    bereik = vind_bereik("GM1708", lid)
    assert bereik is not None
    (groep,) = beeld_van(bereik, lid, date(2025, 6, 1)).groepen
    assert [(r.stuk.van.year, r.meting.teller, r.oordeel) for r in groep.tijdvakken] == [
        (jaar, 4, Oordeel.BINNEN) for jaar in (2023, 2024, 2025)
    ]
    assert groep.nu.oordeel is Oordeel.BINNEN
    uit = StringIO()
    call_command("norm", gemeente="GM1708", van="2023-01-01", tot="2026-01-01", json=True, stdout=uit)
    delen = json.loads(uit.getvalue())
    assert [(d["van"], d["oordeel"], d["aantal_per"]) for d in delen] == [
        (f"{jaar}-01-01", "binnen", "kalenderjaar") for jaar in (2023, 2024, 2025)
    ]
    assert "maximum 6 woningen per jaar" in tekst(als(STEENWIJKERLAND), "aandeel", "GM1708")
    assert "aantal woningen per kalenderjaar" in tekst(als(STEENWIJKERLAND), "norm-vastleggen")


def test_een_signaalwaarde_heeft_een_oordeel_per_kalenderjaar(wereld: Any, als: Callable[[str], Client]) -> None:
    leystromen = Corporatie.objects.get(naam=LEYSTROMEN)
    norm(
        "GM1723",
        15,
        date(2023, 1, 1),
        date(2025, 1, 1),
        soort="signaalwaarde",
        doelgroep="bijzondere-doelgroepen",
        corporatie=leystromen,
        bron="Afspraak",
    )
    verhuur(LEYSTROMEN, "GM1723", date(2023, 7, 21), verdeling(1, 8))
    verhuur(LEYSTROMEN, "GM1723", date(2024, 5, 1), verdeling(3, 16))
    verhuur(LEYSTROMEN, "GM1723", date(2025, 5, 1), verdeling(2, 8))
    lid = wereld.lid("verhuur@leystromen.example")
    bereik = vind_bereik(f"GM1723-{leystromen.pk}", lid)
    assert bereik is not None
    (groep,) = beeld_van(bereik, lid, date(2025, 6, 1)).groepen
    assert [(r.stuk.van.year, r.meting, r.oordeel) for r in groep.tijdvakken] == [
        (2023, Meting(1, 9), Oordeel.BINNEN),
        (2024, Meting(3, 19), Oordeel.SIGNAAL),
        (2025, Meting(2, 10), Oordeel.GEEN),
    ]
    # The norm ended: the page goes on with counts, and says from and up to which day they are.
    assert groep.gold_tot_en_met == date(2024, 12, 31)
    assert [r.tijdvak for r in groep.tijdvakken] == [
        "1 jan 2023 t/m 31 dec 2023, gegevens vanaf 21 jul 2023",
        "1 jan 2024 t/m 31 dec 2024",
        "vanaf 1 jan 2025, geteld t/m 1 jun 2025",
    ]
    bladzijde = tekst(als("verhuur@leystromen.example"), "aandeel", f"GM1723-{leystromen.pk}")
    assert "De norm gold tot en met 31 december 2024." in bladzijde
    assert "geen norm" in bladzijde
    assert "Hier is geen norm vastgelegd" not in bladzijde


def test_een_tijdvak_dat_loopt_noemt_de_dag_van_tellen(wereld: Any) -> None:
    drie_tijdvakken()
    lid = wereld.lid(STEENWIJKERLAND)
    bereik = vind_bereik("GM1708", lid)
    assert bereik is not None
    (groep,) = beeld_van(bereik, lid, date(2025, 6, 1)).groepen
    assert [r.tijdvak for r in groep.tijdvakken] == [
        "1 jan 2023 t/m 11 jul 2024, gegevens vanaf 1 mrt 2024",
        "12 jul 2024 t/m 31 dec 2024",
        "vanaf 1 jan 2025, geteld t/m 1 jun 2025",
    ]


def test_lijst_noemt_ook_waar_geen_norm_geldt(wereld: Any, als: Callable[[str], Client]) -> None:
    verhuur(LEYSTROMEN, "GM1723", date(2025, 5, 1), verdeling(2, 8))
    verhuur("Wold & Waard", "GM1969", date(2025, 5, 1), verdeling(1, 4))
    gemeente = tekst(als("huisvesting@alphenchaam.example"), "aandelen", vraag="?jaar=2025")
    assert "Alphen-Chaam, alle corporaties samen : 2 van de 10 woningen naar statushouders (20,0%)" in gemeente
    client = als("regio@westerkwartier.example")
    assert "regio Westerkwartier, alle corporaties samen" in tekst(client, "aandelen", vraag="?jaar=2025")
    regio = wereld.lid("regio@westerkwartier.example").regio_id
    assert reverse("aandeel", args=[f"regio-{regio}"]) in client.get(reverse("aandelen")).content.decode()
    norm("GM1723", 15, date(2023, 1, 1), None)
    assert "Zonder norm" not in tekst(als("huisvesting@alphenchaam.example"), "aandelen", vraag="?jaar=2025")


def test_lijst_noemt_van_een_onderbroken_norm_elk_deel(wereld: Any, als: Callable[[str], Client]) -> None:
    drie_tijdvakken()
    bladzijde = tekst(als(STEENWIJKERLAND), "aandelen", vraag="?jaar=2024")
    assert "1 van 8 (12,5%)" in bladzijde
    assert "4 van 20 (20,0%)" in bladzijde
    assert "boven de norm" in bladzijde


def test_een_corporatie_zonder_eigen_norm_krijgt_geen_oordeel(wereld: Any, als: Callable[[str], Client]) -> None:
    drie_tijdvakken()
    bladzijde = tekst(als(STEENWIJKERLAND), "aandeel", f"GM1708-{nummer(WETLAND)}")
    assert "geen oordeel. De norm telt voor" in bladzijde
    assert "boven de norm" not in bladzijde
    assert "3" in bladzijde


def test_geval_31_per_corporatie_en_gemeente_en_samen_gewogen_naar_woningen(wereld: Any) -> None:
    """Half of 2, one of 18, and the same corporatie next door: together 10 %, not the average of the percentages."""
    norm("GM1708", 10, date(2024, 1, 1), None)
    verhuur(WOONCONCEPT, "GM1708", date(2024, 2, 1), verdeling(1, 1))
    verhuur(WETLAND, "GM1708", date(2024, 2, 1), verdeling(1, 17))
    verhuur(WOONCONCEPT, "GM0119", date(2024, 2, 1), verdeling(9, 0))
    lid = wereld.lid(STEENWIJKERLAND)
    bereik = vind_bereik("GM1708", lid)
    assert bereik is not None
    (groep,) = beeld_van(bereik, lid, date(2024, 12, 31)).groepen
    assert {lezing.naam: lezing.metingen for lezing in groep.lezingen} == {
        "Steenwijkerland, alle corporaties samen": [Meting(2, 20)],
        f"{WETLAND} in Steenwijkerland": [Meting(1, 18)],
        f"{WOONCONCEPT} in Steenwijkerland": [Meting(1, 2)],
    }
    assert groep.nu.oordeel is Oordeel.BINNEN


def test_geval_32_na_een_fusie_telt_wat_de_oude_corporatie_verhuurde(wereld: Any, als: Callable[[str], Client]) -> None:
    """Wetland goes into Woonconcept, under another name: nothing moves, and the old share stays readable."""
    drie_tijdvakken()
    lid, oud, nieuw = wereld.lid(STEENWIJKERLAND), nummer(WETLAND), Corporatie.objects.get(naam=WOONCONCEPT)
    bereik = vind_bereik("GM1708", lid)
    assert bereik is not None
    voor = beeld_van(bereik, lid, date(2025, 6, 1)).groepen[0]
    gebied = list(nieuw.gemeenten.all())
    leg_corporatie_vast(door=None, naam="Woonwetland", kvk="", gemeenten=gebied, corporatie=nieuw)
    leg_corporatie_vast(door=None, naam=WETLAND, kvk="", gemeenten=[], corporatie=Corporatie.objects.get(pk=oud))
    na = beeld_van(bereik, lid, date(2025, 6, 1)).groepen[0]
    assert na.tijdvakken == voor.tijdvakken
    assert {lezing.naam.split(" in ")[0]: lezing.metingen[1] for lezing in na.lezingen[1:]} == {
        WETLAND: Meting(3, 8),
        "Woonwetland": Meting(1, 12),
    }
    assert "3 van 8" in tekst(als(STEENWIJKERLAND), "aandeel", f"GM1708-{oud}")


def test_telt_niet_wat_na_de_dag_van_de_tijdmachine_kwam(wereld: Any) -> None:
    drie_tijdvakken()
    lid = wereld.lid(STEENWIJKERLAND)
    bereik = vind_bereik("GM1708", lid)
    assert bereik is not None
    (groep,) = beeld_van(bereik, lid, date(2024, 7, 12)).groepen
    assert groep.nu.meting == Meting(1, 12)
    assert groep.nu.stuk.tot == date(2025, 1, 1)


def test_geval_37_een_norm_die_ophoudt_blijft_leesbaar_en_oordeelt_niet_over_later(
    wereld: Any, als: Callable[[str], Client]
) -> None:
    norm("GM1708", 10, date(2023, 1, 1), date(2024, 7, 1))
    verhuur(WOONCONCEPT, "GM1708", date(2024, 3, 1), verdeling(1, 4))
    verhuur(WOONCONCEPT, "GM1708", date(2024, 8, 1), verdeling(7, 0))
    lid = wereld.lid(STEENWIJKERLAND)
    bereik = vind_bereik("GM1708", lid)
    assert bereik is not None
    (groep,) = beeld_van(bereik, lid, date(2026, 6, 1)).groepen
    geweest, erna = groep.tijdvakken
    assert (geweest.stuk.tot, geweest.meting, geweest.oordeel) == (date(2024, 7, 1), Meting(1, 5), Oordeel.BOVEN)
    assert (erna.norm.is_telling, erna.meting, erna.oordeel) == (True, Meting(7, 7), Oordeel.GEEN)
    assert (groep.ruimte, groep.komend) == (None, None)
    pagina = tekst(als(STEENWIJKERLAND), "aandeel", "GM1708")
    assert "De norm gold tot en met 30 juni 2024. Voor daarna is geen norm vastgelegd" in pagina


@pytest.mark.parametrize(
    ("email", "adres", "status"),
    [
        (STEENWIJKERLAND, "GM1708", 200),
        ("verhuur@woonconcept.example", "GM1708", 200),
        ("bestuur@deveste.example", "GM1708", 200),
        ("toezicht@overijssel.example", "GM1708", 200),
        ("huisvesting@meppel.example", "GM1708", 404),
        ("verhuur@leystromen.example", "GM1708", 404),
        ("toezicht@drenthe.example", "GM1708", 404),
        ("griffie@raad.example", "GM1708", 403),
        ("beheer@thuisstand.example", "GM1708", 403),
        (STEENWIJKERLAND, "GM9999", 404),
        (STEENWIJKERLAND, "regio-1", 404),
        (STEENWIJKERLAND, "GM1708-999999", 404),
        (STEENWIJKERLAND, "onzin", 404),
    ],
)
def test_wie_het_gezamenlijke_aandeel_ziet(
    wereld: Any, als: Callable[[str], Client], email: str, adres: str, status: int
) -> None:
    assert als(email).get(reverse("aandeel", args=[adres])).status_code == status


def test_een_corporatie_ziet_een_andere_niet(wereld: Any, als: Callable[[str], Client]) -> None:
    drie_tijdvakken()
    norm("GM1708", 12, date(2024, 1, 1), None, soort="minimum", corporatie=Corporatie.objects.get(naam=WETLAND))
    client = als("verhuur@woonconcept.example")
    eigen, ander = f"GM1708-{nummer(WOONCONCEPT)}", f"GM1708-{nummer(WETLAND)}"
    assert client.get(reverse("aandeel", args=[eigen])).status_code == 200
    assert client.get(reverse("aandeel", args=[ander])).status_code == 404
    for naam, args in (("aandeel", ["GM1708"]), ("aandelen", []), ("normen", [])):
        assert "Wetland" not in tekst(client, naam, *args, vraag="?jaar=2024")


@pytest.mark.parametrize("email", ["bestuur@deveste.example", "toezicht@overijssel.example"])
def test_huurders_en_provincie_zien_aantallen_en_geen_deur_naar_woningen(
    wereld: Any, als: Callable[[str], Client], email: str
) -> None:
    drie_tijdvakken()
    antwoord = als(email).get(reverse("aandeel", args=["GM1708"])).content.decode()
    assert "4 van 20 (20,0%)" in antwoord
    assert reverse("woningen") not in antwoord
    assert reverse("woningen") in als(STEENWIJKERLAND).get(reverse("aandeel", args=["GM1708"])).content.decode()


def test_deur_naar_woningen_gaat_over_dezelfde_woningen(wereld: Any, als: Callable[[str], Client]) -> None:
    drie_tijdvakken()
    client = als(STEENWIJKERLAND)
    bladzijde = client.get(reverse("aandeel", args=["GM1708"])).content.decode()
    deuren = [d.replace("&amp;", "&") for d in re.findall(r'href="(/afspraken/woningen/\?[^"]+)"', bladzijde)]
    assert len(deuren) >= 3
    for deur in deuren:
        if "vanaf=2024-07-12" in deur:
            assert "20 woningen" in re.sub(r"<[^>]+>", "", client.get(deur).content.decode())


def test_geval_28_kleine_noemer_geeft_aantallen_en_geen_oordeel(wereld: Any, als: Callable[[str], Client]) -> None:
    drie_tijdvakken()
    bladzijde = tekst(als(STEENWIJKERLAND), "aandelen", vraag="?jaar=2025")
    assert "0 van 4 (0,0%)" in bladzijde
    assert "geen oordeel bij minder dan 5 woningen" in bladzijde


def test_lijst_en_detail_vragen_bij_30_normen_niet_meer_dan_bij_1(wereld: Any, als: Callable[[str], Client]) -> None:
    client = als("toezicht@overijssel.example")

    def maak(nummers: range) -> None:
        for n in nummers:
            gemeente = Gemeente.objects.create(
                code=f"GM9{n:03d}", naam=f"Gemeente {n}", provincie=wereld.provincies["PV23"]
            )
            Corporatie.objects.get(naam=WOONCONCEPT).gemeenten.add(gemeente)
            norm(f"GM9{n:03d}", 10, date(2023, 1, 1), None)
            verhuur(WOONCONCEPT, f"GM9{n:03d}", date(2024, 3, 1), verdeling(1, 6))

    def vragen(adres: str) -> int:
        with CaptureQueriesContext(connection) as gevangen:
            assert client.get(adres).status_code == 200
        return len(gevangen)

    adressen = ["/afspraken/aandelen/?jaar=2024&per_page=100", "/afspraken/normen/?per_page=100"]
    maak(range(1))
    for adres in adressen:
        vragen(adres)
    weinig = [vragen(adres) for adres in adressen]
    maak(range(1, 30))
    assert [vragen(adres) for adres in adressen] == weinig
    assert Norm.objects.count() == 30


def test_leeg_en_met_onzin_in_het_adres(wereld: Any, als: Callable[[str], Client]) -> None:
    client = als("huisvesting@meppel.example")
    assert "Er zijn geen normen" in tekst(client, "aandelen", vraag="?jaar=abc&soort=x&page=-3")
    assert "Hier is geen norm vastgelegd" in tekst(client, "aandeel", "GM0119")


def test_nieuwe_verhuring_wordt_getoetst_aan_het_streven(wereld: Any) -> None:
    norm("GM1723", 20, date(2024, 1, 1), None, soort="streefwaarde", corporatie=Corporatie.objects.get(naam=LEYSTROMEN))
    verhuur(LEYSTROMEN, "GM1723", date(2024, 2, 1), verdeling(1, 4))
    (laatste,) = verhuur(LEYSTROMEN, "GM1723", date(2024, 3, 1), verdeling(0, 1))
    verhuur(LEYSTROMEN, "GM1723", date(2024, 4, 1), verdeling(3, 0))
    zin = (
        "Leystromen in Alphen-Chaam, sinds 1 januari 2024: 1 van de 6 woningen naar statushouders (16,7%),"
        " streefwaarde 20%: niet gehaald."
    )
    assert terugkoppeling(laatste) == [zin]


def test_passend_toewijzen_laat_onbekende_huishoudens_weg(wereld: Any) -> None:
    lid = wereld.lid(STEENWIJKERLAND)
    for klasse, aantal in (("tot-1e-aftopping", 18), ("tot-2e-aftopping", 2), ("daarboven", 1)):
        verhuur(WETLAND, "GM1708", date(2024, 2, 1), verdeling(aantal, 1), huurklasse=klasse)
    bereik = vind_bereik("GM1708", lid)
    assert bereik is not None
    assert passend_in(bereik, date(2024, 1, 1), date(2025, 1, 1)) == Passend(18, 19, 2)


def test_nareizigers_die_later_kwamen_tellen_niet_in_het_huishouden() -> None:
    alleen, later = (1, date(2024, 2, 3), 1), (2, date(2024, 9, 1), 3)
    assert grootte_op([alleen, later], date(2024, 2, 1)) == 1
    assert grootte_op([alleen, later], date(2024, 9, 1)) == 4
    assert grootte_op([], date(2024, 2, 1)) is None


def test_verdeling_naar_bezit_telt_op(wereld: Any, als: Callable[[str], Client]) -> None:
    vraag = f"?aantal=100&bezit_{nummer(WOONCONCEPT)}=6000&bezit_{nummer(WETLAND)}=3001"
    bladzijde = tekst(als(STEENWIJKERLAND), "aandeel-verdeling", "GM1708", vraag=vraag)
    assert "Stichting Wetland Wonen Groep 3.001 33,34 33" in bladzijde
    assert "Samen 9.001 100,00 100" in bladzijde


def test_wat_als_begint_met_de_getallen_van_de_gemeente(wereld: Any, als: Callable[[str], Client]) -> None:
    drie_tijdvakken()
    verhuur(WETLAND, "GM1708", date(2024, 12, 31), verdeling(0, 2), onzelfstandig=True)
    lid = wereld.lid(STEENWIJKERLAND)
    bereik = vind_bereik(f"GM1708-{nummer(WETLAND)}", lid)
    assert bereik is not None
    begin = begin_van(bereik, lid, date(2024, 12, 31))
    assert (begin.waarden["percentage"], begin.waarden["verhuringen"]) == (25, 28)
    assert "te_huisvesten" not in begin.waarden
    half = Halfjaar(2025, 1)
    beginstand("GM1708", -4, half)
    taakstelling("GM1708", 40, half)
    plaatsing("GM1708", half, volwassenen=4)
    begin = begin_van(bereik, lid, date(2025, 1, 1))
    assert (begin.waarden["te_huisvesten"], begin.waarden["tot_en_met"]) == (40, "2025-06-30")
    assert (begin.waarden["percentage"], len(begin.herkomst)) == (10, 3)
    client = als(STEENWIJKERLAND)
    assert f"{reverse('wat-als')}?bereik=GM1708" in client.get(reverse("aandeel", args=["GM1708"])).content.decode()
    assert "Met de getallen van Steenwijkerland" in tekst(client, "wat-als", vraag="?bereik=GM1708")
    assert "Met voorbeeldgetallen" in tekst(client, "wat-als")
    assert client.get(reverse("wat-als") + "?bereik=GM0119").status_code == 404


def test_wat_als_vertelt_het_verhaal(wereld: Any, als: Callable[[str], Client]) -> None:
    client = als("verhuur@woonconcept.example")
    vast = "te_huisvesten=77&van=2024-07-12&tot_en_met=2024-12-31"
    assert "Met 10%: het kan niet" in tekst(client, "wat-als", vraag=f"?{vast}&percentage=10")
    met_25 = tekst(client, "wat-als", vraag=f"?{vast}&percentage=25")
    assert "De taak: 2 woningen per week, dan nul op 1 januari 2025." in met_25
    assert "20 woningen minder" in met_25
    assert "Kies een dag na" in tekst(client, "wat-als", vraag="?van=2024-07-12&tot_en_met=2024-07-12")
