"""OpenDocument spreadsheets, written by hand: a zip with two small files around the rows (ODF 1.3, part 3, § 9)."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from organisaties.uitvoer.cellen import Cel

_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_RUIMTEN = " ".join(
    f'xmlns:{naam}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"'
    for naam, uri in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"),
    )
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
_DAG = (
    '<number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/>'
    '<number:text>-</number:text><number:day number:style="long"/>'
)
_UUR = (
    '<number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text>'
    '<number:minutes number:style="long"/>'
)
_STIJLEN = (
    f'<number:date-style style:name="N1">{_DAG}</number:date-style>'
    f'<number:date-style style:name="N2">{_DAG}{_UUR}</number:date-style>'
    '<style:style style:name="dag" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="tijd" style:family="table-cell" style:data-style-name="N2"/>'
    '<style:style style:name="kop" style:family="table-cell">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
)


def als_ods(bladen: Sequence[tuple[str, Iterable[Sequence[Cel]], Sequence[int]]]) -> bytes:
    """Sheets of (name, rows, widths of the columns in characters); the first row of the first one is its header."""
    breedtes = sorted({breedte for _, _, reeks in bladen for breedte in reeks})
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as zak:
        # First and not packed, so that a program knows the kind without unpacking.
        zak.writestr("mimetype", _MIME, zipfile.ZIP_STORED)
        zak.writestr("META-INF/manifest.xml", _MANIFEST)
        with zak.open("content.xml", "w") as stroom:
            stroom.write(_begin(breedtes).encode())
            for nummer, (naam, rijen, reeks) in enumerate(bladen):
                stroom.write(f"<table:table table:name={quoteattr(naam)}>".encode())
                stroom.write("".join(f'<table:table-column table:style-name="b{b}"/>' for b in reeks).encode())
                for i, rij in enumerate(rijen):
                    kop = nummer == 0 and i == 0
                    cellen = "".join(_cel(waarde, kop=kop) for waarde in rij)
                    stroom.write(f"<table:table-row>{cellen}</table:table-row>".encode())
                stroom.write(b"</table:table>")
            stroom.write(b"</office:spreadsheet></office:body></office:document-content>")
    return uit.getvalue()


def _begin(breedtes: Sequence[int]) -> str:
    kolommen = "".join(
        f'<style:style style:name="b{b}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{b * 0.2:.1f}cm"/></style:style>'
        for b in breedtes
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_RUIMTEN} office:version="1.3">'
        f"<office:automatic-styles>{_STIJLEN}{kolommen}</office:automatic-styles><office:body><office:spreadsheet>"
    )


def _cel(waarde: Cel, *, kop: bool) -> str:
    if isinstance(waarde, date):
        opmaak = "tijd" if isinstance(waarde, datetime) else "dag"
        als_datum = f'office:value-type="date" office:date-value="{waarde.isoformat()}"'
        return f'<table:table-cell table:style-name="{opmaak}" {als_datum}/>'
    if isinstance(waarde, int | Decimal):
        return f'<table:table-cell office:value-type="float" office:value="{waarde}"/>'
    stijl = ' table:style-name="kop"' if kop else ""
    alineas = "".join(f"<text:p>{escape(regel)}</text:p>" for regel in waarde.split("\n"))
    return f'<table:table-cell{stijl} office:value-type="string">{alineas}</table:table-cell>'
