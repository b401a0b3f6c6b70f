"""What the address may ask of a list: its order, its page, and how many rows; nothing odd breaks it."""

from collections.abc import Callable

import django_tables2 as tables
import pytest
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from organisaties.lijsten import MEESTE_PER_PAGINA, blader


class Tabel(tables.Table):
    nummer = tables.Column()
    naam = tables.Column(orderable=False)


def bladzijde(**vraag: object) -> tables.Table:
    tabel = Tabel([{"nummer": n, "naam": f"rij {n}"} for n in range(260)])
    blader(RequestFactory().get("/", vraag), tabel)
    return tabel


@pytest.mark.parametrize(
    ("gevraagd", "aantal"),
    [("", 25), ("10", 10), ("100", 100), ("101", 100), ("100000", 100), ("0", 1), ("-1", 1), ("-99999", 1)],
)
def test_aantal_per_bladzijde_blijft_tussen_1_en_100(gevraagd: str, aantal: int) -> None:
    assert len(bladzijde(per_page=gevraagd).page.object_list) == aantal


@pytest.mark.parametrize("gevraagd", ["veel", "1e9", "NaN", "25.5", "\x00", "9" * 5000])
def test_onleesbaar_aantal_is_het_gewone_aantal(gevraagd: str) -> None:
    assert len(bladzijde(per_page=gevraagd).page.object_list) == 25


@pytest.mark.parametrize(
    ("gevraagd", "nummer"), [("2", 2), ("11", 11), ("12", 11), ("9" * 400, 11), ("0", 1), ("-3", 1), ("x", 1), ("", 1)]
)
def test_bladzijde_buiten_de_lijst_is_de_naaste(gevraagd: str, nummer: int) -> None:
    assert bladzijde(page=gevraagd).page.number == nummer


@pytest.mark.parametrize("gevraagd", ["", "-", "--nummer", "naam", "bestaatniet", "\x00", "nummer__x"])
def test_onbegrepen_volgorde_laat_de_lijst_zoals_zij_is(gevraagd: str) -> None:
    assert [rij.record["nummer"] for rij in bladzijde(sort=gevraagd).page.object_list][:2] == [0, 1]


def test_elke_kolom_telt_eenmaal_in_de_volgorde() -> None:
    assert list(bladzijde(sort=["-nummer"] * 3000 + ["nummer"]).order_by) == ["-nummer"]


@given(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8))
def test_wat_er_ook_staat_er_komt_een_bladzijde(pagina: str, aantal: str, volgorde: str) -> None:
    tabel = bladzijde(page=pagina, per_page=aantal, sort=volgorde)
    assert 1 <= len(tabel.page.object_list) <= MEESTE_PER_PAGINA


LIJSTEN = {
    "toezicht@drenthe.example": ["/", "/cijfers/", "/cijfers/landelijk/2024-1/", "/logboek/", "/toezicht/brieven/"],
    "huisvesting@dewolden.example": ["/opgave/plaatsingen/", "/mijn-account/"],
    "beheer@thuisstand.example": ["/beheer/gebruikers/", "/beheer/organisaties/corporaties/"],
}


@pytest.mark.django_db
@pytest.mark.parametrize(("email", "adres"), [(email, adres) for email, alle in LIJSTEN.items() for adres in alle])
@pytest.mark.parametrize("vraag", ["per_page=-1", "per_page=0&page=-1", "per_page=100000&page=zes", "sort=-&page=1e3"])
def test_lijst_met_een_vreemde_vraag_geeft_een_bladzijde(
    als: Callable[[str], Client], email: str, adres: str, vraag: str
) -> None:
    assert als(email).get(f"{adres}?{vraag}").status_code == 200
