"""`manage.py sluit-heropende`: close the half-years again whose reopening has run out. Meant for every night."""

# ruff: noqa: N999 (the command is called sluit-heropende)

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand

from organisaties.opdracht import Fout
from taakstelling.acties.afsluitingen import sluit_verlopen_heropeningen
from taakstelling.models import Heropening


class Command(BaseCommand):
    help = "Sluit de halfjaren weer waarvan de heropening voorbij is."

    def handle(self, *args: Any, **opties: Any) -> None:
        gesloten, mislukt = sluit_verlopen_heropeningen()
        for afsluiting in gesloten:
            self.stdout.write(f"{afsluiting.provincie}: de {afsluiting.halfjaar.in_zin} is weer gesloten.")
        if mislukt:
            raise Fout("\n".join(_waarom(heropening, fout) for heropening, fout in mislukt.items()))


def _waarom(heropening: Heropening, fout: Exception) -> str:
    oud = heropening.afsluiting
    reden = " ".join(fout.messages) if isinstance(fout, ValidationError) else str(fout)
    return f"{oud.provincie}: de {oud.halfjaar.in_zin} is niet gesloten. {reden}"
