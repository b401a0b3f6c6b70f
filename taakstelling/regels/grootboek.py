"""The ledger: how the stand of a gemeente follows, half-year after half-year, from the facts. Unit: personen.

    taakstelling = gepubliceerd − herverdeling − vrijstelling
    mutaties     = correctie + herindeling + nagekomen
    opgave       = taakstelling − stand_begin − mutaties
    stand_eind   = realisatie − opgave            (negative: achterstand, positive: voorsprong)

Every signed number is what is added to the stand. A term is an integer or None, unknown; None is never taken for 0.
No cap, no expiry (Stcrt. 2018, 18939: what was not realised stays in force). Verschoning never touches the stand.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from taakstelling.regels.halfjaar import EERSTE_JAAR, Halfjaar

Sleutel = tuple[str, Halfjaar]


class Bron(StrEnum):
    """Whose count the realisatie is."""

    OFFICIEEL = "officieel"
    EIGEN = "eigen"
    GEEN = "geen"


@dataclass(frozen=True, slots=True)
class Gemeentetijd:
    """When a gemeente exists (half-open) and which gemeenten took it over, the first one first."""

    code: str
    geldig_van: date | None = None
    geldig_tot: date | None = None
    opvolgers: tuple[str, ...] = ()

    def bestaat_op(self, dag: date) -> bool:
        return (self.geldig_van is None or self.geldig_van <= dag) and (
            self.geldig_tot is None or dag < self.geldig_tot
        )


@dataclass(frozen=True, slots=True)
class Boeking:
    """A recorded mutatie that is not a beginstand."""

    datum: date
    soort: str
    aantal: int


@dataclass(frozen=True, slots=True)
class Officieel:
    """The newest official COA figure for a gemeente and half-year."""

    cijfers_per: date
    aantal: int


@dataclass(frozen=True, slots=True)
class Feiten:
    """All that the fold needs to know, already read; keys are (code, halfjaar) unless said otherwise."""

    gemeenten: Mapping[str, Gemeentetijd]
    beginstanden: Mapping[Sleutel, int] = field(default_factory=dict)
    gepubliceerd: Mapping[Sleutel, int] = field(default_factory=dict)
    boekingen: Mapping[Sleutel, Sequence[Boeking]] = field(default_factory=dict)
    officieel: Mapping[Sleutel, Officieel] = field(default_factory=dict)
    eigen: Mapping[Sleutel, int] = field(default_factory=dict)
    # From which half-year a gemeente keeps its own log: from then on an own count of nothing is 0, not unknown.
    eigen_vanaf: Mapping[str, Halfjaar] = field(default_factory=dict)
    # (van, naar) → peildatum → inhabitants of the part: the verdeelsleutel of a split.
    deelinwoners: Mapping[tuple[str, str], Mapping[date, int]] = field(default_factory=dict)
    # The stand at the start of a half-year where it is known without what lies before: the fold begins there. For every
    # gemeente with a stand or for none.
    vast: Mapping[Sleutel, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stand:
    """One line of the ledger: every term of one gemeente in one half-year."""

    gemeente: str
    halfjaar: Halfjaar
    stand_begin: int | None
    gepubliceerd: int | None
    realisatie: int | None
    bron: Bron
    cijfers_per: date | None
    officieel: Officieel | None
    eigen: int | None
    herverdeling: int = 0
    vrijstelling: int = 0
    correctie: int = 0
    herindeling: int | None = 0
    # What became known about closed half-years (`regels/afsluiting`): in all, and per half-year it is about.
    nagekomen: int | None = 0
    nagekomen_over: tuple[tuple[Halfjaar, int], ...] = ()
    met_beginstand: bool = False
    # A closed half-year: its terms are frozen. `later` is what became known about it since; None when that is unknown.
    gesloten: bool = False
    later: int | None = 0

    @property
    def taakstelling(self) -> int | None:
        return None if self.gepubliceerd is None else self.gepubliceerd - self.herverdeling - self.vrijstelling

    @property
    def mutaties(self) -> int | None:
        if self.herindeling is None or self.nagekomen is None:
            return None
        return self.correctie + self.herindeling + self.nagekomen

    @property
    def overige_mutaties(self) -> int | None:
        """The mutaties of this half-year itself: all but what came later about closed ones."""
        return None if self.herindeling is None else self.correctie + self.herindeling

    @property
    def opgave(self) -> int | None:
        """What must be housed in all in this half-year; nil or negative when the voorsprong covers it."""
        if self.taakstelling is None or self.stand_begin is None or self.mutaties is None:
            return None
        return self.taakstelling - self.stand_begin - self.mutaties

    @property
    def stand_eind(self) -> int | None:
        return None if self.opgave is None or self.realisatie is None else self.realisatie - self.opgave

    @property
    def verandering(self) -> int | None:
        """What this half-year did to the stand."""
        if self.stand_eind is None or self.stand_begin is None:
            return None
        return self.stand_eind - self.stand_begin

    @property
    def nog(self) -> int | None:
        """Persons still to be housed to meet the opgave; never below nil."""
        return None if self.stand_eind is None else max(0, -self.stand_eind)

    @property
    def verschil_met_officieel(self) -> int | None:
        """Own count less the official one, where both are there."""
        return None if self.eigen is None or self.officieel is None else self.eigen - self.officieel.aantal

    def gezien_op(self, dag: date) -> "Stand":
        """The line as it is shown on a day. Before its half-year begins there is no realisatie: that is not nil.

        Then stand_begin is what would remain if the half-year before it ended now; before that one, nothing to go on.
        """
        if self.halfjaar.begin <= dag:
            return self
        begin = self.stand_begin if self.halfjaar.vorige.begin <= dag else None
        return replace(self, stand_begin=begin, realisatie=None, bron=Bron.GEEN, cijfers_per=None)


def leeg(code: str, halfjaar: Halfjaar, tijd: Gemeentetijd | None = None) -> Stand:
    """The line of which nothing is known; of a gemeente that does not exist then, that it has no taakstelling."""
    gepubliceerd = 0 if tijd is not None and not tijd.bestaat_op(halfjaar.begin) else None
    return Stand(code, halfjaar, None, gepubliceerd, None, Bron.GEEN, None, None, None)


def kies_realisatie(
    officieel: Officieel | None, eigen: int | None, peildatum: date
) -> tuple[int | None, Bron, date | None]:
    """Which count is the realisatie: COA's once it was read on or after the peildatum, until then the own one."""
    if officieel and (officieel.cijfers_per >= peildatum or eigen is None):
        return officieel.aantal, Bron.OFFICIEEL, officieel.cijfers_per
    if eigen is not None:
        return eigen, Bron.EIGEN, None
    return None, Bron.GEEN, None


def verdeel(aantal: int, gewichten: Sequence[int]) -> list[int]:
    """Divide a signed number over weights in whole persons that add up again (largest remainder, first wins a tie)."""
    totaal = sum(gewichten)
    if totaal <= 0:
        return [aantal, *[0] * (len(gewichten) - 1)]
    teken = -1 if aantal < 0 else 1
    delen = [divmod(abs(aantal) * gewicht, totaal) for gewicht in gewichten]
    over = abs(aantal) - sum(deel for deel, _ in delen)
    volgorde = sorted(range(len(delen)), key=lambda i: -delen[i][1])
    extra = set(volgorde[:over])
    return [teken * (deel + (i in extra)) for i, (deel, _) in enumerate(delen)]


def verdeelsleutel(feiten: Feiten, gemeente: Gemeentetijd) -> list[int]:
    """Weights over the successors: inhabitants of the parts on the newest day known for all; else all to the first."""
    if len(gemeente.opvolgers) > 1 and gemeente.geldig_tot:
        reeksen = [feiten.deelinwoners.get((gemeente.code, naar), {}) for naar in gemeente.opvolgers]
        dagen = {dag for dag in set.intersection(*(set(reeks) for reeks in reeksen)) if dag <= gemeente.geldig_tot}
        if dagen:
            return [reeks[max(dagen)] for reeks in reeksen]
    return [1, *[0] * (len(gemeente.opvolgers) - 1)]


def vouw(feiten: Feiten, tot_en_met: Halfjaar, vanaf: Halfjaar | None = None) -> dict[Sleutel, Stand]:
    """Fold the facts into a line per gemeente and half-year, up to and including `tot_en_met`.

    A gemeente that ends in a half-year is folded before its successors, because its stand moves to them. What lies
    before `vanaf` is folded all the same, for the stand it leaves, but gives no line.
    """
    volgorde = _voorgangers_eerst(feiten.gemeenten)
    heeft_voorgangers = {naar for g in feiten.gemeenten.values() for naar in g.opvolgers}
    geboorten = (g.geldig_van for g in volgorde if g.code in heeft_voorgangers and g.geldig_van)
    begin = _eerste_halfjaar(feiten, geboorten, vanaf)
    if begin is None:
        return {}
    stand: dict[str, int | None] = {}
    uit: dict[Sleutel, Stand] = {}
    for halfjaar in begin.tot(tot_en_met):
        # What each gemeente receives by herindeling in this half-year, by date; None is an unknown amount.
        ontvangen: dict[str, list[tuple[date, int | None]]] = {}
        eerste_dag, eind = halfjaar.begin, halfjaar.eind
        for gemeente in volgorde:
            code, geldig_van, geldig_tot = gemeente.code, gemeente.geldig_van, gemeente.geldig_tot
            if geldig_van and geldig_van >= eind:
                continue
            if geldig_tot and geldig_tot < eerste_dag:
                continue
            nieuw = geldig_van is not None and geldig_van >= eerste_dag
            vorige = feiten.vast.get((code, halfjaar), stand.get(code))
            if nieuw and code in heeft_voorgangers:
                vorige = 0
            regel = _regel(feiten, gemeente, halfjaar, vorige, ontvangen)
            stand[code] = regel.stand_eind
            if vanaf is None or halfjaar >= vanaf:
                uit[code, halfjaar] = regel
    return uit


def _eigen(feiten: Feiten, sleutel: Sleutel) -> int | None:
    """The own count; 0 once the gemeente keeps its own log, unknown before."""
    eigen = feiten.eigen.get(sleutel)
    if eigen is None:
        vanaf = feiten.eigen_vanaf.get(sleutel[0])
        return 0 if vanaf is not None and vanaf <= sleutel[1] else None
    return eigen


def _regel(
    feiten: Feiten,
    gemeente: Gemeentetijd,
    halfjaar: Halfjaar,
    vorige: int | None,
    ontvangen: dict[str, list[tuple[date, int | None]]],
) -> Stand:
    sleutel = (gemeente.code, halfjaar)
    bestaat = gemeente.bestaat_op(halfjaar.begin)
    beginstand = feiten.beginstanden.get(sleutel)
    boekingen = feiten.boekingen.get(sleutel, ())

    def som(soort: str) -> int:
        return sum(b.aantal for b in boekingen if b.soort == soort)

    eigen = _eigen(feiten, sleutel)
    if eigen is None and gemeente.geldig_tot is not None and gemeente.geldig_tot <= halfjaar.begin:
        eigen = 0  # it ended before the half-year began: nobody was housed for it, and that is known
    officieel = feiten.officieel.get(sleutel)
    realisatie, bron, cijfers_per = kies_realisatie(officieel, eigen, halfjaar.peildatum)

    # A beginstand is the stand at the start of its day, so it already contains a herindeling of that day.
    def al_erin(dag: date) -> bool:
        return beginstand is not None and dag == halfjaar.begin and gemeente.geldig_tot != dag

    herindeling: int | None = sum(b.aantal for b in boekingen if b.soort == "herindeling" and not al_erin(b.datum))
    for dag, bedrag in ontvangen.get(gemeente.code, ()):
        if not al_erin(dag):
            herindeling = None if herindeling is None or bedrag is None else herindeling + bedrag

    def lijn(erbij: int | None) -> Stand:
        return Stand(
            gemeente=gemeente.code,
            halfjaar=halfjaar,
            stand_begin=vorige if beginstand is None else beginstand,
            gepubliceerd=feiten.gepubliceerd.get(sleutel, None if bestaat else 0),
            realisatie=realisatie,
            bron=bron,
            cijfers_per=cijfers_per,
            officieel=officieel,
            eigen=eigen,
            herindeling=erbij,
            met_beginstand=beginstand is not None,
            correctie=som("correctie"),
            herverdeling=som("herverdeling"),
            vrijstelling=som("vrijstelling"),
        )

    regel = lijn(herindeling)
    einde = gemeente.geldig_tot
    if einde is None or not halfjaar.bevat(einde) or not gemeente.opvolgers:
        return regel
    if any(b.soort == "herindeling" and b.datum == einde for b in boekingen):
        return regel  # a recorded division replaces the computed one
    over = regel.stand_eind
    sleutel_delen = verdeelsleutel(feiten, gemeente)
    # Who gets no part of it gets nothing, also of an unknown amount.
    delen: list[int | None] = (
        [None if gewicht else 0 for gewicht in sleutel_delen] if over is None else [*verdeel(over, sleutel_delen)]
    )
    for naar, deel in zip(gemeente.opvolgers, delen, strict=True):
        ontvangen.setdefault(naar, []).append((einde, deel))
    return lijn(None if herindeling is None or over is None else herindeling - over)


def _eerste_halfjaar(feiten: Feiten, geboorten: Iterable[date], vanaf: Halfjaar | None) -> Halfjaar | None:
    """Where the fold begins: at the first half-year that is asked, that has a fact, or that a gemeente was born in.

    With `vast` at the first of those: nothing before it was read.
    """
    if feiten.vast:
        return min(halfjaar for _, halfjaar in feiten.vast)
    per_sleutel = (feiten.beginstanden, feiten.gepubliceerd, feiten.boekingen, feiten.officieel, feiten.eigen)
    halfjaren = [halfjaar for bron in per_sleutel for _, halfjaar in bron]
    halfjaren += feiten.eigen_vanaf.values()
    halfjaren += [Halfjaar.van_datum(dag) for dag in geboorten if dag.year >= EERSTE_JAAR]
    if vanaf is not None:
        halfjaren.append(vanaf)
    return min(halfjaren, default=None)


def _voorgangers_eerst(gemeenten: Mapping[str, Gemeentetijd]) -> list[Gemeentetijd]:
    """Every gemeente after those that go over into it, by the date they end; a circle cannot pass a date twice."""
    diepte: dict[str, int] = {}

    def diep(code: str, pad: frozenset[str]) -> int:
        if code not in diepte:
            verder = [naar for naar in gemeenten[code].opvolgers if naar in gemeenten and naar not in pad]
            diepte[code] = 1 + max((diep(naar, pad | {code}) for naar in verder), default=0)
        return diepte[code]

    return sorted(
        gemeenten.values(), key=lambda g: (g.geldig_tot is None, g.geldig_tot or date.max, -diep(g.code, frozenset()))
    )
