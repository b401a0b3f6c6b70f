"""The outlook of a gemeente: from its own rows, for who may see those, on home, stand page and after saving."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organisaties.models import Gemeente
from organisaties.vastleggen import leg_vast
from taakstelling.cijfers import stand_van
from taakstelling.models import Koppelstap
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.huishoudgrootte import Grootte
from taakstelling.regels.vooruitblik import Basis
from taakstelling.vooruitzicht import Vooruitzicht, vooruitzicht_van
from tests.taakstelling.cijferfeiten import DE_WOLDEN, beginstand, officieel, taakstelling
from tests.taakstelling.test_koppelingen import koppel
from tests.taakstelling.test_plaatsing_acties import leg

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]
NU = date(2024, 11, 22)
TWEE = Halfjaar(2024, 2)
MEDEWERKER = "huisvesting@dewolden.example"


@pytest.fixture(autouse=True)
def in_november(wereld: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: NU)


def jaar_met_plaatsingen(wereld: Any, *, weken: int = 51, elke: int = 3, **velden: Any) -> None:
    """One household of two or three in every third week, so that the opgave is behind."""
    beginstand(DE_WOLDEN, -4, TWEE)
    taakstelling(DE_WOLDEN, 24, TWEE)
    for week in range(0, weken, elke):
        dag = NU - timedelta(days=7 * week)
        leg(wereld, kenmerk=f"H-{week}", afgemeld_op=dag, volwassenen=2, kinderen=week % 2, **velden)


def kijk(wereld: Any, email: str = MEDEWERKER, code: str = DE_WOLDEN) -> Vooruitzicht:
    return vooruitzicht_van(wereld.lid(email), Gemeente.objects.get(code=code), stand_van(code, TWEE), NU)


def test_vooruitzicht_uit_de_eigen_plaatsingen(wereld: Any) -> None:
    jaar_met_plaatsingen(wereld)
    leg(wereld, kenmerk="H-0", afgemeld_op=NU, volwassenen=0, kinderen=0, nareizigers=3)
    vooruit = kijk(wereld)
    # Seventeen households in a year; eight of them have a child; and three nareizigers without a home of their own.
    assert vooruit.grootte == Grootte(personen=17 * 2 + 8 + 3, huishoudens=17, woningen=17)
    assert vooruit.blik is not None
    assert (vooruit.blik.basis, vooruit.blik.weken, vooruit.waarom_niet) == (Basis.PLAATSINGEN, 48, "")
    assert [dag.dag for dag in vooruit.blik.punten] == [date(2024, 12, 1), date(2025, 1, 1)]
    assert vooruit.stand.opgave == 28
    assert vooruit.per_week == Fraction(28 - vooruit.stand.realisatie) * 7 / 40
    assert vooruit.woningen_per_week == vooruit.huishoudens_per_week == vooruit.per_week * 17 / 45
    assert vooruit.gat == 28 - vooruit.blik.eind.midden
    assert vooruit.gat_in_woningen == -(-vooruit.gat * 17 // 45)
    assert vooruit.gat_per_week == Fraction(vooruit.gat) * 7 / 40
    assert vooruit.standen[1] == ("midden", vooruit.blik.eind.midden, vooruit.blik.eind.midden - 28)


def test_zelfde_feiten_geven_hetzelfde_antwoord(wereld: Any) -> None:
    jaar_met_plaatsingen(wereld)
    assert kijk(wereld) == kijk(wereld)


def test_te_weinig_plaatsingen_geeft_geen_verwachting_en_geen_gemiddelde(wereld: Any, als: Als) -> None:
    jaar_met_plaatsingen(wereld, weken=51, elke=10)
    vooruit = kijk(wereld)
    assert vooruit.blik is None
    assert vooruit.waarom_niet.endswith("minstens 10 plaatsingen in het afgelopen jaar nodig. Het zijn er 6.")
    assert (vooruit.woningen_per_week, vooruit.gat, vooruit.standen) == (None, None, [])
    tekst = " ".join(als(MEDEWERKER).get("/").content.decode().split())
    assert "In de laatste 12 maanden zijn er 6 huishoudens geplaatst; voor een gemiddelde zijn er minstens 10" in tekst
    assert vooruit.waarom_niet in tekst


def test_zonder_eigen_telling_is_er_geen_verwachting(wereld: Any) -> None:
    beginstand(DE_WOLDEN, 0, TWEE)
    taakstelling(DE_WOLDEN, 24, TWEE)
    officieel(DE_WOLDEN, 9, TWEE, per=date(2024, 11, 1))
    vooruit = kijk(wereld)
    assert (vooruit.blik, vooruit.waarom_niet) == (
        None,
        "Voor een verwachting is een eigen telling van plaatsingen nodig. Die is er nog niet.",
    )


def test_met_genoeg_koppelingen_rust_de_verwachting_daarop(wereld: Any) -> None:
    jaar_met_plaatsingen(wereld)
    for week in range(0, 51, 3):
        dag = NU - timedelta(days=7 * week + 70)
        koppel_bestaand(wereld, f"H-{week}", dag)
    koppel(wereld, "W-1", NU - timedelta(days=60), verwachte_nareizigers=3, verwacht_op=NU)
    terug = koppel(wereld, "W-2", NU - timedelta(days=50))
    einde(terug, "teruggegeven", NU - timedelta(days=10))
    blik = kijk(wereld).blik
    assert blik is not None
    assert (blik.basis, blik.wachtend) == (Basis.KOPPELINGEN, 2)


def koppel_bestaand(wereld: Any, kenmerk: str, op: date) -> None:
    """A koppeling for a household that was recorded by its plaatsing."""
    from taakstelling.models import Huishouden, Koppeling

    huishouden = Huishouden.objects.get(kenmerk=kenmerk)
    leg_vast(
        Koppeling(
            huishouden=huishouden,
            dossier=huishouden.pk,
            koppelgemeente=huishouden.koppelgemeente,
            gekoppeld_op=op,
            volwassenen=2,
        ),
        door=None,
    )


def einde(koppeling: Any, soort: str, dag: date, reden: str = "anders") -> None:
    stap = Koppelstap(
        huishouden=koppeling.huishouden,
        dossier=koppeling.dossier,
        koppelgemeente=koppeling.koppelgemeente,
        soort=soort,
        datum=dag,
        reden=reden,
    )
    leg_vast(stap, door=None)


def test_wie_de_rijen_niet_ziet_krijgt_geen_vooruitzicht(wereld: Any, als: Als) -> None:
    jaar_met_plaatsingen(wereld)
    for email in ("toezicht@drenthe.example", "huisvesting@steenwijkerland.example", "griffie@raad.example"):
        context = als(email).get(f"/cijfers/{DE_WOLDEN}/2024-2/").context
        assert context["vooruit"] is None
        vooruit = kijk(wereld, email)
        assert (vooruit.grootte, vooruit.blik) == (Grootte(0, 0, 0), None)


def test_verwachting_staat_op_thuis_stand_en_na_het_vastleggen(wereld: Any, als: Als) -> None:
    jaar_met_plaatsingen(wereld)
    client = als(MEDEWERKER)
    eind = kijk(wereld).blik.eind  # type: ignore[union-attr]
    for adres in ("/", f"/cijfers/{DE_WOLDEN}/2024-2/"):
        tekst = " ".join(client.get(adres).content.decode().split())
        assert (
            f"tussen <strong>{eind.laag} en {eind.hoog} personen</strong> gehuisvest; het midden is {eind.midden}"
            in tekst
        )
        assert "huishoudens per week: gerekend met gemiddeld 2,5 personen per huishouden" in tekst
        assert "In 80 van de 100 keer ligt de uitkomst tussen laag en hoog" in tekst
        assert 'class="grafiek__band"' in tekst
    plaatsing = leg(wereld, kenmerk="NU", afgemeld_op=NU)
    tekst = " ".join(client.get(f"/opgave/plaatsingen/nieuw/?na={plaatsing.pk}").content.decode().split())
    na = kijk(wereld).blik.eind  # type: ignore[union-attr]
    assert f"{na.laag} en {na.hoog} personen gehuisvest</a>, midden {na.midden}." in tekst


def test_aantal_vragen_hangt_niet_van_het_aantal_rijen_af(wereld: Any) -> None:
    def vragen() -> int:
        with CaptureQueriesContext(connection) as gesteld:
            kijk(wereld)
        return len(gesteld)

    jaar_met_plaatsingen(wereld, weken=6)
    koppel(wereld, "W-1", NU - timedelta(days=60))
    eerst = vragen()
    for week in range(7, 51):
        leg(wereld, kenmerk=f"M-{week}", afgemeld_op=NU - timedelta(days=7 * week))
        koppel(wereld, f"W-{week}", NU - timedelta(days=week))
    assert vragen() == eerst
