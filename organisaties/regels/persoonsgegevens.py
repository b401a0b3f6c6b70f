"""What looks like a number of a person, and so does not belong in a kenmerk or a free text (AVG art. 5 lid 1 c).

A BSN has nine digits (or eight, the leading 0 left out) and passes the elfproef; a V-nummer has ten digits.
"""

import re

# In one piece, or in the groups in which people write a BSN. A hyphen does not join: 2026-0001 is an own number.
_CIJFERS = re.compile(
    r"(?<![0-9])(?:[0-9]{8,10}|[0-9]{4}[ .][0-9]{2}[ .][0-9]{3}|[0-9]{3}[ .][0-9]{3}[ .][0-9]{3})(?![0-9])"
)
_LENGTE_V_NUMMER = 10


def elfproef(cijfers: str) -> bool:
    """Whether nine digits can be a BSN: 9a + 8b + … + 2h − i is a multiple of 11, and not all are nil."""
    if len(cijfers) != 9 or not cijfers.isascii() or not cijfers.isdigit() or not int(cijfers):  # noqa: PLR2004
        return False
    gewichten = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(g * int(c) for g, c in zip(gewichten, cijfers, strict=True)) % 11 == 0


_JAAR_EN_VOLGNUMMER = re.compile(r"20[0-9]{6,7}")


def persoonsgegeven_in_kenmerk(kenmerk: str) -> str:
    """As `lijkt_persoonsgegeven`, but a year with a serial number in one piece is an own number and not a BSN."""
    return "" if _JAAR_EN_VOLGNUMMER.fullmatch(kenmerk) else lijkt_persoonsgegeven(kenmerk)


def lijkt_persoonsgegeven(tekst: str) -> str:
    """ "BSN" or "V-nummer" when a number in the text looks like one, else nothing."""
    for gevonden in _CIJFERS.finditer(tekst):
        cijfers = re.sub(r"[^0-9]", "", gevonden[0])
        if len(cijfers) == _LENGTE_V_NUMMER:
            return "V-nummer"
        if elfproef(cijfers.zfill(9)):
            return "BSN"
    return ""
