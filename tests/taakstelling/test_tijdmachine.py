"""Every page with figures as of another day, and with what was known then."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organisaties.models import Invoerbestand, Provincie
from organisaties.tijdmachine import nu_adres
from organisaties.vastleggen import leg_vast, trek_in
from taakstelling.acties.afsluitingen import sluit_af
from taakstelling.cijfers import stand_van, standen_voor
from taakstelling.models import Plaatsing, Taakstelling
from tests.taakstelling import cijferfeiten as feit
from tests.taakstelling.cijferfeiten import (
    DE_WOLDEN,
    EEN,
    gemeente,
    mutatie,
    officieel,
    prognose,
    vul_provincie,
)
from tests.taakstelling.test_plaatsing_paginas import ingevuld
from tests.uitvoer import toelichting

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]
VANDAAG = date(2024, 11, 22)
OFFICER, LEZER, PROVINCIE = "huisvesting@dewolden.example", "griffie@raad.example", "toezicht@drenthe.example"
REGIO = "regio@westerkwartier.example"
STAND = f"/cijfers/{DE_WOLDEN}/2024-1/"
JANUARI, JULI, AUGUSTUS = (datetime(2024, m, 2, 12, tzinfo=UTC) for m in (1, 7, 8))


@pytest.fixture(autouse=True)
def _vandaag(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: VANDAAG)


def plaatsing(teldatum: date, volwassenen: int, op: datetime = JANUARI) -> Plaatsing:
    waar = gemeente(DE_WOLDEN)
    return leg_vast(
        Plaatsing(
            koppelgemeente=waar,
            huisvestingsgemeente=waar,
            teldatum=teldatum,
            halfjaar=EEN,
            meegeteld=volwassenen,
            volwassenen=volwassenen,
        ),
        door=None,
        op=op,
    )


def versie(aantal: int, op: datetime, vervangt: Taakstelling | None = None) -> Taakstelling:
    rij = Taakstelling(
        gemeente=gemeente(DE_WOLDEN),
        halfjaar=EEN,
        aantal=aantal,
        status="vastgesteld",
        vastgesteld_op=date(2023, 10, 2),
        bron="Staatscourant",
    )
    return leg_vast(rij, door=None, op=op, vervangt=vervangt, reden="Verkeerd overgenomen")


@pytest.fixture
def feiten(wereld: Any) -> Any:
    """−10; 26 (+10) = 36. In July COA says 23; in August a correctie of +1 and taakstelling 24 instead of 26."""
    mutatie(DE_WOLDEN, EEN.begin, "beginstand", -10, op=JANUARI)
    oud = versie(26, JANUARI)
    officieel(DE_WOLDEN, 23, per=date(2024, 7, 3), op=JULI)
    versie(24, AUGUSTUS, vervangt=oud)
    mutatie(DE_WOLDEN, date(2024, 3, 1), "correctie", 1, op=AUGUSTUS)
    return wereld


@pytest.mark.parametrize(
    ("vraag", "opgave", "eind"),
    [
        ("", 33, -10),
        ("?bekend_op=2024-07-25", 36, -13),
        ("?bekend_op=2024-06-30", 36, None),
        ("?peildatum=2024-06-30", 33, None),
        ("?peildatum=2024-07-01", 33, -10),
        ("?peildatum=2024-07-01&bekend_op=2024-07-25", 36, -13),
        ("?bekend_op=2030-01-01&peildatum=geen", 33, -10),
    ],
)
def test_stand_op_een_andere_dag(feiten: Any, als: Als, vraag: str, opgave: int, eind: int | None) -> None:
    antwoord = als(LEZER).get(STAND + vraag)
    assert (antwoord.context["regel"].opgave, antwoord.context["regel"].stand_eind) == (opgave, eind)


def test_rijen_achter_een_cijfer_zijn_die_van_toen(feiten: Any, als: Als) -> None:
    opbouw = als(LEZER).get(f"{STAND}?bekend_op=2024-07-25").context["opbouw"]
    assert [(rij.feit.aantal, rij.telt, rij.ingetrokken) for rij in opbouw.versies] == [(26, True, False)]
    assert opbouw.mutaties == []
    nu = als(LEZER).get(STAND).context["opbouw"]
    assert [(rij.feit.aantal, rij.telt, rij.ingetrokken) for rij in nu.versies] == [
        (26, False, True),
        (24, True, False),
    ]


def test_wat_later_werd_ingetrokken_verraadt_zich_toen_niet(feiten: Any, als: Als) -> None:
    assert "Verkeerd overgenomen" not in als(LEZER).get(f"{STAND}?bekend_op=2024-07-25").content.decode()
    assert "Verkeerd overgenomen" in als(LEZER).get(STAND).content.decode()


def test_eigen_telling_op_een_dag_telt_wie_er_toen_gehuisvest_was(wereld: Any, als: Als) -> None:
    plaatsing(date(2024, 2, 1), 3)
    plaatsing(date(2024, 3, 1), 4)
    lid = wereld.lid(OFFICER)

    def eigen(**zicht: date) -> int | None:
        return standen_voor(lid, [gemeente(DE_WOLDEN)], EEN, EEN, **zicht)[DE_WOLDEN, EEN].eigen

    assert (eigen(), eigen(peildatum=date(2024, 2, 29)), eigen(peildatum=date(2024, 3, 1))) == (7, 3, 7)
    assert eigen(peildatum=date(2024, 1, 31)) is None


def test_tussenstand_van_coa_telt_pas_vanaf_de_dag_waarop_hij_gelezen_is(wereld: Any, als: Als) -> None:
    officieel(DE_WOLDEN, 5, per=date(2024, 3, 1))
    officieel(DE_WOLDEN, 9, per=date(2024, 5, 1))
    realisaties = [
        als(LEZER).get(f"{STAND}?peildatum={dag}").context["regel"].realisatie
        for dag in ("2024-02-29", "2024-03-01", "2024-04-30", "2024-05-01")
    ]
    assert realisaties == [None, 5, 5, 9]


def test_pagina_van_thuis_kiest_halfjaar_en_schema_van_die_dag(feiten: Any, als: Als) -> None:
    antwoord = als(OFFICER).get("/?peildatum=2024-04-01")
    voortgang = antwoord.context["voortgang"]
    assert (voortgang.stand.halfjaar, voortgang.op, voortgang.schema) == (EEN, date(2024, 4, 1), 17)
    assert antwoord.context["taken"] == []
    assert "stand van 1 april 2024" in antwoord.content.decode()


@pytest.mark.parametrize(
    "email", [OFFICER, "regio@westerkwartier.example", PROVINCIE, LEZER, "beheer@thuisstand.example"]
)
@pytest.mark.parametrize(
    "adres", ["/", "/cijfers/", "/cijfers/landelijk/", "/cijfers/landelijk/2024-1/", f"/cijfers/{DE_WOLDEN}/", STAND]
)
def test_elke_pagina_met_cijfers_zegt_het_en_neemt_het_mee(feiten: Any, als: Als, email: str, adres: str) -> None:
    pagina = als(email).get(f"{adres}?bekend_op=2024-07-25").content.decode()
    assert "U ziet de stand van 25 juli 2024, zoals die toen bekend was." in pagina
    links = [deel.split('"')[0] for deel in pagina.split('<a class="utrecht-link utrecht-link--html-a" href="')[1:]]
    vergeten = [link for link in links if link.startswith("/") and "bekend_op=2024-07-25" not in link and link != adres]
    assert vergeten == []
    assert f'href="{adres}" data-tijd-zelf>Terug naar nu' in pagina


def test_landelijk_aantal_van_toen(wereld: Any, als: Als) -> None:
    prognose(100, "vastgesteld")
    client = als(LEZER)
    assert client.get("/cijfers/landelijk/2024-1/").context["landelijk"].aantal == 100
    toen = client.get("/cijfers/landelijk/2024-1/?bekend_op=2024-07-25")
    assert (toen.context["landelijk"].aantal, toen.context["landelijk"].versies) == (None, [])
    assert toen.context["blad"].landelijk is None


def test_plaatsingenlijst_van_toen(wereld: Any, als: Als) -> None:
    oud = plaatsing(date(2024, 2, 1), 3)
    later = plaatsing(date(2024, 3, 1), 4, op=JULI)
    trek_in(oud, door=None, reden="Dubbel", op=AUGUSTUS)
    client = als(OFFICER)

    def rijen(vraag: str) -> list[int]:
        return sorted(rij.pk for rij in client.get(f"/opgave/plaatsingen/?{vraag}").context["table"].data)

    assert rijen("") == [later.pk]
    assert rijen("bekend_op=2024-06-30") == [oud.pk]
    assert rijen("bekend_op=2024-07-25") == [oud.pk, later.pk]
    assert rijen("peildatum=2024-02-15&toon=alles") == [oud.pk]
    assert rijen("bekend_op=2024-07-25&toon=ingetrokken") == []
    assert rijen("toon=ingetrokken") == [oud.pk]


def test_bladeren_sorteren_en_uitvoeren_blijven_in_de_tijd(wereld: Any, als: Als) -> None:
    vul_provincie("PV22", 30)
    client = als(LEZER)
    pagina = client.get("/cijfers/?halfjaar=2024-1&peildatum=2024-07-01").content.decode()
    for vraag in ("page=2&amp;peildatum", "sort=-gemeente&amp;peildatum", "uitvoer=csv&amp;peildatum"):
        assert vraag in pagina.replace("halfjaar=2024-1&amp;", ""), vraag
    assert '<input type="hidden" name="peildatum" value="2024-07-01">' in pagina
    zin = "U ziet de stand van 25 juli 2024, zoals die toen bekend was."
    assert zin in toelichting(client, "/cijfers/?halfjaar=2024-1&bekend_op=2024-07-25")


def test_formulier_werkt_met_nu_en_zegt_dat(wereld: Any, als: Als) -> None:
    antwoord = als(OFFICER).get("/opgave/plaatsingen/nieuw/?peildatum=2024-04-01")
    assert "Deze pagina laat zien wat nu geldt. Vastleggen gebeurt altijd nu." in antwoord.content.decode()
    assert antwoord.wsgi_request.tijd.vandaag == VANDAAG


def test_na_vastleggen_is_het_weer_nu(wereld: Any, als: Als) -> None:
    client = als(OFFICER)
    gegevens = ingevuld(client, volwassenen=2, afgemeld_op="2024-11-01")
    antwoord = client.post("/opgave/plaatsingen/nieuw/?peildatum=2024-04-01", gegevens)
    assert antwoord.status_code == 302
    assert "peildatum" not in antwoord["Location"]
    assert Plaatsing.objects.get().vastgelegd_op.year == datetime.now(tz=UTC).year


def test_voor_de_eerste_vastlegging_zegt_de_pagina_dat(feiten: Any, als: Als) -> None:
    pagina = als(LEZER).get(f"{STAND}?bekend_op=2023-12-31").content.decode()
    assert "Op die dag was nog niets vastgelegd: de eerste gegevens zijn van 2 januari 2024." in pagina
    assert "nog niets vastgelegd" not in als(LEZER).get(f"{STAND}?bekend_op=2024-01-02").content.decode()


def test_zonder_gegevens_is_er_nog_niets(wereld: Any, als: Als) -> None:
    assert "Er is nog niets vastgelegd." in als(LEZER).get(f"{STAND}?bekend_op=2023-12-31").content.decode()


def test_de_keuze_staat_in_het_formulier_met_de_andere_vragen(wereld: Any, als: Als) -> None:
    pagina = als(LEZER).get("/cijfers/?halfjaar=2024-1&page=3&bekend_op=2024-07-25").content.decode()
    vel = pagina.split('<form class="tijdkeuze__vel"')[1].split("</form>")[0]
    assert 'name="bekend_op" id="tijd_bekend_op" aria-describedby="tijd_bekend_op_uitleg" value="2024-07-25"' in vel
    assert '<input type="hidden" name="halfjaar" value="2024-1">' in vel
    assert 'name="page"' not in vel


def test_tekst_in_het_adres_komt_er_niet_ongeschoond_uit(wereld: Any, als: Als) -> None:
    pagina = als(LEZER).get("/cijfers/?peildatum=<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in pagina


def test_onthouden_cijfer_van_nu_wordt_niet_dat_van_toen(feiten: Any) -> None:
    assert stand_van(DE_WOLDEN, EEN, bekend_op=date(2024, 7, 25)).stand_eind == -13
    assert stand_van(DE_WOLDEN, EEN).stand_eind == -10


def test_terugkijken_vraagt_bij_30_gemeenten_niet_meer(wereld: Any, als: Als) -> None:
    client = als(PROVINCIE)

    def vragen(erbij: str) -> int:
        with CaptureQueriesContext(connection) as gevangen:
            client.get(f"/?halfjaar=2024-1&peildatum=2024-10-01&{erbij}")
        return len(gevangen)

    vul_provincie("PV22", 30)
    client.get("/?halfjaar=2024-1&peildatum=2024-10-01&per_page=1")
    assert vragen("per_page=1") == vragen("per_page=100")


def test_twee_dagen_naast_elkaar_tonen_de_provincie_geen_huishouden(wereld: Any, als: Als) -> None:
    """Of a half-year that is over: what one plaatsing was made of would be the difference between two `bekend_op`."""
    plaatsing(date(2024, 3, 1), 9)
    plaatsing(date(2024, 3, 2), 6, op=AUGUSTUS)
    nu = als(PROVINCIE).get(STAND)
    telling = nu.context["opbouw"].telling
    assert (telling.plaatsingen, telling.personen, len(telling.aantallen)) == (None, 15, 4)
    for vraag in ("bekend_op=2024-08-01", "bekend_op=2024-08-02", "peildatum=2024-07-15"):
        terug = als(PROVINCIE).get(f"{STAND}?{vraag}")
        telling = terug.context["opbouw"].telling
        assert (telling.plaatsingen, telling.personen, telling.aantallen) == (None, None, {})
        assert telling.meegeteld == (9 if vraag.endswith("08-01") else 15)
        assert "niet in de tijdmachine" in terug.content.decode()
    for antwoord in (nu, terug):
        assert "2 plaatsingen" not in antwoord.content.decode()
    eigen = als(OFFICER).get(f"{STAND}?bekend_op=2024-08-01").context["opbouw"].telling
    assert (eigen.plaatsingen, eigen.aantallen["volwassenen"]) == (1, 9)


def test_terug_naar_nu_blijft_binnen_de_toepassing() -> None:
    verzoek = RequestFactory().get("/x/?halfjaar=2024-1")
    verzoek.path = "//elders.example/x/"
    assert nu_adres(verzoek) == "/%2Felders.example/x/?halfjaar=2024-1"


def test_oefenwereld_zegt_dat_niet_alles_een_eigen_vastlegdag_heeft(wereld: Any, als: Als) -> None:
    plaatsing(date(2024, 3, 1), 9)
    client = als(PROVINCIE)
    zin = "toen de oefenwereld werd gemaakt"
    assert zin not in client.get(f"{STAND}?bekend_op=2024-07-15").content.decode()
    Invoerbestand.objects.create(soort="plaatsingen", naam="oefenwereld", sha256="0" * 64, oefengegevens=True)
    assert zin in client.get(f"{STAND}?bekend_op=2024-07-15").content.decode()
    assert zin not in client.get(f"{STAND}?peildatum=2024-07-15").content.decode()


def test_lijst_van_mutaties_gaat_mee_terug(wereld: Any, als: Als) -> None:
    vroeg = mutatie(DE_WOLDEN, EEN.begin, "beginstand", -10, op=JANUARI)
    weg = mutatie(DE_WOLDEN, date(2024, 3, 1), "correctie", 2, op=JANUARI)
    laat = mutatie(DE_WOLDEN, date(2024, 4, 1), "vrijstelling", 3, op=AUGUSTUS)
    trek_in(weg, door=None, reden="Fout", op=AUGUSTUS)
    client = als(PROVINCIE)

    def lijst(vraag: str) -> tuple[set[int], bool]:
        antwoord = client.get(f"/cijfers/mutaties/?{vraag}")
        return {rij.pk for rij in antwoord.context["table"].data}, "Mutatie vastleggen" in antwoord.content.decode()

    assert lijst("") == ({vroeg.pk, laat.pk}, True)
    assert lijst("bekend_op=2024-07-15") == ({vroeg.pk, weg.pk}, False)
    assert lijst("bekend_op=2024-07-15&toon=ingetrokken") == (set(), False)
    assert lijst("toon=ingetrokken") == ({weg.pk}, True)
    assert "ingetrokken" not in client.get("/cijfers/mutaties/?bekend_op=2024-07-15&uitvoer=csv").content.decode()


def test_mutatie_vastleggen_staat_er_alleen_bij_nu_en_open(wereld: Any, als: Als) -> None:
    mutatie(DE_WOLDEN, EEN.begin, "beginstand", -10)
    feit.taakstelling(DE_WOLDEN, 26)
    officieel(DE_WOLDEN, 23)
    client = als(PROVINCIE)
    gemeentepagina = f"/cijfers/{DE_WOLDEN}/"

    def staat_er(adres: str) -> bool:
        return "Mutatie vastleggen" in client.get(adres).content.decode()

    assert [staat_er(a) for a in (STAND, gemeentepagina)] == [True, True]
    assert [staat_er(f"{a}?peildatum=2024-11-01") for a in (STAND, gemeentepagina)] == [False, False]
    sluit_af(door=None, provincie=Provincie.objects.get(code="PV22"), halfjaar=EEN)
    assert [staat_er(a) for a in (STAND, f"/cijfers/{DE_WOLDEN}/2024-2/")] == [False, True]
