"""`manage.py importeer`: all or nothing, every fault at once, sent again is skipped, changed is replaced."""

import csv
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.utils import timezone

from organisaties.models import Invoerbestand, Logregel
from taakstelling import bevroren
from taakstelling.models import Deelinwoners, Inwonertal, Prognose, Realisatie, Taakstelling
from taakstelling.regels.halfjaar import Halfjaar
from tests.opdracht import draai, importeer

pytestmark = pytest.mark.usefixtures("land")

KOP = "gemeente;halfjaar;cijfers_per;aantal;bron\n"
GOED = "GM1690;2024-1;2024-07-01;23;COA\n"
WORTEL = Path(__file__).parents[2]


def realisaties() -> list[tuple[str, str, int, bool]]:
    return [
        (r.gemeente.code, r.halfjaar.code, r.aantal, r.ingetrokken_op is None)
        for r in Realisatie.objects.select_related("gemeente").order_by("pk")
    ]


def test_alle_fouten_van_alle_rijen_tegelijk(tmp_path: Path) -> None:
    tekst = KOP + GOED + "Nergens;2024-3;gisteren;-1;\n;;;;\nGM0119;2024-1;2023-12-31;1.234;x\n"
    uitkomst = importeer(tmp_path, "realisaties", tekst, "--json")
    assert uitkomst.status == 1
    assert uitkomst.redenen == [
        (3, "halfjaar"),
        (3, "gemeente"),
        (3, "cijfers_per"),
        (3, "aantal"),
        (3, "bron"),
        (5, "cijfers_per"),
        (5, "aantal"),
    ]
    assert all(set(fout) == {"rij", "kolom", "reden"} for fout in uitkomst.json)
    assert realisaties() == []
    assert (Invoerbestand.objects.count(), Logregel.objects.count()) == (0, 0)
    als_tekst = importeer(tmp_path, "realisaties", tekst)
    assert als_tekst.uit == ""
    assert als_tekst.fout.splitlines()[3] == "rij 3, kolom aantal: Vul een getal van 0 of meer in."


def test_proef_legt_niets_vast(tmp_path: Path) -> None:
    uitkomst = importeer(tmp_path, "realisaties", KOP + GOED, "--proef", "--json")
    assert uitkomst.json == {"soort": "realisaties", "proef": True, "nieuw": 1, "vervangen": 0, "overgeslagen": 0}
    assert (Realisatie.objects.count(), Invoerbestand.objects.count(), Logregel.objects.count()) == (0, 0, 0)
    fout = importeer(tmp_path, "realisaties", KOP + GOED + "x;y;z;1;b\n", "--proef", "--goede-rijen")
    assert fout.status == 1
    assert Realisatie.objects.count() == 0
    assert [pad.name for pad in tmp_path.iterdir()] == ["realisaties.csv"]


def test_goede_rijen_worden_vastgelegd_en_de_andere_komen_terug(tmp_path: Path) -> None:
    kop = KOP.strip() + ";opmerking\n"
    tekst = kop + GOED.strip() + ';"goed; echt"\n' + 'GM0119;2024-1;2024-07-01;veel;"C;OA";=1+1\n'
    uitkomst = importeer(tmp_path, "realisaties", tekst, "--goede-rijen", "--json")
    assert uitkomst.status == 1
    assert uitkomst.redenen == [(3, "aantal")]
    assert realisaties() == [("GM1690", "2024-1", 23, True)]
    pad = tmp_path / "realisaties-fout.csv"
    assert str(pad) in uitkomst.fout
    assert pad.stat().st_mode & 0o077 == 0
    ruw = pad.read_bytes()
    assert ruw.startswith(b"\xef\xbb\xbf")
    terug = list(csv.DictReader(io.StringIO(ruw.decode("utf-8-sig")), delimiter=";"))
    assert terug == [
        {
            "gemeente": "GM0119",
            "halfjaar": "2024-1",
            "cijfers_per": "2024-07-01",
            "aantal": "veel",
            "bron": "C;OA",
            "opmerking": "'=1+1",
            "fout": "aantal: Vul een heel getal in, bijvoorbeeld 12.",
        }
    ]
    # Corrected and dropped in again.
    pad.write_bytes(ruw.replace(b"veel", b"7"))
    opnieuw = draai("importeer", "realisaties", pad)
    assert opnieuw.status == 0
    assert "fout" not in opnieuw.fout
    assert realisaties()[1] == ("GM0119", "2024-1", 7, True)


def test_goede_rijen_zonder_plek_voor_het_foutbestand_legt_niets_vast(tmp_path: Path) -> None:
    (tmp_path / "realisaties-fout.csv").mkdir()
    uitkomst = importeer(tmp_path, "realisaties", KOP + GOED + "x;y;z;1;b\n", "--goede-rijen")
    assert uitkomst.status == 1
    assert Realisatie.objects.count() == 0


def test_opnieuw_sturen_slaat_over_en_andere_waarden_vervangen(tmp_path: Path) -> None:
    assert importeer(tmp_path, "realisaties", KOP + GOED).status == 0
    opnieuw = importeer(tmp_path, "realisaties", KOP + GOED, "--json").json
    assert (opnieuw["nieuw"], opnieuw["vervangen"], opnieuw["overgeslagen"]) == (0, 0, 1)
    assert (Invoerbestand.objects.count(), Logregel.objects.count()) == (1, 1)
    anders = importeer(tmp_path, "realisaties", KOP + GOED.replace(";23;", ";24;"), "--json").json
    assert (anders["nieuw"], anders["vervangen"], anders["overgeslagen"]) == (0, 1, 0)
    assert realisaties() == [("GM1690", "2024-1", 23, False), ("GM1690", "2024-1", 24, True)]
    oud, nieuw = Realisatie.objects.order_by("pk")
    assert nieuw.vervangt == oud
    assert nieuw.invoerbestand.naam == "realisaties.csv"
    assert oud.reden_intrekking == f"Vervangen door bestand {nieuw.invoerbestand.pk}"
    regel = Logregel.objects.order_by("pk").last()
    assert regel is not None
    assert (regel.handeling, regel.gegevens["vervangen"], regel.gemeente.code if regel.gemeente else None) == (
        "bestand ingelezen",
        1,
        "GM1690",
    )


def test_zelfde_sleutel_tweemaal_in_een_bestand(tmp_path: Path) -> None:
    gelijk = importeer(tmp_path, "realisaties", KOP + GOED + GOED.replace("GM1690", "De Wolden"), "--json").json
    assert (gelijk["nieuw"], gelijk["overgeslagen"]) == (1, 1)
    anders = importeer(tmp_path, "realisaties", KOP + GOED + GOED.replace(";23;", ";9;"), "--json")
    assert anders.redenen == [(3, "gemeente")]


def test_naam_van_een_gemeente_geldt_op_de_dag_van_de_rij(tmp_path: Path) -> None:
    tekst = KOP + "Weesp;2021-2;2022-01-01;5;x\nWeesp;2022-2;2023-01-01;5;x\nGM0457;2022-2;2023-01-01;0;x\n"
    uitkomst = importeer(tmp_path, "realisaties", tekst, "--json")
    assert uitkomst.redenen == [(3, "gemeente")]
    assert "GM0457" in uitkomst.json[0]["reden"]
    op_code = importeer(tmp_path, "realisaties", KOP + "GM0457;2022-2;2023-01-01;0;x\n")
    assert op_code.status == 0
    assert "telt nergens mee" in op_code.fout


def test_gemeenten_met_dezelfde_naam_vragen_om_de_code(tmp_path: Path) -> None:
    assert importeer(tmp_path, "gemeenten", "code;naam\nGM9001;Bergen\nGM9002;Bergen\n").status == 0
    uitkomst = importeer(tmp_path, "realisaties", KOP + GOED.replace("GM1690", "Bergen"), "--json")
    assert uitkomst.redenen == [(2, "gemeente")]
    assert "GM9001 of GM9002" in uitkomst.json[0]["reden"]


def test_xlsx_met_datums_getallen_en_een_formule(tmp_path: Path) -> None:
    boek = openpyxl.Workbook()
    boek.active.append(KOP.strip().split(";"))
    boek.active.append(["De Wolden", "2024-1", date(2024, 7, 1), 23.0, "COA"])
    boek.save(tmp_path / "r.xlsx")
    assert draai("importeer", "realisaties", tmp_path / "r.xlsx").status == 0
    assert realisaties() == [("GM1690", "2024-1", 23, True)]
    boek.active.append(["GM0119", date(2024, 1, 1), 45474, "=20+3", "COA"])
    boek.save(tmp_path / "r.xlsx")
    uitkomst = draai("importeer", "realisaties", tmp_path / "r.xlsx", "--json")
    assert uitkomst.redenen == [(3, "halfjaar"), (3, "cijfers_per"), (3, "aantal")]


def test_bestand_als_geheel_geweigerd(tmp_path: Path) -> None:
    assert importeer(tmp_path, "realisaties", "", "--json").json == [
        {"rij": None, "kolom": None, "reden": "Het bestand is leeg."}
    ]
    uitkomst = importeer(tmp_path, "realisaties", "gemeente;aantal\nGM1690;1\n", "--json")
    assert (uitkomst.status, uitkomst.redenen) == (1, [(1, "halfjaar"), (1, "cijfers_per"), (1, "bron")])
    alleen_kop = importeer(tmp_path, "realisaties", KOP, "--json")
    assert (alleen_kop.status, alleen_kop.json["nieuw"]) == (0, 0)
    extra = importeer(tmp_path, "realisaties", "kleur;" + KOP + "rood;" + GOED, "--json")
    assert extra.json["nieuw"] == 1
    assert "kleur" in extra.fout


def test_cijfers_van_alle_soorten(tmp_path: Path) -> None:
    for soort, tekst, model in (
        ("inwonertallen", "code;peildatum;inwoners\nNL;2023-01-01;17811291\nGM1690;2023-01-01;24602\n", Inwonertal),
        ("prognoses", "halfjaar;aantal;status;bron\n2024-1;18750;vastgesteld;Stcrt\n", Prognose),
        (
            "taakstellingen",
            "gemeente;halfjaar;aantal;status;vastgesteld_op;bron\nGM1690;2024-1;26;vastgesteld;2023-11-01;x\n",
            Taakstelling,
        ),
    ):
        eerste = importeer(tmp_path, soort, tekst, "--json").json
        assert eerste["nieuw"] == len(tekst.splitlines()) - 1
        opnieuw = importeer(tmp_path, soort, tekst, "--json").json
        assert (opnieuw["nieuw"], opnieuw["overgeslagen"]) == (0, eerste["nieuw"])
        assert model.objects.count() == eerste["nieuw"]
    mis = importeer(tmp_path, "prognoses", "halfjaar;aantal;status;bron\n2024-1;18750;definitief;x\n", "--json")
    assert mis.json[0]["reden"].endswith("indicatief | vastgesteld | bijgesteld.")
    mis = importeer(tmp_path, "deelinwoners", "van;naar;peildatum;inwoners\nWeesp;GM1690;2021-01-01;5\n", "--json")
    assert mis.redenen == [(2, "naar")]
    goed = "van;naar;peildatum;inwoners\nWeesp;Amsterdam;2021-01-01;20000\n"
    assert importeer(tmp_path, "deelinwoners", goed).status == 0
    assert Deelinwoners.objects.get().inwoners == 20000


# --- recording date -------------------------------------------------------------------------------------------------


def test_vastgelegd_op_wordt_de_datum_van_vastleggen(tmp_path: Path) -> None:
    assert importeer(tmp_path, "realisaties", KOP + GOED, "--vastgelegd-op", "25-07-2024").status == 0
    rij = Realisatie.objects.get()
    assert timezone.localtime(rij.vastgelegd_op).date() == date(2024, 7, 25)
    assert Realisatie.objects.bekend(date(2024, 7, 24)).count() == 0
    assert Realisatie.objects.bekend(date(2024, 7, 25)).count() == 1


def test_vervanger_kan_niet_eerder_zijn_vastgelegd_dan_wat_hij_vervangt(tmp_path: Path) -> None:
    assert importeer(tmp_path, "realisaties", KOP + GOED, "--vastgelegd-op", "2024-07-25").status == 0
    anders = KOP + GOED.replace(";23;", ";24;")
    uitkomst = importeer(tmp_path, "realisaties", anders, "--vastgelegd-op", "2024-07-24", "--json")
    assert uitkomst.redenen == [(2, "halfjaar")]
    assert importeer(tmp_path, "realisaties", anders, "--vastgelegd-op", "2024-07-25").status == 0
    assert realisaties() == [("GM1690", "2024-1", 23, False), ("GM1690", "2024-1", 24, True)]


@pytest.mark.parametrize("soort", ["realisaties", "gemeenten"])
def test_vastgelegd_op_verkeerd_gebruikt_is_status_2(tmp_path: Path, soort: str) -> None:
    dag = timezone.localdate() + timedelta(days=1 if soort == "realisaties" else -1)
    assert importeer(tmp_path, soort, KOP + GOED, "--vastgelegd-op", dag.isoformat()).status == 2


@pytest.fixture
def besloten() -> Iterator[None]:
    """Amsterdam has a beoordeling about 2023-2."""

    def bron() -> dict[str, Halfjaar]:
        return {"GM0363": Halfjaar(2023, 2)}

    bevroren.registreer(bron)
    yield
    bevroren._BRONNEN.remove(bron)


@pytest.mark.usefixtures("besloten")
@pytest.mark.parametrize(
    ("gemeente", "halfjaar", "status"),
    [
        ("GM0363", "2023-2", 1),
        # A stand carries over, so an earlier half-year is under it too, and so is a predecessor.
        ("GM0363", "2020-1", 1),
        ("GM0457", "2021-1", 1),
        ("GM0363", "2024-1", 0),
        ("GM1690", "2023-2", 0),
    ],
)
def test_eerdere_datum_kan_niet_onder_een_oordeel(tmp_path: Path, gemeente: str, halfjaar: str, status: int) -> None:
    per = Halfjaar.van_code(halfjaar).eind
    tekst = f"{KOP}{gemeente};{halfjaar};{per};5;COA\n"
    assert importeer(tmp_path, "realisaties", tekst, "--vastgelegd-op", "2024-08-01").status == status
    # Recorded now it may always be: that is a later fact.
    assert importeer(tmp_path, "realisaties", tekst).status == 0


@pytest.mark.usefixtures("besloten")
def test_eerdere_datum_van_een_landelijk_cijfer_onder_een_oordeel(tmp_path: Path) -> None:
    tekst = "halfjaar;aantal;status;bron\n2023-2;27300;vastgesteld;x\n"
    assert importeer(tmp_path, "prognoses", tekst, "--vastgelegd-op", "2024-08-01", "--json").redenen == [
        (2, "halfjaar")
    ]


# --- exit status and the rest of the command line -------------------------------------------------------------------


@pytest.mark.parametrize(
    "opties",
    [
        ["importeer", "onbekend", "x.csv"],
        ["importeer", "realisaties"],
        ["importeer", "realisaties", "x.csv", "--vastgelegd-op", "morgen"],
        ["importeer", "realisaties", "bestaat-niet.csv"],
        ["stand", "--gemeente", "GM1690", "--halfjaar", "2024-3"],
        ["stand", "--halfjaar", "2024-1"],
        ["formule", "--halfjaar", "2024-1", "--regel", "naar_beneden"],
    ],
)
def test_verkeerd_gebruik_is_status_2(opties: list[str], tmp_path: Path) -> None:
    omgeving = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'leeg.sqlite3'}"}
    gedaan = subprocess.run(
        [sys.executable, "manage.py", *opties], cwd=WORTEL, env=omgeving, capture_output=True, text=True, check=False
    )
    assert (gedaan.returncode, gedaan.stdout) == (2, ""), gedaan.stderr
    if opties[1] == "onbekend":
        assert all(soort in gedaan.stderr for soort in ("gemeenten", "mutaties", "plaatsingen", "adressen"))


# --- organisations --------------------------------------------------------------------------------------------------


def test_adressen(tmp_path: Path) -> None:
    kop = "gemeente;aan;straat_of_postbus;postcode;plaats\n"
    tekst = kop + "De Wolden;het college;Postbus 20;7920 aa;Zuidwolde\n"
    assert importeer(tmp_path, "adressen", tekst, "--json").json["nieuw"] == 1
    assert importeer(tmp_path, "adressen", tekst, "--json").json["overgeslagen"] == 1
    assert importeer(tmp_path, "adressen", tekst.replace("20;", "21;"), "--json").json["vervangen"] == 1
    mis = importeer(tmp_path, "adressen", kop + "Weesp;;x;12345;y\n", "--json")
    assert mis.redenen == [(2, "gemeente"), (2, "aan"), (2, "postcode")]


def test_corporaties(tmp_path: Path) -> None:
    tekst = "naam;kvk;gemeenten\nStichting Woonconcept;04019999;GM1690 GM0119\n"
    assert importeer(tmp_path, "corporaties", tekst, "--json").json["nieuw"] == 1
    assert importeer(tmp_path, "corporaties", tekst, "--json").json["overgeslagen"] == 1
    assert importeer(tmp_path, "corporaties", tekst.replace(" GM0119", ""), "--json").json["vervangen"] == 1
    mis = importeer(tmp_path, "corporaties", "naam;kvk;gemeenten\nAndere;4019999;GM1690 GM9999\n", "--json")
    assert mis.redenen == [(2, "gemeenten"), (2, "kvk")]


def test_gemeenten_met_opvolger_later_in_het_bestand(tmp_path: Path) -> None:
    kop = "code;naam;provincie_code;provincie;geldig_van;geldig_tot;opvolgers\n"
    tekst = kop + 'GM9001;Oud;PV99;Nieuwland;;2030-01-01;"GM9003;GM9002"\nGM9002;B;PV99;Nieuwland;;;\n'
    tekst += "GM9003;C;PV99;Nieuwland;01-01-2030;;\n"
    assert importeer(tmp_path, "gemeenten", tekst, "--json").json["nieuw"] == 3
    oud = _gemeente("GM9001")
    assert [o.naar.code for o in oud.opvolgingen.order_by("volgorde")] == ["GM9003", "GM9002"]
    assert oud.provincie.naam == "Nieuwland"
    assert importeer(tmp_path, "gemeenten", tekst, "--json").json["overgeslagen"] == 3
    anders = tekst.replace('"GM9003;GM9002"', "GM9002 GM9003").replace(";B;", ";Bee;")
    assert importeer(tmp_path, "gemeenten", anders, "--json").json["vervangen"] == 2
    assert [o.naar.code for o in oud.opvolgingen.order_by("volgorde")] == ["GM9002", "GM9003"]
    # A column that is not there changes nothing.
    assert importeer(tmp_path, "gemeenten", "code;naam\nGM9001;Ouder\n", "--json").json["vervangen"] == 1
    assert _gemeente("GM9001").geldig_tot == date(2030, 1, 1)


@pytest.mark.parametrize(
    ("rij", "kolom"),
    [
        ("GM90;X;;;;;", "code"),
        ("GM9001;X;PV99;;;;", "provincie"),
        ("GM9001;X;;Nieuwland;;;", "provincie_code"),
        ("GM9001;X;PV22;Drente;;;", "provincie"),
        ("GM9001;X;PV99;Drenthe;;;", "provincie_code"),
        ("GM9001;X;;;2020-01-01;2020-01-01;", "geldig_tot"),
        ("GM9001;X;;;;;GM1690", "geldig_tot"),
        ("GM9001;X;;;;2030-01-01;GM9009", "opvolgers"),
        ("GM9001;X;;;;2030-01-01;GM9001", "opvolgers"),
        ("GM9001;X;;;;2030-01-01;GM0457", "opvolgers"),
    ],
)
def test_gemeenten_fout(tmp_path: Path, rij: str, kolom: str) -> None:
    kop = "code;naam;provincie_code;provincie;geldig_van;geldig_tot;opvolgers\n"
    assert importeer(tmp_path, "gemeenten", kop + rij + "\n", "--json").redenen == [(2, kolom)]


def test_gemeente_met_foute_opvolger_blijft_ook_achter_bij_goede_rijen(tmp_path: Path) -> None:
    kop = "code;naam;geldig_van;geldig_tot;opvolgers\n"
    tekst = kop + "GM9001;A;;2030-01-01;GM9002\nGM9002;B;;2035-01-01;GM9003\nGM9003;C;morgen;;\nGM9004;D;;;\n"
    uitkomst = importeer(tmp_path, "gemeenten", tekst, "--json", "--goede-rijen")
    assert uitkomst.redenen == [(2, "opvolgers"), (3, "opvolgers"), (4, "geldig_van")]
    assert _gemeente("GM9004").naam == "D"


def _gemeente(code: str) -> Any:
    from organisaties.models import Gemeente

    return Gemeente.objects.get(code=code)
