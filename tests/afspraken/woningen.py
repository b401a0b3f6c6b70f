"""Homes to test with, recorded through the acts."""

from datetime import date
from typing import Any

from afspraken.acties import leg_woning_vast
from afspraken.models import VrijgekomenWoning
from organisaties.models import Corporatie, Gemeente

WOONCONCEPT, LEYSTROMEN = "verhuur@woonconcept.example", "verhuur@leystromen.example"
STEENWIJKERLAND, DE_WOLDEN = "huisvesting@steenwijkerland.example", "huisvesting@dewolden.example"
NAMEN = {WOONCONCEPT: "Stichting Woonconcept", LEYSTROMEN: "Leystromen"}


def woning(kenmerk: str = "W-1", *, van: str = "Stichting Woonconcept", code: str = "GM1708", **velden: Any) -> Any:
    """A home of two rooms more than none, free on 3 June 2024 unless said otherwise; not yet recorded."""
    return VrijgekomenWoning(
        corporatie=Corporatie.objects.get(naam=van),
        gemeente=Gemeente.objects.get(code=code),
        kenmerk=kenmerk,
        **{"vrij_op": date(2024, 6, 3), "kamers": 3, "huurklasse": "tot-1e-aftopping", "wijk": "Tuk", **velden},
    )


def leg(kenmerk: str = "W-1", **velden: Any) -> VrijgekomenWoning:
    """Recorded, by functioneel beheer."""
    return leg_woning_vast(door=None, woning=woning(kenmerk, **velden))


def verhuurd(kenmerk: str = "W-1", *, doelgroep: str = "statushouders", **velden: Any) -> VrijgekomenWoning:
    return leg(kenmerk, **{"verhuurd_op": date(2024, 6, 28), "doelgroep": doelgroep, **velden})
