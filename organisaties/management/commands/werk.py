"""`manage.py werk`: do the long work that waits, and what a process that stopped left behind."""

import signal
from argparse import ArgumentParser
from time import sleep
from typing import Any

from django.core.management.base import BaseCommand

from organisaties.achtergrond import doe_alles

_RUST = 2


def _stop(*_: object) -> None:
    """A task that is under way then waits again, for the next `werk`."""
    raise SystemExit("Gestopt; wat nog niet klaar was, gaat later verder.")


class Command(BaseCommand):
    help = "Doet het werk op de achtergrond dat wacht, en gaat verder met wat is blijven liggen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--blijf", action="store_true", help="blijf draaien en doe ook wat er later bijkomt")

    def handle(self, *args: Any, **opties: Any) -> None:
        signal.signal(signal.SIGTERM, _stop)
        aantal = doe_alles()
        while opties["blijf"]:
            sleep(_RUST)
            doe_alles()
        if opties["verbosity"] > 1:
            self.stdout.write(f"{aantal} taken gedaan.")
