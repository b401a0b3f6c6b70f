"""Afstemming: why the own count of a gemeente and COA's figure over the same half-year differ. Unit: personen.

Own count + the sum of the differences = COA's figure, always: what no rule explains is a line of its own, `onbekend`.
A cause is a proposal; a person decides. Sources: Platform Opnieuw Thuis (administrative delay between housing and
afmelding), COA on amv and doorstroomlocaties, `telling.py` for what counts.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from taakstelling.regels.grootboek import Officieel
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.oorzaken import RANG, Oorzaak
from taakstelling.regels.telling import Huisvestingsvorm

REST = "rest"
LIJST = "lijst"
DAGEN_SPELING = 14
"""A row and a plaatsing of as many persons, at most so many days apart, may be the same people."""
MEESTE_TE_VERKLAREN = 150
"""A larger rest is not a matter of single households; then no combination is proposed."""
_EERST_TIJDELIJK = frozenset(
    {Huisvestingsvorm.DOORSTROOMLOCATIE, Huisvestingsvorm.HAR, Huisvestingsvorm.AMV_KSO, Huisvestingsvorm.FLEXWONING}
)


@dataclass(frozen=True, slots=True)
class Eigen:
    """A plaatsing of the own log. `sleutel` stays the same when it is corrected; `groep` is its household."""

    sleutel: str
    groep: str
    halfjaar: Halfjaar
    teldatum: date
    meegeteld: int
    nareizigers: int = 0
    amv: int = 0
    vorm: str = Huisvestingsvorm.ZELFSTANDIG.value
    afgemeld_op: date | None = None
    eerder_geteld: bool = False
    elders: bool = False

    @property
    def bij_coa(self) -> Halfjaar | None:
        """The half-year in which COA counts these people, when they were afgemeld."""
        return None if self.afgemeld_op is None else Halfjaar.van_datum(self.afgemeld_op)


@dataclass(frozen=True, slots=True)
class Coaregel:
    """A row of COA's own list; `groep` is the household of the own log that it was recognised as."""

    sleutel: str
    personen: int
    datum: date | None = None
    groep: str | None = None


@dataclass(frozen=True, slots=True)
class Verschil:
    """One difference. `aantal` is what must be added to the own count to come to COA's."""

    sleutel: str
    oorzaak: Oorzaak
    aantal: int
    eigen: Eigen | None = None
    coa: Coaregel | None = None

    @property
    def zeker(self) -> bool:
        """Whether it follows from dates or from the list; else it is one of several things that may be so."""
        return RANG[self.oorzaak] == 0


@dataclass(frozen=True, slots=True)
class Afstemming:
    """Own count and COA's figure of one half-year, with every difference between them."""

    halfjaar: Halfjaar
    eigen: int
    coa: int
    verschillen: tuple[Verschil, ...] = ()
    vermoedelijk: tuple[tuple[Eigen, Coaregel], ...] = ()
    """Rows and plaatsingen taken for the same people, by date and number alone."""

    @property
    def verschil(self) -> int:
        """COA less own: the sum of the differences."""
        return self.coa - self.eigen

    @property
    def onverklaard(self) -> int:
        return sum(v.aantal for v in self.verschillen if v.oorzaak is Oorzaak.ONBEKEND)


@dataclass(frozen=True, slots=True)
class Stap:
    """What the own log and COA count of the same people in one half-year; COA None: no figure yet."""

    halfjaar: Halfjaar
    eigen: int
    coa: int | None


@dataclass(frozen=True, slots=True)
class Keten:
    """The same people over consecutive half-years: counted in one by the gemeente and in another by COA."""

    sleutel: str
    stappen: tuple[Stap, ...]
    eigen: Eigen | None = None

    @property
    def open(self) -> bool:
        return any(stap.coa is None for stap in self.stappen)

    @property
    def eenmaal(self) -> bool:
        """Whether COA counted them once in all, as the gemeente did."""
        return not self.open and sum(stap.coa or 0 for stap in self.stappen) == sum(s.eigen for s in self.stappen)


@dataclass(frozen=True, slots=True)
class Gegevens:
    """All that is known about one half-year of one gemeente."""

    halfjaar: Halfjaar
    officieel: Officieel | None
    plaatsingen: Sequence[Eigen] = ()
    """Those that the own log counts in this half-year, and others that COA may count in it."""
    lijst: Sequence[Coaregel] | None = None
    lijst_per: date | None = None
    correcties: Mapping[str, int] = field(default_factory=dict)

    @property
    def hier(self) -> list[Eigen]:
        return [rij for rij in self.plaatsingen if rij.halfjaar == self.halfjaar]

    @property
    def gelezen_op(self) -> date | None:
        """The day by which COA must have known of somebody: of its list where there is one, else of its figure."""
        return self.lijst_per or (self.officieel.cijfers_per if self.officieel else None)

    @property
    def coa(self) -> int | None:
        """COA's figure; where there is none, what its list adds up to."""
        if self.officieel is not None:
            return self.officieel.aantal
        return None if self.lijst is None else sum(regel.personen for regel in self.lijst)


def stem_af(gegevens: Gegevens) -> Afstemming | None:
    """Every difference of the half-year; None while COA has said nothing about it."""
    coa = gegevens.coa
    if coa is None:
        return None
    eigen = sum(rij.meegeteld for rij in gegevens.hier)
    vermoedelijk: list[tuple[Eigen, Coaregel]] = []
    if gegevens.lijst is None:
        gevonden = _uit_datums(gegevens)
        rest = coa - eigen - sum(v.aantal for v in gevonden)
        gevonden += _passend(gegevens, rest, {v.sleutel for v in gevonden})
    else:
        gevonden, vermoedelijk = _uit_lijst(gegevens, gegevens.lijst)
        buiten = coa - sum(regel.personen for regel in gegevens.lijst)
        correctie = next((sleutel for sleutel, n in gegevens.correcties.items() if n == buiten and n), None)
        if correctie:
            gevonden.append(Verschil(correctie, Oorzaak.CORRECTIE, buiten))
        elif buiten:
            gevonden.append(Verschil(LIJST, Oorzaak.LIJST, buiten))
    if rest := coa - eigen - sum(v.aantal for v in gevonden):
        gevonden.append(Verschil(REST, Oorzaak.ONBEKEND, rest))
    return Afstemming(gegevens.halfjaar, eigen, coa, tuple(gevonden), tuple(vermoedelijk))


def ketens(reeks: Sequence[Gegevens]) -> list[Keten]:
    """Who is counted in different half-years, over these consecutive half-years; the first plaatsing first."""
    uitkomsten = {gegevens.halfjaar: stem_af(gegevens) for gegevens in reeks}
    rijen = {rij.sleutel: rij for gegevens in reeks for rij in gegevens.plaatsingen}
    verschil: dict[str, dict[Halfjaar, int]] = {}
    for halfjaar, uitkomst in uitkomsten.items():
        for v in uitkomst.verschillen if uitkomst else ():
            if v.oorzaak in (Oorzaak.NA_PEILDATUM, Oorzaak.ANDER_HALFJAAR) and v.eigen is not None:
                verschil.setdefault(v.sleutel, {})[halfjaar] = v.aantal
    uit = []
    for sleutel, per_halfjaar in verschil.items():
        rij = rijen[sleutel]
        betrokken = sorted({*per_halfjaar, rij.halfjaar, *([rij.bij_coa] if rij.bij_coa else [])})
        stappen = []
        for halfjaar in betrokken:
            eigen = rij.meegeteld if halfjaar == rij.halfjaar else 0
            bekend = uitkomsten.get(halfjaar) is not None and _gelezen(reeks, halfjaar, rij)
            stappen.append(Stap(halfjaar, eigen, eigen + per_halfjaar.get(halfjaar, 0) if bekend else None))
        uit.append(Keten(sleutel, tuple(stappen), rij))
    return sorted(uit, key=lambda keten: (keten.stappen[0].halfjaar, keten.sleutel))


def _gelezen(reeks: Iterable[Gegevens], halfjaar: Halfjaar, rij: Eigen) -> bool:
    """Whether COA's figure over that half-year was read after these people left, so that it can contain them."""
    officieel = next((g.officieel for g in reeks if g.halfjaar == halfjaar), None)
    if officieel is None or rij.afgemeld_op is None or not halfjaar.bevat(rij.afgemeld_op):
        return True
    return officieel.cijfers_per >= rij.afgemeld_op


def _op_datum(rij: Eigen, gegevens: Gegevens) -> Oorzaak | None:
    """Why COA does not count this plaatsing here, from its dates alone."""
    halfjaar, gelezen = gegevens.halfjaar, gegevens.gelezen_op
    if rij.bij_coa is not None and rij.bij_coa > halfjaar:
        return Oorzaak.NA_PEILDATUM
    if rij.bij_coa is not None and rij.bij_coa < halfjaar:
        return Oorzaak.ANDER_HALFJAAR
    if gelezen is not None and (rij.afgemeld_op or rij.teldatum) > gelezen:
        return Oorzaak.NA_CIJFERS
    return None


def _uit_datums(gegevens: Gegevens) -> list[Verschil]:
    uit = []
    for rij in gegevens.plaatsingen:
        if not rij.meegeteld:
            continue
        if rij.halfjaar == gegevens.halfjaar:
            if oorzaak := _op_datum(rij, gegevens):
                uit.append(Verschil(rij.sleutel, oorzaak, -rij.meegeteld, rij))
        elif rij.bij_coa == gegevens.halfjaar and rij.afgemeld_op is not None:
            officieel = gegevens.officieel
            if officieel is None or rij.afgemeld_op <= officieel.cijfers_per:
                uit.append(Verschil(rij.sleutel, Oorzaak.ANDER_HALFJAAR, rij.meegeteld, rij))
    return uit


def _mogelijk(rij: Eigen, gegevens: Gegevens) -> list[tuple[Oorzaak, int]]:
    """What may be the matter with a plaatsing that COA does not count (in full), the likeliest first."""
    uit: list[tuple[Oorzaak, int]] = []
    zonder_nareis = rij.meegeteld > rij.nareizigers
    anderen = [ander for ander in gegevens.plaatsingen if ander.sleutel != rij.sleutel and ander.meegeteld]
    if any(
        (ander.teldatum, ander.meegeteld, ander.vorm) == (rij.teldatum, rij.meegeteld, rij.vorm)
        and ander.groep != rij.groep
        and ander.sleutel < rij.sleutel
        for ander in anderen
    ):
        uit.append((Oorzaak.DUBBEL, rij.meegeteld))
    if zonder_nareis and any(
        ander.groep == rij.groep and ander.vorm in _EERST_TIJDELIJK and ander.teldatum < rij.teldatum
        for ander in anderen
    ):
        uit.append((Oorzaak.DOORSTROOM, rij.meegeteld))
    if rij.nareizigers:
        uit.append((Oorzaak.NAREIZIGER, rij.nareizigers))
    if rij.elders:
        uit.append((Oorzaak.BUURGEMEENTE, rij.meegeteld))
    if rij.amv:
        uit.append((Oorzaak.AMV, rij.amv))
    if rij.afgemeld_op is None:
        uit.append((Oorzaak.NIET_AFGEMELD, rij.meegeteld))
    return [(oorzaak, min(aantal, rij.meegeteld)) for oorzaak, aantal in uit]


_Keuze = tuple[int, int, tuple[tuple[str, str], ...]]


def _passend(gegevens: Gegevens, rest: int, gehad: Collection[str]) -> list[Verschil]:
    """The smallest set of possible causes that explains the rest exactly, the likeliest of those; else nothing."""
    if not rest or abs(rest) > MEESTE_TE_VERKLAREN:
        return []
    opties: list[tuple[str, list[tuple[Oorzaak, int]]]] = [
        (sleutel, [(Oorzaak.CORRECTIE, aantal)])
        for sleutel, aantal in sorted(gegevens.correcties.items())
        if 0 < abs(aantal) <= MEESTE_TE_VERKLAREN
    ]
    rijen = {rij.sleutel: rij for rij in gegevens.hier if rij.meegeteld and rij.sleutel not in gehad}
    opties += [(s, [(o, -n) for o, n in _mogelijk(rij, gegevens)]) for s, rij in rijen.items()]
    omhoog = sum(max(n for _, n in keuze) for _, keuze in opties if keuze and keuze[0][1] > 0)
    laagste, hoogste = min(rest, 0) - omhoog, max(rest, 0) + omhoog
    # Per sum that can be made: how many lines, how unlikely, which. At most one cause of each.
    bereikt: dict[int, _Keuze] = {0: (0, 0, ())}
    for sleutel, keuzes in opties:
        nieuw = dict(bereikt)
        for som, (regels, rang, gekozen) in bereikt.items():
            for oorzaak, aantal in keuzes:
                samen = som + aantal
                kosten = (regels + 1, rang + RANG[oorzaak])
                if laagste <= samen <= hoogste and (samen not in nieuw or kosten < nieuw[samen][:2]):
                    nieuw[samen] = (*kosten, (*gekozen, (sleutel, oorzaak.value)))
        bereikt = nieuw
    aantallen = {(sleutel, o.value): n for sleutel, keuzes in opties for o, n in keuzes}
    _, _, beste = bereikt.get(rest, (0, 0, ()))
    return [Verschil(s, Oorzaak(o), aantallen[s, o], rijen.get(s)) for s, o in beste]


def _uit_lijst(gegevens: Gegevens, lijst: Sequence[Coaregel]) -> tuple[list[Verschil], list[tuple[Eigen, Coaregel]]]:
    """Household by household: what the own log counts here beside what the list says."""
    per_groep: dict[str, list[Eigen]] = {}
    for rij in gegevens.plaatsingen:
        per_groep.setdefault(rij.groep, []).append(rij)
    op_lijst: dict[str, list[Coaregel]] = {}
    onbekend = [regel for regel in lijst if regel.groep not in per_groep]
    for regel in lijst:
        if regel.groep in per_groep:
            op_lijst.setdefault(regel.groep, []).append(regel)
    zonder = [
        rij for rij in gegevens.hier if rij.groep not in op_lijst and rij.meegeteld and not _op_datum(rij, gegevens)
    ]
    vermoedelijk = _zelfde(zonder, onbekend)
    gezien = {rij.sleutel for rij, _ in vermoedelijk} | {regel.sleutel for _, regel in vermoedelijk}
    uit = []
    for groep, rijen in per_groep.items():
        hier = [r for r in rijen if r.halfjaar == gegevens.halfjaar and r.sleutel not in gezien]
        regels = op_lijst.get(groep, [])
        aantal = sum(regel.personen for regel in regels) - sum(rij.meegeteld for rij in hier)
        if aantal:
            elders = [r for r in rijen if r.halfjaar != gegevens.halfjaar and r.bij_coa == gegevens.halfjaar]
            rij = next((r for r in hier if r.meegeteld), (elders or hier or rijen)[0])
            oorzaak = _oorzaak(aantal, rij, hier, regels, gegevens)
            uit.append(Verschil(rij.sleutel, oorzaak, aantal, rij, regels[0] if regels else None))
    uit += [
        Verschil(regel.sleutel, Oorzaak.NIET_IN_EIGEN, regel.personen, None, regel)
        for regel in onbekend
        if regel.sleutel not in gezien and regel.personen
    ]
    return uit, vermoedelijk


def _oorzaak(aantal: int, rij: Eigen, hier: Sequence[Eigen], regels: Sequence[Coaregel], gegevens: Gegevens) -> Oorzaak:
    """Why the list and the own log differ over one household."""
    if not regels:
        mogelijk = [oorzaak for oorzaak, n in _mogelijk(rij, gegevens) if n == -aantal]
        return _op_datum(rij, gegevens) or (mogelijk[0] if mogelijk else Oorzaak.NIET_BIJ_COA)
    if not sum(r.meegeteld for r in hier):
        if rij.vorm == Huisvestingsvorm.LOGEREN:
            return Oorzaak.LOGEREN
        if rij.eerder_geteld:
            return Oorzaak.DOORSTROOM
        return Oorzaak.ANDER_HALFJAAR if rij.halfjaar != gegevens.halfjaar else Oorzaak.AANTAL
    if aantal == -sum(r.nareizigers for r in hier):
        return Oorzaak.NAREIZIGER
    return Oorzaak.AMV if aantal == -sum(r.amv for r in hier) else Oorzaak.AANTAL


def _zelfde(rijen: Sequence[Eigen], regels: Sequence[Coaregel]) -> list[tuple[Eigen, Coaregel]]:
    """Pairs that are alike in date and number, where neither has a second one that is."""

    def past(rij: Eigen, regel: Coaregel) -> bool:
        dag = rij.afgemeld_op or rij.teldatum
        return (
            regel.datum is not None
            and rij.meegeteld == regel.personen
            and abs((dag - regel.datum).days) <= DAGEN_SPELING
        )

    paren = [(rij, regel) for rij in rijen for regel in regels if past(rij, regel)]
    links: dict[str, int] = {}
    rechts: dict[str, int] = {}
    for rij, regel in paren:
        links[rij.sleutel] = links.get(rij.sleutel, 0) + 1
        rechts[regel.sleutel] = rechts.get(regel.sleutel, 0) + 1
    return [(rij, regel) for rij, regel in paren if links[rij.sleutel] == rechts[regel.sleutel] == 1]
