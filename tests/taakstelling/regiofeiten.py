"""A regio in the second half of 2017: together ahead, three of its four gemeenten behind."""

from datetime import date
from typing import Any

from organisaties.acties import leg_convenant_vast
from organisaties.models import Convenant, Regio
from taakstelling.models import Plaatsing
from taakstelling.regels.halfjaar import Halfjaar
from tests.taakstelling.cijferfeiten import beginstand, officieel, taakstelling
from tests.taakstelling.test_plaatsing_acties import leg

COORDINATOR = "regio@westerkwartier.example"
H = Halfjaar(2017, 2)
GROOTEGAST, LEEK, MARUM, ZUIDHORN = "GM0015", "GM0022", "GM0025", "GM0056"
# code: beginstand, taakstelling, realisatie → stand at the end: −2, +12, −2, −1
CIJFERS = {GROOTEGAST: (-3, 8, 9), LEEK: (0, 12, 24), MARUM: (0, 6, 4), ZUIDHORN: (-8, 11, 18)}


def westerkwartier(*, zonder_realisatie: str = "") -> Regio:
    for code, (begin, taak, realisatie) in CIJFERS.items():
        beginstand(code, begin, H)
        taakstelling(code, taak, H)
        if code != zonder_realisatie:
            officieel(code, realisatie, H)
    regio: Regio = Regio.objects.get(naam="Westerkwartier")
    return regio


def convenant(wereld: Any, codes: tuple[str, ...] = tuple(CIJFERS)) -> Convenant:
    lid = wereld.lid(COORDINATOR)
    return leg_convenant_vast(
        door=lid,
        regio=lid.regio,
        kenmerk="Convenant",
        van=date(2016, 3, 1),
        tot=date(2018, 1, 1),
        gemeenten=[wereld.gemeenten[code] for code in codes],
        afspraken="Samen",
    )


def woont(wereld: Any, voor: str, waar: str, personen: int) -> Plaatsing:
    dag = date(2017, 9, 1)
    return leg(wereld, wie=COORDINATOR, voor=voor, waar=waar, volwassenen=personen, kinderen=0, afgemeld_op=dag)
