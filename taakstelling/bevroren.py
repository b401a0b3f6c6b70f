"""What may no longer get an earlier recording date: facts under something that was decided or sent already.

Who knows what that is (an afsluiting here, a beoordeling or a letter in the app above) joins in `AppConfig.ready`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from taakstelling.cijfers import gemeentetijden, met_opvolgers
from taakstelling.models import Deelinwoners, Inwonertal, Mutatie, Prognose
from taakstelling.regels.halfjaar import Halfjaar

Bron = Callable[[], Mapping[str, Halfjaar]]
"""Gives, per code of a gemeente, the last half-year about which something is fixed."""

_BRONNEN: list[Bron] = []


def registreer(bron: Bron) -> None:
    if bron not in _BRONNEN:
        _BRONNEN.append(bron)


def laatste() -> dict[str, Halfjaar]:
    """Per gemeente the last half-year about which something is fixed."""
    uit: dict[str, Halfjaar] = {}
    for bron in _BRONNEN:
        for code, halfjaar in bron().items():
            uit[code] = max(halfjaar, uit.get(code, halfjaar))
    return uit


def raakt(rij: Any) -> tuple[tuple[str, ...] | None, Halfjaar]:
    """The gemeenten a fact is about (None: every one) and the first half-year whose figures it can change."""
    if isinstance(rij, Prognose):
        return None, rij.halfjaar
    if isinstance(rij, Mutatie):
        return (rij.gemeente.code,), Halfjaar.van_datum(rij.datum)
    if isinstance(rij, Inwonertal):
        # The formula of a year works with the inhabitants of 1 January of the year before.
        eerste = Halfjaar(rij.peildatum.year + 1, 1)
        return (None if rij.gemeente is None else (rij.gemeente.code,)), eerste
    if isinstance(rij, Deelinwoners):
        return (rij.van.code, rij.naar.code), Halfjaar.van_datum(rij.peildatum)
    gemeente = getattr(rij, "koppelgemeente", None) or rij.gemeente
    return (gemeente.code,), rij.halfjaar


def geraakt(rijen: Iterable[Any]) -> list[int]:
    """Which of these facts lie under something that is fixed: about that half-year or an earlier one, because a stand
    carries over, also into the successors of a gemeente.
    """
    vast = laatste()
    if not vast:
        return []
    tijden = gemeentetijden()
    verder: dict[str, Collection[str]] = {}
    uit = []
    for i, rij in enumerate(rijen):
        codes, halfjaar = raakt(rij)
        betrokken: Collection[str] = vast
        if codes is not None:
            betrokken = {c for code in codes for c in verder.setdefault(code, met_opvolgers([code], tijden))}
        if any(code in vast and vast[code] >= halfjaar for code in betrokken):
            uit.append(i)
    return uit
