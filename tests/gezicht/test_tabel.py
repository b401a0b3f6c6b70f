"""The table template: what a screen reader and a keyboard need is in the HTML."""

import re
from html import unescape

import django_tables2 as tables
import pytest
from django.test import RequestFactory

from organisaties.lijsten import blader
from tests.gezicht.galerij import GETAL


class Tabel(tables.Table):
    caption = "Gemeenten"
    eenheid = "gemeenten"
    eenheid_enkel = "gemeente"
    naam = tables.Column("Gemeente", footer="Samen")
    stand = tables.Column("Stand", attrs=GETAL, footer=lambda table: sum(rij["stand"] for rij in table.data))
    balk = tables.Column("Balk", orderable=False, empty_values=(), attrs={"td": {"class": "balk"}})

    class Meta:
        empty_text = "Hier komen de gemeenten."


def html(aantal: int, vraag: str = "", klasse: type[tables.Table] = Tabel, per_page: int = 25) -> str:
    request = RequestFactory().get("/lijst/" + vraag)
    tabel = klasse([{"naam": f"Gemeente <{i}>", "stand": -i * 100} for i in range(aantal)], request=request)
    blader(request, tabel, per_pagina=per_page)
    return str(tabel.as_html(request))


def alle(patroon: str, tekst: str) -> list[str]:
    return [unescape(g) if isinstance(g, str) else g for g in re.findall(patroon, tekst, re.DOTALL)]


def test_tabel_heeft_een_bijschrift_met_de_telling() -> None:
    assert " ".join(re.sub("<[^>]+>", "", alle("<caption.*?</caption>", html(60))[0]).split()) == (
        "Gemeenten 1–25 van 60 gemeenten"
    )
    assert "1 gemeente</span>" in html(1)


def test_koppen_hebben_een_scope() -> None:
    uit = html(2)
    assert len(alle('<th scope="col"', uit)) == 3
    assert alle('<th scope="row"[^>]*>(.*?)</th>', uit) == ["Gemeente <0>", "Gemeente <1>", "Samen"]


def test_rijkop_mag_een_andere_kolom_zijn() -> None:
    class Anders(Tabel):
        rijkop = "stand"

    assert alle("<tbody.*</tbody>", html(1, klasse=Anders))[0].count('scope="row"') == 1
    assert alle('<th scope="row"[^>]*>(.*?)</th>', html(1, klasse=Anders))[0] == "0"


@pytest.mark.parametrize(
    ("vraag", "verwacht"), [("", []), ("?sort=naam", ["ascending"]), ("?sort=-stand", ["descending"])]
)
def test_aria_sort_staat_alleen_op_de_gesorteerde_kolom(vraag: str, verwacht: list[str]) -> None:
    assert alle('aria-sort="(.*?)"', html(3, vraag)) == verwacht


def test_sorteren_is_een_link_die_naar_de_eerste_pagina_gaat() -> None:
    assert alle('<a class="sorteer" href="(.*?)"', html(60, "?page=2&naam=x&sort=naam")) == [
        "?naam=x&sort=-naam",
        "?naam=x&sort=stand",
    ]


def test_cellen_dragen_hun_kolomnaam_voor_de_kaart() -> None:
    assert alle('<td role="cell" data-label="(.*?)"', html(1)) == ["Stand", "Balk", "Stand", "Balk"]


def test_getallen_en_som_met_een_echt_minteken() -> None:
    uit = html(15)
    assert alle('<td role="cell" data-label="Stand"[^>]*>(.*?)</td>', uit)[-2:] == ["−1.400", "−10.500"]


def test_bladeren_met_links_en_de_huidige_bladzij() -> None:
    uit = html(60, "?page=2&sort=naam")
    assert alle('aria-label="(.*?)"', uit) == ["Pagina's van Gemeenten"]
    assert alle('<a [^>]*aria-current="page"[^>]*>(.*?)</a>', uit) == ['<span class="verborgen">Pagina </span>2']
    assert alle('rel="(?:prev|next)" href="(.*?)"', uit) == ["?page=1&sort=naam", "?page=3&sort=naam"]


def test_een_bladzij_heeft_niets_te_bladeren() -> None:
    assert "<nav" not in html(25)


def test_lege_lijst_zegt_wat_er_komt_en_biedt_de_ene_handeling() -> None:
    class Leeg(Tabel):
        lege_actie = ("/nieuw/", "Gemeente toevoegen")

        class Meta(Tabel.Meta):
            pass

    uit = html(0, klasse=Leeg)
    assert "<table" not in uit
    assert "Hier komen de gemeenten." in uit
    assert alle('<a [^>]*href="(.*?)">(.*?)</a>', uit) == [("/nieuw/", "Gemeente toevoegen")]  # type: ignore[comparison-overlap]


def test_waarden_worden_ontsnapt() -> None:
    assert "Gemeente &lt;0&gt;" in html(1)
