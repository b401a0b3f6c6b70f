"""What is agreed and what became of it. Unit: woningen."""

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
    "Bijdrage",
    "Herinnering",
    "Jaarcyclus",
    "Norm",
    "Ondertekening",
    "Overleg",
    "Partij",
    "Prestatieafspraak",
    "Status",
    "Thema",
    "Uitvoering",
    "VrijgekomenWoning",
]
