"""Kenmerken in a series: the pattern, and the kenmerk of a number in it."""

import re

_VELD = re.compile(r"\{(jaar|nummer)(?::0([1-9]))?\}")
LANGSTE = 60


def fout_in_patroon(patroon: str) -> str | None:
    """Say what is wrong with a pattern such as `47/4.1/{jaar}{nummer:06}`; None when it is right."""
    velden = [(m[1], m[2]) for m in _VELD.finditer(patroon)]
    if [naam for naam, _ in velden].count("nummer") != 1:
        return "Zet {nummer} één keer in het patroon, of {nummer:06} voor zes cijfers."
    if ("{" in (rest := _VELD.sub("", patroon))) or "}" in rest or ("jaar" in {n for n, breedte in velden if breedte}):
        return "Tussen accolades kan alleen {jaar}, {nummer} of {nummer:06} staan."
    if len(maak_kenmerk(patroon, 9999, 10**9)) > LANGSTE:
        return f"Een kenmerk heeft hoogstens {LANGSTE} tekens. Maak het patroon korter."
    return None


def maak_kenmerk(patroon: str, jaar: int, nummer: int) -> str:
    """The kenmerk with this number; `jaar` is that of the date of the letter."""

    def waarde(veld: re.Match[str]) -> str:
        return str(jaar) if veld[1] == "jaar" else f"{nummer:0{veld[2] or 1}}"

    return _VELD.sub(waarde, patroon)
