"""Whole lists of organisations at once: the gemeenten, with provincie and successors. Updated in place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from organisaties import logboek
from organisaties.models import Gemeente, Lidmaatschap, Opvolging, Provincie
from organisaties.overnemen import Telling
from organisaties.toegang import eis, mag_organisaties_beheren


@dataclass(frozen=True, slots=True, kw_only=True)
class Gemeentegegevens:
    """A gemeente as a list describes it. `velden` says which of the optional ones the list has at all."""

    code: str
    naam: str
    provincie_code: str = ""
    provincie: str = ""
    geldig_van: date | None = None
    geldig_tot: date | None = None
    opvolgers: tuple[str, ...] = ()
    velden: frozenset[str] = frozenset({"provincie", "geldig_van", "geldig_tot", "opvolgers"})


@transaction.atomic
def neem_gemeenten_over(*, door: Lidmaatschap | None, lijst: Sequence[Gemeentegegevens]) -> Telling:
    """Make and change gemeenten, and the provincies that are new. A successor may stand later in the list.

    Raises GeenToegang. Who calls this has checked that every successor is in the list or known.
    """
    eis(mag_organisaties_beheren(door))
    provincies = {p.code: p for p in Provincie.objects.all()}
    per_naam = {p.naam: p for p in provincies.values()}
    bestaand = {g.code: g for g in Gemeente.objects.all()}
    stand: dict[str, str] = {}
    nieuw: list[Gemeente] = []
    for rij in lijst:
        waarden: dict[str, Any] = {"naam": rij.naam}
        if "provincie" in rij.velden:
            waarden["provincie"] = _provincie(rij, provincies, per_naam)
        waarden |= {veld: getattr(rij, veld) for veld in ("geldig_van", "geldig_tot") if veld in rij.velden}
        gemeente = bestaand.get(rij.code)
        if gemeente is None:
            nieuw.append(Gemeente(code=rij.code, **waarden))
            stand[rij.code] = "nieuw"
        elif any(getattr(gemeente, veld) != waarde for veld, waarde in waarden.items()):
            for veld, waarde in waarden.items():
                setattr(gemeente, veld, waarde)
            gemeente.save()
            stand[rij.code] = "gewijzigd"
    bestaand |= {g.code: g for g in Gemeente.objects.bulk_create(nieuw)}
    _leg_opvolgers_vast(lijst, bestaand, stand)
    gemaakt = [code for code, wat in stand.items() if wat == "nieuw"]
    gewijzigd = [code for code, wat in stand.items() if wat == "gewijzigd"]
    if stand:
        logboek.schrijf(
            door=door,
            handeling="gemeenten overgenomen",
            op=Gemeente,
            nieuw=[bestaand[code].pk for code in gemaakt],
            gewijzigd=[bestaand[code].pk for code in gewijzigd],
        )
    return Telling(len(gemaakt), len(gewijzigd), len(lijst) - len(stand))


def _provincie(
    rij: Gemeentegegevens, provincies: dict[str, Provincie], per_naam: dict[str, Provincie]
) -> Provincie | None:
    if not rij.provincie_code and not rij.provincie:
        return None
    provincie = provincies.get(rij.provincie_code) or per_naam.get(rij.provincie)
    if provincie is None:
        provincie = Provincie.objects.create(code=rij.provincie_code, naam=rij.provincie)
        provincies[provincie.code] = per_naam[provincie.naam] = provincie
    return provincie


def _leg_opvolgers_vast(
    lijst: Sequence[Gemeentegegevens], gemeenten: dict[str, Gemeente], stand: dict[str, str]
) -> None:
    nu: dict[int, list[int]] = {}
    for van, naar in Opvolging.objects.order_by("van", "volgorde").values_list("van_id", "naar_id"):
        nu.setdefault(van, []).append(naar)
    nieuw: list[Opvolging] = []
    for rij in lijst:
        if "opvolgers" not in rij.velden:
            continue
        van = gemeenten[rij.code].pk
        opvolgers = [gemeenten[code].pk for code in rij.opvolgers]
        if opvolgers != nu.get(van, []):
            Opvolging.objects.filter(van=van).delete()
            nieuw += [Opvolging(van_id=van, naar_id=pk, volgorde=i) for i, pk in enumerate(opvolgers)]
            stand.setdefault(rij.code, "gewijzigd")
    Opvolging.objects.bulk_create(nieuw)
