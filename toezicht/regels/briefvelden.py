"""What every field of the closed list (`tekstvelden`) prints in one letter. None is a hole."""

from dataclasses import dataclass
from datetime import date

from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.oordeel import getal
from toezicht.regels.resultaat import Cijfers, datum, in_brief, stand_tekst
from toezicht.regels.tekstvelden import MEERVOUD

WOORD = "statushouder"
"""What letters said before a provincie could choose its word."""


@dataclass(frozen=True, slots=True)
class Gegevens:
    """What the fields follow from, apart from the figures."""

    gemeente: str
    provincie: str
    woord: str
    halfjaar: Halfjaar
    briefdatum: date
    oordeel: str
    verschoond_tot: date | None
    gs_besluit_nummer: str = ""
    gs_besluit_op: date | None = None
    trede: int | None = None
    weken: int | None = None
    """The term of the trede; None: until the next peildatum."""


def waarden(gegevens: Gegevens, cijfers: Cijfers) -> dict[str, str | None]:
    """The value of every field; numbers are personen."""
    halfjaar, tot = gegevens.halfjaar, gegevens.verschoond_tot

    def aantal(naam: str) -> str | None:
        return None if cijfers[naam] is None else getal(cijfers[naam])

    eind, per = cijfers["stand_eind"], cijfers["cijfers_per"]
    return {
        "gemeente": gegevens.gemeente,
        "provincie": gegevens.provincie,
        "statushouder": gegevens.woord,
        "statushouders": MEERVOUD[gegevens.woord],
        "halfjaar": in_brief(halfjaar),
        "volgend_halfjaar": in_brief(halfjaar.volgende),
        "begindatum": _dag(halfjaar.begin),
        "peildatum": _dag(halfjaar.eind),
        "volgende_peildatum": _dag(halfjaar.volgende.eind),
        "briefdatum": _dag(gegevens.briefdatum),
        "cijfers_per": _dag(date.fromisoformat(per)) if per else None,
        "stand_begin": stand_tekst(cijfers["stand_begin"]),
        "taakstelling": aantal("taakstelling"),
        "opgave": aantal("opgave"),
        "realisatie": aantal("realisatie"),
        "stand_eind": stand_tekst(eind),
        "achterstand": None if eind is None else getal(max(0, -eind)),
        "voorsprong": None if eind is None else getal(max(0, eind)),
        "volgende_taakstelling": aantal("volgende_taakstelling"),
        "volgende_opgave": aantal("volgende_opgave"),
        "oordeel": gegevens.oordeel or None,
        "verschoond_tot": _dag(tot) if tot else None,
        "termijn": _termijn(gegevens),
        "gs_besluit_nummer": gegevens.gs_besluit_nummer or None,
        "gs_besluit_datum": _dag(gegevens.gs_besluit_op) if gegevens.gs_besluit_op else None,
    }


def _termijn(gegevens: Gegevens) -> str | None:
    """Until when, without a day that is counted from the letter: it is sent on its own date or later."""
    if not gegevens.trede:
        return None
    if gegevens.weken is None:
        return f"vóór {_dag(gegevens.halfjaar.volgende.eind)}"
    weken = "1 week" if gegevens.weken == 1 else f"{gegevens.weken} weken"
    return f"binnen {weken} na de verzending van deze brief".replace(" ", "\N{NO-BREAK SPACE}", 2)


def _dag(wanneer: date) -> str:
    # The day stays with its month at the end of a line.
    return datum(wanneer).replace(" ", "\N{NO-BREAK SPACE}", 1)
