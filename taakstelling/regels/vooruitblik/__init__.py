"""How many personen will have been housed on the next peildatum: a range, from what this gemeente did before.

A simulation, many times over, of the days from tomorrow up to the peildatum. The same facts and the same seed give the
same answer, on every machine. Two ways, the better one where there is enough to go by:

- from the plaatsingen: each week to come is as some past week was (Pólya's urn: drawn from the past year and from what
  was drawn already, so that the range also allows for a past year that was not typical);
- from the koppelingen: each household that waits is housed after a lead time of this gemeente, given how long it has
  waited already; new households are coupled as in the past year; nareizigers come as expected or as they came before.

No answer where there is too little to say: see `waarom_niet`.
"""

from taakstelling.regels.vooruitblik.doorlooptijd import Afloop, Doorlooptijden
from taakstelling.regels.vooruitblik.feiten import (
    Basis,
    Feiten,
    Groep,
    Koppelfeiten,
    Wachtend,
    basis_van,
    waarom_niet,
)
from taakstelling.regels.vooruitblik.simulatie import Punt, Vooruitblik, vooruitblik

__all__ = [
    "Afloop",
    "Basis",
    "Doorlooptijden",
    "Feiten",
    "Groep",
    "Koppelfeiten",
    "Punt",
    "Vooruitblik",
    "Wachtend",
    "basis_van",
    "vooruitblik",
    "waarom_niet",
]
