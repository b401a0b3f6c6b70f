"""The facts of the taakstelling. Unit: personen. All but `Huishouden`, `Herkenning` and
`Kolomindeling` are a `Registratie`: never changed."""

from taakstelling.models.afstemming import Coalijst, Coalijstregel, Herkenning, Kolomindeling, Verschilstatus
from taakstelling.models.cijfers import Deelinwoners, Inwonertal, Mutatie, Prognose, Realisatie, Taakstelling
from taakstelling.models.plaatsingen import HUISVESTINGSVORMEN, Huishouden, Plaatsing

__all__ = [
    "HUISVESTINGSVORMEN",
    "Coalijst",
    "Coalijstregel",
    "Deelinwoners",
    "Herkenning",
    "Huishouden",
    "Inwonertal",
    "Kolomindeling",
    "Mutatie",
    "Plaatsing",
    "Prognose",
    "Realisatie",
    "Taakstelling",
    "Verschilstatus",
]
