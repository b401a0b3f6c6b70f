"""What went over at a herindeling, from whom to whom, how much and by which verdeelsleutel. Unit: personen.

The amounts follow from the ledger lines as this membership sees them, so they agree with every other page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from organisaties.models import Gemeente, Lidmaatschap, Opvolging
from taakstelling.cijfers import standen_voor
from taakstelling.models import Deelinwoners, Mutatie
from taakstelling.regels.grootboek import Feiten, Gemeentetijd, verdeel, verdeelsleutel
from taakstelling.regels.halfjaar import Halfjaar


@dataclass(frozen=True, slots=True)
class Overdracht:
    """What one gemeente handed to one successor."""

    van: Gemeente
    naar: Gemeente
    datum: date
    aantal: int | None
    """With the sign of the stand; None while the stand that goes over is unknown."""
    deel: int
    geheel: int
    """Part and whole of the verdeelsleutel: inhabitants, or 1 of 1 when all goes to one."""
    opvolgers: int
    besluit: int | None = None
    """The recorded mutatie that takes the place of the computed amount."""
    in_beginstand: bool = False
    """The successor has a beginstand on that day, which contains it already."""
    deuren: frozenset[int] = frozenset()
    """Of these gemeenten this membership may open the page."""

    @property
    def halfjaar(self) -> Halfjaar:
        return Halfjaar.van_datum(self.datum)

    @property
    def gesplitst(self) -> bool:
        return self.opvolgers > 1

    @property
    def sleutel_bekend(self) -> bool:
        return not self.gesplitst or self.geheel > 1

    @property
    def naar_open(self) -> bool:
        return self.naar.pk in self.deuren

    @property
    def andere_provincie(self) -> bool:
        return self.van.provincie_id is not None and self.van.provincie_id != self.naar.provincie_id


@dataclass(frozen=True, slots=True)
class Overgang:
    """All that went over on one day, and together."""

    datum: date
    delen: list[Overdracht]

    @property
    def halfjaar(self) -> Halfjaar:
        return Halfjaar.van_datum(self.datum)

    @property
    def som(self) -> int | None:
        """Of the amounts that count in the stand of this half-year; None when one of them is unknown."""
        aantallen = [deel.aantal for deel in self.delen if not deel.in_beginstand]
        return None if None in aantallen else sum(a for a in aantallen if a is not None)


def overgekomen(lid: Lidmaatschap | None, gemeente: Gemeente) -> list[Overgang]:
    """What this gemeente received from its predecessors, the latest day first."""
    zichtbaar = Gemeente.objects.zichtbaar_voor(lid)
    van = [
        rij.van for rij in Opvolging.objects.filter(naar=gemeente, van__in=zichtbaar).select_related("van__provincie")
    ]
    return _per_dag(deel for deel in _overdrachten(lid, van) if deel.naar == gemeente)


def overgegaan(lid: Lidmaatschap | None, gemeente: Gemeente) -> list[Overgang]:
    """What this gemeente handed to its successors on the day it ended."""
    return _per_dag(_overdrachten(lid, [gemeente]))


def _per_dag(delen: Iterable[Overdracht]) -> list[Overgang]:
    dagen: dict[date, list[Overdracht]] = {}
    for deel in delen:
        dagen.setdefault(deel.datum, []).append(deel)
    return [Overgang(dag, groep) for dag, groep in sorted(dagen.items(), reverse=True)]


def _overdrachten(lid: Lidmaatschap | None, van: Sequence[Gemeente]) -> list[Overdracht]:
    """Of these gemeenten all that they handed over; a fixed number of queries a day of herindeling."""
    beeindigd = sorted((g for g in van if g.geldig_tot is not None), key=lambda g: g.naam)
    opvolgingen: dict[int, list[Gemeente]] = {}
    for rij in (
        Opvolging.objects.filter(van__in=beeindigd).select_related("naar__provincie").order_by("van", "volgorde")
    ):
        opvolgingen.setdefault(rij.van_id, []).append(rij.naar)
    allen = {g.pk for reeks in opvolgingen.values() for g in reeks}
    deuren = frozenset(Gemeente.objects.zichtbaar_voor(lid).filter(pk__in=allen).values_list("pk", flat=True))
    feiten = Feiten({}, deelinwoners=_deelinwoners(beeindigd))
    uit: list[Overdracht] = []
    for dag in sorted({g.geldig_tot for g in beeindigd if g.geldig_tot is not None and g.pk in opvolgingen}):
        deze = [g for g in beeindigd if g.geldig_tot == dag and g.pk in opvolgingen]
        halfjaar = Halfjaar.van_datum(dag)
        naar = {g for een in deze for g in opvolgingen[een.pk]}
        geboekt = _geboekt([*deze, *naar], halfjaar)
        begonnen = _met_beginstand(naar, halfjaar) if dag == halfjaar.begin else set()
        standen = standen_voor(lid, deze, halfjaar, halfjaar)
        for een in deze:
            regel = standen.get((een.code, halfjaar))
            opvolgers = opvolgingen[een.pk]
            tijd = Gemeentetijd(een.code, een.geldig_van, een.geldig_tot, tuple(g.code for g in opvolgers))
            sleutel = verdeelsleutel(feiten, tijd)
            eigen = geboekt.get(een.pk, [])
            vastgelegd = {m.grondslag for m in eigen if m.datum == dag}
            over = (
                None if regel is None or regel.herindeling is None else sum(m.aantal for m in eigen) - regel.herindeling
            )
            delen = verdeel(over, sleutel) if over is not None else [None if deel else 0 for deel in sleutel]
            for opvolger, aantal, deel in zip(opvolgers, delen, sleutel, strict=True):
                besluit = next(
                    (m for m in geboekt.get(opvolger.pk, []) if m.datum == dag and m.grondslag in vastgelegd), None
                )
                uit.append(
                    Overdracht(
                        van=een,
                        naar=opvolger,
                        datum=dag,
                        aantal=(besluit.aantal if besluit else 0) if vastgelegd else aantal,
                        deel=deel,
                        geheel=sum(sleutel),
                        opvolgers=len(opvolgers),
                        besluit=besluit.pk if besluit else None,
                        in_beginstand=opvolger.pk in begonnen,
                        deuren=deuren,
                    )
                )
    return uit


def _deelinwoners(van: Sequence[Gemeente]) -> dict[tuple[str, str], dict[date, int]]:
    uit: dict[tuple[str, str], dict[date, int]] = {}
    rijen = Deelinwoners.objects.bekend().filter(van__in=van)
    for uit_code, naar, dag, inwoners in rijen.values_list("van__code", "naar__code", "peildatum", "inwoners"):
        uit.setdefault((uit_code, naar), {})[dag] = inwoners
    return uit


def _geboekt(gemeenten: Iterable[Gemeente], halfjaar: Halfjaar) -> dict[int, list[Mutatie]]:
    """The recorded herindelingen of this half-year, by gemeente."""
    rijen = Mutatie.objects.bekend().filter(
        gemeente__in=[g.pk for g in gemeenten],
        soort=Mutatie.Soort.HERINDELING,
        datum__gte=halfjaar.begin,
        datum__lt=halfjaar.eind,
    )
    uit: dict[int, list[Mutatie]] = {}
    for rij in rijen.order_by("pk"):
        uit.setdefault(rij.gemeente_id, []).append(rij)
    return uit


def _met_beginstand(gemeenten: Iterable[Gemeente], halfjaar: Halfjaar) -> set[int]:
    rijen = Mutatie.objects.bekend().filter(
        gemeente__in=[g.pk for g in gemeenten], soort=Mutatie.Soort.BEGINSTAND, datum=halfjaar.begin
    )
    return set(rijen.values_list("gemeente", flat=True))
