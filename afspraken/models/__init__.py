"""What is agreed and what became of it. Unit: woningen."""

from afspraken.models.afstemmingen import Normafstemming
from afspraken.models.normen import Norm
from afspraken.models.woningen import VrijgekomenWoning

__all__ = ["Norm", "Normafstemming", "VrijgekomenWoning"]
