"""manage.py controleer-brief: is this letter ours, unchanged, and do its figures follow from their rows?"""

# ruff: noqa: N999 (the command is called controleer-brief)
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from toezicht.management.opdracht import FOUT_GEBRUIK
from toezicht.pdf.controle import Uitkomst, controleer


class Command(BaseCommand):
    help = "Controleert een brief. Uitgang 0: klopt. 1: wijkt af. 2: geen brief van ons."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bestand", type=Path, metavar="BRIEF.PDF")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            pdf = options["bestand"].read_bytes()
        except OSError as fout:
            reden = f"{options['bestand']} is niet te lezen: {fout.strerror}."
            raise CommandError(reden, returncode=FOUT_GEBRUIK) from fout
        controle = controleer(pdf)
        kanaal = self.stdout if controle.uitkomst is Uitkomst.KLOPT else self.stderr
        for zin in controle.zinnen:
            kanaal.write(zin)
        if controle.uitkomst is not Uitkomst.KLOPT:
            sys.exit(int(controle.uitkomst))
