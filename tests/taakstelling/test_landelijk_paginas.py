"""A changed national number: first what it does per gemeente, then recorded, with or without the taakstellingen."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from balie.oefenwereld import maak_organisaties_en_mensen
from taakstelling.cijfers import prognose_van, stand_van
from taakstelling.models import Prognose, Taakstelling
from taakstelling.regels.halfjaar import Halfjaar
from tests.opdracht import draai, importeer
from tests.taakstelling.cijferfeiten import (
    DE_WOLDEN,
    EEN,
    MEPPEL,
    beginstand,
    formulefeiten,
    taakstelling,
    vul_provincie,
)

pytestmark = pytest.mark.django_db
BEHEER = "beheer@thuisstand.example"
GEGEVENS = Path(__file__).parents[2] / "taakstelling" / "gegevens"
H = Halfjaar(2023, 2)
DELFT, HAARLEMMERMEER = "GM0503", "GM0394"
Als = Callable[[str], Client]


@pytest.fixture
def najaar_2023(db: None, tmp_path: Path) -> Client:
    """The whole country in 2023-2, with the first number and the first taakstellingen of Delft and Haarlemmermeer."""
    for soort in ("gemeenten", "inwonertallen"):
        assert draai("importeer", soort, GEGEVENS / f"{soort}.csv").status == 0
    prognoses = "halfjaar;aantal;status;gepubliceerd_op;bron\n2023-2;27300;vastgesteld;2023-03-31;Staatscourant\n"
    assert importeer(tmp_path, "prognoses", prognoses).status == 0
    taken = "gemeente;halfjaar;aantal;status;vastgesteld_op;bron\n" + "".join(
        f"{code};2023-2;{n};vastgesteld;2023-04-11;Circulaire\n" for code, n in ((DELFT, 162), (HAARLEMMERMEER, 246))
    )
    assert importeer(tmp_path, "taakstellingen", taken).status == 0
    beginstanden = "gemeente;datum;soort;aantal;grondslag;reden\n" + "".join(
        f"{code};2023-07-01;beginstand;{n};Overzicht;Begin\n" for code, n in ((DELFT, 3), (HAARLEMMERMEER, -33))
    )
    assert importeer(tmp_path, "mutaties", beginstanden).status == 0
    wereld = maak_organisaties_en_mensen()
    client = Client()
    client.force_login(wereld.gebruikers[BEHEER])
    return client


def adres(halfjaar: Halfjaar, **velden: Any) -> str:
    pad = reverse("landelijk-vastleggen", args=[halfjaar])
    return f"{pad}?{urlencode(velden)}" if velden else pad


VERLAGING = {"aantal": 17600, "status": "bijgesteld", "gepubliceerd_op": "2023-09-29", "bron": "Brief aan de Kamer"}


def verzonden(client: Client, pad: str, **velden: Any) -> Any:
    form = client.get(pad).context["form"]
    waarden = {naam: form[naam].value() for naam in ("inzending", "aantal", "status", "gepubliceerd_op", "bron")}
    return client.post(pad, waarden | velden, follow=True)


def test_verlaging_van_2023_2_toont_en_doet_per_gemeente_wat_echt_gebeurde(najaar_2023: Client) -> None:
    pad = adres(H, **VERLAGING)
    voorbeeld = najaar_2023.get(f"{pad}&per_page=100&sort=gemeente")
    regels = {r.gemeente.code: r for r in voorbeeld.context["blik"].regels}
    assert len(regels) == 342
    assert {
        code: (r.gepubliceerd, r.was, r.wordt, r.opgave_was, r.opgave_wordt)
        for code, r in regels.items()
        if code in (DELFT, HAARLEMMERMEER)
    } == {DELFT: (162, 162, 104, 159, 101), HAARLEMMERMEER: (246, 246, 158, 279, 191)}
    assert "17.600 personen" in voorbeeld.content.decode()
    assert (Prognose.objects.count(), Taakstelling.objects.count()) == (1, 2)

    antwoord = verzonden(najaar_2023, pad, met_taakstellingen="on")
    assert "342 gemeenten kregen een nieuwe taakstelling" in antwoord.content.decode()
    assert prognose_van(H).aantal == 17_600
    nieuw = Taakstelling.objects.filter(status="bijgesteld")
    assert (nieuw.count(), {t.vastgesteld_op for t in nieuw}) == (342, {date(2023, 9, 29)})
    assert sum(t.aantal for t in nieuw) <= 17_600
    assert [stand_van(code, H).opgave for code in (DELFT, HAARLEMMERMEER)] == [101, 191]
    # what was published first is still there to read
    assert Taakstelling.objects.bekend().filter(status="vastgesteld").count() == 2


def test_zonder_overnemen_blijft_wat_gepubliceerd_is(najaar_2023: Client) -> None:
    verzonden(najaar_2023, adres(H, **VERLAGING))
    assert prognose_van(H).aantal == 17_600
    assert (stand_van(DELFT, H).taakstelling, Taakstelling.objects.count()) == (162, 2)


@pytest.fixture
def drie(wereld: Any) -> None:
    formulefeiten()
    taakstelling(DE_WOLDEN, 30)
    beginstand(DE_WOLDEN, -10)


@pytest.mark.usefixtures("drie")
@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        ({"aantal": "-1"}, "aantal"),
        ({"aantal": "veel"}, "aantal"),
        ({"aantal": ""}, "aantal"),
        ({"status": "misschien"}, "status"),
        ({"gepubliceerd_op": "31-02-2024"}, "gepubliceerd_op"),
        ({"bron": ""}, "bron"),
    ],
)
def test_foute_invoer_toont_geen_voorbeeld(als: Als, velden: dict[str, str], veld: str) -> None:
    goed = {"aantal": "50", "status": "bijgesteld", "gepubliceerd_op": "2024-03-01", "bron": "Stcrt."}
    antwoord = als(BEHEER).get(adres(EEN, **{**goed, **velden}))
    assert list(antwoord.context["form"].errors) == [veld]
    assert "blik" not in antwoord.context


@pytest.mark.usefixtures("drie")
def test_indicatief_en_ouder_aantal_tellen_niet_en_nemen_niets_over(als: Als) -> None:
    client = als(BEHEER)
    for status, dag in (("indicatief", "2024-03-01"), ("vastgesteld", "2020-03-01")):
        pad = adres(EEN, aantal=50, status=status, gepubliceerd_op=dag, bron="Stcrt.")
        blik = client.get(pad).context["blik"]
        overgenomen = {r.gemeente.code: (r.opgave_was, r.opgave_wordt) for r in blik.regels}[DE_WOLDEN]
        assert overgenomen == (40, 40), status
    verzonden(client, adres(EEN, aantal=50, status="indicatief", gepubliceerd_op="2024-03-01", bron="x"))
    assert prognose_van(EEN).aantal == 100
    fout = verzonden(
        client,
        adres(EEN, aantal=60, status="indicatief", gepubliceerd_op="2024-03-01", bron="x"),
        met_taakstellingen="on",
    )
    assert "een aankondiging" in fout.content.decode()
    assert not Prognose.objects.filter(aantal=60).exists()


@pytest.mark.usefixtures("drie")
def test_gepubliceerd_aantal_van_dezelfde_dag_wordt_nooit_overschreven(als: Als) -> None:
    taakstelling(MEPPEL, 36, status="bijgesteld", op=date(2024, 3, 1))
    pad = adres(EEN, aantal=50, status="bijgesteld", gepubliceerd_op="2024-03-01", bron="Stcrt.")
    verzonden(als(BEHEER), pad, met_taakstellingen="on")
    assert (stand_van(MEPPEL, EEN).taakstelling, stand_van(DE_WOLDEN, EEN).taakstelling) == (36, 15)


@pytest.mark.usefixtures("drie")
def test_dubbel_verzenden_en_intrekken(als: Als) -> None:
    client = als(BEHEER)
    pad = adres(EEN, aantal=50, status="bijgesteld", gepubliceerd_op="2024-03-01", bron="Stcrt.")
    form = client.get(pad).context["form"]
    gegevens = {naam: form[naam].value() for naam in ("inzending", "aantal", "status", "gepubliceerd_op", "bron")}
    client.post(pad, gegevens)
    assert "al verwerkt" in client.post(pad, gegevens, follow=True).content.decode()
    [nieuw] = Prognose.objects.bekend().filter(aantal=50)
    intrekken = reverse("landelijk-intrekken", args=[nieuw.pk])
    pagina = client.get(intrekken)
    assert "100 personen" in pagina.content.decode()
    client.post(intrekken, {"inzending": pagina.context["form"]["inzending"].value(), "reden": "Verkeerd halfjaar"})
    assert prognose_van(EEN).aantal == 100
    assert client.get(intrekken, follow=True).redirect_chain[-1][0] == reverse("halfjaar", args=[EEN])


@pytest.mark.usefixtures("drie")
def test_voorbeeld_vraagt_bij_30_gemeenten_niet_meer_dan_bij_2(als: Als) -> None:
    client = als(BEHEER)
    pad = adres(EEN, aantal=50, status="bijgesteld", gepubliceerd_op="2024-03-01", bron="Stcrt.", per_page=100)

    def vragen() -> int:
        with CaptureQueriesContext(connection) as gevangen:
            assert client.get(pad).status_code == 200
        return len(gevangen)

    vragen()
    weinig = vragen()
    vul_provincie("PV22", 30)
    assert vragen() == weinig


@pytest.mark.usefixtures("drie")
@pytest.mark.parametrize("email", ["toezicht@drenthe.example", "huisvesting@dewolden.example", "griffie@raad.example"])
def test_alleen_functioneel_beheer(als: Als, email: str) -> None:
    client = als(email)
    assert client.get(adres(EEN)).status_code == 403
    assert client.post(adres(EEN), VERLAGING).status_code == 403
    assert client.get(reverse("landelijk-intrekken", args=[Prognose.objects.get().pk])).status_code == 403
