"""What is agreed and what became of it. Unit: woningen."""

from afspraken.models.monitoring import Akkoord, Monitoringronde, Rondeverslag, Voortgang
from afspraken.models.normen import Norm
from afspraken.models.overeenkomsten import (
    ONDERDELEN,
    Afspraak,
    Bijdrage,
    Ondertekening,
    Partij,
    Prestatieafspraak,
    Status,
    Thema,
)
from afspraken.models.uitvoering import Afspraakdocument, Herinnering, Jaarcyclus, Overleg, Uitvoering
from afspraken.models.woningen import VrijgekomenWoning

__all__ = [
    "ONDERDELEN",
    "Afspraak",
    "Afspraakdocument",
    "Akkoord",
    "Bijdrage",
    "Herinnering",
    "Jaarcyclus",
    "Monitoringronde",
    "Norm",
    "Ondertekening",
    "Overleg",
    "Partij",
    "Prestatieafspraak",
    "Rondeverslag",
    "Status",
    "Thema",
    "Uitvoering",
    "Voortgang",
    "VrijgekomenWoning",
]
