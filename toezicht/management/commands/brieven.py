"""manage.py brieven: write the letters of a provincie, one file each; after a crash it goes on where it was."""

import hashlib
import logging
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from taakstelling.regels.halfjaar import Halfjaar
from toezicht.cijfers import gemeenten_van_ronde
from toezicht.management.opdracht import FOUTE_GEGEVENS, lees_halfjaar, zoek_provincie
from toezicht.models import Brief
from toezicht.pdf.brief import brief_voor, bytes_van

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Schrijft de IBT-brieven van een provincie, één bestand per gemeente. Eén foute brief houdt de rest niet op."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--provincie", required=True, metavar="CODE", help="code of naam, bijvoorbeeld PV22")
        parser.add_argument("--halfjaar", required=True, metavar="JAAR-HELFT", help="bijvoorbeeld 2024-1")
        parser.add_argument("--uit", required=True, type=Path, metavar="MAP")

    def handle(self, *_args: Any, **options: Any) -> None:
        halfjaar = lees_halfjaar(options["halfjaar"])
        provincie = zoek_provincie(options["provincie"])
        doel: Path = options["uit"]
        try:
            doel.mkdir(parents=True, exist_ok=True)
        except OSError as fout:
            reden = f"De map {doel} is niet te maken: {fout.strerror}."
            raise CommandError(reden, returncode=FOUTE_GEGEVENS) from fout
        concepten = vast = stond_er = 0
        mislukt: list[str] = []
        for gemeente in gemeenten_van_ronde(provincie, halfjaar):
            try:
                brief = brief_voor(gemeente, halfjaar)
                pad = doel / naam_van(gemeente.code, halfjaar)
                if _staat_er(pad, brief):
                    stond_er += 1
                else:
                    self._schrijf(pad, bytes_van(brief))
            except Exception as fout:  # whatever is wrong with one letter, the others are written
                logger.debug("De brief aan %s is mislukt.", gemeente.code, exc_info=True)
                mislukt.append(f"{gemeente} ({fout})")
                continue
            if brief.status == Brief.Status.CONCEPT:
                concepten += 1
            else:
                vast += 1
        self.stdout.write(f"{doel}: {vast} vastgestelde brieven, {concepten} concepten. {stond_er} stonden er al.")
        if mislukt:
            raise CommandError(f"Niet gelukt: {'; '.join(mislukt)}.", returncode=FOUTE_GEGEVENS)

    def _schrijf(self, pad: Path, pdf: bytes) -> None:
        """Whole or not at all: whoever stops the run half-way finds no broken letter."""
        tijdelijk = pad.with_suffix(".deel")
        tijdelijk.write_bytes(pdf)
        tijdelijk.replace(pad)


def _staat_er(pad: Path, brief: Brief) -> bool:
    """Whether an earlier run wrote this final letter."""
    return bool(brief.sha256) and pad.is_file() and hashlib.sha256(pad.read_bytes()).hexdigest() == brief.sha256


def naam_van(code: str, halfjaar: Halfjaar) -> str:
    return f"brief-{code}-{halfjaar.code}.pdf"
