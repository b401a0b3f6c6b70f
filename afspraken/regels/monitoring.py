"""The round of monitoring: what may be done with what a party reports, and which delay still wants an explanation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from taakstelling.regels.halfjaar import Halfjaar

HERINNER_DAGEN = (14, 0, -7)
"""So many days before the last day of a round (negative: after it) who has not reported yet gets a mail."""


class Invoerstand(Enum):
    """Where one party is with one afspraak in a round."""

    TE_DOEN = "te doen"
    INGEVULD = "ingevuld"
    AKKOORD = "akkoord"


class Handeling(Enum):
    INVULLEN = "invullen"
    AKKOORD_GEVEN = "akkoord geven"


OVERGANGEN: dict[tuple[Invoerstand, Handeling], Invoerstand] = {
    (Invoerstand.TE_DOEN, Handeling.INVULLEN): Invoerstand.INGEVULD,
    (Invoerstand.INGEVULD, Handeling.INVULLEN): Invoerstand.INGEVULD,
    (Invoerstand.INGEVULD, Handeling.AKKOORD_GEVEN): Invoerstand.AKKOORD,
    # What is filled in anew was agreed to by nobody yet.
    (Invoerstand.AKKOORD, Handeling.INVULLEN): Invoerstand.INGEVULD,
}
"""What may be done while the round is open; anything else is refused, and everything once it is closed."""


def volgende(stand: Invoerstand, handeling: Handeling, *, gesloten: bool) -> Invoerstand | None:
    """Where it goes, or None when it may not."""
    return None if gesloten else OVERGANGEN.get((stand, handeling))


class Verloop(Enum):
    """How an afspraak goes, as a party reports it."""

    NIET_BEGONNEN = "nog niet begonnen"
    OP_SCHEMA = "op schema"
    VERTRAAGD = "vertraagd"
    KLAAR = "klaar"


@dataclass(frozen=True, slots=True)
class Melding:
    """What one party reported on one afspraak; parties and afspraken by their number."""

    afspraak: int
    partij: int
    verloop: Verloop
    toelichting: str


def onverklaard(meldingen: Sequence[Melding], regie: Mapping[int, Sequence[int]]) -> dict[int, tuple[int, ...]]:
    """The afspraken with a delay that nobody explained, and who must: one of those who lead, else who reported it.

    An explanation is the toelichting of one of them in this round, whatever its own line says.
    """
    verklaard = {(m.afspraak, m.partij) for m in meldingen if m.toelichting.strip()}
    uit: dict[int, tuple[int, ...]] = {}
    for melding in meldingen:
        wie = tuple(regie.get(melding.afspraak) or [melding.partij])
        if melding.verloop is Verloop.VERTRAAGD and not any((melding.afspraak, een) in verklaard for een in wie):
            uit.setdefault(melding.afspraak, wie)
    return uit


def opent_op(halfjaar: Halfjaar) -> date:
    """The first day of the second or the fourth quarter: a round over a half-year opens in its last three months."""
    return date(halfjaar.jaar, 4 if halfjaar.helft == 1 else 10, 1)


def te_herinneren(uiterlijk: date, dag: date, al_gestuurd: Sequence[int]) -> int | None:
    """The moment to send a reminder about today: the last one passed, unless it was sent already."""
    gepasseerd = [moment for moment in HERINNER_DAGEN if (uiterlijk - dag).days <= moment]
    laatste = min(gepasseerd, default=None)
    return None if laatste is None or laatste in al_gestuurd else laatste
