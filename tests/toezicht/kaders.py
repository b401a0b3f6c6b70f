"""Small kaders for the tests of the ladder, and the packs that come with the application."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from taakstelling.regels.halfjaar import Halfjaar
from toezicht.regels.feiten import Meting
from toezicht.regels.kader import (
    Actor,
    Afdaling,
    Effect,
    Kader,
    Keuze,
    Omvang,
    Overgang,
    Regel,
    Soort,
    Trede,
    Voorwaarde,
)
from toezicht.regels.kaderbestand import Pakket, lees_pakket
from toezicht.regels.ladder import Fase

MAP = Path(__file__).parents[2] / "toezicht" / "gegevens" / "kaders"
FASEN = (Fase.INFORMEEL, Fase.INFORMEEL, Fase.INFORMEEL, Fase.VOORNEMEN, Fase.BESLUIT, Fase.UITVOERING)


@cache
def pakketten() -> tuple[Pakket, ...]:
    return tuple(lees_pakket(pad.read_text(encoding="utf-8")) for pad in sorted(MAP.glob("*.toml")))


def pakket(provincie: str, peildatum: date) -> Kader:
    """The kader of this provincie (code) that holds on the peildatum."""
    passend = [p for p in pakketten() if p.provincie == provincie and p.geldig_van <= peildatum]
    return max(passend, key=lambda p: p.geldig_van).kader


def kader(**anders: Any) -> Kader:
    """Six treden, one up for every peildatum with an achterstand."""
    basis = Kader(
        naam="Proef",
        vindplaats="Nergens",
        treden=tuple(Trede(n, f"Trede {n}", fase, Actor.GS, "Iets", "x") for n, fase in enumerate(FASEN, start=1)),
        regels=tuple(Regel(n, n + 1, (Voorwaarde(Soort.OPEENVOLGEND, n + 1),), f"art. {n + 1}") for n in range(6)),
        afdaling=Keuze(Afdaling.DIRECT, "art. 10"),
        effect=Keuze(Effect.BEVRIEZEN, "art. 11"),
        gronden=Keuze(("te-weinig-gekoppeld",), "art. 12"),
        per_halfjaar=Keuze(None, "art. 13"),
        herindeling=Keuze(Overgang.BEHOUDEN, "art. 14"),
        provinciewissel=Keuze(Overgang.OPNIEUW, "art. 15"),
        omvang=Keuze(Omvang.ACHTERSTAND, "art. 16"),
        cijfers_dagen_na=Keuze(0, "art. 17"),
        oordelen=Keuze({}, "art. 18"),
    )
    return replace(basis, **{naam: _als_keuze(basis, naam, waarde) for naam, waarde in anders.items()})


def _als_keuze(basis: Kader, naam: str, waarde: Any) -> Any:
    oud = getattr(basis, naam)
    return Keuze(waarde, oud.bron) if isinstance(oud, Keuze) else waarde


def verloop(*standen: int | None, tot: str = "2024-1", **laatste: Any) -> tuple[Meting, ...]:
    """Metingen with these standen, the last one over half-year `tot` and with what is said of it."""
    eind = Halfjaar.van_code(tot)
    eerste = Halfjaar.van_volgnummer(eind.volgnummer - len(standen) + 1)
    metingen = [Meting(h, stand) for h, stand in zip(eerste.tot(eind), standen, strict=True)]
    return (*metingen[:-1], replace(metingen[-1], **laatste))


def grootboek(begin: int, *halfjaren: tuple[int, int], vanaf: str) -> tuple[Meting, ...]:
    """Metingen as the ledger makes them, of (taakstelling, realisatie) each; the first half-year is `vanaf`."""
    uit, stand, halfjaar = [], begin, Halfjaar.van_code(vanaf)
    for taakstelling, realisatie in halfjaren:
        opgave = taakstelling - stand
        uit.append(Meting(halfjaar, realisatie - opgave, stand, taakstelling, opgave, realisatie))
        stand, halfjaar = realisatie - opgave, halfjaar.volgende
    return tuple(uit)
