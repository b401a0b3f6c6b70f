"""The real agreements of Alphen-Chaam and Steenwijkerland, from the project's own files, with an invented round."""

from datetime import date, timedelta

from afspraken.acties import (
    lees_overeenkomst_in,
    leg_overleg_vast,
    leg_uitvoering_vast,
    open_monitoringronde,
    sluit_monitoringronde,
    vul_voortgang_in,
)
from afspraken.acties.inlezen import VOORBEELDEN
from afspraken.models import Afspraak, Monitoringronde, Prestatieafspraak
from afspraken.overzicht.monitoring import posten_van
from afspraken.regels.cyclus import Overlegsoort
from afspraken.regels.monitoring import Verloop, opent_op
from balie.oefencijfers import VERZONNEN
from balie.oefenwereld import Wereld
from organisaties.models import Lidmaatschap
from taakstelling.regels.halfjaar import Halfjaar

MET_ADDENDUM = Halfjaar(2024, 2)


def vul_afspraken(wereld: Wereld, vandaag: date) -> None:
    """Both agreements whole, with the addendum. The overleg and the round of Steenwijkerland are invented."""
    stukken = {voorbeeld: lees_overeenkomst_in(door=None, voorbeeld=voorbeeld) for voorbeeld in VOORBEELDEN}
    if stukken["steenwijkerland"].tot > vandaag:
        _verzin_ronde(wereld, stukken["steenwijkerland"], vandaag)


def _verzin_ronde(wereld: Wereld, rij: Prestatieafspraak, vandaag: date) -> None:
    """Overleg, who leads, and two rounds of monitoring."""
    lid = wereld.lid("huisvesting@steenwijkerland.example")
    leg_overleg_vast(
        door=lid,
        prestatieafspraak=rij,
        soort=Overlegsoort.AMBTELIJK,
        datum=date(vandaag.year, 3, 12),
        onderwerp=VERZONNEN,
    )
    for regel in Afspraak.objects.filter(thema__prestatieafspraak=rij):
        leg_uitvoering_vast(door=lid, afspraak=regel, regie=rij.partijen.get(gemeente=lid.gemeente), aanpak=VERZONNEN)
    uiterlijk = vandaag + timedelta(weeks=3)
    # The half-year of the addendum, whole and closed; then the last one that can be open, half filled in.
    toen = open_monitoringronde(door=lid, prestatieafspraak=rij, halfjaar=MET_ADDENDUM, uiterlijk=uiterlijk)
    _meld(toen, door=None, alleen_gemeente=False)
    sluit_monitoringronde(door=lid, ronde=toen)
    loopt = Halfjaar.van_datum(vandaag)
    halfjaar = loopt if opent_op(loopt) <= vandaag else loopt.vorige
    nu = open_monitoringronde(door=lid, prestatieafspraak=rij, halfjaar=halfjaar, uiterlijk=uiterlijk)
    _meld(nu, door=lid, alleen_gemeente=True)


def _meld(ronde: Monitoringronde, *, door: Lidmaatschap | None, alleen_gemeente: bool) -> None:
    """Invented reports: all goes well, but the search for a building (measure g) takes longer."""
    for post in posten_van(ronde):
        if post.partij.gemeente_id or not alleen_gemeente:
            vul_voortgang_in(
                door=door,
                ronde=ronde,
                afspraak=post.afspraak,
                partij=post.partij,
                verloop=Verloop.VERTRAAGD if post.afspraak.nummer == "g" else Verloop.OP_SCHEMA,
                toelichting=VERZONNEN,
            )
