"""Every write of the agreements."""

from afspraken.acties.afstemmingen import leg_afstemming_vast
from afspraken.acties.lijstvragen import beantwoord, vraag_lijst
from afspraken.acties.normen import fouten_bij, leg_normen_vast, trek_norm_in, vervang_norm
from afspraken.acties.toewijzingen import trek_toewijzing_in, wijs_toe
from afspraken.acties.woningen import leg_woning_vast, leg_woningen_vast, trek_woning_in, zet_stap

__all__ = [
    "beantwoord",
    "fouten_bij",
    "leg_afstemming_vast",
    "leg_normen_vast",
    "leg_woning_vast",
    "leg_woningen_vast",
    "trek_norm_in",
    "trek_toewijzing_in",
    "trek_woning_in",
    "vervang_norm",
    "vraag_lijst",
    "wijs_toe",
    "zet_stap",
]
