"""`manage.py importeer SOORT BESTAND`: read in a file, whole or not at all."""

import argparse
import json
import os
from argparse import ArgumentParser
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from organisaties.invoer.bestand import Fout as Rijfout
from organisaties.invoer.grenzen import MEESTE_BYTES
from organisaties.invoer.inlezen import Uitslag, lees_in
from organisaties.invoer.soorten import Soort, alle_soorten
from organisaties.opdracht import Fout, dag
from organisaties.registratie import einde_van


def _soort(naam: str) -> Soort:
    soorten = alle_soorten()
    if naam not in soorten:
        raise argparse.ArgumentTypeError(f"“{naam}” is niet bekend. Kies uit: {', '.join(sorted(soorten))}.")
    return soorten[naam]


class Command(BaseCommand):
    help = "Leest een bestand in (.csv of .xlsx): alles, of bij een fout niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("soort", type=_soort, metavar="SOORT", help=" | ".join(sorted(alle_soorten())))
        parser.add_argument("bestand", type=Path, metavar="BESTAND")
        parser.add_argument("--proef", action="store_true", help="alleen controleren, niets vastleggen")
        parser.add_argument(
            "--goede-rijen",
            action="store_true",
            help="leg de goede rijen vast; de andere komen in NAAM-fout.csv met een kolom 'fout'",
        )
        parser.add_argument(
            "--vastgelegd-op",
            type=dag,
            metavar="DATUM",
            help="de dag waarop deze gegevens toen zijn vastgelegd (alleen voor wat nog niet is beoordeeld)",
        )
        parser.add_argument("--json", action="store_true", help="de uitkomst als JSON")

    def handle(self, *args: Any, **opties: Any) -> None:
        soort: Soort = opties["soort"] if isinstance(opties["soort"], Soort) else _soort(opties["soort"])
        pad = Path(opties["bestand"])
        op = _moment(opties["vastgelegd_op"], soort)
        foutpad = pad.with_name(f"{pad.stem}-fout.csv")
        bewaard: list[Path] = []

        def bewaar(inhoud: bytes) -> None:
            _bewaar(foutpad, inhoud)
            bewaard.append(foutpad)

        inhoud = _inhoud(pad)
        if inhoud is None:
            uitslag = Uitslag.geweigerd(f"Het bestand is groter dan {MEESTE_BYTES // 1_000_000} MB.")
        else:
            uitslag = lees_in(
                soort,
                inhoud,
                pad.name,
                door=None,
                proef=opties["proef"],
                goede_rijen=opties["goede_rijen"],
                op=op,
                bewaar_fouten=None if opties["proef"] else bewaar,
            )
        self._vertel(uitslag, soort, bewaard, opties)

    def _vertel(self, uitslag: Uitslag, soort: Soort, bewaard: list[Path], opties: dict[str, Any]) -> None:
        """On stdout the result, on stderr what is wrong and what should be known."""
        for opmerking in uitslag.opmerkingen:
            self.stderr.write(f"Let op: {opmerking}")
        telling = uitslag.telling
        cijfers = {"nieuw": telling.nieuw, "vervangen": telling.vervangen, "overgeslagen": telling.overgeslagen}
        zin = ", ".join(f"{aantal} {wat}" for wat, aantal in cijfers.items())
        if opties["proef"]:
            zin = f"Proef, er is niets vastgelegd. Het zou worden: {zin}"
        if not uitslag.fouten:
            if opties["json"]:
                self._json({"soort": soort.naam, "proef": opties["proef"], **cijfers})
            else:
                self.stdout.write(f"{soort.naam}: {zin}.")
            return
        if opties["json"]:
            self._json([_als_dict(fout) for fout in uitslag.fouten])
        else:
            for fout in uitslag.fouten:
                self.stderr.write(str(fout))
        if uitslag.foute_rijen and opties["goede_rijen"]:
            if opties["proef"]:
                raise Fout(f"{_rijen(uitslag.foute_rijen)} niet goed. {zin}.")
            raise Fout(f"{_rijen(uitslag.foute_rijen)} niet goed: zie {bewaard[0]}. De goede zijn vastgelegd: {zin}.")
        raise Fout(
            f"{_rijen(uitslag.foute_rijen)} niet goed. Er is niets vastgelegd."
            if uitslag.foute_rijen
            else "Het bestand is niet goed. Er is niets vastgelegd."
        )

    def _json(self, waarde: Any) -> None:
        self.stdout.write(json.dumps(waarde, ensure_ascii=False))


def _rijen(aantal: int) -> str:
    return "1 rij is" if aantal == 1 else f"{aantal} rijen zijn"


def _als_dict(fout: Rijfout) -> dict[str, Any]:
    return {"rij": fout.rij, "kolom": fout.kolom, "reden": fout.reden}


def _moment(op: Any, soort: Soort) -> datetime | None:
    """The last moment of that day, so that what was recorded on it before stays before it."""
    if op is None:
        return None
    if not isinstance(op, date):
        op = dag(op)
    if not soort.met_opnamedatum:
        raise Fout(f"--vastgelegd-op kan niet bij {soort.naam}: die worden bijgewerkt.", verkeerd_gebruik=True)
    if op > timezone.localdate():
        raise Fout("--vastgelegd-op ligt in de toekomst.", verkeerd_gebruik=True)
    return min(timezone.now(), einde_van(op) - timedelta(microseconds=1))


def _inhoud(pad: Path) -> bytes | None:
    """The bytes of the file; None when there are too many."""
    try:
        with pad.open("rb") as bestand:
            inhoud = bestand.read(MEESTE_BYTES + 1)
    except OSError as fout:
        raise Fout(f"Het bestand {pad} kan niet worden gelezen: {fout.strerror}.", verkeerd_gebruik=True) from fout
    return inhoud if len(inhoud) <= MEESTE_BYTES else None


def _bewaar(pad: Path, inhoud: bytes) -> None:
    """Only for the owner: the rows may be about people."""
    try:
        with os.fdopen(os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as bestand:
            bestand.write(inhoud)
    except OSError as fout:
        raise Fout(f"{pad} kan niet worden geschreven ({fout.strerror}). Er is niets vastgelegd.") from fout
