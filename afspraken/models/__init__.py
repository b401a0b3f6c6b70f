"""What is agreed and what became of it. Unit: woningen; of the guidance: huishoudens."""

from afspraken.models.afstemmingen import Normafstemming
from afspraken.models.begeleiding import (
    Begeleiding,
    Begeleidingsfase,
    Begeleidingspunt,
    Begeleidingssignaal,
    Verantwoordelijkheid,
)
from afspraken.models.bezit import Bezit
from afspraken.models.monitoring import Akkoord, Monitoringronde, Rondeverslag, Voortgang
from afspraken.models.normen import Norm
from afspraken.models.overeenkomsten import (
    ONDERDELEN,
    Afspraak,
    Bijdrage,
    Ondertekening,
    Partij,
    Prestatieafspraak,
    Regie,
    Status,
    Thema,
)
from afspraken.models.uitvoering import Afspraakdocument, Herinnering, Jaarcyclus, Overleg, Uitvoering
from afspraken.models.woningen import Lijstvraag, Toewijzing, VrijgekomenWoning

__all__ = [
    "ONDERDELEN",
    "Afspraak",
    "Afspraakdocument",
    "Akkoord",
    "Begeleiding",
    "Begeleidingsfase",
    "Begeleidingspunt",
    "Begeleidingssignaal",
    "Bezit",
    "Bijdrage",
    "Herinnering",
    "Jaarcyclus",
    "Lijstvraag",
    "Monitoringronde",
    "Norm",
    "Normafstemming",
    "Ondertekening",
    "Overleg",
    "Partij",
    "Prestatieafspraak",
    "Regie",
    "Rondeverslag",
    "Status",
    "Thema",
    "Toewijzing",
    "Uitvoering",
    "Verantwoordelijkheid",
    "Voortgang",
    "VrijgekomenWoning",
]
