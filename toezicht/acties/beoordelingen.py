"""Opening a round and deciding about a gemeente, with its figures frozen."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organisaties import logboek
from organisaties.models import Gemeente, Lidmaatschap, Provincie
from organisaties.toegang import eis
from taakstelling.regels.halfjaar import Halfjaar
from toezicht.cijfers import momentopname
from toezicht.models import Beoordeling, Brief, Toezichtronde
from toezicht.regels.tekstvelden import fouten
from toezicht.toegang import mag_toezicht_houden


@transaction.atomic
def open_ronde(
    *, door: Lidmaatschap | None, provincie: Provincie, halfjaar: Halfjaar, cijfers_per: date | None = None
) -> Toezichtronde:
    """Open the round of a provincie over a half-year; the one that is there already is given back as it is."""
    eis(mag_toezicht_houden(door, provincie))
    if cijfers_per is not None and cijfers_per < halfjaar.begin:
        raise ValidationError({"cijfers_per": f"Kies een datum op of na {halfjaar.begin:%d-%m-%Y}."})
    ronde, nieuw = Toezichtronde.objects.get_or_create(
        provincie=provincie, halfjaar=halfjaar, defaults={"cijfers_per": cijfers_per}
    )
    if nieuw:
        logboek.schrijf(door=door, handeling="ronde geopend", op=ronde, provincie=provincie, halfjaar=halfjaar.code)
    return ronde


@transaction.atomic
def beoordeel(
    *,
    door: Lidmaatschap | None,
    ronde: Toezichtronde,
    gemeente: Gemeente,
    oordeel: str,
    gevolg: str = "",
    verschoond_tot: date | None = None,
    motivering: str = "",
    vervangt: Beoordeling | None = None,
) -> Beoordeling:
    """Decide about one gemeente, with its figures frozen as they are now.

    A new beoordeling replaces the older one, which must be named in `vervangt`: whoever did not see it is told that
    somebody else was first. The older one stays. A letter that is still a concept goes along to the new one; a final
    letter keeps resting on the old one, and the new beoordeling gets a letter of its own.
    """
    eis(mag_toezicht_houden(door, ronde.provincie))
    if gemeente.provincie_id != ronde.provincie_id:
        raise ValidationError(f"{gemeente} hoort niet bij de provincie {ronde.provincie}.")
    # The lock makes two supervisors take turns (PostgreSQL; on SQLite the transaction itself already does).
    ronde = Toezichtronde.objects.select_for_update().get(pk=ronde.pk)
    geldend = geldende_beoordeling(ronde, gemeente)
    if geldend != vervangt:
        raise ValidationError("Iemand anders heeft deze gemeente intussen beoordeeld. Bekijk dat oordeel eerst.")
    if verschoond_tot is not None and oordeel != Beoordeling.Oordeel.VERSCHOONBAAR:
        raise ValidationError({"verschoond_tot": "Vul deze datum alleen in bij “voldoet niet, doch verschoonbaar”."})
    if verschoond_tot is not None and verschoond_tot <= ronde.halfjaar.eind:
        raise ValidationError({"verschoond_tot": f"Kies een datum na de peildatum {ronde.halfjaar.eind:%d-%m-%Y}."})
    if fout := fouten(gevolg):
        raise ValidationError({"gevolg": fout})
    nu = timezone.now()
    cijfers, rijen = momentopname(gemeente, ronde.halfjaar)
    beoordeling = Beoordeling(
        ronde=ronde,
        gemeente=gemeente,
        oordeel=oordeel,
        gevolg=gevolg.strip(),
        verschoond_tot=verschoond_tot,
        motivering=motivering.strip(),
        cijfers=cijfers,
        rijen=rijen,
        bekend_op=nu,
        vastgelegd_op=nu,
        vastgelegd_door_id=door.gebruiker_id if door else None,
        vervangt=geldend,
    )
    beoordeling.clean_fields(exclude=["vastgelegd_door", "vervangt", "gevolg", "motivering", "verschoond_tot"])
    beoordeling.save(force_insert=True)
    if geldend is not None:
        Brief.objects.filter(beoordeling=geldend, status=Brief.Status.CONCEPT).update(beoordeling=beoordeling)
    logboek.schrijf(
        door=door,
        handeling="beoordeeld" if geldend is None else "opnieuw beoordeeld",
        op=beoordeling,
        gemeente=gemeente,
        provincie=ronde.provincie,
        halfjaar=ronde.halfjaar.code,
    )
    return beoordeling


def geldende_beoordeling(ronde: Toezichtronde, gemeente: Gemeente) -> Beoordeling | None:
    """The beoordeling that was not replaced by a later one."""
    gevonden: Beoordeling | None = (
        Beoordeling.objects.filter(ronde=ronde, gemeente=gemeente, vervangen_door=None)
        .select_related("ronde__provincie", "gemeente")
        .first()
    )
    return gevonden
