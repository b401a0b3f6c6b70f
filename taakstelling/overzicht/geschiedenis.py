"""The history of one gemeente: every half-year of which something is known, and what it was before and after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Unpack

from organisaties.models import Gemeente, Lidmaatschap, Opvolging
from organisaties.regels.tijd import Zicht
from taakstelling.cijfers import standen_voor
from taakstelling.models import Inwonertal
from taakstelling.regels.grootboek import Stand
from taakstelling.regels.halfjaar import EERSTE_JAAR, Halfjaar
from taakstelling.regels.oordeel import oordeelzin

BEGIN = Halfjaar(EERSTE_JAAR, 1)


@dataclass(frozen=True, slots=True)
class Verwante:
    """A predecessor or successor; without `zichtbaar` this membership may not open its page."""

    gemeente: Gemeente
    zichtbaar: bool


@dataclass(frozen=True, slots=True)
class Overgang:
    """A herindeling on one day: who went over into whom."""

    datum: date | None
    gemeenten: list[Verwante]


def geschiedenis(lid: Lidmaatschap | None, gemeente: Gemeente, vandaag: date, **zicht: Unpack[Zicht]) -> list[Stand]:
    """The lines of the ledger, newest first, from the first half-year of which anything is known.

    Ends with the running half-year, or with a later one whose taakstelling is published already (without realisatie and
    stand, as it has not begun); for a gemeente that ended with the half-year in which it did.
    """
    loopt = Halfjaar.van_datum(vandaag)
    standen = standen_voor(lid, [gemeente], BEGIN, loopt.volgende.volgende, **zicht)
    lijnen = [standen[sleutel].gezien_op(vandaag) for sleutel in sorted(standen, key=lambda sleutel: sleutel[1])]
    while lijnen and not _iets_bekend(lijnen[0]):
        del lijnen[0]
    while lijnen and lijnen[-1].halfjaar > loopt and lijnen[-1].gepubliceerd is None:
        del lijnen[-1]
    return lijnen[::-1]


def zin(stand: Stand) -> str | None:
    """The oordeelzin of a line: what the half-year did to the stand."""
    return oordeelzin(
        stand.halfjaar, stand.taakstelling, stand.opgave, stand.stand_begin, stand.realisatie, stand.stand_eind
    )


def voorgangers(lid: Lidmaatschap | None, gemeente: Gemeente) -> list[Overgang]:
    """Who went over into this gemeente, by the day they ended, newest first."""
    rijen = Opvolging.objects.filter(naar=gemeente).select_related("van").order_by("-van__geldig_tot", "van__naam")
    zichtbaar = _zichtbaar(lid, [rij.van_id for rij in rijen])
    return [
        Overgang(dag, [Verwante(rij.van, rij.van_id in zichtbaar) for rij in groep])
        for dag, groep in groupby(rijen, key=lambda rij: rij.van.geldig_tot)
    ]


def opvolgers(lid: Lidmaatschap | None, gemeente: Gemeente) -> Overgang | None:
    """Into whom this gemeente went over; None while it exists."""
    rijen = list(Opvolging.objects.filter(van=gemeente).select_related("naar").order_by("volgorde"))
    if not rijen:
        return None
    zichtbaar = _zichtbaar(lid, [rij.naar_id for rij in rijen])
    return Overgang(gemeente.geldig_tot, [Verwante(rij.naar, rij.naar_id in zichtbaar) for rij in rijen])


def inwonertallen(lid: Lidmaatschap | None, gemeente: Gemeente, bekend_op: date | None = None) -> list[Any]:
    """The CBS inhabitants per 1 January, newest first."""
    rijen = Inwonertal.objects.zichtbaar_voor(lid).bekend(bekend_op).filter(gemeente=gemeente)
    return list(rijen.order_by("-peildatum"))


def _zichtbaar(lid: Lidmaatschap | None, pks: Iterable[int]) -> set[int]:
    pks = list(pks)
    return set(Gemeente.objects.zichtbaar_voor(lid).filter(pk__in=pks).values_list("pk", flat=True)) if pks else set()


def _iets_bekend(stand: Stand) -> bool:
    return not (stand.gepubliceerd is None and stand.realisatie is None and stand.stand_begin is None)
