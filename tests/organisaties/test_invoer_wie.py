"""Who sees which file, and only doors that open."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organisaties.invoer.soorten import alle_soorten
from organisaties.models import Invoerbestand, Lidmaatschap
from organisaties.toegang import ziet_bestand_van
from taakstelling.regels.halfjaar import Halfjaar
from tests.taakstelling.afstemmingsfeiten import coalijst

pytestmark = pytest.mark.django_db
BEHEER = "beheer@thuisstand.example"
Als = Callable[[str], Client]


def bied(soort: str, fase: str, lid: Lidmaatschap | None = None) -> Invoerbestand:
    gemaakt: Invoerbestand = Invoerbestand.objects.create(
        soort=soort, naam=f"{soort}-{fase}.csv", sha256="0" * 64, fase=fase, nieuw=1, rijen=1, lidmaatschap=lid
    )
    return gemaakt


def test_ziet_bestand_van_zegt_hetzelfde_als_de_lijst(wereld: Any) -> None:
    leden = list(Lidmaatschap.objects.select_related("gebruiker"))
    bestanden = [bied("plaatsingen", "ingelezen", van) for van in (None, *leden)]
    for lid in (None, *leden):
        lijst = set(Invoerbestand.objects.zichtbaar_voor(lid))
        assert {b for b in bestanden if ziet_bestand_van(lid, b.lidmaatschap)} == lijst


def test_beheer_ziet_bij_een_bestand_alleen_wat_het_mag_openen(wereld: Any, als: Als) -> None:
    """A command may read in every kind; the pages to go on with it are not all for the beheerder."""
    beheer = als(BEHEER)
    bestanden = [bied(soort, fase) for soort in (*alle_soorten(), "coa-lijst") for fase in Invoerbestand.Fase.values]
    paginas = {reverse("invoerbestand", args=[b.pk]) for b in bestanden if b.soort != "coa-lijst"}
    deuren: dict[str, str] = {}
    for adres in ("/invoer/?per_page=100", *sorted(paginas)):
        antwoord = beheer.get(adres)
        assert antwoord.status_code == 200, adres
        deuren |= dict.fromkeys(re.findall(r'href="(/(?!static)[^"?#]*)', antwoord.content.decode()), adres)
    for naar in deuren.keys() - paginas:
        antwoord = beheer.get(naar)
        assert antwoord.status_code in (200, 302), (deuren[naar], naar)


def test_lijst_van_coa_heeft_een_naam_en_aantallen_en_is_van_wie_haar_inlas(wereld: Any, als: Als) -> None:
    coalijst(wereld, Halfjaar(2024, 1))
    for email, ziet in (("huisvesting@dewolden.example", True), (BEHEER, False)):
        pagina = als(email).get(reverse("invoer"))
        assert ("Lijst van COA" in pagina.content.decode()) is ziet
        assert "coa-lijst" not in pagina.content.decode()
    bestand = Invoerbestand.objects.get()
    assert bestand.rijen == bestand.nieuw > 0


@pytest.mark.parametrize("soort", sorted(alle_soorten()))
def test_elke_soort_legt_zichzelf_en_elke_kolom_uit(soort: str) -> None:
    deze = alle_soorten()[soort]
    assert deze.toelichting.titel and deze.toelichting.wat.endswith(".")
    assert set(deze.toelichting.sleutel) <= set(deze.kolommen)
    assert [kolom for kolom in deze.kolommen if not deze.toelichting.van(kolom).uitleg] == []
    assert set(deze.toelichting.kolommen) <= set(deze.kolommen)
