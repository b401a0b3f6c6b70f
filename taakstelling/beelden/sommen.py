"""The key figures as sums that read from left to right: 10 + 26 = 36; 36 − 23 = 13. All personen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from taakstelling.regels.grootboek import Stand
from taakstelling.regels.oordeel import MINTEKEN, getal


@dataclass(frozen=True, slots=True)
class Term:
    """A figure in a sum, with the sign before it and the address of the rows behind it."""

    teken: str
    aantal: int | None
    label: str
    url: str = ""
    uitkomst: bool = False
    soort: str = ""

    @property
    def tekst(self) -> str:
        return "onbekend" if self.aantal is None else getal(self.aantal)


@dataclass(frozen=True, slots=True)
class Som:
    """A sum that closes, or that says which term is unknown."""

    termen: tuple[Term, ...]

    @property
    def zin(self) -> str:
        return " ".join(f"{t.teken} {t.tekst} {t.label}".strip() for t in self.termen)


def opgavesommen(stand: Stand, op: date, urls: Mapping[str, str]) -> list[Som]:
    """The opgave of a line, and what is left of it; before the half-year begins only the opgave.

    `urls` has an address for begin, taakstelling, mutaties, nagekomen, opgave, realisatie and uitkomst, as far as there
    is one.
    """

    def term(teken: str, aantal: int | None, label: str, naar: str, **anders: bool | str) -> Term:
        return Term(teken, aantal, label, urls.get(naar, ""), **anders)  # type: ignore[arg-type]

    begin = stand.stand_begin
    # An achterstand comes first, as in the letters; what goes off comes after what it goes off from.
    links: list[Term] = []
    if begin is None:
        links.append(term("", None, "beginstand", "begin"))
    elif begin < 0:
        links.append(term("", -begin, "achterstand", "begin", soort="achterstand"))
    links.append(term("+" if links else "", stand.taakstelling, "taakstelling", "taakstelling"))
    if begin is not None and begin > 0:
        links.append(term(MINTEKEN, begin, "voorsprong", "begin", soort="voorsprong"))
    for naam, bedrag in (("mutaties", stand.overige_mutaties), ("nagekomen", stand.nagekomen)):
        if bedrag != 0:
            teken = "+" if bedrag is None or bedrag < 0 else MINTEKEN
            links.append(term(teken, None if bedrag is None else abs(bedrag), naam, naam))
    opgave = Som((*links, term("=", stand.opgave, "opgave", "opgave", uitkomst=True)))
    if op < stand.halfjaar.begin:
        return [opgave]

    eind = stand.stand_eind
    if eind is not None and eind > 0:
        over = term("=", eind, "voorsprong", "uitkomst", uitkomst=True, soort="voorsprong")
        een, ander = ("realisatie", stand.realisatie), ("opgave", stand.opgave)
    else:
        klaar = op >= stand.halfjaar.eind
        soort = "achterstand" if klaar and eind else ""
        label = ("achterstand" if eind else "stand") if klaar else "nog te huisvesten"
        over = term("=", None if eind is None else -eind, label, "uitkomst", uitkomst=True, soort=soort)
        een, ander = ("opgave", stand.opgave), ("realisatie", stand.realisatie)
    # A negative opgave under a minus sign: 3 − −4 reads as 3 + 4.
    min_min = ander[1] is not None and ander[1] < 0
    rest = Som(
        (
            term("", een[1], een[0], een[0]),
            term(
                "+" if min_min else MINTEKEN,
                abs(ander[1]) if min_min and ander[1] else ander[1],
                "voorsprong" if min_min else ander[0],
                ander[0],
            ),
            over,
        )
    )
    return [opgave, rest]
