"""Steenwijkerland in 2024 and 2025, in small: homes on the days around the addendum, through the acts."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from afspraken.acties import leg_normen_vast, leg_woningen_vast
from afspraken.models import Norm, VrijgekomenWoning
from organisaties.models import Corporatie, Gemeente

WOONCONCEPT, WETLAND, LEYSTROMEN = "Stichting Woonconcept", "Stichting Wetland Wonen Groep", "Leystromen"


def norm(code: str, percentage: int | str | None, van: date, tot: date | None, **velden: Any) -> Norm:
    vast = {"soort": "maximum", "doelgroep": "statushouders", "gemeente": Gemeente.objects.get(code=code), **velden}
    rij = Norm(percentage=None if percentage is None else Decimal(percentage), van=van, tot=tot, **vast)
    leg_normen_vast(door=None, normen=[rij])
    return rij


def steenwijkerlandse_normen() -> tuple[Norm, Norm]:
    return (
        norm("GM1708", 10, date(2023, 1, 1), date(2028, 1, 1), bron="Addendum"),
        norm("GM1708", 25, date(2024, 7, 12), date(2025, 1, 1), bron="Addendum"),
    )


def verhuur(wie: str, code: str, dag: date, doelgroepen: Iterable[str], **velden: Any) -> list[VrijgekomenWoning]:
    """So many homes let on this day, one for each doelgroep named."""
    corporatie, gemeente = Corporatie.objects.get(naam=wie), Gemeente.objects.get(code=code)
    al = VrijgekomenWoning.objects.count()
    rijen = [
        VrijgekomenWoning(
            corporatie=corporatie,
            gemeente=gemeente,
            kenmerk=f"NORM-{al + i}",
            vrij_op=dag,
            verhuurd_op=dag,
            kamers=3,
            doelgroep=doelgroep,
            **{"huurklasse": "tot-1e-aftopping", **velden},
        )
        for i, doelgroep in enumerate(doelgroepen)
    ]
    leg_woningen_vast(door=None, woningen=rijen)
    return rijen


def verdeling(statushouders: int, anderen: int) -> list[str]:
    return ["statushouders"] * statushouders + ["regulier"] * anderen


def drie_tijdvakken() -> None:
    """1 of 8 until 11 July (boven), 4 of 20 until the end of the year (binnen), 0 of 4 after (geen oordeel)."""
    steenwijkerlandse_normen()
    verhuur(WOONCONCEPT, "GM1708", date(2024, 7, 11), verdeling(1, 5))
    verhuur(WETLAND, "GM1708", date(2024, 3, 1), verdeling(0, 2))
    verhuur(WOONCONCEPT, "GM1708", date(2024, 7, 12), verdeling(1, 11))
    verhuur(WETLAND, "GM1708", date(2024, 12, 31), verdeling(3, 5))
    verhuur(WOONCONCEPT, "GM1708", date(2025, 1, 1), verdeling(0, 4))
