"""Supervision by the provincie (interbestuurlijk toezicht): kader, round, frozen beoordeling, letter, dossier."""

from toezicht.models.brieven import Brief
from toezicht.models.dossier import Dossierstuk
from toezicht.models.formeel import Formeelbesluit
from toezicht.models.kaders import Toezichtkader
from toezicht.models.ondertekening import Mandaat, Woordsjabloon
from toezicht.models.opdrachten import Brievenopdracht, Kenmerk, Kenmerkreeks, Opdrachtregel
from toezicht.models.rondes import (
    Akkoord,
    Beoordeling,
    Bevriezing,
    Rondecijfer,
    Toezichtronde,
    Wederhoor,
    Wederhoorreactie,
)
from toezicht.models.teksten import BLOKVELDEN, Afzender, Tekstblok, Tekstblokversie

__all__ = [
    "BLOKVELDEN",
    "Afzender",
    "Akkoord",
    "Beoordeling",
    "Bevriezing",
    "Brief",
    "Brievenopdracht",
    "Dossierstuk",
    "Formeelbesluit",
    "Kenmerk",
    "Kenmerkreeks",
    "Mandaat",
    "Opdrachtregel",
    "Rondecijfer",
    "Tekstblok",
    "Tekstblokversie",
    "Toezichtkader",
    "Toezichtronde",
    "Wederhoor",
    "Wederhoorreactie",
    "Woordsjabloon",
]
