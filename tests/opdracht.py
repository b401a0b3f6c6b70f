"""Running a management command in the test database: exit status, stdout and stderr."""

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError


@dataclass(frozen=True)
class Uitkomst:
    status: int
    uit: str
    fout: str

    @property
    def json(self) -> Any:
        return json.loads(self.uit)

    @property
    def redenen(self) -> list[tuple[int | None, str | None]]:
        """Row and column of every fault, of a run with --json."""
        return [(fout["rij"], fout["kolom"]) for fout in self.json]


def draai(*opties: Any) -> Uitkomst:
    """As on the command line, but in this process."""
    uit, fout = io.StringIO(), io.StringIO()
    status = 0
    try:
        call_command(*map(str, opties), stdout=uit, stderr=fout)
    except CommandError as einde:
        status = einde.returncode
        fout.write(f"{einde}\n")
    return Uitkomst(status, uit.getvalue(), fout.getvalue())


def importeer(map_: Path, soort: str, tekst: str, *opties: str) -> Uitkomst:
    """Import this text as a file."""
    pad = map_ / f"{soort}.csv"
    pad.write_text(tekst, encoding="utf-8")
    return draai("importeer", soort, pad, *opties)
