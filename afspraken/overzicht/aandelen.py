"""The share against the norm: of one scope over time, in its tijdvakken and years. Unit: woningen.

Homes are counted up to and including the day one looks from; a percentage is always made from counts, never from other
percentages.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Min, Q
from django.urls import reverse
from django.utils.http import urlencode

from afspraken.aandelen import Bereik, Gemeten, meet_alle
from afspraken.models import Norm, VrijgekomenWoning
from afspraken.overzicht.bereiken import adres_van, andere_lezingen, naam_van
from afspraken.regels.normen import (
    Meting,
    Normdoelgroep,
    Normregel,
    Normsoort,
    Oordeel,
    Stuk,
    TeltOp,
    jaargrenzen,
    stukken,
)
from afspraken.regels.ruimte import Komend, Ruimte, eerstvolgende, van_de_komende, verwacht_in_tempo
from afspraken.regels.tijdvakken import knip, kwartaalgrenzen
from afspraken.toegang import mag_woningen_zien
from organisaties.models import Lidmaatschap
from organisaties.templatetags.weergave import datum_kort

MEESTE_JAREN_IN_BEELD = 5
NAAST = 4
"""So many of the last stretches stand beside each other in the other readings."""
EEN_DAG = timedelta(days=1)


def tot_en_met(stuk: Stuk, dag: date) -> Stuk:
    """The same stretch, but no home after this day."""
    return replace(stuk, tot=max(stuk.van, min(stuk.tot, dag + EEN_DAG)))


@dataclass(frozen=True, slots=True)
class Regel:
    """A stretch with its counts, and the door to its homes when somebody may see them."""

    gemeten: Gemeten
    woningen_url: str = ""
    loopt: bool = False
    geteld_tot_en_met: date | None = None
    gegevens_vanaf: date | None = None
    """The first home of the scope, when the stretch began before it: what was let earlier nobody recorded."""

    @property
    def stuk(self) -> Stuk:
        return self.gemeten.stuk

    @property
    def norm(self) -> Normregel:
        return self.gemeten.stuk.norm

    @property
    def meting(self) -> Meting:
        return self.gemeten.meting

    @property
    def laatste_dag(self) -> date:
        return self.gemeten.stuk.tot - EEN_DAG

    @property
    def oordeel(self) -> Oordeel:
        return self.gemeten.oordeel

    @property
    def tijdvak(self) -> str:
        """The stretch as it is printed; of one that runs, the day up to which homes are counted."""
        van, loopt_door = datum_kort(self.stuk.van), self.norm.tot is None or self.norm.tot > self.stuk.tot
        tekst = f"vanaf {van}" if self.loopt and loopt_door else f"{van} t/m {datum_kort(self.laatste_dag)}"
        if self.loopt and self.geteld_tot_en_met:
            tekst += f", geteld t/m {datum_kort(self.geteld_tot_en_met)}"
        return f"{tekst}, gegevens vanaf {datum_kort(self.gegevens_vanaf)}" if self.gegevens_vanaf else tekst


def als_regel(gemeten: Gemeten, vandaag: date, eerste: date | None = None, url: str = "") -> Regel:
    stuk = gemeten.stuk
    later = eerste is not None and stuk.van < eerste < stuk.tot
    return Regel(gemeten, url, stuk.van <= vandaag < stuk.tot, vandaag, eerste if later else None)


@dataclass(frozen=True, slots=True)
class Lezing:
    """A scope with its counts in the stretches of another one's norm: no verdict."""

    naam: str
    url: str
    metingen: list[Meting]
    telt: bool


@dataclass(frozen=True, slots=True)
class Groep:
    """All norms of one kind and doelgroep of a scope, over time."""

    soort: Normsoort
    doelgroep: Normdoelgroep
    eigen: bool
    """Whether the norm is of this scope; else it is a count in the stretches of a joint norm, without a verdict."""
    tijdvakken: list[Regel]
    jaren: list[Regel]
    kwartalen: list[tuple[Stuk, Meting]]
    nu: Regel
    """The stretch in force, in this calendar year; else the last one."""
    bronnen: list[str]
    lezingen: list[Lezing] = field(default_factory=list)
    ruimte: Ruimte | None = None
    komend: Komend | None = None

    @property
    def naast(self) -> list[Regel]:
        return self.tijdvakken[-NAAST:]

    @property
    def sleutel(self) -> str:
        return f"{self.soort}-{self.doelgroep}"

    @property
    def jaren_apart(self) -> bool:
        """Whether the calendar years say more than the stretches do."""
        return len(self.jaren) != len(self.tijdvakken)

    @property
    def gold_tot_en_met(self) -> date | None:
        """The last day of the last norm, when there is none any more."""
        return self.nu.norm.van - EEN_DAG if self.eigen and self.nu.norm.is_telling else None

    @property
    def gemengde_doelgroep(self) -> bool:
        return self.doelgroep is Normdoelgroep.BIJZONDER


@dataclass(frozen=True, slots=True)
class Beeld:
    bereik: Bereik
    groepen: list[Groep]
    laatst: Any
    """When a home of this scope was last recorded; None: never."""
    norm_elders: Bereik | None
    """The joint scope whose norm counts, when this one has none of its own."""


@dataclass(frozen=True, slots=True)
class _Blik:
    """Who looks at what, and from which day."""

    bereik: Bereik
    lid: Lidmaatschap | None
    vandaag: date
    bekend_op: date | None
    lezingen: Sequence[Bereik]
    eerste: dict[TeltOp, date | None]
    """The first home on each kind of day."""

    @property
    def jaar_uit(self) -> date:
        return date(self.vandaag.year + 1, 1, 1)


def beeld_van(bereik: Bereik, lid: Lidmaatschap | None, vandaag: date, *, bekend_op: date | None = None) -> Beeld:
    """Everything about one scope, of the norms this person may see."""
    zichtbaar = Norm.objects.zichtbaar_voor(lid).bekend(bekend_op).select_related("corporatie", "gemeente", "regio")
    waar = Q(gemeente=bereik.gemeente, regio=bereik.regio)
    normen = list(zichtbaar.filter(waar & Q(corporatie=bereik.corporatie)))
    eigen = bool(normen) or bereik.corporatie is None
    if not eigen:
        normen = list(zichtbaar.filter(waar, corporatie=None))
    elders = None if eigen or not normen else Bereik(gemeente=bereik.gemeente, regio=bereik.regio)
    per_groep: dict[tuple[str, str], list[Norm]] = {}
    for norm in normen:
        per_groep.setdefault((norm.soort, norm.doelgroep), []).append(norm)
    rijen = bereik.woningen(VrijgekomenWoning.objects.bekend(bekend_op))
    dagen = rijen.aggregate(laatst=Max("vastgelegd_op"), verhuurd=Min("verhuurd_op"), vrij=Min("vrij_op"))
    eerste = {TeltOp.VERHUURD: dagen["verhuurd"], TeltOp.VRIJ: dagen["vrij"]}
    blik = _Blik(bereik, lid, vandaag, bekend_op, andere_lezingen(bereik, lid), eerste)
    groepen = [_groep(blik, groep, eigen=eigen) for _, groep in sorted(per_groep.items())] or [_zonder_norm(blik)]
    return Beeld(bereik, groepen, dagen["laatst"], elders)


def _groep(blik: _Blik, normen: Sequence[Norm], *, eigen: bool) -> Groep:
    regels = [norm.regel for norm in normen]
    begin = min(regel.van for regel in regels)
    # Never past this year, but a norm that is still to come is shown from its first day.
    eind = max(min(max(r.tot or blik.jaar_uit for r in regels), blik.jaar_uit), begin + EEN_DAG)
    alle = stukken(regels, begin, eind)
    if alle[-1].tot <= blik.vandaag:
        # The norm ended and homes are let still: they go on to be counted, without a verdict.
        telling = replace(alle[-1].norm, van=alle[-1].tot, tot=None, percentage=None, aantal=None, in_plaats_van=None)
        alle.append(Stuk(telling.van, blik.jaar_uit, telling))
    bronnen = sorted({n.bron for n in normen if n.bron})
    return _meet(blik, per_jaar_waar_nodig(alle), eigen=eigen, bronnen=bronnen)


def per_jaar_waar_nodig(alle: list[Stuk]) -> list[Stuk]:
    """Of a signaalwaarde each calendar year by itself: that is what gemeente and corporatie talk about."""
    signalen = [stuk for stuk in alle if stuk.norm.soort is Normsoort.SIGNAALWAARDE]
    return knip(alle, jaargrenzen(alle[0].van, alle[-1].tot)) if signalen else alle


def _zonder_norm(blik: _Blik) -> Groep:
    """Nothing was agreed: this and the last two calendar years, counted as a norm counts that says nothing else."""
    van = date(blik.vandaag.year - 2, 1, 1)
    telling = Normregel(blik.bereik.sleutel, Normsoort.SIGNAALWAARDE, Normdoelgroep.STATUSHOUDERS, van)
    return _meet(blik, per_jaar_waar_nodig([Stuk(van, blik.jaar_uit, telling)]), eigen=False, bronnen=[])


def _meet(blik: _Blik, alle: list[Stuk], *, eigen: bool, bronnen: list[str]) -> Groep:
    bereik, lezingen, vandaag = blik.bereik, blik.lezingen, blik.vandaag
    begin, eind = alle[0].van, alle[-1].tot
    jaren = knip(alle, jaargrenzen(begin, eind))
    van_beeld = date(max(begin.year, min(eind.year, vandaag.year) - MEESTE_JAREN_IN_BEELD + 1), 1, 1)
    kwartalen = [s for s in knip(alle, kwartaalgrenzen(begin, eind)) if s.van >= van_beeld]
    nu = next((stuk for stuk in jaren if stuk.van <= vandaag < stuk.tot), None)
    if nu is None:
        nu = next((stuk for stuk in reversed(jaren) if stuk.tot <= vandaag), jaren[0])
    naast = alle[-NAAST:]
    eigen_stukken = [*alle, *jaren, *kwartalen]
    vragen = [(bereik, stuk) for stuk in eigen_stukken]
    vragen += [(ander, stuk) for ander in lezingen for stuk in naast]
    metingen = meet_alle([(b, tot_en_met(stuk, vandaag)) for b, stuk in vragen], bekend_op=blik.bekend_op)
    gemeten = [Gemeten(stuk, meting) for (_, stuk), meting in zip(vragen, metingen, strict=True)]
    rijen = [
        als_regel(g, vandaag, blik.eerste[g.stuk.norm.telt_op], woningen_url(bereik, g.stuk, blik.lid))
        for g in gemeten[: len(alle) + len(jaren)]
    ]
    tijdvakken, per_jaar = rijen[: len(alle)], rijen[len(alle) :]
    verloop = [(g.stuk, g.meting) for g in gemeten[len(rijen) : len(eigen_stukken)]]
    over = metingen[len(eigen_stukken) :]
    regel_nu = per_jaar[jaren.index(nu)]
    zelf = Lezing(naam_van(bereik), "", [r.meting for r in tijdvakken[-NAAST:]], telt=eigen)
    ernaast = [
        Lezing(naam_van(b), reverse("aandeel", args=[adres_van(b)]), over[i * len(naast) : (i + 1) * len(naast)], False)
        for i, b in enumerate(lezingen)
    ]
    ruimte, komend = _ruimte(regel_nu, vandaag) if eigen else (None, None)
    norm = alle[0].norm
    return Groep(
        norm.soort,
        norm.doelgroep,
        eigen,
        tijdvakken,
        per_jaar,
        verloop,
        regel_nu,
        bronnen,
        [zelf, *ernaast],
        ruimte,
        komend,
    )


def _ruimte(nu: Regel, vandaag: date) -> tuple[Ruimte | None, Komend | None]:
    """What may or must still, in the stretch that runs; none when it is over."""
    if not nu.loopt or nu.norm.is_telling:
        return None, None
    gedaan, nog = (vandaag - nu.stuk.van).days + 1, (nu.stuk.tot - vandaag).days - 1
    verwacht = verwacht_in_tempo(nu.meting.noemer, gedaan, nog)
    return eerstvolgende(nu.norm, nu.meting), van_de_komende(nu.norm, nu.meting, verwacht)


def woningen_url(bereik: Bereik, stuk: Stuk, lid: Lidmaatschap | None) -> str:
    """The list of the homes behind a count; empty when this person sees counts only."""
    if not mag_woningen_zien(lid) or bereik.regio is not None:
        return ""  # the list of homes is kept per gemeente
    vraag = {"vanaf": stuk.van.isoformat(), "tot_en_met": (stuk.tot - EEN_DAG).isoformat()}
    if stuk.norm.telt_op is TeltOp.VERHUURD:
        vraag["dag"] = "verhuurd"
    vraag["gemeente"] = bereik.gemeente.code
    if bereik.corporatie is not None:
        vraag["corporatie"] = str(bereik.corporatie.pk)
    return f"{reverse('woningen')}?{urlencode(vraag)}"


def keuzes_in_woorden(norm: Normregel) -> str:
    """How a norm counts, as it stands beside every figure."""
    dag = "waarop een woning is verhuurd" if norm.telt_op is TeltOp.VERHUURD else "waarop een woning vrijkwam"
    wel_niet = [
        (naam, telt)
        for naam, telt in (
            ("nieuwbouw", norm.telt_nieuwbouw),
            ("flexwoningen", norm.telt_flex),
            ("onzelfstandige woningen", norm.telt_onzelfstandig),
        )
    ]
    wel, niet = ([naam for naam, telt in wel_niet if telt is welke] for welke in (True, False))
    delen = [f"Telt op de dag {dag}"]
    delen += [f"met {' en '.join(wel)}"] if wel else []
    delen += [f"zonder {' en '.join(niet)}"] if niet else []
    vast = (
        "Woningen die uit de verhuur zijn gehaald tellen niet. Een volgende woning van dezelfde mensen telt weer,"
        " als de corporatie de doelgroep zo vastlegt."
    )
    per = " Het aantal geldt per kalenderjaar." if norm.per_jaar else ""
    return f"{', '.join(delen)}. {vast}{per}"
