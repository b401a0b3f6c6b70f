"""`manage.py eerste-beheerder EMAIL`: the first person who can sign in; that person invites everybody else."""

# ruff: noqa: N999 (the command is called eerste-beheerder)
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand

from organisaties.acties import Uitnodiging, nodig_uit
from organisaties.acties.mail import wachtwoordlink
from organisaties.models import Lidmaatschap
from organisaties.opdracht import Fout
from organisaties.rollen import Rol


class Command(BaseCommand):
    help = "Nodigt de eerste functioneel beheerder uit: die krijgt een mail met een link om een wachtwoord te kiezen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--naam", default="Functioneel beheerder", help="de naam die anderen zien")
        parser.add_argument(
            "--nog-een",
            action="store_true",
            help="ook als er al een beheerder is, bijvoorbeeld omdat die is vertrokken",
        )

    def handle(self, *args: Any, **opties: Any) -> None:
        if not opties["nog_een"] and _is_er_al():
            raise Fout("Er is al een functioneel beheerder: die nodigt anderen uit. Kan dat niet meer, kies --nog-een.")
        uitnodiging = _nodig_uit(opties["email"], opties["naam"])
        gebruiker = uitnodiging.gebruiker
        if uitnodiging.verzending.gelukt:
            self.stdout.write(f"{gebruiker.email} is functioneel beheerder en heeft een mail gekregen.")
            return
        self.stdout.write(f"{gebruiker.email} is functioneel beheerder, maar de mail is niet verstuurd.")
        if not gebruiker.has_usable_password():
            # Whoever runs this has the whole database, so the link gives away nothing.
            self.stdout.write(f"Een wachtwoord kiezen kan met deze link, één keer:\n{wachtwoordlink(gebruiker)}")


def _is_er_al() -> bool:
    return Lidmaatschap.objects.filter(rol=Rol.BEHEER, beeindigd_op=None, gebruiker__is_active=True).exists()


def _nodig_uit(email: str, naam: str) -> Uitnodiging:
    try:
        return nodig_uit(door=None, email=email, naam=naam, rol=Rol.BEHEER)
    except ValidationError as fout:
        raise Fout(" ".join(fout.messages), verkeerd_gebruik="email" in fout.message_dict) from fout
