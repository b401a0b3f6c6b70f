"""The organisations, the people and what they did. Facts are elsewhere: see `registratie`."""

from organisaties.achtergrondtaak import Achtergrondtaak
from organisaties.models.administratie import Bestandsinhoud, Invoerbestand, Inzending, Logregel
from organisaties.models.gebied import (
    Convenant,
    Corporatie,
    Gemeente,
    Huurdersorganisatie,
    Opvolging,
    Postadres,
    Provincie,
    Regio,
)
from organisaties.models.mensen import Gebruiker, GebruikerManager, Lidmaatschap

__all__ = [
    "Achtergrondtaak",
    "Bestandsinhoud",
    "Convenant",
    "Corporatie",
    "Gebruiker",
    "GebruikerManager",
    "Gemeente",
    "Huurdersorganisatie",
    "Invoerbestand",
    "Inzending",
    "Lidmaatschap",
    "Logregel",
    "Opvolging",
    "Postadres",
    "Provincie",
    "Regio",
]
