"""What is agreed and what became of it. Unit: woningen."""

from afspraken.models.afstemmingen import Normafstemming
from afspraken.models.normen import Norm
from afspraken.models.woningen import Lijstvraag, Toewijzing, VrijgekomenWoning

__all__ = ["Lijstvraag", "Norm", "Normafstemming", "Toewijzing", "VrijgekomenWoning"]
