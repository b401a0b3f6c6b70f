"""`manage.py importeer huishoudens`: who COA coupled, as the own system of a gemeente keeps it."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisaties.models import Logregel
from taakstelling.models import Huishouden, Koppeling, Plaatsing
from tests.opdracht import draai, importeer

pytestmark = pytest.mark.usefixtures("land")

KOP = "kenmerk;koppelgemeente;gekoppeld_op;volwassenen;kinderen;amv;verwachte_nareizigers;verwacht_op\n"
KORT = "kenmerk;koppelgemeente;gekoppeld_op;volwassenen;kinderen;amv\n"
GEZIN = "geheim-7;De Wolden;5-3-2024;1;2;0;3;2024-11-01"
PLAATSING = (
    "kenmerk;koppelgemeente;huisvestingsgemeente;afgemeld_op;volwassenen;kinderen;amv;nareizigers;huisvestingsvorm\n"
    "geheim-7;GM1690;GM0119;2024-05-01;1;2;0;0;zelfstandig\n"
)


def test_koppeling_met_verwachte_nareizigers(tmp_path: Path) -> None:
    uitkomst = importeer(tmp_path, "huishoudens", KOP + GEZIN + "\n")
    assert uitkomst.status == 0, uitkomst.fout
    rij = Koppeling.objects.get()
    assert (rij.koppelgemeente.code, str(rij.gekoppeld_op), rij.personen) == ("GM1690", "2024-03-05", 3)
    assert (rij.verwachte_nareizigers, str(rij.verwacht_op)) == (3, "2024-11-01")
    assert rij.huishouden == Huishouden.objects.get(kenmerk="geheim-7")
    assert rij.dossier == rij.huishouden.pk


def test_zonder_de_kolommen_voor_nareizigers(tmp_path: Path) -> None:
    assert importeer(tmp_path, "huishoudens", f"{KORT}K-1;GM1690;2024-03-05;1;0;0\n").status == 0
    assert Koppeling.objects.get().verwachte_nareizigers == 0


@pytest.mark.parametrize("eerst", ["huishoudens", "plaatsingen"])
def test_koppeling_en_plaatsing_vinden_elkaar_in_elke_volgorde(tmp_path: Path, eerst: str) -> None:
    bestanden = {"huishoudens": KOP + GEZIN + "\n", "plaatsingen": PLAATSING}
    for soort in sorted(bestanden, key=lambda s: s != eerst):
        assert importeer(tmp_path, soort, bestanden[soort]).status == 0
    huishouden = Huishouden.objects.get()
    assert {Koppeling.objects.get().dossier, Plaatsing.objects.get().dossier} == {huishouden.pk}


def test_opnieuw_overgeslagen_en_gewijzigd_vervangen(tmp_path: Path) -> None:
    importeer(tmp_path, "huishoudens", KOP + GEZIN + "\n")
    assert importeer(tmp_path, "huishoudens", KOP + GEZIN + "\n", "--json").json["overgeslagen"] == 1
    anders = GEZIN.replace(";1;2;0;", ";2;2;0;")
    assert importeer(tmp_path, "huishoudens", KOP + anders + "\n", "--json").json["vervangen"] == 1
    assert [(k.volwassenen, k.ingetrokken_op is None) for k in Koppeling.objects.order_by("pk")] == [
        (1, False),
        (2, True),
    ]
    assert Huishouden.objects.count() == 1


@pytest.mark.parametrize(
    ("rij", "verwacht"),
    [
        ("K;GM1690;2024-03-05;0;0;0;;", ["volwassenen"]),
        ("K;GM1690;2024-03-05;0;0;0;3;", ["volwassenen"]),
        ("K;GM1690;2024-03-05;veel;0;0;;", ["volwassenen"]),
        ("K;GM1690;eerdaags;1;0;0;;", ["gekoppeld_op"]),
        ("K;GM1690;;1;0;0;;", ["gekoppeld_op"]),
        ("K;GM1690;2099-01-01;1;0;0;;", ["gekoppeld_op"]),
        ("K;GM9999;2024-03-05;1;0;0;;", ["koppelgemeente"]),
        ("K;Marum;2024-03-05;1;0;0;;", ["koppelgemeente"]),
        (";GM1690;2024-03-05;1;0;0;;", ["kenmerk"]),
        ("123456782;GM1690;2024-03-05;1;0;0;;", ["kenmerk"]),
        ("2812345678;GM1690;2024-03-05;1;0;0;;", ["kenmerk"]),
        ("K;GM1690;2024-03-05;1;0;0;;2024-11-01", ["verwacht_op"]),
        ("K;GM1690;2024-03-05;1;0;0;x;2024-11-01", ["verwachte_nareizigers"]),
        ("K;GM1690;2024-03-05;1;0;0;2;2023-11-01", ["verwacht_op"]),
        (";GM9999;x;-1;0;0;;", ["gekoppeld_op", "koppelgemeente", "volwassenen", "kenmerk"]),
    ],
)
def test_alle_fouten_van_een_rij_bij_hun_cel(tmp_path: Path, rij: str, verwacht: list[str]) -> None:
    uitkomst = importeer(tmp_path, "huishoudens", f"{KOP}{rij}\n", "--json")
    assert uitkomst.status == 1
    assert sorted(kolom or "" for _, kolom in uitkomst.redenen) == sorted(verwacht)
    assert not Huishouden.objects.exists()


def test_een_rij_die_twee_keer_anders_in_het_bestand_staat(tmp_path: Path) -> None:
    rijen = f"{KORT}K-1;GM1690;2024-03-05;1;0;0\nK-1;GM1690;2024-03-05;2;0;0\n"
    assert importeer(tmp_path, "huishoudens", rijen, "--json").redenen == [(3, "kenmerk")]


def test_een_opnamedatum_voor_die_van_de_vervangen_rij_is_een_fout(tmp_path: Path) -> None:
    importeer(tmp_path, "huishoudens", KOP + GEZIN + "\n", "--vastgelegd-op", "2024-04-01")
    anders = KOP + GEZIN.replace(";1;2;0;", ";2;2;0;") + "\n"
    uitkomst = importeer(tmp_path, "huishoudens", anders, "--vastgelegd-op", "2024-03-20", "--json")
    assert uitkomst.redenen == [(2, "gekoppeld_op")]


def test_geen_kenmerk_in_het_logboek(tmp_path: Path) -> None:
    importeer(tmp_path, "huishoudens", KOP + GEZIN + "\n")
    assert "geheim" not in str(list(Logregel.objects.values_list("handeling", "gegevens")))


def test_wat_gewist_is_komt_niet_nog_een_keer_binnen(tmp_path: Path) -> None:
    """The monthly list of the own system still has the household that was erased here; its twin is new once."""
    bestanden = {"huishoudens": KOP + GEZIN + "\n", "plaatsingen": PLAATSING}
    for soort, tekst in bestanden.items():
        importeer(tmp_path, soort, tekst)
    Huishouden.objects.all().delete()
    for soort, tekst in bestanden.items():
        assert importeer(tmp_path, soort, tekst, "--json").json["overgeslagen"] == 1
    assert (Koppeling.objects.count(), Plaatsing.objects.count(), Huishouden.objects.count()) == (1, 1, 0)
    for soort, tekst in bestanden.items():
        laatste = tekst.strip().splitlines()[-1]
        tweeling = tekst + laatste.replace("geheim-7", "geheim-8") + "\n"
        assert importeer(tmp_path, soort, tweeling, "--json").json["nieuw"] == 1
    assert list(Huishouden.objects.values_list("kenmerk", flat=True)) == ["geheim-8"]
    stand = draai("stand", "--gemeente", "GM1690", "--halfjaar", "2024-1", "--json").json
    assert stand["realisatie"] == 6


def test_aantal_vragen_groeit_niet_met_het_bestand(tmp_path: Path) -> None:
    def vragen(rijen: range) -> int:
        tekst = KORT + "".join(f"K-{n};GM1690;2024-03-05;1;0;0\n" for n in rijen)
        with CaptureQueriesContext(connection) as gevangen:
            assert importeer(tmp_path, "huishoudens", tekst).status == 0
        return len(gevangen)

    assert vragen(range(2)) == vragen(range(100, 150))
