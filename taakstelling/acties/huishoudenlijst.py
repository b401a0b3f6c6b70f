"""Recording a whole list of koppelingen: set-based, however long the list and however many there are already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from organisaties import logboek
from organisaties.models import Gemeente, Invoerbestand, Lidmaatschap
from organisaties.overnemen import Telling, Vergelijking, neem_over, vergelijk
from organisaties.toegang import eis
from taakstelling.acties.gewist import herken_gewiste
from taakstelling.acties.huishoudens import bouw_koppeling
from taakstelling.acties.plaatsingslijst import huishoudens_onder
from taakstelling.models import Huishouden, Koppeling
from taakstelling.regels.huishouden import Huishoudengegevens
from taakstelling.toegang import mag_huishouden_wijzigen

_VELDEN = ("gekoppeld_op", "volwassenen", "kinderen", "amv", "verwachte_nareizigers", "verwacht_op")
_STUK = 500


@dataclass(frozen=True, slots=True)
class Huishoudenregel:
    """One line of a list: checked (`regels.huishouden.fouten`), not yet recorded. The kenmerk in it is filled in."""

    koppelgemeente: Gemeente
    gegevens: Huishoudengegevens

    @property
    def sleutel(self) -> tuple[int, str]:
        return self.koppelgemeente.pk, self.gegevens.kenmerk


def bouw(regels: Sequence[Huishoudenregel]) -> tuple[list[Koppeling], Vergelijking]:
    """The koppelingen, not yet saved, beside the valid ones of the same household."""
    huishoudens = huishoudens_onder(regel.sleutel for regel in regels)
    rijen = []
    for regel in regels:
        gevonden = huishoudens.get(regel.sleutel)
        if gevonden is None:
            gevonden = Huishouden(koppelgemeente=regel.koppelgemeente, kenmerk=regel.gegevens.kenmerk)
            huishoudens[regel.sleutel] = gevonden
        rijen.append(bouw_koppeling(gevonden, regel.gegevens))
    vergelijking = vergelijk(
        rijen, bestaand=_bestaand, sleutel=lambda rij: rij.dossier or id(rij.huishouden), waarden=_waarden
    )
    return rijen, herken_gewiste(rijen, vergelijking, datum="gekoppeld_op", waarden=_waarden)


@transaction.atomic
def leg_huishoudenlijst_vast(
    *,
    door: Lidmaatschap | None,
    regels: Sequence[Huishoudenregel],
    invoerbestand: Invoerbestand | None = None,
    op: datetime | None = None,
) -> Telling:
    """Record a list: the same again is skipped, other values under the same key replace.

    `op` gives the rows an earlier recording date. A koppeling moves no stand, so nothing that was decided is under it.
    Raises GeenToegang, AlGewijzigd, and ValidationError for a recording date that is too early.
    """
    for gemeente in {regel.koppelgemeente.pk: regel.koppelgemeente for regel in regels}.values():
        eis(mag_huishouden_wijzigen(door, gemeente))
    rijen, vergelijking = bouw(regels)
    nieuw: dict[int, Huishouden] = {}
    for rij, gelijk in zip(rijen, vergelijking.gelijk, strict=True):
        if not gelijk and rij.huishouden is not None and rij.huishouden.pk is None:
            nieuw[id(rij.huishouden)] = rij.huishouden
            if op is not None:
                rij.huishouden.vastgelegd_op = op
    Huishouden.objects.bulk_create(nieuw.values(), batch_size=_STUK)
    for rij in rijen:
        # The household got its number only now. A row that was there already is not saved.
        rij.huishouden = rij.huishouden
        rij.dossier = rij.huishouden.pk if rij.huishouden else rij.dossier
    telling = neem_over(rijen, vergelijking, door=door, invoerbestand=invoerbestand, op=op)
    if telling.gewijzigd and invoerbestand is None:
        logboek.schrijf(
            door=door,
            handeling="huishoudens vastgelegd",
            op=Koppeling,
            nieuw=telling.nieuw,
            vervangen=telling.vervangen,
        )
    return telling


def _bestaand(rijen: Sequence[Koppeling]) -> list[Any]:
    dossiers = sorted({rij.dossier for rij in rijen if rij.dossier})
    return [
        koppeling
        for i in range(0, len(dossiers), _STUK)
        for koppeling in Koppeling.objects.bekend().filter(dossier__in=dossiers[i : i + _STUK])
    ]


def _waarden(rij: Any) -> tuple[Any, ...]:
    return tuple(getattr(rij, veld) for veld in _VELDEN)
