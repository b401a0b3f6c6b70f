"""From what is written in a file to a corporatie or a regio."""

from collections.abc import Iterable
from typing import Any, TypeVar

from organisaties.invoer.waarden import OngeldigeWaarde, als_tekst
from organisaties.models import Corporatie, Regio

O = TypeVar("O", Corporatie, Regio)  # noqa: E741


def corporatie_van(cel: Any, corporaties: Iterable[Corporatie]) -> Corporatie:
    """By its statutory name or its KvK number. Raises OngeldigeWaarde."""
    geschreven = als_tekst(cel)
    kvk = geschreven.zfill(8) if geschreven.isdigit() else None
    gevonden = [c for c in corporaties if c.naam.casefold() == geschreven.casefold() or (kvk and c.kvk == kvk)]
    return _een(gevonden, "Deze corporatie is niet bekend. Schrijf de statutaire naam of het KvK-nummer.")


def regio_van(cel: Any, regios: Iterable[Regio]) -> Regio:
    """By its name. Raises OngeldigeWaarde."""
    geschreven = als_tekst(cel)
    return _een([r for r in regios if r.naam.casefold() == geschreven.casefold()], "Deze regio is niet bekend.")


def _een(gevonden: list[O], onbekend: str) -> O:
    if not gevonden:
        raise OngeldigeWaarde(onbekend)
    if len(gevonden) > 1:
        raise OngeldigeWaarde("Dit kan op meer dan één organisatie slaan. Gebruik het KvK-nummer.")
    return gevonden[0]
