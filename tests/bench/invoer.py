"""Reading in a long list of plaatsingen: the whole way, against only putting the same rows in the database."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from time import perf_counter

from django.db import transaction

from organisaties.invoer.inlezen import controleer, lees_in
from organisaties.invoer.soorten import alle_soorten
from taakstelling.acties.plaatsingslijst import bouw
from taakstelling.models import Huishouden, Plaatsing
from tests.bench.databases import Databank
from tests.bench.meting import Meting, Verhouding, om_en_om
from tests.bench.wereld import _maak_gemeenten

MINUUT = Meting("een minuut", 60_000, 60_000, 60_000, 0)
_KOP = "kenmerk;koppelgemeente;huisvestingsgemeente;afgemeld_op;volwassenen;kinderen;amv;nareizigers;huisvestingsvorm"


def meet(databank: Databank, *, rijen: int, ronden: int, zaad: int) -> list[Verhouding]:
    with databank.in_gebruik():
        _maak_gemeenten()
        soort, inhoud = alle_soorten()["plaatsingen"], _bestand(rijen, zaad)
        items = controleer(soort, inhoud, door=None).items

        def eigen() -> None:
            uitslag = lees_in(soort, inhoud, "lang.csv", door=None)
            assert uitslag.telling.nieuw == rijen, uitslag.fouten[:3]

        def kaal() -> None:
            huishoudens = [p.huishouden for p in plaatsingen]
            Huishouden.objects.bulk_create(huishoudens, batch_size=500)
            for plaatsing in plaatsingen:
                plaatsing.huishouden = plaatsing.huishouden
            Plaatsing.objects.bulk_create(plaatsingen, batch_size=500)

        def beurt(werk: Callable[[], None]) -> float:
            nonlocal plaatsingen
            plaatsingen, _ = bouw(items)
            begin = perf_counter()
            with transaction.atomic():
                werk()
                duur = perf_counter() - begin
                transaction.set_rollback(True)
            return duur

        plaatsingen: list[Plaatsing] = []
        wat = f"{rijen} plaatsingen inlezen ({databank.motor})"
        gemeten = om_en_om(
            {"inlezen": lambda: beurt(eigen), "alleen bulk_create": lambda: beurt(kaal)}, ronden=ronden, opwarmen=0
        )
    return [
        Verhouding(wat, gemeten["inlezen"], MINUUT, 1),
        Verhouding(wat, gemeten["inlezen"], gemeten["alleen bulk_create"]),
    ]


def _bestand(rijen: int, zaad: int) -> bytes:
    """A good file: households of a few persons in a handful of gemeenten, over ten years."""
    toeval = Random(zaad)
    codes = ("GM1690", "GM0119", "GM1708", "GM0363", "GM0599")
    regels = [_KOP]
    for nummer in range(rijen):
        code, dag = toeval.choice(codes), date(2015, 1, 1) + timedelta(days=toeval.randrange(3_650))
        personen = f"{toeval.randint(1, 2)};{toeval.randint(0, 4)};0;{toeval.randint(0, 3)}"
        regels.append(f"K-{nummer};{code};{code};{dag};{personen};zelfstandig")
    return "\r\n".join(regels).encode("utf-8-sig")
