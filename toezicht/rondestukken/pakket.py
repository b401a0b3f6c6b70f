"""A ZIP that is the same bytes for the same contents: fixed order, and the dates of the files themselves."""

import zipfile
from collections.abc import Iterable
from datetime import date
from tempfile import SpooledTemporaryFile
from typing import IO

IN_GEHEUGEN = 8_000_000
"""Bytes; what is larger goes to a temporary file."""


def pak_in(bestanden: Iterable[tuple[str, date, bytes]]) -> IO[bytes]:
    """Pack (name, day, contents) in the order given, one at a time; the file stands at its beginning."""
    uit: IO[bytes] = SpooledTemporaryFile(max_size=IN_GEHEUGEN)  # noqa: SIM115  whoever sends it closes it
    with zipfile.ZipFile(uit, "w") as zak:
        for naam, dag, inhoud in bestanden:
            deel = zipfile.ZipInfo(naam, (dag.year, dag.month, dag.day, 0, 0, 0))
            deel.compress_type = zipfile.ZIP_DEFLATED
            deel.external_attr = 0o644 << 16
            deel.create_system = 3
            zak.writestr(deel, inhoud)
    uit.seek(0)
    return uit
