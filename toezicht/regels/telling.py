"""On how many consecutive peildata a gemeente had an achterstand that counts: which ones, and why others do not.

Back from the last peildatum. A peildatum without achterstand, an unknown one and a missing one end the count. A
verschoonde peildatum is passed over when the kader says `bevriezen`, and counts when it says `niet-opschalen`. Coulance
and extension hold a step back and let the count go on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from toezicht.regels.feiten import Feiten, Herkomst
from toezicht.regels.kader import Effect, Kader, Overgang
from toezicht.regels.resultaat import datum


@dataclass(frozen=True, slots=True)
class Peildatum:
    """A peildatum with an achterstand. `tot`: until when a besluit excused it; a proposal to excuse has no such day."""

    dag: date
    telt: bool
    verschoond: bool
    tot: date | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """The consecutive peildata with an achterstand, the oldest first.

    `mee` is how many came along with the gemeente from elsewhere (`vandaan`).
    """

    peildata: tuple[Peildatum, ...]
    mee: int = 0
    vandaan: str = ""

    @property
    def keer(self) -> int:
        return self.mee + sum(peildatum.telt for peildatum in self.peildata)

    @property
    def met_verschoning(self) -> bool:
        return any(peildatum.verschoond for peildatum in self.peildata)


def gaat_mee(kader: Kader, herkomst: Herkomst) -> bool:
    """Whether trede and count go along with a gemeente that was merged or moved."""
    keuze = kader.provinciewissel if herkomst.andere_provincie else kader.herindeling
    return keuze.waarde == Overgang.BEHOUDEN


def tel(kader: Kader, feiten: Feiten, *, verschoond: bool) -> Telling:
    """Count back from the last peildatum of `feiten`; `verschoond` is about that one."""
    bevriest = kader.effect.waarde == Effect.BEVRIEZEN
    peildata: list[Peildatum] = []
    verwacht = feiten.nu.halfjaar
    for meting in reversed(feiten.metingen):
        if meting.halfjaar != verwacht or not meting.achterstand:
            return Telling(tuple(peildata))
        dag = meting.halfjaar.peildatum
        weg = verschoond if meting is feiten.nu else feiten.verschoond(dag)
        peildata.insert(0, Peildatum(dag, telt=not (weg and bevriest), verschoond=weg, tot=feiten.verschoond_tot(dag)))
        verwacht = verwacht.vorige
    herkomst = feiten.herkomst
    if herkomst is None or not gaat_mee(kader, herkomst):
        return Telling(tuple(peildata))
    return Telling(tuple(peildata), herkomst.keer, herkomst.naam)


def hoeveelste(keer: int) -> str:
    """3 → "Dit is de 3e peildatum op rij die meetelt"."""
    return f"Dit is de {'eerste peildatum' if keer == 1 else f'{keer}e peildatum op rij'} die meetelt"


def in_woorden(telling: Telling) -> str | None:
    """Which peildata count and which do not, and why; None where it is only about the last one, without an excuse."""
    if telling.keer < 2 and not telling.met_verschoning:  # noqa: PLR2004
        return None
    return " ".join(_zinnen(telling))


def _zinnen(telling: Telling) -> Iterator[str]:
    if telling.mee:
        komen = "komt 1 peildatum" if telling.mee == 1 else f"komen {telling.mee} peildata"
        yield f"Uit {telling.vandaan} {komen} mee."
    gewoon = [datum(peildatum.dag) for peildatum in telling.peildata if not peildatum.verschoond]
    if gewoon:
        dagen = gewoon[0] if len(gewoon) == 1 else f"{', '.join(gewoon[:-1])} en {gewoon[-1]}"
        yield f"{dagen} {'telt' if len(gewoon) == 1 else 'tellen'} mee: er was een achterstand."
    for peildatum in telling.peildata:
        if peildatum.verschoond:
            tot = f", tot {datum(peildatum.tot)}" if peildatum.tot else ""
            telt = "wel mee" if peildatum.telt else "niet mee"
            yield f"{datum(peildatum.dag)} telt {telt}: die achterstand is verschoond{tot}."
    if telling.met_verschoning:
        mee = any(peildatum.verschoond and peildatum.telt for peildatum in telling.peildata)
        yield f"Volgens het kader telt een verschoonde peildatum {'mee' if mee else 'niet mee'}."
