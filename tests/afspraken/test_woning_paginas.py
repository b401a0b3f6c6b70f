"""The pages about homes: log, list, filter, spread, step, correct; and who sees nothing of another's."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from afspraken.acties import leg_woning_vast, trek_woning_in
from afspraken.acties.woningen import kopie
from afspraken.models import VrijgekomenWoning
from afspraken.regels.woningen import Stap
from organisaties.acties import leg_corporatie_vast
from organisaties.models import Corporatie, Gemeente
from tests.afspraken.normfeiten import norm
from tests.afspraken.woningen import LEYSTROMEN, STEENWIJKERLAND, WOONCONCEPT, leg, verhuurd
from tests.organisaties.test_invoer import Venster

pytestmark = pytest.mark.django_db

Als = Callable[[str], Client]
WETLAND = "Stichting Wetland Wonen Groep"


def kenmerken(client: Client, vraag: str = "") -> list[str]:
    pagina = client.get(reverse("woningen") + vraag).content.decode()
    return re.findall(r'/afspraken/woningen/\d+/">([^<]+)</a></th>', pagina)


def post(client: Client, naam: str, *args: Any, **velden: Any) -> Any:
    return client.post(reverse(naam, args=args), {"inzending": str(uuid4()), **velden})


def nieuw(client: Client, **velden: Any) -> Any:
    gemeente = Gemeente.objects.get(code="GM1708").pk
    begin = {"kenmerk": "W-1", "vrij_op": "2024-06-03", "gemeente": gemeente, "kamers": 3}
    return post(client, "woning-vastleggen", **{**begin, "huurklasse": "tot-1e-aftopping", **velden})


def test_vastleggen_geeft_terug_wat_er_nog_te_verhuren_is(wereld: Any, als: Als) -> None:
    client = als(WOONCONCEPT)
    leg("W-0")
    antwoord = nieuw(client, wijk="Tuk")
    woning = VrijgekomenWoning.objects.get(kenmerk="W-1")
    assert antwoord["Location"] == f"{reverse('woning-vastleggen')}?na={woning.pk}"
    pagina = client.get(antwoord["Location"]).content.decode()
    assert "Vastgelegd: woning W-1, vrij" in pagina
    assert ">2 woningen</a>" in pagina
    assert 'value="2024-06-03"' in pagina
    assert 'value="Tuk"' in pagina
    assert 'value="W-1"' not in pagina


def test_een_dubbele_klik_maakt_een_rij(wereld: Any, als: Als) -> None:
    client, sleutel = als(WOONCONCEPT), str(uuid4())
    for _ in range(2):
        assert nieuw(client, inzending=sleutel).status_code == 302
    assert VrijgekomenWoning.objects.count() == 1


@pytest.mark.parametrize(
    ("velden", "bericht"),
    [
        ({"kenmerk": ""}, "Vul uw eigen kenmerk van deze woning in."),
        ({"kamers": ""}, "Vul in hoeveel kamers de woning heeft."),
        ({"vrij_op": "2062-06-03"}, "hoogstens een jaar vooruit"),
        ({"verhuurd_op": "2024-06-20"}, "Vul in voor welke doelgroep deze woning is verhuurd."),
        ({"kenmerk": "123456782"}, "Dit lijkt op een BSN"),
    ],
)
def test_een_fout_staat_bij_het_veld_en_wat_getypt_is_blijft(
    wereld: Any, als: Als, velden: dict[str, str], bericht: str
) -> None:
    antwoord = nieuw(als(WOONCONCEPT), wijk="Kallenkote", **velden)
    pagina = antwoord.content.decode()
    assert bericht in pagina
    assert 'value="Kallenkote"' in pagina
    assert not VrijgekomenWoning.objects.exists()


def test_in_een_gemeente_waar_zij_niet_werkt_legt_een_corporatie_niets_vast(wereld: Any, als: Als) -> None:
    assert nieuw(als(LEYSTROMEN)).status_code == 200
    assert not VrijgekomenWoning.objects.exists()


def test_van_vrij_naar_verhuurd_op_de_pagina_van_de_woning(wereld: Any, als: Als) -> None:
    client, woning = als(WOONCONCEPT), leg()
    zonder = post(client, "woning-stap", woning.pk, "verhuurd", op="2024-07-12").content.decode()
    assert "Kies voor welke doelgroep de woning is verhuurd." in zonder
    antwoord = post(client, "woning-stap", woning.pk, "verhuurd", op="2024-07-12", doelgroep="statushouders")
    pagina = client.get(antwoord["Location"]).content.decode()
    assert "Verhuurd sinds 12 juli 2024" in pagina
    assert f'href="{reverse("woning", args=[woning.pk])}">vrij</a>' in pagina
    assert "Volgende stap: verhuurd" in pagina


def test_na_een_verhuring_staat_er_wat_zij_doet_met_elke_norm(wereld: Any, als: Als) -> None:
    norm("GM1708", 25, date(2024, 7, 12), date(2025, 1, 1))
    norm("GM1708", 20, date(2024, 1, 1), None, soort="streefwaarde", doelgroep="bijzondere-doelgroepen")
    client, woning = als(WOONCONCEPT), leg()
    antwoord = post(client, "woning-stap", woning.pk, "verhuurd", op="2024-07-12", doelgroep="statushouders")
    pagina = client.get(antwoord["Location"]).content.decode()
    assert "sinds 12 juli 2024: 1 van de 1 woning naar statushouders (100,0%), maximum 25%" in pagina
    assert "sinds 1 januari 2024: 1 van de 1 woning naar bijzondere doelgroepen (100,0%)" in pagina
    gegevens = {"kenmerk": "N-2", "verhuurd_op": "2024-07-20", "doelgroep": "regulier", "vrij_op": "2024-07-01"}
    na = client.get(nieuw(client, **gegevens)["Location"]).content.decode()
    assert "sinds 12 juli 2024: 1 van de 2 woningen naar statushouders (50,0%), maximum 25%" in na


def test_een_stap_die_niet_kan_leidt_terug_met_uitleg(wereld: Any, als: Als) -> None:
    client, woning = als(WOONCONCEPT), verhuurd()
    antwoord = client.get(reverse("woning-stap", args=[woning.pk, "vrij"]), follow=True)
    assert "Deze woning is verhuurd. Deze stap kan nu niet." in antwoord.content.decode()
    assert client.get(reverse("woning-stap", args=[woning.pk, "weg"])).status_code == 404


def test_verbeteren_en_intrekken_via_de_paginas(wereld: Any, als: Als) -> None:
    client, woning = als(WOONCONCEPT), verhuurd(doelgroep="regulier")
    velden = {
        "vrij_op": "2024-06-03",
        "gemeente": woning.gemeente_id,
        "kamers": 4,
        "huurklasse": woning.huurklasse,
        "verhuurd_op": "2024-07-01",
        "doelgroep": "urgent",
    }
    zonder_reden = post(client, "woning-corrigeren", woning.pk, **velden)
    assert zonder_reden.status_code == 200
    antwoord = post(client, "woning-corrigeren", woning.pk, **velden, reden="verkeerde doelgroep")
    geldig = VrijgekomenWoning.objects.bekend().get()
    assert antwoord["Location"] == reverse("woning", args=[geldig.pk])
    assert (geldig.kenmerk, geldig.kamers, geldig.doelgroep, geldig.verhuurd_op) == (
        "W-1",
        4,
        "urgent",
        date(2024, 7, 1),
    )
    oud = client.get(reverse("woning", args=[woning.pk])).content.decode()
    assert "Reden: verkeerde doelgroep." in oud
    assert client.get(reverse("woning-corrigeren", args=[woning.pk])).status_code == 302
    post(client, "woning-intrekken", geldig.pk, reden="dubbel")
    assert kenmerken(client) == []
    assert kenmerken(client, "?toon=ingetrokken") == ["W-1", "W-1"]


def test_filters_en_periode(wereld: Any, als: Als) -> None:
    leg("A", wijk="")
    leg("B", gereserveerd_op=date(2024, 6, 5), vrij_op=date(2024, 6, 4))
    verhuurd("C", vrij_op=date(2024, 6, 5), verhuurd_op=date(2024, 7, 1))
    verhuurd("D", vrij_op=date(2024, 6, 6), verhuurd_op=date(2024, 7, 2), doelgroep="regulier", code="GM0119")
    leg("E", vrij_op=date(2024, 6, 7), onttrokken_op=date(2024, 6, 8))
    client = als(WOONCONCEPT)
    verwacht = {
        "": ["E", "D", "C", "B", "A"],
        "?sort=vrij_op": ["A", "B", "C", "D", "E"],
        "?stap=vrij": ["A"],
        "?stap=open": ["B", "A"],
        "?stap=onttrokken": ["E"],
        "?gemeente=GM0119": ["D"],
        "?wijk=-": ["A"],
        "?wijk=Tuk&stap=verhuurd": ["D", "C"],
        "?doelgroep=statushouders": ["C"],
        "?vanaf=2024-06-06": ["E", "D"],
        "?dag=verhuurd&vanaf=2024-07-01&tot_en_met=2024-07-01": ["C"],
        "?kenmerk=d": ["D"],
    }
    assert {vraag: kenmerken(client, vraag) for vraag in verwacht} == verwacht


def test_een_lijst_is_op_te_slaan_met_alleen_eigen_woningen(wereld: Any, als: Als) -> None:
    leg("EIGEN")
    leg("VREEMD", van="Leystromen", code="GM1723")
    inhoud = als(WOONCONCEPT).get(reverse("woningen") + "?uitvoer=csv").content.decode()
    assert "EIGEN" in inhoud
    assert "VREEMD" not in inhoud


def test_een_corporatie_ziet_nooit_een_woning_van_een_ander_ook_niet_in_dezelfde_gemeente(
    wereld: Any, als: Als
) -> None:
    """Not in the list, the filters, the wijken, the home page, nor by its own address."""
    geheim = verhuurd("GEHEIM-7", van=WETLAND, wijk="Geheimwijk")
    leg("W-1")
    client = als(WOONCONCEPT)
    namen = ("woningen", "woningen-wijken", "vandaag", "woning-vastleggen")
    paginas = [client.get(reverse(naam)).content.decode() for naam in namen]
    paginas.append(client.get(reverse("woningen-wijken") + "?jaar=").content.decode())
    assert not [pagina for pagina in paginas if "eheim" in pagina.lower() or "GEHEIM" in pagina or WETLAND in pagina]
    for naam in ("woning", "woning-corrigeren", "woning-intrekken"):
        assert client.get(reverse(naam, args=[geheim.pk])).status_code == 404
    assert client.get(reverse("woning-stap", args=[geheim.pk, "vrij"])).status_code == 404
    assert kenmerken(client, f"?corporatie={geheim.corporatie_id}&kenmerk=GEHEIM") == []


def test_de_gemeente_ziet_alleen_haar_gebied_en_kan_niets_wijzigen(wereld: Any, als: Als) -> None:
    hier, elders = leg("HIER"), leg("ELDERS", code="GM0119")
    ook = leg("OOK", van=WETLAND)
    client = als(STEENWIJKERLAND)
    assert kenmerken(client) == ["OOK", "HIER"]
    pagina = client.get(reverse("woning", args=[hier.pk])).content.decode()
    assert reverse("woning-corrigeren", args=[hier.pk]) not in pagina
    assert client.get(reverse("woning", args=[elders.pk])).status_code == 404
    assert post(client, "woning-intrekken", ook.pk, reden="x").status_code == 403


def test_de_regio_ziet_haar_leden(wereld: Any, als: Als) -> None:
    leg("LID", van="Wold & Waard", code="GM1969")
    leg("ANDER")
    assert kenmerken(als("regio@westerkwartier.example")) == ["LID"]


def test_spreiding_per_wijk_telt_en_leidt_naar_de_woningen(wereld: Any, als: Als) -> None:
    for nummer in range(6):
        verhuurd(f"T-{nummer}", doelgroep="statushouders" if nummer < 3 else "regulier")
    verhuurd("V-1", wijk="")
    verhuurd("O-1", onzelfstandig=True)
    verhuurd("J-1", verhuurd_op=date(2025, 1, 1), vrij_op=date(2024, 12, 1))
    leg("Z-1")
    client = als(WOONCONCEPT)
    pagina = client.get(reverse("woningen-wijken") + "?jaar=2024").content.decode()
    cellen = re.findall(r'data-label="([^"]+)"[^>]*>(?:<a[^>]*>)?([^<]*)', pagina)
    waarden = [waarde.strip() for naam, waarde in cellen if naam != "Gemeente"]
    assert waarden == ["6", "3", "50,0%", "3", "1", "1", "te weinig", "1"]
    assert "Samen: 4 van 7 woningen aan statushouders, dat is 57,1%." in pagina
    deur = re.search(
        r'href="([^"]+doelgroep=statushouders[^"]*wijk=Tuk[^"]*|[^"]+wijk=Tuk[^"]*statushouders[^"]*)"', pagina
    )
    assert deur is not None
    assert kenmerken(client, "?" + deur[1].split("?")[1].replace("&amp;", "&")) == ["T-2", "T-1", "T-0"]


@pytest.mark.parametrize("naam", ["woningen", "woningen-wijken", "vandaag", "toewijzingen"])
def test_lijst_vraagt_bij_30_rijen_niet_meer_dan_bij_1(wereld: Any, als: Als, naam: str) -> None:
    client = als(STEENWIJKERLAND if naam == "toewijzingen" else WOONCONCEPT)
    vandaag = timezone.localdate()

    def maak(nummers: range) -> None:
        for n in nummers:
            leg(f"V-{n}", wijk=f"Wijk {n}", vrij_op=vandaag - timedelta(days=90))
            verhuurd(f"S-{n}", wijk=f"Wijk {n}", verhuurd_op=vandaag, vrij_op=vandaag - timedelta(days=20))

    def vragen() -> int:
        with CaptureQueriesContext(connection) as gevangen:
            assert client.get(reverse(naam) + "?per_page=100&woning-per_page=100").status_code == 200
        return len(gevangen)

    maak(range(1))
    vragen()
    weinig = vragen()
    maak(range(1, 30))
    assert vragen() == weinig


def test_thuis_van_de_corporatie_zegt_wat_wacht(wereld: Any, als: Als) -> None:
    client, vandaag = als(WOONCONCEPT), timezone.localdate()
    leeg = client.get("/").content.decode()
    assert "U hebt nog geen vrijgekomen woningen vastgelegd." in leeg
    leg("OUD", vrij_op=vandaag - timedelta(days=60))
    leg("NET", vrij_op=vandaag - timedelta(days=59))
    leg("VAST", vrij_op=vandaag - timedelta(days=40), gereserveerd_op=vandaag - timedelta(days=30))
    pagina = client.get("/").content.decode()
    assert "1 woning staat al 60 dagen of langer vrij." in pagina
    assert "1 woning is al 30 dagen gereserveerd, en nog niet verhuurd." in pagina
    deur = re.search(r'href="/afspraken/woningen/(\?stap=vrij&amp;tot_en_met[^"]+)"', pagina)
    assert deur is not None
    assert kenmerken(client, deur[1].replace("&amp;", "&")) == ["OUD"]


def test_een_gezamenlijke_norm_staat_met_haar_eigen_dagen_en_met_wat_allen_verhuurden(wereld: Any, als: Als) -> None:
    begin = date(timezone.localdate().year, 1, 1)
    norm("GM1708", "8.5", date(2023, 1, 1), date(2090, 1, 1))
    for nummer in range(5):
        soort = "statushouders" if nummer == 0 else "regulier"
        verhuurd(f"E-{nummer}", vrij_op=begin, verhuurd_op=begin, doelgroep=soort)
        verhuurd(f"A-{nummer}", van=WETLAND, vrij_op=begin, verhuurd_op=begin)
    pagina = als(WOONCONCEPT).get("/").content.decode()
    assert (
        "Afgesproken, samen met de andere corporaties in Steenwijkerland: maximum 8,5%, van 1 januari 2023 tot en met"
        " 31 december 2089."
    ) in pagina
    assert (
        "1 van 5 woningen van uw corporatie (20,0%). Voor de norm telt wat alle corporaties samen verhuurden" in pagina
    )
    assert "6 van de 10 woningen naar statushouders (60,0%), maximum 8,5%: boven" in pagina


def test_een_eigen_norm_zonder_einde_staat_naast_het_eigen_aandeel(wereld: Any, als: Als) -> None:
    begin = date(timezone.localdate().year, 1, 1)
    eigen = Corporatie.objects.get(naam="Stichting Woonconcept")
    norm("GM1708", 10, date(2023, 1, 1), None, corporatie=eigen)
    verhuurd("E-1", vrij_op=begin, verhuurd_op=begin)
    verhuurd("A-1", van=WETLAND, vrij_op=begin, verhuurd_op=begin)
    pagina = als(WOONCONCEPT).get("/").content.decode()
    assert "Afgesproken: maximum 10%, vanaf 1 januari 2023." in pagina
    assert "1 van de 1 woning naar statushouders (100,0%), maximum 10%" in pagina
    assert "samen met de andere" not in pagina


KOP = "kenmerk;corporatie;gemeente;wijk;vrij_op;verhuurd_op;kamers;huurklasse;doelgroep\n"
RIJ = "W-1;Stichting Woonconcept;Steenwijkerland;Tuk;2024-06-03;{};3;tot-1e-aftopping;{}\n"
Na = Callable[..., Any]


def test_een_corporatie_leest_haar_maandlijst_in_en_nog_eens_verbetert(
    wereld: Any, als: Als, django_capture_on_commit_callbacks: Na
) -> None:
    venster = Venster(als(WOONCONCEPT), django_capture_on_commit_callbacks)
    assert "Vrijgekomen woningen" in venster.client.get(reverse("invoer")).content.decode()
    venster.lees_in(venster.bestand("vrijgekomen-woningen", KOP + RIJ.format("", "")))
    eerste = VrijgekomenWoning.objects.get()
    assert eerste.stap is Stap.VRIJ
    nog_eens = venster.lees_in(venster.bestand("vrijgekomen-woningen", KOP + RIJ.format("2024-06-28", "statushouders")))
    geldig = VrijgekomenWoning.objects.bekend().get()
    assert (nog_eens.nieuw, nog_eens.vervangen) == (0, 1)
    assert (geldig.stap, geldig.vervangt_id) == (Stap.VERHUURD, eerste.pk)
    assert reverse("woningen") in venster.pagina(nog_eens)
    venster.draai_terug(nog_eens)
    assert VrijgekomenWoning.objects.bekend().get().stap is Stap.VRIJ


def test_een_corporatie_leest_geen_rijen_van_een_ander_in(
    wereld: Any, als: Als, django_capture_on_commit_callbacks: Na
) -> None:
    venster = Venster(als(LEYSTROMEN), django_capture_on_commit_callbacks)
    bestand = venster.bestand("vrijgekomen-woningen", KOP + RIJ.format("", ""))
    assert bestand.foute_rijen == 1
    assert "Alleen een medewerker van Stichting Woonconcept" in venster.pagina(bestand)


def test_de_jaarstand_neemt_de_eigen_norm_voor_die_van_allen(wereld: Any) -> None:
    from afspraken.models import Norm
    from afspraken.overzicht.woningen import jaarstanden
    from organisaties.vastleggen import leg_vast

    corporatie = Corporatie.objects.get(naam="Stichting Woonconcept")
    gemeente, jaar = Gemeente.objects.get(code="GM1708"), timezone.localdate().year
    for eigenaar, percentage in ((None, 10), (corporatie, 25)):
        norm = Norm(
            corporatie=eigenaar,
            gemeente=gemeente,
            soort="maximum",
            doelgroep="statushouders",
            percentage=percentage,
            van=date(jaar, 1, 1),
        )
        leg_vast(norm, door=None)
    stand = jaarstanden(corporatie, [gemeente], timezone.localdate())[0]
    assert [deel.stuk.norm.percentage for deel in stand.delen] == [25]


def test_een_oude_regel_van_een_ingetrokken_woning_wijst_nergens_heen(wereld: Any, als: Als) -> None:
    oud = leg()
    nieuw_ = leg_woning_vast(door=None, woning=kopie(oud, kamers=2), vervangt=oud, reden="x")
    trek_woning_in(door=None, woning=nieuw_, reden="dubbel")
    assert "Naar de nieuwe regel" not in als(WOONCONCEPT).get(reverse("woning", args=[oud.pk])).content.decode()


def test_een_corporatie_zonder_gemeente_krijgt_een_lege_pagina_en_geen_fout(wereld: Any, als: Als) -> None:
    leg_corporatie_vast(door=None, naam="Nieuw", kvk="", gemeenten=[])
    Corporatie.objects.get(naam="Leystromen").gemeenten.clear()
    for naam in ("vandaag", "woningen", "woning-vastleggen", "woningen-wijken"):
        assert als(LEYSTROMEN).get(reverse(naam)).status_code == 200
