"""The dossier per gemeente, read: where it stands, what comes next, and everything that happened on one timeline.

A gemeente that others went over into is read with them: their letters and pieces, under their own names.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Unpack

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from organisaties.models import Gemeente, Lidmaatschap
from organisaties.regels.tijd import Zicht, gedaan_op
from organisaties.rollen import Rol
from toezicht.models import Beoordeling, Brief, Dossierstuk, Toezichtkader
from toezicht.regels.dossier import Stuk, Stuksoort
from toezicht.regels.kader import Kader
from toezicht.regels.kadertekst import trede_in_woorden
from toezicht.regels.komt_nu import Termijn, Verzonden, komt_nu
from toezicht.toen import ingetrokken_toen

_ZWAAR = ("beoordeling__cijfers", "beoordeling__rijen", "beoordeling__voorstel", "pdf", "inhoud")


@dataclass(frozen=True)
class Dossier:
    """One gemeente: the valid pieces, the newest letter that was sent, where it stands and what comes next."""

    gemeente: Gemeente
    stukken: dict[int, Dossierstuk]
    brief: Brief | None
    trede: int | None
    tredenaam: str
    termijnen: list[Termijn]
    vandaag: date
    gevolgd: frozenset[int] = field(default_factory=frozenset)
    """The pieces that another one goes on from."""

    @property
    def naam(self) -> str:
        return self.gemeente.naam

    @property
    def adres(self) -> str:
        return reverse("toezichtdossier", args=[self.gemeente.code])

    @property
    def te_laat(self) -> list[Termijn]:
        return [termijn for termijn in self.termijnen if termijn.te_laat(self.vandaag)]

    @property
    def binnenkort(self) -> list[Termijn]:
        return [termijn for termijn in self.termijnen if termijn.binnenkort(self.vandaag)]

    @property
    def aantal_te_laat(self) -> int:
        return len(self.te_laat)

    @property
    def eerstvolgende(self) -> Termijn:
        """The first day from today on; the next peildatum is always there."""
        return next(termijn for termijn in self.termijnen if termijn.dag >= self.vandaag)

    @property
    def eerstvolgende_dag(self) -> date:
        return self.eerstvolgende.dag

    @property
    def tredeorde(self) -> int:
        """For sorting: not decided comes before not on the ladder."""
        return -1 if self.trede is None else self.trede

    @property
    def brieforde(self) -> date:
        return self.briefdatum or date.min

    @property
    def briefdatum(self) -> date | None:
        return self.brief.datum if self.brief else None


def dossiers_van(lid: Lidmaatschap | None, gemeenten: Iterable[Gemeente], **zicht: Unpack[Zicht]) -> list[Dossier]:
    """The dossiers of these gemeenten as this membership may see them, in a handful of queries.

    With a day to look back to as they were then, and what came next as seen from there.
    """
    rijen = list(gemeenten)
    op = gedaan_op(**zicht)
    vandaag = zicht.get("peildatum") or zicht.get("bekend_op") or timezone.localdate()
    thuis = _thuis(rijen)
    stukken: dict[int, dict[int, Dossierstuk]] = defaultdict(dict)
    oud: dict[int, int] = {}
    telt = Exists(Dossierstuk.objects.gebeurd(**zicht).filter(pk=OuterRef("pk")))
    versies = Dossierstuk.objects.zichtbaar_voor(lid).filter(gemeente__in=thuis).annotate(telt=telt)
    for stuk in versies.select_related("gemeente"):
        if stuk.vervangt_id:
            oud[stuk.pk] = stuk.vervangt_id
        if stuk.telt:
            for pk in thuis[stuk.gemeente_id]:
                stukken[pk][stuk.pk] = stuk
    brieven = _nieuwste_brieven(lid, thuis, op)
    if op is not None:
        ingetrokken_toen(brieven.values(), vandaag, zicht.get("bekend_op"))
    treden = _treden(lid, thuis, brieven, op)
    kaders = _kaders({*(b.beoordeling.kader_id for b in brieven.values()), *(kader for _, kader in treden.values())})
    uit = []
    for gemeente in rijen:
        eigen, brief = stukken[gemeente.pk], brieven.get(gemeente.pk)
        trede, kader_id = treden.get(gemeente.pk, (None, None))
        reeks = [_stuk(stuk, oud) for stuk in eigen.values()]
        kader = kaders.get(kader_id or 0)
        verzonden = _verzonden(lid, brief, kaders, eigen.values()) if brief else None
        uit.append(
            Dossier(
                gemeente=gemeente,
                stukken=eigen,
                brief=brief,
                trede=trede,
                tredenaam=trede_in_woorden(kader, trede) if kader and trede is not None else "",
                termijnen=[_met_rij(termijn, eigen, oud) for termijn in komt_nu(reeks, verzonden, vandaag)],
                vandaag=vandaag,
                gevolgd=_gevolgd(reeks, eigen, oud),
            )
        )
    return uit


def _thuis(gemeenten: list[Gemeente]) -> dict[int, set[int]]:
    """Of each gemeente whose rows are read: in which of these dossiers they belong, its own and its successors'."""
    uit: dict[int, set[int]] = {gemeente.pk: {gemeente.pk} for gemeente in gemeenten}
    opvolging: Any = Gemeente.opvolgers.through
    for van, naar in opvolging.objects.filter(naar__in=list(uit)).values_list("van", "naar"):
        uit.setdefault(van, set()).add(naar)
    return uit


def _wortel(pk: int, oud: dict[int, int]) -> int:
    """The first version of a piece: what another piece goes on from may have been corrected since."""
    while pk in oud:
        pk = oud[pk]
    return pk


def _stuk(rij: Dossierstuk, oud: dict[int, int]) -> Stuk:
    hoort_bij = _wortel(rij.hoort_bij_id, oud) if rij.hoort_bij_id else None
    return Stuk(_wortel(rij.pk, oud), Stuksoort(rij.soort), rij.datum, rij.uiterlijk, hoort_bij)


def _met_rij(termijn: Termijn, rijen: dict[int, Dossierstuk], oud: dict[int, int]) -> Termijn:
    """The same term, with the number of the version that is valid now."""
    if termijn.stuk is None:
        return termijn
    nu = next(pk for pk in rijen if _wortel(pk, oud) == termijn.stuk)
    return Termijn(termijn.aanleiding, termijn.dag, nu)


def _gevolgd(reeks: list[Stuk], rijen: dict[int, Dossierstuk], oud: dict[int, int]) -> frozenset[int]:
    wortels = {stuk.hoort_bij for stuk in reeks if stuk.hoort_bij}
    return frozenset(pk for pk in rijen if _wortel(pk, oud) in wortels)


def _nieuwste_brieven(lid: Lidmaatschap | None, thuis: dict[int, set[int]], op: date | None) -> dict[int, Brief]:
    """Per dossier the newest letter that was sent: of the last half-year, and of those the last one."""
    brieven = (
        Brief.objects.zichtbaar_voor(lid)
        .verzonden(op)
        .filter(beoordeling__gemeente__in=thuis)
        .select_related("beoordeling__ronde", "formeel")
        .defer(*_ZWAAR)
        .order_by("beoordeling__ronde__halfjaar", "datum", "pk")
    )
    return {pk: brief for brief in brieven for pk in thuis[brief.beoordeling.gemeente_id]}


def _treden(
    lid: Lidmaatschap | None, thuis: dict[int, set[int]], brieven: dict[int, Brief], op: date | None
) -> dict[int, tuple[int | None, int | None]]:
    """Per dossier the trede that was decided last, with its kader; for a gemeente what its last letter says."""
    uit = {pk: (brief.beoordeling.trede, brief.beoordeling.kader_id) for pk, brief in brieven.items()}
    besluiten = (
        Beoordeling.objects.zichtbaar_voor(lid)
        .bekend(op)
        .filter(gemeente__in=thuis, trede__isnull=False)
        .order_by("ronde__halfjaar", "pk")
        .values_list("gemeente", "trede", "kader")
    )
    for gemeente, trede, kader in besluiten:
        for pk in thuis[gemeente]:
            uit[pk] = (trede, kader)
    return uit


def _kaders(pks: set[int | None]) -> dict[int, Kader]:
    gevonden = Toezichtkader.objects.in_bulk([pk for pk in pks if pk])
    return {pk: rij.kader for pk, rij in gevonden.items()}


def _verzonden(
    lid: Lidmaatschap | None, brief: Brief, kaders: dict[int, Kader], stukken: Iterable[Dossierstuk]
) -> Verzonden:
    """The letter as the rules want it; that a plan must still be asked for is for the provincie to know."""
    van, formeel = brief.beoordeling, getattr(brief, "formeel", None)
    kader = kaders.get(van.kader_id or 0)
    trede = kader.trede(van.trede) if kader and van.trede else None
    loopt = formeel is not None and formeel.ingetrokken_op is None
    return Verzonden(
        datum=brief.datum,
        trede=van.trede,
        weken=trede.weken if trede else None,
        plan_vereist=bool(trede and trede.plan_vereist and lid is not None and lid.rol == Rol.PROVINCIE),
        verschoond_tot=van.verschoond_tot,
        verlengd_tot=van.verlengd_tot,
        zienswijze_tot=formeel.zienswijze_tot if formeel and loopt else None,
        hersteltermijn_tot=formeel.hersteltermijn_tot if formeel and loopt else None,
        verzonden_op=timezone.localdate(brief.verzonden_op),
        beantwoord=any(stuk.brief_id == brief.pk for stuk in stukken),
    )
