"""manage.py brief: write the letter to one gemeente to a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from toezicht.management.opdracht import FOUTE_GEGEVENS, lees_halfjaar, zoek_gemeente
from toezicht.models import Brief
from toezicht.pdf.brief import brief_voor, bytes_van, problemen_van


class Command(BaseCommand):
    help = "Schrijft de IBT-brief aan een gemeente: de vastgestelde brief, of anders een concept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--gemeente", required=True, metavar="CODE", help="code of naam, bijvoorbeeld GM1690")
        parser.add_argument("--halfjaar", required=True, metavar="JAAR-HELFT", help="bijvoorbeeld 2024-1")
        parser.add_argument("--uit", required=True, type=Path, metavar="BESTAND", help="bijvoorbeeld brief.pdf")

    def handle(self, *_args: Any, **options: Any) -> None:
        halfjaar = lees_halfjaar(options["halfjaar"])
        gemeente = zoek_gemeente(options["gemeente"], halfjaar)
        brief = brief_voor(gemeente, halfjaar)
        try:
            options["uit"].write_bytes(bytes_van(brief))
        except OSError as fout:
            reden = f"{options['uit']} is niet te schrijven: {fout.strerror}."
            raise CommandError(reden, returncode=FOUTE_GEGEVENS) from fout
        if brief.status == Brief.Status.CONCEPT:
            self.stdout.write(f"{options['uit']}: CONCEPT van de brief aan {gemeente}.")
            for probleem in problemen_van(brief):
                self.stdout.write(f"- {probleem}")
        else:
            self.stdout.write(f"{options['uit']}: brief {brief.kenmerk} aan {gemeente}, {brief.get_status_display()}.")
