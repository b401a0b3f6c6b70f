"""Options that several commands have."""

import argparse

from taakstelling.regels.halfjaar import Halfjaar


def halfjaar(tekst: str) -> Halfjaar:
    """A half-year option, for `add_argument(type=…)`."""
    try:
        return Halfjaar.van_code(tekst)
    except ValueError as fout:
        raise argparse.ArgumentTypeError(str(fout)) from fout
