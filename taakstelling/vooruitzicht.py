"""What a gemeente goes by when it looks ahead: its own household size, and the outlook on the next peildatum.

For whoever may see the rows (the gemeente itself, and the coordinator of its regio). A handful of queries, remembered
for as long as nothing is recorded.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django.db.models import Min

from organisaties.geheugen import onthoud
from organisaties.models import Gemeente, Lidmaatschap
from taakstelling.cijfers import gemeentetijden
from taakstelling.models import Koppeling, Koppelstap, Plaatsing
from taakstelling.regels.grootboek import Bron, Stand
from taakstelling.regels.huishoudgrootte import MINSTE_HUISHOUDENS, Gehuisvest, Grootte, grootte_van
from taakstelling.regels.koppeling import EINDES
from taakstelling.regels.opgegaan import met_opgegane
from taakstelling.regels.tempo import tempo_nodig
from taakstelling.regels.vooruitblik import (
    Afloop,
    Doorlooptijden,
    Feiten,
    Groep,
    Koppelfeiten,
    Vooruitblik,
    Wachtend,
    vooruitblik,
    waarom_niet,
)

JAAR = timedelta(days=364)
"""The history that is looked at: 52 whole weeks, today included."""
LEREN = 2 * JAAR
"""So far back lie the koppelingen from which lead times are learned."""
GEEN_TELLING = "Voor een verwachting is een eigen telling van plaatsingen nodig. Die is er nog niet."


@dataclass(frozen=True, slots=True)
class Vooruitzicht:
    """What there is to say about the rest of the half-year, seen at the end of the day `op`."""

    stand: Stand
    op: date
    grootte: Grootte
    blik: Vooruitblik | None
    waarom_niet: str

    minste_huishoudens = MINSTE_HUISHOUDENS

    @property
    def sinds(self) -> date:
        """The first day of the year that the household size is taken from."""
        return _sinds(self.op)

    @property
    def per_week(self) -> Fraction | None:
        """Personen per week that still meet the opgave."""
        if self.stand.opgave is None or self.stand.realisatie is None:
            return None
        return tempo_nodig(self.stand.opgave, self.stand.realisatie, self.op, self.stand.halfjaar.peildatum)

    @property
    def huishoudens_per_week(self) -> Fraction | None:
        return None if self.per_week is None else self.grootte.in_huishoudens(self.per_week)

    @property
    def woningen_per_week(self) -> Fraction | None:
        return None if self.per_week is None else self.grootte.in_woningen(self.per_week)

    @property
    def gat(self) -> int | None:
        """Personen beyond the middle of the outlook that it takes to meet the opgave."""
        return None if self.blik is None or self.stand.opgave is None else self.blik.gat(self.stand.opgave)

    @property
    def gat_in_woningen(self) -> int | None:
        """The same in woningen, rounded up: half a home houses nobody."""
        woningen = None if self.gat is None else self.grootte.in_woningen(self.gat)
        return None if woningen is None else -(-woningen // 1)

    @property
    def gat_per_week(self) -> Fraction | None:
        """The same in personen per week, over the weeks that are left."""
        if not self.gat:
            return None
        return tempo_nodig(self.gat, 0, self.op, self.stand.halfjaar.peildatum)

    @property
    def standen(self) -> list[tuple[str, int, int | None]]:
        """The range on the peildatum: how it is called, personen housed, and the stand that gives."""
        if self.blik is None:
            return []
        eind, opgave = self.blik.eind, self.stand.opgave
        return [
            (naam, aantal, None if opgave is None else aantal - opgave)
            for naam, aantal in (("laag", eind.laag), ("midden", eind.midden), ("hoog", eind.hoog))
        ]


def vooruitzicht_van(lid: Lidmaatschap | None, gemeente: Gemeente, stand: Stand, op: date) -> Vooruitzicht:
    """Look ahead from the end of the day `op`, with the rows that this membership may see."""

    def reken() -> Vooruitzicht:
        codes = met_opgegane(gemeente.code, gemeentetijden())
        plaatsingen = Plaatsing.objects.zichtbaar_voor(lid).bekend().filter(koppelgemeente__code__in=codes)
        jaar = list(
            plaatsingen.filter(teldatum__gte=_sinds(op), teldatum__lte=op, meegeteld__gt=0)
            .order_by("teldatum", "pk")
            .only("teldatum", "meegeteld", "huisvestingsvorm", "deel", "dossier", *_CATEGORIEEN)
        )
        grootte = grootte_van(
            Gehuisvest(p.meegeteld, p.huisvestingsvorm, _alleen_nareizigers(p), p.dossier) for p in jaar
        )
        if stand.bron is not Bron.EIGEN or stand.realisatie is None:
            reden = "" if stand.halfjaar.eind <= op else GEEN_TELLING
            return Vooruitzicht(stand, op, grootte, None, reden)
        feiten = Feiten(
            halfjaar=stand.halfjaar,
            op=op,
            realisatie=stand.realisatie,
            begin=plaatsingen.aggregate(begin=Min("teldatum"))["begin"],
            plaatsingen=tuple(Groep(p.teldatum, p.meegeteld) for p in jaar),
            koppelingen=_koppelfeiten(lid, codes, jaar, op),
        )
        blik = vooruitblik(feiten, f"{gemeente.code}|{stand.halfjaar}|{op.isoformat()}")
        return Vooruitzicht(stand, op, grootte, blik, waarom_niet(feiten))

    return onthoud(("vooruitzicht", lid.pk if lid else None, gemeente.code, str(stand.halfjaar), str(op)), reken)


_CATEGORIEEN = ("volwassenen", "kinderen", "amv", "nareizigers")


def _sinds(op: date) -> date:
    return op - JAAR + timedelta(days=1)


def _alleen_nareizigers(plaatsing: Plaatsing) -> bool:
    return plaatsing.deel > 1 and plaatsing.nareizigers == plaatsing.personen


def _koppelfeiten(lid: Lidmaatschap | None, codes: set[str], jaar: list[Plaatsing], op: date) -> Koppelfeiten | None:
    """The log of koppelingen: three queries, and one for who still waits. None when there is no log."""
    zichtbaar = Koppeling.objects.zichtbaar_voor(lid).filter(koppelgemeente__code__in=codes)
    koppelingen = list(
        zichtbaar.bekend().filter(gekoppeld_op__gt=op - LEREN, gekoppeld_op__lte=op).order_by("gekoppeld_op", "pk")
    )
    if not koppelingen:
        return None
    dossiers = {koppeling.dossier for koppeling in koppelingen}
    gehuisvest = _eerste_dag(
        Plaatsing.objects.zichtbaar_voor(lid)
        .bekend()
        .filter(koppelgemeente__code__in=codes, dossier__in=dossiers, meegeteld__gt=0, teldatum__lte=op),
        "teldatum",
    )
    beeindigd = _eerste_dag(
        Koppelstap.objects.zichtbaar_voor(lid)
        .bekend()
        .filter(dossier__in=dossiers, soort__in=sorted(EINDES), datum__lte=op),
        "datum",
    )
    afgerond, lopend = [], []
    for koppeling in koppelingen:
        verhuisd, klaar = gehuisvest.get(koppeling.dossier), beeindigd.get(koppeling.dossier)
        einde = min((dag for dag in (verhuisd, klaar) if dag is not None), default=None)
        if einde is None:
            lopend.append((op - koppeling.gekoppeld_op).days)
        else:
            duur = max(0, (einde - koppeling.gekoppeld_op).days)
            afgerond.append(Afloop(duur, gehuisvest=einde == verhuisd))
    open_ = list(
        zichtbaar.open_op(op).values_list("dossier", "gekoppeld_op", "nog_personen", "nog_nareizigers", "verwacht_op")
    )
    return Koppelfeiten(
        begin=koppelingen[0].gekoppeld_op,
        gekoppeld=tuple(Groep(k.gekoppeld_op, k.personen) for k in koppelingen if k.gekoppeld_op >= _sinds(op)),
        wachtend=tuple(Wachtend(dossier, dag, personen) for dossier, dag, personen, _, _ in open_ if personen),
        doorlooptijden=Doorlooptijden(afgerond, lopend),
        gedekt=sum(p.meegeteld for p in jaar if p.dossier in dossiers and not _alleen_nareizigers(p)),
        nareizigers=tuple(Groep(p.teldatum, p.meegeteld) for p in jaar if _alleen_nareizigers(p)),
        verwacht=tuple(
            Wachtend(dossier, verwacht, nareizigers)
            for dossier, _, _, nareizigers, verwacht in open_
            if nareizigers and verwacht
        ),
    )


def _eerste_dag(rijen: Any, veld: str) -> dict[int, date]:
    return dict(rijen.order_by().values_list("dossier").annotate(eerste=Min(veld)))
