"""What a new national number would do per gemeente, before anything is recorded. Unit: personen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from organisaties.models import Gemeente, Lidmaatschap
from taakstelling.cijfers import leeg, prognose_van, standen_voor
from taakstelling.formuleblad import inwoners_voor
from taakstelling.models import Prognose, Taakstelling
from taakstelling.overzicht.lijst import bestaand_in, vouw_naam
from taakstelling.regels.formule import STANDAARD_REGEL, Uitkomst, bereken
from taakstelling.regels.grootboek import Stand
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.inwoners import Inwoners
from taakstelling.regels.versies import Status, geldende


class _Versie(NamedTuple):
    """A version beside one that is not recorded yet, and that would be the last in order of recording."""

    status: str
    datum: date | None
    volgorde: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Nieuwregel:
    """One gemeente: published, by the formula before and after, and the opgave if the new number is taken over."""

    gemeente: Gemeente
    inwoners: int | None
    gepubliceerd: int | None
    was: int | None
    wordt: int | None
    stand: Stand
    neemt_over: bool
    """Whether the new number would count here: not where a later number was published already."""

    @property
    def opgave_was(self) -> int | None:
        return self.stand.opgave

    @property
    def opgave_wordt(self) -> int | None:
        return replace(self.stand, gepubliceerd=self.wordt).opgave if self.neemt_over else self.stand.opgave

    @property
    def verschil(self) -> int | None:
        return None if self.was is None or self.wordt is None else self.wordt - self.was


@dataclass(frozen=True, slots=True)
class NieuwAantal:
    """A half-year before and after the new version."""

    halfjaar: Halfjaar
    geldt: Prognose | None
    """The version that counts now; None: none does."""
    telt: bool
    """Whether the new version would count: an indicatief or an older one does not."""
    inwoners: Inwoners
    was: Uitkomst | None
    wordt: Uitkomst | None
    regels: list[Nieuwregel]

    @property
    def over_te_nemen(self) -> int:
        """In how many gemeenten the new number would count."""
        return sum(regel.neemt_over for regel in self.regels)


NIEUWSORTERING: dict[str, Callable[[Nieuwregel], Any]] = {
    "gemeente": lambda r: vouw_naam(r.gemeente.naam),
    "provincie": lambda r: r.gemeente.provincie.naam if r.gemeente.provincie else None,
    "inwoners": lambda r: r.inwoners,
    "gepubliceerd": lambda r: r.gepubliceerd,
    "was": lambda r: r.was,
    "wordt": lambda r: r.wordt,
    "verschil": lambda r: r.verschil,
    "opgave_was": lambda r: r.opgave_was,
    "opgave_wordt": lambda r: r.opgave_wordt,
}


def voorstel(versie: Prognose) -> dict[str, int]:
    """The taakstelling per code by the formula, where it would count: a later published number stays."""
    uitkomst = _uitkomst(inwoners_voor(versie.halfjaar), versie)
    versies = _versies(versie.halfjaar)
    aantallen = uitkomst.aantallen if uitkomst else {}
    return {code: n for code, n in aantallen.items() if _telt(versies.get(code, []), versie)}


def nieuw_aantal(lid: Lidmaatschap | None, versie: Prognose, vandaag: date) -> NieuwAantal:
    """Lay the half-year as it is beside what it becomes; a fixed number of queries."""
    halfjaar = versie.halfjaar
    inwoners, geldt, versies = inwoners_voor(halfjaar), prognose_van(halfjaar), _versies(halfjaar)
    was, wordt = (_uitkomst(inwoners, geldt) if geldt else None), _uitkomst(inwoners, versie)
    gemeenten = [g for g in bestaand_in(Gemeente.objects.zichtbaar_voor(lid), halfjaar) if g.bestaat_op(halfjaar.begin)]
    standen = standen_voor(lid, gemeenten, halfjaar, halfjaar)
    regels = []
    for g in gemeenten:
        huidig = geldende(versies.get(g.code, []))
        nieuw = wordt.aantallen.get(g.code) if wordt else None
        regels.append(
            Nieuwregel(
                gemeente=g,
                inwoners=inwoners.per_gemeente.get(g.code),
                gepubliceerd=huidig.aantal if huidig else None,
                was=was.aantallen.get(g.code) if was else None,
                wordt=nieuw,
                stand=(standen.get((g.code, halfjaar)) or leeg(g.code, halfjaar)).gezien_op(vandaag),
                neemt_over=nieuw is not None and _telt(versies.get(g.code, []), versie),
            )
        )
    telt = _telt(list(Prognose.objects.bekend().filter(halfjaar=halfjaar)), versie)
    return NieuwAantal(halfjaar, geldt, telt, inwoners, was, wordt, regels)


def _uitkomst(inwoners: Inwoners, versie: Prognose) -> Uitkomst | None:
    if not inwoners.nederland or not any(inwoners.per_gemeente.values()):
        return None
    return bereken(STANDAARD_REGEL, versie.aantal, inwoners.per_gemeente, inwoners.nederland)


def _versies(halfjaar: Halfjaar) -> dict[str, list[Taakstelling]]:
    uit: dict[str, list[Taakstelling]] = {}
    rijen = Taakstelling.objects.bekend().filter(halfjaar=halfjaar).select_related("gemeente").order_by("pk")
    for rij in rijen:
        uit.setdefault(rij.gemeente.code, []).append(rij)
    return uit


def _telt(bestaand: list[Any], versie: Prognose) -> bool:
    """Whether this version would count beside those; a taakstelling of the same status and day is published already."""
    if Status(versie.status) is Status.INDICATIEF:
        return False
    nieuw = _Versie(versie.status, versie.gepubliceerd_op, (True,))
    if any(isinstance(v, Taakstelling) and (v.status, v.datum) == (nieuw.status, nieuw.datum) for v in bestaand):
        return False
    return geldende([*(_Versie(v.status, v.datum, (False, *v.volgorde)) for v in bestaand), nieuw]) is nieuw
