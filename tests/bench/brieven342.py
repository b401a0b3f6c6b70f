"""A letter to every gemeente of the country in one run, on two cores: the rounds of two provincies at a time.

What that does to the memory of a process as well.

LibreOffice gets its documents a hundred at a time: of 342 at once it writes 247 and says nothing.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from organisaties.models import Provincie
from tests.bench import drukkers
from tests.bench.brief import maak_inhouden, voor_de_rivalen
from tests.bench.meting import Beurt, Meting, Verhouding, om_en_om
from tests.bench.wereld import Wereld

PROCESSEN, STAPEL = 2, 100
EIGEN, BROWSER, OFFICE = "brief van de toepassing", "chromium, één", "LibreOffice, twee"
GRENZEN = {OFFICE: 0.5, BROWSER: 1.0}
VROEG = 50
"""The letter after which everything that a process keeps is there."""


def meet(wereld: Wereld, map_: Path, *, ronden: int) -> Iterator[Verhouding]:
    inhouden = [inhoud for provincie in Provincie.objects.all() for inhoud in maak_inhouden(wereld, provincie)]
    paginas, documenten = voor_de_rivalen(inhouden, map_)
    gewogen: list[tuple[int, int, int]] = []
    with ExitStack() as stapel:
        eigen = stapel.enter_context(drukkers.Pers(PROCESSEN, drukkers.druk_gewogen, drukkers.open_toepassing))

        def druk_eigen() -> float:
            duur, gewogen[:] = eigen.weeg(inhouden)
            return duur / len(inhouden)

        eigen.weeg(inhouden[:4])  # the processes start
        beurten: dict[str, Beurt] = {EIGEN: druk_eigen}
        if drukkers.CHROMIUM:
            browser = stapel.enter_context(drukkers.Pers(1, drukkers.druk_pagina, drukkers.open_browser))
            browser.weeg(paginas[:2])
            beurten[BROWSER] = lambda: browser.druk(paginas) / len(paginas)
        if drukkers.SOFFICE:
            profielen = [map_ / f"profiel-342-{i}" for i in range(PROCESSEN)]
            for profiel in profielen:
                profiel.mkdir()
            drukkers.druk_met_office(documenten[:PROCESSEN], profielen)
            beurten[OFFICE] = lambda: _office(documenten, profielen)
        metingen = om_en_om(beurten, ronden=ronden, opwarmen=0)
    for rivaal, grens in GRENZEN.items():
        if rivaal in metingen:
            wat = f"{len(inhouden)} brieven in één keer, twee processen"
            yield Verhouding(wat, metingen[EIGEN], metingen[rivaal], grens)
    yield _geheugen(gewogen)


def _office(documenten: list[Path], profielen: list[Path]) -> float:
    """Seconds a letter, with the starts that the stacks cost."""
    per_keer = STAPEL * len(profielen)
    keren = range(0, len(documenten), per_keer)
    return sum(drukkers.druk_met_office(documenten[k : k + per_keer], profielen) for k in keren) / len(documenten)


def _geheugen(gewogen: list[tuple[int, int, int]]) -> Verhouding:
    """Megabytes of the largest process at the end, against those at an early letter: no growth."""

    def meting(naam: str, rijen: list[Any]) -> Meting:
        megabytes = [kilobytes / 1024 for _, _, kilobytes in rijen]
        return Meting(naam, max(megabytes), min(megabytes), max(megabytes), len(rijen))

    return Verhouding(
        "geheugen van een proces aan het eind, MB",
        meting("eind", gewogen[-10:]),
        meting(f"brief {VROEG}", gewogen[VROEG - 5 : VROEG + 5]),
        1.05,
    )
