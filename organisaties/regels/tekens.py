"""Characters that do harm: those that one does not see, and those that a spreadsheet takes for a formula."""

import re
import unicodedata

# Control, format (among them those that turn the reading direction), line and paragraph ends, half characters.
_ONZICHTBAAR = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs"})
# In a text of more lines: the ends of lines, the tab, and the hyphen that only shows where a line breaks.
_IN_TEKST = frozenset("\t\n\r\N{SOFT HYPHEN}")


def onzichtbaar_teken(tekst: str, *, meer_regels: bool = False) -> bool:
    """Whether there is a character in it that cannot be seen; `meer_regels` for a text that may have line breaks."""
    return any(
        unicodedata.category(teken) in _ONZICHTBAAR and not (meer_regels and teken in _IN_TEKST) for teken in tekst
    )


def gewone_cijfers(tekst: str) -> bool:
    """Whether a number or a date is written in the digits 0-9: "٣" and "1_000" would be read as numbers as well."""
    return tekst.isascii() and "_" not in tekst


_GEVAARLIJK = ("=", "+", "-", "@", "\t", "\r", "\n")
_NIET_IN_BESTAND = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def onschadelijk(tekst: str) -> str:
    """The text, so that no spreadsheet takes it for a formula, and without signs that no file may hold."""
    tekst = _NIET_IN_BESTAND.sub("", tekst)
    return f"'{tekst}" if tekst.startswith(_GEVAARLIJK) else tekst
