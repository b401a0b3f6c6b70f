"""The real agreements of Alphen-Chaam and Steenwijkerland, read from the project's own files, with invented overleg."""

from datetime import date

from afspraken.acties import lees_overeenkomst_in, leg_overleg_vast
from afspraken.acties.inlezen import VOORBEELDEN
from afspraken.regels.cyclus import Overlegsoort
from balie.oefencijfers import VERZONNEN
from balie.oefenwereld import Wereld


def vul_afspraken(wereld: Wereld, vandaag: date) -> None:
    """Both agreements whole, with their addendum; the days of the overleg are invented."""
    for voorbeeld in VOORBEELDEN:
        rij = lees_overeenkomst_in(door=None, voorbeeld=voorbeeld)
        leg_overleg_vast(
            door=None,
            prestatieafspraak=rij,
            soort=Overlegsoort.AMBTELIJK,
            datum=date(vandaag.year, 3, 12),
            onderwerp=VERZONNEN,
        )
