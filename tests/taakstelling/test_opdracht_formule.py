"""`manage.py formule` over the country as the project ships it."""

import csv
from pathlib import Path

import pytest

from tests.opdracht import draai, importeer

GEGEVENS = Path(__file__).parents[2] / "taakstelling" / "gegevens"


def rijen(naam: str) -> list[dict[str, str]]:
    with (GEGEVENS / f"{naam}.csv").open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand, delimiter=";"))


@pytest.fixture
def hele_land(db: None) -> None:
    for soort in ("gemeenten", "inwonertallen", "deelinwoners", "prognoses"):
        uitkomst = draai("importeer", soort, GEGEVENS / f"{soort}.csv", "--json")
        assert uitkomst.status == 0, uitkomst.fout
        assert uitkomst.json == {
            "soort": soort,
            "proef": False,
            "nieuw": len(rijen(soort)),
            "vervangen": 0,
            "overgeslagen": 0,
        }


def aantal(gemeente: str, halfjaar: str, regel: str = "sluitend") -> int:
    uitkomst = draai("formule", "--halfjaar", halfjaar, "--gemeente", gemeente, "--regel", regel, "--json")
    [gevonden] = uitkomst.json["gemeenten"]
    assert gevonden["gemeente"] == gemeente
    getal: int = gevonden["aantal"]
    return getal


def test_formule_geeft_elk_gepubliceerd_cijfer(db: None, tmp_path: Path) -> None:
    kop = "halfjaar;aantal;status;gepubliceerd_op;bron\n"
    for soort in ("gemeenten", "inwonertallen"):
        assert draai("importeer", soort, GEGEVENS / f"{soort}.csv").status == 0
    uit = {}
    # In two steps, because a lowered national number replaces the one before it.
    for status in ("vastgesteld", "bijgesteld"):
        regels = [
            f'{r["halfjaar"]};{r["aantal"]};{status};;"{r["bron"]}"\n'
            for r in rijen("prognoses")
            if r["status"] == status
        ]
        assert importeer(tmp_path, "prognoses", kop + "".join(regels)).status == 0
        for r in rijen("gepubliceerd"):
            if r["status"] == status:
                uit[r["gemeente"], r["halfjaar"], status] = aantal(r["gemeente"], r["halfjaar"])
    assert uit == {(r["gemeente"], r["halfjaar"], r["status"]): int(r["aantal"]) for r in rijen("gepubliceerd")}


@pytest.mark.usefixtures("hele_land")
def test_formule_van_2024_1() -> None:
    uitkomst = draai("formule", "--halfjaar", "2024-1", "--json").json
    gemeenten = uitkomst.pop("gemeenten")
    assert uitkomst == {
        "halfjaar": "2024-1",
        "regel": "sluitend",
        "landelijk": 18750,
        "rekentotaal": "18582.8",
        "som": 18750,
    }
    assert len(gemeenten) == 342
    assert sum(rij["aantal"] for rij in gemeenten) == 18750
    assert [rij["gemeente"] for rij in gemeenten] == sorted(rij["gemeente"] for rij in gemeenten)
    for regel in ("naar_boven", "rekenkundig"):
        assert draai("formule", "--halfjaar", "2024-1", "--regel", regel, "--json").json["rekentotaal"] is None
    # Haarlemmermeer 2023-1: published 191; the law to the letter gives 193.
    assert [aantal("GM0394", "2023-1", regel) for regel in ("sluitend", "rekenkundig", "naar_boven")] == [191, 192, 193]
    opnieuw = draai("importeer", "inwonertallen", GEGEVENS / "inwonertallen.csv", "--json").json
    assert (opnieuw["nieuw"], opnieuw["vervangen"], opnieuw["overgeslagen"]) == (0, 0, len(rijen("inwonertallen")))


@pytest.mark.usefixtures("hele_land")
def test_gesplitste_gemeente_zonder_en_met_deelinwoners(tmp_path: Path) -> None:
    """Haaren (GM0788) was split over four gemeenten on 1 January 2021."""
    zonder = draai("formule", "--halfjaar", "2021-1", "--json").json
    assert zonder["onvolledig"] == ["GM0788"]
    assert "GM0788" in draai("formule", "--halfjaar", "2021-1", "--gemeente", "GM0855").uit
    [opvolgers] = [r["opvolgers"].split() for r in rijen("gemeenten") if r["code"] == "GM0788"]
    [totaal] = [
        int(r["inwoners"]) for r in rijen("inwonertallen") if (r["code"], r["peildatum"]) == ("GM0788", "2020-01-01")
    ]
    delen = [totaal - 3 * 3000, 3000, 3000, 3000]
    regels = "".join(f"GM0788;{naar};2020-01-01;{n}\n" for naar, n in zip(opvolgers, delen, strict=True))
    uitkomst = importeer(tmp_path, "deelinwoners", "van;naar;peildatum;inwoners\n" + regels)
    assert uitkomst.status == 0, uitkomst.fout
    met = draai("formule", "--halfjaar", "2021-1", "--json").json
    assert "onvolledig" not in met
    per = {rij["gemeente"]: rij["aantal"] for rij in met["gemeenten"]}
    eerder = {rij["gemeente"]: rij["aantal"] for rij in zonder["gemeenten"]}
    assert per[opvolgers[0]] < eerder[opvolgers[0]]
    assert all(per[naar] > eerder[naar] for naar in opvolgers[1:])


@pytest.mark.usefixtures("hele_land")
def test_formule_naast_het_gepubliceerde_cijfer(tmp_path: Path) -> None:
    regels = "gemeente;halfjaar;aantal;status;vastgesteld_op;bron\nGM1690;2024-1;28;vastgesteld;2023-11-01;x\n"
    assert importeer(tmp_path, "taakstellingen", regels).status == 0
    tekst = draai("formule", "--halfjaar", "2024-1", "--gemeente", "De Wolden").uit
    [regel] = [regel.split() for regel in tekst.splitlines() if regel.startswith("GM1690")]
    assert regel == ["GM1690", "De", "Wolden", "24.602", "26", "28", "2"]


@pytest.mark.usefixtures("hele_land")
@pytest.mark.parametrize(
    ("opties", "tekst"),
    [
        (("2010-1",), "landelijke aantal"),
        (("2026-2",), "landelijke aantal"),
        (("2024-1", "--gemeente", "Weesp"), "bestaat niet"),
        (("2024-1", "--gemeente", "GM9999"), "niet bekend"),
    ],
)
def test_formule_zonder_antwoord_is_status_1(opties: tuple[str, ...], tekst: str) -> None:
    uitkomst = draai("formule", "--halfjaar", *opties, "--json")
    assert (uitkomst.status, uitkomst.uit) == (1, "")
    assert tekst in uitkomst.fout


@pytest.mark.usefixtures("land")
def test_formule_zonder_inwoners_is_status_1(tmp_path: Path) -> None:
    assert importeer(tmp_path, "prognoses", "halfjaar;aantal;status;bron\n2024-1;100;vastgesteld;x\n").status == 0
    assert draai("formule", "--halfjaar", "2024-1").status == 1
    regels = "code;peildatum;inwoners\nNL;2023-01-01;1000\n"
    assert importeer(tmp_path, "inwonertallen", regels).status == 0
    assert draai("formule", "--halfjaar", "2024-1").status == 1
    assert importeer(tmp_path, "inwonertallen", regels + "GM1690;2023-01-01;100\n").status == 0
    uitkomst = draai("formule", "--halfjaar", "2024-1", "--json").json
    assert uitkomst["gemeenten"] == [{"gemeente": "GM1690", "aantal": 10}]
    assert "GM0119" in uitkomst["zonder_cijfer"]
