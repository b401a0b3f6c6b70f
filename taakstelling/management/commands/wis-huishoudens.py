"""`manage.py wis-huishoudens`: erase the households whose term is over. For cron, every night."""

# ruff: noqa: N999 (the name of the command)

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from organisaties.models import Gemeente
from organisaties.templatetags.weergave import huishoudens
from taakstelling import wissen
from taakstelling.acties.wissen import wis_huishoudens


class Command(BaseCommand):
    help = "Wist huishoudens waarvan de bewaartermijn voorbij is. Alle aantallen blijven staan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--proef", action="store_true", help="Alleen tonen wat er gewist zou worden.")
        parser.add_argument("--gemeente", help="Alleen van deze gemeente, bijvoorbeeld GM1690.")

    def handle(self, *args: Any, **opties: Any) -> None:
        gemeenten = None
        if opties["gemeente"]:
            gemeenten = list(Gemeente.objects.filter(code=opties["gemeente"]))
            if not gemeenten:
                raise CommandError(f"De gemeente {opties['gemeente']} is niet bekend. Gebruik een code als GM1690.")
        per_gemeente: dict[Gemeente, list[int]] = {}
        for huishouden in wissen.te_wissen(timezone.localdate(), gemeenten).select_related("koppelgemeente"):
            per_gemeente.setdefault(huishouden.koppelgemeente, []).append(huishouden.pk)
        samen: Counter[str] = Counter()
        for gemeente, nummers in per_gemeente.items():
            if opties["proef"]:
                samen["huishoudens"] += len(nummers)
                nummer = "nummer" if len(nummers) == 1 else "nummers"
                self.stdout.write(f"{gemeente}: {huishoudens(len(nummers))}, {nummer} {', '.join(map(str, nummers))}")
            else:
                samen.update(wis_huishoudens(door=None, gemeente=gemeente, nummers=nummers))
        delen = [huishoudens(samen.pop("huishoudens", 0)), *(f"{aantal} {naam}" for naam, aantal in samen.items())]
        wat = ", ".join(delen)
        self.stdout.write(f"Proef, er is niets gewist. Te wissen: {wat}." if opties["proef"] else f"Gewist: {wat}.")
