"""Every write of the agreements."""

from afspraken.acties.afstemmingen import leg_afstemming_vast
from afspraken.acties.normen import fouten_bij, leg_normen_vast, trek_norm_in, vervang_norm
from afspraken.acties.woningen import leg_woningen_vast

__all__ = [
    "fouten_bij",
    "leg_afstemming_vast",
    "leg_normen_vast",
    "leg_woningen_vast",
    "trek_norm_in",
    "vervang_norm",
]
