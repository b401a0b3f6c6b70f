"""The verantwoordelijkheidsmatrix of gemeenten, with its gaps and doubles."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from afspraken.models import Verantwoordelijkheid
from afspraken.regels.begeleiding import FASEN, Fase
from afspraken.regels.matrix import BEVINDINGEN, Bevinding, Partij
from organisaties.models import Gemeente, Lidmaatschap


@dataclass(frozen=True, slots=True)
class Matrixfase:
    """One phase with its tasks; without tasks it is a gap as a whole."""

    fase: Fase
    taken: list[Verantwoordelijkheid]

    @property
    def naam(self) -> str:
        return FASEN[self.fase]

    @property
    def rijen(self) -> list[tuple[Verantwoordelijkheid, list[tuple[Partij, str]], Bevinding, str]]:
        """Task, its cells in the order of the columns, what there is to say about it, and that in words."""
        return [(t, list(t.omvang.items()), t.bevinding, BEVINDINGEN[t.bevinding]) for t in self.taken]


def matrix_van(lid: Lidmaatschap | None, gemeente: Gemeente) -> list[Matrixfase]:
    taken = list(Verantwoordelijkheid.objects.zichtbaar_voor(lid).filter(gemeente=gemeente).order_by("volgorde"))
    return [Matrixfase(fase, [taak for taak in taken if taak.fase == fase.value]) for fase in Fase]


def bevindingen_van(lid: Lidmaatschap | None, gemeenten: Iterable[Any]) -> dict[int, Counter[Bevinding]]:
    """Per gemeente (pk) how many tasks have which finding; one query."""
    uit: dict[int, Counter[Bevinding]] = {gemeente.pk: Counter() for gemeente in gemeenten}
    for taak in Verantwoordelijkheid.objects.zichtbaar_voor(lid).filter(gemeente__in=uit):
        uit[taak.gemeente_id][taak.bevinding] += 1
    return uit
