"""Every write of the agreements."""

from afspraken.acties.afstemmingen import leg_afstemming_vast
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
from afspraken.acties.bezit import leg_bezit_vast
from afspraken.acties.inlezen import lees_overeenkomst_in
from afspraken.acties.lijstvragen import beantwoord, vraag_lijst
from afspraken.acties.matrix import Matrixregel, leg_matrix_vast, matrixregels_van, versie_van_matrix, voorbeeldregels
from afspraken.acties.monitoring import geef_akkoord, open_monitoringronde, sluit_monitoringronde, vul_voortgang_in
from afspraken.acties.normen import fouten_bij, leg_normen_vast, trek_norm_in, vervang_norm
from afspraken.acties.ondertekenen import onderteken, trek_ondertekening_in
from afspraken.acties.overeenkomsten import (
    gooi_weg,
    leg_afspraak_vast,
    leg_thema_vast,
    maak_nieuwe_versie,
    stel_op,
    verwijder_onderdeel,
    wijzig,
)
from afspraken.acties.signalen import beantwoord_signaal, meld_signaal
from afspraken.acties.toewijzingen import trek_toewijzing_in, wijs_toe
from afspraken.acties.uitvoeren import (
    leg_cyclus_vast,
    leg_overleg_vast,
    leg_uitvoering_vast,
    trek_document_in,
    trek_overleg_in,
    voeg_document_toe,
)
from afspraken.acties.woningen import leg_woning_vast, leg_woningen_vast, trek_woning_in, zet_stap

__all__ = [
    "Begeleidinggegevens",
    "Matrixregel",
    "beantwoord",
    "beantwoord_signaal",
    "fouten_bij",
    "geef_akkoord",
    "gooi_weg",
    "hervat_begeleiding",
    "lees_overeenkomst_in",
    "leg_afspraak_vast",
    "leg_afstemming_vast",
    "leg_bezit_vast",
    "leg_cyclus_vast",
    "leg_matrix_vast",
    "leg_normen_vast",
    "leg_overleg_vast",
    "leg_thema_vast",
    "leg_uitvoering_vast",
    "leg_woning_vast",
    "leg_woningen_vast",
    "maak_nieuwe_versie",
    "matrixregels_van",
    "meld_signaal",
    "onderteken",
    "open_begeleiding",
    "open_monitoringronde",
    "sluit_monitoringronde",
    "stel_op",
    "stop_begeleiding",
    "trek_document_in",
    "trek_norm_in",
    "trek_ondertekening_in",
    "trek_overleg_in",
    "trek_toewijzing_in",
    "trek_woning_in",
    "versie_van_begeleiding",
    "versie_van_matrix",
    "vervang_norm",
    "verwijder_onderdeel",
    "vink_punten_af",
    "voeg_document_toe",
    "voorbeeldregels",
    "vraag_lijst",
    "vul_voortgang_in",
    "wijs_toe",
    "wijzig",
    "wijzig_begeleiding",
    "wis_begeleidingen",
    "zet_fase",
    "zet_stap",
]
