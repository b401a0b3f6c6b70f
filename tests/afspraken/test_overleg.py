"""The page of the yearly overleg and the matrix on paper: the figures, what is hidden from whom, and PDF/UA."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from afspraken import acties
from afspraken.models import Norm, VrijgekomenWoning
from afspraken.overzicht.overleg import WACHT, overleg_van, tel
from organisaties.drukken.lezen import regels_van
from organisaties.models import Regio
from taakstelling.regels.halfjaar import Halfjaar
from tests.afspraken.begeleiding import VERHUURDER, begeleid, breng_tot, signaal
from tests.taakstelling.cijferfeiten import DE_WOLDEN as CODE
from tests.taakstelling.cijferfeiten import officieel, taakstelling
from tests.taakstelling.huishoudens import DE_WOLDEN, koppel

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]
# The validator takes a compressed stream that happens to end in the byte 0x0D for one that is too short.
VALS_ALARM = {"PDFA3A-STREAM-LENGTH-001"}
JAAR = timezone.localdate().year


@pytest.fixture
def gemeente(wereld: Any) -> Any:
    """Eight households: six in the first phase, two that wait; one signal; a norm of 10 % over seven homes."""
    gemeente = wereld.gemeenten["GM1690"]
    for n in range(8):
        # Five began this year and three before: five alone would be shown, were the sum not beside it.
        begin = date(JAAR, 1, 1) if n < 5 else date(JAAR - 2, 6, 1)
        begeleiding = begeleid(wereld, koppel(wereld, f"B-{n}"), begonnen_op=begin)
        breng_tot(wereld, begeleiding, n // 6)
    signaal(wereld, begeleiding)
    corporatie = wereld.lid(VERHUURDER).corporatie
    norm = Norm(
        gemeente=gemeente,
        soort="maximum",
        doelgroep="statushouders",
        percentage=Decimal(10),
        van=date(JAAR, 1, 1),
    )
    acties.leg_normen_vast(door=None, normen=[norm])
    woningen = [
        VrijgekomenWoning(
            corporatie=corporatie,
            kenmerk=f"W-{n}",
            gemeente=gemeente,
            vrij_op=date(JAAR, 1, 1),
            verhuurd_op=date(JAAR, 1, 1),
            kamers=3,
            huurklasse="tot-1e-aftopping",
            doelgroep="statushouders" if n < 2 else "regulier",
        )
        for n in range(7)
    ]
    acties.leg_woningen_vast(door=None, woningen=woningen)
    return gemeente


def van(wereld: Any, gemeente: Any, wie: str) -> Any:
    return overleg_van(wereld.lid(wie), gemeente, JAAR, timezone.localdate())


def test_gemeente_ziet_alle_aantallen(wereld: Any, gemeente: Any) -> None:
    gezien = van(wereld, gemeente, DE_WOLDEN)
    assert gezien.begeleid.delen == {
        "Pré-vestiging": 6,
        "Coaching vestiging": 0,
        "Coaching integratie en participatie": 0,
        "Wacht op een volgende fase": 2,
        "Afgerond": 0,
    }
    assert (gezien.begeleid.totaal, gezien.begonnen, gezien.signalen.totaal, gezien.op) == (
        8,
        5,
        1,
        timezone.localdate(),
    )
    (aandeel,) = gezien.aandelen
    assert (aandeel.gemeten.meting.teller, aandeel.gemeten.meting.noemer, aandeel.gemeten.oordeel) == (2, 7, "boven")


@pytest.mark.parametrize("wie", [VERHUURDER, "bestuur@deveste.example"])
def test_corporatie_en_huurders_zien_geen_kleine_aantallen(wereld: Any, gemeente: Any, wie: str) -> None:
    wereld.lid("bestuur@deveste.example").huurdersorganisatie.gemeenten.add(gemeente)
    gezien = van(wereld, gemeente, wie)
    assert list(gezien.begeleid.delen.values()) == [6, None, None, None, None]
    assert (gezien.begeleid.totaal, gezien.signalen.totaal, set(gezien.signalen.delen.values())) == (8, None, {None})
    assert gezien.begonnen is None
    assert gezien.aandelen[0].gemeten.meting.noemer == 7


def test_kleine_som_is_ook_verborgen_en_nul_niet() -> None:
    assert tel({"a": 4, "b": 0}, rijen=False).totaal is None
    assert tel({"a": 0, "b": 0}, rijen=False).totaal == 0
    assert tel({"a": 6, "b": 7}, rijen=False).delen == {"a": 6, "b": 7}
    assert tel({"a": 1, "b": 0}, rijen=True).delen == {"a": 1, "b": 0}


def test_regio_ziet_leden_samen_en_een_ander_lid_geen_kleine_aantallen(wereld: Any, gemeente: Any, als: Als) -> None:
    regio = Regio.objects.get()
    regio.gemeenten.add(gemeente, wereld.gemeenten["GM0119"])
    coordinator = van(wereld, regio, "regio@westerkwartier.example")
    assert coordinator.begeleid.delen[WACHT] == 2
    assert van(wereld, regio, "huisvesting@meppel.example").begeleid.delen[WACHT] is None
    blad = als("regio@westerkwartier.example").get(reverse("overleg-regio", args=[regio.pk, JAAR]))
    assert f"Bestuurlijk overleg {JAAR}, regio Westerkwartier" in blad.content.decode()


def test_jaar_zonder_cijfers_en_jaar_dat_nog_komt(als: Als, gemeente: Any) -> None:
    client = als(DE_WOLDEN)
    assert [client.get(reverse("overleg", args=["GM1690", jaar])).status_code for jaar in (2013, 2014, JAAR + 1)] == [
        404,
        200,
        404,
    ]


def pdf_van(client: Client, naam: str, *argumenten: Any) -> bytes:
    antwoord = client.get(reverse(naam, args=argumenten))
    assert (antwoord["Content-Type"], "attachment" in antwoord["Content-Disposition"]) == ("application/pdf", True)
    return bytes(antwoord.content)


def test_pdf_zegt_van_welke_dag_wiens_telling_en_verbergt(wereld: Any, gemeente: Any, als: Als) -> None:
    nu = Halfjaar.van_datum(timezone.localdate())
    taakstelling(CODE, 24, nu)
    officieel(CODE, 3, nu, per=timezone.localdate())
    bladzijde = " ".join(regels_van(pdf_van(als(VERHUURDER), "overleg-pdf", "GM1690", JAAR)))
    for zin in (
        f"Bestuurlijk overleg {JAAR}: gemeente De Wolden",
        "Stichting Woonconcept · Medewerker woningcorporatie",
        "Wacht op een volgende fase verborgen",
        "Samen 8",
        "Aantallen onder 5 zijn verborgen",
        "2 van 7 28,6% boven",
        "telling van de corporaties",
    ):
        assert zin in bladzijde, bladzijde
    assert "Wacht op een volgende fase 2" in " ".join(
        regels_van(pdf_van(als(DE_WOLDEN), "overleg-pdf", "GM1690", JAAR))
    )


@pytest.mark.parametrize("profiel", ["ua1", "3a"])
@pytest.mark.parametrize("naam", ["overleg-pdf", "matrix-pdf"])
def test_pdf_is_toegankelijk_en_houdbaar(
    wereld: Any, gemeente: Any, als: Als, naam: str, profiel: str, tmp_path: Path
) -> None:
    acties.leg_matrix_vast(door=None, gemeente=gemeente, regels=acties.voorbeeldregels())
    pdf = pdf_van(als(DE_WOLDEN), naam, "GM1690", *([JAAR] if naam == "overleg-pdf" else []))
    pad = tmp_path / "blad.pdf"
    pad.write_bytes(pdf)
    assert [f for f in page.validate_pdf(str(pad), profile=profiel).failures if f.rule_id not in VALS_ALARM] == []
    with pikepdf.open(BytesIO(pdf)) as document:
        assert document.Root.Lang == "nl"
        assert "De Wolden" in str(document.docinfo.Title)


def test_matrix_op_papier_noemt_gaten_en_dubbel(wereld: Any, gemeente: Any, als: Als) -> None:
    regels = [
        acties.Matrixregel(r.fase, r.taak, "volledig", "volledig" if n else "", "")
        for n, r in enumerate(acties.voorbeeldregels()[:2])
    ]
    acties.leg_matrix_vast(door=None, gemeente=gemeente, regels=[*regels, acties.voorbeeldregels()[3]])
    blad = " ".join(regels_van(pdf_van(als(DE_WOLDEN), "matrix-pdf", "GM1690")))
    assert blad.count("Gat:") == 1
    assert blad.count("Dubbel:") == 1
    assert blad.count("Voor deze fase zijn nog geen taken verdeeld.") == 2
