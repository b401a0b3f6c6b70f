"""What a person reads about a kind of file: on its page, and in the template to fill in."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Vorm(StrEnum):
    """How a column of the template is laid out, so that a spreadsheet leaves alone what is typed in it."""

    TEKST = "tekst"
    GETAL = "getal"
    DATUM = "datum"


@dataclass(frozen=True, slots=True)
class Kolomuitleg:
    """What goes in a column, an example, and the fixed list to choose from when there is one."""

    uitleg: str
    voorbeeld: str = ""
    vorm: Vorm = Vorm.TEKST
    keuzes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Toelichting:
    """A kind in words. A kind without one still has its page: its name, and its columns without a text."""

    titel: str = ""
    wat: str = ""
    """One or two sentences: what a row is, and what to know before filling in."""
    sleutel: Collection[str] = ()
    """The columns that together say what a row is about; the same key again corrects that row."""
    kolommen: Mapping[str, Kolomuitleg] = field(default_factory=dict)

    def van(self, kolom: str) -> Kolomuitleg:
        return self.kolommen.get(kolom) or ALGEMEEN.get(kolom) or Kolomuitleg("")


_GEMEENTE = "Code of naam van de gemeente. De naam is die van de dag waarover de rij gaat."
ALGEMEEN: Mapping[str, Kolomuitleg] = {
    "gemeente": Kolomuitleg(_GEMEENTE, "GM1690"),
    "halfjaar": Kolomuitleg("Het jaar en de helft: 2024-1 is januari tot en met juni.", "2024-1"),
    "bron": Kolomuitleg("Waar het cijfer vandaan komt, zodat een ander het kan terugvinden.", "COA, lijst van juli"),
    "status": Kolomuitleg(
        "Welke versie van het aantal dit is. Indicatief telt nooit; bijgesteld gaat na vastgesteld.",
        "vastgesteld",
        keuzes=("indicatief", "vastgesteld", "bijgesteld"),
    ),
    "peildatum": Kolomuitleg("De dag waarop dit aantal gold.", "2023-01-01", Vorm.DATUM),
    "inwoners": Kolomuitleg("Aantal inwoners, zonder punt erin.", "24330", Vorm.GETAL),
}
"""Columns that mean the same in every kind."""
