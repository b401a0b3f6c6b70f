"""The simulation. Each source of chance has a generator of its own, seeded by what it is about: so one household more
or less does not change what happens to the others, and more facts never give fewer personen.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.vooruitblik.feiten import Basis, Feiten, Koppelfeiten, Wachtend, basis_van, weken_van

KEREN = 500
"""How often the future is played out. The ends of the range then lie within two of a hundred of their place."""
BUITEN = KEREN // 10
"""Of those so many are lower than the range, and so many higher: what is left is 80 in a hundred."""
UITLOOP_NAREIZIGERS = 182
"""Days after the expected day within which nareizigers come, each day as likely: an assumption, said on the page."""

_Weken = Sequence[Sequence[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Punt:
    """Personen housed in the half-year before the day `dag`: in 80 of 100 plays from `laag` up to `hoog`, inclusive."""

    dag: dt.date
    laag: int
    midden: int
    hoog: int


@dataclass(frozen=True, slots=True)
class Vooruitblik:
    """The range at the start of each month to come and on the peildatum."""

    halfjaar: Halfjaar
    op: dt.date
    basis: Basis
    realisatie: int
    weken: int
    """Weeks of history it rests on."""
    wachtend: int
    """Personen coupled and not yet housed that were taken along; nil when it rests on plaatsingen."""
    punten: tuple[Punt, ...]

    @property
    def eind(self) -> Punt:
        """The range on the peildatum."""
        return self.punten[-1]

    def gat(self, opgave: int) -> int:
        """Personen beyond the middle of the range that it takes to meet the opgave; nil when the middle does."""
        return max(0, opgave - self.eind.midden)


class _Tellers:
    """Per play and per period between two points: the personen housed in it."""

    def __init__(self, op: dt.date, dagen: Sequence[dt.date]) -> None:
        self._morgen = op + dt.timedelta(days=1)
        grenzen = [(dag - self._morgen).days for dag in dagen]
        # For each day to come the period it lies in.
        self.periode = [sum(dag >= grens for grens in grenzen) for dag in range(grenzen[-1])]
        self._aantallen = [[0] * KEREN for _ in dagen]

    def tel(self, keer: int, dag: int, personen: int) -> None:
        """`dag`: days after tomorrow. What lies on or after the peildatum is not counted."""
        if dag < len(self.periode):
            self._aantallen[self.periode[dag]][keer] += personen

    def tel_op(self, keer: int, dag: dt.date, personen: int) -> None:
        self.tel(keer, (dag - self._morgen).days, personen)

    def opgeteld(self) -> list[list[int]]:
        """Per play the personen housed before each of the days."""
        return [list(accumulate(deel)) for deel in zip(*self._aantallen, strict=True)]


def vooruitblik(feiten: Feiten, zaad: str) -> Vooruitblik | None:
    """Play the rest of the half-year; None where there is too little to say (`waarom_niet`) or no day is left.

    `zaad` names the gemeente, the half-year and the day.
    """
    basis = basis_van(feiten)
    dagen = _punten(feiten)
    if basis is None or not dagen:
        return None
    assert feiten.begin is not None
    log = feiten.koppelingen if basis is Basis.KOPPELINGEN else None
    if log is None:
        weken = weken_van(feiten, feiten.plaatsingen, feiten.begin)
        tellers = _Tellers(feiten.op, dagen)
        _speel_weken(tellers, weken, _kans(zaad, "plaatsingen"))
        keren = tellers.opgeteld()
    else:
        keren = _uit_koppelingen(feiten, log, dagen, zaad)
    punten = []
    for plek, dag in enumerate(dagen):
        gesorteerd = sorted(feiten.realisatie + keer[plek] for keer in keren)
        punten.append(Punt(dag, gesorteerd[BUITEN], gesorteerd[KEREN // 2], gesorteerd[KEREN - 1 - BUITEN]))
    return Vooruitblik(
        halfjaar=feiten.halfjaar,
        op=feiten.op,
        basis=basis,
        realisatie=feiten.realisatie,
        weken=feiten.weken(feiten.begin),
        wachtend=sum(w.personen for w in log.wachtend) if log else 0,
        punten=tuple(punten),
    )


def _punten(feiten: Feiten) -> list[dt.date]:
    """The first of every month to come, and the peildatum; only days before which a day is still to come."""
    begin, eind = feiten.halfjaar.begin, feiten.halfjaar.eind
    eersten = [begin.replace(month=begin.month + maand) for maand in range(1, 6)]
    return [dag for dag in (*eersten, eind) if dag > feiten.op + dt.timedelta(days=1)]


def _kans(*waarover: object) -> Random:
    """The generator of one source of chance; nothing here is a secret."""
    return Random("|".join(map(str, waarover)))  # noqa: S311


def _speel_weken(
    tellers: _Tellers,
    weken: _Weken,
    kans: Random,
    tel: Callable[[int, int, int], None] | None = None,
) -> None:
    """Each week to come is one of the past weeks, or as one that was drawn already."""
    tel = tel or tellers.tel
    te_gaan = -(-len(tellers.periode) // 7)
    for keer in range(KEREN):
        urn = list(weken)
        for week in range(te_gaan):
            getrokken = urn[int(kans.random() * len(urn))]
            urn.append(getrokken)
            for dag, personen in getrokken:
                tel(keer, 7 * week + dag, personen)


def _uit_koppelingen(feiten: Feiten, log: Koppelfeiten, dagen: Sequence[dt.date], zaad: str) -> list[list[int]]:
    tellers = _Tellers(feiten.op, dagen)
    for wachtend in log.wachtend:
        kans = _kans(zaad, "koppeling", wachtend.sleutel)
        gewacht = (feiten.op - wachtend.dag).days
        for keer in range(KEREN):
            duur = log.doorlooptijden.trek(kans.random(), kans.random(), na=gewacht)
            if duur is not None:
                tellers.tel_op(keer, wachtend.dag + dt.timedelta(days=duur), wachtend.personen)

    loting = _kans(zaad, "doorlooptijd")

    def koppel(keer: int, dag: int, personen: int) -> None:
        duur = log.doorlooptijden.trek(loting.random(), loting.random())
        if duur is not None:
            tellers.tel(keer, dag + duur, personen)

    _speel_weken(tellers, weken_van(feiten, log.gekoppeld, log.begin), _kans(zaad, "gekoppeld"), koppel)
    nareizigers = _nareizigers(feiten, log, dagen, zaad)
    return [
        [aantal + extra for aantal, extra in zip(keer, bij, strict=True)]
        for keer, bij in zip(tellers.opgeteld(), nareizigers, strict=True)
    ]


def _nareizigers(feiten: Feiten, log: Koppelfeiten, dagen: Sequence[dt.date], zaad: str) -> list[list[int]]:
    """Those who are expected, or as many as came before where that is more: the first are among the second."""
    assert feiten.begin is not None
    bekend, gewoonlijk = _Tellers(feiten.op, dagen), _Tellers(feiten.op, dagen)
    for groep in log.verwacht:
        _verwacht(bekend, groep, feiten.op, _kans(zaad, "nareizigers", groep.sleutel))
    kans = _kans(zaad, "nareizigers")
    _speel_weken(gewoonlijk, weken_van(feiten, log.nareizigers, feiten.begin), kans)
    return [
        [max(paar) for paar in zip(een, ander, strict=True)]
        for een, ander in zip(bekend.opgeteld(), gewoonlijk.opgeteld(), strict=True)
    ]


def _verwacht(tellers: _Tellers, groep: Wachtend, op: dt.date, kans: Random) -> None:
    vroegst = max(groep.dag, op + dt.timedelta(days=1))
    for keer in range(KEREN):
        later = int(kans.random() * (UITLOOP_NAREIZIGERS + 1))
        tellers.tel_op(keer, vroegst + dt.timedelta(days=later), groep.personen)
