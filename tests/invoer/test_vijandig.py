"""Files that mean harm, or are not what they say: a clear refusal, quickly, and nothing unfolded or fetched."""

import io
import zipfile
from time import perf_counter

import openpyxl
import pytest

from organisaties.invoer.bestand import Geweigerd, bekijk, is_klein, lees
from organisaties.invoer.grenzen import MEESTE_TEKENS, Onleesbaar
from organisaties.invoer.waarden import OngeldigeWaarde, als_tekst

KOLOMMEN = ("naam", "aantal")
_LACH = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10)) + "]>"
)


_VER = f"<!--{'x' * 200_000}-->"
_UTF16 = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE s><sst/>'.encode("utf-16")
_FORMULES = ("=1+1", '=HYPERLINK("http://elders.example";"x")', '=WEBSERVICE("http://x")', "=cmd|' /C calc'!A0")


def weigering(inhoud: bytes) -> str:
    begin = perf_counter()
    with pytest.raises(Geweigerd) as gevangen:
        lees(inhoud, KOLOMMEN, ())
    assert perf_counter() - begin < 5
    return gevangen.value.fouten[0].reden


def gewoon(*rijen: tuple[object, ...]) -> bytes:
    boek = openpyxl.Workbook()
    for rij in (KOLOMMEN, *rijen):
        boek.active.append(rij)
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


def met(extra: dict[str, str | bytes], *, weg: str = "", basis: bytes = b"") -> bytes:
    """An ordinary .xlsx with parts added or replaced."""
    uit = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(basis or gewoon(("a", 1)))) as oud,
        zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as nieuw,
    ):
        for deel in oud.namelist():
            if deel not in extra and deel != weg:
                nieuw.writestr(deel, oud.read(deel))
        for naam, inhoud in extra.items():
            nieuw.writestr(naam, inhoud)
    return uit.getvalue()


def blad(tekst: str) -> dict[str, str | bytes]:
    return {"xl/worksheets/sheet1.xml": tekst}


@pytest.mark.parametrize(
    ("inhoud", "woord"),
    [
        (b"%PDF-1.7\nnaam;aantal\n", "een pdf"),
        (b"\x89PNG\r\n\x1a\n", "een afbeelding"),
        (b"<html><table><tr><td>naam</td></tr></table></html>", "een webpagina"),
        (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>', "XML-bestand"),
        (b"\x1f\x8b\x08\x00", "ingepakt"),
        (b"{\\rtf1 naam}", "tekstdocument"),
        (b"   \r\n", "leeg"),
        (b"naam;aantal\na\x00b;1\n", "tekens die niet in een tekstbestand horen"),
        ("naam;aantal\na;1\n".encode("utf-16"), "UTF-16"),
        ("naam;aantal\na;1\n".encode("utf-16-le"), "tekens die niet in een tekstbestand horen"),
        (b"naam;aantal\n" + b"x" * 10_000_000 + b";1\n", "tekens"),
        (b";".join(b"k%d" % i for i in range(201)) + b"\n", "kolommen"),
        (b'naam;aantal\n"a;1\n' * 3, "aanhalingstekens"),
    ],
)
def test_tekst_die_geen_lijst_is(inhoud: bytes, woord: str) -> None:
    assert woord in weigering(inhoud)


@pytest.mark.parametrize(
    ("inhoud", "woord"),
    [
        (met({"xl/vbaProject.bin": b"\xd0\xcf"}), "macro's"),
        (met({"xl/macrosheets/sheet1.xml": "<x/>"}), "macro's"),
        (met({"xl/externalLinks/externalLink1.xml": "<x/>"}), "verwijst naar andere bestanden"),
        (met({"xl/connections.xml": "<x/>"}), "verwijst naar andere bestanden"),
        (met({"word/document.xml": "<x/>"}), "Word-document"),
        (met({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "OpenDocument"),
        (met({}, weg="[Content_Types].xml"), "geen leesbaar Excel-bestand"),
        (met(blad(f'<?xml version="1.0"?>{_LACH}<worksheet>&a9;</worksheet>')), "DTD"),
        (met(blad('<!DOCTYPE w SYSTEM "http://elders.example/x.dtd"><worksheet/>')), "DTD"),
        (
            met({"xl/sharedStrings.xml": f"{_VER}<!DOCTYPE s><sst/>"}),
            "DTD",
        ),
        (
            met({"xl/sharedStrings.xml": _UTF16}),
            "DTD",
        ),
        (met(blad("<worksheet><sheetData><row>")), "geen leesbaar Excel-bestand"),
        (met(blad("geen xml")), "geen leesbaar Excel-bestand"),
        (met({f"xl/deel{i}.xml": "<x/>" for i in range(2_001)}), "te groot"),
        (gewoon(("a", 1))[:-40], "geen leesbaar Excel-bestand"),
    ],
)
def test_excel_dat_meer_wil_dan_een_lijst_zijn(inhoud: bytes, woord: str) -> None:
    assert woord in weigering(inhoud)


def test_zipbom_die_onder_de_grens_blijft_valt_op_door_de_verhouding() -> None:
    bom = met({"xl/media/plaatje.bin": bytes(100_000_000)})
    assert len(bom) < 200_000
    assert "te groot" in weigering(bom)
    assert is_klein(bom)  # said at once, instead of in a process of its own


def test_cel_van_tien_miljoen_tekens_in_excel() -> None:
    cel = f'<c r="A2" t="inlineStr"><is><t>{"x" * 10_000_000}</t></is></c>'
    kop = '<c r="A1" t="inlineStr"><is><t>naam</t></is></c><c r="B1" t="inlineStr"><is><t>aantal</t></is></c>'
    ruimte = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    tekst = f'<worksheet {ruimte}><sheetData><row r="1">{kop}</row><row r="2">{cel}</row></sheetData></worksheet>'
    reden = weigering(met(blad(tekst)))
    assert f"{MEESTE_TEKENS:,}".replace(",", ".") in reden


def test_tweehonderdeen_kolommen_in_excel() -> None:
    assert "kolommen" in weigering(gewoon(tuple(range(201))))


@pytest.mark.parametrize("formule", _FORMULES)
def test_formule_wordt_niet_uitgerekend_maar_gemeld_bij_de_cel(formule: str) -> None:
    cel = lees(gewoon((formule, 1)), KOLOMMEN, ()).rijen[0][1][0]
    with pytest.raises(OngeldigeWaarde, match="formule"):
        als_tekst(cel)


def test_gewoon_bestand_mag() -> None:
    bekijk(gewoon(("Súdwest", 3)))
    assert lees(gewoon(("Súdwest", 3)), KOLOMMEN, ()).rijen == [(2, ["Súdwest", 3])]
    with pytest.raises(Onleesbaar):
        bekijk(b"")
