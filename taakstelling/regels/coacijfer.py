"""When COA's figure over a half-year can have been read."""

from datetime import date

from organisaties.regels.tijd import voluit
from taakstelling.regels.halfjaar import Halfjaar


def fout_in_cijfers_per(cijfers_per: date, halfjaar: Halfjaar | None, vandaag: date) -> str:
    """What is wrong with the day a figure was read on, in words for the user; nothing when it can be."""
    if cijfers_per > vandaag:
        return "Deze datum ligt in de toekomst."
    if halfjaar is not None and cijfers_per < halfjaar.begin:
        return f"Deze datum ligt voor het halfjaar, dat begint op {voluit(halfjaar.begin)}."
    return ""
