"""An invented list of COA for De Wolden in the demo world, read in as a gemeente would read in a real one."""

from datetime import date, timedelta

from balie.oefencijfers import VERZONNEN, bestand
from organisaties.models import Lidmaatschap
from taakstelling.acties.coalijsten import koppel_v_nummers, leg_coalijst_vast
from taakstelling.acties.plaatsingen import leg_plaatsing_vast
from taakstelling.herkenning import kentekens, vingerafdruk
from taakstelling.invoer.coalijst import lees_coalijst, open_bestand, stel_voor
from taakstelling.models import Plaatsing, Realisatie
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.plaatsing import Plaatsingsgegevens

BRON = "Oefenlijst COA (verzonnen)"
EERSTE_V_NUMMER = 2_900_000_001
"""Invented numbers: they are hashed like real ones and kept nowhere."""
KOPPEN = ("V-nummer", "Naam", "Kenmerk gemeente", "Datum uitplaatsing", "Gezinsgrootte")


def vul_afstemming(lid: Lidmaatschap, halfjaar: Halfjaar, vandaag: date) -> None:
    """One household that moved just before the peildatum and was afgemeld after it, and a list of COA that differs."""
    gemeente = lid.gemeente
    if gemeente is None or vandaag <= halfjaar.eind + timedelta(days=5):
        return
    officieel = Realisatie.objects.bekend().filter(gemeente=gemeente, halfjaar=halfjaar).order_by("cijfers_per").last()
    rijen = list(
        Plaatsing.objects.bekend()
        .filter(koppelgemeente=gemeente, halfjaar=halfjaar, meegeteld__gt=0)
        .select_related("huishouden__koppelgemeente")
        .order_by("teldatum", "pk")
    )
    if officieel is None or len(rijen) < 3:  # noqa: PLR2004  # one that is missing, one with V-nummers, one more
        return
    huurcontract = halfjaar.eind - timedelta(days=10)
    leg_plaatsing_vast(
        door=lid,
        koppelgemeente=gemeente,
        huisvestingsgemeente=gemeente,
        gegevens=Plaatsingsgegevens(
            kenmerk=f"oef-{halfjaar}-keten",
            volwassenen=2,
            kinderen=1,
            huurcontract_op=huurcontract,
            afgemeld_op=halfjaar.eind + timedelta(days=2),
            teldatum=huurcontract,
            huisvestingsvorm="zelfstandig",
        ),
    )
    mist = max(rijen, key=lambda rij: (rij.meegeteld, rij.pk))
    eigen = sum(rij.meegeteld for rij in rijen)
    regels: list[tuple[object, ...]] = []
    for nummer, rij in enumerate(rij for rij in rijen if rij != mist):
        kenmerk = rij.huishouden.kenmerk if rij.huishouden else ""
        if nummer % 3 == 0 and rij.huishouden:
            koppel_v_nummers(door=lid, huishouden=rij.huishouden, kentekens=[kentekens(EERSTE_V_NUMMER + nummer)])
            kenmerk = ""
        regels.append((EERSTE_V_NUMMER + nummer, VERZONNEN, kenmerk, rij.teldatum.isoformat(), rij.meegeteld))
    # Whom the gemeente does not know: so many that the list adds up to COA's figure.
    onbekend = officieel.aantal - (eigen - mist.meegeteld)
    if onbekend > 0:
        dag = halfjaar.begin + timedelta(days=40)
        regels.append((EERSTE_V_NUMMER + len(rijen), VERZONNEN, "", dag.isoformat(), onbekend))
    inhoud = bestand(KOPPEN, regels)
    gelezen = open_bestand(inhoud)
    kolommen = stel_voor(gelezen.kop)
    leg_coalijst_vast(
        door=lid,
        gemeente=gemeente,
        halfjaar=halfjaar,
        bron=BRON,
        cijfers_per=officieel.cijfers_per,
        regels=lees_coalijst(gelezen, kolommen).regels,
        kolommen=kolommen,
        vingerafdruk=vingerafdruk(inhoud),
        oefengegevens=True,
    )
