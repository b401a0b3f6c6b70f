"""Every write of the supervision: rounds and beoordelingen, letters, texts, kaders."""

from toezicht.acties.beoordelingen import beoordeel, geldende_beoordeling, open_ronde, verwijder_ronde
from toezicht.acties.brieven import maak_brief, stel_brief_vast, verzend_brief, wijzig_concept
from toezicht.acties.gs_besluit import leg_gs_besluit_vast
from toezicht.acties.kaders import (
    begin_kader,
    laad_pakketten,
    leg_kader_vast,
    pakketten,
    stel_in_werking,
    verwijder_kader,
)
from toezicht.acties.overdracht import draag_ronde_over
from toezicht.acties.teksten import (
    leg_tekstblok_vast,
    neem_voorbeeld_over,
    verwijder_tekstblok,
    voorbeeld_voor,
    wijzig_afzender,
)

__all__ = [
    "begin_kader",
    "beoordeel",
    "draag_ronde_over",
    "geldende_beoordeling",
    "laad_pakketten",
    "leg_gs_besluit_vast",
    "leg_kader_vast",
    "leg_tekstblok_vast",
    "maak_brief",
    "neem_voorbeeld_over",
    "open_ronde",
    "pakketten",
    "stel_brief_vast",
    "stel_in_werking",
    "verwijder_kader",
    "verwijder_ronde",
    "verwijder_tekstblok",
    "verzend_brief",
    "voorbeeld_voor",
    "wijzig_afzender",
    "wijzig_concept",
]
