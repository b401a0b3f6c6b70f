"""The kind of file of the supervision: kenmerken from the provincie's own zaaksysteem, also as a pasted list."""

import csv
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from io import StringIO
from typing import Any

from organisaties.invoer.soorten import Lezing, Rij, Soort, registreer
from organisaties.invoer.toelichting import Kolomuitleg, Toelichting
from organisaties.invoer.waarden import tekst
from organisaties.models import Lidmaatschap
from organisaties.overnemen import Telling
from organisaties.rollen import Rol
from taakstelling.invoer.waarden import halfjaar
from taakstelling.regels.halfjaar import Halfjaar
from toezicht.acties.kenmerken import NieuwKenmerk, leg_kenmerken_vast
from toezicht.models import Brief, Kenmerk
from toezicht.toegang import mag_kenmerk_vastleggen

KOLOMMEN = ("gemeente", "halfjaar", "kenmerk")
Sleutel = tuple[int, str]  # the gemeente, and the code of the half-year
Plek = tuple[int | None, str]  # the provincie, and the kenmerk


def lees_kenmerken(rijen: Sequence[Rij], lezing: Lezing) -> list[tuple[Rij, NieuwKenmerk]]:
    """A kenmerk per gemeente and half-year; within a provincie no two letters bear the same."""
    gelezen = []
    for rij in rijen:
        periode = rij.lees("halfjaar", halfjaar)
        gemeente = lezing.gemeente(rij, "gemeente", periode.begin if periode else None)
        kenmerk = rij.lees("kenmerk", tekst(60))
        lezing.eis(rij, "gemeente", mag_kenmerk_vastleggen, gemeente)
        if not lezing.dubbelen.herhaalt(rij, (gemeente, periode), kenmerk, "gemeente") and not rij.fouten:
            gelezen.append((rij, NieuwKenmerk(gemeente, periode, kenmerk)))
    _toets_dubbele(gelezen)
    return gelezen


def _toets_dubbele(gelezen: Sequence[tuple[Rij, NieuwKenmerk]]) -> None:
    """A fault where a kenmerk is for two letters: in this file, or with one that keeps it."""
    gebruikt = _in_gebruik([nieuw.kenmerk for _, nieuw in gelezen], {_sleutel(nieuw) for _, nieuw in gelezen})
    gezien: dict[Plek, int] = {}
    for rij, nieuw in gelezen:
        plek = (nieuw.gemeente.provincie_id, nieuw.kenmerk)
        eerder = gezien.setdefault(plek, rij.nummer)
        elders = {naam for sleutel, naam in gebruikt.get(plek, {}).items() if sleutel != _sleutel(nieuw)}
        if eerder != rij.nummer:
            rij.fout("kenmerk", f"Rij {eerder} heeft dit kenmerk ook.")
        elif elders:
            rij.fout("kenmerk", f"Dit kenmerk is al van een andere brief: {', '.join(sorted(elders))}.")


def _in_gebruik(kenmerken: Sequence[str], hier: AbstractSet[Sleutel]) -> dict[Plek, dict[Sleutel, str]]:
    """Who keeps these kenmerken: per provincie and kenmerk the gemeente and half-year, with what to call it.

    `hier` are those that get a kenmerk now. They lose the recorded one, also in a concept that took it; what is on
    any other letter stays.
    """
    vrij, uit = set(), dict[Plek, dict[Sleutel, str]]()
    vastgelegd = Kenmerk.objects.filter(kenmerk__in=kenmerken).values_list(
        "provincie", "kenmerk", "gemeente", "halfjaar", "gemeente__naam"
    )
    for provincie, kenmerk, gemeente, periode, naam in vastgelegd:
        sleutel = (gemeente, periode.code)
        if sleutel in hier:
            vrij.add((provincie, kenmerk, sleutel))
        else:
            uit.setdefault((provincie, kenmerk), {})[sleutel] = f"{naam}, {periode.kort}"
    brieven = Brief.objects.filter(kenmerk__in=kenmerken).values_list(
        "beoordeling__ronde__provincie",
        "kenmerk",
        "beoordeling__gemeente",
        "beoordeling__ronde__halfjaar",
        "beoordeling__gemeente__naam",
        "status",
    )
    for provincie, kenmerk, gemeente, periode, naam, status in brieven:
        sleutel = (gemeente, periode.code)
        if status != Brief.Status.CONCEPT or (provincie, kenmerk, sleutel) not in vrij:
            uit.setdefault((provincie, kenmerk), {})[sleutel] = f"{naam}, {periode.kort}"
    return uit


def _sleutel(nieuw: NieuwKenmerk) -> Sleutel:
    return nieuw.gemeente.pk, nieuw.halfjaar.code


def schrijf_kenmerken(items: Sequence[NieuwKenmerk], *, door: Lidmaatschap | None, **_: Any) -> Telling:
    return leg_kenmerken_vast(door=door, kenmerken=items)


def als_bestand(geplakt: str, periode: Halfjaar) -> bytes:
    """Two columns out of a spreadsheet, gemeente and kenmerk, as the file that would say the same."""
    uit = StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\n")
    schrijver.writerow(KOLOMMEN)
    for regel in geplakt.splitlines():
        cellen = [cel.strip() for cel in regel.split("\t")]
        kop = cellen[0].casefold() == "gemeente"
        if any(cellen) and not kop:
            schrijver.writerow([cellen[0], periode.code, *(cellen[1:] or [""])])
    return uit.getvalue().encode()


SOORT = Soort(
    "kenmerken",
    KOLOMMEN,
    lees_kenmerken,
    schrijf_kenmerken,
    met_opnamedatum=False,
    gemeenten=lambda nieuw: (nieuw.gemeente.pk,),
    toelichting=Toelichting(
        "Kenmerken van brieven",
        "Het kenmerk uit uw zaaksysteem voor de brief aan een gemeente over een halfjaar. Een concept zonder kenmerk"
        " neemt het over; een kenmerk dat u zelf in de brief typte, blijft.",
        ("gemeente", "halfjaar"),
        {"kenmerk": Kolomuitleg("Ons kenmerk, zoals het op de brief komt.", "47/4.1/2024001652")},
    ),
    lijst="brieven",
    rollen=frozenset({Rol.PROVINCIE}),
)


def meld_aan() -> None:
    registreer(SOORT)
