"""What is wrong with who does what: all 27 rows of the matrix."""

from collections import Counter
from itertools import permutations, product

from afspraken.regels.begeleiding import Fase
from afspraken.regels.matrix import BEVINDINGEN, LANGSTE_TAAK, VOORBEELDTAKEN, Bevinding, Omvang, Partij, beoordeel

WAARDEN = ("", Omvang.GEDEELD, Omvang.VOLLEDIG)


def cellen(*waarden: str) -> dict[Partij, str]:
    return dict(zip(Partij, waarden, strict=True))


def test_elke_rij_heeft_de_bevinding_van_haar_aantallen() -> None:
    verwacht = {
        # volledig, gedeeld
        (0, 0): Bevinding.NIEMAND,
        (0, 1): Bevinding.ALLEEN,
        (0, 2): Bevinding.KLOPT,
        (0, 3): Bevinding.KLOPT,
        (1, 0): Bevinding.KLOPT,
        (1, 1): Bevinding.TEGENSTRIJDIG,
        (1, 2): Bevinding.TEGENSTRIJDIG,
        (2, 0): Bevinding.DUBBEL,
        (2, 1): Bevinding.DUBBEL,
        (3, 0): Bevinding.DUBBEL,
    }
    geteld = Counter()
    for rij in product(WAARDEN, repeat=3):
        sleutel = (rij.count(Omvang.VOLLEDIG), rij.count(Omvang.GEDEELD))
        assert beoordeel(cellen(*rij)) is verwacht[sleutel]
        geteld[sleutel] += 1
    assert (sum(geteld.values()), set(geteld)) == (27, set(verwacht))


def test_wie_het_is_maakt_niet_uit() -> None:
    for rij in product(WAARDEN, repeat=3):
        assert len({beoordeel(cellen(*anders)) for anders in permutations(rij)}) == 1


def test_elke_bevinding_heeft_woorden_en_elke_fase_taken() -> None:
    assert set(BEVINDINGEN) == set(Bevinding)
    assert list(VOORBEELDTAKEN) == list(Fase)
    assert all(0 < len(taak) <= LANGSTE_TAAK for taken in VOORBEELDTAKEN.values() for taak in taken)
