"""The stand of the whole country: with a million placed persons against ten thousand."""

from collections.abc import Callable

from taakstelling.cijfers import standen
from tests.bench.databases import Databank
from tests.bench.meting import Verhouding, om_en_om
from tests.bench.wereld import Wereld

GRENS = 2


def meet(
    klein: tuple[Databank, Wereld], groot: tuple[Databank, Wereld], *, ronden: int, telling: str
) -> list[Verhouding]:
    """`telling` says in words whose count the worlds hold now."""

    def vraag(databank: Databank, wereld: Wereld, eerste: int) -> Callable[[], None]:
        def beurt() -> None:
            with databank.in_gebruik():
                standen(None, wereld.halfjaren[eerste], wereld.loopt)

        return beurt

    uit = []
    for wat, eerste in (("lopend halfjaar", -1), ("alle halfjaren", 0)):
        metingen = om_en_om(
            {"10.000 personen": vraag(*klein, eerste), "1.000.000 personen": vraag(*groot, eerste)},
            ronden=ronden,
        )
        rivaal, eigen = metingen.values()
        uit.append(Verhouding(f"stand van het land, {wat}, {telling} ({groot[0].motor})", eigen, rivaal, GRENS))
    return uit
