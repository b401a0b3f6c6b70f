"""What must hold for mutaties before they are recorded, one by one and together (Huisvestingswet art. 29 lid 2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from organisaties.regels.tijd import voluit
from taakstelling.regels.grootboek import Gemeentetijd
from taakstelling.regels.halfjaar import Halfjaar

SAMEN_NUL = ("herverdeling", "herindeling")
"""Kinds that only move: the rows of one datum and grondslag are one besluit and add up to nil."""


@dataclass(frozen=True, slots=True)
class Mutatiegegevens:
    """A mutatie as somebody fills it in; `aantal` in personen, signed: what is added to the stand."""

    gemeente: str
    datum: date
    soort: str
    aantal: int
    grondslag: str

    @property
    def besluit(self) -> tuple[date, str, str] | None:
        """Which rows belong together; None when this one stands alone."""
        return (self.datum, self.soort, self.grondslag) if self.soort in SAMEN_NUL else None


def in_woorden(soort: str, aantal: int) -> str:
    """What a signed number means for whoever has to house people: "5 personen minder te huisvesten"."""
    personen = "1 persoon" if abs(aantal) == 1 else f"{abs(aantal)} personen"
    if soort == "beginstand":
        if not aantal:
            return "stand nul: geen achterstand en geen voorsprong"
        return f"{'een voorsprong' if aantal > 0 else 'een achterstand'} van {personen}"
    if not aantal:
        return "er verandert niets"
    if soort in ("herverdeling", "vrijstelling"):
        return f"{personen} {'minder' if aantal > 0 else 'meer'} te huisvesten"
    return f"de stand gaat {personen} {'omhoog' if aantal > 0 else 'omlaag'}"


def fout_in_aantal(soort: str, aantal: int) -> str:
    """Why this number cannot be meant with this kind; empty when it can."""
    if soort == "beginstand":
        return ""
    if not aantal:
        return "Vul een aantal in dat niet nul is, of laat de regel leeg."
    if soort == "vrijstelling" and aantal < 0:
        return "Een vrijstelling is minder te huisvesten. Vul een aantal zonder min in, bijvoorbeeld +5."
    return ""


def fout_in_tijd(soort: str, datum: date, tijd: Gemeentetijd) -> str:
    """Why a mutatie of this gemeente on this day would count nowhere; empty when it counts."""
    try:
        halfjaar = Halfjaar.van_datum(datum)
    except ValueError as fout:
        return str(fout)
    if soort == "beginstand" and datum != halfjaar.begin:
        return f"Een beginstand geldt op de eerste dag van een halfjaar, bijvoorbeeld {voluit(halfjaar.begin)}."
    if tijd.geldig_tot and tijd.geldig_tot < halfjaar.begin:
        opvolgers = f" Boek bij de opvolger: {' of '.join(tijd.opvolgers)}." if tijd.opvolgers else ""
        return f"De gemeente bestaat niet meer sinds {voluit(tijd.geldig_tot)}.{opvolgers}"
    if tijd.geldig_van and tijd.geldig_van >= halfjaar.eind:
        return f"De gemeente bestaat pas sinds {voluit(tijd.geldig_van)}."
    return ""


def fout_in_besluit(rijen: Sequence[Mutatiegegevens], al_vastgelegd: Iterable[Mutatiegegevens] = ()) -> str:
    """Why these rows of one besluit cannot be recorded together; empty when they can.

    `al_vastgelegd` are the valid rows of the same besluit; one of the same gemeente is replaced.
    """
    aantallen = {rij.gemeente: rij.aantal for rij in (*al_vastgelegd, *rijen)}
    soort = rijen[0].soort
    if len(aantallen) == 1:
        return f"Een {soort} gaat over twee of meer gemeenten, met dezelfde datum en grondslag."
    som = sum(aantallen.values())
    if som:
        getal = f"{som:+d}".replace("-", "\N{MINUS SIGN}")
        eerder = len(aantallen) - len({rij.gemeente for rij in rijen})
        erbij = f", samen met {eerder} die al {'is' if eerder == 1 else 'zijn'} vastgelegd" if eerder else ""
        return f"De regels van deze {soort} zijn samen {getal}{erbij}. Samen moeten ze nul zijn."
    return ""
