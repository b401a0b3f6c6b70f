"""What a vacated home may look like, where it stands, and what may happen next."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from organisaties.regels.persoonsgegevens import lijkt_persoonsgegeven, persoonsgegeven_in_kenmerk

HUURKLASSEN = {
    "tot-kwaliteitskorting": "tot de kwaliteitskortingsgrens",
    "tot-1e-aftopping": "tot de eerste aftoppingsgrens",
    "tot-2e-aftopping": "tot de tweede aftoppingsgrens",
    "tot-liberalisatie": "tot de liberalisatiegrens",
    "daarboven": "boven de liberalisatiegrens",
}
"""Rent classes of the huurtoeslag, lowest first."""
EERSTE_DAG = date(2000, 1, 1)
_VERDER = 366
"""So many days ahead a home may be let: a contract is signed before it begins."""


class Stap(StrEnum):
    """Where a vacated home stands; it follows from its dates."""

    VRIJ = "vrij"
    GERESERVEERD = "gereserveerd"
    VERHUURD = "verhuurd"
    ONTTROKKEN = "onttrokken"

    @property
    def naam(self) -> str:
        return "uit de verhuur" if self is Stap.ONTTROKKEN else self.value

    @property
    def open(self) -> bool:
        """Whether somebody still has to move in."""
        return self in (Stap.VRIJ, Stap.GERESERVEERD)


VOLGENDE: dict[Stap, tuple[Stap, ...]] = {
    Stap.VRIJ: (Stap.VERHUURD, Stap.GERESERVEERD, Stap.ONTTROKKEN),
    Stap.GERESERVEERD: (Stap.VERHUURD, Stap.VRIJ, Stap.ONTTROKKEN),
    Stap.VERHUURD: (),
    Stap.ONTTROKKEN: (),
}
"""From here to there. A home that was let and falls free again is a new row; what was wrong is corrected."""


def stap_van(*, gereserveerd_op: date | None, verhuurd_op: date | None, onttrokken_op: date | None) -> Stap:
    if onttrokken_op is not None:
        return Stap.ONTTROKKEN
    if verhuurd_op is not None:
        return Stap.VERHUURD
    return Stap.VRIJ if gereserveerd_op is None else Stap.GERESERVEERD


def mag_naar(van: Stap, naar: Stap) -> bool:
    return naar in VOLGENDE[van]


def fouten(*, vrij_op: date, verhuurd_op: date | None, onttrokken_op: date | None, doelgroep: str) -> dict[str, str]:
    """What is wrong with the dates and the doelgroep of a home, by field."""
    uit: dict[str, str] = {}
    if verhuurd_op is not None and onttrokken_op is not None:
        uit["onttrokken_op"] = "Een woning is verhuurd of uit de verhuur gehaald, niet allebei."
    if verhuurd_op is not None and not doelgroep:
        uit["doelgroep"] = "Vul in voor welke doelgroep deze woning is verhuurd."
    if onttrokken_op is not None and onttrokken_op < vrij_op:
        uit["onttrokken_op"] = "Deze datum ligt voor de dag waarop de woning vrijkwam."
    return uit


def foute_dagen(vandaag: date, dagen: dict[str, date | None]) -> dict[str, str]:
    """The dates, by field, that can only be a typing error: long ago, or far ahead."""
    return {
        veld: f"Vul een dag in vanaf {EERSTE_DAG:%d-%m-%Y} en hoogstens een jaar vooruit."
        for veld, dag in dagen.items()
        if dag is not None and not (dag >= EERSTE_DAG and (dag - vandaag).days <= _VERDER)
    }


def persoonsgegeven_in(*, kenmerk: str = "", wijk: str = "") -> dict[str, str]:
    """Where something is written, by field, that looks like a person's number or address."""
    uit: dict[str, str] = {}
    if soort := persoonsgegeven_in_kenmerk(kenmerk):
        uit["kenmerk"] = f"Dit lijkt op een {soort}. Gebruik een kenmerk dat alleen u kunt herleiden."
    if soort := lijkt_persoonsgegeven(wijk):
        uit["wijk"] = f"Dit lijkt op een {soort}. Schrijf dit zonder persoonsgegevens."
    return uit


def andere_verhuring(vrij_op: date, *, eerder_vrij_op: date, eerder_klaar_op: date | None) -> bool:
    """Whether a home that falls free on `vrij_op` was let or sold before: then it is not the same row corrected."""
    return eerder_klaar_op is not None and vrij_op > max(eerder_vrij_op, eerder_klaar_op)


def bewoning(plaatsingen: Collection[tuple[int, int, str]]) -> str:
    """How the linked placements live in one home, in words.

    Each is the number of the household, its deel (2 and up: nareizigers who joined) and the huisvestingsvorm.
    """
    if not plaatsingen:
        return "nog niet gekoppeld"
    huishoudens = len({dossier for dossier, _, _ in plaatsingen})
    later = any(deel > 1 for _, deel, _ in plaatsingen)
    if huishoudens == 1:
        tekst = "één huishouden"
    elif any(vorm == "kamerbewoning" for _, _, vorm in plaatsingen):
        tekst = f"kamerbewoning door {huishoudens} huishoudens"
    else:
        tekst = f"dubbele bewoning door {huishoudens} huishoudens"
    return f"{tekst}, met nareizigers die later kwamen" if later else tekst
