"""What changed between two versions of a text, word by word."""

import re
from difflib import SequenceMatcher
from enum import StrEnum

_WOORD = re.compile(r"\s+|\w+|[^\w\s]")


class Soort(StrEnum):
    GELIJK = "gelijk"
    WEG = "weg"
    NIEUW = "nieuw"


def verschil(oud: str, nieuw: str) -> list[tuple[Soort, str]]:
    """The pieces of both texts in order; what did not change put together is `nieuw` without what is new."""
    was, wordt = _WOORD.findall(oud), _WOORD.findall(nieuw)
    uit: list[tuple[Soort, str]] = []
    for wat, i1, i2, j1, j2 in SequenceMatcher(a=was, b=wordt, autojunk=False).get_opcodes():
        if wat == "equal":
            uit.append((Soort.GELIJK, "".join(was[i1:i2])))
            continue
        if i1 < i2:
            uit.append((Soort.WEG, "".join(was[i1:i2])))
        if j1 < j2:
            uit.append((Soort.NIEUW, "".join(wordt[j1:j2])))
    return uit
