"""Characters that one does not see: they hide in a paste and break a mail, a file or a line of the letter."""

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
