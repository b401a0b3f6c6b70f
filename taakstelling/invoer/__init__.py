"""The kinds of files about the taakstelling."""

from organisaties.invoer.soorten import registreer
from taakstelling.invoer import cijfers, mutaties, plaatsingen


def meld_aan() -> None:
    """Join the list of kinds; called once, when the app is ready."""
    registreer(*cijfers.SOORTEN, *mutaties.SOORTEN, *plaatsingen.SOORTEN)
