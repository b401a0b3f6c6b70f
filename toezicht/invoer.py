"""The kind of file of the supervision: kenmerken from the provincie's own zaaksysteem, also as a pasted list."""

import csv
from collections.abc import Sequence
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
    """A fault where a kenmerk is for two letters: in this file, or with one that was recorded or made final before."""
    wie_heeft = _in_gebruik([nieuw.kenmerk for _, nieuw in gelezen])
    hier = {_sleutel(nieuw) for _, nieuw in gelezen}
    gezien: dict[tuple[int | None, str], int] = {}
    for rij, nieuw in gelezen:
        plek = (nieuw.gemeente.provincie_id, nieuw.kenmerk)
        eerder = gezien.setdefault(plek, rij.nummer)
        elders = {naam for sleutel, naam in wie_heeft.get(plek, {}).items() if sleutel not in hier}
        if eerder != rij.nummer:
            rij.fout("kenmerk", f"Rij {eerder} heeft dit kenmerk ook.")
        elif elders:
            rij.fout("kenmerk", f"Dit kenmerk is al van een andere brief: {', '.join(sorted(elders))}.")


def _in_gebruik(kenmerken: Sequence[str]) -> dict[tuple[int | None, str], dict[tuple[int, str], str]]:
    """Who has these kenmerken already: per provincie and kenmerk the gemeente and half-year, with what to call it."""
    uit: dict[tuple[int | None, str], dict[tuple[int, str], str]] = {}
    velden = ("gemeente", "gemeente__naam", "halfjaar")
    rijen = [
        *Kenmerk.objects.filter(kenmerk__in=kenmerken).values_list("provincie", "kenmerk", *velden),
        *Brief.objects.filter(kenmerk__in=kenmerken)
        .exclude(status=Brief.Status.CONCEPT)
        .values_list(
            "beoordeling__ronde__provincie",
            "kenmerk",
            "beoordeling__gemeente",
            "beoordeling__gemeente__naam",
            "beoordeling__ronde__halfjaar",
        ),
    ]
    for provincie, kenmerk, gemeente, naam, periode in rijen:
        uit.setdefault((provincie, kenmerk), {})[(gemeente, periode.code)] = f"{naam}, {periode.kort}"
    return uit


def _sleutel(nieuw: NieuwKenmerk) -> tuple[int, str]:
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
