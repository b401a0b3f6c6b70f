"""What is agreed and what became of it. Unit: woningen; of the guidance: huishoudens."""

from afspraken.models.begeleiding import (
    Begeleiding,
    Begeleidingsfase,
    Begeleidingspunt,
    Begeleidingssignaal,
    Verantwoordelijkheid,
)
from afspraken.models.normen import Norm
from afspraken.models.woningen import VrijgekomenWoning

__all__ = [
    "Begeleiding",
    "Begeleidingsfase",
    "Begeleidingspunt",
    "Begeleidingssignaal",
    "Norm",
    "Verantwoordelijkheid",
    "VrijgekomenWoning",
]
