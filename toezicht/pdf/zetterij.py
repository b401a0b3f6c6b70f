"""Setting many letters ahead, in processes beside the one that records them (docs/besluiten/0028).

Such a process knows no database: it gets what stands in a letter and gives its bytes.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

from toezicht.pdf import zetter
from toezicht.pdf.inhoud import Inhoud

T = TypeVar("T")
Belofte = Future[tuple[str, bytes]]

MEESTE_ZETTERS = 2
LOONT_VANAF = 25
"""Letters; to start a process costs as much as setting so many."""
_VOORUIT = 6


@dataclass(frozen=True, slots=True)
class Gezet:
    """The bytes of a letter and the mark of the text they were made of."""

    vingerafdruk: str
    pdf: bytes


def zet_vooruit(
    rij: Iterable[T], inhoud_van: Callable[[T], Inhoud | None], *, zetters: int
) -> Iterator[tuple[T, Gezet | None]]:
    """Each of `rij` in turn, with its letter set while the ones before it were handled; None: not set ahead."""
    if not zetters:
        yield from ((een, None) for een in rij)
        return
    werk = iter(rij)
    with ProcessPoolExecutor(zetters, get_context("spawn"), zetter.begin) as pool:

        def bestel(een: T) -> tuple[T, Belofte | None]:
            try:
                inhoud = inhoud_van(een)
                return een, None if inhoud is None else pool.submit(zetter.zet, inhoud)
            except BrokenProcessPool:
                return een, None

        wachtend = [bestel(een) for een in islice(werk, _VOORUIT)]
        try:
            while wachtend:
                een, belofte = wachtend.pop(0)
                yield een, _af(belofte)
                wachtend += [bestel(volgende) for volgende in islice(werk, 1)]
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def aantal_zetters(brieven: int) -> int:
    """As many processes as there are cores, and none where there is one core or little to do."""
    kernen = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(MEESTE_ZETTERS, kernen) if brieven >= LOONT_VANAF and kernen > 1 else 0


def _af(belofte: Belofte | None) -> Gezet | None:
    """What was set; whatever went wrong there goes wrong again where it is recorded, with its reason."""
    if belofte is None or belofte.exception() is not None:
        return None
    return Gezet(*belofte.result())
