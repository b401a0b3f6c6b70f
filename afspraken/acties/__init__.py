"""Every write of the agreements."""

from afspraken.acties.normen import fouten_bij, leg_normen_vast
from afspraken.acties.woningen import leg_woningen_vast

__all__ = ["fouten_bij", "leg_normen_vast", "leg_woningen_vast"]
