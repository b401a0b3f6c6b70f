"""What corporaties own, and a number shared out by it: recorded, replaced, beside what was let."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from afspraken.acties import leg_bezit_vast
from afspraken.models import Bezit
from organisaties.acties import leg_corporatie_vast
from organisaties.models import Corporatie, Gemeente, Logregel
from organisaties.toegang import GeenToegang
from tests.afspraken.normfeiten import LEYSTROMEN, WETLAND, WOONCONCEPT, norm, verdeling, verhuur

pytestmark = pytest.mark.django_db
GEMEENTE, VERHUURDER = "huisvesting@steenwijkerland.example", "verhuur@woonconcept.example"
DAG = date(2024, 1, 1)
VERDELEN = reverse("aandeel-verdeling", args=["GM1708"])


def van(naam: str) -> Corporatie:
    return Corporatie.objects.get(naam=naam)


def leg(wereld: Any, *, wie: str | None = GEMEENTE, dag: date = DAG, **bezit: int) -> int:
    return leg_bezit_vast(
        door=wereld.lid(wie) if wie else None,
        gemeente=Gemeente.objects.get(code="GM1708"),
        peildatum=dag,
        bezit={van({"w": WOONCONCEPT, "n": WETLAND, "l": LEYSTROMEN}[k]): n for k, n in bezit.items()},
    )


def tekst(client: Client, adres: str = VERDELEN) -> str:
    antwoord = client.get(adres)
    assert antwoord.status_code == 200
    return " ".join(antwoord.content.decode().split())


def test_een_andere_opgave_vervangt_en_dezelfde_doet_niets(wereld: Any) -> None:
    assert leg(wereld, w=5000, n=1000) == 2
    assert leg(wereld, w=5000, n=1200) == 1
    assert leg(wereld, w=5000, n=1200) == 0
    geldig = Bezit.objects.bekend().order_by("woningen").values_list("corporatie__naam", "woningen")
    assert list(geldig) == [(WETLAND, 1200), (WOONCONCEPT, 5000)]
    assert Bezit.objects.count() == 3
    assert Logregel.objects.filter(handeling="bezit vastgelegd").count() == 2


def test_wie_er_niet_werkt_en_een_dag_die_nog_komt_worden_geweigerd(wereld: Any) -> None:
    with pytest.raises(ValidationError, match="werkt niet in Steenwijkerland"):
        leg(wereld, l=10)
    with pytest.raises(ValidationError, match="moet nog komen"):
        leg(wereld, dag=date(2100, 1, 1), w=10)
    for ander in (VERHUURDER, "huisvesting@dewolden.example", "toezicht@overijssel.example", "bestuur@deveste.example"):
        with pytest.raises(GeenToegang):
            leg(wereld, wie=ander, w=10)
    assert not Bezit.objects.exists()


def test_vastgelegd_bezit_verdeelt_het_aantal_naast_wat_is_verhuurd(wereld: Any, als: Callable[[str], Client]) -> None:
    vandaag = timezone.localdate()
    norm("GM1708", None, date(vandaag.year, 1, 1), None, aantal=10, soort="streefwaarde")
    leg(wereld, w=2000, n=1000)
    verhuur(WOONCONCEPT, "GM1708", vandaag, verdeling(4, 3))
    verhuur(WETLAND, "GM1708", vandaag, verdeling(5, 0))
    verhuur(WETLAND, "GM1708", date(vandaag.year - 1, 12, 31), verdeling(9, 0))
    pagina = als(GEMEENTE).get(VERDELEN)
    regels = {str(r.corporatie): (r.deel.aantal, r.verhuurd, r.verschil) for r in pagina.context["delen"]}
    assert regels == {WOONCONCEPT: (7, 4, -3), WETLAND: (3, 5, 2)}
    assert ">−3</td>" in pagina.content.decode()
    assert ">+2</td>" in pagina.content.decode()


def test_een_corporatie_ziet_alleen_haar_eigen_verhuringen(wereld: Any, als: Callable[[str], Client]) -> None:
    leg(wereld, w=2000, n=1000)
    verhuur(WETLAND, "GM1708", timezone.localdate(), verdeling(5, 0))
    delen = als(VERHUURDER).get(f"{VERDELEN}?aantal=10").context["delen"]
    assert {str(r.corporatie): r.verhuurd for r in delen} == {WOONCONCEPT: 0, WETLAND: None}


def test_wat_in_het_adres_staat_gaat_voor(wereld: Any, als: Callable[[str], Client]) -> None:
    leg(wereld, w=2000, n=1000)
    delen = als(GEMEENTE).get(f"{VERDELEN}?aantal=12&bezit_{van(WETLAND).pk}=2000").context["delen"]
    assert {str(r.corporatie): r.deel.aantal for r in delen} == {WOONCONCEPT: 6, WETLAND: 6}


def test_vastleggen_in_de_browser(wereld: Any, als: Callable[[str], Client]) -> None:
    client, adres = als(GEMEENTE), reverse("bezit-vastleggen", args=["GM1708"])
    leeg = client.post(adres, {"inzending": uuid4(), "peildatum": "2024-01-01"}).content.decode()
    assert "Vul van minstens één corporatie het bezit in." in leeg
    gegevens = {"inzending": uuid4(), "peildatum": "2024-01-01", f"bezit_{van(WOONCONCEPT).pk}": "4.800"}
    assert "zonder punten" in client.post(adres, gegevens).content.decode()
    goed = gegevens | {f"bezit_{van(WOONCONCEPT).pk}": "4800", "bron": "Opgave van de corporatie"}
    assert client.post(adres, goed).status_code == 302
    assert client.post(adres, goed).status_code == 302
    assert [(rij.woningen, rij.bron) for rij in Bezit.objects.all()] == [(4800, "Opgave van de corporatie")]
    assert "4.800 woningen op 1 januari 2024 (Opgave van de corporatie)" in tekst(client)
    bsn = goed | {"inzending": uuid4(), "bron": "van 111222333"}
    assert "BSN" in client.post(adres, bsn).content.decode()


def test_meer_corporaties_kosten_niet_meer_vragen(wereld: Any, als: Callable[[str], Client]) -> None:
    client = als(GEMEENTE)

    def vragen() -> int:
        client.get(f"{VERDELEN}?aantal=10")
        with CaptureQueriesContext(connection) as context:
            client.get(f"{VERDELEN}?aantal=10")
        return len(context)

    leg(wereld, w=2000, n=1000)
    eerst = vragen()
    gemeente = Gemeente.objects.get(code="GM1708")
    meer = [leg_corporatie_vast(door=None, naam=f"C{i}", kvk="", gemeenten=[gemeente]) for i in range(12)]
    leg_bezit_vast(door=None, gemeente=gemeente, peildatum=DAG, bezit=dict.fromkeys(meer, 10))
    assert vragen() == eerst
