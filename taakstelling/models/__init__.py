"""The facts of the taakstelling. Unit: personen. Every model but `Huishouden` is a `Registratie`: never changed."""

from taakstelling.models.afsluitingen import Afsluiting, Afsluitregel, Heropening
from taakstelling.models.cijfers import Deelinwoners, Inwonertal, Mutatie, Prognose, Realisatie, Taakstelling
from taakstelling.models.plaatsingen import HUISVESTINGSVORMEN, Huishouden, Plaatsing

__all__ = [
    "HUISVESTINGSVORMEN",
    "Afsluiting",
    "Afsluitregel",
    "Deelinwoners",
    "Heropening",
    "Huishouden",
    "Inwonertal",
    "Mutatie",
    "Plaatsing",
    "Prognose",
    "Realisatie",
    "Taakstelling",
]
