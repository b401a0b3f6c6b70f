"""How far each begeleiding is and what is to be done: for the list, the page and the tasks of the day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from afspraken.models import Begeleiding, Begeleidingssignaal
from afspraken.regels.begeleiding import (
    BIJNA_OM,
    FASEN,
    PUNTEN,
    Fase,
    Handeling,
    Inburgering,
    Toestand,
    eerste_einde,
    fase_in_woorden,
    mogelijk,
    toestand_van,
    volgende_fase,
)
from afspraken.regels.signalen import Partij
from organisaties.models import Lidmaatschap
from organisaties.rollen import Rol
from organisaties.templatetags.weergave import datum


@dataclass(frozen=True, slots=True)
class Punt:
    """One point of the checklist; `uitkomst` empty: not yet."""

    code: str
    naam: str
    uitkomst: str
    op: date | None


@dataclass(frozen=True, slots=True)
class Fasestand:
    """One phase with its days and its checklist."""

    fase: Fase
    begonnen_op: date | None
    afgesloten_op: date | None
    punten: list[Punt]

    @property
    def naam(self) -> str:
        return FASEN[self.fase]

    @property
    def is_open(self) -> bool:
        return self.begonnen_op is not None and self.afgesloten_op is None


@dataclass(frozen=True, slots=True)
class Stand:
    """One begeleiding on a day; the row comes from `lees`."""

    begeleiding: Any
    vandaag: date

    @property
    def toestand(self) -> Toestand:
        b = self.begeleiding
        return toestand_van(afgesloten=b.afgesloten, open_fase=bool(b.open_fase))

    @property
    def loopt(self) -> bool:
        return self.begeleiding.gestopt_op is None and self.toestand is not Toestand.AFGEROND

    @property
    def fase(self) -> str:
        """In words: the phase, what is waited for, or that it is over."""
        return "Gestopt" if self.begeleiding.gestopt_op else fase_in_woorden(self.toestand)

    @property
    def fasen(self) -> list[Fasestand]:
        rijen = {rij.fase: rij for rij in self.begeleiding.fasen.all()}
        gedaan = {punt.punt: punt for punt in self.begeleiding.punten.all()}
        uit = []
        for fase, punten in PUNTEN.items():
            rij = rijen.get(fase.value)
            lijst = [
                Punt(code, naam, gedaan[code].uitkomst if code in gedaan else "", getattr(gedaan.get(code), "op", None))
                for code, naam in punten.items()
            ]
            uit.append(Fasestand(fase, rij and rij.begonnen_op, rij and rij.afgesloten_op, lijst))
        return uit

    @property
    def open_fase(self) -> Fasestand | None:
        return next((fase for fase in self.fasen if fase.is_open), None)

    @property
    def sinds(self) -> date | None:
        """Since when it is where it is."""
        b = self.begeleiding
        dagen = [dag for rij in b.fasen.all() for dag in (rij.begonnen_op, rij.afgesloten_op) if dag]
        return b.gestopt_op or max(dagen, default=None)

    @property
    def te_doen(self) -> int:
        """Points of the open phase that nobody ticked."""
        fase = self.open_fase
        return sum(not punt.uitkomst for punt in fase.punten) if fase else 0

    @property
    def minstens_tot(self) -> date | None:
        dag = self.begeleiding.contract_op
        return eerste_einde(dag) if dag else None

    @property
    def inburgering(self) -> Inburgering:
        return Inburgering(self.begeleiding.ingeschreven_op, self.begeleiding.pip_op)

    @property
    def volgende(self) -> str:
        """The next step, in a sentence."""
        if not self.loopt:
            return f"{self.fase} op {datum(self.sinds)}."
        if wacht := volgende_fase(self.toestand):
            return f"Begin met {FASEN[wacht].lower()}."
        fase = FASEN[Fase(self.begeleiding.open_fase)].lower()
        if self.te_doen:
            return f"Nog {self.te_doen} {'punt' if self.te_doen == 1 else 'punten'} van {fase}."
        if self.minstens_tot is None:
            return "Vul in op welke dag het huurcontract is getekend."
        if self.toestand is Toestand.INTEGRATIE and self.vandaag < self.minstens_tot:
            return f"Alles is gedaan. Blijf begeleiden tot minstens {datum(self.minstens_tot)}."
        return f"Sluit {fase} af."

    @property
    def handelingen(self) -> list[Handeling]:
        return [] if self.begeleiding.gestopt_op else mogelijk(self.toestand)


def lees(lid: Lidmaatschap | None) -> QuerySet[Any]:
    """The begeleidingen that somebody may see, with all that a line or a page says."""
    signalen = Begeleidingssignaal.objects.zichtbaar_voor(lid).select_related(
        "gemeld_door__gebruiker", "beantwoord_door__gebruiker"
    )
    rijen: QuerySet[Any] = (
        Begeleiding.objects.zichtbaar_voor(lid)
        .met_stand(lid)
        .select_related("huishouden", "gemeente", "corporatie", "aanspreekpunt__gebruiker")
        .prefetch_related("fasen", "punten", Prefetch("signalen", queryset=signalen))
    )
    return rijen


def in_toestand(toestand: Toestand) -> Q:
    """The same as `toestand_van`, for the database."""
    plaats = list(Toestand).index(toestand)
    open_ = Fase(toestand.value).value if plaats % 2 == 0 else ""
    return Q(open_fase=open_, afgesloten=(plaats + 1) // 2)


def wacht_op_mij(lid: Lidmaatschap | None) -> QuerySet[Begeleidingssignaal]:
    """The signals that the side of this membership has to answer, the first due first."""
    rijen: QuerySet[Begeleidingssignaal] = Begeleidingssignaal.objects.zichtbaar_voor(lid).filter(beantwoord_op=None)
    if lid is None or lid.rol not in (Rol.GEMEENTE, Rol.CORPORATIE):
        return rijen.none()
    eigen = Partij.GEMEENTE if lid.rol == Rol.GEMEENTE else Partij.CORPORATIE
    return rijen.filter(van=eigen.ander.value).order_by("antwoord_voor", "pk")


def vraagt_aandacht(standen: Iterable[Stand], vandaag: date) -> list[tuple[Stand, str]]:
    """Those of which something has to be done now, with what: a phase to close or begin, a term that ends."""
    uit = []
    for stand in standen:
        if not stand.loopt:
            continue
        b, einde = stand.begeleiding, stand.inburgering.laatste_dag
        if stand.toestand is Toestand.PRE_VESTIGING and b.contract_op is not None:
            uit.append((stand, "Het huurcontract is getekend. Rond pré-vestiging af."))
        elif volgende_fase(stand.toestand):
            uit.append((stand, stand.volgende))
        elif stand.toestand is Toestand.INTEGRATIE and stand.minstens_tot and stand.minstens_tot <= vandaag:
            uit.append((stand, f"Het jaar is om sinds {datum(stand.minstens_tot)}. {stand.volgende}"))
        if einde is not None and vandaag <= einde <= vandaag + BIJNA_OM:
            uit.append((stand, f"De termijn van de inburgering eindigt op {datum(einde)}."))
    return uit
