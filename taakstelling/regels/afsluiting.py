"""Closed half-years: their lines are frozen, and what comes later about them is booked once, in the first open one.

The ledger (`grootboek.vouw`) knows the facts as they are now. Over it come the lines that were frozen when a half-year
was closed. What is recorded, withdrawn or officially restated for a closed half-year since then is its `nagekomen`:
a signed number of personen, added to the stand in the first half-year that is open, named by the half-year it is about.

    live(h)        the stand at the end of h as the facts are now
    bevroren(h)    the stand at the end of h as it was closed
    nagekomen(o)   = live(L) − bevroren(L)        L: the last closed half-year, o = L + 1

so that the stand at the end of o is the live one again. Nothing is stored for it: reopening a half-year withdraws its
nagekomen by itself, and closing it again freezes anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from organisaties.regels.tijd import voluit
from taakstelling.regels.grootboek import Bron, Officieel, Sleutel, Stand
from taakstelling.regels.halfjaar import Halfjaar

Over = Mapping[Halfjaar, int]
"""Closed half-year → personen that came later about it."""

MEESTE_DAGEN_OPEN = 92
"""How long a closed half-year may be open again at most: a quarter (own rule)."""

_GETALLEN = (
    "stand_begin",
    "gepubliceerd",
    "realisatie",
    "eigen",
    "herverdeling",
    "vrijstelling",
    "correctie",
    "herindeling",
    "nagekomen",
)


def fout_bij_sluiten(halfjaar: Halfjaar, laatste: Halfjaar | None, vandaag: date) -> str | None:
    """Why a half-year cannot be closed after `laatste`, the last closed one (None: none is).

    Closed half-years follow on each other: a stand carries over, so one on top of an open one would rest on a figure
    that still moves. The first may be any; all that lies before it goes along in its stand.
    """
    if halfjaar.eind > vandaag:
        return f"De {halfjaar.in_zin} is nog niet voorbij. Sluiten kan vanaf {voluit(halfjaar.eind)}."
    if laatste is None or halfjaar == laatste.volgende:
        return None
    if halfjaar <= laatste:
        return f"Gesloten is alles tot en met de {laatste.in_zin}. Daarvóór valt niets meer te sluiten."
    return f"Sluit eerst de {laatste.volgende.in_zin}: de stand van later rust daarop."


def fout_bij_heropenen(tot: date, vandaag: date) -> str | None:
    """Why a half-year cannot be open again until and including this day."""
    if tot < vandaag:
        return "Kies een dag vanaf vandaag: tot dan staat het halfjaar open."
    if (tot - vandaag).days > MEESTE_DAGEN_OPEN:
        return "Kies een dag binnen drie maanden. Heropenen is een uitzondering."
    return None


def bevries(stand: Stand) -> dict[str, Any]:
    """Every term of a line, as text and numbers, to be kept."""
    return {
        **{naam: getattr(stand, naam) for naam in _GETALLEN},
        "bron": stand.bron.value,
        "cijfers_per": stand.cijfers_per.isoformat() if stand.cijfers_per else None,
        "officieel": [stand.officieel.cijfers_per.isoformat(), stand.officieel.aantal] if stand.officieel else None,
        "nagekomen_over": {halfjaar.code: aantal for halfjaar, aantal in stand.nagekomen_over},
        "met_beginstand": stand.met_beginstand,
        "stand_eind": stand.stand_eind,
    }


def ontdooi(gemeente: str, halfjaar: Halfjaar, bewaard: Mapping[str, Any]) -> Stand:
    """The line that was kept by `bevries`."""
    per, officieel, over = bewaard["cijfers_per"], bewaard["officieel"], bewaard["nagekomen_over"]
    return Stand(
        gemeente=gemeente,
        halfjaar=halfjaar,
        bron=Bron(bewaard["bron"]),
        cijfers_per=date.fromisoformat(per) if per else None,
        officieel=Officieel(date.fromisoformat(officieel[0]), officieel[1]) if officieel else None,
        nagekomen_over=tuple((Halfjaar.van_code(code), aantal) for code, aantal in over.items()),
        met_beginstand=bewaard["met_beginstand"],
        **{naam: bewaard[naam] for naam in _GETALLEN},
    )


def leg_over(
    standen: Mapping[Sleutel, Stand],
    bevroren: Mapping[Sleutel, Stand],
    over: Mapping[str, Over | None] | None = None,
) -> dict[Sleutel, Stand]:
    """The lines with the frozen ones in their place, `later` filled in on those, and `nagekomen` after them.

    `over` says per gemeente what came later and is not booked yet (see `nagekomen_over`; None: unknown); without it
    that follows from `standen`, which must then hold every frozen half-year. A gemeente whose stand was unknown when
    the half-year was closed is not frozen: there is nothing to keep.
    """
    uit = dict(standen)
    for code, gesloten in _per_gemeente(bevroren).items():
        deze = over.get(code, {}) if over is not None else nagekomen_over(code, gesloten, standen, bevroren)
        geboekt: dict[Halfjaar, int] = {}
        for halfjaar in gesloten:
            for eerder, aantal in bevroren[code, halfjaar].nagekomen_over:
                geboekt[eerder] = geboekt.get(eerder, 0) + aantal
        for halfjaar in gesloten:
            later = None if deze is None else deze.get(halfjaar, 0) + geboekt.get(halfjaar, 0)
            uit[code, halfjaar] = replace(bevroren[code, halfjaar], gesloten=True, later=later)
        _boek(uit, code, gesloten[-1], deze)
    return uit


def nagekomen_over(
    code: str, gesloten: Sequence[Halfjaar], standen: Mapping[Sleutel, Stand], bevroren: Mapping[Sleutel, Stand]
) -> Over | None:
    """What came later about each closed half-year and is not booked in a closed one; what is nil is left out.

    What changed before the first of them goes with that first one. None when the facts as they are now leave the stand
    unknown (a taakstelling was withdrawn): then nothing can be said.
    """
    uit: dict[Halfjaar, int] = {}
    vorig = 0
    # Before a beginstand nothing counts, and often nothing is known.
    begin = max((h for h in gesloten if (s := standen.get((code, h))) and s.met_beginstand), default=gesloten[0])
    for halfjaar in gesloten:
        if halfjaar < begin:
            continue
        live, vast = standen.get((code, halfjaar)), bevroren[code, halfjaar]
        if live is None or live.stand_eind is None or vast.stand_eind is None:
            return None
        verschil = live.stand_eind - vast.stand_eind
        uit[halfjaar] = verschil - vorig
        # What this half-year itself had booked about earlier ones belongs to those, and is settled there.
        for eerder, aantal in vast.nagekomen_over:
            if eerder in uit:
                uit[eerder] -= aantal
                uit[halfjaar] += aantal
        vorig = verschil
    return {halfjaar: aantal for halfjaar, aantal in uit.items() if aantal}


def _per_gemeente(bevroren: Mapping[Sleutel, Stand]) -> dict[str, list[Halfjaar]]:
    """The closed half-years of each gemeente, in order: the last run without a gap. Before a gap the facts count."""
    uit: dict[str, list[Halfjaar]] = {}
    for code, halfjaar in sorted(sleutel for sleutel, stand in bevroren.items() if stand.stand_eind is not None):
        rij = uit.setdefault(code, [])
        if rij and rij[-1].volgende != halfjaar:
            rij.clear()
        rij.append(halfjaar)
    return uit


def _boek(uit: dict[Sleutel, Stand], code: str, laatste: Halfjaar, over: Over | None) -> None:
    """Book what came later in the first open half-year; a beginstand there replaces all that lies before it."""
    open_ = uit.get((code, laatste.volgende))
    if open_ is None or open_.met_beginstand:
        return
    uit[code, laatste.volgende] = replace(
        open_,
        stand_begin=uit[code, laatste].stand_eind,
        nagekomen=None if over is None else sum(over.values()),
        nagekomen_over=tuple(sorted((over or {}).items())),
    )
