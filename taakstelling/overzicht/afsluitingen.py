"""Closing half-years as pages show it: which are closed, what closing would freeze, and what came later."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Min, Q, QuerySet
from django.urls import reverse

from organisaties.models import Gemeente, Lidmaatschap, Provincie
from organisaties.registratie import einde_van
from organisaties.rollen import Rol
from organisaties.templatetags.weergave import datum, getal, saldo
from taakstelling.cijfers import gemeentetijden, mag_eigen_telling_zien, met_voorgangers, standen
from taakstelling.cijfers.gesloten import FEITEN, over_tot, sinds
from taakstelling.models import (
    Afsluiting,
    Afsluitregel,
    Deelinwoners,
    Heropening,
    Mutatie,
    Plaatsing,
    Realisatie,
    Taakstelling,
)
from taakstelling.regels.afsluiting import fout_bij_sluiten
from taakstelling.regels.grootboek import Bron, Stand, leeg
from taakstelling.regels.halfjaar import Halfjaar


@dataclass(frozen=True, slots=True)
class Halfjaarstaat:
    """One half-year of a provincie: closed, open again until a day, or open."""

    halfjaar: Halfjaar
    afsluiting: Any
    heropening: Any
    te_sluiten: bool
    vandaag: date

    @property
    def over_tijd(self) -> bool:
        return self.heropening is not None and self.heropening.tot < self.vandaag

    @property
    def melding(self) -> str:
        return f"De {self.halfjaar.in_zin} stond open tot en met {datum(self.heropening.tot)}. Sluit haar weer."

    @property
    def staat(self) -> str:
        if self.afsluiting is not None:
            return f"gesloten op {datum(self.afsluiting.vastgelegd_op)}"
        if self.heropening is not None:
            verlopen = ", dat is voorbij" if self.over_tijd else ""
            return f"heropend tot en met {datum(self.heropening.tot)}{verlopen}"
        return "open" if self.halfjaar.eind <= self.vandaag else "loopt"


@dataclass(frozen=True, slots=True)
class Voorbeeldregel:
    """What closing freezes of one gemeente, and what to look at first."""

    gemeente: Gemeente
    stand: Stand

    @property
    def zonder_coa(self) -> bool:
        return self.stand.bron is not Bron.OFFICIEEL

    @property
    def anders_dan_coa(self) -> bool:
        return bool(self.stand.verschil_met_officieel)

    @property
    def opmerking(self) -> str:
        if self.stand.stand_eind is None:
            return "Stand onbekend: er wordt niets vastgelegd"
        if self.zonder_coa:
            return "Geen eindcijfer van COA: de eigen telling wordt vastgelegd"
        if self.anders_dan_coa:
            return f"De gemeente telt zelf {getal(self.stand.eigen)}"
        return ""


@dataclass(frozen=True, slots=True)
class Later:
    """A fact that was recorded or withdrawn after its half-year was closed."""

    gemeente: Gemeente
    halfjaar: Halfjaar
    wat: str
    gebeurd: str
    op: datetime
    door: str
    url: str = ""


def gemeenten_in(provincie: Provincie, halfjaar: Halfjaar) -> QuerySet[Gemeente]:
    """The gemeenten of a provincie with a line in the half-year, those that ended on its first day included."""
    gemeenten: QuerySet[Gemeente] = Gemeente.objects.filter(
        Q(geldig_van=None) | Q(geldig_van__lt=halfjaar.eind),
        Q(geldig_tot=None) | Q(geldig_tot__gte=halfjaar.begin),
        provincie=provincie,
    )
    return gemeenten.order_by("naam")


def laatste_afsluiting(provincie: Provincie | None) -> Afsluiting | None:
    """The last closed half-year of a provincie."""
    gevonden: Afsluiting | None = Afsluiting.objects.bekend().filter(provincie=provincie).order_by("-halfjaar").first()
    return gevonden


def halfjaren_van(provincie: Provincie, vandaag: date) -> list[Halfjaarstaat]:
    """The half-years of a provincie, newest first, back to the first closed one or the first with a taakstelling."""
    gesloten = {
        a.halfjaar: a
        for a in Afsluiting.objects.bekend()
        .filter(provincie=provincie)
        .select_related("vastgelegd_door")
        .defer("rijen", "grenzen")
    }
    heropend = {
        h.afsluiting.halfjaar: h
        for h in Heropening.objects.filter(afsluiting__provincie=provincie).select_related("afsluiting").order_by("pk")
    }
    eerste = Taakstelling.objects.bekend().filter(gemeente__provincie=provincie).aggregate(h=Min("halfjaar"))["h"]
    loopt = Halfjaar.van_datum(vandaag)
    begin = Halfjaar.van_volgnummer(eerste) if isinstance(eerste, int) else eerste or loopt.vorige
    begin = min(gesloten, default=begin)
    laatste = max(gesloten, default=None)
    return [
        Halfjaarstaat(
            halfjaar,
            gesloten.get(halfjaar),
            None if halfjaar in gesloten else heropend.get(halfjaar),
            fout_bij_sluiten(halfjaar, laatste, vandaag) is None,
            vandaag,
        )
        for halfjaar in reversed(list(begin.tot(loopt)))
    ]


def heropend_over_tijd(provincie: Provincie, vandaag: date) -> list[Halfjaar]:
    """The half-years that should have been closed again by now."""
    later = Afsluiting.objects.filter(provincie=provincie)
    rijen = Heropening.objects.filter(afsluiting__provincie=provincie, tot__lt=vandaag).select_related("afsluiting")
    open_ = {h.afsluiting.halfjaar for h in rijen}
    if not open_:
        return []
    return sorted(open_.difference(later.bekend().values_list("halfjaar", flat=True)))


def voorbeeld(provincie: Provincie, halfjaar: Halfjaar) -> list[Voorbeeldregel]:
    """What closing this half-year would freeze, per gemeente; those to look at first come first."""
    gemeenten = list(gemeenten_in(provincie, halfjaar))
    lijnen = standen([g.code for g in gemeenten], halfjaar, halfjaar)
    regels = [Voorbeeldregel(g, lijnen.get((g.code, halfjaar)) or leeg(g.code, halfjaar)) for g in gemeenten]
    return sorted(regels, key=lambda r: (r.stand.stand_eind is not None, not r.opmerking))


def lijnen_van(afsluiting: Afsluiting, bekend_op: date | None = None) -> list[Voorbeeldregel]:
    """The frozen lines of a closed half-year, with what came later about each; those with something later first."""
    gemeenten = list(gemeenten_in(afsluiting.provincie, afsluiting.halfjaar))
    lijnen = standen([g.code for g in gemeenten], afsluiting.halfjaar, afsluiting.halfjaar, bekend_op=bekend_op)
    regels = [
        Voorbeeldregel(g, lijnen.get((g.code, afsluiting.halfjaar)) or leeg(g.code, afsluiting.halfjaar))
        for g in gemeenten
    ]
    return sorted(regels, key=lambda r: r.stand.later == 0)


def gesloten_halfjaren() -> dict[str, Halfjaar]:
    """Per gemeente the last closed half-year: what lies under it keeps the recording dates it has."""
    uit: dict[str, Halfjaar] = {}
    regels = Afsluitregel.objects.filter(afsluiting__ingetrokken_op=None)
    for code, halfjaar in regels.values_list("gemeente__code", "afsluiting__halfjaar"):
        uit[code] = max(halfjaar, uit.get(code, halfjaar))
    return uit


def afsluiting_van(gemeente: Gemeente, halfjaar: Halfjaar, bekend_op: date | None = None) -> Afsluiting | None:
    """The closing, valid at the end of that day (None: now), in which this gemeente has a line."""
    gevonden: Afsluiting | None = (
        Afsluiting.objects.bekend(bekend_op)
        .filter(halfjaar=halfjaar, regels__gemeente=gemeente)
        .defer("rijen")
        .select_related("vastgelegd_door")
        .first()
    )
    return gevonden


def latere_feiten(
    lid: Lidmaatschap | None,
    gemeenten: Collection[Gemeente],
    na: Afsluiting,
    *,
    over: Halfjaar | None = None,
    tot: Afsluiting | None = None,
    bekend_op: date | None = None,
) -> list[Later]:
    """What was recorded or withdrawn after a closing, newest first, about that half-year or an earlier one.

    `over`: only about this one. `tot`: and before this next closing. `bekend_op`: and by the end of that day. Of
    plaatsingen only those who may see the rows get the rows; others get how many persons they were.
    """
    codes = met_voorgangers([g.code for g in gemeenten], gemeentetijden())
    ziet_eigen = mag_eigen_telling_zien(lid) or set()
    uit: list[Later] = []
    for model, veld in FEITEN.items():
        if model is Deelinwoners or (model is Plaatsing and not codes <= ziet_eigen):
            continue
        grens = (tot.grenzen[model._meta.model_name], tot.vastgelegd_op) if tot else None
        wanneer = over_tot(model, na.halfjaar) if over is None else _precies(model, over)
        rijen = (
            model.objects.filter(wanneer, sinds(model, na), **{f"{veld}__code__in": codes})
            .select_related(veld, "vastgelegd_door", "ingetrokken_door")
            .order_by("pk")
        )
        gebeurd = [
            gebeurtenis
            for rij in rijen
            for gebeurtenis in _gebeurtenissen(rij, getattr(rij, veld), na, grens, namen=codes <= ziet_eigen)
            if bekend_op is None or gebeurtenis[1].op < einde_van(bekend_op)
        ]
        ziet_rijen = model is not Plaatsing or (lid is not None and lid.rol in (Rol.GEMEENTE, Rol.REGIO))
        uit += [later for _, later in gebeurd] if ziet_rijen else _geteld(gebeurd)
    return sorted(uit, key=lambda later: later.op, reverse=True)


def _precies(model: Any, halfjaar: Halfjaar) -> Q:
    if model is Mutatie:
        return Q(datum__gte=halfjaar.begin, datum__lt=halfjaar.eind)
    return Q(halfjaar=halfjaar)


def _gebeurtenissen(
    rij: Any, gemeente: Gemeente, na: Afsluiting, grens: tuple[int, datetime] | None, *, namen: bool
) -> Iterator[tuple[Any, Later]]:
    """Recorded, withdrawn, or both, after the one closing and before the next."""
    halfjaar = Halfjaar.van_datum(rij.datum) if isinstance(rij, Mutatie) else rij.halfjaar
    plaatsing = isinstance(rij, Plaatsing)
    url = reverse("plaatsing", args=[rij.pk]) if plaatsing else reverse("stand", args=[gemeente.code, halfjaar])

    def later(gebeurd: str, op: datetime, wie: Any) -> tuple[Any, Later]:
        door = "functioneel beheer" if wie is None else str(wie) if namen else "een medewerker"
        return rij, Later(gemeente, halfjaar, _in_woorden(rij), gebeurd, op, door, url)

    if rij.pk > na.grenzen[rij._meta.model_name] and (grens is None or rij.pk <= grens[0]):
        yield later("vastgelegd", rij.vastgelegd_op, rij.vastgelegd_door)
    op = rij.ingetrokken_op
    if op is not None and op > na.vastgelegd_op and (grens is None or op <= grens[1]):
        yield later("ingetrokken", op, rij.ingetrokken_door)


def _geteld(gebeurd: list[tuple[Any, Later]]) -> list[Later]:
    """Plaatsingen for whom the rows are not: the personen per gemeente, half-year and act, with the last moment."""
    groepen: dict[tuple[int, Halfjaar, str], list[tuple[Any, Later]]] = {}
    for rij, later in gebeurd:
        groepen.setdefault((later.gemeente.pk, later.halfjaar, later.gebeurd), []).append((rij, later))
    uit = []
    for groep in groepen.values():
        personen = sum(rij.meegeteld for rij, _ in groep)
        laatste = max((later for _, later in groep), key=lambda later: later.op)
        uit.append(
            replace(
                laatste,
                wat=f"Eigen telling, {getal(personen)} {'persoon' if personen == 1 else 'personen'}",
                door="de gemeente",
                url=f"{reverse('stand', args=[laatste.gemeente.code, laatste.halfjaar])}#realisatie",
            )
        )
    return uit


def _in_woorden(rij: Any) -> str:
    if isinstance(rij, Plaatsing):
        return f"Plaatsing van {getal(rij.meegeteld)} {'persoon' if rij.meegeteld == 1 else 'personen'}"
    if isinstance(rij, Realisatie):
        return f"COA-cijfer {getal(rij.aantal)} per {datum(rij.cijfers_per)}"
    if isinstance(rij, Taakstelling):
        return f"Taakstelling {getal(rij.aantal)} ({rij.status})"
    return f"{str(rij.soort).capitalize()} {saldo(rij.aantal)}"
