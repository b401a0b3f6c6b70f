"""`manage.py vraag-woningen`: mail the corporaties for the list of last month. For cron, on the first of the month."""

# ruff: noqa: N999 (the name of the command)

from argparse import ArgumentParser
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from afspraken.acties.lijstvragen import maandnaam, te_vragen, vraag_lijst
from organisaties.models import Corporatie


class Command(BaseCommand):
    help = (
        "Vraagt de medewerkers van corporaties per mail om hun lijst van vrijgekomen woningen. Nog eens kan geen kwaad."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--corporatie", help="Alleen deze corporatie, onder haar statutaire naam.")
        parser.add_argument("--maand", help="Over welke maand, bijvoorbeeld 2026-03; standaard de vorige.")
        parser.add_argument("--opnieuw", action="store_true", help="Ook wie al een mail kreeg en nog niet antwoordde.")

    def handle(self, *args: Any, **opties: Any) -> None:
        maand = _maand(opties["maand"])
        leden = te_vragen()
        if naam := opties["corporatie"]:
            if not Corporatie.objects.filter(naam=naam).exists():
                raise CommandError(f"De corporatie {naam} is niet bekend. Gebruik de statutaire naam.")
            leden = leden.filter(corporatie__naam=naam)
        gevraagd, mislukt, overgeslagen = 0, [], 0
        for lid in leden:
            verzending = vraag_lijst(lid=lid, maand=maand, opnieuw=opties["opnieuw"])
            if verzending is None:
                overgeslagen += 1
            elif verzending.gelukt is False:
                mislukt.append(lid.gebruiker.email)
            else:
                gevraagd += 1
        self.stdout.write(f"{maandnaam(maand)}: {gevraagd} gevraagd, {overgeslagen} al eerder gevraagd of beantwoord.")
        if mislukt:
            raise CommandError(
                f"Niet verstuurd: {', '.join(mislukt)}. Draai de opdracht later nog eens met --opnieuw.", returncode=1
            )


def _maand(tekst: str | None) -> date:
    if tekst is None:
        return (timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=1)
    try:
        return date.fromisoformat(f"{tekst}-01")
    except ValueError as fout:
        raise CommandError(
            f"{tekst} is geen maand. Schrijf jaar en maand, bijvoorbeeld 2026-03.", returncode=2
        ) from fout
