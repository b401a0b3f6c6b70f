"""The gemeente says who lives in a home: one placement, or more of them."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from afspraken.models import Toewijzing, VrijgekomenWoning
from afspraken.toegang import mag_toewijzen
from organisaties import logboek
from organisaties.models import Lidmaatschap
from organisaties.toegang import eis
from organisaties.vastleggen import leg_reeks_vast, trek_in
from taakstelling.models import Plaatsing

AL_GEKOPPELD = "Een van deze plaatsingen hoort al bij een woning. Laad de pagina opnieuw en kies daarna nog eens."


@transaction.atomic
def wijs_toe(
    *, door: Lidmaatschap | None, woning: VrijgekomenWoning, plaatsingen: Sequence[Plaatsing]
) -> list[Toewijzing]:
    """Link these placements to a home that was let. Raises GeenToegang and ValidationError."""
    eis(mag_toewijzen(door, woning.gemeente))
    if not plaatsingen:
        raise ValidationError({"plaatsingen": "Kies minstens één plaatsing."})
    if woning.verhuurd_op is None or not woning.gold():
        raise ValidationError("Deze woning is niet verhuurd. Alleen bij een verhuurde woning hoort een plaatsing.")
    # Of a plaatsing without a number nobody can say any more which household it was.
    if any(p.dossier is None or p.huisvestingsgemeente_id != woning.gemeente_id for p in plaatsingen):
        raise ValidationError({"plaatsingen": f"Kies alleen plaatsingen in {woning.gemeente}."})
    rijen = [
        Toewijzing(
            corporatie_id=woning.corporatie_id,
            kenmerk=woning.kenmerk,
            gemeente_id=woning.gemeente_id,
            dossier=plaatsing.dossier,
            deel=plaatsing.deel,
        )
        for plaatsing in plaatsingen
        if plaatsing.dossier is not None
    ]
    _ruim_los_op(door, plaatsingen)
    try:
        with transaction.atomic():
            gemaakt = leg_reeks_vast(rijen, door=door)
    except IntegrityError as fout:
        raise ValidationError({"plaatsingen": AL_GEKOPPELD}) from fout
    logboek.schrijf(
        door=door,
        handeling="plaatsing aan woning gekoppeld",
        op=woning,
        gemeente=woning.gemeente,
        plaatsingen=[plaatsing.pk for plaatsing in plaatsingen],
    )
    return gemaakt


@transaction.atomic
def trek_toewijzing_in(*, door: Lidmaatschap | None, toewijzing: Toewijzing, reden: str) -> None:
    """Take back a link; the home and the placement stay. Raises GeenToegang and AlGewijzigd."""
    eis(mag_toewijzen(door, toewijzing.gemeente))
    trek_in(toewijzing, door=door, reden=reden)
    logboek.schrijf(
        door=door, handeling="koppeling van plaatsing ingetrokken", op=toewijzing, gemeente=toewijzing.gemeente
    )


def _ruim_los_op(door: Lidmaatschap | None, plaatsingen: Sequence[Plaatsing]) -> None:
    """Withdraw the old links of these placements of which the home is not there any more."""
    for plaatsing in plaatsingen:
        oud = Toewijzing.objects.bekend().filter(dossier=plaatsing.dossier, deel=plaatsing.deel).first()
        if oud is not None and not Toewijzing.objects.geldig().filter(pk=oud.pk).exists():
            trek_in(oud, door=door, reden="De woning is er niet meer")
