"""No proxy and no browser keeps what somebody had to sign in for."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

GEMEENTE = "huisvesting@dewolden.example"


@pytest.mark.parametrize("naam", ["vandaag", "account", "logboek", "plaatsingen", "cijfers"])
def test_pagina_na_inloggen_wordt_nergens_bewaard(als: Any, naam: str) -> None:
    assert als(GEMEENTE).get(reverse(naam)).headers["Cache-Control"] == "private, no-store"


def test_ook_een_fout_en_het_uitloggen(als: Any) -> None:
    client = als(GEMEENTE)
    assert client.get("/bestaat-niet/").headers["Cache-Control"] == "private, no-store"
    assert "no-store" in client.post(reverse("account_logout")).headers["Cache-Control"]


def test_wie_niet_is_ingelogd_krijgt_de_doorverwijzing_zonder(db: None) -> None:
    assert "Cache-Control" not in Client().get(reverse("vandaag")).headers
