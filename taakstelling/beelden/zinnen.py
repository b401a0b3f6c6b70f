"""The opgavebalk in words, for who cannot see it; the same wherever it stands."""

from datetime import date

from taakstelling.regels.grootboek import Stand
from taakstelling.regels.oordeel import getal
from taakstelling.regels.tempo import op_schema


def zin_van(stand: Stand, op: date) -> str:
    """The whole picture in one sentence: "23 van 36 gehuisvest, nog 13, 7 onder schema"."""
    opgave, realisatie = stand.opgave, stand.realisatie
    if opgave is None:
        return f"opgave onbekend, {_gehuisvest(stand, op)}"
    if opgave <= 0:
        return _zonder_opgave(stand, op)
    if realisatie is None:
        return f"{getal(opgave)} te huisvesten, {_gehuisvest(stand, op)}"
    zin = f"{getal(realisatie)} van {getal(opgave)} gehuisvest"
    over = realisatie - opgave
    if over >= 0:
        zin += ", opgave gehaald"
        return f"{zin}, voorsprong {getal(over)}" if over else zin
    return zin + _tekort(stand, opgave, realisatie, op)


def _gehuisvest(stand: Stand, op: date) -> str:
    if stand.realisatie is None:
        return "nog niet begonnen" if op < stand.halfjaar.begin else "realisatie onbekend"
    return f"{getal(stand.realisatie)} gehuisvest"


def _zonder_opgave(stand: Stand, op: date) -> str:
    zin = "geen opgave"
    if stand.taakstelling and stand.taakstelling > 0:
        zin += f": de taakstelling van {getal(stand.taakstelling)} is al gedekt"
    zin += f", {_gehuisvest(stand, op)}"
    if stand.stand_eind is None:
        return zin
    return f"{zin}, voorsprong {getal(stand.stand_eind)}" if stand.stand_eind else f"{zin}, stand nul"


def _tekort(stand: Stand, opgave: int, realisatie: int, op: date) -> str:
    """What is still open; once the half-year is over it is an achterstand, and before it there is no schedule yet."""
    open_ = getal(opgave - realisatie)
    if op >= stand.halfjaar.eind:
        return f", achterstand {open_}"
    if op <= stand.halfjaar.begin:
        return f", nog {open_}"
    verschil = realisatie - op_schema(opgave, stand.halfjaar, op)
    if verschil == 0:
        return f", nog {open_}, op schema"
    return f", nog {open_}, {getal(abs(verschil))} {'onder' if verschil < 0 else 'boven'} schema"


def uitleg_van(stand: Stand) -> str:
    """How the opgave came about, or which term is unknown."""
    termen = {"taakstelling": stand.taakstelling, "beginstand": stand.stand_begin, "mutaties": stand.mutaties}
    weg = [naam for naam, term in termen.items() if term is None]
    if weg or stand.opgave is None:
        return f"{stand.halfjaar.kort}: onbekend is de {' en de '.join(weg)}."
    delen = [f"taakstelling {getal(stand.taakstelling or 0)}"]
    if stand.stand_begin:
        soort = "plus achterstand" if stand.stand_begin < 0 else "min voorsprong"
        delen.append(f"{soort} {getal(abs(stand.stand_begin))}")
    for naam, bedrag in (("mutaties", stand.overige_mutaties), ("nagekomen", stand.nagekomen)):
        if bedrag:
            delen.append(f"{'plus' if bedrag < 0 else 'min'} {naam} {getal(abs(bedrag))}")
    return f"{stand.halfjaar.kort}: {', '.join(delen)} is opgave {getal(stand.opgave)}."
