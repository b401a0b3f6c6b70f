"""What the three rekenregels give for a half-year, side by side."""

from dataclasses import dataclass
from datetime import date

from taakstelling.cijfers import prognose_van
from taakstelling.formuleblad import inwoners_voor
from taakstelling.regels.formule import STANDAARD_REGEL, Rekenregel, Uitkomst, bereken
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.inwoners import Inwoners
from taakstelling.regels.oordeel import getal


@dataclass(frozen=True, slots=True)
class Rekenblad:
    """The formula of one half-year. Without a national number or the inhabitants of the country: no outcomes."""

    halfjaar: Halfjaar
    landelijk: int | None
    inwoners: Inwoners
    uitkomsten: dict[Rekenregel, Uitkomst]

    @property
    def mist_inwoners(self) -> int:
        """How many inhabitants of the country are in no gemeente (negative: counted twice); 0 when it is unknown."""
        gemeenten = self.inwoners.per_gemeente
        return self.inwoners.nederland - sum(gemeenten.values()) if self.inwoners.nederland and gemeenten else 0

    def van(self, code: str) -> list[tuple[str, int]]:
        """What each rule gives for this gemeente, by the name of the rule."""
        return [
            (NAMEN[regel], uitkomst.aantallen[code])
            for regel, uitkomst in self.uitkomsten.items()
            if code in uitkomst.aantallen
        ]

    def regels(self) -> list[tuple[str, Uitkomst, str]]:
        """Each rule by name with its outcome, and the rekentotaal as it is printed: "18.582,8"."""
        return [(NAMEN[regel], uitkomst, _tekst(uitkomst)) for regel, uitkomst in self.uitkomsten.items()]

    def standaard(self, code: str) -> int | None:
        uitkomst = self.uitkomsten.get(STANDAARD_REGEL)
        return uitkomst.aantallen.get(code) if uitkomst else None


NAMEN: dict[Rekenregel, str] = {
    Rekenregel.SLUITEND: "sluitend afgerond",
    Rekenregel.NAAR_BOVEN: "naar boven afgerond",
    Rekenregel.REKENKUNDIG: "rekenkundig afgerond",
}


def rekenblad(halfjaar: Halfjaar, bekend_op: date | None = None) -> Rekenblad:
    """Compute the whole country by the three rules; public figures only."""
    inwoners = inwoners_voor(halfjaar, bekend_op=bekend_op)
    prognose = prognose_van(halfjaar, bekend_op=bekend_op)
    uitkomsten = {}
    if prognose and inwoners.nederland:
        uitkomsten = {
            regel: bereken(regel, prognose.aantal, inwoners.per_gemeente, inwoners.nederland) for regel in NAMEN
        }
    return Rekenblad(halfjaar, prognose.aantal if prognose else None, inwoners, uitkomsten)


def _tekst(uitkomst: Uitkomst) -> str:
    if uitkomst.rekentotaal_tekst is None:
        return getal(uitkomst.landelijk)
    heel, tiende = uitkomst.rekentotaal_tekst.split(".")
    return f"{getal(int(heel))},{tiende}"
