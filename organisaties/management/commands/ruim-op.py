"""`manage.py ruim-op`: for cron; removes what has had its time, as every app says (`organisaties/opruimen.py`)."""

# ruff: noqa: N999 (the command is called ruim-op)
from typing import Any

from django.core.management.base import BaseCommand

from organisaties.opruimen import ruim_op


class Command(BaseCommand):
    help = "Verwijdert wat zijn termijn heeft gehad: inhoud van ingelezen bestanden, verwerkte formulieren, sessies."

    def handle(self, *args: Any, **opties: Any) -> None:
        for naam, aantal in ruim_op().items():
            if opties["verbosity"] > 1 or aantal:
                self.stdout.write(f"{naam}: {aantal} weg.")
