"""The text with which a gemeente puts its differences before COA or its provincie: to copy into a mail of its own.

A kenmerk stands in it only where the reader knows it: what COA had on its own list. The provincie gets numbers only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.plaatsing import MAANDEN


@dataclass(frozen=True, slots=True)
class Kop:
    """What every text begins with. `lijst_per`: the day of COA's list, when there is one."""

    gemeente: str
    halfjaar: Halfjaar
    eigen: int
    coa: int
    cijfers_per: date | None
    lijst_per: date | None = None


@dataclass(frozen=True, slots=True)
class Punt:
    """One difference in words. `rij` and `kenmerk` are those of COA's own list."""

    aantal: int
    naam: str
    vraag: str
    datum: date | None = None
    kenmerk: str = ""
    rij: int | None = None


def aan_coa(kop: Kop, punten: Sequence[Punt]) -> str:
    """One numbered question per difference, with what COA needs to find the people."""
    regels = [*_begin(kop), "", "Kunt u het volgende voor ons nagaan?", ""]
    for nummer, punt in enumerate(punten, 1):
        wie = [_personen(abs(punt.aantal)), "wel bij u, niet bij ons" if punt.aantal > 0 else "wel bij ons, niet bij u"]
        if punt.rij is not None and kop.lijst_per is not None:
            wie.append(f"rij {punt.rij} van uw lijst per {dag(kop.lijst_per)}")
        if punt.kenmerk:
            wie.append(f"kenmerk {punt.kenmerk}")
        if punt.datum is not None:
            wie.append(f"datum {dag(punt.datum)}")
        regels += [f"{nummer}. {'; '.join(wie)}.", f"   {punt.vraag}"]
    return "\n".join([*regels, "", "Met vriendelijke groet,", f"gemeente {kop.gemeente}"])


def aan_provincie(kop: Kop, punten: Sequence[Punt]) -> str:
    """The causes with their numbers, added up; nothing that leads to a household."""
    samen: dict[str, int] = {}
    for punt in punten:
        samen[punt.naam] = samen.get(punt.naam, 0) + punt.aantal
    regels = [*_begin(kop), "", "Zo is het verschil opgebouwd:", ""]
    regels += [f"- {naam}: {_met_teken(aantal)}" for naam, aantal in samen.items()]
    regels += ["", f"Samen: {kop.eigen} {_erbij(sum(samen.values()))} = {kop.eigen + sum(samen.values())}."]
    return "\n".join([*regels, "", "Met vriendelijke groet,", f"gemeente {kop.gemeente}"])


def dag(datum: date) -> str:
    return f"{datum.day} {MAANDEN[datum.month - 1]} {datum.year}"


def _begin(kop: Kop) -> list[str]:
    per = f", cijfers per {dag(kop.cijfers_per)}" if kop.cijfers_per else ""
    return [
        f"Onderwerp: telling van gemeente {kop.gemeente} over de {kop.halfjaar.in_zin}",
        "",
        f"Over de {kop.halfjaar.in_zin} telt onze gemeente {_personen(kop.eigen)}. COA telt er {kop.coa}{per}.",
    ]


def _personen(aantal: int) -> str:
    return f"{aantal} {'persoon' if aantal == 1 else 'personen'}"


def _met_teken(aantal: int) -> str:
    return f"{'+' if aantal > 0 else '−'}{_personen(abs(aantal))}" if aantal else _personen(0)


def _erbij(aantal: int) -> str:
    return f"{'−' if aantal < 0 else '+'} {abs(aantal)}"
