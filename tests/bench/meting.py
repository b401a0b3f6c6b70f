"""Taking times turn by turn, and saying what they are to each other."""

import gc
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from statistics import median
from time import perf_counter
from typing import Any

# A contestant's turn: it does its work, or does it and gives the seconds per piece itself.
Beurt = Callable[[], float | None]


@dataclass(frozen=True, slots=True)
class Meting:
    """What one contestant needed, in milliseconds per piece."""

    naam: str
    mediaan: float
    laagste: float
    hoogste: float
    beurten: int


@dataclass(frozen=True, slots=True)
class Verhouding:
    """Ours against a rival. `grens`: what the ratio must stay under, None when it is only told."""

    wat: str
    eigen: Meting
    rivaal: Meting
    grens: float | None = None

    @property
    def verhouding(self) -> float:
        return self.eigen.mediaan / self.rivaal.mediaan

    @property
    def oordeel(self) -> str:
        if self.grens is None:
            return "ter vergelijking"
        return "behaalt" if self.verhouding < self.grens else "behaalt niet"

    def __str__(self) -> str:
        eigen, rivaal = (f"{_tijd(m)} ms" for m in (self.eigen, self.rivaal))
        return f"{self.wat}: {eigen}; {self.rivaal.naam}: {rivaal}; verhouding {self.verhouding:.2f}, {self.oordeel}"

    def als_dict(self) -> dict[str, Any]:
        return asdict(self) | {"verhouding": round(self.verhouding, 3), "oordeel": self.oordeel}


def om_en_om(deelnemers: Mapping[str, Beurt], *, ronden: int, opwarmen: int = 1) -> dict[str, Meting]:
    """Let everyone take a turn, again and again, so that a slow moment of the machine hits all alike."""
    tijden: dict[str, list[float]] = {naam: [] for naam in deelnemers}
    for ronde in range(-opwarmen, ronden):
        for naam, beurt in deelnemers.items():
            gc.collect()
            begin = perf_counter()
            zelf_gemeten = beurt()
            duur = perf_counter() - begin if zelf_gemeten is None else zelf_gemeten
            if ronde >= 0:
                tijden[naam].append(duur * 1000)
    return {naam: Meting(naam, median(t), min(t), max(t), len(t)) for naam, t in tijden.items()}


def tabel(verhoudingen: list[Verhouding]) -> str:
    """A line per ratio: median (lowest–highest) of both in ms, the ratio, what it must stay under, the verdict."""
    kop = ("meting", "eigen, ms", "rivaal", "rivaal, ms", "verhouding", "grens", "oordeel")
    regels = [
        (
            v.wat,
            _tijd(v.eigen),
            v.rivaal.naam,
            _tijd(v.rivaal),
            f"{v.verhouding:.2f}",
            f"< {v.grens:g}" if v.grens is not None else "",
            v.oordeel,
        )
        for v in verhoudingen
    ]
    breedtes = [max(len(rij[i]) for rij in (kop, *regels)) for i in range(len(kop))]

    def lijn(rij: tuple[str, ...]) -> str:
        return "| " + " | ".join(cel.ljust(breedte) for cel, breedte in zip(rij, breedtes, strict=True)) + " |"

    return "\n".join([lijn(kop), "|" + "|".join("-" * (b + 2) for b in breedtes) + "|", *map(lijn, regels)])


def _tijd(m: Meting) -> str:
    return f"{m.mediaan:.1f} ({m.laagste:.1f}–{m.hoogste:.1f})"
