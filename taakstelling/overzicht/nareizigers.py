"""The nareizigersplanner: which family is still to come, when, and what that does to the stand without a new home."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Unpack

from django.db.models import Count, Sum

from organisaties.models import Gemeente, Lidmaatschap
from organisaties.regels.tijd import Zicht
from taakstelling.cijfers import standen_voor
from taakstelling.models import Koppeling
from taakstelling.regels.grootboek import Stand
from taakstelling.regels.halfjaar import Halfjaar

VOORUIT = 5
"""Half-years after the present one that the planner shows; who comes later is counted apart."""


@dataclass(frozen=True, slots=True)
class Halfjaarregel:
    """One half-year of one gemeente. Personen, and huishoudens; `samen` is everybody expected up to its end."""

    halfjaar: Halfjaar
    personen: int
    huishoudens: int
    samen: int
    stand: Stand | None

    @property
    def stand_zonder(self) -> int | None:
        """The stand at the end when nobody else is housed."""
        return self.stand.stand_eind if self.stand else None

    @property
    def stand_met(self) -> int | None:
        """The same when everybody who is expected has come; nareizigers need no extra home."""
        return None if self.stand_zonder is None else self.stand_zonder + self.samen


@dataclass(frozen=True, slots=True)
class Planning:
    """What one gemeente can expect. Personen and huishoudens."""

    gemeente: Gemeente
    regels: list[Halfjaarregel]
    later: int
    zonder_datum: int
    huishoudens: int

    @property
    def personen(self) -> int:
        return sum(regel.personen for regel in self.regels) + self.later + self.zonder_datum


def planningen(
    lid: Lidmaatschap | None, gemeenten: Iterable[Gemeente], vandaag: date, **zicht: Unpack[Zicht]
) -> list[Planning]:
    """Per gemeente that expects nareizigers; who should have come already is expected in the present half-year.

    As seen from `vandaag`; with a day to look back to with what was known then.
    """
    wie = list(gemeenten)
    nu = Halfjaar.van_datum(vandaag)
    verwacht: dict[int, dict[Halfjaar | None, tuple[int, int]]] = {}
    rijen = (
        Koppeling.objects.zichtbaar_voor(lid)
        .open_op(vandaag, zicht.get("bekend_op"))
        .filter(nog_nareizigers__gt=0, koppelgemeente__in=[g.pk for g in wie])
        .order_by()
        .values_list("koppelgemeente", "verwacht_op")
        .annotate(Sum("nog_nareizigers"), Count("pk"))
    )
    for pk, dag, personen, huishoudens in rijen:
        halfjaar = None if dag is None else max(nu, Halfjaar.van_datum(dag))
        per_halfjaar = verwacht.setdefault(pk, {})
        al = per_halfjaar.get(halfjaar, (0, 0))
        per_halfjaar[halfjaar] = (al[0] + personen, al[1] + huishoudens)
    betrokken = [g for g in wie if g.pk in verwacht]
    laatste = Halfjaar.van_volgnummer(nu.volgnummer + VOORUIT)
    bekend = [h for per in verwacht.values() for h in per if h is not None and h <= laatste]
    tot = max([*bekend, nu.volgende])
    standen = standen_voor(lid, betrokken, nu, tot, **zicht) if betrokken else {}
    return [_planning(g, verwacht[g.pk], standen, nu, tot) for g in betrokken]


def _planning(
    gemeente: Gemeente,
    verwacht: dict[Halfjaar | None, tuple[int, int]],
    standen: dict[tuple[str, Halfjaar], Stand],
    nu: Halfjaar,
    tot: Halfjaar,
) -> Planning:
    regels: list[Halfjaarregel] = []
    samen = 0
    for halfjaar in nu.tot(tot):
        personen, huishoudens = verwacht.get(halfjaar, (0, 0))
        samen += personen
        regels.append(Halfjaarregel(halfjaar, personen, huishoudens, samen, standen.get((gemeente.code, halfjaar))))
    return Planning(
        gemeente,
        regels,
        later=sum(personen for h, (personen, _) in verwacht.items() if h is not None and h > tot),
        zonder_datum=verwacht.get(None, (0, 0))[0],
        huishoudens=sum(huishoudens for _, huishoudens in verwacht.values()),
    )
