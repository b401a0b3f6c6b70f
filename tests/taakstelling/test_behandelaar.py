"""Who looks after a household, also when somebody else than a colleague of that gemeente changes it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organisaties.models import Lidmaatschap, Regio
from taakstelling.models import Huishouden
from tests.taakstelling.huishoudens import DE_WOLDEN, collega, dagen_terug, koppel
from tests.taakstelling.test_huishouden_paginas import NIEUW
from tests.taakstelling.test_plaatsing_paginas import ingevuld

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]
COORDINATOR, WESTERKWARTIER = "regio@westerkwartier.example", "huisvesting@westerkwartier.example"


def wijzig(client: Client, huishouden: Huishouden, **velden: Any) -> Any:
    adres = reverse("huishouden-wijzigen", args=[huishouden.pk])
    antwoord = client.post(adres, ingevuld(client, adres, **velden))
    huishouden.refresh_from_db()
    return antwoord


def namen(client: Client, adres: str) -> list[str]:
    veld = client.get(adres).context["form"].fields["behandelaar"]
    return [veld.label_from_instance(lid) for lid in veld.queryset]


def test_coordinator_wijzigt_een_huishouden_met_behandelaar(wereld: Any, als: Als) -> None:
    Regio.objects.get().gemeenten.set([wereld.gemeenten["GM1690"], wereld.gemeenten["GM0119"]])
    ander = collega(wereld)
    huishouden = koppel(wereld, "H-1", behandelaar=wereld.lid(DE_WOLDEN))
    client = als(COORDINATOR)
    assert wijzig(client, huishouden, kamers=3).status_code == 302
    assert (huishouden.kamers, huishouden.behandelaar) == (3, wereld.lid(DE_WOLDEN))
    assert wijzig(client, huishouden, behandelaar=ander.pk).status_code == 302
    assert huishouden.behandelaar == ander
    assert "Medewerker Meppel (Meppel)" in namen(client, NIEUW)
    assert "Medewerker Meppel" not in namen(client, reverse("huishouden-wijzigen", args=[huishouden.pk]))
    meppel = wereld.lid("huisvesting@meppel.example")
    gegevens = {"gekoppeld_op": dagen_terug(3).isoformat(), "volwassenen": 1, "behandelaar": meppel.pk}
    antwoord = client.post(NIEUW, ingevuld(client, NIEUW, koppelgemeente=wereld.gemeenten["GM1690"].pk, **gegevens))
    assert antwoord.context["form"].errors["behandelaar"] == ["Kies iemand die werkt bij De Wolden."]


def test_opvolger_wijzigt_en_behandelt_een_huishouden_van_de_opgegane_gemeente(wereld: Any, als: Als) -> None:
    huishouden = koppel(wereld, "H-1", wie=WESTERKWARTIER, voor="GM0022", gekoppeld_op=date(2018, 11, 1))
    assert wijzig(als(WESTERKWARTIER), huishouden, behandelaar=wereld.lid(WESTERKWARTIER).pk).status_code == 302
    assert huishouden.behandelaar == wereld.lid(WESTERKWARTIER)
    assert wijzig(als(WESTERKWARTIER), huishouden, kamers=2).status_code == 302
    assert huishouden.behandelaar == wereld.lid(WESTERKWARTIER)


def test_wie_wegging_houdt_een_wijziging_niet_tegen(wereld: Any, als: Als) -> None:
    Regio.objects.get().gemeenten.set([wereld.gemeenten["GM1690"]])
    huishouden = koppel(wereld, "H-1", behandelaar=wereld.lid(DE_WOLDEN))
    Lidmaatschap.objects.filter(pk=wereld.lid(DE_WOLDEN).pk).update(beeindigd_op=huishouden.vastgelegd_op)
    assert wijzig(als(COORDINATOR), huishouden, kamers=3).status_code == 302
    assert (huishouden.kamers, huishouden.behandelaar) == (3, None)
