"""The real norms of three agreements, as their sources give them, recorded by who agreed them; and two invented ones,
for kinds of norm that are agreed elsewhere.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from afspraken.acties import leg_bezit_vast, leg_normen_vast
from afspraken.models import Norm
from balie.oefencijfers import VERZONNEN
from balie.oefenwereld import Wereld
from organisaties.models import Corporatie

STEENWIJKERLAND = "Prestatieafspraken Steenwijkerland 2023-2027"
ADDENDUM = "Addendum prestatieafspraken Steenwijkerland 2023-2027, 12 juli 2024"
ALPHEN_CHAAM = "Prestatieafspraken 2023/2024 Alphen-Chaam en Leystromen, 6 april 2023 (GV00051149)"
WESTERKWARTIER = (
    "Convenant Westerkwartier, beschreven door Platform Opnieuw Thuis, 23 november 2017; dag in maart niet bekend"
)

ALS_LIMBURG = f"{VERZONNEN}, naar de regionale 10% in Limburg (notitie Duurzame start statushouders, 8 september 2017)"
ALS_AMSTERDAM = f"{VERZONNEN}, naar de samenwerkingsafspraken van Amsterdam 2020-2023 (1.800 woningen per jaar)"

ALS_GOOISE_MEREN = f"{VERZONNEN}, om te verdelen naar bezit zoals Gooise Meren doet"
BEZIT = {"Stichting Woonconcept": 3400, "Stichting Wetland Wonen Groep": 2600}
BEZIT_OP = date(2024, 1, 1)


def leg_oefennormen_vast(wereld: Wereld, moment: Callable[[date], datetime]) -> None:
    """Steenwijkerland jointly, with its addendum; what Alphen-Chaam and Westerkwartier agreed; the invented ones."""

    def leg(email: str, percentage: int | None, van: date, tot: date | None, **velden: Any) -> None:
        vast = {"soort": "maximum", "doelgroep": "statushouders", **velden}
        deel = None if percentage is None else Decimal(percentage)
        norm = Norm(percentage=deel, van=van, tot=tot, **vast)
        leg_normen_vast(door=wereld.lid(email), normen=[norm], op=moment(van))

    steenwijkerland = {"gemeente": wereld.gemeenten["GM1708"]}
    gemeente = "huisvesting@steenwijkerland.example"
    leg(gemeente, 10, date(2023, 1, 1), date(2028, 1, 1), bron=STEENWIJKERLAND, **steenwijkerland)
    leg(gemeente, 25, date(2024, 7, 12), date(2025, 1, 1), bron=ADDENDUM, **steenwijkerland)
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
    regio = wereld.lid(coordinator).regio
    leg(coordinator, 10, date(2024, 1, 1), None, regio=regio, soort="signaalwaarde", bron=ALS_LIMBURG)
    meppel = {"gemeente": wereld.gemeenten["GM0119"], "bron": ALS_AMSTERDAM}
    leg("huisvesting@meppel.example", None, date(2024, 1, 1), None, aantal=8, **meppel)
    leg_bezit_vast(
        door=wereld.lid(gemeente),
        gemeente=wereld.gemeenten["GM1708"],
        peildatum=BEZIT_OP,
        bezit={Corporatie.objects.get(naam=naam): aantal for naam, aantal in BEZIT.items()},
        bron=ALS_GOOISE_MEREN,
        op=moment(BEZIT_OP),
    )
