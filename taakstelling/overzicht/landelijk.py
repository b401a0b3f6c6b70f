"""The national numbers: per half-year the versions of the prognose, and what the formula makes of it per gemeente."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from organisaties.models import Gemeente, Lidmaatschap
from taakstelling.formuleblad import gepubliceerd
from taakstelling.models import Prognose
from taakstelling.overzicht.lijst import bestaand_in, halfjaarkeuze, vouw_naam
from taakstelling.overzicht.opbouw import HERKOMST, Rij, maak_rij
from taakstelling.overzicht.rekenblad import Rekenblad
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.versies import Status, geldende, op_volgorde


@dataclass(frozen=True, slots=True)
class Landelijk:
    """One half-year: the number that counts (None: unknown) and every version, the one that counts last."""

    halfjaar: Halfjaar
    geldt: Any
    versies: list[Rij]

    @property
    def aantal(self) -> int | None:
        return self.geldt.aantal if self.geldt else None

    @property
    def geldige(self) -> list[Rij]:
        return [rij for rij in self.versies if not rij.ingetrokken]


@dataclass(frozen=True, slots=True)
class Formuleregel:
    """What the formula gives for one gemeente, beside what was published; None is unknown."""

    gemeente: Gemeente
    inwoners: int | None
    formule: int | None
    gepubliceerd: int | None

    @property
    def verschil(self) -> int | None:
        """Published less formula."""
        return None if self.formule is None or self.gepubliceerd is None else self.gepubliceerd - self.formule


def landelijk_per_halfjaar(lid: Lidmaatschap | None, vandaag: date, bekend_op: date | None = None) -> list[Landelijk]:
    """Every half-year, newest first, also the ones of which nothing is known."""
    per: dict[Halfjaar, list[Any]] = {}
    for rij in _prognoses(lid, bekend_op):
        per.setdefault(rij.halfjaar, []).append(rij)
    return [_landelijk(halfjaar, per.get(halfjaar, []), bekend_op) for halfjaar in halfjaarkeuze(vandaag, bekend_op)]


def landelijk_in(lid: Lidmaatschap | None, halfjaar: Halfjaar, bekend_op: date | None = None) -> Landelijk:
    """The versions of one half-year."""
    return _landelijk(halfjaar, _prognoses(lid, bekend_op).filter(halfjaar=halfjaar), bekend_op)


def formuleregels(lid: Lidmaatschap | None, blad: Rekenblad, bekend_op: date | None = None) -> list[Formuleregel]:
    """Formula beside published number, for the gemeenten of the first day that this membership sees."""
    bekend = gepubliceerd(blad.halfjaar, bekend_op=bekend_op)
    return [
        Formuleregel(g, blad.inwoners.per_gemeente.get(g.code), blad.standaard(g.code), bekend.get(g.code))
        for g in bestaand_in(Gemeente.objects.zichtbaar_voor(lid), blad.halfjaar)
        if g.bestaat_op(blad.halfjaar.begin)
    ]


FORMULESORTERING: dict[str, Callable[[Formuleregel], Any]] = {
    "gemeente": lambda r: vouw_naam(r.gemeente.naam),
    "provincie": lambda r: r.gemeente.provincie.naam if r.gemeente.provincie else None,
    "inwoners": lambda r: r.inwoners,
    "formule": lambda r: r.formule,
    "gepubliceerd": lambda r: r.gepubliceerd,
    "verschil": lambda r: r.verschil,
}


def _prognoses(lid: Lidmaatschap | None, bekend_op: date | None) -> Any:
    rijen = Prognose.objects.zichtbaar_voor(lid).vastgelegd(bekend_op)
    return rijen.select_related(*HERKOMST).order_by("halfjaar", "pk")


def _landelijk(halfjaar: Halfjaar, rijen: Iterable[Any], bekend_op: date | None) -> Landelijk:
    alle = list(rijen)
    telt = geldende([rij for rij in alle if rij.gold(bekend_op)])
    versies = [maak_rij(rij, rij is telt, _waarom(rij, rij is telt), bekend_op) for rij in op_volgorde(alle)]
    return Landelijk(halfjaar, telt, versies)


def _waarom(rij: Any, telt: bool) -> str:  # noqa: FBT001
    if telt:
        return "telt"
    if Status(rij.status) is Status.INDICATIEF:
        return "telt niet: een indicatief getal is een aankondiging"
    return "telt niet meer: er is een latere versie"
