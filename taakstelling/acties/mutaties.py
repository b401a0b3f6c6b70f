"""Recording, correcting and withdrawing a besluit: a mutatie that stands alone, or all rows that together are nil."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from organisaties import logboek
from organisaties.acties.teksten import eis_zonder_persoonsgegevens
from organisaties.models import Lidmaatschap
from organisaties.toegang import eis
from organisaties.vastleggen import AlGewijzigd, leg_reeks_vast, trek_in
from taakstelling.acties.feiten import fouten_in_mutaties, niet_samen_terug, toets_teksten, trek_feit_in
from taakstelling.models import Mutatie
from taakstelling.regels.mutaties import SAMEN_NUL
from taakstelling.toegang import mag_mutaties_vastleggen

AL_VASTGELEGD = (
    "Dit is al vastgelegd, met dezelfde datum en grondslag. Verbeter dat besluit, of vul een andere grondslag in."
)


def regels_van(mutatie: Mutatie) -> list[Mutatie]:
    """The valid rows of the besluit that this one is of; none when it was withdrawn."""
    rijen = Mutatie.objects.bekend().filter(pk=mutatie.pk)
    if mutatie.soort in SAMEN_NUL and mutatie.ingetrokken_op is None:
        rijen = Mutatie.objects.bekend().filter(datum=mutatie.datum, soort=mutatie.soort, grondslag=mutatie.grondslag)
    return list(rijen.select_related("gemeente__provincie").order_by("gemeente__naam", "pk"))


@transaction.atomic
def leg_besluit_vast(
    *, door: Lidmaatschap | None, rijen: Sequence[Mutatie], vervangt: Sequence[Mutatie] = (), verbetering: str = ""
) -> list[Mutatie]:
    """Record the rows of one besluit, not yet saved; with `vervangt` they take the place of those, for `verbetering`.

    Raises GeenToegang, AlGewijzigd (one of the old rows was withdrawn meanwhile) and ValidationError: it counts
    nowhere, it is not nil together, it was recorded already, or the old rows no longer count in one half-year.
    """
    eis(mag_mutaties_vastleggen(door, {rij.gemeente_id: rij.gemeente for rij in (*rijen, *vervangt)}.values()))
    toets_teksten(rijen)
    eis_zonder_persoonsgegevens({"verbetering": verbetering})
    oud = {rij.gemeente_id: rij for rij in vervangt}
    if mis := fouten_in_mutaties(rijen, zonder=[rij.pk for rij in vervangt]):
        raise ValidationError(sorted({tekst for _, tekst in mis.values()}))
    if vervangt and (reden := niet_samen_terug(vervangt)):
        raise ValidationError(reden)
    if not rijen or _al_vastgelegd(rijen[0], vervangt):
        raise ValidationError(AL_VASTGELEGD if rijen else "Vul minstens één gemeente in.")
    op = timezone.now()
    for rij in rijen:
        rij.vervangt = oud.pop(rij.gemeente_id, None)
    for rest in oud.values():  # a gemeente that is no longer in it
        trek_in(rest, door=door, reden=verbetering, op=op)
    try:
        with transaction.atomic():
            gemaakt = leg_reeks_vast(rijen, door=door, op=op, reden=verbetering)
    except IntegrityError as fout:
        raise ValidationError(AL_VASTGELEGD) from fout
    for rij in (*gemaakt, *oud.values()):
        logboek.schrijf(
            door=door,
            handeling="mutatie verbeterd" if vervangt else "mutatie vastgelegd",
            op=rij,
            gemeente=rij.gemeente,
            rijen=[een.pk for een in gemaakt],
        )
    return gemaakt


def _al_vastgelegd(rij: Mutatie, vervangt: Sequence[Mutatie]) -> bool:
    """Whether another besluit has the same key: it would be replaced, or the two would become one."""
    zelfde = Mutatie.objects.bekend().filter(soort=rij.soort, datum=rij.datum).exclude(pk__in=[v.pk for v in vervangt])
    if rij.soort not in SAMEN_NUL:
        zelfde = zelfde.filter(gemeente=rij.gemeente)
    if rij.soort != Mutatie.Soort.BEGINSTAND:
        zelfde = zelfde.filter(grondslag=rij.grondslag)
    return bool(zelfde.exists())


@transaction.atomic
def trek_besluit_in(*, door: Lidmaatschap | None, mutatie: Mutatie, reden: str) -> None:
    """Withdraw a besluit as a whole. Raises GeenToegang and AlGewijzigd."""
    rijen = regels_van(mutatie)
    if not rijen:
        raise AlGewijzigd
    eis(mag_mutaties_vastleggen(door, [rij.gemeente for rij in rijen]))
    trek_feit_in(door=door, rij=mutatie, reden=reden)
