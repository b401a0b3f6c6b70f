"""`manage.py sluit-heropende`: close the half-years again whose reopening has run out. Meant for every night."""

# ruff: noqa: N999 (the command is called sluit-heropende)

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand

from organisaties.opdracht import Fout
from taakstelling.acties.afsluitingen import sluit_verlopen_heropeningen


class Command(BaseCommand):
    help = "Sluit de halfjaren weer waarvan de heropening voorbij is."

    def handle(self, *args: Any, **opties: Any) -> None:
        try:
            gesloten = sluit_verlopen_heropeningen()
        except ValidationError as fout:
            raise Fout(" ".join(fout.messages)) from fout
        for afsluiting in gesloten:
            self.stdout.write(f"{afsluiting.provincie}: de {afsluiting.halfjaar.in_zin} is weer gesloten.")
