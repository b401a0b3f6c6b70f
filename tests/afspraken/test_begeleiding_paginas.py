"""The pages of the guidance: what gemeente and corporatie read, and a constant number of queries."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from afspraken.models import Begeleiding, Verantwoordelijkheid
from tests.afspraken.begeleiding import VERHUURDER, begeleid, breng_tot, signaal
from tests.taakstelling.huishoudens import DE_WOLDEN, koppel
from tests.taakstelling.test_plaatsing_acties import leg

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]


def tekst(client: Client, adres: str) -> str:
    antwoord = client.get(adres)
    assert antwoord.status_code == 200
    return antwoord.content.decode()


def test_corporatie_leest_fase_aanspreekpunt_en_eigen_signalen_en_niets_van_het_huishouden(
    wereld: Any, als: Als
) -> None:
    begeleiding = begeleid(wereld, koppel(wereld, "GEHEIM-1"), brp_op=timezone.localdate(), pip_op=timezone.localdate())
    signaal(wereld, begeleiding)
    client = als(VERHUURDER)
    for adres in (
        reverse("begeleidingen"),
        reverse("begeleiding", args=[begeleiding.pk]),
        reverse("signaal-melden", args=[begeleiding.pk]),
        reverse("signaal-beantwoorden", args=[begeleiding.signalen.get().pk]),
        reverse("vandaag"),
        reverse("begeleidingen") + "?uitvoer=csv",
    ):
        gelezen = tekst(client, adres)
        assert "GEHEIM-1" not in gelezen, adres
        assert "W-77" in gelezen, adres
    blad = tekst(client, reverse("begeleiding", args=[begeleiding.pk]))
    assert all(woord in blad for woord in ("Pré-vestiging", "Consulent", "Huurachterstand"))
    assert not any(woord in blad for woord in ("inburgering", "Huurcontract", "Startsituatie", "punten"))


def test_van_het_huishouden_naar_zijn_begeleiding(wereld: Any, als: Als) -> None:
    stil, begeleid_ = koppel(wereld, "B-1"), koppel(wereld, "B-2")
    begeleiding = begeleid(wereld, begeleid_)
    client = als(DE_WOLDEN)
    beginnen = f"{reverse('begeleiding-beginnen')}?huishouden={stil.pk}"
    assert f'href="{beginnen}">Begin een begeleiding</a>' in tekst(client, reverse("huishouden", args=[stil.pk]))
    assert 'value="B-1"' in tekst(client, beginnen)
    bij_de_ander = tekst(client, reverse("huishouden", args=[begeleid_.pk]))
    assert f'href="{reverse("begeleiding", args=[begeleiding.pk])}">Bekijk de begeleiding</a>' in bij_de_ander


def test_lijst_filtert_en_slaat_op(wereld: Any, als: Als) -> None:
    een = begeleid(wereld, koppel(wereld, "B-1"))
    breng_tot(wereld, begeleid(wereld, koppel(wereld, "B-2")), 1)
    signaal(wereld, een, wie=VERHUURDER)
    client, adres = als(DE_WOLDEN), reverse("begeleidingen")
    vragen = ("", "fase=pre-vestiging", "fase=wacht", "fase=afgerond", "fase=alle", "let_op=mij", "let_op=te-laat")
    gevonden = {
        vraag: [kenmerk for kenmerk in ("B-1", "B-2") if f">{kenmerk}<" in tekst(client, f"{adres}?{vraag}")]
        for vraag in vragen
    }
    assert gevonden == {
        "": ["B-1", "B-2"],
        "fase=pre-vestiging": ["B-1"],
        "fase=wacht": ["B-2"],
        "fase=afgerond": [],
        "fase=alle": ["B-1", "B-2"],
        "let_op=mij": ["B-1"],
        "let_op=te-laat": [],
    }
    csv = client.get(f"{adres}?uitvoer=csv").content.decode("utf-8-sig")
    assert ("B-2" in csv, "Wacht op coaching vestiging" in csv) == (True, True)


@pytest.mark.parametrize("sort", ["kenmerk", "-fase", "minstens_tot", "-signaal_voor", "aanspreekpunt"])
def test_lijst_sorteert_in_de_database(wereld: Any, als: Als, sort: str) -> None:
    begeleid(wereld, koppel(wereld, "B-1"))
    breng_tot(wereld, begeleid(wereld, koppel(wereld, "B-2")), 2)
    assert tekst(als(DE_WOLDEN), f"{reverse('begeleidingen')}?sort={sort}").count("B-") >= 2


@pytest.mark.parametrize("wie", [DE_WOLDEN, VERHUURDER])
def test_lijst_en_vandaag_vragen_bij_meer_rijen_niet_meer(wereld: Any, als: Als, wie: str) -> None:
    client = als(wie)

    def maak(nummers: range) -> None:
        for n in nummers:
            begeleiding = begeleid(wereld, koppel(wereld, f"B-{n}"))
            breng_tot(wereld, begeleiding, n % 3)
            signaal(wereld, begeleiding)
            signaal(wereld, begeleiding, wie=VERHUURDER)

    def vragen(naam: str) -> int:
        with CaptureQueriesContext(connection) as gevangen:
            tekst(client, f"{reverse(naam)}?per_page=100")
        return len(gevangen)

    maak(range(8))
    for naam in ("begeleidingen", "vandaag"):
        vragen(naam)
    weinig = [vragen(naam) for naam in ("begeleidingen", "vandaag")]
    maak(range(8, 20))
    assert [vragen(naam) for naam in ("begeleidingen", "vandaag")] == weinig


def test_beginnen_vanaf_het_huishouden_neemt_de_verhuurder_over(wereld: Any, als: Als) -> None:
    plaatsing = leg(wereld, kenmerk="H-3", verhuurder="Stichting Woonconcept")
    client, lid = als(DE_WOLDEN), wereld.lid(DE_WOLDEN)
    adres = f"{reverse('begeleiding-beginnen')}?huishouden={plaatsing.huishouden_id}"
    form = client.get(adres).context["form"]
    assert (form["kenmerk"].value(), str(form.initial["corporatie"])) == ("H-3", "Stichting Woonconcept")
    invoer = {
        "kenmerk": "H-3",
        "begonnen_op": timezone.localdate().isoformat(),
        "aanspreekpunt": lid.pk,
        "functie": "Consulent",
        "organisatie": "De Wolden",
        "inzending": uuid4(),
    }
    for _ in range(2):
        assert client.post(adres, invoer).status_code == 302
    assert Begeleiding.objects.get().huishouden == plaatsing.huishouden
    for kenmerk in ("H-99", ""):
        antwoord = client.post(reverse("begeleiding-beginnen"), invoer | {"kenmerk": kenmerk, "inzending": uuid4()})
        assert list(antwoord.context["form"].errors) == ["kenmerk"]


def test_wijzigen_laat_de_dag_van_de_plaatsing_staan(wereld: Any, als: Als) -> None:
    plaatsing = leg(wereld, kenmerk="H-3", huurcontract_op=timezone.localdate())
    begeleiding = begeleid(wereld, plaatsing.huishouden)
    client, adres = als(DE_WOLDEN), reverse("begeleiding-wijzigen", args=[begeleiding.pk])
    form = client.get(adres).context["form"]
    assert "huurcontract_op" not in form.fields
    invoer = {naam: form[naam].value() or "" for naam in form.fields} | {"functie": "Coach", "inzending": uuid4()}
    assert client.post(adres, invoer).status_code == 302
    nu = Begeleiding.objects.get()
    assert (nu.functie, nu.huurcontract_op) == ("Coach", begeleiding.huurcontract_op)
    antwoord = client.post(adres, invoer | {"functie": "Ander", "inzending": uuid4()})
    assert "intussen gewijzigd" in antwoord.content.decode()


def test_matrix_maken_wijzigen_en_tegelijk(wereld: Any, als: Als) -> None:
    client, adres = als(DE_WOLDEN), reverse("matrix-wijzigen", args=["GM1690"])
    form = client.get(adres).context["form"]
    invoer = {naam: form[naam].value() or "" for naam in form.fields} | {"inzending": uuid4()}
    invoer |= {
        "pre-vestiging-0-gemeente": "volledig",
        "pre-vestiging-1-gemeente": "volledig",
        "pre-vestiging-1-corporatie": "volledig",
        "pre-vestiging-2-taak": "",
        "integratie-4-taak": "Buurtfeest",
        "integratie-4-huurders": "volledig",
    }
    assert client.post(adres, invoer).status_code == 302
    assert Verantwoordelijkheid.objects.count() == 14
    blad = client.get(reverse("matrix", args=["GM1690"]))
    assert (blad.context["taken"], blad.context["gaten"], blad.context["scheef"]) == (14, 11, 1)
    assert "Buurtfeest" in blad.content.decode()
    antwoord = client.post(adres, invoer | {"inzending": uuid4()})
    assert "intussen gewijzigd" in antwoord.content.decode()
    versie = client.get(adres).context["form"]["versie"].value()
    dubbel = invoer | {"integratie-5-taak": "buurtfeest", "inzending": uuid4(), "versie": versie}
    assert "twee keer" in client.post(adres, dubbel).content.decode()
    assert Verantwoordelijkheid.objects.count() == 14
