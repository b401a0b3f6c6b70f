"""The figures of a round: on which day they are read, and fixing them for all gemeenten at one moment."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organisaties import logboek
from organisaties.acties.teksten import eis_zonder_persoonsgegevens
from organisaties.acties.versies import eis_versie
from organisaties.models import Gemeente, Lidmaatschap
from organisaties.toegang import eis
from taakstelling.acties.afsluitingen import vergrendel
from toezicht.cijfers import cijfers_van_nu, gemeenten_van_ronde, laatste_bevriezing, momentopnamen
from toezicht.models import Bevriezing, Rondecijfer, Toezichtronde
from toezicht.regels.resultaat import datum
from toezicht.regels.termijnen import foute_leesdag
from toezicht.rondecijfers import is_gesloten
from toezicht.toegang import mag_toezicht_houden


@transaction.atomic
def wijzig_ronde(
    *, door: Lidmaatschap | None, ronde: Toezichtronde, cijfers_per: date, versie: str | None = None
) -> Toezichtronde:
    """Choose another day on which the figures are read.

    Refused once the figures were frozen or the half-year was closed, and where it would change the figures of a
    gemeente that was judged. Raises AlGewijzigd when the round is not as `versie` says any more.
    """
    ronde = ronde_op_slot(door, ronde)
    eis_versie(ronde, versie)
    if fout := foute_leesdag(cijfers_per, ronde.halfjaar):
        raise ValidationError({"cijfers_per": fout})
    if cijfers_per == ronde.cijfers_per:
        return ronde
    if is_gesloten(ronde):
        raise ValidationError(f"De {ronde.halfjaar.in_zin} is gesloten. De cijfers liggen vast, en de dag ook.")
    if laatste_bevriezing(ronde):
        raise ValidationError("De cijfers van deze ronde zijn bevroren. De dag verandert niet meer.")
    if namen := _verandert_voor(ronde, cijfers_per):
        raise ValidationError(
            f"Met deze dag veranderen cijfers waarop al is beoordeeld, van {', '.join(namen)}. De dag blijft daarom"
            " zoals hij is."
        )
    oud, ronde.cijfers_per = ronde.cijfers_per, cijfers_per
    ronde.save(update_fields=["cijfers_per"])
    logboek.schrijf(
        door=door,
        handeling="ronde gewijzigd",
        op=ronde,
        provincie=ronde.provincie,
        was=oud.isoformat() if oud else None,
        cijfers_per=cijfers_per.isoformat(),
    )
    return ronde


@transaction.atomic
def bevries_ronde(
    *, door: Lidmaatschap | None, ronde: Toezichtronde, reden: str = "", na: Bevriezing | None = None
) -> Bevriezing:
    """Fix the figures of every gemeente in the round, all as they are at one moment, with the rows they rest on.

    Doing it again asks for a reason, and names the last one in `na`, so that nobody overtakes another unseen; the older
    one stays. Who was judged already keeps the figures of that beoordeling.
    """
    # First the round, as every other act does: who holds it may still need the provincie for its line in the logboek.
    ronde = ronde_op_slot(door, ronde)
    vergrendel(ronde.provincie)
    laatste = laatste_bevriezing(ronde)
    if laatste != na:
        raise ValidationError("Iemand anders heeft de cijfers intussen bevroren. Bekijk ze eerst.")
    if laatste is not None and not reden.strip():
        raise ValidationError({"reden": "Schrijf waarom u de cijfers opnieuw bevriest."})
    eis_zonder_persoonsgegevens({"reden": reden})
    if ronde.cijfers_per is not None and timezone.localdate() < ronde.cijfers_per:
        raise ValidationError(
            f"De cijfers van deze ronde worden gelezen op {datum(ronde.cijfers_per)}. Bevriezen kan vanaf die dag."
        )
    bevriezing = Bevriezing(
        ronde=ronde,
        reden=reden.strip(),
        vastgelegd_op=timezone.now(),
        vastgelegd_door_id=door.gebruiker_id if door else None,
    )
    bevriezing.clean_fields(exclude=["vastgelegd_door"])
    bevriezing.save(force_insert=True)
    gemeenten = {gemeente.code: gemeente for gemeente in gemeenten_van_ronde(ronde.provincie, ronde.halfjaar)}
    rijen = [
        Rondecijfer(bevriezing=bevriezing, gemeente=gemeenten[code], cijfers=cijfers, rijen=achter)
        for code, (cijfers, achter) in momentopnamen(
            list(gemeenten), ronde.halfjaar, gelezen_tot=ronde.cijfers_per
        ).items()
    ]
    Rondecijfer.objects.bulk_create(rijen)
    logboek.schrijf(
        door=door,
        handeling="cijfers bevroren" if laatste is None else "cijfers opnieuw bevroren",
        op=ronde,
        provincie=ronde.provincie,
        bevriezing=bevriezing.pk,
        gemeenten=len(rijen),
    )
    return bevriezing


def ronde_op_slot(door: Lidmaatschap | None, ronde: Toezichtronde) -> Toezichtronde:
    """The round as it is now, locked until the end of the transaction."""
    eis(mag_toezicht_houden(door, ronde.provincie))
    nu: Toezichtronde = (
        Toezichtronde.objects.select_for_update(of=("self",)).select_related("provincie").get(pk=ronde.pk)
    )
    return nu


def _verandert_voor(ronde: Toezichtronde, cijfers_per: date) -> list[str]:
    """The gemeenten that were judged and whose figures would be others with this day."""
    beoordeeld = list(Gemeente.objects.filter(beoordelingen__ronde=ronde).distinct().order_by("naam"))
    was, wordt = (cijfers_van_nu(ronde, beoordeeld, dag) for dag in (ronde.cijfers_per, cijfers_per))
    return [gemeente.naam for gemeente in beoordeeld if was[gemeente.code][1] != wordt[gemeente.code][1]]
