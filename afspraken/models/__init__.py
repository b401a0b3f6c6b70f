"""What is agreed and what became of it. Unit: woningen."""

from afspraken.models.normen import Norm
from afspraken.models.woningen import VrijgekomenWoning

__all__ = ["Norm", "VrijgekomenWoning"]
