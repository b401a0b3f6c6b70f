"""From a cell to a value. Each reader raises OngeldigeWaarde with what to do, and never repeats what was filled in:
a cell may hold personal data.
"""

import re
import unicodedata
from collections.abc import Callable, Collection
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, TypeVar

from organisaties.invoer.xlsxbestand import Formule
from organisaties.regels.persoonsgegevens import persoonsgegeven_in_kenmerk, persoonsgegeven_in_verwijzing

W = TypeVar("W")
_EXACT = 1e15
"""Below this a float is exactly the whole number it shows."""
Lezer = Callable[[Any], W]

_BESCHERMD = re.compile(r"'[=+@-]")
"""How our own files keep a spreadsheet from running a text; it comes back so in a corrected file."""

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_NEDERLANDS = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")
_GEHEEL = re.compile(r"[-+\N{MINUS SIGN}]?[0-9]{1,15}")
_MET_PUNT = re.compile(r"[-+\N{MINUS SIGN}]?[0-9]{1,3}([. ][0-9]{3})+")


class OngeldigeWaarde(ValueError):
    """The cell does not hold what the column asks for."""


def als_tekst(cel: Any) -> str:
    """What somebody sees in the cell, as one line: 26.0 is 26, runs of white space are one space."""
    if isinstance(cel, Formule):
        raise OngeldigeWaarde("In deze cel staat een formule of een foutwaarde. Vul de waarde zelf in.")
    if isinstance(cel, str):
        tekst = cel
    elif isinstance(cel, bool):
        tekst = "ja" if cel else "nee"
    elif isinstance(cel, float) and cel.is_integer() and abs(cel) < _EXACT:
        tekst = str(int(cel))
    elif isinstance(cel, datetime | date):
        tekst = cel.isoformat()
    else:
        tekst = str(cel)
    if _BESCHERMD.match(tekst):
        tekst = tekst[1:]
    if not tekst.isascii():
        tekst = unicodedata.normalize("NFC", tekst)
    return " ".join(tekst.split())


def tekst(hoogstens: int) -> Lezer[str]:
    """Text of at most this many characters."""

    def lees(cel: Any) -> str:
        waarde = als_tekst(cel)
        if len(waarde) > hoogstens:
            raise OngeldigeWaarde(f"Deze tekst is te lang: hoogstens {hoogstens} tekens.")
        if not waarde.isprintable():
            raise OngeldigeWaarde("In deze tekst staat een teken dat niet te zien is. Typ de tekst opnieuw.")
        return waarde

    return lees


def vrije_tekst(hoogstens: int) -> Lezer[str]:
    """Text that somebody makes up (a source, a reason): nothing in it may look like a person's number or address."""
    lees_tekst = tekst(hoogstens)

    def lees(cel: Any) -> str:
        waarde = lees_tekst(cel)
        if soort := persoonsgegeven_in_verwijzing(waarde):
            raise OngeldigeWaarde(f"Dit lijkt op een {soort}. Schrijf dit zonder persoonsgegevens.")
        return waarde

    return lees


def kenmerk(hoogstens: int) -> Lezer[str]:
    """The own name of a household, by which nobody else knows who it is."""
    lees_tekst = tekst(hoogstens)

    def lees(cel: Any) -> str:
        waarde = lees_tekst(cel)
        if soort := persoonsgegeven_in_kenmerk(waarde):
            raise OngeldigeWaarde(f"Dit lijkt op een {soort}. Gebruik een eigen kenmerk dat alleen uw gemeente kent.")
        return waarde

    return lees


def geheel(minstens: int, hoogstens: int) -> Lezer[int]:
    """A whole number. A point or space between thousands is refused, because 1.234 may be two things."""

    def lees(cel: Any) -> int:
        if type(cel) is int:
            waarde = cel
        elif type(cel) is float and cel.is_integer():
            waarde = int(cel)
        else:
            geschreven = als_tekst(cel)
            if _GEHEEL.fullmatch(geschreven):
                waarde = int(geschreven.replace("\N{MINUS SIGN}", "-"))
            elif _MET_PUNT.fullmatch(geschreven):
                raise OngeldigeWaarde("Schrijf een getal zonder punt of spatie ertussen, bijvoorbeeld 1234.")
            else:
                raise OngeldigeWaarde("Vul een heel getal in, bijvoorbeeld 12.")
        if waarde < minstens:
            raise OngeldigeWaarde(f"Vul een getal van {minstens} of meer in.")
        if waarde > hoogstens:
            raise OngeldigeWaarde(f"Vul een getal van hoogstens {hoogstens} in.")
        return waarde

    return lees


@lru_cache(maxsize=10_000)
def _datum(geschreven: str) -> date:
    if gevonden := _ISO.fullmatch(geschreven):
        jaar, maand, dag = gevonden.groups()
    elif gevonden := _NEDERLANDS.fullmatch(geschreven):
        dag, maand, jaar = gevonden.groups()
    else:
        raise OngeldigeWaarde("Schrijf een datum als jjjj-mm-dd of dd-mm-jjjj, bijvoorbeeld 2024-07-01 of 01-07-2024.")
    try:
        return date(int(jaar), int(maand), int(dag))
    except ValueError as fout:
        raise OngeldigeWaarde("Deze datum bestaat niet. Controleer de dag, de maand en het jaar.") from fout


def datum(cel: Any) -> date:
    """2024-07-01, 01-07-2024 or 1-7-2024, or a real date of a spreadsheet."""
    if isinstance(cel, datetime):
        raise OngeldigeWaarde("In deze cel staat ook een tijd. Vul alleen de datum in.")
    if isinstance(cel, date):
        return cel
    if isinstance(cel, int | float | time):
        raise OngeldigeWaarde("In deze cel staat een getal. Maak de cel op als datum, of schrijf 2024-07-01.")
    return _datum(als_tekst(cel))


def keuze(waarden: "Collection[str] | dict[str, W]") -> Lezer[Any]:
    """One of a fixed list; of a dict the value that goes with it. Case does not matter."""
    opties = dict(waarden) if isinstance(waarden, dict) else {waarde: waarde for waarde in waarden}
    lijst = " | ".join(opties)

    def lees(cel: Any) -> Any:
        geschreven = als_tekst(cel).casefold()
        if geschreven not in opties:
            raise OngeldigeWaarde(f"Deze waarde is niet bekend. Kies uit: {lijst}.")
        return opties[geschreven]

    return lees


def codes(patroon: str, voorbeeld: str) -> Lezer[tuple[str, ...]]:
    """Codes separated by a space, a comma or a ;, in the order written."""
    vorm = re.compile(patroon)

    def lees(cel: Any) -> tuple[str, ...]:
        gevonden = tuple(re.split(r"[\s;,]+", als_tekst(cel).upper().strip(" ;,")))
        if not all(vorm.fullmatch(code) for code in gevonden):
            raise OngeldigeWaarde(f"Vul codes in met een spatie ertussen, bijvoorbeeld {voorbeeld}.")
        if len(set(gevonden)) < len(gevonden):
            raise OngeldigeWaarde("Dezelfde code staat er twee keer.")
        return gevonden

    return lees


def code(patroon: str, voorbeeld: str) -> Lezer[str]:
    vorm = re.compile(patroon)

    def lees(cel: Any) -> str:
        geschreven = als_tekst(cel).upper()
        if not vorm.fullmatch(geschreven):
            raise OngeldigeWaarde(f"Vul een code in, bijvoorbeeld {voorbeeld}.")
        return geschreven

    return lees


ja_nee: Lezer[bool] = keuze({"ja": True, "nee": False})
