"""The typeface of what is printed, the same on every machine, and which characters it has."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

LETTER = "ibm-plex-sans"
LETTERMAP = Path(settings.BASE_DIR) / "node_modules" / "@fontsource" / LETTER / "files"
# family in the stylesheet, part of the alphabet
DELEN = (("Brief", "latin"), ("Brief aanvulling", "latin-ext"))
GEZICHTEN = ((400, "normal"), (400, "italic"), (700, "normal"))
LETTERFAMILIES = ("IBM Plex Sans", "IBM Plex Sans Aanvulling")
"""The same two parts as `schrijf_truetype` names them: the first is the name that our pictures ask for."""
# Characters without a shape: a typeface has none for them, and PDF/A wants one for every character.
ONZICHTBAAR = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ufffe\\uffff]")
_FAMILIE = 1  # the name record


def bestand(deel: str, gewicht: int, stijl: str) -> Path:
    return LETTERMAP / f"{LETTER}-{deel}-{gewicht}-{stijl}.woff2"


@cache
def _tekens() -> frozenset[int]:
    tekens: set[int] = set()
    for _, deel in DELEN:
        with TTFont(bestand(deel, 400, "normal"), lazy=True) as letter:
            tekens.update(letter.getBestCmap())
    return frozenset(tekens)


def onafdrukbaar(tekst: str) -> list[str]:
    """The characters in a text that the typeface cannot show (an emoji, say), each once."""
    return [teken for teken in dict.fromkeys(tekst) if ord(teken) not in _tekens() and not teken.isspace()]


def drukbaar(tekst: str) -> str:
    """The text with a space for what has no shape, and its number (U+1F600) for what the typeface cannot show."""
    vreemd = {ord(teken) for teken in ONZICHTBAAR.sub(" ", tekst)} - _tekens()
    vervang = {teken: " " if chr(teken).isspace() else f"[U+{teken:04X}]" for teken in vreemd}
    return ONZICHTBAAR.sub(" ", tekst).translate(vervang)


def schrijf_truetype(map_: Path) -> None:
    """The same typeface as TrueType files, for who reads no woff2; each time the same bytes."""
    for familie, (_, deel) in zip(LETTERFAMILIES, DELEN, strict=True):
        for gewicht, stijl in GEZICHTEN:
            with TTFont(bestand(deel, gewicht, stijl), recalcTimestamp=False) as letter:
                # Two parts of one family would hide each other.
                letter["name"].setName(familie, _FAMILIE, 3, 1, 0x409)
                letter.flavor = None
                letter.save(map_ / f"{deel}-{gewicht}-{stijl}.ttf")
