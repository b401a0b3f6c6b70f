"""The typeface of what is printed, the same on every machine, and which characters it has."""

from functools import cache
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

LETTER = "ibm-plex-sans"
LETTERMAP = Path(settings.BASE_DIR) / "node_modules" / "@fontsource" / LETTER / "files"
# family in the stylesheet, part of the alphabet
DELEN = (("Brief", "latin"), ("Brief aanvulling", "latin-ext"))
GEZICHTEN = ((400, "normal"), (400, "italic"), (700, "normal"))


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
