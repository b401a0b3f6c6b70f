"""`manage.py importeer plaatsingen`: the own log of a gemeente."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisaties.models import Logregel
from taakstelling.models import Huishouden, Plaatsing
from tests.opdracht import draai, importeer

pytestmark = pytest.mark.usefixtures("land")

KOLOMMEN = (
    "kenmerk;koppelgemeente;huisvestingsgemeente;teldatum;huurcontract_op;brp_op;afgemeld_op;volwassenen;kinderen;amv;"
    "nareizigers;huisvestingsvorm;eerder_geteld;verhuurder;deel"
)
KOP = KOLOMMEN + "\n"
GEZIN = "geheim-7;De Wolden;GM0119;;2024-03-01;;5-3-2024;2;3;0;0;zelfstandig;;Stichting Woonconcept;"
KORT = "kenmerk;koppelgemeente;huisvestingsgemeente;afgemeld_op;volwassenen;kinderen;amv;nareizigers;huisvestingsvorm\n"


def test_plaatsing_met_teldatum_halfjaar_en_huishouden(tmp_path: Path) -> None:
    uitkomst = importeer(tmp_path, "plaatsingen", KOP + GEZIN + "\n")
    assert uitkomst.status == 0, uitkomst.fout
    rij = Plaatsing.objects.get()
    assert (rij.koppelgemeente.code, rij.huisvestingsgemeente.code) == ("GM1690", "GM0119")
    assert (str(rij.teldatum), rij.teldatum_gegeven, rij.halfjaar.code) == ("2024-03-05", False, "2024-1")
    assert (rij.personen, rij.meegeteld, rij.deel) == (5, 5, 1)
    assert rij.huishouden == Huishouden.objects.get(kenmerk="geheim-7", koppelgemeente=rij.koppelgemeente)
    stand = draai("stand", "--gemeente", "GM1690", "--halfjaar", "2024-1", "--json").json
    assert (stand["realisatie"], stand["realisatie_bron"]) == (5, "eigen")


def test_nareizigers_zijn_deel_2_van_hetzelfde_huishouden(tmp_path: Path) -> None:
    nareis = GEZIN.replace("2024-03-01", "2024-08-01").replace("5-3-2024;2;3;0;0", "5-8-2024;0;0;0;2") + "2"
    assert importeer(tmp_path, "plaatsingen", f"{KOP}{GEZIN}\n{nareis}\n", "--json").json["nieuw"] == 2
    assert Huishouden.objects.count() == 1
    assert sorted(Plaatsing.objects.values_list("deel", "meegeteld")) == [(1, 5), (2, 2)]


def test_opnieuw_overgeslagen_en_gewijzigd_vervangen(tmp_path: Path) -> None:
    importeer(tmp_path, "plaatsingen", KOP + GEZIN + "\n")
    assert importeer(tmp_path, "plaatsingen", KOP + GEZIN + "1\n", "--json").json["overgeslagen"] == 1
    assert (
        importeer(tmp_path, "plaatsingen", KOP + GEZIN.replace(";2;3;", ";2;2;") + "\n", "--json").json["vervangen"]
        == 1
    )
    assert [(p.kinderen, p.ingetrokken_op is None) for p in Plaatsing.objects.order_by("pk")] == [(3, False), (2, True)]
    assert Huishouden.objects.count() == 1


@pytest.mark.parametrize(
    ("rij", "verwacht"),
    [
        ("K;GM1690;GM1690;2024-03-01;0;0;0;0;zelfstandig", ["volwassenen"]),
        ("K;GM1690;GM1690;;1;0;0;0;zelfstandig", ["afgemeld_op"]),
        ("K;GM1690;GM1690;eerdaags;1;0;0;0;zelfstandig", ["afgemeld_op"]),
        ("K;GM1690;GM1690;2099-01-01;1;0;0;0;zelfstandig", ["afgemeld_op"]),
        (";GM1690;GM1690;2024-03-01;1;0;0;0;zelfstandig", ["kenmerk"]),
        ("K;GM1690;GM1690;2024-03-01;1;;0;0;tent", ["kinderen", "huisvestingsvorm"]),
        ("K;Weesp;GM1690;2024-03-01;1;0;0;0;zelfstandig", ["koppelgemeente"]),
        ("K;GM0457;GM0457;2022-03-24;1;0;0;0;zelfstandig", ["koppelgemeente", "huisvestingsgemeente"]),
        ("K;GM1690;GM1690;2024-03-01;-1;1000;0;0;zelfstandig", ["volwassenen"]),
        ("V 1234567890;GM1690;GM1690;2024-03-01;1;0;0;0;zelfstandig", ["kenmerk"]),
    ],
)
def test_plaatsing_die_niet_kan(tmp_path: Path, rij: str, verwacht: list[str]) -> None:
    uitkomst = importeer(tmp_path, "plaatsingen", KORT + rij + "\n", "--json")
    assert sorted({kolom or "" for _, kolom in uitkomst.redenen}) == sorted(verwacht)
    assert (Plaatsing.objects.count(), Huishouden.objects.count()) == (0, 0)


def test_geen_kenmerk_in_meldingen_en_logboek(tmp_path: Path) -> None:
    anders = GEZIN.replace(";2;3;", ";9;x;")
    uitkomst = importeer(tmp_path, "plaatsingen", f"{KOP}{GEZIN}\n{anders}\n{anders}\n")
    assert uitkomst.status == 1
    assert "rij 3" in uitkomst.fout
    assert "geheim" not in uitkomst.uit + uitkomst.fout
    assert importeer(tmp_path, "plaatsingen", KOP + GEZIN + "\n").status == 0
    importeer(tmp_path, "plaatsingen", KOP + GEZIN.replace(";2;3;", ";2;2;") + "\n")
    assert "geheim" not in str(list(Logregel.objects.values()))
    assert not Plaatsing.objects.filter(reden_intrekking__contains="geheim").exists()


def test_vastgelegd_op_bij_plaatsingen(tmp_path: Path) -> None:
    assert importeer(tmp_path, "plaatsingen", KOP + GEZIN + "\n", "--vastgelegd-op", "2024-04-01").status == 0
    anders = KOP + GEZIN.replace(";2;3;", ";2;2;") + "\n"
    te_vroeg = importeer(tmp_path, "plaatsingen", anders, "--vastgelegd-op", "2024-03-31", "--json")
    assert te_vroeg.redenen == [(2, "teldatum")]
    assert importeer(tmp_path, "plaatsingen", anders, "--vastgelegd-op", "2024-05-01").status == 0
    vraag = ("stand", "--gemeente", "GM1690", "--halfjaar", "2024-1", "--json", "--bekend-op")
    assert [draai(*vraag, dag).json["realisatie"] for dag in ("2024-03-31", "2024-04-30", "2024-05-01")] == [None, 5, 4]


def test_aantal_vragen_hangt_niet_af_van_het_aantal_rijen(tmp_path: Path) -> None:
    def vragen(aantal: int, begin: int) -> int:
        regels = (f"K{i};GM1690;GM1690;2024-03-01;1;0;0;0;zelfstandig\n" for i in range(begin, begin + aantal))
        with CaptureQueriesContext(
            connection,
        ) as gevangen:
            assert importeer(tmp_path, "plaatsingen", KORT + "".join(regels), "--json").json["nieuw"] == aantal
        return len([v for v in gevangen.captured_queries if v["sql"].startswith("SELECT")])

    assert vragen(1, 0) == vragen(300, 10)
