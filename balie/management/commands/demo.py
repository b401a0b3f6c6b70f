"""`manage.py demo`: from nothing to a filled application on http://localhost:8000."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from balie.oefenwereld import MENSEN, WACHTWOORD
from balie.oefenwereld_vullen import is_gevuld, vul
from organisaties.models import Gemeente

ADRES = "localhost:8000"


class Command(BaseCommand):
    help = "Maakt de database en de oefenwereld, toont de accounts en start de server."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--zonder-server", action="store_true", help="Alles maken, maar de server niet starten.")

    def handle(self, *args: Any, **opties: Any) -> None:
        if settings.PRODUCTIE:
            raise CommandError("De oefenwereld hoort niet in productie: daar zou zij tussen echte cijfers staan.")
        call_command("migrate", verbosity=0)
        if is_gevuld():
            self.stdout.write("De oefenwereld is er al.")
        elif Gemeente.objects.exists():
            raise CommandError(
                "In deze database staan al gegevens. Kies met DATABASE_URL een lege voor de oefenwereld."
            )
        else:
            self.stdout.write("De oefenwereld wordt gemaakt; dat duurt ongeveer een minuut.")
            # Nobody is written to: the people of the demo world do not exist.
            settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
            vul(self.stdout.write)
        self.stdout.write(f"\nAccounts, alle met het wachtwoord  {WACHTWOORD}\n")
        for email, naam, _rollen in MENSEN:
            self.stdout.write(f"  {email:40} {naam}")
        if opties["zonder_server"]:
            return
        self.stdout.write(f"\nThuisstand draait op http://{ADRES} (stoppen met Ctrl-C)\n")
        self.stdout.flush()
        gunicorn = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", ADRES, "--workers", "2"]
        os.execv(sys.executable, gunicorn)  # noqa: S606  # our own interpreter, fixed arguments
