"""An invented round of Overijssel over the last half-year, from the figures to the letters that were sent.

The figures and the proposals are those of the practice world, everything that the provincie did with them is invented.
"""

from datetime import date, timedelta

from balie.oefenwereld import Wereld
from organisaties.acties import leg_adres_vast
from organisaties.models import Gemeente
from taakstelling.regels.halfjaar import Halfjaar
from toezicht.acties import (
    beoordeel_velen,
    bevries_ronde,
    leg_gs_besluit_vast,
    neem_voorbeeld_over,
    open_ronde,
    stel_brief_vast,
    verzend_brief,
    wijzig_afzender,
    wijzig_reeks,
)
from toezicht.kandidaten import kandidaten

WIE, CODE = "toezicht@overijssel.example", "PV23"
AFZENDER = {
    "orgaan": "Gedeputeerde Staten van Overijssel",
    "plaats": "Zwolle",
    "adres": "",
    "behandeld_door": "team Interbestuurlijk toezicht (oefengegevens)",
    "telefoon": "(038) 000 00 00",
    "eerste_ondertekenaar": "plv. voorzitter",
    "tweede_ondertekenaar": "secretaris",
}


def verzin_ronde(wereld: Wereld, vandaag: date) -> None:
    lid, provincie = wereld.lid(WIE), wereld.provincies[CODE]
    halfjaar = Halfjaar.van_datum(vandaag).vorige
    gemeenten = list(Gemeente.objects.bestaand(halfjaar.begin).filter(provincie=provincie))
    neem_voorbeeld_over(door=lid, provincie=provincie, voorbeeld="algemeen")
    wijzig_afzender(door=lid, provincie=provincie, **AFZENDER)
    wijzig_reeks(door=lid, provincie=provincie, patroon="OEFEN-{jaar}-{nummer}", volgende=1)
    for gemeente in gemeenten:
        leg_adres_vast(
            door=lid,
            gemeente=gemeente,
            aan=f"het college van burgemeester en wethouders van {gemeente.naam}",
            straat_of_postbus="Postbus 0",
            postcode="8000 AA",
            plaats=gemeente.naam,
        )
    # Two days after the peildatum the invented figures of COA are there.
    gelezen = min(vandaag, halfjaar.peildatum + timedelta(days=2))
    ronde = open_ronde(door=lid, provincie=provincie, halfjaar=halfjaar, cijfers_per=gelezen)
    bevries_ronde(door=lid, ronde=ronde)
    leg_gs_besluit_vast(door=lid, ronde=ronde, nummer=f"OEFEN-{halfjaar}", datum=vandaag)
    gezien = {rij.gemeente.code: rij.merk for rij in kandidaten(ronde, [gemeente.code for gemeente in gemeenten])}
    accoord = {"telling_aanvaard": True, "begin_aanvaard": True, "betwist_aanvaard": True}
    for uitkomst in beoordeel_velen(door=lid, ronde=ronde, gezien=gezien, datum=vandaag, **accoord):
        if uitkomst.brief is not None:
            verzend_brief(door=lid, brief=stel_brief_vast(door=lid, brief=uitkomst.brief))
