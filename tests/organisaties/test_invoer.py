"""Reading in a file in the browser: offer, look, confirm, undo; who may; nothing of people in what stays."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from organisaties.invoer.soorten import alle_soorten
from organisaties.models import Achtergrondtaak, Bestandsinhoud, Invoerbestand, Logregel, Postadres
from taakstelling.acties.plaatsingen import trek_plaatsing_in
from taakstelling.models import Plaatsing, Realisatie
from tests.organisaties.venster import Venster

pytestmark = pytest.mark.django_db

GEMEENTE, BUUR = "huisvesting@dewolden.example", "huisvesting@meppel.example"
DRENTHE, BEHEER = "toezicht@drenthe.example", "beheer@thuisstand.example"
KOP = "kenmerk;koppelgemeente;huisvestingsgemeente;afgemeld_op;volwassenen;kinderen;amv;nareizigers;huisvestingsvorm\n"
GOED = "A-1;De Wolden;De Wolden;2024-03-05;2;1;0;0;zelfstandig\nA-2;GM1690;GM1690;06-03-2024;1;0;0;0;zelfstandig\n"
FOUT = "A-3;Meppel;De Wolden;2024-03-07;1;0;0;0;zelfstandig\nA-4;De Wolden;De Wolden;2024-13-01;x;0;0;0;zelfstandig\n"

Als = Callable[[str], Client]
Open = Callable[[str], Venster]


def cijfers(bestand: Invoerbestand) -> tuple[str, int, int, int, int, int]:
    b = bestand
    return (b.fase, b.rijen, b.nieuw, b.vervangen, b.overgeslagen, b.foute_rijen)


def test_goed_bestand_wordt_eerst_getoond_en_dan_ingelezen(venster: Open) -> None:
    zij = venster(GEMEENTE)
    bestand = zij.bestand("plaatsingen", KOP + GOED)
    assert cijfers(bestand) == ("gecontroleerd", 2, 2, 0, 0, 0)
    assert Plaatsing.objects.count() == 0
    assert "06-03-2024" in zij.pagina(bestand)
    assert cijfers(zij.lees_in(bestand)) == ("ingelezen", 2, 2, 0, 0, 0)
    assert [(p.personen, p.invoerbestand_id) for p in Plaatsing.objects.order_by("pk")] == [
        (3, bestand.pk),
        (1, bestand.pk),
    ]
    assert Achtergrondtaak.objects.filter(stand="klaar").count() == 2


def test_tweede_keer_bevestigen_leest_niets_dubbel_in(venster: Open) -> None:
    zij = venster(GEMEENTE)
    bestand = zij.lees_in(zij.bestand("plaatsingen", KOP + GOED))
    zij.lees_in(bestand)
    assert Plaatsing.objects.count() == 2


def test_alle_fouten_staan_bij_de_cel_en_in_het_eigen_bestand(venster: Open) -> None:
    zij = venster(GEMEENTE)
    bestand = zij.bestand("plaatsingen", KOP + GOED + FOUT)
    assert cijfers(bestand) == ("gecontroleerd", 4, 2, 0, 0, 2)
    bevindingen = Bestandsinhoud.objects.get(bestand=bestand).bevindingen
    assert [(rij["rij"], [cel["kolom"] for cel in rij["cellen"]]) for rij in bevindingen["fouten"]] == [
        (4, ["koppelgemeente"]),
        (5, ["afgemeld_op", "volwassenen"]),
    ]
    assert "Alleen een medewerker van Meppel" in zij.pagina(bestand)
    terug = zij.client.get(reverse("invoerbestand-fouten", args=[bestand.pk])).content.decode("utf-8-sig").splitlines()
    assert [regel.split(";")[0] for regel in terug] == ["kenmerk", "A-1", "A-2", "A-3", "A-4"]
    assert terug[0].endswith(";fout")
    assert "Schrijf een datum" not in terug[4] and "Deze datum bestaat niet" in terug[4]
    assert "Vul een heel getal in" in terug[4]


def test_goede_rijen_gaan_erin_en_de_slechte_komen_terug(venster: Open) -> None:
    zij = venster(GEMEENTE)
    bestand = zij.lees_in(zij.bestand("plaatsingen", KOP + GOED + FOUT))
    assert cijfers(bestand) == ("ingelezen", 4, 2, 0, 0, 2)
    terug = zij.client.get(reverse("invoerbestand-fouten", args=[bestand.pk])).content
    assert [regel.split(";")[0] for regel in terug.decode("utf-8-sig").splitlines()] == ["kenmerk", "A-3", "A-4"]
    beter = terug.decode("utf-8-sig").replace("2024-13-01;x", "2024-01-13;1").replace(";Meppel;", ";De Wolden;")
    opnieuw = zij.bestand("plaatsingen", beter)
    assert cijfers(opnieuw) == ("gecontroleerd", 2, 2, 0, 0, 0)


def test_excel_komt_als_excel_terug_met_de_foute_cel_gemerkt(venster: Open) -> None:
    boek = openpyxl.Workbook()
    for rij in [KOP.strip().split(";"), *[regel.split(";") for regel in (GOED + FOUT).splitlines()]]:
        boek.active.append(rij)
    boek.active["E2"] = 2
    boek.active["F2"] = "=1+1"
    uit = io.BytesIO()
    boek.save(uit)
    zij = venster(GEMEENTE)
    bestand = zij.bestand("plaatsingen", uit.getvalue(), "lijst.xlsx")
    assert cijfers(bestand) == ("gecontroleerd", 4, 1, 0, 0, 3)
    blad = openpyxl.load_workbook(
        io.BytesIO(zij.client.get(reverse("invoerbestand-fouten", args=[bestand.pk])).content)
    ).active
    assert (blad["E2"].value, blad["E2"].fill.fill_type) == (2, None)
    assert (blad["F2"].data_type, blad["F2"].fill.fill_type) == ("s", "solid")
    assert "formule" in blad["J2"].value


def test_waarschuwingen_worden_een_keer_bevestigd(venster: Open) -> None:
    zij = venster(GEMEENTE)
    dubbel = "B-1;De Wolden;De Wolden;2024-03-05;2;1;0;0;zelfstandig\nB-2;De Wolden;De Wolden;2024-03-09;40;0;0;0;har\n"
    bestand = zij.bestand("plaatsingen", KOP + GOED + dubbel)
    redenen = [w["rij"] for w in Bestandsinhoud.objects.get(bestand=bestand).bevindingen["waarschuwingen"]]
    assert redenen == [4, 5]
    assert zij.lees_in(bestand).fase == "gecontroleerd"
    assert zij.lees_in(bestand, akkoord="on").fase == "ingelezen"


def test_dubbel_met_wat_er_al_stond_geeft_een_waarschuwing(venster: Open) -> None:
    zij = venster(GEMEENTE)
    zij.lees_in(zij.bestand("plaatsingen", KOP + GOED))
    bestand = zij.bestand("plaatsingen", KOP + GOED.replace("A-1", "C-1"))
    bevindingen = Bestandsinhoud.objects.get(bestand=bestand).bevindingen
    assert [(w["rij"], w["kolom"]) for w in bevindingen["waarschuwingen"]] == [(2, "kenmerk")]
    assert cijfers(bestand) == ("gecontroleerd", 2, 1, 0, 1, 0)


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"", "Het bestand is leeg."),
        (b"%PDF-1.7 x", "Dit is een pdf"),
        (b"PK\x03\x04 geen zip", "geen leesbaar Excel-bestand"),
    ],
)
def test_verkeerd_bestand_wordt_meteen_gezegd(venster: Open, inhoud: bytes, zin: str) -> None:
    antwoord = venster(GEMEENTE).bied("plaatsingen", inhoud)
    assert (antwoord.status_code, Invoerbestand.objects.count()) == (200, 0)
    assert zin in antwoord.content.decode()


def test_bestand_zonder_de_goede_kolommen_wordt_geweigerd(venster: Open) -> None:
    zij = venster(GEMEENTE)
    bestand = zij.bestand("plaatsingen", "naam;datum\nJan;2024-01-01\n")
    assert bestand.fase == "geweigerd"
    assert "Deze kolom ontbreekt" in zij.pagina(bestand)
    assert "Jan" not in zij.pagina(bestand)


def test_te_groot_bestand_wordt_geweigerd(venster: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("organisaties.forms.MEESTE_UPLOAD", 10)
    assert "Het bestand is groter dan" in venster(GEMEENTE).bied("plaatsingen", KOP + GOED).content.decode()


def test_niemand_anders_ziet_het_bestand(venster: Open, als: Als) -> None:
    bestand = venster(GEMEENTE).bestand("plaatsingen", KOP + GOED)
    for email in (BUUR, DRENTHE, BEHEER, "regio@westerkwartier.example"):
        for naam in ("invoerbestand", "invoerbestand-fouten", "invoerbestand-terugdraaien", "invoerbestand-weggooien"):
            assert als(email).get(reverse(naam, args=[bestand.pk])).status_code == 404
        assert "lijst.csv" not in als(email).get(reverse("invoer")).content.decode()


def test_elke_rol_krijgt_haar_eigen_soorten(als: Als) -> None:
    gekregen = {
        email: {soort for soort in alle_soorten() if als(email).get(f"/invoer/{soort}/").status_code == 200}
        for email in (GEMEENTE, DRENTHE, BEHEER, "griffie@raad.example")
    }
    cijferbestanden = {"taakstellingen", "realisaties", "mutaties"}
    landelijk = {"gemeenten", "inwonertallen", "deelinwoners", "prognoses", "corporaties"}
    bekend = cijferbestanden | landelijk | {"plaatsingen", "adressen"}
    assert {wie: soorten & bekend for wie, soorten in gekregen.items()} == {
        GEMEENTE: {"plaatsingen"},
        DRENTHE: cijferbestanden | {"adressen"},
        BEHEER: cijferbestanden | landelijk,
        "griffie@raad.example": set(),
    }
    assert als("griffie@raad.example").get("/invoer/").status_code == 403


def test_provincie_leest_alleen_eigen_gemeenten_in(venster: Open) -> None:
    tekst = (
        "gemeente;halfjaar;cijfers_per;aantal;bron\nGM1690;2024-1;2024-07-03;23;COA\nGM1708;2024-1;2024-07-03;9;COA\n"
    )
    zij = venster(DRENTHE)
    bestand = zij.bestand("realisaties", tekst)
    assert cijfers(bestand) == ("gecontroleerd", 2, 1, 0, 0, 1)
    zij.lees_in(bestand)
    assert [r.gemeente.code for r in Realisatie.objects.all()] == ["GM1690"]


def test_terugdraaien_geeft_drie_lijsten_en_zet_het_oude_terug(venster: Open, wereld: Any) -> None:
    """Of three rows one is new, one replaced an older row, and one was withdrawn by hand afterwards."""
    zij = venster(GEMEENTE)
    zij.lees_in(zij.bestand("plaatsingen", KOP + "A-1;De Wolden;De Wolden;2024-03-05;5;0;0;0;zelfstandig\n"))
    derde = "A-5;De Wolden;De Wolden;2024-04-05;4;0;0;0;zelfstandig\n"
    bestand = zij.lees_in(zij.bestand("plaatsingen", KOP + GOED + derde))
    assert cijfers(bestand) == ("ingelezen", 3, 2, 1, 0, 0)
    met_hand = Plaatsing.objects.get(huishouden__kenmerk="A-5")
    trek_plaatsing_in(door=wereld.lid(GEMEENTE), plaatsing=met_hand, reden="Fout")
    bestand = zij.draai_terug(bestand)
    assert bestand.fase == "teruggedraaid"
    assert {naam: lijst["aantal"] for naam, lijst in bestand.terugdraaiing.items()} == {
        "ongedaan": 2,
        "gehouden": 1,
        "mislukt": 0,
    }
    geldig = Plaatsing.objects.bekend()
    assert [(p.huishouden.kenmerk, p.personen) for p in geldig] == [("A-1", 5)]
    pagina = zij.pagina(bestand)
    assert "Ongedaan gemaakt: 2" in pagina and "Gebleven: 1" in pagina and "De eerdere regel geldt weer." in pagina
    zij.draai_terug(bestand)
    assert Plaatsing.objects.count() == 5


def test_terugdraaien_houdt_een_besluit_heel(venster: Open) -> None:
    """One row of a herverdeling was replaced since: the other may not go either, or together they would not be nil."""
    kop = "gemeente;datum;soort;aantal;grondslag;reden\n"
    paar = "GM1690;2024-03-01;herverdeling;5;B1;r\nGM0119;2024-03-01;herverdeling;-5;B1;r\n"
    zij = venster(DRENTHE)
    eerste = zij.lees_in(zij.bestand("mutaties", kop + paar + "GM1690;2024-01-01;beginstand;-10;B2;r\n"))
    zij.lees_in(
        zij.bestand(
            "mutaties",
            kop + paar.replace("GM0119;2024-03-01;herverdeling;-5;B1;r", "GM0119;2024-03-01;herverdeling;-5;B1;anders"),
        )
    )
    terug = zij.draai_terug(eerste).terugdraaiing
    assert {naam: lijst["aantal"] for naam, lijst in terug.items()} == {"ongedaan": 1, "gehouden": 1, "mislukt": 1}


def test_bijgewerkte_gegevens_zijn_niet_terug_te_draaien(venster: Open) -> None:
    kop = "gemeente;aan;straat_of_postbus;postcode;plaats\n"
    zij = venster(DRENTHE)
    bestand = zij.lees_in(zij.bestand("adressen", kop + "De Wolden;het college;Postbus 20;7920 AA;Zuidwolde\n"))
    assert Postadres.objects.count() == 1
    assert zij.draai_terug(bestand).fase == "ingelezen"


def test_niets_van_mensen_blijft_in_logboek_of_na_de_termijn(venster: Open, settings: Any) -> None:
    from django.core.management import call_command

    zij = venster(GEMEENTE)
    ingelezen = zij.lees_in(zij.bestand("plaatsingen", KOP + GOED))
    zij.bestand("plaatsingen", KOP + FOUT)
    assert all("A-1" not in str(regel.gegevens) for regel in Logregel.objects.all())
    settings.BEWAAR_BESTANDEN = 0
    call_command("ruim-op")
    assert Bestandsinhoud.objects.count() == 0
    assert list(Invoerbestand.objects.values_list("pk", flat=True)) == [ingelezen.pk]
    assert Plaatsing.objects.count() == 2
    assert zij.client.get(reverse("invoerbestand", args=[ingelezen.pk])).status_code == 200


def test_weggooien_vergeet_het_bestand(venster: Open) -> None:
    zij = venster(GEMEENTE)
    bestand = zij.bestand("plaatsingen", KOP + GOED)
    zij.post(reverse("invoerbestand-weggooien", args=[bestand.pk]))
    assert (Invoerbestand.objects.count(), Bestandsinhoud.objects.count()) == (0, 0)
    ingelezen = zij.lees_in(zij.bestand("plaatsingen", KOP + GOED))
    zij.post(reverse("invoerbestand-weggooien", args=[ingelezen.pk]))
    assert Invoerbestand.objects.get().fase == "ingelezen"


@pytest.mark.parametrize("soort", sorted(alle_soorten()))
def test_sjabloon_is_zelf_een_goed_leeg_bestand(soort: str, als: Als) -> None:
    from organisaties.invoer.bestand import lees

    deze = alle_soorten()[soort]
    wie = next(
        email
        for rol, email in (
            ("gemeente", GEMEENTE),
            ("provincie", DRENTHE),
            ("beheer", BEHEER),
            ("corporatie", "verhuur@woonconcept.example"),
        )
        if rol in deze.rollen
    )
    for vorm in ("xlsx", "csv"):
        inhoud = als(wie).get(f"/invoer/{soort}/sjabloon/{vorm}/").content
        tabel = lees(inhoud, deze.kolommen, deze.optioneel)
        assert (tabel.kop, tabel.rijen) == (list(deze.kolommen), [])
        assert tabel.opmerkingen == ["Onder de koprij staan geen regels."]
    blad = openpyxl.load_workbook(io.BytesIO(als(wie).get(f"/invoer/{soort}/sjabloon/xlsx/").content)).worksheets[0]
    assert {cel.value for cel in blad[1] if cel.font.b} == set(deze.toelichting.sleutel)


def test_logboek_zegt_wat_voor_bestand_en_hoeveel(venster: Open) -> None:
    from organisaties import handelingen

    zij = venster(GEMEENTE)
    bestand = zij.lees_in(zij.bestand("plaatsingen", KOP + GOED))
    zij.draai_terug(bestand)
    assert [handelingen.zin(regel) for regel in Logregel.objects.filter(soort="organisaties.invoerbestand")] == [
        "Bestand teruggedraaid: plaatsingen, 2 ongedaan gemaakt",
        "Bestand ingelezen: plaatsingen, 2 nieuw",
    ]


def test_lijst_van_bestanden_vraagt_bij_veel_niet_meer(venster: Open) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    zij = venster(GEMEENTE)

    def vragen() -> int:
        with CaptureQueriesContext(connection) as gevangen:
            assert zij.client.get("/invoer/?per_page=100").status_code == 200
        return len(gevangen)

    eerste = zij.bestand("plaatsingen", KOP + GOED)
    weinig = vragen()
    for nummer in range(30):
        Invoerbestand.objects.create(
            soort="plaatsingen", naam=str(nummer), sha256="x", lidmaatschap=eerste.lidmaatschap
        )
    assert vragen() == weinig


def test_wie_zijn_rol_kwijt_is_leest_niets_meer_in(venster: Open, wereld: Any, settings: Any) -> None:
    """The role ended between the yes and the work."""
    from organisaties.achtergrond import doe_alles
    from organisaties.invoer.aanbieden import bevestig

    zij = venster(GEMEENTE)
    bestand = zij.bestand("plaatsingen", KOP + GOED)
    settings.ACHTERGROND = "uit"
    lid = wereld.lid(GEMEENTE)
    bevestig(door=lid, bestand=bestand)
    type(lid).objects.filter(pk=lid.pk).update(beeindigd_op=bestand.ingelezen_op)
    doe_alles()
    assert Plaatsing.objects.count() == 0
    assert Achtergrondtaak.objects.filter(stand="mislukt").count() == 1
