"""De Wolden in the first half of 2024, with the provincie's texts and the address: all a letter needs."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from organisaties.models import Gemeente, Lidmaatschap, Postadres
from organisaties.vastleggen import leg_vast
from taakstelling.models import Mutatie, Realisatie, Taakstelling
from taakstelling.regels.halfjaar import Halfjaar
from toezicht import acties
from toezicht.models import Brief, Toezichtronde

HALFJAAR = Halfjaar(2024, 1)
OORDEEL = "voldoet niet, doch verschoonbaar"


@dataclass
class Dossier:
    """The world, and the way to a letter in it."""

    wereld: Any
    ronde: Toezichtronde

    def gemeente(self, code: str = "GM1690") -> Gemeente:
        return self.wereld.gemeenten[code]

    @property
    def toezichthouder(self) -> Lidmaatschap:
        return self.wereld.lid("toezicht@drenthe.example")

    def beoordeel(self, code: str = "GM1690", **anders: Any) -> Any:
        gegevens = {"oordeel": OORDEEL, "verschoond_tot": date(2025, 1, 1), "motivering": "Eenmalig."} | anders
        return acties.beoordeel(door=self.toezichthouder, ronde=self.ronde, gemeente=self.gemeente(code), **gegevens)

    def concept(self, code: str = "GM1690", **anders: Any) -> Brief:
        kenmerk = "47/4.1/2024001652" if code == "GM1690" else f"47/4.1/{code}"
        gegevens = {"datum": date(2024, 11, 19), "kenmerk": kenmerk} | anders
        return acties.maak_brief(door=self.toezichthouder, beoordeling=self.beoordeel(code), **gegevens)

    def vastgesteld(self, code: str = "GM1690") -> Brief:
        return acties.stel_brief_vast(door=self.toezichthouder, brief=self.concept(code))

    def verzonden(self, code: str = "GM1690") -> Brief:
        return acties.verzend_brief(door=self.toezichthouder, brief=self.vastgesteld(code))


def leg_cijfers_vast(
    gemeente: Gemeente, *, stand: int, taakstelling: int, realisatie: int | None, volgende: int | None
) -> None:
    leg_vast(
        Mutatie(
            gemeente=gemeente,
            datum=HALFJAAR.begin,
            soort="beginstand",
            aantal=stand,
            grondslag="Brief van de provincie",
            reden="Begin van het grootboek",
        ),
        door=None,
    )
    for halfjaar, aantal in ((HALFJAAR, taakstelling), (HALFJAAR.volgende, volgende)):
        if aantal is not None:
            leg_vast(
                Taakstelling(
                    gemeente=gemeente,
                    halfjaar=halfjaar,
                    aantal=aantal,
                    status="vastgesteld",
                    vastgesteld_op=date(2023, 10, 1),
                    bron="Staatscourant",
                ),
                door=None,
            )
    if realisatie is not None:
        leg_vast(
            Realisatie(
                gemeente=gemeente, halfjaar=HALFJAAR, cijfers_per=date(2024, 7, 3), aantal=realisatie, bron="COA"
            ),
            door=None,
        )


def leg_adres_vast(gemeente: Gemeente, postbus: str, postcode: str, plaats: str) -> None:
    Postadres.objects.create(
        gemeente=gemeente,
        aan=f"het college van Burgemeester en Wethouders {gemeente.naam}",
        straat_of_postbus=postbus,
        postcode=postcode,
        plaats=plaats,
    )


@pytest.fixture
def dossier(wereld: Any) -> Dossier:
    dewolden, meppel = wereld.gemeenten["GM1690"], wereld.gemeenten["GM0119"]
    leg_cijfers_vast(dewolden, stand=-10, taakstelling=26, realisatie=23, volgende=24)
    leg_cijfers_vast(meppel, stand=4, taakstelling=30, realisatie=31, volgende=28)
    leg_adres_vast(dewolden, "Postbus 20", "7920 AA", "Zuidwolde")
    leg_adres_vast(meppel, "Postbus 501", "7940 AM", "Meppel")
    toezichthouder = wereld.lid("toezicht@drenthe.example")
    provincie = wereld.provincies["PV22"]
    acties.neem_voorbeeld_over(door=toezichthouder, provincie=provincie, voorbeeld="drenthe")
    ronde = acties.open_ronde(door=toezichthouder, provincie=provincie, halfjaar=HALFJAAR)
    return Dossier(wereld, ronde)
