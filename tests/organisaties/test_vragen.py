"""Each list asks the database as often with one row as with thirty."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisaties import logboek
from organisaties.acties import leg_corporatie_vast, leg_huurdersorganisatie_vast, leg_regio_vast, nodig_uit
from organisaties.models import Gemeente, Provincie
from organisaties.rollen import Rol

BEHEER = "beheer@thuisstand.example"


def _gebruikers(wereld: Any, n: int) -> None:
    gemeente = wereld.gemeenten["GM1690"]
    nodig_uit(door=None, email=f"n{n}@x.example", naam=f"N{n}", rol=Rol.GEMEENTE, organisatie=gemeente)
    nodig_uit(door=None, email=f"n{n}@x.example", naam="", rol=Rol.CIJFERLEZER)


def _handelingen(wereld: Any, n: int) -> None:
    for email in (BEHEER, "huisvesting@dewolden.example"):
        lid = wereld.lid(email)
        waar = {"gemeente": lid.gemeente} if lid.gemeente else {}
        logboek.schrijf(door=lid, handeling="rol gegeven", op=wereld.gebruikers[BEHEER], **waar)


def _organisaties(wereld: Any, n: int) -> None:
    gemeenten = list(wereld.gemeenten.values())[:3]
    leg_corporatie_vast(door=None, naam=f"C{n}", kvk="", gemeenten=gemeenten)
    leg_huurdersorganisatie_vast(door=None, naam=f"H{n}", gemeenten=gemeenten)
    leg_regio_vast(door=None, naam=f"R{n}", gemeenten=gemeenten)
    provincie = Provincie.objects.create(code=f"PX{n}"[:4], naam=f"Provincie {n}")
    Gemeente.objects.create(code=f"GX{n}", naam=f"Gemeente {n}", provincie=provincie)


LIJSTEN = [
    (BEHEER, "gebruikers", {}, _gebruikers),
    (BEHEER, "logboek", {}, _handelingen),
    ("huisvesting@dewolden.example", "logboek", {}, _handelingen),
    ("huisvesting@dewolden.example", "account", {}, _handelingen),
    *[
        (BEHEER, "organisaties", {"soort": soort}, _organisaties)
        for soort in ("gemeenten", "provincies", "corporaties", "huurdersorganisaties", "regios")
    ],
]


@pytest.mark.parametrize("lijst", LIJSTEN)
def test_lijst_vraagt_even_vaak_bij_een_als_bij_dertig(
    als: Any, wereld: Any, lijst: tuple[str, str, dict[str, str], Any]
) -> None:
    email, naam, kwargs, meer = lijst
    client, adres = als(email), reverse(naam, kwargs=kwargs)

    def aantal() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as vragen:
            tabel = client.get(adres).context["tabel"]
            rijen = len(tabel.page.object_list)
        return len(vragen), rijen

    meer(wereld, 0)
    aantal()  # the first request also fills Django's own caches
    een, _ = aantal()
    for n in range(1, 30):
        meer(wereld, n)
    dertig, rijen = aantal()
    assert rijen == 25
    assert dertig == een


def test_pagina_van_een_gebruiker_vraagt_even_vaak(als: Any, wereld: Any) -> None:
    client = als(BEHEER)
    adres = reverse("gebruiker", kwargs={"pk": wereld.gebruikers[BEHEER].pk})

    def aantal() -> int:
        with CaptureQueriesContext(connection) as vragen:
            client.get(adres)
        return len(vragen)

    _handelingen(wereld, 0)
    aantal()
    een = aantal()
    for n in range(30):
        _handelingen(wereld, n)
    assert aantal() == een
