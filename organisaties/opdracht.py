"""What the management commands share: options in Dutch, and exit status 1 for data, 2 for wrong usage."""

import argparse
from datetime import date

from django.core.management.base import CommandError

from organisaties.invoer.waarden import datum


class Fout(CommandError):
    """Ends a command with a Dutch text: status 1 when the data are not right, 2 when the question is not."""

    def __init__(self, tekst: str, *, verkeerd_gebruik: bool = False) -> None:
        super().__init__(tekst, returncode=2 if verkeerd_gebruik else 1)


def dag(tekst: str) -> date:
    """A date option, for `add_argument(type=…)`."""
    try:
        return datum(tekst)
    except ValueError as fout:
        raise argparse.ArgumentTypeError(str(fout)) from fout
