"""`manage.py stand`: the real cases, read in from files."""

from pathlib import Path

import pytest

from tests.opdracht import draai, importeer

pytestmark = pytest.mark.usefixtures("land")

TAAKSTELLINGEN = "gemeente;halfjaar;aantal;status;vastgesteld_op;bron\n"
MUTATIES = "gemeente;datum;soort;aantal;grondslag;reden\n"
REALISATIES = "gemeente;halfjaar;cijfers_per;aantal;bron\n"

DE_WOLDEN = {
    "gemeente": "GM1690",
    "halfjaar": "2024-1",
    "bekend_op": None,
    "stand_begin": -10,
    "taakstelling": 26,
    "mutaties": 0,
    "nagekomen": 0,
    "opgave": 36,
    "realisatie": 23,
    "realisatie_bron": "officieel",
    "cijfers_per": "2024-07-01",
    "stand_eind": -13,
    "volgende_taakstelling": 24,
    "volgende_opgave": 37,
    "oordeelzin": "Taakstelling 1e helft 2024 niet gehaald, achterstand toegenomen.",
}


def lees_de_wolden_in(map_: Path) -> None:
    for soort, tekst in (
        (
            "taakstellingen",
            TAAKSTELLINGEN
            + "GM1690;2024-1;26;vastgesteld;2023-11-01;GS Drenthe\n"
            + "De Wolden;2024-2;24;vastgesteld;01-05-2024;GS Drenthe\n",
        ),
        ("mutaties", MUTATIES + "GM1690;2024-01-01;beginstand;\N{MINUS SIGN}10;brief;begin\n"),
        ("realisaties", REALISATIES.replace(";", ",") + "GM1690,2024-1,2024-07-01,23,COA\n"),
    ):
        assert importeer(map_, soort, tekst).status == 0


def test_stand_van_de_wolden(tmp_path: Path) -> None:
    lees_de_wolden_in(tmp_path)
    for gemeente in ("GM1690", "De Wolden", "gm1690"):
        uitkomst = draai("stand", "--gemeente", gemeente, "--halfjaar", "2024-1", "--json")
        assert (uitkomst.status, uitkomst.fout) == (0, "")
        assert uitkomst.json == DE_WOLDEN
        assert list(uitkomst.json) == list(DE_WOLDEN)


def test_stand_als_tekst_toont_de_som(tmp_path: Path) -> None:
    lees_de_wolden_in(tmp_path)
    tekst = draai("stand", "--gemeente", "De Wolden", "--halfjaar", "2024-1").uit
    assert [regel.split(maxsplit=1)[1].strip() for regel in tekst.splitlines() if regel.startswith("Opgave ")] == [
        "26 (+achterstand 10) = 36",
        "2e helft 2024    24 (+13 achterstand) = 37",
    ]
    assert "23 − 36 = −13" in tekst
    assert tekst.rstrip().endswith(DE_WOLDEN["oordeelzin"])


def test_stand_zonder_gegevens_is_onbekend() -> None:
    assert draai("stand", "--gemeente", "GM0119", "--halfjaar", "2024-1", "--json").json == {
        **dict.fromkeys(DE_WOLDEN),
        "gemeente": "GM0119",
        "halfjaar": "2024-1",
        "mutaties": 0,
        "nagekomen": 0,
        "realisatie_bron": "geen",
    }


def test_stand_van_onbekende_gemeente_is_status_1() -> None:
    uitkomst = draai("stand", "--gemeente", "Dewolden", "--halfjaar", "2024-1", "--json")
    assert (uitkomst.status, uitkomst.uit) == (1, "")
    assert "niet bekend" in uitkomst.fout


def test_stand_in_het_laatste_halfjaar_heeft_geen_volgende() -> None:
    uitkomst = draai("stand", "--gemeente", "GM0119", "--halfjaar", "2100-2", "--json")
    assert uitkomst.json["volgende_opgave"] is None


def test_tijdmachine(tmp_path: Path) -> None:
    lees_de_wolden_in(tmp_path)
    # On 25 July the COA figure was 21; on 1 September it was corrected.
    for per, aantal, op in (("2024-07-02", 21, "2024-07-25"), ("2024-07-02", 22, "2024-09-01")):
        tekst = f"{REALISATIES}GM1690;2024-1;{per};{aantal};COA\n"
        assert importeer(tmp_path, "realisaties", tekst, "--vastgelegd-op", op).status == 0

    def realisatie(bekend_op: str) -> int | None:
        vraag = ("stand", "--gemeente", "GM1690", "--halfjaar", "2024-1", "--json", "--bekend-op", bekend_op)
        uitkomst = draai(*vraag).json
        assert uitkomst["bekend_op"] == bekend_op
        aantal: int | None = uitkomst["realisatie"]
        return aantal

    assert [realisatie(dag) for dag in ("2024-07-24", "2024-07-25", "2024-08-31", "2024-09-01")] == [None, 21, 21, 22]


def test_herindeling_midden_in_een_halfjaar_weesp(tmp_path: Path) -> None:
    regels = "".join(f"{g};2022-1;{n};vastgesteld;2021-10-01;x\n" for g, n in (("Weesp", 11), ("GM0363", 500)))
    assert importeer(tmp_path, "taakstellingen", TAAKSTELLINGEN + regels).status == 0
    regels = "Weesp;2022-01-01;beginstand;-4;b;r\nAmsterdam;2022-01-01;beginstand;20;b;r\n"
    assert importeer(tmp_path, "mutaties", MUTATIES + regels).status == 0
    regels = "Weesp;2022-1;2022-07-01;5;COA\nAmsterdam;2022-1;2022-07-01;480;COA\n"
    assert importeer(tmp_path, "realisaties", REALISATIES + regels).status == 0
    weesp = draai("stand", "--gemeente", "Weesp", "--halfjaar", "2022-1", "--json").json
    amsterdam = draai("stand", "--gemeente", "Amsterdam", "--halfjaar", "2022-1", "--json").json
    # Weesp: -4 + 5 - 11 = -10, which Amsterdam takes over: 20 + 480 - 500 - 10.
    assert (weesp["mutaties"], weesp["stand_eind"]) == (10, 0)
    assert (amsterdam["mutaties"], amsterdam["stand_eind"]) == (-10, -10)


def test_herindeling_op_de_eerste_dag_westerkwartier(tmp_path: Path) -> None:
    voorgangers = {"GM0015": -3, "GM0022": 2, "GM0025": -1, "GM0056": 5}
    regels = "".join(f"{code};2018-07-01;beginstand;{stand};b;r\n" for code, stand in voorgangers.items())
    assert importeer(tmp_path, "mutaties", MUTATIES + regels).status == 0
    regels = "".join(f"{code};2018-2;10;vastgesteld;2018-04-01;x\n" for code in voorgangers)
    regels += "Westerkwartier;2019-1;29;vastgesteld;2018-10-01;x\n"
    assert importeer(tmp_path, "taakstellingen", TAAKSTELLINGEN + regels).status == 0
    regels = "".join(f"{code};2018-2;2019-01-01;10;COA\n" for code in voorgangers)
    assert importeer(tmp_path, "realisaties", REALISATIES + regels).status == 0
    stand = draai("stand", "--gemeente", "Westerkwartier", "--halfjaar", "2019-1", "--json").json
    assert (stand["stand_begin"], stand["mutaties"], stand["opgave"]) == (0, 3, 26)


def test_beginstand_van_een_gemeente_die_die_dag_eindigt_mag_op_naam(tmp_path: Path) -> None:
    regels = "Grootegast;2019-01-01;beginstand;-3;b;r\n"
    assert importeer(tmp_path, "mutaties", MUTATIES + regels).status == 0
    stand = draai("stand", "--gemeente", "Westerkwartier", "--halfjaar", "2019-1", "--json").json
    assert stand["stand_begin"] == 0


def test_stand_van_opgeheven_gemeente_wijst_de_opvolger(tmp_path: Path) -> None:
    tekst = draai("stand", "--gemeente", "GM0457", "--halfjaar", "2023-1").uit
    assert "Kijk bij Amsterdam (GM0363)" in tekst
