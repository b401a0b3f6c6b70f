"""`manage.py wis-coa-lijsten --voor DATUM`: forget who was on old lists of COA; the counts stay."""

# ruff: noqa: N999 (the command is called wis-coa-lijsten)
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from organisaties.opdracht import dag
from taakstelling.acties.coalijsten import wis_coalijsten


class Command(BaseCommand):
    help = "Wist de kenmerken en de codes van V-nummers in lijsten van COA van voor een datum, en in vervangen lijsten."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--voor", type=dag, required=True, metavar="DATUM", help="lijsten van voor deze dag")

    def handle(self, *args: Any, **opties: Any) -> None:
        aantal = wis_coalijsten(door=None, voor=opties["voor"])
        self.stdout.write(f"{aantal} {'regel' if aantal == 1 else 'regels'} gewist.")
