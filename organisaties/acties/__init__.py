"""Every write of the organisations, the people and their roles."""

from organisaties.acties.adres import leg_adres_vast
from organisaties.acties.convenanten import leg_convenant_vast
from organisaties.acties.gebruikers import (
    Uitnodiging,
    beeindig_lidmaatschap,
    nodig_uit,
    stel_wachtwoord_in,
    verstuur_uitnodiging_opnieuw,
    wijzig_eigen_naam,
    zet_gebruiker_aan,
    zet_gebruiker_uit,
)
from organisaties.acties.inzendingen import neem_inzending
from organisaties.acties.organisaties import (
    leg_corporatie_vast,
    leg_huurdersorganisatie_vast,
    leg_regio_vast,
)
from organisaties.acties.sessie import kies_lidmaatschap
from organisaties.acties.versies import versie_van

__all__ = [
    "Uitnodiging",
    "beeindig_lidmaatschap",
    "kies_lidmaatschap",
    "leg_adres_vast",
    "leg_convenant_vast",
    "leg_corporatie_vast",
    "leg_huurdersorganisatie_vast",
    "leg_regio_vast",
    "neem_inzending",
    "nodig_uit",
    "stel_wachtwoord_in",
    "versie_van",
    "verstuur_uitnodiging_opnieuw",
    "wijzig_eigen_naam",
    "zet_gebruiker_aan",
    "zet_gebruiker_uit",
]
