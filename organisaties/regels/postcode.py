"""Dutch postcodes: four figures that do not start with 0, and two letters that are not SA, SD or SS."""

import re

_VORM = re.compile(r"([1-9][0-9]{3})\s*([A-Z]{2})")
_NOOIT_UITGEGEVEN = frozenset({"SA", "SD", "SS"})


def normaliseer(tekst: str) -> str | None:
    """ "1234ab" becomes "1234 AB"; None when it is not a Dutch postcode."""
    gevonden = _VORM.fullmatch(tekst.strip().upper())
    if gevonden is None or gevonden[2] in _NOOIT_UITGEGEVEN:
        return None
    return f"{gevonden[1]} {gevonden[2]}"
