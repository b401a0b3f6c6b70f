"""The pages of huishoudens, as the people who use them and as those who may not."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisaties.templatetags.weergave import datum
from taakstelling.models import Huishouden, Koppeling, Koppelstap, Koppeltermijn, Plaatsing, Vervanging
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.koppeling import Fase, Soort
from tests.taakstelling.huishoudens import DE_WOLDEN, collega, dagen_terug, koppel, leg_stap
from tests.taakstelling.test_plaatsing_acties import leg
from tests.taakstelling.test_plaatsing_paginas import ingevuld
from tests.taakstelling.test_standen import beginstand, op, taakstelling

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]
LIJST = "/opgave/huishoudens/"
NIEUW = "/opgave/huishoudens/nieuw/"
VREEMDEN = ("huisvesting@steenwijkerland.example", "toezicht@drenthe.example", "verhuur@woonconcept.example")


def pagina(huishouden: Huishouden, naam: str = "huishouden", *meer: Any) -> str:
    return reverse(naam, args=[huishouden.pk, *meer])


def kenmerken(client: Client, vraag: str = "") -> list[str]:
    return [rij.record.kenmerk for rij in client.get(LIJST + vraag).context["table"].rows]


def test_koppelen_gaat_naar_het_huishouden_en_noemt_de_dag(als: Als) -> None:
    client = als(DE_WOLDEN)
    gegevens = ingevuld(client, NIEUW, volwassenen=1, gekoppeld_op=dagen_terug(3).isoformat(), kenmerk="H-1")
    antwoord = client.post(NIEUW, gegevens, follow=True)
    huishouden = Huishouden.objects.get()
    assert antwoord.redirect_chain == [(pagina(huishouden), 302)]
    assert "H-1 is gekoppeld. Zoek uiterlijk op" in antwoord.content.decode()
    client.post(NIEUW, gegevens)
    assert Koppeling.objects.count() == 1


@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        ({"volwassenen": "", "kinderen": ""}, "volwassenen"),
        ({"gekoppeld_op": "31-02-2024"}, "gekoppeld_op"),
        ({"gekoppeld_op": ""}, "gekoppeld_op"),
        ({"kenmerk": "123456782"}, "kenmerk"),
        ({"notitie": "BSN 123456782"}, "notitie"),
        ({"kamers": "drie"}, "kamers"),
        ({"behandelaar": "999999"}, "behandelaar"),
    ],
)
def test_foute_invoer_blijft_staan_met_een_melding_bij_het_veld(als: Als, velden: dict[str, str], veld: str) -> None:
    client = als(DE_WOLDEN)
    getypt = {"volwassenen": "1", "gekoppeld_op": dagen_terug(3).isoformat(), "kinderen": "2", **velden}
    antwoord = client.post(NIEUW, ingevuld(client, NIEUW, **getypt))
    form = antwoord.context["form"]
    assert list(form.errors) == [veld]
    assert Huishouden.objects.count() == 0
    assert {naam: form[naam].value() for naam in getypt} == getypt
    assert f'href="#id_{veld}"' in antwoord.content.decode()


def test_lijst_toont_wie_nog_moet_en_filtert(wereld: Any, als: Als) -> None:
    koppel(wereld, "H-laat", 100)
    koppel(wereld, "H-nareis", 10, verwachte_nareizigers=2)
    koppel(wereld, "H-klaar", 50)
    leg(wereld, kenmerk="H-klaar", volwassenen=2, kinderen=0, afgemeld_op=dagen_terug(1))
    leg_stap(wereld, koppel(wereld, "H-terug", 60), Soort.TERUGGEGEVEN)
    koppel(wereld, "H-mij", 20, behandelaar=wereld.lid(DE_WOLDEN))
    leg_stap(wereld, koppel(wereld, "H-ander", 15, behandelaar=collega(wereld)), Soort.GEVRAAGD)
    client = als(DE_WOLDEN)
    assert kenmerken(client) == ["H-laat", "H-mij", "H-ander", "H-nareis"]
    assert kenmerken(client, "?let_op=te-laat") == ["H-laat"]
    assert kenmerken(client, "?let_op=nareizigers") == ["H-nareis"]
    assert kenmerken(client, "?fase=gehuisvest") == ["H-klaar"]
    assert kenmerken(client, "?fase=beeindigd") == ["H-terug"]
    assert kenmerken(client, "?fase=gevraagd") == ["H-ander"]
    assert len(kenmerken(client, "?fase=alle")) == 6
    assert kenmerken(client, "?van=mij") == ["H-laat", "H-mij", "H-nareis"]
    assert kenmerken(client, "?kenmerk=nder") == ["H-ander"]
    assert kenmerken(client, "?sort=-uiterlijk")[0] == "H-nareis"


def test_alleen_de_eigen_gemeente_haar_regio_en_waar_men_woont_zien_het(wereld: Any, als: Als) -> None:
    """The gemeente where the home is sees the household, and cannot change it."""
    huishouden = koppel(wereld, "H-geheim", verwachte_nareizigers=2, notitie="notitie-geheim")
    for email in VREEMDEN:
        client = als(email)
        assert client.get(pagina(huishouden)).status_code == 404
        for adres in (LIJST + "?fase=alle", "/opgave/nareizigers/", "/"):
            assert "geheim" not in client.get(adres).content.decode()
    meppel = als("huisvesting@meppel.example")
    assert meppel.get(pagina(huishouden)).status_code == 404
    leg(wereld, kenmerk="H-geheim", waar="GM0119", volwassenen=2, kinderen=0, afgemeld_op=dagen_terug(1))
    assert meppel.get(pagina(huishouden)).status_code == 200
    assert meppel.get(pagina(huishouden, "huishouden-wijzigen")).status_code == 403
    assert meppel.post(pagina(huishouden, "koppeling-intrekken"), {"reden": "x"}).status_code == 403
    assert Koppeling.objects.bekend().count() == 1


def test_regio_ziet_die_van_de_leden_en_werkt_ervoor(wereld: Any, als: Als) -> None:
    huishouden = koppel(wereld, "H-1", wie="huisvesting@westerkwartier.example", voor="GM1969")
    koppel(wereld, "H-2")
    client = als("regio@westerkwartier.example")
    assert kenmerken(client) == ["H-1"]
    adres = pagina(huishouden, "huishouden-stap", "gevraagd")
    antwoord = client.post(adres, ingevuld(client, adres, verhuurder="Wold & Waard"), follow=True)
    assert antwoord.context["stand"].fase is Fase.GEVRAAGD


def test_de_pagina_zegt_wie_aan_zet_is_en_tot_wanneer(wereld: Any, als: Als) -> None:
    huishouden = koppel(wereld, "H-1", 100, kinderen=1)
    tekst = als(DE_WOLDEN).get(pagina(huishouden)).content.decode()
    for woord in ("Woning zoeken: te laat", "<strong>De Wolden</strong>", "Leg vast waarom het stil ligt"):
        assert woord in tekst


def test_logboek_noemt_ook_de_plaatsingen_van_het_huishouden(wereld: Any, als: Als) -> None:
    huishouden = koppel(wereld, "H-1", 30)
    plaatsing = leg(wereld, kenmerk="H-1", volwassenen=2, kinderen=0, afgemeld_op=dagen_terug(1))
    leg(wereld, kenmerk="H-2", volwassenen=1, kinderen=0, afgemeld_op=dagen_terug(1))
    antwoord = als(DE_WOLDEN).get(pagina(huishouden))
    regels = [(regel.handeling, regel.object_id) for regel in antwoord.context["logregels"]]
    assert regels == [("plaatsing vastgelegd", plaatsing.pk), ("huishouden gekoppeld", huishouden.pk)]


def test_weigeren_vraagt_reden_en_gevolg_en_zegt_wat_er_volgt(wereld: Any, als: Als) -> None:
    huishouden = koppel(wereld, "H-1", 20)
    leg_stap(wereld, huishouden, Soort.AANGEBODEN, 5)
    client = als(DE_WOLDEN)
    adres = pagina(huishouden, "huishouden-stap", "geweigerd")
    antwoord = client.post(adres, ingevuld(client, adres))
    assert sorted(antwoord.context["form"].errors) == ["gevolg", "reden"]
    antwoord = client.post(adres, ingevuld(client, adres, reden="te-duur", gevolg="gesprek"), follow=True)
    assert str(antwoord.context["stand"].partij) == "COA"
    assert "De huur is te hoog. COA bespreekt de weigering" in antwoord.content.decode()


def test_een_stap_die_nu_niet_past_leidt_terug(wereld: Any, als: Als) -> None:
    huishouden = koppel(wereld, "H-1")
    client = als(DE_WOLDEN)
    adres = pagina(huishouden, "huishouden-stap", "geaccepteerd")
    assert client.get(adres, follow=True).redirect_chain == [(pagina(huishouden), 302)]
    assert client.post(adres, ingevuld(client, pagina(huishouden, "huishouden-stap", "gevraagd"))).status_code == 200
    assert Koppelstap.objects.count() == 0
    assert client.get(pagina(huishouden, "huishouden") + "stap/onzin/").status_code == 404


def test_twee_mensen_tegelijk_de_tweede_hoort_het(wereld: Any, als: Als) -> None:
    huishouden = koppel(wereld, "H-1", 20)
    client = als(DE_WOLDEN)
    adres = pagina(huishouden, "huishouden-stap", "aangeboden")
    gegevens = ingevuld(client, adres)
    leg_stap(wereld, huishouden, Soort.STILSTAND)
    antwoord = client.post(adres, gegevens)
    assert "Iemand anders heeft" in antwoord.content.decode()
    assert Koppelstap.objects.count() == 1


def test_einde_en_intrekken_vanuit_de_pagina(wereld: Any, als: Als) -> None:
    huishouden = koppel(wereld, "H-1", 20)
    client = als(DE_WOLDEN)
    adres = pagina(huishouden, "huishouden-stap", "teruggegeven")
    client.post(adres, ingevuld(client, adres, reden="geen-woning"))
    stap = Koppelstap.objects.get()
    intrekken = reverse("koppelstap-intrekken", args=[stap.pk])
    assert "De koppeling loopt dan weer" in client.get(intrekken).content.decode()
    client.post(intrekken, ingevuld(client, intrekken, reden="123456782"))
    assert Koppelstap.objects.bekend().count() == 1
    client.post(intrekken, ingevuld(client, intrekken, reden="Vergissing"))
    assert Koppelstap.objects.bekend().count() == 0
    koppeling = pagina(huishouden, "koppeling-intrekken")
    antwoord = client.post(koppeling, ingevuld(client, koppeling, reden="Dubbel"), follow=True)
    assert "geen koppeling vastgelegd" in antwoord.content.decode()


def test_wijzigen_houdt_wat_er_stond(wereld: Any, als: Als) -> None:
    huishouden = koppel(wereld, "H-1", 20, kamers=3, verwachte_nareizigers=1, verwacht_op=dagen_terug(-30))
    client = als(DE_WOLDEN)
    adres = pagina(huishouden, "huishouden-wijzigen")
    form = client.get(adres).context["form"]
    assert (form["kamers"].value(), form["verwachte_nareizigers"].value()) == (3, 1)
    client.post(adres, ingevuld(client, adres, verwachte_nareizigers=4))
    assert Koppeling.objects.bekend().get().verwachte_nareizigers == 4
    assert Huishouden.objects.get().kamers == 3


def test_plaatsen_in_delen_tot_en_met_de_nareizigers(wereld: Any, als: Als) -> None:
    """Referent first, the rest of the household after, the nareizigers last: they count, in the same home."""
    huishouden = koppel(wereld, "H-1", 60, volwassenen=1, kinderen=2, verwachte_nareizigers=3)
    client = als(DE_WOLDEN)
    adres = f"/opgave/plaatsingen/nieuw/?huishouden={huishouden.pk}"
    gegevens = ingevuld(client, adres, afgemeld_op=dagen_terug(9).isoformat(), verhuurder="Woonconcept")
    assert (gegevens["kenmerk"], gegevens["volwassenen"], gegevens["kinderen"], gegevens["deel"]) == ("H-1", 1, 2, 1)
    assert "nareizigers" not in gegevens
    client.post(adres, {**gegevens, "kinderen": "0"})
    rest = ingevuld(client, adres, afgemeld_op=dagen_terug(8).isoformat())
    assert ("volwassenen" in rest, rest["kinderen"], rest["deel"]) == (False, 2, 2)
    client.post(adres, rest)
    nareis = ingevuld(client, adres, afgemeld_op=dagen_terug(1).isoformat())
    assert (nareis["nareizigers"], nareis["deel"], nareis["verhuurder"]) == (3, 3, "Woonconcept")
    client.post(adres, nareis)
    assert sorted(Plaatsing.objects.values_list("deel", "meegeteld")) == [(1, 1), (2, 2), (3, 3)]
    antwoord = client.get(pagina(huishouden))
    assert (antwoord.context["stand"].fase, antwoord.context["huishouden"].gehuisvest) == (Fase.GEHUISVEST, 6)
    assert "H-1" not in als("huisvesting@meppel.example").get(adres).content.decode()


def test_een_gewist_huishouden_houdt_zijn_aantallen_op_zijn_oude_adres(wereld: Any, als: Als) -> None:
    huishouden = koppel(wereld, "H-geheim", 60)
    leg(wereld, kenmerk="H-geheim", volwassenen=2, kinderen=0, afgemeld_op=dagen_terug(9))
    adres = pagina(huishouden)
    huishouden.delete()
    tekst = als(DE_WOLDEN).get(adres).content.decode()
    assert "Gekoppeld door COA: 2 personen" in tekst
    assert "geheim" not in tekst
    for email in VREEMDEN:
        assert als(email).get(adres).status_code == 404
    assert als(DE_WOLDEN).get("/opgave/huishoudens/999999/").status_code == 404


def test_nareizigersplanner_telt_op_bij_de_stand_zonder_extra_woning(wereld: Any, als: Als) -> None:
    """Stand −36 now and nobody else comes: 3 this half-year, 2 in the next, 4 nobody knows when."""
    vandaag = timezone.localdate()
    nu = Halfjaar.van_datum(vandaag)
    taakstelling("GM1690", nu, 26, op(2024, 1, 5))
    taakstelling("GM1690", nu.volgende, 10, op(2024, 1, 5))
    beginstand("GM1690", nu.begin, -10, op(2024, 1, 5))
    koppel(wereld, "H-nu", 60, verwachte_nareizigers=3, verwacht_op=dagen_terug(5))
    koppel(wereld, "H-straks", 60, verwachte_nareizigers=2, verwacht_op=nu.volgende.begin + timedelta(days=9))
    koppel(wereld, "H-ooit", 60, verwachte_nareizigers=4)
    leg_stap(wereld, koppel(wereld, "H-weg", 60, verwachte_nareizigers=9), Soort.VERTROKKEN)
    leg(wereld, kenmerk="H-nu", volwassenen=2, kinderen=0, afgemeld_op=vandaag)
    antwoord = als(DE_WOLDEN).get("/opgave/nareizigers/")
    (planning,) = antwoord.context["planningen"]
    assert [(r.personen, r.samen, r.stand_zonder, r.stand_met) for r in planning.regels] == [
        (3, 3, -34, -31),
        (2, 5, -44, -39),
    ]
    assert (planning.zonder_datum, planning.later, planning.personen) == (4, 0, 9)
    rijen = antwoord.context["table"].rows
    assert [rij.record.kenmerk for rij in rijen] == ["H-nu", "H-straks", "H-ooit"]
    tekst = antwoord.content.decode()
    assert "9 personen erbij met 0 extra woningen" in tekst
    assert "met plek voor 4 personen" in tekst


def test_nareizigersplanner_zonder_verwachting_en_zonder_taakstelling(wereld: Any, als: Als) -> None:
    client = als(DE_WOLDEN)
    assert "U verwacht geen nareizigers" in client.get("/opgave/nareizigers/").content.decode()
    koppel(wereld, verwachte_nareizigers=3, verwacht_op=timezone.localdate() + timedelta(days=1800))
    antwoord = client.get("/opgave/nareizigers/")
    (planning,) = antwoord.context["planningen"]
    assert planning.later == 3
    assert {(r.stand_zonder, r.stand_met) for r in planning.regels} == {(None, None)}


@pytest.mark.parametrize("adres", [LIJST, "/opgave/nareizigers/", "/"])
def test_lijst_kost_evenveel_vragen_bij_1_en_30_rijen(wereld: Any, als: Als, adres: str) -> None:
    client = als(DE_WOLDEN)

    def vragen() -> int:
        with CaptureQueriesContext(connection) as gevangen:
            assert client.get(adres).status_code == 200
        return len(gevangen)

    def maak(n: int) -> None:
        morgen = timezone.localdate() + timedelta(days=1)
        huishouden = koppel(wereld, f"H-{n}", 80 + n, verwachte_nareizigers=1, verwacht_op=morgen)
        leg_stap(wereld, huishouden, Soort.AANGEBODEN, 40, verhuurder="Woonconcept")

    maak(0)
    vragen()
    weinig = vragen()
    for n in range(1, 30):
        maak(n)
    assert vragen() == weinig


# What is to be done today, and for whom


def taken(client: Client) -> list[str]:
    return [taak.tekst for taak in client.get("/").context["huishoudentaken"].taken]


def test_vandaag_noemt_wat_aandacht_vraagt_het_dringendste_eerst(wereld: Any, als: Als) -> None:
    vandaag = timezone.localdate()
    koppel(wereld, "H-bijna", 66)
    koppel(wereld, "H-nieuw", 3)
    koppel(wereld, "H-amv", 3, volwassenen=0, amv=1, amv_achttien_op=vandaag + timedelta(days=40))
    leg_stap(wereld, koppel(wereld, "H-laat", 100), Soort.GEVRAAGD, 10)
    leg_stap(wereld, koppel(wereld, "H-stil", 90), Soort.STILSTAND, 40)
    koppel(wereld, "H-vergeten", 120)
    koppel(wereld, "H-nareis", 90, verwachte_nareizigers=2, verwacht_op=vandaag)
    leg(wereld, kenmerk="H-nareis", volwassenen=2, kinderen=0, afgemeld_op=vandaag)
    gezien = taken(als(DE_WOLDEN))
    assert [regel.split("H-")[1].split(" ")[0].rstrip(":;") for regel in gezien] == [
        "vergeten",
        "stil",
        "laat",
        "bijna",
        "amv",
        "nareis",
    ]
    assert taken(als("huisvesting@steenwijkerland.example")) == []


def test_taken_van_een_collega_komen_bij_de_vervanger(wereld: Any, als: Als) -> None:
    ander = collega(wereld)
    koppel(wereld, "H-1", 100, behandelaar=ander)
    koppel(wereld, "H-2", 100)
    client, collegas_client = als(DE_WOLDEN), als("collega@dewolden.example")
    assert ["H-1" in regel for regel in taken(client)] == [False]
    assert len(taken(collegas_client)) == 2
    vandaag = timezone.localdate()
    gegevens = ingevuld_met_voorvoegsel(client, "vervanging", afwezig=ander.pk, vervanger=wereld.lid(DE_WOLDEN).pk)
    gegevens |= {"vervanging-van": vandaag.isoformat(), "vervanging-tot_en_met": vandaag.isoformat()}
    client.post("/opgave/werkafspraken/", gegevens)
    assert Vervanging.objects.get().tot == vandaag + timedelta(days=1)
    assert len(taken(client)) == 2
    assert f"U vervangt vandaag Collega De Wolden (tot en met {datum(vandaag)})" in client.get("/").content.decode()
    assert len(kenmerken(client, "?van=mij")) == 2
    verwijder = reverse("vervanging-verwijderen", args=[Vervanging.objects.get().pk])
    client.post(verwijder, ingevuld(client, verwijder))
    assert len(taken(client)) == 1


def ingevuld_met_voorvoegsel(client: Client, wat: str, **velden: Any) -> dict[str, Any]:
    form = client.get("/opgave/werkafspraken/").context[f"over_{wat}"]
    waarden = {form.add_prefix(naam): form[naam].value() for naam in form.fields}
    gevuld = {sleutel: waarde for sleutel, waarde in waarden.items() if waarde is not None}
    return {**gevuld, **{form.add_prefix(naam): waarde for naam, waarde in velden.items()}, "wat": wat}


@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        ({"tot_en_met": "2020-01-01"}, "tot_en_met"),
        ({"tot_en_met": "2999-01-01"}, "tot_en_met"),
        ({"vervanger": ""}, "vervanger"),
        ({"vervanger": "zelf"}, "vervanger"),
        ({"vervanger": "vreemd"}, "vervanger"),
    ],
)
def test_een_vervanging_die_niet_kan(wereld: Any, als: Als, velden: dict[str, str], veld: str) -> None:
    wie = {"zelf": wereld.lid(DE_WOLDEN).pk, "vreemd": wereld.lid("huisvesting@meppel.example").pk}
    goed: dict[str, Any] = {"vervanger": collega(wereld).pk, "tot_en_met": timezone.localdate().isoformat()}
    ingevoerd = goed | {naam: wie.get(waarde, waarde) for naam, waarde in velden.items()}
    client = als(DE_WOLDEN)
    antwoord = client.post("/opgave/werkafspraken/", ingevuld_met_voorvoegsel(client, "vervanging", **ingevoerd))
    assert list(antwoord.context["over_vervanging"].errors) == [veld]
    assert not Vervanging.objects.exists()


def test_eigen_termijnen_werken_meteen_door(wereld: Any, als: Als) -> None:
    huishouden = koppel(wereld, "H-1", 30)
    client = als(DE_WOLDEN)
    client.post("/opgave/werkafspraken/", ingevuld_met_voorvoegsel(client, "termijnen", weken_woning=2))
    assert Koppeltermijn.objects.get().weken_woning == 2
    assert client.get(pagina(huishouden)).context["stand"].te_laat
    assert kenmerken(client, "?let_op=te-laat") == ["H-1"]
    fout = client.post("/opgave/werkafspraken/", ingevuld_met_voorvoegsel(client, "termijnen", bewaarmaanden=1))
    assert list(fout.context["over_termijnen"].errors) == ["bewaarmaanden"]
