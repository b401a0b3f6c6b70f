"""The dossiers, and a kader on trial, on an earlier day."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisaties.models import Gemeente
from tests.klok import Zet, klok
from tests.taakstelling.cijferfeiten import officieel
from tests.toezicht.conftest import Dossier
from tests.toezicht.dossierstukken import S, brief_op_trede, kader_van, leg
from tests.toezicht.test_paginas import GEMEENTE, TOEZICHT
from toezicht import acties

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]
ADRES = "/toezicht/dossiers/GM1690/"


@pytest.fixture
def toen(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Dossier:
    """A gesprek, a plan that came too late, a letter; now it is 1 May 2025."""
    zet: Zet = klok(monkeypatch)
    zet(date(2024, 11, 1))
    dossier: Dossier = request.getfixturevalue("dossier")
    zet(date(2024, 11, 19))
    brief_op_trede(dossier, 2, verzend=True)
    zet(date(2025, 1, 14))
    gesprek = leg(dossier, S.GESPREK_AMBTELIJK, date(2025, 1, 10))
    zet(date(2025, 1, 20))
    plan = leg(dossier, S.PLAN_GEVRAAGD, date(2025, 1, 20), uiterlijk=date(2025, 3, 3))
    zet(date(2025, 3, 10))
    leg(dossier, S.PLAN_ONTVANGEN, date(2025, 3, 6), hoort_bij=plan)
    zet(date(2025, 4, 1))
    acties.trek_stuk_in(door=dossier.toezichthouder, stuk=gesprek, reden="Dubbel")
    zet(date(2025, 5, 1))
    return dossier


def soorten(client: Client, vraag: str) -> set[str]:
    return {stuk.soort for stuk in client.get(f"{ADRES}?{vraag}").context["dossier"].stukken.values()}


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        ("bekend_op=2025-01-13", set()),
        ("bekend_op=2025-01-14", {S.GESPREK_AMBTELIJK}),
        ("bekend_op=2025-03-09", {S.GESPREK_AMBTELIJK, S.PLAN_GEVRAAGD}),
        ("bekend_op=2025-03-31", {S.GESPREK_AMBTELIJK, S.PLAN_GEVRAAGD, S.PLAN_ONTVANGEN}),
        ("peildatum=2025-03-07", {S.PLAN_GEVRAAGD, S.PLAN_ONTVANGEN}),
        ("peildatum=2025-03-05", {S.PLAN_GEVRAAGD}),
        ("peildatum=2025-01-12&bekend_op=2025-01-15", {S.GESPREK_AMBTELIJK}),
        ("", {S.PLAN_GEVRAAGD, S.PLAN_ONTVANGEN}),
    ],
)
@pytest.mark.parametrize("email", [TOEZICHT, GEMEENTE])
def test_stukken_van_toen(toen: Dossier, als: Als, email: str, vraag: str, verwacht: set[str]) -> None:
    assert soorten(als(email), vraag) == verwacht


def test_een_gepland_gesprek_staat_er_vanaf_het_gepland_was(
    toen: Dossier, als: Als, monkeypatch: pytest.MonkeyPatch
) -> None:
    zet = klok(monkeypatch)
    zet(date(2025, 5, 2))
    leg(toen, S.GESPREK_BESTUURLIJK, date(2025, 5, 20))
    zet(date(2025, 6, 1))
    for vraag in ("peildatum=2025-05-10", "bekend_op=2025-05-10"):
        assert S.GESPREK_BESTUURLIJK in soorten(als(TOEZICHT), vraag)
        assert "gepland" in als(TOEZICHT).get(f"{ADRES}?{vraag}").content.decode()
    assert S.GESPREK_BESTUURLIJK not in soorten(als(TOEZICHT), "peildatum=2025-05-01")


def test_wat_er_toen_te_laat_was(toen: Dossier, als: Als) -> None:
    def te_laat(dag: str) -> list[str]:
        termijnen = als(TOEZICHT).get(f"{ADRES}?bekend_op={dag}").context["termijnen"]
        return [termijn["tekst"] or termijn["naam"] for termijn in termijnen if termijn["te_laat"]]

    def lijst(dag: str) -> bool:
        rijen = als(TOEZICHT).get(f"/toezicht/dossiers/?bekend_op={dag}").context["tabel"].data
        return any("plan" in str(termijn.aanleiding.naam) for rij in rijen for termijn in rij.te_laat)

    assert [lijst(f"2025-03-0{dag}") for dag in (3, 5)] == [False, True]
    assert len(te_laat("2025-03-05")) == len(te_laat("2025-03-03")) + 1
    assert not lijst("2025-03-10")


def test_tijdlijn_en_brief_van_toen(toen: Dossier, als: Als) -> None:
    for email in (TOEZICHT, GEMEENTE):
        ervoor = als(email).get(f"{ADRES}?bekend_op=2024-11-18")
        assert (ervoor.context["dossier"].brief, ervoor.context["dossier"].trede) == (None, None)
        assert "Brief:" not in ervoor.content.decode()
        erna = als(email).get(f"{ADRES}?bekend_op=2024-11-19")
        assert erna.context["dossier"].trede == 2
        assert "verzonden op 19 november 2024" in erna.content.decode()
    assert "Peildatum: stand" in ervoor.content.decode()
    assert "1 januari 2025" in ervoor.content.decode()  # what came next then


def test_cijfers_in_de_tijdlijn_zijn_die_van_toen(toen: Dossier, als: Als) -> None:
    officieel("GM1690", 30, per=date(2025, 4, 30))
    assert "Peildatum: stand −6" in als(TOEZICHT).get(ADRES).content.decode()
    assert "Peildatum: stand −13" in als(TOEZICHT).get(f"{ADRES}?bekend_op=2025-04-30").content.decode()


def test_terug_is_er_niets_te_doen_en_gaan_de_dagen_mee(toen: Dossier, als: Als) -> None:
    for adres in (ADRES, "/toezicht/dossiers/"):
        pagina = als(TOEZICHT).get(f"{adres}?bekend_op=2025-03-05").content.decode()
        assert "U ziet de stand van 5 maart 2025, zoals die toen bekend was." in pagina
        assert "vastleggen<" not in pagina
        assert "Verbeteren" not in pagina
        links = [deel.split('"')[0] for deel in pagina.split('<a class="utrecht-link utrecht-link--html-a" href="')[1:]]
        assert [link for link in links if link.startswith("/") and "bekend_op=" not in link and link != adres] == []


def test_ver_terug_gaat_goed(toen: Dossier, als: Als) -> None:
    proef = reverse("kader-proef", args=[kader_van(toen).pk])
    for adres in (ADRES, "/toezicht/dossiers/", proef, "/toezicht/"):
        for vraag in ("peildatum=1996-01-01", "bekend_op=1996-01-01"):
            assert als(TOEZICHT).get(f"{adres}?{vraag}").status_code == 200


def test_proef_met_een_kader_rekent_met_wat_toen_bekend_was(toen: Dossier, als: Als) -> None:
    adres = reverse("kader-proef", args=[kader_van(toen).pk]) + "?halfjaar=2024-1"
    officieel("GM1690", 40, per=date(2025, 4, 30))

    def stand(vraag: str) -> Any:
        rijen = als(TOEZICHT).get(f"{adres}{vraag}").context["tabel"].data
        return next(rij.stand_eind for rij in rijen if rij.gemeente.code == "GM1690")

    assert (stand(""), stand("&bekend_op=2025-04-30")) == (4, -13)


def test_lijst_van_dossiers_vraagt_niet_meer_bij_meer_gemeenten(toen: Dossier, als: Als) -> None:
    client = als(TOEZICHT)

    def vragen() -> int:
        with CaptureQueriesContext(connection) as gevangen:
            client.get("/toezicht/dossiers/?bekend_op=2025-03-05&per_page=100")
        return len(gevangen)

    vragen()
    weinig = vragen()
    for nummer in range(20):
        code = f"GM9{nummer:03d}"
        toen.wereld.gemeenten[code] = Gemeente.objects.create(
            code=code, naam=f"Dorp {nummer}", provincie=toen.ronde.provincie
        )
        leg(toen, S.GESPREK_AMBTELIJK, date(2025, 1, 10), code)
    assert vragen() == weinig
