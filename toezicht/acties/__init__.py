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
from toezicht.acties.ondertekening import leg_mandaat_vast, neem_sjabloon, trek_mandaat_in
from toezicht.acties.teksten import (
    leg_tekstblok_vast,
    neem_voorbeeld_over,
    verwijder_tekstblok,
    voorbeeld_voor,
    wijzig_afzender,
    zet_tekstblok_terug,
)

__all__ = [
    "begin_kader",
    "beoordeel",
    "geldende_beoordeling",
    "laad_pakketten",
    "leg_kader_vast",
    "leg_mandaat_vast",
    "leg_tekstblok_vast",
    "maak_brief",
    "neem_sjabloon",
    "neem_voorbeeld_over",
    "open_ronde",
    "pakketten",
    "stel_brief_vast",
    "stel_in_werking",
    "trek_mandaat_in",
    "verwijder_kader",
    "verwijder_ronde",
    "verwijder_tekstblok",
    "verzend_brief",
    "voorbeeld_voor",
    "wijzig_afzender",
    "wijzig_concept",
    "zet_tekstblok_terug",
]
