"""Whom to house where: the open koppelingen of a regio laid on the homes that its coordinator expects."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from organisaties.models import Gemeente, Lidmaatschap
from taakstelling.models import Koppeling
from taakstelling.overzicht.lijst import Regel
from taakstelling.overzicht.regio import Regiobeeld
from taakstelling.regels.plaatsingsplan import MATEN, Plan, Plek, TePlaatsen, maak_plan, ruimte_voor


@dataclass(frozen=True, slots=True)
class Planregel:
    """A coupled household and the home that the plan has for it; `plek` None: there is none."""

    koppeling: Koppeling
    plek: Plek | None
    waar: Gemeente | None
    ruimte: str


@dataclass(frozen=True, slots=True)
class Gemeenteplan:
    """What the plan does for one gemeente: personen coupled and housed by it, and what then is left of the opgave."""

    regel: Regel
    gekoppeld: int
    gehuisvest: int

    @property
    def nog_daarna(self) -> int | None:
        return None if self.regel.nog is None else max(0, self.regel.nog - self.gehuisvest)


@dataclass(frozen=True, slots=True)
class Regioplan:
    regels: list[Planregel]
    gemeenten: list[Gemeenteplan]
    over: list[tuple[Gemeente, str, int]]

    @property
    def gehuisvest(self) -> int:
        """Personen who move in by this plan."""
        return sum(gemeente.gehuisvest for gemeente in self.gemeenten)

    @property
    def gekoppeld(self) -> int:
        return sum(gemeente.gekoppeld for gemeente in self.gemeenten)

    @property
    def wachtend(self) -> list[Gemeenteplan]:
        """The gemeenten that somebody is coupled to who has no home yet."""
        return [gemeente for gemeente in self.gemeenten if gemeente.gekoppeld]

    @property
    def zonder_woning(self) -> list[Planregel]:
        return [regel for regel in self.regels if not regel.plek]

    @property
    def nodig(self) -> list[tuple[str, int]]:
        """The homes that are still missing, by kind: woningen."""
        zonder = [regel.ruimte for regel in self.zonder_woning]
        return [(naam, zonder.count(naam)) for naam in MATEN.values() if naam in zonder]


def regioplan(
    lid: Lidmaatschap | None, beeld: Regiobeeld, woningen: Mapping[tuple[str, int], int], dag: date
) -> Regioplan:
    """The plan for the members in `beeld`; `woningen`: how many are expected per (code, ruimte). One query.

    Who only waits for nareizigers needs no home: they come to one that is there.
    """
    leden = {regel.gemeente.code: regel for regel in beeld.regels}
    rijen: Any = (
        Koppeling.objects.zichtbaar_voor(lid)
        .open_op(dag)
        .filter(koppelgemeente__code__in=leden, nog_personen__gt=0)
        .select_related("huishouden", "koppelgemeente")
        .order_by("gekoppeld_op", "pk")
    )
    koppelingen = {f"{koppeling.gekoppeld_op} {koppeling.pk:012d}": koppeling for koppeling in rijen}
    huishoudens = [
        TePlaatsen(sleutel, k.koppelgemeente.code, k.nog_personen, k.nog_nareizigers)
        for sleutel, k in koppelingen.items()
    ]
    plan = maak_plan(huishoudens, woningen, {code: regel.nog or 0 for code, regel in leden.items()})
    return _in_woorden(plan, koppelingen, leden)


def _in_woorden(plan: Plan, koppelingen: Mapping[str, Any], leden: Mapping[str, Regel]) -> Regioplan:
    regels = [
        Planregel(koppelingen[p.huishouden.sleutel], p, leden[p.gemeente].gemeente, MATEN[p.ruimte])
        for p in sorted(plan.plekken, key=lambda p: (leden[p.gemeente].gemeente.naam, p.huishouden.sleutel))
    ]
    regels += [Planregel(koppelingen[h.sleutel], None, None, MATEN[ruimte_voor(h.maat)]) for h in plan.zonder]
    gemeenten = [
        Gemeenteplan(
            regel,
            sum(k.nog_personen for k in koppelingen.values() if k.koppelgemeente.code == code),
            sum(p.huishouden.personen for p in plan.plekken if p.huishouden.gemeente == code),
        )
        for code, regel in leden.items()
    ]
    over = [(leden[code].gemeente, MATEN[ruimte], aantal) for (code, ruimte), aantal in plan.over.items()]
    return Regioplan(regels, gemeenten, over)
