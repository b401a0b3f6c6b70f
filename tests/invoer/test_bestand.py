"""Reading files: what is accepted, and what is refused with one clear message."""

import datetime as dt
import io
import zipfile
from typing import Any

import openpyxl
import pytest

from organisaties.invoer.bestand import Geweigerd, Tabel, lees
from organisaties.invoer.grenzen import MEESTE_TEKENS
from organisaties.invoer.waarden import als_tekst

KOLOMMEN = ("naam", "vastgesteld_op", "aantal")


def lees_tekst(tekst: str | bytes) -> Tabel:
    return lees(tekst if isinstance(tekst, bytes) else tekst.encode(), KOLOMMEN, {"aantal"})


def weigering(inhoud: str | bytes) -> list[tuple[int | None, str | None, str]]:
    with pytest.raises(Geweigerd) as gevangen:
        lees_tekst(inhoud)
    return [(fout.rij, fout.kolom, fout.reden) for fout in gevangen.value.fouten]


def xlsx(*rijen: Any, bladen: int = 1) -> bytes:
    boek = openpyxl.Workbook()
    for rij in rijen:
        boek.active.append(rij)
    for _ in range(bladen - 1):
        boek.create_sheet().append(["iets anders"])
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


@pytest.mark.parametrize(
    "tekst",
    [
        "naam;vastgesteld_op;aantal\nSúdwest;2024-01-01;3\n",
        "naam,vastgesteld_op,aantal\nSúdwest,2024-01-01,3\n",
        "\ufeffnaam;vastgesteld_op;aantal\r\nSúdwest;2024-01-01;3\r\n",
        'sep=;\r\n"naam";"vastgesteld_op";"aantal"\r\n"Súdwest";"2024-01-01";"3"',
        " Naam ;Vastgesteld op;AANTAL\nSúdwest;2024-01-01;3;;\n",
        "\n\nnaam;vastgesteld_op;aantal\nSúdwest;2024-01-01;3\n;;\n\n",
    ],
)
def test_csv_in_elke_gewone_vorm(tekst: str) -> None:
    tabel = lees_tekst(tekst)
    assert [rij for _, rij in tabel.rijen] == [["Súdwest", "2024-01-01", "3"]]
    assert tabel.kolommen == {"naam": 0, "vastgesteld_op": 1, "aantal": 2}
    assert tabel.opmerkingen == []


def test_rijnummers_tellen_lege_regels_mee() -> None:
    tabel = lees_tekst('naam;vastgesteld_op\na;1\n\n"b\nc";2\n;;\nd;3\n')
    assert [nummer for nummer, _ in tabel.rijen] == [2, 4, 6]


def test_windows_1252_wordt_gelezen_en_gemeld() -> None:
    tabel = lees_tekst("naam;vastgesteld_op\nSúdwest-Fryslân;x\n".encode("cp1252"))
    assert tabel.rijen[0][1][0] == "Súdwest-Fryslân"
    assert len(tabel.opmerkingen) == 1


def test_onbekende_kolom_wordt_gemeld_en_fout_van_onszelf_niet() -> None:
    tabel = lees_tekst("naam;vastgesteld_op;kleur;fout\na;1;rood;iets\n")
    assert tabel.opmerkingen == ["De kolom “kleur” is niet bekend en wordt niet ingelezen."]


def test_ontbrekende_kolom_wordt_genoemd() -> None:
    assert [(rij, kolom) for rij, kolom, _ in weigering("kleur;aantal\nrood;1\n")] == [
        (1, "naam"),
        (1, "vastgesteld_op"),
    ]


def test_dubbele_kolom_wordt_geweigerd() -> None:
    assert [(rij, kolom) for rij, kolom, _ in weigering("naam;Naam;vastgesteld_op\na;b;c\n")] == [(1, "Naam")]


@pytest.mark.parametrize(
    "inhoud",
    [
        b"",
        b"\n\n;;\n",
        b"\xef\xbb\xbf",
        b"naam;vastgesteld_op\na\x00b;1\n",
        b"naam;vastgesteld_op\n\x81\xff;1\n",
        "naam;vastgesteld_op\na;1\n".encode("utf-16"),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest",
        b"%PDF-1.7\n\x00\x01\x02",
        b"PK\x03\x04 geen zip",
        b'naam;vastgesteld_op\n"a;1\n',
        b'naam;vastgesteld_op\n"a"b;1\n',
        b"naam;vastgesteld_op\n" + b"x" * (MEESTE_TEKENS + 1) + b";1\n",
        b"naam;vastgesteld_op\n" + b"x;" * 300 + b"1\n",
        b";".join(b"k%d" % i for i in range(201)) + b"\n",
        b"naam\tvastgesteld_op\na\t1\n",
    ],
)
def test_onleesbaar_bestand_geeft_een_melding(inhoud: bytes) -> None:
    assert len(weigering(inhoud)) == 1


def test_te_groot_bestand_wordt_geweigerd() -> None:
    assert "50 MB" in weigering(b"x" * 50_000_001)[0][2]


def test_zipbom_wordt_niet_uitgepakt() -> None:
    bom = io.BytesIO()
    with zipfile.ZipFile(bom, "w", zipfile.ZIP_DEFLATED) as zak:
        zak.writestr("[Content_Types].xml", "x")
        for i in range(6):
            zak.writestr(f"{i}", bytes(100_000_000))
    assert len(bom.getvalue()) < 1_000_000
    assert "te groot" in weigering(bom.getvalue())[0][2]


def test_ander_zipbestand_is_geen_excel() -> None:
    zak = io.BytesIO()
    with zipfile.ZipFile(zak, "w") as inhoud:
        inhoud.writestr("brief.txt", "hallo")
    assert "geen leesbaar Excel-bestand" in weigering(zak.getvalue())[0][2]


def test_xlsx_met_echte_datums_en_getallen() -> None:
    tabel = lees_tekst(xlsx(KOLOMMEN, ["Súdwest", dt.date(2024, 7, 1), 26.0], [None, None, None], [2024001, "x", True]))
    assert tabel.rijen == [
        (2, ["Súdwest", dt.date(2024, 7, 1), 26]),
        (4, [2024001, "x", True]),
    ]
    assert als_tekst(2024001.0) == "2024001"


def test_xlsx_met_meer_bladen_leest_het_eerste_en_zegt_dat() -> None:
    tabel = lees_tekst(xlsx(KOLOMMEN, ["a", "b", 1], bladen=2))
    assert len(tabel.rijen) == 1
    assert len(tabel.opmerkingen) == 1


def test_xlsx_met_kolom_heel_ver_weg_wordt_geweigerd() -> None:
    boek = openpyxl.Workbook()
    boek.active.append(list(KOLOMMEN))
    boek.active.cell(row=2, column=1, value="a")
    boek.active.cell(row=2, column=201, value="ver")
    uit = io.BytesIO()
    boek.save(uit)
    assert weigering(uit.getvalue())[0][0] == 2
