"""Facts in the half-year of today, because the homes and the form show that one."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from organisaties.vastleggen import leg_vast
from taakstelling.models import Mutatie, Plaatsing, Taakstelling
from taakstelling.regels.halfjaar import Halfjaar
from tests.taakstelling.test_plaatsing_acties import leg

# code, beginstand, taakstelling, persons housed so far: behind, ahead, done, and one of whom nothing is known
GEMEENTEN = (("GM1690", -10, 26, 3), ("GM0119", 4, 30, 20), ("GM1708", 12, 40, 30), ("GM1969", -3, 50, 50))


@dataclass(frozen=True)
class Lopend:
    """The half-year that runs today, its first placement of De Wolden, and one of Steenwijkerland."""

    halfjaar: Halfjaar
    vandaag: date
    plaatsing: Plaatsing
    vreemde: Plaatsing


def begin(wereld: Any) -> Lopend:
    vandaag = timezone.localdate()
    halfjaar = Halfjaar.van_datum(vandaag)
    eerste: dict[str, Plaatsing] = {}
    for code, stand, taakstelling, gehuisvest in GEMEENTEN:
        gemeente = wereld.gemeenten[code]
        leg_vast(
            Mutatie(
                gemeente=gemeente,
                datum=halfjaar.begin,
                soort="beginstand",
                aantal=stand,
                grondslag="Brief van de provincie",
                reden="Begin van het grootboek",
            ),
            door=None,
        )
        leg_vast(
            Taakstelling(
                gemeente=gemeente,
                halfjaar=halfjaar,
                aantal=taakstelling,
                status="vastgesteld",
                vastgesteld_op=halfjaar.begin - timedelta(weeks=13),
                bron="Staatscourant",
            ),
            door=None,
        )
        wie = next(email for email, lid in wereld.leden.items() if lid.gemeente_id == gemeente.pk)
        velden = {"volwassenen": gehuisvest, "kinderen": 0, "afgemeld_op": vandaag, "kenmerk": f"WS-{code}"}
        eerste[code] = leg(wereld, wie=wie, voor=code, **velden)
    return Lopend(halfjaar, vandaag, eerste["GM1690"], eerste["GM1708"])
