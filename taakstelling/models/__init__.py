"""The facts of the taakstelling. Unit: personen. A fact is a `Registratie`: never changed."""

from taakstelling.models.afsluitingen import Afsluiting, Afsluitregel, Heropening
from taakstelling.models.afstemming import Coalijst, Coalijstregel, Herkenning, Kolomindeling, Verschilstatus
from taakstelling.models.cijfers import Deelinwoners, Inwonertal, Mutatie, Prognose, Realisatie, Taakstelling
from taakstelling.models.dossier import Verschoonbaarheidsdossier
from taakstelling.models.huishoudens import Huishouden, Koppeling, Koppelstap, Koppeltermijn, Vervanging
from taakstelling.models.plaatsingen import HUISVESTINGSVORMEN, Plaatsing

__all__ = [
    "HUISVESTINGSVORMEN",
    "Afsluiting",
    "Afsluitregel",
    "Coalijst",
    "Coalijstregel",
    "Deelinwoners",
    "Herkenning",
    "Heropening",
    "Huishouden",
    "Inwonertal",
    "Kolomindeling",
    "Koppeling",
    "Koppelstap",
    "Koppeltermijn",
    "Mutatie",
    "Plaatsing",
    "Prognose",
    "Realisatie",
    "Taakstelling",
    "Verschilstatus",
    "Verschoonbaarheidsdossier",
    "Vervanging",
]
