"""What looks like a person's number or address and does not belong in a kenmerk or a free text (AVG art. 5 lid 1 c).

A BSN has nine digits (or eight, the leading 0 left out) and passes the elfproef; a V-nummer has ten digits; a Dutch
telephone number has ten with its 0 in front. Numbers that an organisation gives itself (2026-0001, oef-2026-2-0001,
A-12) and dates (12-06-2024) are not persons.
"""

import re
import unicodedata

# In one piece, or in the groups in which people write a BSN.
_CIJFERS = re.compile(
    r"(?<![0-9])(?:[0-9]{8,10}|[0-9]{4}[ .][0-9]{2}[ .][0-9]{3}|[0-9]{3}[ .][0-9]{3}[ .][0-9]{3})(?![0-9])"
)
# Cut up in another way. Two pieces are an own number (2026-12345), and so is what begins with a year (2026-12-345).
_GROEPEN = re.compile(r"(?<![0-9])(?!(?:19|20)[0-9]{2}-)[0-9]{2,4}(?:[-/. ][0-9]{2,4}){2,}(?![0-9])")
_LENGTE_BSN = 9
_LENGTE_V_NUMMER = 10

_E_MAIL = re.compile(r"[^\s@<>(),;:]@[^\s@<>(),;:]+\.[^\W\d_]{2,}")
_DATUM = r"[0-9]{2}[-/. ][0-9]{2}[-/. ](?:19|20)[0-9]{2}(?![0-9])"
_TELEFOON = re.compile(
    rf"(?<![0-9])(?<![0-9][-/.])(?!{_DATUM})(?:"
    r"(?:\+31|0031)[-. ]?(?:\(0\)[-. ]?)?[1-9](?:[-. ]?[0-9]){8}"  # from abroad
    r"|06(?:[-. ]?[0-9]){8}"  # mobile
    r"|0[1-57-9][0-9]{8}"  # in one piece
    r"|\(?0[1-57-9][0-9]\)?[- ](?:[0-9][-. ]?){6}[0-9]"  # a town: 088-1234567
    r"|\(?0[1-57-9][0-9]{2}\)?[- ](?:[0-9][-. ]?){5}[0-9]"  # a village: 0528-123456
    r")(?![0-9])"
)

# A word and a house number, or a postcode with one; what organisations call their own things by is no street.
_EIGEN_WOORD = "woning|huis|eenheid|nummer|nr|kenmerk|complex|blok|flat|unit|kamer|appartement|app|vhe|object|deel"
_ADRES = re.compile(
    rf"(?<![^\W_])(?!(?:{_EIGEN_WOORD})\b)[^\W\d_]{{3,}}\.?,?\s+[0-9]{{1,5}}(?![0-9])"
    r"|(?<![0-9])[1-9][0-9]{3}\s?[a-z]{2}[\s,-]+[0-9]",
    re.IGNORECASE,
)

_JAAR_EN_VOLGNUMMER = re.compile(r"20[0-9]{6,7}")
# Where a document is to be found: an address on the web up to its questions, or a year with a serial number; behind
# the number and the stroke of a series (47/4.1/2024001652) the serial number may be longer.
_VINDPLAATS = re.compile(
    rf"https?://[^\s?]+|www\.[^\s?]+|(?<!\S){_JAAR_EN_VOLGNUMMER.pattern}(?![^\s.,;)])"
    r"|(?<![^\s(“\"])(?:[0-9]{1,3}(?:\.[0-9]{1,3})*/)+20[0-9]{6,8}(?![^\s.,;:)”\"])",
    re.IGNORECASE,
)


def elfproef(cijfers: str) -> bool:
    """Whether nine digits can be a BSN: 9a + 8b + … + 2h − i is a multiple of 11, and not all are nil."""
    if len(cijfers) != _LENGTE_BSN or not cijfers.isascii() or not cijfers.isdigit() or not int(cijfers):
        return False
    gewichten = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(g * int(c) for g, c in zip(gewichten, cijfers, strict=True)) % 11 == 0


def persoonsgegeven_in_kenmerk(kenmerk: str) -> str:
    """As `lijkt_persoonsgegeven`, but a year with a serial number in one piece is an own number and not a BSN."""
    return "" if _JAAR_EN_VOLGNUMMER.fullmatch(kenmerk) else lijkt_persoonsgegeven(kenmerk)


def persoonsgegeven_in_verwijzing(tekst: str) -> str:
    """As `lijkt_persoonsgegeven`, for a text that may name documents: their addresses and numbers are not persons."""
    return lijkt_persoonsgegeven(_VINDPLAATS.sub(" ", tekst))


def persoonsnummer_in_verwijzing(tekst: str) -> str:
    """As `persoonsgegeven_in_verwijzing`, for a text in which an organisation may give its e-mailadres and telephone.

    Gives "V-nummer", "BSN" or nothing.
    """
    return _persoonsnummer(_TELEFOON.sub("|", "".join(map(_gewoon, _VINDPLAATS.sub(" ", tekst)))))


def lijkt_persoonsgegeven(tekst: str) -> str:
    """ "e-mailadres", "telefoonnummer", "V-nummer" or "BSN" when something in the text looks like one, else nothing."""
    tekst = "".join(map(_gewoon, tekst))
    if _E_MAIL.search(tekst):
        return "e-mailadres"
    if _TELEFOON.search(tekst):
        return "telefoonnummer"
    return _persoonsnummer(tekst)


def _persoonsnummer(tekst: str) -> str:
    for gevonden in _CIJFERS.finditer(tekst):
        cijfers = _alleen_cijfers(gevonden[0])
        if len(cijfers) == _LENGTE_V_NUMMER:
            return "V-nummer"
        if elfproef(cijfers.zfill(_LENGTE_BSN)):
            return "BSN"
    # Nine digits only: eight in groups would be a date.
    return "BSN" if any(elfproef(_alleen_cijfers(gevonden[0])) for gevonden in _GROEPEN.finditer(tekst)) else ""


def lijkt_adres(kenmerk: str) -> bool:
    """Whether a kenmerk is an address: Dorpsstraat 12, 7921 AB 12. In a text an address may stand."""
    return bool(_ADRES.search("".join(map(_gewoon, kenmerk))))


def _alleen_cijfers(tekst: str) -> str:
    return re.sub(r"[^0-9]", "", tekst)


def _gewoon(teken: str) -> str:
    """The plain form of a digit, hyphen or space of another script or width, so that a paste cannot hide a number."""
    soort = unicodedata.category(teken)
    if soort == "Nd":
        return str(unicodedata.digit(teken))
    if soort == "Pd" or teken == "\N{MINUS SIGN}":
        return "-"
    return " " if soort == "Zs" else teken
