"""What an act would do to the stand of each gemeente: was and wordt, before it is confirmed. Unit: personen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from organisaties.models import Gemeente, Lidmaatschap
from taakstelling.cijfers import gemeentetijden, met_opvolgers, standen_voor
from taakstelling.regels.grootboek import Sleutel, Stand
from taakstelling.regels.halfjaar import Halfjaar


@dataclass(frozen=True, slots=True)
class Gevolg:
    """One gemeente in one half-year, before and after."""

    gemeente: Gemeente
    was: Stand
    wordt: Stand

    @property
    def halfjaar(self) -> Halfjaar:
        return self.wordt.halfjaar

    @property
    def anders(self) -> bool:
        return (self.was.taakstelling, self.was.opgave, self.was.stand_eind) != (
            self.wordt.taakstelling,
            self.wordt.opgave,
            self.wordt.stand_eind,
        )


@dataclass(frozen=True, slots=True)
class Blik:
    """Which lines are looked at: of these gemeenten and those they went over into, in the half-year of the besluit
    and in the one that runs."""

    lid: Lidmaatschap | None
    gemeenten: list[Gemeente]
    halfjaren: list[Halfjaar]
    vandaag: date

    @classmethod
    def op(
        cls, lid: Lidmaatschap | None, gemeenten: Iterable[Gemeente], dagen: Iterable[date], vandaag: date
    ) -> "Blik":
        codes = met_opvolgers([g.code for g in gemeenten], gemeentetijden())
        betrokken = list(Gemeente.objects.zichtbaar_voor(lid).filter(code__in=codes).order_by("naam", "code"))
        return cls(lid, betrokken, sorted({Halfjaar.van_datum(dag) for dag in (*dagen, vandaag)}), vandaag)

    def standen(self) -> dict[Sleutel, Stand]:
        """The lines as they are at this moment."""
        alle: dict[Sleutel, Stand] = {}
        for halfjaar in self.halfjaren:
            alle |= standen_voor(self.lid, self.gemeenten, halfjaar, halfjaar)
        return {sleutel: stand.gezien_op(self.vandaag) for sleutel, stand in alle.items()}

    def gevolgen(self, was: dict[Sleutel, Stand], wordt: dict[Sleutel, Stand]) -> list[Gevolg]:
        """The lines side by side, per gemeente in order of time; a gemeente without a line has none."""
        return [
            Gevolg(gemeente, was[gemeente.code, halfjaar], wordt[gemeente.code, halfjaar])
            for gemeente in self.gemeenten
            for halfjaar in self.halfjaren
            if (gemeente.code, halfjaar) in was and (gemeente.code, halfjaar) in wordt
        ]
