"""Every write of the agreements."""

from afspraken.acties.begeleiding import (
    Begeleidinggegevens,
    hervat_begeleiding,
    open_begeleiding,
    stop_begeleiding,
    versie_van_begeleiding,
    vink_punten_af,
    wijzig_begeleiding,
    wis_begeleidingen,
    zet_fase,
)
from afspraken.acties.matrix import Matrixregel, leg_matrix_vast, matrixregels_van, versie_van_matrix, voorbeeldregels
from afspraken.acties.normen import fouten_bij, leg_normen_vast
from afspraken.acties.signalen import beantwoord_signaal, meld_signaal
from afspraken.acties.woningen import leg_woningen_vast

__all__ = [
    "Begeleidinggegevens",
    "Matrixregel",
    "beantwoord_signaal",
    "fouten_bij",
    "hervat_begeleiding",
    "leg_matrix_vast",
    "leg_normen_vast",
    "leg_woningen_vast",
    "matrixregels_van",
    "meld_signaal",
    "open_begeleiding",
    "stop_begeleiding",
    "versie_van_begeleiding",
    "versie_van_matrix",
    "vink_punten_af",
    "voorbeeldregels",
    "wijzig_begeleiding",
    "wis_begeleidingen",
    "zet_fase",
]
