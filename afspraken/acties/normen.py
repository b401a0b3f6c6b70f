"""Recording norms: what is agreed is never changed, only withdrawn and replaced."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from afspraken.models import Norm
from afspraken.regels import normen as regels
from afspraken.toegang import mag_norm_vastleggen
from organisaties import logboek
from organisaties.acties.teksten import eis_zonder_persoonsgegevens
from organisaties.models import Invoerbestand, Lidmaatschap
from organisaties.overnemen import Telling, Vergelijking, neem_over, vergelijk
from organisaties.toegang import eis
from organisaties.vastleggen import leg_vast, trek_in

_WAARDEN = (
    "percentage",
    "aantal",
    "tot",
    "telt_op",
    "telt_nieuwbouw",
    "telt_flex",
    "telt_onzelfstandig",
    "in_plaats_van",
    "bron",
)


def sleutel(norm: Any) -> tuple[Any, ...]:
    return (*norm.bereik, norm.soort, norm.doelgroep, norm.van)


def vergelijk_normen(normen: Sequence[Norm]) -> Vergelijking:
    """Lay norms beside those that are valid now."""
    return vergelijk(
        normen,
        bestaand=lambda _: list(Norm.objects.bekend()),
        sleutel=sleutel,
        waarden=lambda norm: tuple(getattr(norm, veld) for veld in _WAARDEN),
    )


def fouten_bij(normen: Sequence[Norm], zonder: Collection[int] = ()) -> dict[int, str]:
    """Which of these norms cannot stand beside the others and those that stay valid, and why.

    `zonder`: valid norms that they replace under another key.
    """
    nieuw = {sleutel(norm) for norm in normen}
    blijft = [norm.regel for norm in Norm.objects.bekend() if norm.pk not in zonder and sleutel(norm) not in nieuw]
    # The ones that are there come first, so that a clash is laid at the door of the new one.
    gevonden = regels.fouten([*blijft, *(norm.regel for norm in normen)])
    uit = {i - len(blijft): tekst for i, tekst in gevonden.items() if i >= len(blijft)}
    if not uit and gevonden:
        reden = next(iter(gevonden.values()))
        uit = {len(normen) - 1: f"Een norm die al is vastgelegd past hier niet meer bij. {reden}"}
    return uit


def niet_samen_terug(normen: Sequence[Any]) -> str:
    """Why these norms cannot be withdrawn for what they replaced: then norms would clash. Empty when they can."""
    weg = {norm.pk for norm in normen}
    blijft = [norm.regel for norm in Norm.objects.bekend() if norm.pk not in weg]
    gevonden = regels.fouten([*blijft, *(norm.vervangt.regel for norm in normen if norm.vervangt)])
    return f"Wat er dan nog staat, past niet bij elkaar. {next(iter(gevonden.values()))}" if gevonden else ""


@transaction.atomic
def leg_normen_vast(
    *,
    door: Lidmaatschap | None,
    normen: Sequence[Norm],
    invoerbestand: Invoerbestand | None = None,
    op: datetime | None = None,
) -> Telling:
    """Record norms, not yet saved. The same again is skipped, other values under the same key replace.

    Raises GeenToegang, AlGewijzigd, and ValidationError when norms are in force together and none says which counts.
    """
    if not normen:
        return Telling()
    for norm in normen:
        eis(mag_norm_vastleggen(door, norm.gemeente, norm.regio))
        eis_zonder_persoonsgegevens({"bron": norm.bron})
    if mis := fouten_bij(normen):
        raise ValidationError(sorted(set(mis.values())))
    telling = neem_over(normen, vergelijk_normen(normen), door=door, invoerbestand=invoerbestand, op=op)
    if telling.gewijzigd and invoerbestand is None:
        een = normen[0] if len(normen) == 1 else None
        logboek.schrijf(
            door=door,
            handeling="norm vastgelegd",
            op=een or Norm,
            gemeente=een.gemeente if een else None,
            nieuw=telling.nieuw,
            vervangen=telling.vervangen,
        )
    return telling


@transaction.atomic
def vervang_norm(*, door: Lidmaatschap | None, oud: Norm, norm: Norm) -> Norm:
    """Withdraw a norm and record another in its place, also with another first day or scope.

    Raises GeenToegang, AlGewijzigd, and ValidationError when it cannot stand beside the norms that stay.
    """
    eis(mag_norm_vastleggen(door, oud.gemeente, oud.regio))
    eis(mag_norm_vastleggen(door, norm.gemeente, norm.regio))
    if mis := fouten_bij([norm], zonder=[oud.pk]):
        raise ValidationError(sorted(set(mis.values())))
    leg_vast(norm, door=door, vervangt=oud)
    logboek.schrijf(door=door, handeling="norm vervangen", op=norm, gemeente=norm.gemeente)
    return norm


@transaction.atomic
def trek_norm_in(*, door: Lidmaatschap | None, norm: Norm, reden: str) -> None:
    """Withdraw a norm: what it interrupted is in force again. Raises GeenToegang, AlGewijzigd, and ValidationError
    when a norm that stays says that it replaces this one."""
    eis(mag_norm_vastleggen(door, norm.gemeente, norm.regio))
    blijft = [ander.regel for ander in Norm.objects.bekend().exclude(pk=norm.pk)]
    if regels.fouten(blijft):
        raise ValidationError("Een andere norm zegt dat zij deze vervangt. Trek die norm eerst in, of vervang haar.")
    trek_in(norm, door=door, reden=reden)
    logboek.schrijf(door=door, handeling="norm ingetrokken", op=norm, gemeente=norm.gemeente)
