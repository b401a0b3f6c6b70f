"""The whole run: make the worlds, measure, and forget them."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter

from django.utils import timezone

from tests.bench import brief, brieven342, invoer, stand, thuis
from tests.bench.databases import Databank, postgres, sqlite
from tests.bench.meting import Verhouding
from tests.bench.wereld import Wereld, bouw, leg_officiele_cijfers_vast

Maker = Callable[[str], AbstractContextManager[Databank]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Keuze:
    """What to measure, and how much of it."""

    namen: tuple[str, ...]
    groot: int
    klein: int
    ronden: int
    brieven: int
    rijen: int
    zaad: int


def meet(keuze: Keuze, map_: Path) -> Iterator[Verhouding]:
    makers: list[Maker] = [partial(sqlite, map_=map_)]
    if url := os.environ.get("TEST_DATABASE_URL"):
        makers.append(partial(postgres, url=url))
    if {"thuis", "stand"} & set(keuze.namen):
        for maak in makers:
            yield from _cijfers(keuze, maak)
    if "invoer" in keuze.namen:
        for maak in makers:
            with maak("invoer") as databank:
                yield from invoer.meet(databank, rijen=keuze.rijen, ronden=3, zaad=keuze.zaad)
    if "brieven342" in keuze.namen:
        with sqlite("brieven342", map_) as databank, databank.in_gebruik():
            wereld = bouw(keuze.klein, zaad=keuze.zaad, vandaag=timezone.localdate())
            yield from brieven342.meet(wereld, map_, ronden=max(1, keuze.ronden // 12))
    if "brief" in keuze.namen:
        with sqlite("brieven", map_) as databank, databank.in_gebruik():
            wereld = bouw(keuze.klein, zaad=keuze.zaad, vandaag=timezone.localdate())
            yield from brief.meet(wereld, map_, aantal=keuze.brieven, ronden=max(3, keuze.ronden // 8))


def _cijfers(keuze: Keuze, maak: Maker) -> Iterator[Verhouding]:
    """The stand and the home, first where every count is an own count, then with COA's final figures beside them."""
    with ExitStack() as stapel:
        klein, groot = (
            _bevolk(stapel.enter_context(maak(naam)), aantal, keuze.zaad)
            for naam, aantal in (("klein", keuze.klein), ("groot", keuze.groot))
        )
        for telling in ("eigen tellingen", "officiële cijfers"):
            if telling == "officiële cijfers":
                for databank, wereld in (klein, groot):
                    with databank.in_gebruik():
                        leg_officiele_cijfers_vast(wereld, zaad=keuze.zaad, vandaag=timezone.localdate())
                    databank.kom_tot_rust()
            if "stand" in keuze.namen:
                yield from stand.meet(klein, groot, ronden=keuze.ronden, telling=telling)
            if "thuis" in keuze.namen:
                yield from thuis.meet(*groot, ronden=4 * keuze.ronden, telling=telling)


def _bevolk(databank: Databank, personen: int, zaad: int) -> tuple[Databank, Wereld]:
    begin = perf_counter()
    with databank.in_gebruik():
        wereld = bouw(personen, zaad=zaad, vandaag=timezone.localdate())
    databank.kom_tot_rust()
    meld(f"{databank.versie}: {personen} geplaatste personen in {perf_counter() - begin:.0f} s")
    return databank, wereld


def meld(tekst: str) -> None:
    print(tekst, file=sys.stderr, flush=True)
