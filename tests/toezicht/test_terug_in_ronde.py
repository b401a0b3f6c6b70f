"""Every room of a round, and the pages behind it, on an earlier day: what was recorded later is not there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisaties.models import Gemeente
from tests.klok import Zet, klok
from tests.taakstelling.cijferfeiten import officieel
from tests.toezicht.conftest import Dossier, leg_cijfers_vast
from tests.toezicht.test_paginas import GEMEENTE, TOEZICHT
from toezicht import acties
from toezicht.cijfers import cijfers_voor
from toezicht.models import Beoordeling, Brief, Wederhoor
from toezicht.regels.rondecijfers import vingerafdruk

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]
KAMERS = ("ronde-cijfers", "ronde", "ronde-kaart", "ronde-brieven", "ronde-samenvatting", "ronde-openbaar")


@dataclass
class Verloop:
    """One round, an act on each of these days; now it is 22 November 2024."""

    dossier: Dossier
    brief: Brief

    def adres(self, naam: str, vraag: str = "") -> str:
        return reverse(naam, args=[self.dossier.ronde.pk]) + (f"?{vraag}" if vraag else "")


def _antwoord(dossier: Dossier) -> None:
    acties.beantwoord_wederhoor(
        door=dossier.wereld.lid(GEMEENTE),
        ronde=dossier.ronde,
        gemeente=dossier.gemeente(),
        antwoord=Wederhoor.Antwoord.BETWIST,
        toelichting="Er zijn er 25 gehuisvest.",
        gezien=vingerafdruk(cijfers_voor(dossier.ronde, dossier.gemeente())[0]),
    )


@pytest.fixture
def verloop(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Verloop:
    zet: Zet = klok(monkeypatch)
    zet(date(2024, 8, 1))
    dossier: Dossier = request.getfixturevalue("dossier")
    ronde, door = dossier.ronde, dossier.toezichthouder
    zet(date(2024, 8, 5))
    acties.wijzig_ronde(door=door, ronde=ronde, cijfers_per=date(2024, 9, 9))
    zet(date(2024, 8, 10))
    acties.vraag_wederhoor(door=door, ronde=ronde, tot=date(2024, 9, 10))
    zet(date(2024, 8, 20))
    _antwoord(dossier)
    zet(date(2024, 9, 5))
    officieel("GM1690", 25, per=date(2024, 9, 4))
    zet(date(2024, 9, 20))
    acties.bevries_ronde(door=door, ronde=ronde)
    zet(date(2024, 10, 1))
    eerste = dossier.beoordeel()
    brief = acties.maak_brief(door=door, beoordeling=eerste, datum=date(2024, 10, 15), kenmerk="K-1")
    zet(date(2024, 10, 10))
    brief = acties.stel_brief_vast(door=door, brief=brief)
    zet(date(2024, 10, 15))
    acties.verzend_brief(door=door, brief=brief)
    zet(date(2024, 10, 20))
    acties.leg_gs_besluit_vast(door=door, ronde=ronde, nummer="5.1", datum=date(2024, 10, 19))
    zet(date(2024, 11, 1))
    tweede = dossier.beoordeel(oordeel="voldoet niet", verschoond_tot=None, vervangt=eerste)
    acties.maak_brief(door=door, beoordeling=tweede, datum=date(2024, 11, 1), kenmerk="K-2")
    zet(date(2024, 11, 22))
    ronde.refresh_from_db()
    return Verloop(dossier, brief)


def de_wolden(rijen: Any) -> Any:
    return next(rij for rij in rijen if rij.gemeente.code == "GM1690")


@pytest.mark.parametrize(
    ("dag", "stand", "antwoord", "bevroren", "per"),
    [
        ("2024-08-03", -13, "geen", 0, None),
        ("2024-08-15", -13, "geen", 0, date(2024, 9, 9)),
        ("2024-08-20", -13, "betwist", 0, date(2024, 9, 9)),
        ("2024-09-05", -11, "betwist", 0, date(2024, 9, 9)),
        ("2024-09-20", -11, "betwist", 1, date(2024, 9, 9)),
    ],
)
def test_kamer_van_de_cijfers(
    verloop: Verloop, als: Als, dag: str, stand: int, antwoord: str, bevroren: int, per: date | None
) -> None:
    pagina = als(TOEZICHT).get(verloop.adres("ronde-cijfers", f"bekend_op={dag}"))
    rij = de_wolden(pagina.context["tabel"].data)
    assert (rij.stand_eind, rij.antwoord, len(pagina.context["bevriezingen"])) == (stand, antwoord, bevroren)
    assert (pagina.context["ronde"].cijfers_per, pagina.context["ronde"].wederhoor_tot is None) == (
        per,
        dag < "2024-08-10",
    )


def test_bevroren_cijfers_zijn_die_van_de_bevriezing(verloop: Verloop, als: Als) -> None:
    vast = verloop.dossier.ronde.bevriezingen.get()
    for dag in ("2024-09-20", "2024-11-21"):
        pagina = als(TOEZICHT).get(verloop.adres("ronde-cijfers", f"bekend_op={dag}"))
        assert pagina.context["bevriezingen"] == [vast]
        assert "bevroren op 20 september 2024" in pagina.content.decode()
    ervoor = als(TOEZICHT).get(verloop.adres("ronde-cijfers", "bekend_op=2024-09-19"))
    assert "nog niet bevroren, cijfers van toen" in ervoor.content.decode()


@pytest.mark.parametrize(
    ("dag", "oordeel", "brief"),
    [
        ("2024-09-30", None, None),
        ("2024-10-01", "voldoet niet, doch verschoonbaar", "concept"),
        ("2024-10-10", "voldoet niet, doch verschoonbaar", "vastgesteld"),
        ("2024-10-31", "voldoet niet, doch verschoonbaar", "verzonden"),
        ("2024-11-01", "voldoet niet", "concept"),
    ],
)
@pytest.mark.parametrize("vraag", ["bekend_op", "peildatum"])
def test_oordelen_kaart_en_brieven(
    verloop: Verloop, als: Als, vraag: str, dag: str, oordeel: str | None, brief: str | None
) -> None:
    client = als(TOEZICHT)
    pagina = client.get(verloop.adres("ronde", f"{vraag}={dag}"))
    rij = de_wolden(pagina.context["tabel"].data)
    assert (rij.oordeel and rij.oordeel.naam, rij.briefstatus) == (oordeel, brief)
    assert pagina.context["beoordeeld"] == (oordeel is not None)
    kaart = de_wolden(
        rij.rij for rij in client.get(verloop.adres("ronde-kaart", f"{vraag}={dag}")).context["tabel"].data
    )
    assert (kaart.oordeel and kaart.oordeel.naam, kaart.briefstatus) == (oordeel, brief)
    brieven = client.get(verloop.adres("ronde-brieven", f"{vraag}={dag}"))
    status = de_wolden(brieven.context["tabel"].data).status
    assert status == (brief or "nog niet beoordeeld")


def test_samenvatting(verloop: Verloop, als: Als) -> None:
    def stuk(dag: str) -> tuple[Any, dict[str, int], list[str]]:
        context = als(TOEZICHT).get(verloop.adres("ronde-samenvatting", f"bekend_op={dag}")).context
        inhoud = context["inhoud"]
        return inhoud["gs_besluit"], dict(inhoud["brieven"]), [regel.handeling for regel in context["logregels"]]

    besluit, brieven, gebeurd = stuk("2024-10-14")
    assert (besluit, brieven["verzonden"], brieven["vastgesteld"]) == (None, 0, 1)
    assert "GS-besluit vastgelegd" not in gebeurd
    besluit, brieven, gebeurd = stuk("2024-10-20")
    assert (besluit["nummer"], brieven["verzonden"], gebeurd[0]) == ("5.1", 1, "GS-besluit vastgelegd")


def test_een_gewijzigd_besluit_is_van_toen_zonder_nummer(verloop: Verloop, als: Als, monkeypatch: Any) -> None:
    klok(monkeypatch)(date(2024, 11, 23))
    acties.leg_gs_besluit_vast(
        door=verloop.dossier.toezichthouder, ronde=verloop.dossier.ronde, nummer="6.2", datum=date(2024, 11, 22)
    )
    toen = (
        als(TOEZICHT).get(verloop.adres("ronde-samenvatting", "bekend_op=2024-11-21")).context["inhoud"]["gs_besluit"]
    )
    assert toen == {"nummer": "nummer van toen niet bewaard", "datum": "2024-10-19"}


def test_rondes_in_de_lijst(verloop: Verloop, als: Als) -> None:
    def lijst(dag: str) -> list[tuple[int, int]]:
        rijen = als(TOEZICHT).get(f"/toezicht/?bekend_op={dag}").context["tabel"].data
        return [(rij.beoordeeld, rij.verzonden) for rij in rijen]

    assert [lijst(f"2024-{dag}") for dag in ("08-01", "10-01", "10-15")] == [[(0, 0)], [(1, 0)], [(1, 1)]]
    assert lijst("2024-07-31") == []


@pytest.mark.parametrize("naam", KAMERS)
def test_een_ronde_die_er_nog_niet_was(verloop: Verloop, als: Als, naam: str) -> None:
    pagina = als(TOEZICHT).get(verloop.adres(naam, "bekend_op=2024-07-31")).content.decode()
    assert "Op 31 juli 2024 was deze ronde nog niet geopend." in pagina
    assert "De Wolden" not in pagina


def test_de_beslissing_over_een_gemeente(verloop: Verloop, als: Als) -> None:
    adres = reverse("beoordeling-maken", args=[verloop.dossier.ronde.pk, "GM1690"])
    client = als(TOEZICHT)
    voor = client.get(f"{adres}?bekend_op=2024-08-15")
    assert (voor.context["geldend"], voor.context["brief"], voor.context["wederhoor"]) == (None, None, None)
    assert voor.context["cijfers"]["realisatie"] == 23
    na = client.get(f"{adres}?bekend_op=2024-10-31").context
    assert (na["geldend"].oordeel, na["brief"].kenmerk, na["cijfers"]["realisatie"]) == (
        "voldoet niet, doch verschoonbaar",
        "K-1",
        25,
    )
    for pagina in (voor.content.decode(), client.get(f"{adres}?bekend_op=2024-10-31").content.decode()):
        assert '<form class="formulier"' not in pagina
    assert '<form class="formulier"' in client.get(adres).content.decode()
    assert "nog niet geopend" in client.get(f"{adres}?bekend_op=2024-07-31").content.decode()


def test_een_oordeel_vastleggen_gebeurt_altijd_nu(verloop: Verloop, als: Als) -> None:
    client = als(TOEZICHT)
    adres = reverse("beoordeling-maken", args=[verloop.dossier.ronde.pk, "GM1690"])
    form = client.get(adres).context["form"]
    velden = {veld.html_name: veld.value() for veld in form if veld.value() is not None}
    antwoord = client.post(f"{adres}?bekend_op=2024-08-15", velden | {"motivering": "Nog eens bekeken."})
    assert antwoord.status_code == 302
    assert Beoordeling.objects.bekend().get(gemeente__code="GM1690").motivering == "Nog eens bekeken."


def test_de_brief_zelf(verloop: Verloop, als: Als) -> None:
    adres = reverse("brief", args=[verloop.brief.pk])

    def pagina(email: str, dag: str) -> str:
        return als(email).get(f"{adres}?bekend_op={dag}").content.decode()

    assert "Wat er toen in het concept stond, is niet bewaard." in pagina(TOEZICHT, "2024-10-09")
    vast = pagina(TOEZICHT, "2024-10-10")
    assert "nog niet verzonden" in vast
    assert ">Verzenden<" not in vast
    assert "Op 10 oktober 2024 was deze brief nog niet verzonden." in pagina(GEMEENTE, "2024-10-10")
    verzonden = pagina(GEMEENTE, "2024-10-15")
    assert "26 (+achterstand 10) = 36" in verzonden
    assert "vervangen door" not in pagina(TOEZICHT, "2024-10-31")
    assert "in voorbereiding" not in pagina(TOEZICHT, "2024-10-31")
    assert "in voorbereiding" in pagina(TOEZICHT, "2024-11-01")
    assert "in voorbereiding" not in pagina(GEMEENTE, "2024-11-01")


def test_wederhoor_van_de_gemeente(verloop: Verloop, als: Als) -> None:
    adres = reverse("wederhoor", args=[verloop.dossier.ronde.pk, "GM1690"])

    def pagina(dag: str) -> Any:
        return als(GEMEENTE).get(f"{adres}?bekend_op={dag}")

    assert "u nog niets gevraagd" in pagina("2024-08-09").content.decode()
    gevraagd = pagina("2024-08-15")
    assert (gevraagd.context["vraag"].antwoord, gevraagd.context["cijfers"]["realisatie"]) == (None, 23)
    assert "U had nog niet geantwoord." in gevraagd.content.decode()
    assert '<form class="formulier"' not in gevraagd.content.decode()
    assert pagina("2024-08-20").context["vraag"].antwoord.antwoord == "betwist"
    assert pagina("2024-09-19").context["bevroren"] is None
    assert pagina("2024-09-20").context["bevroren"] is not None
    assert als("huisvesting@meppel.example").get(f"{adres}?bekend_op=2024-08-15").status_code == 404


@pytest.mark.parametrize("naam", ["toezicht", *KAMERS])
def test_banner_en_links(verloop: Verloop, als: Als, naam: str) -> None:
    adres = reverse("toezicht") if naam == "toezicht" else verloop.adres(naam)
    pagina = als(TOEZICHT).get(f"{adres}?bekend_op=2024-11-05").content.decode()
    assert "U ziet de stand van 5 november 2024, zoals die toen bekend was." in pagina
    links = [deel.split('"')[0] for deel in pagina.split('<a class="utrecht-link utrecht-link--html-a" href="')[1:]]
    assert [link for link in links if link.startswith("/") and "bekend_op=" not in link and link != adres] == []
    # Nothing on a page of then records anything.
    assert "--primary-action knop" not in pagina
    assert 'type="checkbox"' not in pagina
    assert pagina.count('method="post"') == als(TOEZICHT).get("/cijfers/").content.decode().count('method="post"')


@pytest.mark.parametrize("naam", ["ronde-cijfers", "ronde", "ronde-kaart", "ronde-samenvatting", "ronde-openbaar"])
def test_gisteren_is_hetzelfde_als_nu_als_er_niets_gebeurde(verloop: Verloop, als: Als, naam: str) -> None:
    def regels(vraag: str) -> list[str]:
        bestand = als(TOEZICHT).get(verloop.adres(naam, f"uitvoer=csv{vraag}"))
        return bestand.content.decode().splitlines()

    assert regels("&bekend_op=2024-11-21") == regels("")


@pytest.mark.parametrize("naam", ["toezicht", *KAMERS])
def test_terugkijken_vraagt_niet_meer_bij_meer_gemeenten(verloop: Verloop, als: Als, naam: str) -> None:
    client = als(TOEZICHT)
    adres = reverse("toezicht") if naam == "toezicht" else verloop.adres(naam)

    def vragen() -> int:
        with CaptureQueriesContext(connection) as gevangen:
            assert client.get(f"{adres}?bekend_op=2024-11-05&per_page=100").status_code == 200
        return len(gevangen)

    vragen()
    weinig = vragen()
    assert timezone.localdate() == date(2024, 11, 22)
    for nummer in range(20):
        gemeente = Gemeente.objects.create(
            code=f"GM9{nummer:03d}", naam=f"Dorp {nummer}", provincie=verloop.dossier.ronde.provincie
        )
        leg_cijfers_vast(gemeente, stand=-nummer, taakstelling=20, realisatie=nummer, volgende=20)
    assert vragen() == weinig
