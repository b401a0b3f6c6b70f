"""Who may sign a letter of Gedeputeerde Staten.

What goes out from Gedeputeerde Staten is signed by its voorzitter, the commissaris van de Koning, and countersigned by
the secretaris (Provinciewet art. 59a); who stands in for them signs in their place (Provinciewet art. 75 and 106).
They need no mandaat. Everybody else, a gedeputeerde or a manager, signs by a mandaat that holds on the day of the
letter (Awb art. 10:3 and 10:11).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

VAN_HET_ORGAAN = frozenset(
    ("voorzitter", "commissaris", "commissaris van de koning", "secretaris", "provinciesecretaris")
)
_VERVANGERS = ("plv.", "plv", "plaatsvervangend", "wnd.", "wnd", "waarnemend", "loco-", "loco")


@dataclass(frozen=True, slots=True)
class Machtiging:
    """A mandaat of a function; `tot` is the first day on which it no longer holds, None: no end."""

    functie: str
    van: date
    tot: date | None

    def geldt_op(self, dag: date) -> bool:
        return self.van <= dag and (self.tot is None or dag < self.tot)


def van_het_orgaan(functie: str) -> bool:
    """Whether this function signs by law: voorzitter or secretaris, or who stands in for them."""
    naam = gelijk(functie)
    for vervanger in _VERVANGERS:
        if naam.startswith(vervanger):
            naam = naam.removeprefix(vervanger).strip()
            break
    return naam in VAN_HET_ORGAAN


def gelijk(functie: str) -> str:
    """The function as it is compared: without the article, capitals and spaces at the ends."""
    naam = " ".join(functie.casefold().split())
    return naam.removeprefix("de ")


def onbevoegd(functie: str, machtigingen: Iterable[Machtiging], dag: date) -> bool:
    """Whether this function may not sign a letter of this day."""
    if van_het_orgaan(functie):
        return False
    return not any(gelijk(een.functie) == gelijk(functie) and een.geldt_op(dag) for een in machtigingen)
