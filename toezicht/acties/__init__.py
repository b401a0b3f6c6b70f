"""Every write of the supervision: rounds and beoordelingen, letters, texts, kaders, the dossier."""

from toezicht.acties.akkoorden import geef_akkoord, geef_akkoorden
from toezicht.acties.beoordelingen import beoordeel, geldende_beoordeling, open_ronde, verwijder_ronde
from toezicht.acties.brieven import maak_brief, stel_brief_vast, verzend_brief, wijzig_concept
from toezicht.acties.dossier import leg_stuk_vast, trek_stuk_in, vervang_stuk
from toezicht.acties.formeel import trek_besluit_in, vul_formeel_aan
from toezicht.acties.gs_besluit import leg_gs_besluit_vast
from toezicht.acties.kaders import (
    begin_kader,
    laad_pakketten,
    leg_kader_vast,
    pakketten,
    stel_in_werking,
    verwijder_kader,
)
from toezicht.acties.kenmerken import NieuwKenmerk, leg_kenmerken_vast, wijzig_reeks
from toezicht.acties.ondertekening import leg_mandaat_vast, neem_sjabloon, trek_mandaat_in
from toezicht.acties.opdrachten import (
    annuleer_opdracht,
    begin_opdracht,
    brieven_voor,
    hervat_opdracht,
    maak_concepten,
    taak_van,
)
from toezicht.acties.overdracht import draag_ronde_over
from toezicht.acties.rondecijfers import bevries_ronde, wijzig_ronde
from toezicht.acties.teksten import (
    leg_tekstblok_vast,
    neem_voorbeeld_over,
    verwijder_tekstblok,
    voorbeeld_voor,
    wijzig_afzender,
    zet_tekstblok_terug,
)
from toezicht.acties.velen import beoordeel_velen
from toezicht.acties.wederhoor import beantwoord_wederhoor, herinner_wederhoor, vraag_wederhoor
from toezicht.acties.wederhoorreacties import reageer_op_wederhoor

__all__ = [
    "NieuwKenmerk",
    "annuleer_opdracht",
    "beantwoord_wederhoor",
    "begin_kader",
    "begin_opdracht",
    "beoordeel",
    "beoordeel_velen",
    "bevries_ronde",
    "brieven_voor",
    "draag_ronde_over",
    "geef_akkoord",
    "geef_akkoorden",
    "geldende_beoordeling",
    "herinner_wederhoor",
    "hervat_opdracht",
    "laad_pakketten",
    "leg_gs_besluit_vast",
    "leg_kader_vast",
    "leg_kenmerken_vast",
    "leg_mandaat_vast",
    "leg_stuk_vast",
    "leg_tekstblok_vast",
    "maak_brief",
    "maak_concepten",
    "neem_sjabloon",
    "neem_voorbeeld_over",
    "open_ronde",
    "pakketten",
    "reageer_op_wederhoor",
    "stel_brief_vast",
    "stel_in_werking",
    "taak_van",
    "trek_besluit_in",
    "trek_mandaat_in",
    "trek_stuk_in",
    "vervang_stuk",
    "verwijder_kader",
    "verwijder_ronde",
    "verwijder_tekstblok",
    "verzend_brief",
    "voorbeeld_voor",
    "vraag_wederhoor",
    "vul_formeel_aan",
    "wijzig_afzender",
    "wijzig_concept",
    "wijzig_reeks",
    "wijzig_ronde",
    "zet_tekstblok_terug",
]
