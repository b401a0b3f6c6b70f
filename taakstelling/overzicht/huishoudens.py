"""Where the households of a gemeente stand: phase, clock, who is at turn, what happened. For list, page and tasks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Q, QuerySet

from organisaties.models import Gemeente, Lidmaatschap
from taakstelling.models import Huishouden, Koppeling, Koppelstap, Koppeltermijn, Plaatsing, Vervanging
from taakstelling.regels.koppeling import FASE_NA, FASEN, LOPEND, Fase, Partij, aan_zet, fase_van
from taakstelling.regels.koppelklok import (
    AMV_VOORAF,
    Klok,
    Signaal,
    Termijnen,
    te_laat_tot_en_met,
    wordt_binnenkort_achttien,
)
from taakstelling.regels.werkdagen import werkdagen

STIL_NA = timedelta(days=28)
"""A household that is late and of which nothing happened for so long: then we ask why."""


@dataclass(frozen=True, slots=True)
class Stand:
    """One household on a day; `huishouden` carries what `met_stand` adds."""

    huishouden: Any
    termijnen: Termijnen
    vandaag: date

    @property
    def fase(self) -> Fase:
        h = self.huishouden
        return fase_van(
            laatste_stap=h.laatste_stap,
            beeindigd=bool(h.einde),
            nog_personen=h.nog_personen,
            nog_nareizigers=h.nog_nareizigers,
        )

    @property
    def fase_naam(self) -> str:
        return FASEN[self.fase].naam

    @property
    def volgende(self) -> str:
        """The next step, in a sentence."""
        return FASEN[self.fase].volgende

    @property
    def partij(self) -> Partij:
        """Who is at turn."""
        return aan_zet(self.fase, self.huishouden.laatste_reden, self.huishouden.laatste_gevolg)

    @property
    def loopt(self) -> bool:
        return self.fase in LOPEND

    @property
    def klok(self) -> Klok | None:
        """None as long as there is no koppeling."""
        dag = self.huishouden.gekoppeld_op
        return Klok.van(dag, self.termijnen) if dag else None

    @property
    def termijn(self) -> date | None:
        """The day that counts now; None when the clock does not run."""
        return self.klok.termijn(self.fase) if self.klok and self.loopt else None

    @property
    def signaal(self) -> Signaal | None:
        return self.klok.signaal(self.fase, self.vandaag) if self.klok and self.loopt else None

    @property
    def te_laat(self) -> bool:
        return self.signaal is Signaal.TE_LAAT

    @property
    def nadert(self) -> bool:
        return self.signaal is Signaal.NADERT

    @property
    def werkdagen_te_laat(self) -> int:
        return werkdagen(self.termijn, self.vandaag) if self.termijn else 0

    @property
    def vraagt_waarom(self) -> bool:
        """Late, and nothing happened for weeks."""
        h = self.huishouden
        laatste = h.laatste_op or h.gekoppeld_op
        return self.te_laat and self.fase is not Fase.STILSTAND and laatste + STIL_NA <= self.vandaag

    @property
    def weer_bekijken(self) -> bool:
        """Stood still until today or earlier."""
        return self.fase is Fase.STILSTAND and bool(self.huishouden.opnieuw_op <= self.vandaag)

    @property
    def amv_wordt_achttien(self) -> bool:
        return not self.huishouden.einde and wordt_binnenkort_achttien(self.huishouden.amv_achttien_op, self.vandaag)

    @property
    def nareizigers_zouden_er_zijn(self) -> bool:
        h = self.huishouden
        return bool(not h.einde and h.nog_nareizigers and h.verwacht_op and h.verwacht_op <= self.vandaag)


def standen_van(huishoudens: Iterable[Any], vandaag: date) -> list[Stand]:
    """The standen of rows of `met_stand`; one query for the terms."""
    rijen = list(huishoudens)
    termijnen = termijnen_van({rij.koppelgemeente_id for rij in rijen})
    return [Stand(rij, termijnen[rij.koppelgemeente_id], vandaag) for rij in rijen]


def termijnen_van(gemeenten: Iterable[int]) -> dict[int, Termijnen]:
    """Per gemeente (pk) its terms; those of COA when it chose none."""
    pks = set(gemeenten)
    eigen = {
        rij.gemeente_id: Termijnen(rij.weken_woning, rij.weken_verhuizing, rij.bewaarmaanden)
        for rij in Koppeltermijn.objects.filter(gemeente__in=pks)
    }
    return {pk: eigen.get(pk, Termijnen()) for pk in pks}


def in_fase(fase: Fase) -> Q:
    """The same question as `regels.koppeling.fase_van`, for the database; after `met_stand`."""
    if fase is Fase.GEHUISVEST:
        return Q(nog_personen=0) & (Q(nog_nareizigers=0) | ~Q(einde=""))
    if fase is Fase.NAREIZIGERS:
        return Q(nog_personen=0, nog_nareizigers__gt=0, einde="")
    if fase is Fase.BEEINDIGD:
        return Q(nog_personen__gt=0) & ~Q(einde="")
    return lopend() & Q(laatste_stap__in=[stap for stap, naar in FASE_NA.items() if naar is fase])


def lopend() -> Q:
    """Somebody still has to be housed: the clock runs."""
    return Q(nog_personen__gt=0, einde="")


def te_laat(gemeenten: Iterable[int], vandaag: date) -> Q:
    """The clock runs and its term is over; per gemeente with its own terms."""
    uit = Q(pk__in=[])
    verhuizen = in_fase(Fase.VERHUIZEN)
    for pk, termijnen in termijnen_van(gemeenten).items():
        woning = te_laat_tot_en_met(vandaag, termijnen.weken_woning)
        verhuisd = te_laat_tot_en_met(vandaag, termijnen.weken_samen)
        uit |= Q(koppelgemeente=pk) & (
            (~verhuizen & Q(gekoppeld_op__lte=woning)) | (verhuizen & Q(gekoppeld_op__lte=verhuisd))
        )
    return lopend() & uit


def vraagt_aandacht(vandaag: date) -> Q:
    """What may become a task: everything of which the clock runs, amv who turn 18, nareizigers who should be here."""
    achttien = Q(einde="", amv_achttien_op__range=(vandaag - timedelta(days=30), vandaag + AMV_VOORAF))
    nareizigers = Q(einde="", nog_nareizigers__gt=0, verwacht_op__lte=vandaag)
    return lopend() | achttien | nareizigers


def van_mij(lid: Lidmaatschap, vandaag: date) -> Q:
    """Whose tasks somebody does: the own ones, those of nobody, and those of whom one stands in for today."""
    afwezig = Vervanging.objects.filter(vervanger=lid, van__lte=vandaag, tot__gt=vandaag).values("afwezig")
    return Q(behandelaar=None) | Q(behandelaar=lid.pk) | Q(behandelaar__in=afwezig)


def vervangt_nu(lid: Lidmaatschap, vandaag: date) -> QuerySet[Vervanging]:
    """The stand-ins that somebody does today."""
    return Vervanging.objects.filter(vervanger=lid, van__lte=vandaag, tot__gt=vandaag).select_related(
        "afwezig__gebruiker"
    )


@dataclass(frozen=True, slots=True)
class Gebeurtenis:
    """One line of the timeline of a household; exactly one of the others is there."""

    dag: date
    koppeling: Koppeling | None = None
    stap: Koppelstap | None = None
    plaatsing: Plaatsing | None = None
    termijn: str = ""
    """The end of a term of the clock, in words."""

    @property
    def volgorde(self) -> tuple[date, bool, bool, bool]:
        """Of one day: first coupled, then steps and terms, then housed; an end comes last."""
        return self.dag, self.koppeling is None, self.plaatsing is not None, bool(self.stap and self.stap.is_einde)


def tijdlijn(dossier: int, stand: Stand | None = None) -> list[Gebeurtenis]:
    """What happened, in order of time: koppeling, steps, plaatsingen that are valid now. Three queries.

    With the stand of a household of which the clock runs: the ends of the terms as well.
    """
    uit = [
        Gebeurtenis(k.gekoppeld_op, koppeling=k)
        for k in Koppeling.objects.bekend().filter(dossier=dossier).select_related("vastgelegd_door")
    ]
    uit += [
        Gebeurtenis(s.datum, stap=s)
        for s in Koppelstap.objects.bekend().filter(dossier=dossier).select_related("vastgelegd_door", "naar")
    ]
    uit += [
        Gebeurtenis(p.teldatum, plaatsing=p)
        for p in Plaatsing.objects.bekend()
        .filter(dossier=dossier)
        .select_related("vastgelegd_door", "huisvestingsgemeente")
        .order_by("teldatum", "deel", "pk")
    ]
    if stand is not None and stand.klok and stand.loopt:
        uit += [
            Gebeurtenis(stand.klok.woning_op, termijn="Uiterlijk een woning"),
            Gebeurtenis(stand.klok.verhuisd_op, termijn="Uiterlijk verhuisd"),
        ]
    return sorted(uit, key=lambda gebeurtenis: gebeurtenis.volgorde)


def plaatsing_van(huishouden: Any) -> dict[str, Any]:
    """How the form of a plaatsing starts for a row of `met_stand`: the next part, with who is still to move in.

    A whole household of which nobody is housed; a part as it stands; then the nareizigers, into the same home.
    """
    plaatsingen = huishouden.plaatsingen.bekend().order_by("deel", "pk")
    woont, deel = plaatsingen.last(), (plaatsingen.aggregate(Max("deel"))["deel__max"] or 0) + 1
    opvolger = huishouden.koppelgemeente.opvolgers.order_by("pk").first()
    telt_voor = opvolger.pk if opvolger else huishouden.koppelgemeente_id
    uit: dict[str, Any] = {"koppelgemeente": telt_voor, "kenmerk": huishouden.kenmerk, "deel": deel}
    if woont is not None:
        uit |= {
            "huisvestingsgemeente": woont.huisvestingsgemeente_id,
            "huisvestingsvorm": woont.huisvestingsvorm,
            "verhuurder": woont.verhuurder,
        }
    koppeling = huishouden.koppelingen.bekend().first()
    if koppeling is None:
        return uit
    if not huishouden.nog_personen:
        return uit | {"nareizigers": huishouden.nog_nareizigers or None}
    geteld = plaatsingen.filter(meegeteld__gt=0)
    for veld in ("volwassenen", "kinderen", "amv"):
        al = sum(getattr(plaatsing, veld) for plaatsing in geteld)
        uit[veld] = max(0, getattr(koppeling, veld) - al) or None
    return uit


def collegas(gemeenten: Iterable[Gemeente]) -> QuerySet[Lidmaatschap]:
    """Who works at one of these gemeenten now."""
    rijen: QuerySet[Lidmaatschap] = Lidmaatschap.objects.filter(
        gemeente__in=gemeenten, beeindigd_op=None, gebruiker__is_active=True
    )
    return rijen.select_related("gebruiker", "gemeente").order_by("gebruiker__naam", "pk")


def behandelaars(koppelgemeenten: Iterable[Gemeente]) -> QuerySet[Lidmaatschap]:
    """Who may look after a household of one of these: colleagues there, or at the gemeente that came after it."""
    eigen = [gemeente.pk for gemeente in koppelgemeenten]
    return collegas(Gemeente.objects.filter(Q(pk__in=eigen) | Q(voorgangers__in=eigen)))


def met_stand(rijen: QuerySet[Huishouden], vandaag: date) -> Sequence[Stand]:
    """The standen of these households."""
    return standen_van(rijen.met_stand(vandaag).select_related("koppelgemeente"), vandaag)  # type: ignore[attr-defined]


def is_gewist(nummer: int) -> bool:
    """Whether a household is gone: then only what was counted of it is left."""
    return not Huishouden.objects.filter(pk=nummer).exists()
