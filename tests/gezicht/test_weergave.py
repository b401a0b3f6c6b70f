"""How numbers, units and dates are written."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.template import Context, engines

from organisaties.templatetags import weergave


@pytest.mark.parametrize(
    ("waarde", "tekst"),
    [
        (0, "0"),
        (-13, "−13"),
        (1459, "1.459"),
        (-1234567, "−1.234.567"),
        (None, "onbekend"),
        (Fraction(5, 2), "3"),
        (Fraction(-1, 4), "0"),
    ],
)
def test_getal(waarde: int | None, tekst: str) -> None:
    assert weergave.getal(waarde) == tekst


@pytest.mark.parametrize(
    ("waarde", "decimalen", "tekst"),
    [
        (Fraction(13, 5), 1, "2,6"),
        (Decimal("1234.56"), 1, "1.234,6"),
        (Fraction(-1, 20), 1, "−0,1"),
        (3, 2, "3,00"),
        (None, 1, "onbekend"),
    ],
)
def test_getal_met_decimalen(waarde: Fraction | None, decimalen: int, tekst: str) -> None:
    assert weergave.getal(waarde, decimalen) == tekst


@pytest.mark.parametrize(("waarde", "tekst"), [(4, "+4"), (-13, "−13"), (0, "0"), (None, "onbekend"), (1200, "+1.200")])
def test_saldo_heeft_altijd_een_teken(waarde: int | None, tekst: str) -> None:
    assert weergave.saldo(waarde) == tekst


@pytest.mark.parametrize(
    ("waarde", "tekst"),
    [(1, "1 persoon"), (2, "2 personen"), (0, "0 personen"), (-1, "−1 persoon"), (None, "personen onbekend")],
)
def test_personen_met_hun_eenheid(waarde: int | None, tekst: str) -> None:
    assert weergave.personen(waarde) == tekst


def test_woningen_en_huishoudens_met_hun_eenheid() -> None:
    assert [weergave.woningen(1), weergave.woningen(1200)] == ["1 woning", "1.200 woningen"]
    assert [weergave.huishoudens(1), weergave.huishoudens(3)] == ["1 huishouden", "3 huishoudens"]


def test_percentage() -> None:
    assert [weergave.percentage(Fraction(25, 2)), weergave.percentage(10, 0), weergave.percentage(None)] == [
        "12,5%",
        "10%",
        "onbekend",
    ]


def test_datums_zijn_nederlands() -> None:
    assert weergave.datum(date(2024, 7, 1)) == "1 juli 2024"
    assert weergave.datum_kort(date(2024, 3, 12)) == "12 mrt 2024"
    assert weergave.datum(None) == "onbekend"
    # Half past eleven in the evening in UTC is the next day here.
    assert weergave.datum(datetime(2024, 6, 30, 23, 30, tzinfo=UTC)) == "1 juli 2024"
    assert weergave.tijdstip(datetime(2024, 6, 30, 23, 30, tzinfo=UTC)) == "1 juli 2024, 01.30 uur"


def test_standwoord() -> None:
    assert [weergave.standwoord(n) for n in (-1, 0, 1, None)] == ["achterstand", "stand nul", "voorsprong", "onbekend"]


def test_cel_schrijft_getallen_en_laat_de_rest() -> None:
    assert [weergave.cel(w) for w in (-1459, True, "—", "1459")] == ["−1.459", True, "—", "1459"]


def test_onthoud_toont_de_titel_op_twee_plekken() -> None:
    sjabloon = engines["django"].from_string('{% onthoud "t" %} A & <b> {% endonthoud %}[{{ t }}|{{ t }}]')
    assert sjabloon.render() == "[A & <b>|A & <b>]"


def test_omlijst_toont_niets_om_niets() -> None:
    bron = '{% omlijst "components/standregel.html" %}{{ x }} {% endomlijst %}'
    sjabloon = engines["django"].from_string(bron)
    assert sjabloon.render({"x": ""}) == ""
    assert sjabloon.render({"x": "<"}).strip() == '<p class="standregel">&lt; </p>'


def test_sjabloontags_zijn_overal_zonder_load() -> None:
    assert engines["django"].engine.from_string("{{ n|saldo }}").render(Context({"n": -3})) == "−3"


@pytest.mark.parametrize(
    ("waarde", "decimalen", "tekst"),
    [
        (1, 0, "1 woning"),
        (2, 0, "2 woningen"),
        (Fraction(1), 1, "1 woning"),
        (Fraction(51, 50), 1, "1 woning"),
        (Fraction(13, 10), 1, "1,3 woningen"),
        (10, 1, "10,0 woningen"),
        (-1, 0, "−1 woning"),
        (0, 1, "0,0 woningen"),
        (None, 1, "woningen onbekend"),
    ],
)
def test_een_is_enkelvoud_ook_na_afronden(waarde: Fraction | None, decimalen: int, tekst: str) -> None:
    assert weergave.woningen(waarde, decimalen) == tekst
