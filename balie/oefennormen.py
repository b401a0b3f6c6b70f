"""The real norms of three agreements, as their sources give them, recorded by who agreed them."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from afspraken.acties import leg_normen_vast
from afspraken.models import Norm
from balie.oefenwereld import Wereld
from organisaties.models import Corporatie

STEENWIJKERLAND = "Addendum prestatieafspraken Steenwijkerland 2023-2027, 12 juli 2024"
ALPHEN_CHAAM = "Prestatieafspraken 2023/2024 Alphen-Chaam en Leystromen, 6 april 2023 (GV00051149)"
WESTERKWARTIER = (
    "Convenant Westerkwartier, beschreven door Platform Opnieuw Thuis, 23 november 2017; dag in maart niet bekend"
)


def leg_oefennormen_vast(wereld: Wereld, moment: Callable[[date], datetime]) -> None:
    """Steenwijkerland jointly, with its addendum; what Alphen-Chaam and Westerkwartier agreed."""

    def leg(email: str, percentage: int, van: date, tot: date, **velden: Any) -> None:
        vast = {"soort": "maximum", "doelgroep": "statushouders", **velden}
        norm = Norm(percentage=Decimal(percentage), van=van, tot=tot, **vast)
        leg_normen_vast(door=wereld.lid(email), normen=[norm], op=moment(van))

    steenwijkerland = {"gemeente": wereld.gemeenten["GM1708"], "bron": STEENWIJKERLAND}
    gemeente = "huisvesting@steenwijkerland.example"
    leg(gemeente, 10, date(2023, 1, 1), date(2028, 1, 1), **steenwijkerland)
    leg(gemeente, 25, date(2024, 7, 12), date(2025, 1, 1), **steenwijkerland)
    leg(
        "huisvesting@alphenchaam.example",
        15,
        date(2023, 1, 1),
        date(2025, 1, 1),
        gemeente=wereld.gemeenten["GM1723"],
        corporatie=Corporatie.objects.get(naam="Leystromen"),
        soort="signaalwaarde",
        doelgroep="bijzondere-doelgroepen",
        bron=ALPHEN_CHAAM,
    )
    coordinator = "regio@westerkwartier.example"
    leg(
        coordinator,
        20,
        date(2016, 3, 1),
        date(2018, 1, 1),
        regio=wereld.lid(coordinator).regio,
        corporatie=Corporatie.objects.get(naam="Wold & Waard"),
        soort="streefwaarde",
        bron=WESTERKWARTIER,
    )
