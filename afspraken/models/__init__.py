"""What is agreed and what became of it. Unit: woningen."""

from afspraken.models.normen import Norm
from afspraken.models.woningen import Lijstvraag, Toewijzing, VrijgekomenWoning

__all__ = ["Lijstvraag", "Norm", "Toewijzing", "VrijgekomenWoning"]
