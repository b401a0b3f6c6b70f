"""Supervision by the provincie (interbestuurlijk toezicht): kader, round, frozen beoordeling, letter, dossier."""

from toezicht.models.brieven import Brief
from toezicht.models.dossier import Dossierstuk
from toezicht.models.kaders import Toezichtkader
from toezicht.models.opdrachten import Brievenopdracht, Kenmerk, Kenmerkreeks, Opdrachtregel
from toezicht.models.rondes import Akkoord, Beoordeling, Bevriezing, Rondecijfer, Toezichtronde, Wederhoor
from toezicht.models.teksten import Afzender, Tekstblok

__all__ = [
    "Afzender",
    "Akkoord",
    "Beoordeling",
    "Bevriezing",
    "Brief",
    "Brievenopdracht",
    "Dossierstuk",
    "Kenmerk",
    "Kenmerkreeks",
    "Opdrachtregel",
    "Rondecijfer",
    "Tekstblok",
    "Toezichtkader",
    "Toezichtronde",
    "Wederhoor",
]
