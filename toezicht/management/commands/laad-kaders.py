"""`manage.py laad-kaders`: put the toezichtkaders that come with the application in force."""

# ruff: noqa: N999 (the name of the command)

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from organisaties.models import Provincie
from toezicht.acties import laad_pakketten
from toezicht.management.opdracht import zoek_provincie


class Command(BaseCommand):
    help = "Zet de meegeleverde toezichtkaders in werking, van provincies die er nog geen hebben."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--provincie", help="Alleen van deze provincie, bijvoorbeeld PV22 of Drenthe.")

    def handle(self, *args: Any, **opties: Any) -> None:
        wie = opties["provincie"]
        provincies = [zoek_provincie(wie)] if wie else list(Provincie.objects.order_by("code"))
        geladen = laad_pakketten(door=None, provincies=provincies)
        al = f" {geladen.overgeslagen} provincies hadden al een kader." if geladen.overgeslagen else ""
        self.stdout.write(f"{geladen.kaders} kaders in werking gesteld.{al}")
