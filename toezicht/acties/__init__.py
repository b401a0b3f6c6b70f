"""Every write of the supervision: rounds and beoordelingen, letters, texts, kaders."""

from toezicht.acties.beoordelingen import beoordeel, geldende_beoordeling, open_ronde, verwijder_ronde
from toezicht.acties.brieven import maak_brief, stel_brief_vast, verzend_brief, wijzig_concept
from toezicht.acties.kaders import (
    begin_kader,
    laad_pakketten,
    leg_kader_vast,
    pakketten,
    stel_in_werking,
    verwijder_kader,
)
from toezicht.acties.kenmerken import NieuwKenmerk, leg_kenmerken_vast, wijzig_reeks
from toezicht.acties.opdrachten import (
    annuleer_opdracht,
    begin_opdracht,
    brieven_voor,
    hervat_opdracht,
    maak_concepten,
    taak_van,
)
from toezicht.acties.teksten import (
    leg_tekstblok_vast,
    neem_voorbeeld_over,
    verwijder_tekstblok,
    voorbeeld_voor,
    wijzig_afzender,
)

__all__ = [
    "NieuwKenmerk",
    "annuleer_opdracht",
    "begin_kader",
    "begin_opdracht",
    "beoordeel",
    "brieven_voor",
    "geldende_beoordeling",
    "hervat_opdracht",
    "laad_pakketten",
    "leg_kader_vast",
    "leg_kenmerken_vast",
    "leg_tekstblok_vast",
    "maak_brief",
    "maak_concepten",
    "neem_voorbeeld_over",
    "open_ronde",
    "pakketten",
    "stel_brief_vast",
    "stel_in_werking",
    "taak_van",
    "verwijder_kader",
    "verwijder_ronde",
    "verwijder_tekstblok",
    "verzend_brief",
    "voorbeeld_voor",
    "wijzig_afzender",
    "wijzig_concept",
    "wijzig_reeks",
]
