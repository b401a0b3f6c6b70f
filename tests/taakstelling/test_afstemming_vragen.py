"""The afstemming asks the database no more with many rows than with few."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisaties.models import Gemeente
from tests.taakstelling.afstemmingsfeiten import MEDEWERKER, V_NUMMER, coalijst, plaats, rij
from tests.taakstelling.cijferfeiten import officieel, vul_provincie
from tests.taakstelling.test_afstemming import DE_WOLDEN, DRENTHE, EEN, MEI, Als, adres

pytestmark = pytest.mark.django_db


def test_lijst_en_blad_vragen_bij_veel_rijen_niet_meer(wereld: Any, als: Als) -> None:
    client = als(DRENTHE)

    def vragen(wie: Client, waar: str) -> int:
        with CaptureQueriesContext(connection) as gevangen:
            assert wie.get(waar).status_code == 200
        return len(gevangen)

    vul_provincie("PV22", 1)
    lijst = f"{reverse('afstemming')}?toon=alles&per_page=100"
    vragen(client, lijst)
    weinig = vragen(client, lijst)
    Gemeente.objects.filter(code="GM8000").update(code="GM7999")
    vul_provincie("PV22", 30)
    assert vragen(client, lijst) == weinig

    eigen, waar = als(MEDEWERKER), adres("afstemming-halfjaar")
    plaats(wereld, "H-1", volwassenen=2, afgemeld_op=MEI)
    officieel(DE_WOLDEN, 1)
    coalijst(wereld, EEN, [rij(2, 1, kenmerk="H-1"), rij(3, 1, v=V_NUMMER)])
    vragen(eigen, waar)
    een = vragen(eigen, waar)
    for nummer in range(10):
        plaats(wereld, f"K-{nummer}", volwassenen=1 + nummer % 4, afgemeld_op=MEI)
    rijen = [rij(n, 1, kenmerk=f"K-{n}") for n in range(5)]
    coalijst(wereld, EEN, [*rijen, rij(8, 1, v=V_NUMMER)], per=date(2024, 8, 1))
    assert vragen(eigen, waar) == een
