"""Making begeleidingen for tests, through the acts."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from afspraken import acties
from afspraken.models import Begeleiding, Begeleidingssignaal
from afspraken.regels.begeleiding import PUNTEN, Fase, Handeling
from taakstelling.models import Huishouden
from tests.taakstelling.huishoudens import DE_WOLDEN, dagen_terug

VERHUURDER = "verhuur@woonconcept.example"


def gegevens(wereld: Any, *, wie: str = DE_WOLDEN, **velden: Any) -> acties.Begeleidinggegevens:
    """Guided by this person, in a home of Woonconcept, with a huurcontract of 400 days ago."""
    vast = {
        "aanspreekpunt": wereld.lid(wie),
        "functie": "Consulent",
        "organisatie": "Gemeente De Wolden",
        "corporatie": wereld.lid(VERHUURDER).corporatie,
        "woning": "W-77",
        "huurcontract_op": dagen_terug(400),
    }
    return acties.Begeleidinggegevens(**(vast | velden))


def begeleid(
    wereld: Any, huishouden: Huishouden, *, wie: str = DE_WOLDEN, begonnen_op: date | None = None, **velden: Any
) -> Begeleiding:
    lid = wereld.lid(wie)
    return acties.open_begeleiding(
        door=lid,
        huishouden=huishouden,
        gemeente=lid.gemeente,
        gegevens=gegevens(wereld, wie=wie, **velden),
        begonnen_op=begonnen_op or dagen_terug(430),
    )


def breng_tot(wereld: Any, begeleiding: Begeleiding, stappen: int, *, wie: str = DE_WOLDEN) -> None:
    """So many steps on: close, begin, close, begin, close; every point is ticked before its phase is closed."""
    for n in range(stappen):
        if n % 2 == 0:
            punten = dict.fromkeys(PUNTEN[list(Fase)[n // 2]], "gedaan")
            acties.vink_punten_af(
                door=wereld.lid(wie), begeleiding=begeleiding, uitkomsten=punten, dag=dagen_terug(20 - n)
            )
        handeling = Handeling.BEGIN if n % 2 else Handeling.SLUIT
        acties.zet_fase(door=wereld.lid(wie), begeleiding=begeleiding, handeling=handeling, dag=dagen_terug(20 - n))


def signaal(wereld: Any, begeleiding: Begeleiding, *, wie: str = DE_WOLDEN, **velden: Any) -> Begeleidingssignaal:
    vast: dict[str, Any] = {"soort": "huurachterstand", "uiterlijk": timezone.localdate() + timedelta(days=14)}
    return acties.meld_signaal(door=wereld.lid(wie), begeleiding=begeleiding, **(vast | velden))
