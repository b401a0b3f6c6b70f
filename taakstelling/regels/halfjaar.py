"""The kalenderhalfjaar: the period over which a gemeente has a taakstelling.

Huisvestingswet 2014 art. 1 ("taakstelling ... per kalenderhalfjaar") and art. 29 lid 1 (the inwonerpeildatum).
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import final

EERSTE_JAAR = 1995
"""The first year a half-year may have: no taakstelling this application could be asked about is older."""
LAATSTE_JAAR = 2100
"""The last year a half-year may have; beyond it a date is a typing error."""

MAANDEN = 6
"""Months in a half-year."""

_CODE = re.compile(r"([0-9]{4})-([12])")


@final
@dataclass(frozen=True, order=True, slots=True)
class Halfjaar:
    """Half a calendar year: helft 1 is January to June, helft 2 July to December. Ordered by time."""

    jaar: int
    helft: int

    def __post_init__(self) -> None:
        """Refuse what is not a half-year, in words a user can be shown."""
        if self.helft not in (1, 2):
            raise ValueError(f"De helft van een jaar is 1 of 2, niet {self.helft}.")
        if not EERSTE_JAAR <= self.jaar <= LAATSTE_JAAR:
            raise ValueError(
                f"Het jaar van een halfjaar ligt tussen {EERSTE_JAAR} en {LAATSTE_JAAR}, niet {self.jaar}."
            )

    @classmethod
    def van_code(cls, code: str) -> "Halfjaar":
        """Read "2024-1" or "2024-2"; anything else is a ValueError with a Dutch message."""
        gevonden = _CODE.fullmatch(code.strip())
        if gevonden is None:
            raise ValueError("Schrijf een halfjaar als jaar-helft, bijvoorbeeld 2024-1 of 2024-2.")
        return _van_volgnummer(int(gevonden[1]) * 2 + int(gevonden[2]) - 1)

    @classmethod
    def van_datum(cls, datum: dt.date) -> "Halfjaar":
        """Give the half-year in which the day lies."""
        return _van_volgnummer(datum.year * 2 + (1 if datum.month > MAANDEN else 0))

    @classmethod
    def van_volgnummer(cls, volgnummer: int) -> "Halfjaar":
        """Give the half-year the database stores as this number."""
        return _van_volgnummer(volgnummer)

    @property
    def volgnummer(self) -> int:
        """jaar * 2 + helft - 1: what the database stores. Consecutive half-years have consecutive numbers."""
        return self.jaar * 2 + self.helft - 1

    @property
    def code(self) -> str:
        """The short form in files, addresses and the API: "2024-1"."""
        return f"{self.jaar:d}-{self.helft:d}"

    @property
    def volgende(self) -> "Halfjaar":
        """The half-year after this one."""
        return _van_volgnummer(self.volgnummer + 1)

    @property
    def vorige(self) -> "Halfjaar":
        """The half-year before this one."""
        return _van_volgnummer(self.volgnummer - 1)

    @property
    def begin(self) -> dt.date:
        """The first day: the municipal division of this day is the one the taakstelling is made for."""
        return dt.date(self.jaar, 1 if self.helft == 1 else 7, 1)

    @property
    def eind(self) -> dt.date:
        """The day after the last one, so exclusive."""
        return dt.date(self.jaar, 7, 1) if self.helft == 1 else dt.date(self.jaar + 1, 1, 1)

    @property
    def peildatum(self) -> dt.date:
        """The day on which the provincie looks whether the taakstelling was met: 1 July or 1 January after it."""
        return self.eind

    @property
    def inwonerpeildatum(self) -> dt.date:
        """1 January of the calendar year before this one, for both halves (art. 29 lid 1)."""
        return dt.date(self.jaar - 1, 1, 1)

    @property
    def koppelpeildatum(self) -> dt.date:
        """1 April or 1 October: whoever COA couples later cannot be housed before the peildatum (COA policy)."""
        return dt.date(self.jaar, 4 if self.helft == 1 else 10, 1)

    @property
    def label(self) -> str:
        """In running text: "eerste helft 2024"."""
        return f"{'eerste' if self.helft == 1 else 'tweede'} helft {self.jaar:d}"

    @property
    def kort(self) -> str:
        """In headings and in the letter: "1e helft 2024"."""
        return f"{self.helft:d}e helft {self.jaar:d}"

    @property
    def in_zin(self) -> str:
        """After "de" in a sentence on screen: "2e helft van 2026"."""
        return f"{self.helft:d}e helft van {self.jaar:d}"

    def bevat(self, datum: dt.date) -> bool:
        """Whether the day lies in this half-year."""
        return self.begin <= datum < self.eind

    def tot(self, ander: "Halfjaar") -> "Iterator[Halfjaar]":
        """Every half-year from this one up to and including `ander`; none when `ander` lies before it."""
        for volgnummer in range(self.volgnummer, ander.volgnummer + 1):
            yield _van_volgnummer(volgnummer)

    def __str__(self) -> str:
        return self.code


@cache
def _van_volgnummer(volgnummer: int) -> Halfjaar:
    # A page on a whole country turns the same few stored numbers into half-years tens of thousands of times; there
    # are only some two hundred valid ones, and a refused one is not kept.
    return Halfjaar(volgnummer // 2, volgnummer % 2 + 1)
