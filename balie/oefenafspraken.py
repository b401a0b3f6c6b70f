"""The real agreements of Alphen-Chaam and Steenwijkerland, from the project's own files, with an invented round."""

from datetime import date, timedelta

from afspraken.acties import lees_overeenkomst_in, leg_overleg_vast, open_monitoringronde, vul_voortgang_in
from afspraken.acties.inlezen import VOORBEELDEN
from afspraken.models import Prestatieafspraak
from afspraken.overzicht.monitoring import posten_van
from afspraken.regels.cyclus import Overlegsoort
from afspraken.regels.monitoring import Verloop, opent_op
from balie.oefencijfers import VERZONNEN
from balie.oefenwereld import Wereld
from taakstelling.regels.halfjaar import Halfjaar


def vul_afspraken(wereld: Wereld, vandaag: date) -> None:
    """Both agreements whole, with the addendum. The overleg and the round of Steenwijkerland are invented."""
    stukken = {voorbeeld: lees_overeenkomst_in(door=None, voorbeeld=voorbeeld) for voorbeeld in VOORBEELDEN}
    if stukken["steenwijkerland"].tot > vandaag:
        _verzin_ronde(wereld, stukken["steenwijkerland"], vandaag)


def _verzin_ronde(wereld: Wereld, rij: Prestatieafspraak, vandaag: date) -> None:
    """The last round that can be open: the gemeente reported, the corporatie and the huurders did not yet."""
    lid = wereld.lid("huisvesting@steenwijkerland.example")
    leg_overleg_vast(
        door=lid,
        prestatieafspraak=rij,
        soort=Overlegsoort.AMBTELIJK,
        datum=date(vandaag.year, 3, 12),
        onderwerp=VERZONNEN,
    )
    loopt = Halfjaar.van_datum(vandaag)
    halfjaar = loopt if opent_op(loopt) <= vandaag else loopt.vorige
    ronde = open_monitoringronde(
        door=lid, prestatieafspraak=rij, halfjaar=halfjaar, uiterlijk=vandaag + timedelta(weeks=3)
    )
    for post in posten_van(ronde):
        if post.partij.gemeente_id:
            vul_voortgang_in(
                door=lid,
                ronde=ronde,
                afspraak=post.afspraak,
                partij=post.partij,
                verloop=Verloop.OP_SCHEMA,
                toelichting=VERZONNEN,
            )
