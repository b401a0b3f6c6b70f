"""Recording a whole list of plaatsingen: set-based, however long the list and however many there are already."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organisaties import logboek
from organisaties.models import Gemeente, Invoerbestand, Lidmaatschap
from organisaties.overnemen import Telling, Vergelijking, neem_over, vergelijk
from organisaties.toegang import eis
from taakstelling import bevroren
from taakstelling.acties.feiten import AL_BESLOTEN
from taakstelling.acties.gewist import herken_gewiste
from taakstelling.acties.plaatsingen import bouw_plaatsing, volgorde_van
from taakstelling.acties.voorgangers import bij_voorgangers
from taakstelling.models import Huishouden, Plaatsing
from taakstelling.regels.plaatsing import Plaatsingsgegevens
from taakstelling.toegang import mag_plaatsing_vastleggen

T = TypeVar("T")

# What somebody filled in; what follows from it by the rules (halfjaar, meegeteld) is not compared.
_INGEVULD = (
    "huisvestingsgemeente_id",
    "afgemeld_op",
    "huurcontract_op",
    "brp_op",
    "volwassenen",
    "kinderen",
    "amv",
    "nareizigers",
    "huisvestingsvorm",
    "eerder_geteld",
    "verhuurder",
    "teldatum_gegeven",
)
_STUK = 500


@dataclass(frozen=True, slots=True)
class Plaatsingsregel:
    """One line of a list: checked (`regels.plaatsing.fouten`), not yet recorded. The kenmerk in it is filled in."""

    koppelgemeente: Gemeente
    huisvestingsgemeente: Gemeente
    gegevens: Plaatsingsgegevens

    @property
    def huishouden(self) -> tuple[int, str]:
        return self.koppelgemeente.pk, self.gegevens.kenmerk


def bouw(regels: Sequence[Plaatsingsregel]) -> tuple[list[Plaatsing], Vergelijking]:
    """The rows, not yet saved, beside the valid ones under the same koppelgemeente, kenmerk and deel.

    A household that is not there yet is an unsaved row, one for all its parts.
    """
    sleutels = {regel.huishouden for regel in regels}
    huishoudens = huishoudens_onder(sleutels)
    huishoudens |= bij_voorgangers(sleutels - set(huishoudens))
    rijen: list[Plaatsing] = []
    volgordes: dict[int, tuple[str, ...]] = {}
    for regel in regels:
        gemeente = regel.koppelgemeente
        sleutel = regel.huishouden
        if sleutel not in huishoudens:
            huishoudens[sleutel] = Huishouden(koppelgemeente=gemeente, kenmerk=regel.gegevens.kenmerk)
        if gemeente.pk not in volgordes:
            volgordes[gemeente.pk] = volgorde_van(gemeente)
        rijen.append(
            bouw_plaatsing(
                regel.gegevens,
                koppelgemeente=gemeente,
                huisvestingsgemeente=regel.huisvestingsgemeente,
                huishouden=huishoudens[sleutel],
                volgorde=volgordes[gemeente.pk],
            )
        )
    vergelijking = vergelijk(rijen, bestaand=_bestaand, sleutel=_sleutel, waarden=_waarden)
    return rijen, herken_gewiste(rijen, vergelijking, datum="teldatum", waarden=_waarden)


@transaction.atomic
def leg_plaatsingslijst_vast(
    *,
    door: Lidmaatschap | None,
    regels: Sequence[Plaatsingsregel],
    invoerbestand: Invoerbestand | None = None,
    op: datetime | None = None,
) -> Telling:
    """Record a list: the same again is skipped, other values under the same key replace.

    `op` gives the rows an earlier recording date.

    Raises GeenToegang, AlGewijzigd, and ValidationError for a recording date that is too early.
    """
    for gemeente in {regel.koppelgemeente.pk: regel.koppelgemeente for regel in regels}.values():
        eis(mag_plaatsing_vastleggen(door, gemeente))
    rijen, vergelijking = bouw(regels)
    if op is not None and bevroren.geraakt(rijen):
        raise ValidationError(AL_BESLOTEN)
    nieuw: dict[int, Huishouden] = {}
    for rij, gelijk in zip(rijen, vergelijking.gelijk, strict=True):
        if not gelijk and rij.huishouden is not None and rij.huishouden.pk is None:
            nieuw[id(rij.huishouden)] = rij.huishouden
    nu = op or timezone.now()
    for huishouden in nieuw.values():
        huishouden.vastgelegd_op = nu
    Huishouden.objects.bulk_create(nieuw.values(), batch_size=_STUK)
    for rij in rijen:
        # The household got its number only now. A row that was there already is not saved.
        rij.huishouden = rij.huishouden
        rij.dossier = rij.huishouden_id
    telling = neem_over(rijen, vergelijking, door=door, invoerbestand=invoerbestand, op=op)
    if telling.gewijzigd and invoerbestand is None:
        logboek.schrijf(
            door=door,
            handeling="plaatsingen vastgelegd",
            op=Plaatsing,
            nieuw=telling.nieuw,
            vervangen=telling.vervangen,
        )
    return telling


def huishoudens_onder(sleutels: Iterable[tuple[int, str]]) -> dict[tuple[int, str], Huishouden]:
    """Those that are there, by (pk of the koppelgemeente, kenmerk): one query per some hundreds of kenmerken."""
    gezocht: dict[int, set[str]] = {}
    for gemeente, kenmerk in sleutels:
        gezocht.setdefault(gemeente, set()).add(kenmerk)
    return {
        (pk, huishouden.kenmerk): huishouden
        for pk, kenmerken in gezocht.items()
        for stuk in _stukken(sorted(kenmerken))
        for huishouden in Huishouden.objects.filter(koppelgemeente=pk, kenmerk__in=stuk)
    }


def _bestaand(rijen: Sequence[Plaatsing]) -> list[Plaatsing]:
    huishoudens = sorted({rij.huishouden.pk for rij in rijen if rij.huishouden and rij.huishouden.pk})
    return [
        plaatsing
        for stuk in _stukken(huishoudens)
        for plaatsing in Plaatsing.objects.bekend().filter(huishouden__in=stuk)
    ]


def _sleutel(rij: Any) -> Hashable:
    return (rij.huishouden_id or id(rij.huishouden), rij.deel)


def _waarden(rij: Any) -> Hashable:
    # A teldatum that follows from the other dates is not compared: the provincie may have changed the order since.
    return (rij.teldatum if rij.teldatum_gegeven else None, *(getattr(rij, veld) for veld in _INGEVULD))


def _stukken(reeks: Sequence[T]) -> Iterator[Sequence[T]]:
    for i in range(0, len(reeks), _STUK):
        yield reeks[i : i + _STUK]
