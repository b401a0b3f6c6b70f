"""Own count beside COA's in a closed half-year, and what functioneel beheer hears of it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from organisaties.models import Provincie
from taakstelling.acties.afsluitingen import sluit_af
from taakstelling.overzicht.afstemming import afstemmingslijst
from tests.taakstelling.afstemmingsfeiten import MEDEWERKER, plaats
from tests.taakstelling.cijferfeiten import beginstand, officieel, plaatsing, taakstelling
from tests.taakstelling.test_afstemming import (
    DE_WOLDEN,
    DRENTHE,
    EEN,
    JUNI,
    MEI,
    TWEE,
    Als,
    adres,
    blad,
    ingevuld,
    regels,
)

pytestmark = pytest.mark.django_db


def test_gesloten_halfjaar_stemt_af_wat_nu_bekend_is_en_merkt_wat_er_telt(wereld: Any, als: Als) -> None:
    """Closed on COA's 2. A late plaatsing is a difference all the same, and a later figure does not count here."""
    beginstand(DE_WOLDEN, 0)
    taakstelling(DE_WOLDEN, 5)
    taakstelling(DE_WOLDEN, 5, TWEE)
    plaats(wereld, "H-1", volwassenen=2, afgemeld_op=MEI)
    officieel(DE_WOLDEN, 2, per=date(2024, 7, 5))
    sluit_af(door=None, provincie=Provincie.objects.get(code="PV22"), halfjaar=EEN)
    assert regels(wereld) == []
    plaats(wereld, "H-2", volwassenen=3, afgemeld_op=JUNI)
    assert [aantal for _, aantal, _ in regels(wereld)] == [-3]
    assert [r.status for r in afstemmingslijst(wereld.lid(MEDEWERKER), [wereld.gemeenten[DE_WOLDEN]])] == ["open"]
    client = als(DRENTHE)
    naar = adres("coa-cijfer-vastleggen")
    assert "is nagekomen in de 2e helft van 2024" in client.get(naar).content.decode()
    antwoord = client.post(
        naar, ingevuld(client, naar, cijfers_per="2024-09-02", aantal="4", bron="COA"), follow=True
    ).content.decode()
    assert "is gesloten en verandert niet. Nagekomen in de 2e helft van 2024: +2." in antwoord
    assert [c.telt for c in blad(wereld).cijfers] == ["telt", "kwam na het sluiten"]
    assert (blad(wereld).afstemming.eigen, blad(wereld).afstemming.coa) == (5, 4)


def test_in_de_tijdmachine_staat_wat_toen_bekend_was_en_is_er_niets_te_doen(wereld: Any, als: Als) -> None:
    beginstand(DE_WOLDEN, 0)
    taakstelling(DE_WOLDEN, 5)
    plaats(wereld, "H-1", volwassenen=2, afgemeld_op=MEI)
    officieel(DE_WOLDEN, 3, per=date(2024, 7, 5))
    client, gisteren = als(MEDEWERKER), f"?bekend_op={timezone.localdate() - timedelta(days=1)}"
    nu = client.get(adres("afstemming-halfjaar"))
    toen = client.get(adres("afstemming-halfjaar") + gisteren)
    assert [(pagina.context["regel"].eigen, len(pagina.context["blad"].cijfers)) for pagina in (nu, toen)] == [
        (2, 1),
        (None, 0),
    ]
    assert [bool(pagina.context["mag_afstemmen"]) for pagina in (nu, toen)] == [True, False]
    lijsten = [client.get(reverse("afstemming") + vraag).context["table"].rows for vraag in ("", gisteren)]
    assert [len(rijen) for rijen in lijsten] == [1, 0]


def test_beheer_krijgt_van_een_coacijfer_geen_eigen_telling_te_zien(wereld: Any, als: Als) -> None:
    """The half-year before counts by the own log, so the stand says something of it."""
    beginstand(DE_WOLDEN, 0)
    for halfjaar in (EEN, TWEE):
        taakstelling(DE_WOLDEN, 5, halfjaar)
    plaatsing(DE_WOLDEN, EEN, volwassenen=4)
    client = als("beheer@thuisstand.example")
    naar = adres("coa-cijfer-vastleggen", TWEE)
    antwoord = client.post(
        naar, ingevuld(client, naar, cijfers_per="2025-01-06", aantal="5", bron="COA"), follow=True
    ).content.decode()
    assert "De realisatie is nu 5 personen (COA)." in antwoord
