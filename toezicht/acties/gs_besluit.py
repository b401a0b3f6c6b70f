"""The besluit of Gedeputeerde Staten on a round: its number and its day."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organisaties import logboek
from organisaties.acties.versies import eis_versie
from organisaties.models import Lidmaatschap
from organisaties.toegang import eis
from toezicht.models import Toezichtronde
from toezicht.regels.termijnen import foute_briefdatum
from toezicht.rondestukken.gs_besluit import genoemd_in
from toezicht.toegang import mag_toezicht_houden


@transaction.atomic
def leg_gs_besluit_vast(
    *, door: Lidmaatschap | None, ronde: Toezichtronde, nummer: str, datum: date, versie: str | None = None
) -> Toezichtronde:
    """Record the besluit, or change it as long as no final letter names it.

    Raises AlGewijzigd when the round is not as `versie` says any more.
    """
    eis(mag_toezicht_houden(door, ronde.provincie))
    ronde = Toezichtronde.objects.select_for_update(of=("self",)).select_related("provincie").get(pk=ronde.pk)
    eis_versie(ronde, versie)
    nummer = nummer.strip()
    if not nummer:
        raise ValidationError({"nummer": "Vul het nummer van het besluit in."})
    if fout := foute_briefdatum(datum, ronde.halfjaar, timezone.localdate(), "datum"):
        raise ValidationError({"datum": fout})
    if brief := genoemd_in(ronde):
        raise ValidationError(
            f"Brief {brief.kenmerk} ligt vast en noemt het besluit. Het nummer en de datum blijven daarom zo."
        )
    was = (ronde.gs_besluit_nummer, ronde.gs_besluit_op)
    if was == (nummer, datum):
        return ronde
    ronde.gs_besluit_nummer, ronde.gs_besluit_op = nummer, datum
    ronde.clean_fields(exclude=["provincie", "cijfers_per", "wederhoor_tot"])
    ronde.save(update_fields=["gs_besluit_nummer", "gs_besluit_op"])
    logboek.schrijf(
        door=door,
        handeling="GS-besluit gewijzigd" if was[1] else "GS-besluit vastgelegd",
        op=ronde,
        provincie=ronde.provincie,
        halfjaar=ronde.halfjaar.code,
        datum=datum.isoformat(),
        was=was[1].isoformat() if was[1] else None,
    )
    return ronde
