"""`manage.py importeer mutaties` (beginstand, herverdeling, herindeling)."""

from pathlib import Path

import pytest

from taakstelling.models import Mutatie
from tests.opdracht import importeer

pytestmark = pytest.mark.usefixtures("land")

KOP = "gemeente;datum;soort;aantal;grondslag;reden\n"


def fouten(map_: Path, *regels: str) -> list[tuple[int | None, str | None]]:
    uitkomst = importeer(map_, "mutaties", KOP + "\n".join(regels) + "\n", "--json")
    return uitkomst.redenen if uitkomst.status else []


def geldig() -> list[tuple[str, str, int]]:
    rijen = Mutatie.objects.bekend().select_related("gemeente").order_by("gemeente__code", "soort")
    return [(m.gemeente.code, m.soort, m.aantal) for m in rijen]


@pytest.mark.parametrize(
    ("regel", "kolom"),
    [
        ("GM1690;2024-02-01;beginstand;-10;b;r", "datum"),
        ("GM1690;2024-01-01;begin;-10;b;r", "soort"),
        ("GM1690;2024-01-01;correctie;;b;r", "aantal"),
        ("GM1690;2024-01-01;correctie;3;;r", "grondslag"),
        ("GM1690;2024-01-01;correctie;3;b;", "reden"),
        ("GM0457;2022-07-01;correctie;3;b;r", "datum"),
        ("GM1969;2018-07-01;correctie;3;b;r", "datum"),
        ("Weesp;2022-05-01;correctie;3;b;r", "gemeente"),
        ("GM1690;1812-01-01;correctie;3;b;r", "datum"),
    ],
)
def test_mutatie_die_niet_kan(tmp_path: Path, regel: str, kolom: str) -> None:
    assert fouten(tmp_path, regel) == [(2, kolom)]


@pytest.mark.parametrize(("aantal", "waarde"), [("-3", -3), ("\N{MINUS SIGN}3", -3), ("+3", 3), ("3", 3), ("0", 0)])
def test_aantal_heeft_een_teken(tmp_path: Path, aantal: str, waarde: int) -> None:
    assert fouten(tmp_path, f"GM1690;2024-03-05;vrijstelling;{aantal};b;r") == []
    assert geldig() == [("GM1690", "vrijstelling", waarde)]


@pytest.mark.parametrize("soort", ["herverdeling", "herindeling"])
def test_regels_van_een_besluit_zijn_samen_nul(tmp_path: Path, soort: str) -> None:
    a, b = f"GM1690;2024-01-01;{soort};5;besluit 1;r", f"GM0119;2024-01-01;{soort};-4;besluit 1;r"
    assert fouten(tmp_path, a) == [(2, "aantal")]
    assert fouten(tmp_path, a, b) == [(2, "aantal"), (3, "aantal")]
    assert fouten(tmp_path, a, b.replace("-4", "-5").replace("besluit 1", "besluit 2")) == [
        (2, "aantal"),
        (3, "aantal"),
    ]
    assert fouten(tmp_path, a, b.replace("-4", "-5")) == []
    assert geldig() == [("GM0119", soort, -5), ("GM1690", soort, 5)]


def test_herverdeling_wordt_als_geheel_verbeterd(tmp_path: Path) -> None:
    besluit = ["GM1690;2024-01-01;herverdeling;5;b;r", "GM0119;2024-01-01;herverdeling;-5;b;r"]
    assert fouten(tmp_path, *besluit) == []
    assert fouten(tmp_path, "GM1690;2024-01-01;herverdeling;6;b;r") == [(2, "aantal")]
    assert fouten(tmp_path, "GM1690;2024-01-01;herverdeling;3;b;r", "GM1708;2024-01-01;herverdeling;2;b;r") == []
    assert geldig() == [("GM0119", "herverdeling", -5), ("GM1690", "herverdeling", 3), ("GM1708", "herverdeling", 2)]


def test_foute_regel_houdt_het_hele_besluit_tegen(tmp_path: Path) -> None:
    tekst = KOP + "GM1690;2024-01-01;herverdeling;5;b;r\nGM0119;2024-01-01;herverdeling;vijf;b;r\n"
    tekst += "GM1708;2024-01-01;correctie;1;c;r\n"
    uitkomst = importeer(tmp_path, "mutaties", tekst, "--json", "--goede-rijen")
    assert uitkomst.redenen == [(2, None), (3, "aantal")]
    assert geldig() == [("GM1708", "correctie", 1)]


def test_andere_beginstand_vervangt_ook_met_andere_grondslag(tmp_path: Path) -> None:
    assert fouten(tmp_path, "GM1690;2024-01-01;beginstand;-10;brief;r") == []
    assert fouten(tmp_path, "De Wolden;01-01-2024;beginstand;-11;andere brief;r") == []
    assert geldig() == [("GM1690", "beginstand", -11)]
    assert Mutatie.objects.count() == 2
